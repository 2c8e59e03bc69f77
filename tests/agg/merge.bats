# hls-agg --merge: sums of hosts are exact, and no host can hold up or spoil
# the others.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/streams

D=$TOP/tests/data

# crowd: the events of ten clients with a tick each second, of stored captures.
crowd() {
	local k=0 name
	for name in live_ts_1v live_fmp4 live_ts_2v lseg5+_404 lseg~8_404 \
	    lpl3_reset nocl_close vod_audio seg~5_503 lseg_429; do
		k=$((k + 1))
		zcat "$D/captures/9.0.2/$name.events.gz" | awk -v k=$k '
		{
			split($1, t, ".")
			if (NR == 1)
				s0 = t[1]
			us = (t[1] - s0) * 1000000 + t[2] + k * 137001
			if (us > key)
				key = us
			sub(/^1\./, k ".", $2)
			$1 = sprintf("%d.%06d", 1000 + us / 1000000, us % 1000000)
			printf "%d\t%s\n", key, $0
		}'
	done | sort -s -n -k 1,1 | awk -F '\t' '
	NR == 1 {
		print "1000.000000 - swarm format=1 host=vm url=u"
	}
	{
		for (; $1 >= (n + 1) * 1000000; n++)
			print 1001 + n ".000000 - tick idle=0.900000"
		print $2
	}
	END {
		print 1001 + n ".000000 - tick idle=0.900000"
		print 1001 + n ".100000 - end reason=done"
	}'
}

# of HOST MASK: what a host sees whose clients are those with a 1 in MASK.
of() {
	sed "s/ host=vm / host=$1 /" "$T/all.events" | awk -v mask="$2" '
		$2 == "-" || substr(mask, $2 + 0, 1) == "1"'
}

# merged MASK REST: the crowd as one host saw it, $T/all.stat, and as two did
# whose blocks were merged, $T/m.stat.
merged() {
	crowd >"$T/all.events"
	hls-agg -q "$T/all.events" >"$T/all.stat"
	of a "$1" | hls-agg -q >"$T/a.stat"
	of b "$2" | hls-agg -q >"$T/b.stat"
	hls-agg -q --merge "$T/a.stat" "$T/b.stat" >"$T/m.stat"
}

# sums FILE: the whole run's figures and sketches, of the last block.
sums() {
	local n
	n=$(grep -n ' - block n=' "$1" | tail -n 2 | head -n 1 | cut -d: -f1)
	tail -n +"$((n + 1))" "$1" | grep -v ' by=' |
		grep -E '^[^ ]+ (all|- sketch|- fault) '
}

# value FILE SUBJECT KIND KEY: the last such figure.
value() {
	grep "^[^ ]* $2 $3 " "$1" | grep -v ' by=' | tail -n 1 | tr ' ' '\n' |
		sed -n "s/^$4=//p"
}

# host FILE NAME KEY: of its last record.
host() {
	grep " - host name=$2 " "$1" | tail -n 1 | tr ' ' '\n' |
		sed -n "s/^$3=//p"
}

# block N STAMP HOST SEGMENTS [END]: a small block of a host's.
block() {
	local s
	s=$(printf '%d.000000' "$2")
	echo "$s 1s segment count=1"
	echo "$s all segment count=$4 bytes=$(($4 * 100))"
	echo "$s all http requests=$4"
	echo "$s - run host=$3 elapsed=$1.000000"
	echo "$s - clients target=10 running=$1"
	echo "$s - sketch of=segment.ttfb scale=1000000 n=$4" \
		"sum=$(($4 * 1000)) min=1000 max=1000 zero=0 clamped=0 b=-637:$4"
	[ -z "${5:-}" ] || echo "$s - end reason=$5"
	echo "$s - block n=$1"
}

# blocks HOST COUNT [END]: a stream of them, a segment a second.
blocks() {
	local i
	for ((i = 1; i < $2; i++)); do
		block "$i" $((1000 + i)) "$1" "$i"
	done
	block "$2" $((1000 + $2)) "$1" "$2" "${3:-}"
}

@test "ten random splits of a crowd merge to what it was, bit by bit" {
	crowd >"$T/all.events"
	hls-agg -q "$T/all.events" >"$T/all.stat"
	sums "$T/all.stat" >"$T/want"
	is "$(grep -c sketch "$T/want")" -ge 8
	grep -q 'all http .*code.404=[1-9]' "$T/want"
	for seed in 1 2 3 4 5 6 7 8 9 10; do
		mask=$(awk -v s=$seed 'BEGIN { srand(s)
			for (i = 0; i < 10; i++) printf "%d", rand() < 0.5 }')
		of a "$mask" | hls-agg -q >"$T/a.stat"
		of b "$(tr 01 10 <<<"$mask")" | hls-agg -q >"$T/b.stat"
		hls-agg -q --merge "$T/a.stat" "$T/b.stat" >"$T/m.stat"
		sums "$T/m.stat" >"$T/got"
		same "$T/want" "$T/got"
	done
}

