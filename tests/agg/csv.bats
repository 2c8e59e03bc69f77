# hls-agg --csv: the main figures as a table, beside the blocks.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/streams

D=$TOP/tests/data

# course: the events of a stored run of viewers who rebuffer, 46 ticks; more of
# rebuffer.time is booked than there was, and taken back.
course() {
	gzip -dc "$D/cases/7.1/ad_break.raw.gz" | hls-parse
}

# segment SECOND TTFB: one has come.
segment() {
	at "$1" 1.0 fetch type=segment status=200 bytes=1000 ttfb="$2" time="$2"
}

# cells FILE COLUMN: a column, without its name.
cells() {
	awk -F , -v name="$2" '
	NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) n = i; next }
	{ print n ? $n : "no such column" }' "$1"
}

# sum FILE COLUMN: in millionths.
sum() {
	cells "$1" "$2" | awk '{ n += $1 * 1000000 } END { printf "%.0f\n", n }'
}

# counters FILE: those among the columns.
counters() {
	hls-agg --list-metrics | awk -v names="$(head -n 1 "$1")" '
	BEGIN { for (n = split(names, x, ","); n > 0; n--) is[x[n]] = 1 }
	$1 in is && $2 == "counter" { print $1 }'
}

# adds_up TABLE STAT: each counter's lines are what all has in the last block.
adds_up() {
	local name section n=0
	for name in $(counters "$1"); do
		section=${name%%.*}
		is "$(sum "$1" "$name")" "$(grep "^[^ ]* all $section " "$2" |
			grep -v ' by=' | tail -n 1 | tr ' ' '\n' |
			awk -F = -v key="${name#*.}" '$1 == key { v = $2 }
				END { printf "%.0f\n", v * 1000000 }')" ||
			{ echo "of $name"; return 1; }
		n=$((n + 1))
	done
	is "$n" -ge 20
}

# agrees TABLE STAT SECONDS: each cell is what the window of that width, or the
# gauge, is in the block of the same time, wherever a line covers what the
# window does; says how many cells were compared.
agrees() {
	awk -v win="$3s" -v w="$3" '
	FNR == NR && / by=/ { next }
	FNR == NR && ($2 == win || $2 == "-") {
		for (i = 4; i <= NF; i++) {
			split($i, kv, "=")
			stat[$1, $3 "." kv[1]] = kv[2]
		}
		there[$1, $3] = 1
		next
	}
	FNR == NR { next }
	FNR == 1 { split($0, name, ","); next }
	{
		k = split($0, cell, ",")
		long = cell[2] - before
		before = cell[2]
		if (long < w - 0.1)
			next
		for (i = 2; i <= k; i++) {
			section = name[i]
			sub(/\..*/, "", section)
			# Worst of a stretch; may be below 0; not shown yet.
			if ((w > 1 && section == "generator") ||
			    name[i] == "rebuffer.time" ||
			    (!((cell[1], section) in there) && cell[i] == 0))
				continue
			n++
			if (cell[i] == stat[cell[1], name[i]])
				continue
			print cell[1], name[i] ": " cell[i] ", in the block " \
				stat[cell[1], name[i]]
			bad = 1
		}
	}
	END { print n " compared"; exit bad || n == 0 }' "$2" "$1"
}

@test "the header: time and paths of the catalogue, as the page has them" {
	course >"$T/in"
	hls-agg -q --csv "$T/csv" "$T/in" >"$T/stat"
	head -n 1 "$T/csv" | tr , '\n' >"$T/names"
	is "$(head -n 2 "$T/names")" $'time\nrun.elapsed'
	hls-agg --list-metrics | awk '!/^#/ {
		print $1
		split("min mean p5 p50 p95 p99 max", s, " ")
		for (i in s)
			if ($2 == "sketch" || $2 == "state")
				print $1 "." s[i]
	}' | sort >"$T/paths"
	sed 1d "$T/names" | sort >"$T/sorted"
	is "$(comm -23 "$T/sorted" "$T/paths")" ''
	is "$(uniq -d "$T/sorted")" ''
	is "$(wc -l <"$T/names")" -ge 40
	sed -n '/^time run.elapsed/,/^\.Ed/p' "$TOP/man/hls-agg.1" |
		sed '$d' | tr ' ' '\n' >"$T/page"
	same "$T/page" "$T/names"
	# It is the same for every run, even of nothing.
	hls-agg -q --csv "$T/none" </dev/null >"$T/got" || is $? 1
	same <(head -n 1 "$T/csv") "$T/none"
}

