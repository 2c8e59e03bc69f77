# Numbers from the edges of their range, in every place of every stream: nothing
# wraps around. What a sanitizer sees of that is in the variant `san` of make
# check; what everybody sees is here.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/streams

EDGES=$TOP/tests/awk/edges.awk

# crafted FILE [WHAT]: the stream with all that put into it.
crafted() {
	awk -v ask="${2-all}" -v values="${VALUES-}" -f "$EDGES" "$1"
}

# sound COMMAND...: it comes to an end of its own, and no sanitizer speaks.
sound() {
	local code=0
	"$@" >"$T/out" 2>"$T/err" || code=$?
	case $code in
	0 | 1 | 98 | 99) ;;
	*)
		echo "$1: $code"
		head "$T/err"
		return 1
		;;
	esac
	no grep -m 3 'runtime error\|Sanitizer' "$T/err"
}

# figures: a stat stream with groups, servers and an origin in it.
figures() {
	hls-agg -q --by group,addr --per-client \
		<"$TOP/tests/data/chain.events" >"$T/stats"
	hls-agg -q <"$TOP/tests/data/origin/live.events" >>"$T/stats"
}

@test "hls-parse: numbers of log lines, playlists, scrapes and stamps" {
	local f
	for f in chain.raw origin/live.raw; do
		crafted "$TOP/tests/data/$f" >"$T/in"
		sound hls-parse <"$T/in"
		# What FFmpeg's lines say is passed on, but times and bodies.
		no grep -m 3 -E ' (time|ttfb|wall|bytes|out_time)=-' "$T/out"
	done
}

# watched SECOND TIME LINE...: the fetch of a playlist that took so long.
watched() {
	local s=$1 time=$2
	shift 2
	at "$s" - watch n=1 status=200 time="$time" lines=$# \
		url=http://o.ex/a.m3u8
	for line; do
		at "$s" - watch_line n=1 text="$line"
	done
}

# again SECOND TIME: the same as before.
again() {
	at "$1" - watch n=1 status=200 time="$2" lines=4 same=1 \
		url=http://o.ex/a.m3u8
}

@test "hls-parse: a watched playlist and the pause before it" {
	local n most=9223372036854775807
	for n in 9223372036853.999999 4611686018427.387904 -1.000000; do
		{
			at 100 - swarm format=1 target_duration=$n watch=1
			watched 100.1 $n '#EXTM3U' a.ts \
				"#EXT-X-TARGETDURATION:$most" \
				'#EXTINF:1000000000000000000,'
			watched 101.1 $n '#EXTM3U' '#EXTINF:2,' b.ts \
				"#EXT-X-MEDIA-SEQUENCE:$((most - 1))" \
				"#EXT-X-BYTERANGE:$most@1"
			watched 102.1 $n '#EXTM3U' '#EXT-X-TARGETDURATION:2' \
				'#EXTINF:2,' c.ts
			again 102.1 $n
			again 999999999999 $n
			again 0 $n
			at 103 - end reason=done
		} >"$T/in"
		sound hls-parse <"$T/in"
		grep -q ' watch n=1 state=ok kind=live target=2.000000 ' \
			"$T/out"
		# A fetch that took for ever has no time.
		no grep -m 3 ' watch .* time=' "$T/out"
	done
}

@test "hls-agg: numbers of events" {
	crafted "$TOP/tests/data/agg/run.events" >"$T/in"
	sound hls-agg -T default --by group,addr,status,phase --per-client \
		--json-file "$T/json" --csv "$T/csv" <"$T/in"
	no grep -m 3 -E '(sum|count|bytes|n)=-' "$T/out"
	crafted "$TOP/tests/data/origin/live.events" >"$T/in"
	sound hls-agg -T default --json-file "$T/json" <"$T/in"
}

# drifting N: one viewer of whom N segments come at the end of all time.
drifting() {
	local i
	at 100 - swarm target=1 kind=live url=http://o.ex/a.m3u8
	at 100 1.0 start pid=1 attempt=0
	at 100.5 1.0 startup time=0.5 wall=0.5
	at 101 - tick target=1 started=1 running=1
	for i in $(seq 0 "$1"); do
		set -- "$1" 101
		[ "$i" = 0 ] || set -- "$1" 999999999999
		at "$2" 1.0 request n=$((i + 1)) type=segment \
			url=http://o.ex/$i.ts
		at "$2" 1.0 fetch n=$((i + 1)) type=segment status=200 \
			url=http://o.ex/$i.ts
		at "$2" 1.0 viewer state=playing played=$((i + 1)).000000 \
			rebuffered=0.000000 buffer=2.000000
	done
	at 102 - tick target=1 started=1 running=1
	at 103 - end reason=done
}

@test "hls-agg: sums that leave the range are left out, and no run passes" {
	local code=0
	drifting 4 | hls-agg -t 'segment.loss.count == 0' >"$T/few" 2>&1
	no grep -q 'unmeasured what=figures' "$T/few"
	drifting 20 | hls-agg -t 'segment.loss.count == 0' >"$T/out" \
		2>"$T/err" || code=$?
	is "$code" 98
	grep -q ' - verdict state=inconclusive code=98 why=uncounted$' "$T/out"
	grep -q ' - unmeasured what=figures why=range count=[1-9]' "$T/out"
	grep -q '^Unmeasured .* too large to be counted: left out$' "$T/err"
	grep -q '^Verdict .*, but not all could be counted$' "$T/err"
	no grep -q 'drift.mean=-\|sum=-' "$T/out"
}