@test "windows and rates of a merge are those of the whole" {
	merged 1010101010 0101010101
	# But for what is known by its bucket only: a gain's min, and with it
	# the lowest quantiles; which hosts there are; and what no host tells:
	# the worst clients, and whether reloads were judged.
	for f in all m; do
		grep -E '^[^ ]+ (1s|10s|30s|all|-) ' "$T/$f.stat" |
			grep -vE ' by=| - (host|run|report|sketch|block) ' |
			grep -vE ' - (fault|finding|worst|.* what=reloads) ' |
			sed -E 's/ [^ ]*(min|max|p[0-9]+)=[^ ]*//g' >"$T/$f"
	done
	same "$T/all" "$T/m"
	is "$(grep -c ' - block ' "$T/m.stat")" "$(grep -c ' - block ' "$T/all.stat")"
}

@test "every quantile of a merged window is within two buckets' error" {
	merged 1100110011 0011001100
	for f in all m; do
		grep -E '^[^ ]+ (1s|10s|30s) segment ' "$T/$f.stat" |
			grep -o 'ttfb.p[0-9]*=[^ ]*' >"$T/$f"
	done
	is "$(wc -l <"$T/all")" -gt 100
	paste -d = "$T/all" "$T/m" | awk -F = '
		$2 != $4 && ($2 - $4 > 0.011 * $2 + 1e-6 ||
		    $4 - $2 > 0.011 * $2 + 1e-6) { print; bad = 1 }
		END { exit bad }'
}

@test "parts of hosts add too, their counters exactly" {
	crowd >"$T/all.events"
	hls-agg -q --by addr,status "$T/all.events" >"$T/all.stat"
	of a 1100110011 | hls-agg -q --by addr,status >"$T/a.stat"
	of b 0011001100 | hls-agg -q --by addr,status >"$T/b.stat"
	hls-agg -q --merge "$T/a.stat" "$T/b.stat" >"$T/m.stat"
	for f in all m; do
		grep -E ' by=(addr|status):' "$T/$f.stat" |
			sed -E 's/ [^ ]*(min|mean|max|p[0-9]+)=[^ ]*//g
				/ [a-z.]+=[0-9]/!d' >"$T/$f"
	done
	grep -q ' all http by=status:503 .*code.503=[1-9]' "$T/m"
	same "$T/all" "$T/m"
}

@test "the order of files makes no difference, nor does a pipe" {
	crowd >"$T/all.events"
	of a 1111100000 | hls-agg -q >"$T/a.stat"
	of b 0000011111 | hls-agg -q >"$T/b.stat"
	hls-agg -q --merge "$T/a.stat" "$T/b.stat" | grep -v ' - host ' >"$T/1"
	hls-agg -q --merge "$T/b.stat" "$T/a.stat" | grep -v ' - host ' >"$T/2"
	is "$(value "$T/1" - run host)" a,b
	sed -i 's/ host=a,b / /; s/ host=b,a / /; / - report /d; / by=host/d' \
		"$T/1" "$T/2"
	same "$T/1" "$T/2"
	cat "$T/b.stat" | hls-agg -q --merge "$T/a.stat" - >"$T/3"
	sums "$T/1" >"$T/want"
	sums "$T/3" >"$T/got"
	same "$T/want" "$T/got"
}

@test "a merge of a merge is the same sum" {
	blocks a 3 done >"$T/a"
	blocks b 5 done >"$T/b"
	blocks c 7 done >"$T/c"
	hls-agg -q --merge "$T/a" "$T/b" >"$T/ab"
	hls-agg -q --merge "$T/ab" "$T/c" >"$T/abc"
	is "$(value "$T/abc" all segment count)" 15
	is "$(value "$T/abc" - sketch n)" 15
	is "$(value "$T/abc" - run host)" 'a,b,c'
}