@test "a line a tick: each cell is its second's, counters add up" {
	course >"$T/in"
	hls-agg -q --csv "$T/csv" "$T/in" >"$T/stat"
	is "$(($(wc -l <"$T/csv") - 1))" \
		"$(cut -d ' ' -f 1 "$T/stat" | sort -u | wc -l)"
	agrees "$T/csv" "$T/stat" 1
	is "$(cells "$T/csv" segment.ttfb.p95 | grep -c .)" -ge 10
	adds_up "$T/csv" "$T/stat"
	# What was booked too much is taken back.
	cells "$T/csv" rebuffer.time | grep -q '^-'
	# It is the same however the input is cut, and beside the JSON.
	for n in 7 4096; do
		pieces $n <"$T/in" | hls-agg -jq --csv "$T/b.csv" >/dev/null
		same "$T/csv" "$T/b.csv"
	done
}

@test "--every: stretches, whose percentiles are of all their values" {
	course >"$T/in"
	hls-agg -q --csv "$T/csv" --every 10s "$T/in" >"$T/stat"
	is "$(cells "$T/csv" run.elapsed | cut -d . -f 1 | paste -sd ' ')" \
		'10 20 30 40 45'
	agrees "$T/csv" "$T/stat" 10
	adds_up "$T/csv" "$T/stat"
	{
		at 100 - swarm target=1
		for s in 1 2 3 4 5 6 7 8 9 10; do
			segment $((99 + s)).5 0.001000
			[ "$s" -ne 10 ] || for i in 1 2 3 4 5 6 7 8 9; do
				segment 109.6 0.100000
			done
			at $((100 + s)) - tick target=1
		done
		segment 110.5 0.002000
		at 111 - tick target=1
		at 111 - end reason=done
	} >"$T/in"
	hls-agg -q --csv "$T/csv" --every 10s "$T/in" >"$T/stat"
	# 10 of 1 ms and 9 of 100 ms; by ticks that would be 9 of one, 1 of the
	# other.
	near 0.00001 "$(cells "$T/csv" segment.ttfb.p50 | head -n 1)" 0.001
	near 0.0006 "$(cells "$T/csv" segment.ttfb.p95 | head -n 1)" 0.1
	is "$(cells "$T/csv" segment.count | paste -sd ' ')" '19 1'
	is "$(cells "$T/csv" segment.rate | head -n 1)" 1.900000
	is "$(cells "$T/csv" time | head -n 2 | paste -sd ' ')" \
		'110.000000 111.000000'
}

@test "--every keeps to multiples where ticks are late, early or missing" {
	{
		at 100 - swarm target=1
		for t in 101 102.04 103 104.07 104.91 106 121 122 124.95 125 \
		    126; do
			at "$t" - tick target=1
		done
		at 126 - end reason=done
	} >"$T/in"
	hls-agg -q --csv "$T/csv" --every 5s "$T/in" >"$T/stat"
	is "$(cells "$T/csv" time | paste -sd ' ')" \
		'104.910000 121.000000 124.950000 126.000000'
	hls-agg -q --csv "$T/csv" --every 1s "$T/in" >"$T/stat"
	# That of 125 is one with 126; the end comes by itself.
	is "$(cells "$T/csv" time | tail -n 4 | paste -sd ' ')" \
		'122.000000 124.950000 126.000000 126.000000'
	is "$(wc -l <"$T/csv")" 12
}

