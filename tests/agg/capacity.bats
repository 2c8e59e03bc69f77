# hls-agg: how many viewers a load in steps shows to be carried.

load ../lib/helper
load ../lib/streams

# steps SWARM [STEP]...: a load in steps. SWARM are fields of the swarm record;
# a step is "CLIENTS SECONDS [WHAT[@FROM[-TO]]=VALUE]...", in each second of it,
# or from one to another (from 1): ttfb, fails and skips (segments lost) in each;
# idle, late_max, stalled, lost as ticks tell; came: so many of the clients. The
# phase of a first step with "-" in front of it is told by nobody.
steps() {
	local swarm=$1
	shift
	printf '%s\n' "$@" | awk -v swarm="$swarm" '
	function now(d) { return sprintf("%.6f", 1000 + t + d) }
	# The value of a word in this second of the step.
	function get(word, default_, i, at, span) {
		for (i = 3; i <= NF; i++) {
			split($i, at, "=")
			n = split(at[1], span, "[@-]")
			if (span[1] != word || (n > 1 && s < span[2]) ||
			    (n > 2 && s > span[3]))
				continue
			return at[2]
		}
		return default_
	}
	function tick(   came, stalled) {
		came = get("came", $1)
		stalled = get("stalled", 0)
		lost += get("lost", 0)
		print now(0), "- parse lines=" 100 * t " garbled=0"
		print now(0), "- tick target=" $1 " started=" came " starting=0",
		    "running=" came - stalled " stalled=" stalled,
		    "backoff=0 stopped=0 asked=" asked + $1 " starts=" asked + came,
		    "late_n=0 late_max=" get("late_max", 0) " cpu=0.1 idle=" \
		    get("idle", 0.9)
	}
	BEGIN { print now(0), "- swarm kind=live " swarm }
	$1 == "-" { $1 = ""; $0 = $0; quiet = 1 }
	{
		if (!quiet) print now(0.000001), "- phase n=" ++phases " target=" $1
		quiet = 0
		while (seen < $1) print now(0.01), ++seen ".0 start attempt=0"
		for (s = 1; s <= $2; s++) {
			for (i = 0; i < 10; i++)
				print now(0.5), "1.0 fetch type=segment status=200" \
				    " ttfb=" get("ttfb", 0.01)
			for (i = 0; i < get("fails", 0); i++)
				print now(0.6), "1.0 fetch_fail type=segment" \
				    " status=503 reason=http"
			t++
			tick()
		}
	}
	END {
		print now(0.2), "1.0 exit code=255 reason=shutdown"
		print now(0.3), "- end reason=duration"
	}'
}

# code WANTED ARGUMENTS...: hls-agg ends with that; $T/json, $T/got, $T/report.
code() {
	local got=0 want=$1
	shift
	hls-agg --json-file "$T/json" "$@" >"$T/got" 2>"$T/report" || got=$?
	is "$got" "$want" || { cat "$T/report"; return 1; }
}

# says SENTENCE: the report has this line, and so have the JSON and the stream.
says() {
	is "$(grep -E '^(carries|how many)' "$T/report")" "$1"
	is "$(jq -r .capacity.text "$T/json")" "$1"
	is "$(grep ' - capacity ' "$T/got" | tail -n 1 |
		sed 's/.* text=//; s/%20/ /g; s/%25/%/g')" "$1"
}

@test "all steps hold: at least as many as were asked for" {
	steps 'target=150 step=50:30s' '50 30' '100 30' '150 30' >"$T/in"
	code 0 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says 'carries at least 150 viewers (all that were asked for)'
	holds '.capacity | .carries == 150 and .at_least and .breaks_at == null
		and .generator.limited == false and
		[.steps[].state] == ["held", "held", "held"]' .capacity
	# Each was judged from when it had settled, to its last tick.
	holds '[.capacity.steps[] | [.clients, .from, .to]] ==
		[[50, 6, 30], [100, 36, 60], [150, 66, 90]]' .capacity.steps
}