@test "gauges, texts, faults and the end of several hosts" {
	{
		echo '10.000000 all segment count=1'
		line '10.000000 - run url=u host=vm ffmpeg=5 elapsed=5.000000' \
			'command=x duration=9.000000 remaining=4.000000'
		echo '10.000000 - clients target=4 started=1 starting=0 running=1'
		echo '10.000000 - generator late_n=1 late_max=0.200000 cpu=0.100000 idle=0.300000'
		echo '10.000000 - fault text=segment%20503 count=3'
		echo '10.000000 - end reason=duration'
		echo '10.000000 - block n=1'
	} >"$T/a"
	sed 's/ffmpeg=5/ffmpeg=6/; s/command=x/command=y/
		s/late_max=0.2/late_max=0.1/; s/idle=0.3/idle=0.9/
		s/cpu=0.1/cpu=0.4/; s/started=1/started=2/; s/reason=duration/reason=giveup/
		s/duration=9/duration=8/' "$T/a" >"$T/b"
	run -1 --separate-stderr hls-agg --merge "$T/a" "$T/b"
	echo "$output" >"$T/m"
	is "$(value "$T/m" - run url)" u
	is "$(value "$T/m" - run ffmpeg)" multiple
	is "$(value "$T/m" - run command)" multiple
	no grep -qx ' *multiple' <<<"$stderr"
	is "$(value "$T/m" - run host)" vm,vm-2
	is "$(value "$T/m" - run duration)" 9.000000
	is "$(value "$T/m" - clients target)" 8
	is "$(value "$T/m" - clients started)" 3
	is "$(value "$T/m" - clients ramp)" 0.375000
	is "$(value "$T/m" - generator late_n)" 2
	is "$(value "$T/m" - generator late_max)" 0.200000
	is "$(value "$T/m" - generator cpu)" 0.400000
	is "$(value "$T/m" - generator idle)" 0.300000
	is "$(value "$T/m" - fault count)" 6
	is "$(value "$T/m" - end reason)" giveup
	is "$(grep ' by=host:vm-2 ' "$T/m" | grep -c ' all segment ')" 1
	grep -q '^Hosts  *2: 2 ended$' <<<"$stderr"
}

# rated HOST BITS: the stream of a host whose variant declares so much.
rated() {
	{
		echo "1000.000000 - swarm format=1 host=$1 bandwidth=$2"
		line '1001.000000 1.0 fetch n=1 type=segment status=200' \
			'url=http://o/s bytes=100000 time=0.500000'
		echo '1002.000000 - tick target=1 started=1'
		echo '1002.500000 - end reason=done'
	} | hls-agg -q
}

# declared FILE...: the row Bandwidth of their merge, which is $T/m.
declared() {
	hls-agg --merge --json-file "$T/json" "$@" 2>"$T/err" >"$T/m"
	sed -n 's/^Bandwidth *//p' "$T/err"
}

@test "the bit rate that is declared stays, where it is one" {
	rated a 800000 >"$T/a"
	rated b 800000 >"$T/b"
	rated c 400000 >"$T/c"
	sed 's/ bandwidth=[0-9]*//; s/host=a/host=d/' "$T/a" >"$T/d"
	is "$(value "$T/a" - run bandwidth)" 800000
	said='segments came at 2.0 times the declared 800 kbit/s'
	is "$(declared "$T/a" "$T/b")" "$said"
	is "$(value "$T/m" - run bandwidth)" 800000
	is "$(jq .run.bandwidth "$T/json")" 800000
	# A merge of merges, and a host that does not tell of it.
	mv "$T/m" "$T/ab"
	is "$(declared "$T/ab" "$T/d")" "$said"
	# Two rates are none.
	is "$(declared "$T/ab" "$T/c")" \
		'segments came at 2.4 times the declared bit rate'
	is "$(value "$T/m" - run bandwidth)" ''
	is "$(jq .run.bandwidth "$T/json")" null
	is "$(value "$T/m" all bandwidth declared)" 1000000
}

@test "what hosts carry by their own steps is no figure of the merge" {
	for h in a b; do
		blocks $h 4 done | awk '$3 == "block" {
			print $1, "- capacity carries=50 at_least=0 text=x"
		} 1' >"$T/$h"
	done
	is "$(value "$T/a" - capacity carries)" 50
	run -99 --separate-stderr hls-agg --merge \
		-t 'capacity.carries >= 10' "$T/a" "$T/b"
	grep -q 'capacity.carries >= 10 .*no data' <<<"$stderr"
	no grep -q ' - capacity ' <<<"$output"
}

@test "a report is refused: its percentiles cannot be joined" {
	blocks a 4 done >"$T/a"
	hls-agg -jq --merge "$T/a" >"$T/b.json"
	jq -c . "$T/b.json" >"$T/c.json"
	why='this is a report of hls-agg --json, whose percentiles cannot be'
	why="$why joined: --merge takes the stream, hls-agg >run.stat"
	for f in b.json c.json; do
		run -1 --separate-stderr hls-agg --merge "$T/$f"
		is "$stderr" "hls-agg: $T/$f: $why"
		is "$output" ''
	done
	run -1 --separate-stderr hls-agg --merge - <"$T/c.json"
	is "$stderr" "hls-agg: standard input: $why"
	# The others are joined, and it is not forgotten.
	run -1 --separate-stderr hls-agg --merge "$T/a" "$T/b.json"
	is "${stderr_lines[0]}" "hls-agg: $T/b.json: $why"
	is "$(grep -c ' - block n=' <<<"$output")" 4
}