@test "gauges: as they are at the end; of the generator, the worst" {
	{
		at 100 - swarm target=4
		at 101 - tick target=4 running=1 late_max=0.500000 \
			cpu=0.300000 idle=0.900000 lost=3
		at 102 - tick target=4 running=3 late_max=0.010000 \
			cpu=0.700000 idle=0.100000 lost=5
		at 103 - tick target=4 late_max=0.020000 cpu=0.100000 \
			idle=0.800000
		at 106 - tick target=2 running=2
		at 106 - end reason=done
	} >"$T/in"
	hls-agg -q --csv "$T/csv" --every 3s "$T/in" >"$T/stat"
	is "$(cells "$T/csv" clients.target | paste -sd ' ')" '4 2 2'
	for g in late_max=0.500000 cpu=0.700000 idle=0.100000 lost=; do
		is "$(cells "$T/csv" "generator.${g%=*}" | head -n 1)" "${g#*=}"
		is "$(cells "$T/csv" "generator.${g%=*}" | sed -n 2p)" ''
	done
}

@test "what is not known is empty, and what follows the last tick has no rate" {
	{
		at 100 - swarm target=1
		at 101 - tick target=1
		segment 101.3 0.001000
		at 101.4 - end reason=done
	} >"$T/in"
	hls-agg -q --csv "$T/csv" "$T/in" >"$T/stat"
	for name in viewers.playing startup.p95 segment.ttfb.p95 rebuffer.time \
	    rebuffer.ratio http.error.ratio hls.stale.time generator.idle; do
		is "$(cells "$T/csv" $name | head -n 1)" ''
	done
	is "$(cells "$T/csv" segment.count | paste -sd ' ')" '0 1'
	is "$(cells "$T/csv" segment.rate | paste -sd , -)" 0.000000,
	is "$(cells "$T/csv" segment.ttfb.p95 | tail -n 1)" 0.001000
}

@test "an input without ticks gives one line, one without records none" {
	gzip -dc "$D/captures/7.1.5/live_ts_2v.events.gz" >"$T/in"
	hls-agg -q --csv "$T/csv" "$T/in" >"$T/stat"
	is "$(wc -l <"$T/csv")" 2
	is "$(cells "$T/csv" segment.count)" \
		"$(value "$T/stat" '[^ ]*' all segment count)"
	adds_up "$T/csv" "$T/stat"
	# Of logs without stamps no time is known.
	{ at 0 1.0 start stamps=none; segment 0 0.001000; } >"$T/in"
	hls-agg -q --csv "$T/csv" "$T/in" >"$T/stat"
	is "$(cells "$T/csv" run.elapsed)$(cells "$T/csv" segment.rate)" ''
	is "$(cells "$T/csv" segment.count)" 1
	# What is fed by mistake is no run, nor is half a line.
	gzip -dc "$D/captures/7.1.5/live_ts_2v.raw.gz" >"$T/in"
	hls-agg -q --csv "$T/csv" "$T/in" >"$T/stat" 2>/dev/null || is $? 1
	is "$(wc -l <"$T/csv")" 1
	printf x | hls-agg -q --csv "$T/csv" >"$T/stat" || is $? 1
	is "$(wc -l <"$T/csv")" 1
}

@test "cells are numbers: no text of the stream begins a formula" {
	local f='%3D1+1,%22%0D%0A@x'
	{
		at 100 - swarm "host=$f" "url=$f" "labels=$f" "kind=$f" target=1
		at 100.1 1.0 start "group==1+1" "rendition=$f"
		at 100.2 1.0 fetch type=segment "status==1" "ttfb==1" "bytes=-5"
		at 100.3 1.0 fetch_fail type=segment "reason==cmd|x" "url=$f"
		at 100.4 1.0 connect_fail "reason=$f" "addr=@$f"
		at 101 - tick "target==1+1" running=-1 started=+1 \
			idle=1e9 "cpu=nan" "late_max=@1"
		at 102 - tick target=99999999999999999999 running=0x10
		at 102 - end "reason=$f"
	} >"$T/in"
	hls-agg -q --by group,addr --csv "$T/csv" "$T/in" >"$T/stat" || :
	is "$(wc -l <"$T/csv")" 4
	head -n 1 "$T/csv" | no grep '[^a-z0-9_.,]'
	awk -F , 'NR == 1 { n = NF } NF != n { print "fields", NF; bad = 1 }
	NR > 1 { for (i = 1; i <= NF; i++)
		if ($i !~ /^([0-9]+(\.[0-9][0-9][0-9][0-9][0-9][0-9])?)?$/) {
			print "no number:", $i; bad = 1 } }
	END { exit bad }' "$T/csv"
	LC_ALL=C no grep -q '[^0-9.,a-z_]' "$T/csv"
}