@test "the first step that breaks ends the run: its own window counts" {
	steps 'target=150 step=50:30s' '50 30 ttfb@1-5=0.9' '100 30' \
		'150 30 ttfb=0.2' '200 30' >"$T/in"
	code 99 -t 'segment.ttfb.p95 < 50ms' -t 'http.error.count == 0' "$T/in"
	says 'carries 100 viewers; at 150 segment.ttfb.p95 200 ms (limit 50 ms)'
	holds '.capacity | .carries == 100 and .at_least == false and
		.breaks_at == 150 and .value > 0.19 and .limit == 0.05 and
		.window == "step" and .threshold == "segment.ttfb.p95 < 50ms"'
	grep '^STOPPED by threshold: segment.ttfb.p95 < 50ms$' "$T/report"
	grep ' ✗ segment.ttfb.p95 < 50ms .* at 150 clients$' "$T/report"
	holds '.thresholds | .[0].ok == false and .[0].window == "step" and
		.[1].ok' .thresholds
	# At the first tick behind it.
	holds '.run.elapsed == 91 and .verdict.stopped_by == 1' .run
	steps 'target=150 step=50:30s' '50 30 ttfb=0.2' '100 30' >"$T/in"
	code 99 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says 'carries fewer than 50 viewers; at 50 segment.ttfb.p95 200 ms (limit 50 ms)'
	holds '.capacity.carries == 0'
}

@test "counters, ratios and gauges are of one step; what is no data breaks" {
	steps 'target=150 step=50:30s' '50 30 fails@1-4=3 stalled@1-4=9' \
		'100 30' '150 30 fails@20-20=1 stalled@29-30=3' >"$T/in"
	code 99 -t 'http.error.count == 0' "$T/in"
	says 'carries 100 viewers; at 150 http.error.count 1 (limit 0)'
	code 99 -t 'http.error.ratio < 0.1 %' "$T/in"
	says 'carries 100 viewers; at 150 http.error.ratio 0.41 % (limit 0.1 %)'
	code 0 -t 'http.error.ratio < 1 %' "$T/in"
	# A gauge is what it was last in the step, or over a width at each tick.
	code 99 -t 'clients.stalled < 1' "$T/in"
	says 'carries 100 viewers; at 150 clients.stalled 3 (limit 1)'
	code 0 -t 'clients.stalled < 5 over 1s' "$T/in"
	code 99 -t 'key.ttfb.p95 < 1s' "$T/in"
	says 'carries fewer than 50 viewers; at 50 key.ttfb.p95 no data (limit 1 s)'
}

@test "over a width: at each tick within the step; for; wider than the step" {
	steps 'target=150 step=50:30s' '50 30 ttfb@1-6=0.9' '100 30' \
		'150 30 ttfb@12-14=0.2' >"$T/in"
	code 99 -t 'segment.ttfb.max < 50ms over 5s' "$T/in"
	says 'carries 100 viewers; at 150 segment.ttfb.max 200 ms (limit 50 ms)'
	# Five seconds later, as the generator's idle time needs that.
	holds '.capacity.window == "5s" and .run.elapsed == 77' .run
	code 0 -t 'segment.ttfb.max < 50ms over 5s for 15s' "$T/in"
	code 99 -t 'segment.ttfb.max < 50ms over 60s' "$T/in"
	says 'carries 100 viewers; at 150 segment.ttfb.max 200 ms (limit 50 ms)'
	code 0 -t 'segment.ttfb.max < 50ms after 2m' "$T/in"
}

@test "the generator was the limit: at least, and inconclusive" {
	steps 'target=200 step=50:30s' '50 30' '100 30' \
		'150 30 idle@5-12=0.02 ttfb=0.2' '200 30' >"$T/in"
	code 98 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says "$(line 'carries at least 100 viewers; at 150 the generator was' \
		'the limit (the machine was busy for 8.0s, idle 2.00 % at the least)')"
	holds '.capacity | .carries == 100 and .at_least and
		.breaks_at == null and .generator.limited and
		.generator.at == 150 and .steps[2].state == "limited"'
	holds '.verdict.why | contains("idle")'
	grep '^STOPPED as the generator was the limit$' "$T/report"
	# Lines that are lost in one step are few of the run's, but many of its.
	steps 'target=200 step=50:30s' '50 30' '100 30' '150 30 lost@9-9=40' \
		'200 30' | sed 's/ lost=.*//' >"$T/in"
	awk '{ print } / - tick / && ++k == 69 {
		print $1, "1.0 lost lines=5" }' "$T/in" >"$T/lost"
	code 98 -t 'segment.ttfb.p95 < 50ms' "$T/lost"
	holds '.capacity.carries == 100 and .verdict.why == "lost"' .verdict
	# In the first step nothing is known.
	steps 'target=200 step=50:30s' '50 30 late_max=0.5' '100 30' >"$T/in"
	code 98 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says "$(line 'how many viewers it carries is not known; at 50 the' \
		'generator was the limit (hls-spawn was behind in 30 ticks' \
		'running, by 500 ms at worst)')"
	holds '.capacity.carries == null'
}