@test "a pipeline that begins anew is added to what it was" {
	{
		blocks a 5
		blocks a 3 done
	} >"$T/a"
	blocks b 9 done >"$T/b"
	hls-agg -q --merge "$T/a" "$T/b" >"$T/m"
	is "$(value "$T/m" all segment count)" 17
	is "$(value "$T/m" - sketch sum)" 17000
	is "$(host "$T/m" a restarts)" 1
	is "$(grep ' all segment by=host:a ' "$T/m" | tail -n 1 |
		grep -o ' count=[0-9]*')" ' count=8'
}

@test "how a pipeline ended is not made good by one that begins anew" {
	blocks b 9 done >"$T/b"
	{
		blocks a 5 failed
		blocks a 3 done
	} >"$T/failed"
	run -1 hls-agg -q --merge "$T/failed" "$T/b"
	is "$(value <(echo "$output") - end reason)" failed
	is "$(host <(echo "$output") a reason)" failed
	# Cut off before, or inconclusive: no pass.
	{
		blocks a 5
		blocks a 3 done
	} >"$T/cut"
	{
		blocks a 5 done | sed '/ end reason=/i \
			1005.000000 - verdict state=inconclusive code=98'
		blocks a 3 done
	} | tr -d '\t' >"$T/unsure"
	for how in cut unsure; do
		run -98 --separate-stderr hls-agg --merge \
			-t 'segment.count >= 7 over all' "$T/$how" "$T/b"
		grep -q '^Verdict  *inconclusive: ' <<<"$stderr"
		grep -qE ' a: (its pipeline began anew|inconclusive)' \
			<<<"$stderr"
		no grep -q ' - verdict state=pass' <<<"$output"
	done
}

@test "what a pipeline had against its figures stays when it begins anew" {
	{
		blocks a 5 done | sed "/ end reason=/i \\
1005.000000 - evidence text=lines%20were%20lost"
		blocks a 3 done
	} >"$T/a"
	blocks b 9 done >"$T/b"
	t='segment.count >= 7 over all'
	run -98 --separate-stderr hls-agg --merge --strict -t "$t" \
		"$T/a" "$T/b"
	grep -q 'a: lines were lost$' <<<"$stderr"
	# What is crossed is not believed.
	run -98 hls-agg -q --merge -t 'segment.count > 99 over all' \
		"$T/a" "$T/b"
}

@test "blocks behind an end do not take it back" {
	{
		blocks a 5 failed
		block 6 1006 a 6
		block 7 1007 a 7 done
	} >"$T/a"
	blocks b 9 done >"$T/b"
	run -1 hls-agg -q --merge -t 'segment.count >= 7 over all' \
		"$T/a" "$T/b"
	is "$(value <(echo "$output") - end reason)" failed
}

@test "a host that is inconclusive makes a merge of merges so" {
	blocks a 5 done | sed "/ end reason=/i \\
1005.000000 - verdict state=inconclusive code=98" >"$T/a"
	blocks b 9 done >"$T/b"
	hls-agg -q --merge "$T/a" "$T/b" >"$T/m"
	is "$(host "$T/m" a inconclusive)" 1
	is "$(host "$T/m" b inconclusive)" ''
	run -98 hls-agg -q --merge -t 'segment.count >= 1 over all' \
		"$T/m" "$T/b"
}

# slows HOST FROM STOP: 10 s, a segment each, slow from second FROM on; viewers
# are stopped at second STOP.
slows() {
	local i
	at 1000 - swarm format=1 host=$1 target=1
	at 1000 1.0 start pid=1
	for ((i = 1; i <= 10; i++)); do
		((i < $3)) &&
			at 1000.$i 1.0 fetch n=$i type=segment status=200 \
				ttfb=$((i < $2 ? 0 : 2)).1 time=2.2 bytes=9
		((i == $3)) &&
			at 1000.$i 1.0 exit signal=15 uptime=1 reason=shutdown
		at $((1000 + i)) - tick target=1 started=1
	done
	at 1010.1 - end reason=done
}

@test "judging ends when the last host stops, not the first" {
	local t='segment.ttfb.p95 < 1s over 5s'
	slows a 99 3 | hls-agg -q >"$T/a"
	slows b 7 99 | hls-agg -q >"$T/b"
	run -99 hls-agg -q --merge -t "$t" "$T/a" "$T/b"
	# Nobody goes on: what the stop does is not judged.
	slows b 7 7 | hls-agg -q >"$T/b"
	run -0 hls-agg -q --merge -t "$t" "$T/a" "$T/b"
}