@test "the table is read while the run goes on, in whole lines" {
	mkfifo "$T/in"
	hls-agg -q --csv "$T/csv" "$T/in" >"$T/stat" 3>&- &
	started $!
	exec 9>"$T/in"
	wait_for 5 eval '[ "$(wc -l <"$T/csv")" -eq 1 ]'
	{ at 100 - swarm target=1; segment 100.5 0.001; at 101 - tick; } >&9
	wait_for 5 eval '[ "$(wc -l <"$T/csv")" -eq 2 ]'
	is "$(cells "$T/csv" segment.count)" 1
	{ segment 101.5 0.001; at 102 - tick; segment 102.5 0.001; } >&9
	wait_for 5 eval '[ "$(wc -l <"$T/csv")" -eq 3 ]'
	exec 9>&-
	wait_for 5 eval '[ "$(wc -l <"$T/csv")" -eq 4 ]'
	is "$(cells "$T/csv" time | tail -n 1)" 102.500000
}

@test "a threshold that ends the run leaves the line of its tick" {
	{
		at 100 - swarm target=1
		at 101 - tick target=1 running=1
		segment 101.5 0.900000
		at 102 - tick target=1 running=1
		at 103 - tick target=1 running=1
	} >"$T/in"
	hls-agg -q --csv "$T/csv" -t 'segment.ttfb.p95 < 1ms over 1s stop' \
		"$T/in" >"$T/stat" || is $? 99
	is "$(cells "$T/csv" time | paste -sd ' ')" '101.000000 102.000000'
	is "$(cells "$T/csv" segment.ttfb.p95 | tail -n 1)" 0.900000
}

@test "an old file is replaced when the run begins, and kept if it cannot" {
	course >"$T/in"
	echo old >"$T/csv"
	mkdir "$T/shut"
	run hls-agg -q --csv "$T/csv" --baseline "$T/no.json" "$T/in"
	is "$status" 1
	run hls-agg -q --csv "$T/csv" --json-file "$T/no/such" "$T/in"
	is "$status" 1
	run hls-agg -q --csv "$T/csv" --every never "$T/in"
	is "$status" 2
	is "$(cat "$T/csv")" old
	hls-agg -q --csv "$T/csv" "$T/in" >/dev/null
	is "$(wc -l <"$T/csv")" -gt 40
	is "$(command stat -c %a "$T/csv")" 644
	is "$(ls "$T")" $'csv\nin\nshut'
	run hls-agg --csv "$T/no/such" "$T/in"
	is "$status" 1
	is "$output" "hls-agg: $T/no/such: No such file or directory"
	run hls-agg --csv "$T" "$T/in"
	is "$status" 1
	is "$output" "hls-agg: $T: Is a directory"
}

@test "what is no file is written to, not replaced" {
	course >"$T/in"
	hls-agg -q --csv "$T/csv" "$T/in" >"$T/stat"
	mkfifo "$T/fifo"
	cat "$T/fifo" >"$T/copy" 3>&- &
	hls-agg -q --csv "$T/fifo" "$T/in" >/dev/null
	wait $!
	same "$T/csv" "$T/copy"
	hls-agg -q --csv /dev/fd/4 "$T/in" >/dev/null 4>"$T/copy"
	same "$T/csv" "$T/copy"
	# A reader that leaves is no end of the run.
	head -n 1 "$T/fifo" >"$T/copy" 3>&- &
	started $!
	{ wait_for 5 gone $! >&2; cat "$T/in"; } | {
		run -1 --separate-stderr hls-agg -jq --csv "$T/fifo"
		is "$stderr" "hls-agg: $T/fifo: Broken pipe"
		[[ $output == *'"verdict"'* ]]
	}
	same <(head -n 1 "$T/csv") "$T/copy"
}