@test "clients that do not come: all there are, or the generator's starts" {
	steps 'target=100 step=50:30s' '50 30' '100 30 came=80' >"$T/in"
	code 98 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says 'carries at least 50 viewers; at 80 the generator was the limit (80 of 100 clients came)'
	holds '.verdict.why == "starts" and .capacity.generator.at == 80'
	# Given up: no start is due any more.
	sed 's/ asked=[0-9]*//' "$T/in" >"$T/given"
	code 0 -t 'segment.ttfb.p95 < 50ms' "$T/given"
	holds '.capacity.carries == 100' .capacity
}

@test "capacity.carries in a threshold: the others bound the steps only" {
	steps 'target=150 step=50:30s' '50 30' '100 30' '150 30 ttfb=0.2' \
		>"$T/in"
	t='segment.ttfb.p95 < 50ms'
	code 0 -t "$t" -t 'capacity.carries >= 100' "$T/in"
	grep ' · segment.ttfb.p95 < 50ms .*200 ms at 150 clients' "$T/report"
	code 99 -t "$t" -t 'capacity.carries >= 150' "$T/in"
	# By the built-in thresholds, where there are no others.
	code 99 -t 'capacity.carries >= 100' "$T/in"
	# A lower bound does not tell that it is less.
	steps 'target=100 step=50:30s' '50 30' '100 30' >"$T/in"
	code 0 -t "$t" -t 'capacity.carries >= 100' "$T/in"
	code 98 -t "$t" -t 'capacity.carries >= 200' "$T/in"
	grep '^Verdict .*, but the load went no further$' "$T/report"
	# The generator's limit above it does no harm.
	steps 'target=150 step=50:30s' '50 30' '100 30' '150 30 idle=0' >"$T/in"
	code 0 -t "$t" -t 'capacity.carries >= 100' "$T/in"
	code 98 -t "$t" -t 'capacity.carries >= 150' "$T/in"
	for t in 'over 10s' 'for 5s' stop; do
		code 2 -t "capacity.carries > 1 $t" "$T/in"
	done
}

@test "hls-top shows the sentence, hls-export the number" {
	steps 'target=150 step=50:30s' '50 30' '100 30 ttfb=0.2' >"$T/in"
	code 99 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	# While it goes on the answer is no last word.
	grep ' - capacity carries=50 at_least=1 text=carries%2050%20viewers%20so%20far$' \
		"$T/got"
	hls-top -1 <"$T/got" >"$T/page" || is $? 99
	grep '^capacity  *carries 50 viewers; at 100 segment.ttfb.p95 200 ms' \
		"$T/page"
	hls-export -1 <"$T/got" >"$T/metrics" || is $? 99
	grep '^hls_swarm_capacity_viewers.* 50$' "$T/metrics"
}

@test "JUnit: a test case of its own; an error where it is left open" {
	steps 'target=150 step=50:30s' '50 30' '100 30 ttfb=0.2' >"$T/in"
	code 99 --junit "$T/xml" -t 'segment.ttfb.p95 < 50ms' "$T/in"
	grep ' tests="2" failures="1" errors="0"' "$T/xml"
	grep '<system-out>carries 50 viewers; at 100 ' "$T/xml"
	xmllint --noout "$T/xml"
	steps 'target=150 step=50:30s' '50 30' '100 30 idle=0' >"$T/in"
	code 98 --junit "$T/xml" -t 'segment.ttfb.p95 < 50ms' "$T/in"
	grep ' tests="2" failures="0" errors="2"' "$T/xml"
	grep '<error type="capacity" message="carries at least 50 viewers;' \
		"$T/xml"
	xmllint --noout "$T/xml"
}

@test "thresholds of the whole run are judged beside those of the steps" {
	steps 'target=100 step=50:30s' '50 30 fails@1-1=1' '100 30' >"$T/in"
	code 0 -t 'http.error.count == 0' "$T/in"
	code 99 -t 'segment.ttfb.p95 < 50ms' -t 'http.error.count == 0 over all' \
		"$T/in"
	says 'carries at least 100 viewers (all that were asked for)'
	holds '.thresholds | .[0].ok and .[1].ok == false' .thresholds
}