# in_order ORDER...: merged in each order of files, the figures and the status
# are those of the first one.
in_order() {
	local order
	for order in "$@"; do
		(cd "$T" && hls-agg -q --merge $order >now.stat &&
			echo 0 || echo $?) >"$T/now"
		grep -E ' (1s|10s|all|-) (segment|sketch|end|block) ' \
			"$T/now.stat" | grep -v by= >>"$T/now"
		[ "$(wc -l <"$T/now")" -gt 1 ]
		[[ $order != "$1" ]] || cp "$T/now" "$T/first"
		cmp "$T/first" "$T/now"
	done
}

@test "files in any order: where a host lacks a block, too" {
	local gone
	blocks a 6 done >"$T/a"
	blocks b 6 done >"$T/b"
	blocks c 6 done >"$T/c"
	for gone in 1 2 3 5 6; do
		block $gone $((1000 + gone)) b $gone \
			$( ((gone < 6)) || echo done) >"$T/gone"
		grep -vxFf "$T/gone" "$T/b" >"$T/less"
		no cmp -s "$T/less" "$T/b"
		in_order "a less c" "less a c" "c a less"
	done
}

@test "files in any order: where a host has two blocks of one stamp" {
	blocks a 5 done | sed 's/^1004/1005/' >"$T/a"
	blocks b 5 done >"$T/b"
	blocks c 5 done | sed 's/^1002/1001/' >"$T/c"
	in_order "a b c" "c b a" "b a c" "c a b"
}

@test "blocks that are not whole are refused, and what is lost is counted" {
	{
		block 1 1001 a 1
		block 2 1002 a 2 | sed 's/^1002.000000 all segm.*/10/'	# garbled
		block 3 1003 a 3 | grep -v ' all segment '	# a line lost
		block 4 1004 a 4 | sed 's/count=4/count=-4/'
		block 5 1005 a 5 | sed 's/b=-637:5/b=-637:4/'
		block 6 1006 a 6 | sed 's/max=1000/max=10/'
		block 7 1007 a 7 | grep -v ' - run '
		block 8 1008 a 8 | sed 's/count=8/count=99999999999999999999/'
		block 12 1012 a 12 done
		echo '1013.000000 - run'
	} >"$T/a"
	hls-agg --merge "$T/a" >"$T/m" 2>"$T/report"
	is "$(value "$T/m" all segment count)" 12
	is "$(value "$T/m" - sketch n)" 12
	is "$(host "$T/m" a refused)" 7
	is "$(host "$T/m" a garbled)" 1
	is "$(host "$T/m" a blocks)" 2
	is "$(host "$T/m" a lost)" 10
	grep -q '^ *a: ended; 2 blocks, 10 lost, 7 refused, 1 lines garbled$' \
		"$T/report"
	no grep -q ' all segment count=[^1]' "$T/m"
}

@test "streams cut off, empty, missing: named, the others go on, exit 1" {
	blocks a 4 done >"$T/a"
	blocks b 3 >"$T/b"
	: >"$T/c"
	run -0 --separate-stderr hls-agg --merge "$T/a" "$T/b"
	grep -q 'hls-agg: b: its stream ends without an end record' <<<"$stderr"
	grep -q '^INCOMPLETE' <<<"$stderr"
	grep -q '^Hosts  *2: 1 ended, 1 cut$' <<<"$stderr"
	echo "$output" >"$T/m"
	is "$(value "$T/m" all segment count)" 7
	is "$(value "$T/m" - clients target)" 10
	is "$(value "$T/m" - end reason)" ''
	run -1 --separate-stderr hls-agg --merge "$T/a" "$T/c" "$T/none" "$T"
	grep -q "hls-agg: $T/c: holds no block of figures" <<<"$stderr"
	grep -q "hls-agg: $T/none: No such file or directory" <<<"$stderr"
	grep -q "hls-agg: $T: Is a directory" <<<"$stderr"
	is "$(grep -c ' - block n=' <<<"$output")" 4
	run -1 --separate-stderr hls-agg --merge "$T/c"
	grep -q '^no data' <<<"$stderr"
	is "$output" ''
}

@test "one host that failed makes the exit code 1" {
	blocks a 4 duration >"$T/a"
	blocks b 3 failed >"$T/b"
	run -1 --separate-stderr hls-agg -q --merge "$T/a" "$T/b"
	grep -q ' - end reason=failed' <<<"$output"
	grep -q ' - verdict state=none code=1' <<<"$output"
}

