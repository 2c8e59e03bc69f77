#!/usr/bin/env bats
# What hls-parse takes: no allocation per line, and memory that follows the
# clients alive, 2.25 MiB and 4 KiB for each.

load ../lib/helper

C=$TOP/tests/data/captures

# longer TIMES CAPTURE: one session in which what comes between the capture's
# fourth and its last but one segment comes TIMES times over.
longer() {
	gzip -dc "$C/$2.raw.gz" | awk -v times="$1" '
	function put(i, shift) {
		printf "%.6f%s\n", time[i] + shift, rest[i]
	}
	{
		time[NR] = $1
		rest[NR] = substr($0, length($1) + 1)
	}
	/HLS request for url/ { at[++n] = NR }
	END {
		from = at[4]
		to = at[n - 1]
		period = time[to] - time[from]
		for (i = 1; i < from; i++)
			put(i, 0)
		for (k = 0; k < times; k++)
			for (i = from; i < to; i++)
				put(i, k * period)
		for (i = to; i <= NR; i++)
			put(i, (times - 1) * period)
	}'
}

# allocations: of hls-parse over its input; its events go to $T/ev.
allocations() {
	parse-count 2>&1 >"$T/ev" | tail -n 1
}

# telling CAPTURE: the lines that hls-parse acts upon, up to the exit.
telling() {
	gzip -dc "$C/$1.raw.gz" | grep -aE -e ' start |request: |header=|HLS request' \
		-e 'Opening .*://|onnect|Statistics|Chunked|Stream |Output|Duration' \
		-e 'Media sequence|out_time_us|progress=|warning|error|pid=|, sample ' |
		awk '/pid=|, sample / { if (++n > 2) next } !/pid=|, sample / { n = 0 } 1'
}

# alive N: the lines of standard input, each from N clients, and ticks.
alive() {
	awk -v n="$1" '{
		rest = substr($0, length($1) + length($2) + 2)
		for (i = 1; i <= n; i++)
			print $1 " " i ".0" rest
		if (int($1) != second) {
			second = int($1)
			print $1 " - tick target=" n " running=" n
		}
	}'
}

# one_by_one N: the lines of standard input from N clients, each gone before
# the next one comes, beside one that stays.
one_by_one() {
	awk -v n="$1" '{
		time[NR] = $1
		rest[NR] = substr($0, length($1) + length($2) + 2)
	}
	END {
		print time[1] " 0.0" rest[1]
		for (i = 1; i <= n; i++) {
			for (k = 1; k <= NR; k++)
				print time[k] " " i ".0" rest[k]
			print time[NR] " " i ".0 exit code=0 reason=exit"
		}
	}'
}

# kib: what hls-parse had resident at most over its input.
kib() {
	rss hls-parse ${1:+"$1"} 2>&1 >/dev/null | tail -n 1
}

# grows_no_more A B SLACK: says both figures if B is more than A and SLACK.
grows_no_more() {
	[ "$2" -le $(($1 + $3)) ] || { echo "$1, then $2"; return 1; }
}

@test "50 times the lines of a session take no more allocations" {
	for c in 4.3.7/slive 9.0.2/slive 7.1.5/chunked 9.0.2/seg_kaclose \
		7.1.5/vod_2v; do
		few=$(longer 1 $c | allocations)
		longer 50 $c >"$T/raw"
		many=$(allocations <"$T/raw")
		is "$few" -gt 5
		is "$(grep -c ' fetch ' "$T/ev")" -gt 400
		grows_no_more "$few" "$many" 8 || { echo "in $c"; return 1; }
	done
}

@test "a message takes no allocation either" {
	few=$(longer 1 9.0.2/slive_fmp4 | allocations)
	many=$(longer 50 9.0.2/slive_fmp4 | allocations)
	is "$(grep -c ' message ' "$T/ev")" -gt 200
	grows_no_more "$few" "$many" 8
}

# least COMMAND...: of three readings, as how much of libc and of the program
# the kernel maps at once varies by some 100 KiB.
least() {
	for _ in 1 2 3; do "$@"; done | sort -n | head -n 1
}

version() {
	rss hls-parse -V 2>&1 >/dev/null | tail -n 1
}

# The 2.25 MiB are what the program itself takes, and up to 640 KiB.
@test "a client takes 4 KiB at most, 5 with two renditions, above 2.25 MiB" {
	own=$(least version)
	echo "hls-parse -V: $own KiB"
	is "$own" -lt 2304
	for c in 9.0.2/slive 9.0.2/seg_kaclose 7.1.5/vod_2v; do
		telling $c >"$T/raw"
		each=4
		[[ $c != *_2v ]] || each=5
		for n in 1 1000 4000; do
			most=$((own + 640 + each * n))
			alive $n <"$T/raw" >"$T/alive"
			got=$(least kib "$T/alive")
			echo "$c: $n clients: $got KiB of $most"
			is "$got" -gt 500
			[ "$got" -le $most ] || bad=1
		done
	done
	[ -z "${bad-}" ]
}

@test "200,000 clients, one after the other, leave no trace" {
	# What libc and the kernel make of the program's own pages varies by 200 KiB.
	telling 9.0.2/slive | head -n 60 >"$T/raw"
	few=$(for _ in 1 2 3; do one_by_one 2000 <"$T/raw" | kib; done |
		sort -n | tail -n 1)
	many=$(one_by_one 200000 <"$T/raw" | kib)
	grows_no_more "$few" "$many" 256
}