@test "a warning is of the run: it bounds no step, and asks for no number" {
	steps 'target=150 step=50:30s' '50 30' '100 30' '150 30 ttfb=0.2' \
		>"$T/in"
	code 0 -t 'segment.ttfb.p95 < 500ms' -t 'warn: segment.ttfb.max < 50ms' \
		-t 'warn: capacity.carries >= 200' "$T/in"
	says 'carries at least 150 viewers (all that were asked for)'
	holds '.thresholds | [.[].ok] == [true, false, false] and
		[.[].window] == ["step", "steady", null]' .thresholds
	grep '^Verdict  *pass: the threshold holds, 2 warnings$' "$T/report"
	# What breaks a step crosses its threshold, in spite of a warning on
	# the number.
	code 99 -t 'segment.ttfb.p95 < 50ms' \
		-t 'warn: capacity.carries >= 100' "$T/in"
	holds '[.thresholds[].ok] == [false, true]' .thresholds
	# Alone they end no run, and leave none in doubt.
	code 0 -t 'warn: segment.ttfb.max < 50ms' "$T/in"
	holds '.run.elapsed > 90 and .verdict.state == "none"' .verdict
	run hls-agg --find "$T/fifo" -t 'warn: segment.count > 1' "$T/in"
	is "$status" 2
}

@test "--load is judged in the report alone; without phases there is nothing" {
	steps 'target=100 load=30s:50,60s:100' '50 30' '100 30 ttfb=0.2' >"$T/in"
	code 0 "$T/in"
	grep '^carries at least 100 viewers' "$T/report" ||
		grep '^carries fewer than 50' "$T/report"
	holds '.capacity == null'
	steps target=50 '- 50 30' >"$T/in"
	code 0 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	no grep '^carries' "$T/report"
	holds '.capacity == null'
}

@test "under --control a break is for others to act on, but stop is heeded" {
	steps 'target=150 step=50:30s command=hls-spawn%20--control%20x' \
		'50 30' '100 30 ttfb=0.2' '75 30' >"$T/in"
	code 99 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says 'carries 75 viewers; at 100 segment.ttfb.p95 200 ms (limit 50 ms)'
	# After fewer clients the time to settle is twice that.
	holds '.capacity.steps[2] | [.begin, .from, .to] == [61, 71, 90]' \
		.capacity.steps
	code 99 -t 'segment.ttfb.p95 < 50ms stop' "$T/in"
	says 'carries 50 viewers; at 100 segment.ttfb.p95 200 ms (limit 50 ms)'
	grep '^STOPPED' "$T/report"
}

@test "without thresholds the run goes on; steps are held by the built-in ones" {
	steps 'target=150 step=50:30s' '50 30' '100 30' '150 30' >"$T/in"
	sed 's/ fetch .*/ segment_skip seq=1/' "$T/in" >"$T/lost"
	code 0 "$T/in"
	holds '.run.elapsed > 90 and (.capacity.steps | length) == 3'
}

@test "a step that the end cuts short is not judged; replay is the same" {
	steps 'target=150 step=50:30s' '50 30' '100 8' >"$T/in"
	code 0 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says 'carries at least 50 viewers'
	holds '.capacity.steps[1].state == "short"'
	steps 'target=150 step=50:30s' '50 4' >"$T/in"
	code 98 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says 'how many viewers it carries is not known: no step of the load was judged'
	# Cut anywhere, it is the same stream.
	code 98 -t 'segment.ttfb.p95 < 50ms' <"$T/in"
	cp "$T/got" "$T/whole"
	pieces 7 <"$T/in" | hls-agg -q -t 'segment.ttfb.p95 < 50ms' >"$T/cut" ||
		is $? 98
	same "$T/whole" "$T/cut"
}