@test "thresholds of a merge: pass, crossed, and hosts in doubt" {
	t='segment.count >= 7 over all'
	blocks a 4 done >"$T/a"
	blocks b 3 done >"$T/b"
	run -0 --separate-stderr hls-agg --merge -t "$t" "$T/a" "$T/b"
	grep -q ' - verdict state=pass code=0$' <<<"$output"
	run -99 hls-agg -q --merge -t 'segment.count > 7 over all' \
		"$T/a" "$T/b"
	# Evidence alone: what is crossed is not believed, what holds holds.
	sed '/ end reason=/i 1003.000000 - evidence text=lines%20were%20lost' \
		"$T/b" >"$T/c"
	run -0 --separate-stderr hls-agg --merge -t "$t" "$T/a" "$T/c"
	grep -q ' - evidence text=b:%20lines%20were%20lost$' <<<"$output"
	grep -q 'b: lines were lost$' <<<"$stderr"
	run -98 hls-agg -q --merge -t 'segment.count > 7 over all' \
		"$T/a" "$T/c"
	run -98 hls-agg -q --merge --strict -t "$t" "$T/a" "$T/c"
	# One that is inconclusive makes the sum so.
	sed '/ end reason=/i 1003.000000 - verdict state=inconclusive code=98' \
		"$T/b" >"$T/d"
	run -98 --separate-stderr hls-agg --merge -t "$t" "$T/a" "$T/d"
	grep -q ' - verdict state=inconclusive code=98 why=hosts$' <<<"$output"
	grep -q '^Verdict  *inconclusive: the threshold holds, but a host' \
		<<<"$stderr"
	# So does one that was cut off.
	blocks e 3 >"$T/e"
	run -98 --separate-stderr hls-agg --merge -t "$t" "$T/a" "$T/e"
	grep -q 'e: its stream has no end$' <<<"$stderr"
}

@test "a threshold with stop ends a merge that would go on" {
	mkfifo "$T/a" "$T/b"
	hls-agg --merge -t 'segment.count < 4 over all stop' "$T/a" "$T/b" \
		>"$T/m" 2>"$T/err" 3>&- &
	agg=$!
	started $agg
	exec 8<>"$T/a" 9<>"$T/b"
	blocks a 3 >&8
	blocks b 3 >&9
	wait_for 10 gone $agg
	exec 8>&- 9>&-
	code=0
	wait $agg || code=$?
	is "$code" 99
	grep -q '^STOPPED by threshold: segment.count < 4' "$T/err"
}

@test "steady and the other windows of a merge can be judged" {
	for h in a b; do
		blocks $h 9 done | sed 's/clients target=10/& started=10/' \
			>"$T/$h"
	done
	hls-agg -q --merge "$T/a" "$T/b" >"$T/m"
	# Neither the second that reaches the target nor the one with the end.
	is "$(value "$T/m" steady segment count)" 14
	is "$(value "$T/m" steady segment ttfb.p50)" 0.001000
	run -0 hls-agg -q --merge -t 'segment.rate == 2 over 5s' \
		-t 'clients.target == 20' "$T/a" "$T/b"
}

@test "JSON of a merge has the sums and the hosts" {
	blocks a 4 done >"$T/a"
	blocks b 3 >"$T/b"
	hls-agg -jq --merge "$T/a" "$T/b" >"$T/json" 2>/dev/null
	is "$(jq -c '[.segment.count, .segment.ttfb.p50, .run.host]' "$T/json")" \
		'[7,0.001,"a,b"]'
	is "$(jq -c '[.hosts[] | [.name, .state, .blocks]]' "$T/json")" \
		'[["a","ended",4],["b","cut",3]]'
	is "$(jq '.hosts[0].offset' "$T/json")" null
}

@test "misuse: no stream named" {
	run -2 hls-agg --merge
	run -2 hls-agg --merge --wait soon x
}

# beat HOST FIFO: a block each 0.2 s for ever, with seconds of its own.
beat() {
	local i
	for ((i = 1; ; i++)); do
		block $i $((1000 + i)) "$1" $i
		sleep 0.2
	done >"$2"
}