@test "hls-agg --merge: numbers of blocks" {
	local f
	figures
	for f in chain.stats agg/run.stats; do
		VALUES="9223372036853999999 36028797018963968 -1" \
			crafted "$TOP/tests/data/$f" blocks >"$T/in"
		sound hls-agg --merge --by host,group -T default \
			--json-file "$T/json" "$T/in" "$T/stats"
		no grep -m 3 -E '(sum|count|requests|bytes)=-' "$T/out"
	done
}

@test "hls-agg --merge: a host that begins anew again and again" {
	local n=$(((1 << 55) - 1))
	awk -v n=$n 'BEGIN {
		for (i = 0; i < 600; i++) {
			print "100.000000 all segment count=" n " bytes=" n
			print "100.000000 all http requests=" n " bytes=" n
			print "100.000000 - run host=a elapsed=1.000000"
			print "100.000000 - block n=" 2 - i % 2
		}
	}' >"$T/in"
	sound hls-agg --merge --json-file "$T/json" "$T/in"
	holds '.http.bytes > 0 and .segment.bytes > 0'
	# More than fits is refused, and that is told.
	grep -q ' - host name=a .* refused=[1-9]' "$T/out"
}

@test "hls-export: numbers of blocks, scraped, as files and on the page" {
	figures
	crafted "$T/stats" blocks >"$T/blocks"
	crafted "$TOP/tests/data/chain.stats" blocks >>"$T/blocks"
	sound hls-export -l "unix:$T/sock" -p -o "$T/x.prom" \
		--html "$T/x.html" --custom --per-client <"$T/blocks"
	# A stream of one such block, each 40th of them.
	hls-agg -q --by group <"$TOP/tests/data/chain.events" >"$T/few"
	VALUES="9223372036853999999 -1" crafted "$T/few" blocks |
		awk '{ print > (t "/one") } / - block / && !(++n % 40) {
			close(t "/one")
			if (system("hls-export -1 --custom --per-client <" t \
			    "/one >>" t "/all 2>>" t "/err2"))
				exit 1
		} / - block / { close(t "/one") }' t="$T"
	no grep -m 3 'runtime error\|Sanitizer' "$T/err2"
	no grep -m 3 -E '^hls_swarm_[a-z_]*(_total|_count|_sum)(\{.*\})? -' \
		"$T/all" "$T/x.prom"
}

@test "hls-top: numbers of blocks, on lines, on the page and in every view" {
	figures
	VALUES="9223372036853999999 4611686018427387904" \
		crafted "$T/stats" blocks >"$T/in"
	sound hls-top -b <"$T/in"
	sound hls-top -1 <"$T/in"
	no grep -m 3 -E '(^|[^a-z0-9])-[1-9][0-9]*( |$)' "$T/out"
	sound draw -r 60 <"$T/in"
	# A block of figures that are not below 0 and do fit, and of others.
	at 100 all segment count=-1 fail=9223372036854775807 >"$T/in"
	at 100 all http requests=5 error.count=1 >>"$T/in"
	at 100 all connect fail=9223372036854775806 count=3 >>"$T/in"
	at 100 - block n=1 >>"$T/in"
	sound hls-top -b <"$T/in"
	grep -q 'failed so far 9223372036854775807' "$T/out"
}

@test "a verdict that cannot be read is no pass" {
	local code said
	{
		at 100 - swarm target=1
		at 100.1 1.0 start pid=1
		at 101 - tick target=1 started=1 running=1
		at 102 - end reason=done
	} | hls-agg -q >"$T/stats" || :
	while read -r code said; do
		sed "s/ - verdict .*/ - verdict $said/" "$T/stats" >"$T/in"
		run hls-export -l 127.0.0.1:0 <"$T/in" 3>&-
		is "$said: $status" "$said: $code"
		run hls-top <"$T/in"
		is "$said: $status" "$said: $code"
	done <<-'END'
		0 state=pass code=0
		0 state=none code=0
		1 state=none code=1
		99 state=fail code=0
		99 state=fail code=9223372036854775808
		98 state=inconclusive code=0
		98 state=pass
		98 state=pass code=-1
		98 state=pass code=256
		98 state=better code=0
	END
}

@test "a run that failed does not pass for one behind it" {
	local first
	for first in failed giveup; do
		{
			at 100 - swarm target=1
			at 101 - end reason=$first
			at 200 - swarm target=1
			at 200.1 1.0 startup time=0.5 wall=0.5
			at 201 - end reason=done
		} >"$T/in"
		run hls-agg -q -t 'http.error.count == 0' "$T/in"
		is "$status" 1
	done
}

# run_at TIME REASON: a run with a viewer who plays; "cut": without its end.
run_at() {
	at "$1" - swarm target=1
	at "$1.1" 1.0 start pid=1
	at "$1.6" 1.0 startup time=0.5 wall=0.5
	at "$1.7" 1.0 exit code=0 reason=exit
	at "$1.8" - tick target=1 started=1 running=0
	[ "$2" = cut ] || at "$1.9" - end reason="$2"
}

@test "a run that was cut off does not pass for one before or behind it" {
	run_at 100 done >"$T/whole"
	run_at 200 done >"$T/later"
	run_at 300 cut >"$T/cut"
	run_at 400 giveup >"$T/gone"
	local gate=(-q -t 'startup.count > 0')
	hls-agg "${gate[@]}" "$T/whole" "$T/later" >"$T/stats"
	run -98 hls-agg "${gate[@]}" "$T/whole" "$T/cut"
	run -98 hls-agg "${gate[@]}" "$T/cut" "$T/later"
	run -98 hls-agg "${gate[@]}" "$T/whole" "$T/cut" "$T/later"
	run -1 hls-agg "${gate[@]}" "$T/cut" "$T/gone"
	# Two side by side: both have ended.
	{ head -n 1 "$T/whole"; cat "$T/later"; tail -n 5 "$T/whole"; } |
		hls-agg "${gate[@]}" >"$T/stats"
}