@test "--step: a ramp that leaves too little of its step to judge, says so" {
	late='came@1-9=60 came@10-18=70 came@19-'
	steps 'target=150 step=50:30s' '50 30' "100 30 ${late}26=90" \
		'150 30 ttfb=0.2' >"$T/in"
	code 99 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says "carries 50 viewers; at 100 the step was too short to judge (its $(
		)clients came in 26s of 30s); at 150 segment.ttfb.p95 200 ms (limit 50 ms)"
	holds '.capacity.steps[1] | .state == "short" and
		.why == "its clients came in 26s of 30s"' .capacity
	# A window shorter than the time to settle is none.
	steps 'target=100 step=50:30s' '50 30' "100 30 ${late}20=90" '100 1' \
		>"$T/in"
	code 0 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says "carries at least 50 viewers; at 100 the step was too short to $(
		)judge (its clients came in 20s of 30s)"
	steps 'target=100 step=50:30s' '50 30' "100 30 ${late}19=90" '100 1' \
		>"$T/in"
	code 0 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says 'carries at least 100 viewers (all that were asked for)'
	# What broke in it for good broke.
	steps 'target=100 step=50:30s' '50 30' "100 30 ${late}20=90 ttfb=0.2" \
		'100 1' >"$T/in"
	code 99 -t 'segment.ttfb.p95 < 50ms over 1s' "$T/in"
	says 'carries 50 viewers; at 100 segment.ttfb.p95 200 ms (limit 50 ms)'
	steps 'target=50 step=50:30s' "50 30 came@1-9=10 came@10-18=20 $(
		)came@19-26=30" '50 1' >"$T/in"
	code 98 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says "how many viewers it carries is not known: no step of the load was $(
		)judged; at 50 the step was too short to judge (its clients came in 26s of 30s)"
}

# tell RECORD...: into the stream of the search, which is kept too; each record
# comes NOW. 1 if nobody reads it any more.
tell() {
	printf "$NOW.${FRACTION:-000000} %s\n" "$@" >>"$T/events"
	printf "$NOW.${FRACTION:-000000} %s\n" "$@" >&7 2>/dev/null
}

# phase CLIENTS: a phase begins, and its clients start.
phase() {
	CLIENTS=$1
	tell "- phase n=$((++PHASES)) target=$CLIENTS" '1.0 start attempt=0'
}

# second: one of the run, up to where hls-agg has taken its tick; 1 if it ends.
# The server carries $CARRIES clients, the generator $DRIVES, and it starts no
# more than $ROOM, if that is set.
second() {
	local ttfb=0.01 idle=0.9 fetch came=$CLIENTS
	((came <= ${ROOM:-came})) || came=$ROOM
	((CLIENTS <= CARRIES)) || ttfb=0.2
	((CLIENTS <= DRIVES)) || idle=0.01
	fetch="1.0 fetch type=segment status=200 ttfb=$ttfb"
	tell "$fetch" "$fetch" "$fetch" "$fetch" || return 1
	NOW=$((NOW + 1))
	tick
}

# tick: up to where hls-agg has taken it.
tick() {
	tell "- parse lines=$((NOW * 100)) garbled=0" \
		"- tick target=$CLIENTS started=$came starting=0 running=$came $(
		)stalled=0 backoff=0 stopped=0 asked=$CLIENTS starts=$came idle=$idle"
	read -r -u 6
}

# finds SWARM HOLD [ARGUMENTS...]: plays hls-spawn's part of a search, in which
# $DEAF lines of the FIFO are not heeded; its end is in $CODE, what was asked
# of it in $ASKED. With $STEPS the load climbs, until it is told otherwise. In
# second $LATE of the run the stream falls behind: 15 ticks follow that were
# before what is asked then.
finds() {
	local swarm=$1 hold=$2 line=
	shift 2
	NOW=1000 PHASES=0 ASKED=
	rm -f "$T/events" "$T/stdin" "$T/blocks" "$T/words" "$T/control"
	mkfifo "$T/stdin" "$T/blocks" "$T/words" "$T/control"
	trap '' PIPE
	# A word for each block; bash reads byte by byte.
	sed -un '/ - block /s/.*/block/p' "$T/blocks" >"$T/words" 3>&- &
	exec 8<>"$T/control"
	hls-agg --windows all --json-file "$T/json" --find "$T/control$hold" \
		"$@" <"$T/stdin" >"$T/blocks" 2>"$T/report" 3>&- 8>&- &
	started $!
	exec 7>"$T/stdin" 6<"$T/words"
	tell "- swarm kind=live $swarm command=hls-spawn%20--control%20x"
	CLIENTS=1
	phase $((STEPS ? 50 : 1))
	for s in $(seq 1500); do
		[ -z "$STEPS" ] || ((CLIENTS >= 500 || s % 30 != 1 || s == 1)) ||
			phase $((CLIENTS + 50))
		[ "$s" != "$LATE" ] || sleep 3
		second || break
		while read -r -t 0 -u 8; do
			read -r -u 8 line
			ASKED+=${ASKED:+,}$line
			((DEAF-- <= 0)) || continue
			STEPS=
			[ "$line" != stop ] || break 2
			for n in $([ "$s" != "$LATE" ] || seq 10 24); do
				FRACTION=${n}0000 tick
			done
			# It is seen in the next second, or the one behind it.
			((s % 2)) || second
			phase "${line#clients }"
		done
	done
	tell '1.0 exit code=255 reason=shutdown' '- end reason=control' || :
	exec 7>&-
	CODE=0
	wait $! || CODE=$?
	exec 6<&- 8>&-
}