@test "FIFOs: one stops, one is killed, one comes late; totals go on" {
	mkfifo "$T/a" "$T/b" "$T/c" "$T/d"
	hls-agg --merge --wait 1s "$T/a" "$T/b" "$T/c" "$T/d" \
		>"$T/m" 2>"$T/err" 3>&- &
	agg=$!
	started $agg
	beat a "$T/a" 3>&- &
	a=$!
	started $a
	beat b "$T/b" 3>&- &
	b=$!
	started $b
	wait_for 5 grep -q ' host=a,b ' "$T/m"
	# b stops amid its stream: named within 3 s, and a goes on.
	kill -STOP $b
	before=$SECONDS
	wait_for 4 grep -q 'hls-agg: b: silent' "$T/err"
	((SECONDS - before <= 3))
	is "$(grep -c ': silent' "$T/err")" 1
	grep -q "hls-agg: $T/d: no block yet" "$T/err"
	at=$(grep -c ' - block ' "$T/m")
	wait_for 5 eval '(($(grep -c " - block " "$T/m") > at + 3))'
	is "$(host "$T/m" b state)" silent
	is "$(host "$T/m" a state)" live
	is "$(host "$T/m" "$T/d" state)" waiting
	# Its figures stay, its clients do not.
	is "$(value "$T/m" - clients target)" 10
	kept=$(value "$T/m" all segment count)
	# It comes back, and is killed.
	kill -CONT $b
	wait_for 5 grep -q 'hls-agg: b: is back' "$T/err"
	kill -KILL $b
	wait_for 5 grep -q 'hls-agg: b: its stream ends without an end' "$T/err"
	# c comes late.
	blocks c 2 done >"$T/c" 3>&-
	wait_for 5 eval '[[ $(host "$T/m" c state) == ended ]]'
	(($(value "$T/m" all segment count) >= kept + 2))
	# a ends; d has not come: it is not waited for much longer.
	kill -KILL $a
	wait_for 10 gone $agg
	code=0
	wait $agg || code=$?
	is "$code" 1
	grep -q "hls-agg: $T/d: no block came" "$T/err"
	grep -q '^Hosts  *4: 1 ended, 2 cut, 1 waiting$' "$T/err"
	grep -q '^Clocks  *apart by ' "$T/err"
}

@test "FIFOs: hosts that begin in one second have one time" {
	local h i
	mkfifo "$T/a" "$T/b" "$T/c"
	hls-agg -q --merge "$T/a" "$T/b" "$T/c" >"$T/m" 3>&- &
	agg=$!
	started $agg
	exec 4>"$T/a" 5>"$T/b" 6>"$T/c"
	for i in 1 2 3 4; do
		block $i $((1000 + i)) a $i >&4
		sleep 0.1
		block $i $((1000 + i)) b $i >&5
		sleep 0.1
		block $i $((1000 + i)) c $i >&6
		sleep 0.1
	done
	exec 4>&- 5>&- 6>&-
	wait $agg || :
	is "$(value "$T/m" - run elapsed)" 4.000000
	is "$(value "$T/m" all segment rate)" 3.000000
}

@test "a clock that is far from ours is named once, what was kept is not" {
	local now=$EPOCHSECONDS i
	mkfifo "$T/a" "$T/b"
	hls-agg --merge "$T/a" "$T/b" >"$T/m" 2>"$T/err" 3>&- &
	agg=$!
	started $agg
	exec 4>"$T/a" 5>"$T/b"
	for i in 1 2 3 4; do
		block $i $((now - 1 + i)) a $i >&4
		block $i $((now - 90 + i)) b $i >&5
		sleep 0.6
	done
	exec 4>&- 5>&-
	wait $agg || :
	grep 'its clock' "$T/err" >"$T/said"
	grep -qE '^hls-agg: b: its clock is (8[5-9]|9[0-5])(\.[0-9])? s behind this machine.s$' \
		"$T/said"
	is "$(wc -l <"$T/said")" 1
	# One of 1970 that comes at once.
	blocks a 5 done | hls-agg --merge - 2>"$T/err" >"$T/m"
	no grep 'its clock' "$T/err"
}

# ssh [-n] [-o OPTION] HOST COMMAND: what the examples in the pages need of it.
fake_ssh() {
	mkdir "$T/bin"
	cat >"$T/bin/ssh" <<-'END'
		#!/bin/sh
		[ "$1" != -n ] || shift
		[ "$1" != -o ] || shift 2
		sh -c "$2" | sed -u "s/\\( - run .*host=\\)[^ ]*/\\1$1/"
	END
	cat >"$T/bin/hls-spawn" <<-END
		#!/bin/sh
		exec $TOP/bin/hls-spawn --ffmpeg $T/fake-ffmpeg \\
			-n 2 -r 10 -d 2s http://127.0.0.1:9/x
	END
	ln -s "$TOP/bin/fake-ffmpeg" "$T/fake-ffmpeg"
	ln -s "$TOP/bin/fake-ffmpeg" "$T/fake-ffprobe"
	chmod +x "$T/bin/ssh" "$T/bin/hls-spawn"
	zcat "$D/captures/9.0.2/live_ts_1v.raw.gz" >"$T/capture"
	export FAKE_CAPTURE=$T/capture FAKE_SPEED=4
	PATH=$T/bin:$PATH
}