@test "a full disk: told once, whole lines stay, the run goes on, exit 1" {
	course >"$T/in"
	run hls-agg -q --csv /dev/full "$T/in"
	is "$status" 1
	is "$output" 'hls-agg: /dev/full: No space left on device'
	hls-agg -q --csv "$T/all" "$T/in" >"$T/stat"
	hls-agg -jq "$T/in" >"$T/json"
	run -1 --separate-stderr bash -c 'trap "" XFSZ; ulimit -f 4
		set -o pipefail
		hls-agg -jq --csv "$1/csv" "$1/in" | cat' _ "$T"
	is "$stderr" "hls-agg: $T/csv: File too large"
	is "$output" "$(cat "$T/json")"
	is "$(wc -l <"$T/csv")" -gt 3
	is "$(wc -l <"$T/csv")" -lt 20
	same <(head -n "$(wc -l <"$T/csv")" "$T/all") "$T/csv"
	# Not even the first line: then what was there stays, and nothing else.
	cp "$T/csv" "$T/old"
	run -1 bash -c 'trap "" XFSZ; ulimit -f 0
		hls-agg -q --csv "$1/csv" "$1/in"' _ "$T"
	is "$output" "hls-agg: $T/csv: File too large"
	same "$T/old" "$T/csv"
	is "$(ls "$T")" $'all\ncsv\nin\njson\nold\nstat'
}

@test "standard output, and what does not go together, is misuse" {
	course >"$T/in"
	run hls-agg --csv - "$T/in"
	is "$status" 2
	is "${lines[0]}" "$(line 'hls-agg: --csv: "-" is standard output,' \
		'which has other figures: name a file')"
	for o in -q -j; do
		run bash -c 'hls-agg $1 --csv /dev/stdout "$2" | cat' _ $o \
			"$T/in"
		[[ $output == *'"/dev/stdout" is standard output'* ]]
		run bash -c 'hls-agg $1 --csv "$2/x" "$2/in" >"$2/x"' _ $o "$T"
		is "$status" 2
	done
	run hls-agg --every 10s "$T/in"
	is "$status" 2
	is "${lines[0]}" 'hls-agg: --every: needs --csv'
	for v in 0s 999ms 25h x; do
		run hls-agg --csv "$T/csv" --every $v "$T/in"
		is "$status" 2
		[[ ${lines[0]} == 'hls-agg: --every: "'$v'" is '* ]]
	done
	hls-agg -jq "$T/in" >"$T/old.json"
	run hls-agg --csv "$T/csv" --baseline "$T/old.json" "$T/old.json"
	is "$status" 2
	is "${lines[0]}" 'hls-agg: --csv: not for two stored reports'
	[ ! -e "$T/csv" ]
	# Both may go where nobody looks.
	hls-agg -q --csv /dev/null "$T/in" >/dev/null
}

@test "--merge: a line for each second of the fleet" {
	local h s
	for h in a b; do
		{
			at 100 - swarm target=1 host=$h
			for s in 1 2 3 4 5 6; do
				segment $((99 + s)).5 0.00${s}000
				[ $h = a ] || segment $((99 + s)).6 0.020000
				at $((100 + s)) - tick target=1 running=1 \
					idle=0.${s}00000
			done
			at 106 - end reason=done
		} | hls-agg -q >"$T/$h.stat"
	done
	hls-agg -q --merge --csv "$T/csv" "$T/a.stat" "$T/b.stat" >"$T/stat"
	is "$(cells "$T/csv" segment.count | head -n 6 | paste -sd ' ')" \
		'3 3 3 3 3 3'
	is "$(cells "$T/csv" clients.target | head -n 1)" 2
	agrees "$T/csv" "$T/stat" 1
	adds_up "$T/csv" "$T/stat"
	hls-agg -q --merge --csv "$T/csv" --every 3s "$T/a.stat" "$T/b.stat" \
		>"$T/stat"
	is "$(cells "$T/csv" segment.count | head -n 2 | paste -sd ' ')" '9 9'
	near 0.0002 "$(cells "$T/csv" segment.ttfb.p95 | head -n 1)" 0.02
	is "$(cells "$T/csv" generator.idle | head -n 2 | paste -sd ' ')" \
		'0.100000 0.400000'
	adds_up "$T/csv" "$T/stat"
}