# replays ARGUMENTS...: without --find the kept stream gives the same.
replays() {
	cp "$T/json" "$T/live"
	hls-agg --windows all --json-file "$T/json" "$@" "$T/events" >/dev/null \
		2>"$T/again" || is $? "$CODE"
	same "$T/live" "$T/json"
	same "$T/report" "$T/again"
}

@test "--find: doubles, halves around the break, stops; a replay is the same" {
	CARRIES=300 DRIVES=9999 DEAF=0 STEPS=
	finds target=1 :20s -t 'segment.ttfb.p95 < 50ms'
	is "$ASKED" "$(for n in 2 4 8 16 32 64 128 256 512 384 320 288 304 296 \
		300; do echo "clients $n"; done | paste -sd,),stop"
	is "$CODE" 99
	is "$(grep ^carries "$T/report")" \
		'carries 300 viewers; at 304 segment.ttfb.p95 200 ms (limit 50 ms)'
	holds '.capacity.breaks_at == 304' .capacity
	replays -t 'segment.ttfb.p95 < 50ms'
}

@test "--find under --step: climbs by itself up to the break" {
	CARRIES=270 DRIVES=9999 DEAF=0 STEPS=1
	finds 'target=500 step=50:30s' '' -t 'segment.ttfb.p95 < 50ms' \
		-t 'capacity.carries >= 250'
	is "$ASKED" 'clients 275,clients 262,clients 268,clients 271,stop'
	is "$CODE" 0
	holds '.capacity | .carries == 268 and .breaks_at == 271' .capacity
	replays -t 'segment.ttfb.p95 < 50ms' -t 'capacity.carries >= 250'
	# All that --step asks for.
	CARRIES=9999 STEPS=1
	finds 'target=500 step=50:30s' '' -t 'segment.ttfb.p95 < 50ms'
	is "$ASKED" stop
	is "$CODE" 0
	holds '.capacity | .carries == 500 and .at_least' .capacity
	replays -t 'segment.ttfb.p95 < 50ms'
}

# limited WHY: the answer's words for what the generator did.
limited() {
	grep ^carries "$T/report"
	[[ $(grep ^carries "$T/report") == "carries at least $1 viewers; at $2 the "*
		&& $(grep ^carries "$T/report") == *" the generator was the limit ($3"* ]]
	holds ".capacity | .carries == $1 and .at_least and .generator.at == $2" \
		.capacity
}

@test "--find: below where the generator is the limit the search goes on" {
	CARRIES=300 DRIVES=100 DEAF=0 STEPS=
	finds target=1 :20s -t 'segment.ttfb.p95 < 50ms'
	# 4 are 5 % of what held.
	is "${ASKED##*clients 64,}" 'clients 128,clients 96,clients 112,clients 104,clients 100,stop'
	is "$CODE" 98
	limited 100 104 'the machine was busy'
	# After fewer clients than before the time to settle is twice that.
	holds '[.capacity.steps[] | select(.clients == 96) | .from - .begin] == [10]'
	replays -t 'segment.ttfb.p95 < 50ms'
	# Even one is too many for it.
	DRIVES=0
	finds target=1 :20s -t 'segment.ttfb.p95 < 50ms'
	is "$ASKED" stop
	is "$CODE" 98
	replays -t 'segment.ttfb.p95 < 50ms'
	# The first step of many is.
	DRIVES=40 STEPS=1
	finds 'target=500 step=50:30s' '' -t 'segment.ttfb.p95 < 50ms'
	is "$ASKED" 'clients 25,clients 37,clients 43,clients 40,clients 41,stop'
	limited 40 41 'the machine was busy'
	replays -t 'segment.ttfb.p95 < 50ms'
}