@test "the page's example with ssh into FIFOs, as it stands there" {
	fake_ssh
	mandoc -Tascii "$TOP/man/hls-agg.1" | col -bx |
		sed -n '/^ *mkfifo a b$/,/^ *hls-agg --merge/p' >"$T/example"
	is "$(wc -l <"$T/example")" 4
	# hls-top's place is taken by a file.
	sed -i 's/| hls-top/>all.stat/' "$T/example"
	(cd "$T" && sh -e "$T/example" 2>"$T/err" 3>&-)
	is "$(value "$T/all.stat" - run host)" a,b
	is "$(value "$T/all.stat" - clients target)" 4
	is "$(value "$T/all.stat" all session starts)" 4
	is "$(value "$T/all.stat" - end reason)" duration
	is "$(jq -c '[.hosts[].state]' "$T/run.json")" '["ended","ended"]'
	grep -q ' all segment by=host:a count=[1-9]' "$T/all.stat"
	grep -q ' all segment by=host:b count=[1-9]' "$T/all.stat"
	(($(jq .segment.count "$T/run.json") > 8))
	(($(grep -c ' - block ' "$T/all.stat") <= 6))
}

@test "the page's script of many machines, and what it kept joined again" {
	fake_ssh
	mandoc -Tascii "$TOP/man/hls-swarm.7" | col -bx |
		sed -n '/^ *trap : INT$/,/^ *hls-agg .*--merge/p' >"$T/example"
	is "$(wc -l <"$T/example")" 11
	# hls-top's place is taken by a file.
	sed -i 's/-T default //; s/| hls-top.*/>all.stat/' "$T/example"
	(cd "$T" && sh -e "$T/example" 2>"$T/err" 3>&-)
	is "$(value "$T/all.stat" - run host)" a,b,c
	is "$(value "$T/all.stat" - clients target)" 6
	is "$(value "$T/all.stat" - end reason)" duration
	sum=0
	for h in a b c; do
		sum=$((sum + $(value "$T/$h.stat" all segment count)))
	done
	is "$sum" -ge 6
	is "$(value "$T/all.stat" all segment count)" $sum
	hls-agg -q --merge "$T/a.stat" "$T/b.stat" "$T/c.stat" >"$T/again"
	is "$(value "$T/again" all segment count)" $sum
}

@test "a FIFO whose writer gives nothing and goes is at its end" {
	mkfifo "$T/a" "$T/b"
	hls-agg -q --merge "$T/a" "$T/b" >"$T/m" 2>"$T/err" 3>&- &
	agg=$!
	started $agg
	: >"$T/b"
	wait_for 5 grep -q "hls-agg: $T/b: holds no block" "$T/err"
	no gone $agg
	blocks a 3 done >"$T/a"
	wait_for 5 gone $agg
	is "$(value "$T/m" all segment count)" 3
}

@test "TERM ends a merge that waits, with a report" {
	mkfifo "$T/a" "$T/b"
	hls-agg --merge "$T/a" "$T/b" >"$T/m" 2>"$T/err" 3>&- &
	agg=$!
	started $agg
	exec 8>"$T/a"
	blocks a 3 >&8
	wait_for 5 grep -q ' - block n=3' "$T/m"
	kill -TERM $agg
	wait_for 5 gone $agg
	exec 8>&-
	grep -q '^INCOMPLETE' "$T/err"
	grep -q '^Hosts  *2: 1 live, 1 waiting$' "$T/err"
	is "$(value "$T/m" all segment count)" 3
}

@test "a reader that goes ends a merge in order" {
	mkfifo "$T/a"
	{
		hls-agg -q --merge "$T/a" 2>"$T/err"
		echo $? >"$T/code"
	} 3>&- | head -n 1 >"$T/first" 3>&- &
	blocks a 400 >"$T/a" 2>/dev/null 3>&- &
	started $!
	wait_for 5 test -s "$T/code"
	is "$(cat "$T/code")" 0
	[ ! -s "$T/err" ]
}

@test "requests of hosts that are gone are in flight no more" {
	local stats=$TOP/tests/data/agg/run.stats
	awk '{ print } / block n=2/ { exit }' "$stats" | awk '
		/ block n=1/ { later = 1 }
		!later { sub(/ inflight playlist=0 segment=0/,
		    " inflight playlist=0 segment=1") }
		{ print }' >"$T/a.stat"
	grep -q ' inflight playlist=0 segment=1' "$T/a.stat"
	# Blocks that nothing can be made of, but later ones.
	awk '{ print } / block n=1/ { exit }' "$stats" | awk '{
		$1 = sprintf("%.6f", $1 + 1000)
		sub(/count=[0-9]+/, "count=x")
		print
	}' >"$T/b.stat"
	hls-agg --merge "$T/a.stat" "$T/b.stat" 2>"$T/report" >/dev/null || :
	grep -q '^Segments ' "$T/report"
	no grep '^Unfinished' "$T/report"
}