@test "--find: of clients that did not all come those that did are the limit" {
	CARRIES=300 DRIVES=9999 ROOM=100 DEAF=0 STEPS=
	finds target=1 :20s -t 'segment.ttfb.p95 < 50ms'
	is "${ASKED##*clients 64,}" 'clients 128,clients 82,clients 91,clients 95,clients 97,stop'
	is "$CODE" 98
	limited 97 100 '100 of 128 clients came)'
	holds '.verdict.why == "starts"' .verdict
	replays -t 'segment.ttfb.p95 < 50ms'
}

@test "--find: what breaks below the generator's limit is the answer" {
	CARRIES=90 DRIVES=100 DEAF=0 STEPS=
	finds target=1 :20s -t 'segment.ttfb.p95 < 50ms'
	is "${ASKED##*clients 64,}" "$(printf 'clients %s,' 128 96 80 88 92 90 91)stop"
	is "$CODE" 99
	is "$(grep ^carries "$T/report")" \
		'carries 90 viewers; at 91 segment.ttfb.p95 200 ms (limit 50 ms)'
	replays -t 'segment.ttfb.p95 < 50ms'
}

@test "--find: what is not heeded is asked again, and given up" {
	CARRIES=1 DRIVES=9999 DEAF=1 STEPS=
	finds target=1 :20s -t 'segment.ttfb.p95 < 50ms'
	is "$ASKED" 'clients 2,clients 2,stop'
	grep 'nothing came of it, once more' "$T/report"
	DEAF=99
	finds target=1 :20s -t 'segment.ttfb.p95 < 50ms'
	is "$ASKED" 'clients 2,clients 2,clients 2,stop,stop,stop'
	is "$CODE" 98
	grep ' 2 clients did not come about, the search ends' "$T/report"
	grep 'hls-spawn does not heed it, the search ends' "$T/report"
}

@test "--find: what a stream that is behind tells is no answer" {
	CARRIES=1 DRIVES=9999 DEAF=0 STEPS= LATE=21
	finds target=1 :20s -t 'segment.ttfb.p95 < 50ms'
	is "$(grep -c ' tick ' <(sed '/ phase n=2 /q' "$T/events"))" -ge $((LATE + 15))
	is "$ASKED" 'clients 2,stop'
	is "$CODE" 99
}

@test "--find: nobody reads the FIFO; no FIFO; misuse" {
	mkfifo "$T/nobody"
	steps target=1 '- 1 60' | sed '$d' >"$T/in"
	code 98 --find "$T/nobody:20s" -t 'segment.ttfb.p95 < 50ms' "$T/in"
	grep 'nobody: nobody reads it; hls-spawn needs --control' "$T/report"
	code 1 --find /dev/null -T default "$T/in"
	grep 'is no FIFO, see mkfifo(1)' "$T/report"
	# It may come.
	code 98 --find "$T/none:20s" -t 'segment.ttfb.p95 < 50ms' "$T/in"
	grep 'none: No such file or directory' "$T/report"
	code 2 --find "$T/nobody" "$T/in"
	grep 'needs thresholds' "$T/report"
	code 2 --find "$T/nobody" -T default --merge "$T/in"
	code 2 --find :20s -T default "$T/in"
	code 2 --find "$T/nobody:30" -T default "$T/in"
	grep -qF ': "30" is no time such as 30s' "$T/report"
	code 2 --find "$T/nobody:" -T default "$T/in"
	code 2 --find "$T/nobody:2x" -T default "$T/in"
	# A name that is there may end so.
	mkfifo "$T/nobody:30"
	code 98 --find "$T/nobody:30" -t 'segment.ttfb.p95 < 50ms' "$T/in"
	code 98 --find "$T/to:come" -t 'segment.ttfb.p95 < 50ms' "$T/in"
	code 2 --find "$T/nobody:0" -T default "$T/in"
}

@test "more steps than there are parts by phase: each is judged all the same" {
	local i
	list=()
	for ((i = 1; i <= 262; i++)); do
		list+=("$i 12")
	done
	steps 'target=300 step=1:12s' "${list[@]}" '263 12 ttfb=0.2' >"$T/in"
	code 99 -t 'segment.ttfb.p95 < 50ms' "$T/in"
	says 'carries 262 viewers; at 263 segment.ttfb.p95 200 ms (limit 50 ms)'
	holds '.capacity.steps | length == 263 and .[260].n == "261" and
		.[260].clients == 261'
	# What stands for many has no one target.
	grep '^256, to 256 ' "$T/report"
	grep '^other  ' "$T/report"
}
