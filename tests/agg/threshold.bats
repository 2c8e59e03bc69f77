# hls-agg: thresholds, the verdict and its exit codes, the files for CI.

load ../lib/helper
load ../lib/streams

D=$TOP/tests/data

# second N TTFB [FIELD...]: one segment in the second before the tick at 100+N;
# further fields are the tick's.
second() {
	at $((99 + $1)).5 1.0 fetch type=segment status=200 ttfb="$2"
	at $((100 + $1)) - parse lines=$((100 * $1)) garbled=0
	at $((100 + $1)) - tick target=1 started=1 running=1 "${@:3}"
}

# quiet N [FIELD...]: a second without a segment.
quiet() {
	at $((100 + $1)) - tick target=1 started=1 running=1 "${@:2}"
}

begin() {
	at 100 - swarm target=1 kind=live url=http://o.ex/a.m3u8 labels=region=eu
}

# finish N: the stop, in the second after the tick at 100+N.
finish() {
	at $((100 + $1)).2 1.0 exit code=255 uptime=9 reason=shutdown
	at $((100 + $1)).3 - tick target=1 started=1 running=0 stopped=1
	at $((100 + $1)).3 - end reason=duration
}

# good N: seconds of 10 ms, N in all, and the end.
good() {
	begin
	for s in $(seq "$1"); do second "$s" 0.010000; done
	finish "$1"
}

# code WANTED ARGUMENTS...: hls-agg ends with that; blocks in $T/got, the
# report in $T/report.
code() {
	local got=0 want=$1
	shift
	hls-agg "$@" >"$T/got" 2>"$T/report" || got=$?
	is "$got" "$want" || { cat "$T/report"; return 1; }
}

# last KIND KEY: a figure of the last such record of the blocks.
last() {
	grep " - $1 " "$T/got" | tail -n 1 | tr ' ' '\n' | sed -n "s/^$2=//p"
}

@test "a threshold that holds is 0, one that is crossed 99" {
	good 4 >"$T/in"
	code 0 -t 'segment.ttfb.p95 < 500ms' "$T/in"
	grep '^102.* - threshold n=1 holds=1 value=0.010000 window=steady text=' "$T/got"
	is "$(last threshold ok)" 1
	is "$(grep -c ' - verdict state=inconclusive code=98 why=running$' "$T/got")" 5
	grep '^104.300000 - verdict state=pass code=0$' "$T/got"
	grep '^Verdict     pass: the threshold holds$' "$T/report"
	code 99 -t 'segment.ttfb.p95 < 5ms' -t 'segment.count > 2' "$T/in"
	grep "$(line '^104.300000 - threshold n=1 ok=0 value=0.010000 window=steady' \
		'broke=104.300000 fell=102.000000' \
		'text=segment.ttfb.p95%20<%205ms$')" "$T/got"
	grep '^104.300000 - verdict state=fail code=99$' "$T/got"
	grep '^Verdict     fail: 1 of 2 thresholds crossed$' "$T/report"
	code 99 -jq -t 'segment.ttfb.p95 < 5ms' -t 'segment.count > 2' "$T/in"
	jq -e '(.thresholds | length == 2 and .[1].ok and
		(.[0] | .ok == false and .value == 0.01 and .window == "steady"
		and .text == "segment.ttfb.p95 < 5ms" and .broke_at == 104.3
		and .broke_after == 4.3)) and
		.verdict == {"state": "fail", "code": 99}' "$T/got"
}

@test "of several runs each is judged, and the worst end counts" {
	good 4 >"$T/good"
	{ begin; for s in 1 2 3 4 5 6; do second $s 2.000000; done
	finish 6; } >"$T/bad"
	for t in 'segment.ttfb.p95 < 1s over 5s' \
	    'segment.ttfb.p95 < 1s over steady'; do
		code 99 -t "$t" "$T/bad"
		code 99 -t "$t" "$T/good" "$T/bad"
		code 99 -t "$t" "$T/bad" "$T/good"
		code 0 -t "$t" "$T/good" "$T/good"
	done
	# What could not be played is no pass for a run behind it.
	sed 's/reason=duration/reason=unplayable/' "$T/good" >"$T/none"
	code 99 -t 'segment.count > 1' "$T/none"
	code 99 -t 'segment.count > 1' "$T/none" "$T/good"
	is "$(last end reason)" unplayable
	is "$(last verdict state)" fail
	code 99 -t 'segment.count > 1' "$T/good" "$T/none"
}

@test "every operator, on both sides and at the limit" {
	good 4 >"$T/in"
	# Three seconds are steady.
	while read -r op below at above; do
		for v in "2 $below" "3 $at" "4 $above"; do
			set -- $v
			code "$2" -q -t "segment.count $op $1" "$T/in"
		done
	done <<-E
	< 99 99 0
	<= 99 0 0
	> 0 99 99
	>= 0 0 99
	== 99 0 99
	!= 0 99 0
	E
}

@test "without a window: steady, all where it never was, all for startups" {
	good 4 >"$T/in"
	sed 's/target=1/target=2/' "$T/in" >"$T/never"
	{ begin; at 100.5 1.0 startup time=0.5 wall=0.6; tail -n +2 "$T/in"; } \
		>"$T/start"
	code 0 -t 'segment.count == 3' -t 'segment.count == 4 over all' "$T/in"
	code 0 -t 'segment.count == 4' "$T/never"
	is "$(last threshold window)" all
	code 99 -t 'segment.count == 4 over steady' "$T/never"
	grep 'segment.count == 4 over steady  no data' "$T/report"
	code 0 -t 'startup.p95 < 1s' -t 'startup.count == 1' "$T/start"
	code 99 -t 'startup.p95 < 1s over steady' "$T/start"
}

@test "no data: quantile, ratio and gauge fail, a counter is 0" {
	good 4 >"$T/in"
	for t in 'key.ttfb.p95 < 1s' 'key.reuse.ratio < 1 %' \
		'generator.idle > 1 %' 'key.ttfb.p95 > 1s over 2s' \
		'key.ttfb.p95 > 1s over all for 1s'; do
		code 99 -t "$t" "$T/in"
		is "$(last threshold value)" ''
		grep "$t  *no data$" "$T/report"
	done
	code 0 -t 'key.count == 0' -t 'http.code.503 == 0' \
		-t 'http.error.count < 1 over 2s' "$T/in"
	is "$(last threshold value)" 0
}

@test "over a window: judged once it is filled, at each tick, to the stop" {
	{
		begin
		second 1 0.900000
		second 2 0.010000
		second 3 0.010000
		finish 3
	} >"$T/in"
	# After one second there is one segment, but no window of two.
	code 0 -t 'segment.count >= 2 over 2s' "$T/in"
	no grep '^101.* - threshold n=1 ok=' "$T/got"
	grep '^102.* - threshold n=1 ok=1 value=2 window=2s' "$T/got"
	code 99 -t 'segment.ttfb.max < 500ms over 3s' "$T/in"
	grep '^103.000000 - threshold n=1 ok=0 .*window=3s broke=103.000000' \
		"$T/got"
	# The windows of the stop hold no running swarm.
	sed '/ end /i 105.000000 - tick target=1 started=1 running=0' "$T/in" \
		>"$T/long"
	is "$(hls-agg -q "$T/long" | grep -c ' 1s segment count=0 ')" 2
	code 0 -t 'segment.count >= 1 over 1s' "$T/long"
	# Never judged is not passed.
	code 99 -t 'segment.ttfb.max < 5s over 60s' "$T/in"
	grep 'the run was too short$' "$T/report"
}

@test "broken stays broken: when, the value then, the worst since" {
	{
		begin
		second 1 0.010000
		second 2 0.600000
		second 3 0.700000
		second 4 0.010000
		finish 4
	} >"$T/in"
	code 99 -t 'segment.ttfb.p50 < 500 ms over 1s' "$T/in"
	is "$(last threshold ok)" 0
	is "$(last threshold value)" 0.600000
	is "$(last threshold worst)" 0.700000
	is "$(last threshold broke)" 102.000000
	grep '600 ms at 2.0s, 700 ms at worst$' "$T/report"
	code 99 -jq -t 'segment.ttfb.p50 < 500ms over 1s' "$T/in"
	jq -e '.thresholds[0] | .broke_at == 102 and .broke_after == 2 and
		.worst == 0.7 and .value == 0.6' "$T/got"
	# The smallest is the worst where more is better.
	code 99 -t 'segment.ttfb.p50 > 500 ms over 1s' "$T/in"
	is "$(last threshold worst)" 0.010000
}

@test "for: only what is false for so long in a row breaks it" {
	{
		begin
		for s in 1 2 3; do second $s 0.600000; done
		second 4 0.010000
		for s in 5 6 7 8; do second $s 0.600000; done
		finish 8
	} >"$T/in"
	# 1 to 3 are two seconds, 5 to 8 three.
	code 0 -t 'segment.ttfb.max < 500ms over 1s for 4s' "$T/in"
	code 99 -t 'segment.ttfb.max < 500ms over 1s for 3s' "$T/in"
	is "$(last threshold broke)" 108.000000
	code 99 -t 'segment.ttfb.max < 500ms over 1s for 2s' "$T/in"
	is "$(last threshold broke)" 103.000000
	# A second without a segment changes nothing.
	sed '/^103.5/d' "$T/in" >"$T/gap"
	code 99 -t 'segment.ttfb.max < 500ms over 1s for 2s' "$T/in"
	# Over all it is judged at ticks too, and not at the end.
	code 99 -t 'segment.ttfb.p50 < 500ms over all for 3s' "$T/in"
	is "$(last threshold broke)" 104.000000
	code 0 -t 'segment.ttfb.p50 < 500ms over all for 1m' "$T/in"
}

@test "after: the ticks before that are not judged" {
	{
		begin
		for s in 1 2 3; do second $s 0.600000; done
		for s in 4 5; do second $s 0.010000; done
		finish 5
	} >"$T/in"
	code 99 -t 'segment.ttfb.max < 500ms over 1s after 3s' "$T/in"
	is "$(last threshold broke)" 103.000000
	code 0 -t 'segment.ttfb.max < 500ms over 1s after 4s' "$T/in"
	code 99 -t 'segment.ttfb.max < 5s over 1s after 1m' "$T/in"
	grep 'the run was too short$' "$T/report"
}

@test "a gauge is what it was last before the stop" {
	good 3 >"$T/in"
	code 0 -t 'clients.running == 1' -t 'clients.ramp >= 100%' \
		-t 'run.elapsed > 3.2s' "$T/in"
	code 99 -t 'clients.running > 1 over 1s' "$T/in"
	is "$(last threshold broke)" 101.000000
}

@test "stop: the run ends there, and that is no incomplete stream" {
	{
		begin
		second 1 0.010000
		second 2 0.600000
		second 3 0.700000
		finish 3
	} >"$T/in"
	code 99 -t 'key.count == 0' -t 'segment.ttfb.max < 500ms over 1s stop' \
		"$T/in"
	is "$(tail -n 1 "$T/got")" '102.000000 - block n=2'
	is "$(last verdict stopped)" 2
	is "$(value "$T/got" 102.000000 all segment count)" 2
	is "$(sed -n 2p "$T/report")" \
		'STOPPED by threshold: segment.ttfb.max < 500ms over 1s stop'
	grep '^End         stopped by threshold$' "$T/report"
	no grep INCOMPLETE "$T/report"
	code 99 -jq -t 'segment.ttfb.max < 500ms over 1s stop' "$T/in"
	jq -e '.verdict == {"state": "fail", "code": 99, "stopped_by": 1} and
		.end == null and .segment.count == 2' "$T/got"
	# Without a window: steady, judged as it grows.
	code 99 -t 'segment.ttfb.max < 500ms stop' "$T/in"
	is "$(last threshold broke)" 102.000000
	# What the ramp did before that does not count.
	{ begin; second 1 0.900000; second 2 0.010000; finish 2; } >"$T/ramp"
	code 0 -t 'segment.ttfb.max < 500ms stop' "$T/ramp"
	code 99 -t 'segment.ttfb.max < 500ms over all stop' "$T/ramp"
	is "$(last threshold broke)" 101.000000
	# One that holds lets the run go on, and is judged at the end.
	code 0 -t 'segment.ttfb.max < 1s stop' "$T/in"
	grep '^End         duration$' "$T/report"
}

@test "a stream without its end: 98, or 99 if crossed before" {
	good 4 | grep -v ' end ' >"$T/in"
	code 98 -t 'segment.count > 2' "$T/in"
	grep '^104.300000 - verdict state=inconclusive code=98 why=cut$' "$T/got"
	grep '^Verdict     inconclusive: the threshold holds, but the stream has no end$' \
		"$T/report"
	code 99 -t 'segment.count > 9' "$T/in"
	code 0 "$T/in"
}

@test "a run that failed is 1, whatever holds" {
	good 4 | sed 's/reason=duration/reason=giveup/' >"$T/in"
	code 1 -t 'segment.count > 2' "$T/in"
	grep '^104.300000 - verdict state=fail code=1 why=failed$' "$T/got"
	code 1 -t 'segment.count > 2' /dev/null
}

# doubtful WORD EVIDENCE OPTION: $T/in shows the generator as the limit: what
# is crossed is not believed, what holds does unless --strict; OPTION says that
# it is no limit.
doubtful() {
	code 98 -t 'segment.ttfb.p95 < 5ms' "$T/in"
	grep " - verdict state=inconclusive code=98 why=$1\$" "$T/got"
	grep -E "^Limited by  $2\$" "$T/report"
	grep " - evidence text=" "$T/got" | tail -n 1 >"$T/evidence"
	grep '^Verdict     inconclusive: .* the generator was the limit$' \
		"$T/report"
	code 0 -t 'segment.ttfb.p95 < 1s' "$T/in"
	grep ' - verdict state=pass code=0$' "$T/got"
	grep ' - evidence text=' "$T/got" | tail -n 1 | diff - "$T/evidence"
	code 98 --strict -t 'segment.ttfb.p95 < 1s' "$T/in"
	code 0 "$T/in"
	grep -E "^Limited by  $2\$" "$T/report"
	code 98 -jq -t 'segment.ttfb.p95 < 5ms' "$T/in"
	jq -e --arg w "$1" '.verdict | .why == $w and
		(.evidence | length == 1)' "$T/got"
	[ -z "$3" ] || code 99 "$3" -t 'segment.ttfb.p95 < 5ms' "$T/in"
}

# with FIELDS...: a run of eight seconds whose ticks 2 to 7 have these.
with() {
	begin
	second 1 0.010000
	for s in 2 3 4 5 6 7; do second $s 0.010000 "$@"; done
	second 8 0.010000
	finish 8
}

@test "inconclusive: lines were lost" {
	with | sed '/^103.000000 - tick/i 102.900000 1.0 lost lines=3 bytes=300' \
		>"$T/in"
	doubtful lost '0.37 % of the lines were lost, the limit is 0.10 %' \
		--max-lost=1%
	sed 's/lost lines=3/lost lines=0/' "$T/in" >"$T/none"
	code 99 -t 'segment.ttfb.p95 < 5ms' "$T/none"
}

@test "inconclusive: hls-spawn was late, in five ticks running" {
	with late_max=0.320000 >"$T/in"
	doubtful late "$(line 'hls-spawn was behind in 6 ticks running,' \
		'by 320 ms at worst; the limit is 100 ms')" --max-late=400ms
	# Four and one are not five.
	sed '/^104.000000 - tick/s/ late_max=[^ ]*/ late_max=0.001000/' \
		"$T/in" >"$T/less"
	code 99 -t 'segment.ttfb.p95 < 5ms' "$T/less"
}

@test "inconclusive: the machine was busy for five seconds" {
	with idle=0.012000 >"$T/in"
	doubtful idle "$(line 'the machine was busy for 6.0s,' \
		'idle 1.20 % at the least; the limit is 5.00 %')" --min-idle=1%
	sed '/^105.000000 - tick/s/ idle=[^ ]*/ idle=0.5/' "$T/in" >"$T/less"
	code 99 -t 'segment.ttfb.p95 < 5ms' "$T/less"
}

@test "inconclusive: starts that were due were not made" {
	with | sed 's/^108.300000 - tick .*/& asked=20 starts=18/' >"$T/in"
	doubtful starts '18 of 20 starts that were due were made, the limit is 95.0 %' \
		--min-starts=90%
	sed 's/starts=18/starts=19/' "$T/in" >"$T/less"
	code 99 -t 'segment.ttfb.p95 < 5ms' "$T/less"
	# Of several runs those of all count.
	sed 's/starts=18/starts=20/' "$T/in" >"$T/all"
	sed -i 's/starts=18/starts=10/' "$T/in"
	code 98 -t 'segment.ttfb.p95 < 5ms' "$T/in" "$T/all"
	code 98 -t 'segment.ttfb.p95 < 5ms' "$T/all" "$T/in"
	code 99 -t 'segment.ttfb.p95 < 5ms' "$T/all" "$T/all"
}

@test "inconclusive: the reader of hls-spawn was slow" {
	with blocked=0.250000 >"$T/in"
	doubtful blocked "$(line 'clients were not read for 1.50 s in all:' \
		'the reader of hls-spawn was slow')" --max-late=300ms
}

@test "inconclusive: no local port, no descriptor" {
	with | sed "2i $(line '100.100000 1.0 message level=error' \
		'text=socket:%20Too%20many%20open%20files%20here')" >"$T/in"
	doubtful descriptors '1 message of too many open files' ''
	with | sed '2i 100.100000 1.0 connect_fail reason=local' >"$T/in"
	code 98 -t 'segment.ttfb.p95 < 5ms' "$T/in"
	is "$(last verdict why)" ports
	grep '^Limited by  1 connection found no local port$' "$T/report"
}

@test "-T: files with comments, the built-in list, what is printed" {
	good 4 >"$T/in"
	{
		echo '# the gate'
		echo
		echo 'segment.ttfb.p95 < 500ms   # half a second'
		printf '\tkey.count\t== 0\r\n'
	} >"$T/gate"
	code 0 -T "$T/gate" -t 'segment.count > 2' "$T/in"
	is "$(last threshold n)" 3
	hls-agg --print-thresholds -T "$T/gate" -t ' segment.count>2 ' >"$T/all"
	printf '%s\n' 'segment.ttfb.p95 < 500ms' 'key.count == 0' \
		'segment.count>2' >"$T/want"
	same "$T/want" "$T/all"
	hls-agg --print-thresholds -T "$T/all" >"$T/again"
	same "$T/all" "$T/again"
	hls-agg --print-thresholds >"$T/default"
	is "$(wc -l <"$T/default")" 6
	hls-agg --print-thresholds -T default >"$T/again"
	same "$T/default" "$T/again"
	for path in segment.loss.ratio rebuffer.ratio startup.p95 \
		startup.fail playback.fail hls.stale.time; do
		grep "^$path " "$T/default"
	done
}

@test "the default list holds where no target duration is known, and says so" {
	hls-agg -jq -T default "$D/agg/run.events" >"$T/json" || :
	jq -e '.thresholds[5] | .ok and .why == "no data"' "$T/json"
	# Asked for by name it has to be there.
	local got=0
	hls-agg -jq -t 'hls.stale.time == 0' "$D/agg/run.events" >"$T/json" || got=$?
	is "$got" 99
}

# waits: two seconds of a viewer that never plays, and nothing that fails.
waits() {
	begin
	at 100 1.0 start group=dead
	for s in 1 2; do
		at $((100 + s)) 1.0 viewer state=startup
		second $s 0.010000
	done
	finish 2
}

@test "nobody played: nothing holds that is about viewers" {
	waits >"$T/in"
	sed '/^101.*viewer/i 100.500000 1.0 startup time=0.3 wall=0.4' \
		"$T/in" >"$T/played"
	for t in 'playback.fail == 0' 'startup.fail < 1' 'startup.p95 < 1h' \
		'segment.loss.count == 0' 'viewers.rebuffering == 0 over 1s' \
		'playback.fail == 0 over 1s' 'qoe.poor == 0' \
		'rebuffer.ratio < 1 %' 'hls.stale.time == 0' \
		'playback.fail{group=dead} == 0'; do
		code 99 -t "$t" "$T/in"
		is "$(last threshold value)" ''
		grep "$t  nobody played$" "$T/report"
	done
	code 0 -t 'playback.fail == 0' -t 'startup.fail < 1' \
		-t 'startup.p95 < 1h' -t 'segment.loss.count == 0' \
		-t 'playback.fail == 0 over 1s' \
		-t 'playback.fail{group=dead} == 0' "$T/played"
	# What is not about viewers, and what has come; the run has failed.
	code 99 -t 'session.starts == 1 over all' -t 'http.error.count == 0' \
		-t 'startup.count == 0' "$T/in"
	grep '^Verdict     fail: nothing played, all 3 thresholds hold$' \
		"$T/report"
	sed '/^101.*viewer/i 100.500000 1.0 startup_fail reason=signal' \
		"$T/in" >"$T/failed"
	code 99 -t 'startup.fail == 1' "$T/failed"
	is "$(last threshold ok)" 1
	code 99 -t 'startup.fail == 0' "$T/failed"
	is "$(last threshold value)" 1
	# Of a part of the swarm, too.
	sed '/^101.*viewer/i 100.500000 2.0 start group=news\
100.600000 2.0 startup time=0.3 wall=0.4' "$T/in" >"$T/two"
	code 0 -t 'playback.fail{group=news} == 0' -t 'playback.fail == 0' \
		"$T/two"
	code 99 -t 'playback.fail{group=dead} == 0' "$T/two"
	grep 'nobody played$' "$T/report"
}

@test "nobody played: what holds without data in the default list does not" {
	waits >"$T/in"
	code 99 -jq -T default "$T/in"
	jq -e '(.thresholds | length) == 6 and (.thresholds | all(
		(.ok | not) and .why == "nobody played"))' "$T/got"
	# Of two stored reports the new one is looked at.
	hls-agg -jq "$T/in" >"$T/a.json" || is $? 1
	code 99 --baseline "$T/a.json" -t 'startup.fail == 0' "$T/a.json"
	grep '^FAIL  startup.fail == 0  nobody played$' "$T/got"
	sed '/^101.*viewer/i 100.500000 1.0 startup time=0.3 wall=0.4' \
		"$T/in" | hls-agg -jq >"$T/b.json"
	code 0 --baseline "$T/a.json" -t 'startup.fail == 0' "$T/b.json"
}

# misuse MESSAGE ARGUMENTS...: nothing is read and nothing written.
misuse() {
	run hls-agg --json-file "$T/none" "${@:2}" "$T/in"
	is "$status" 2
	is "${lines[0]}" "hls-agg: $1"
	[ ! -e "$T/none" ]
}

@test "what is wrong with a threshold is told before anything runs" {
	good 1 >"$T/in"
	misuse '--threshold: "segment.tfb.p95": no such figure (segment.ttfb.p95?)' \
		-t 'segment.tfb.p95 < 1s'
	misuse '--threshold: "500ms": no value of segment.count (units: K M G)' \
		-t 'segment.count < 500ms'
	misuse "$(line '--threshold: "500": no value of segment.ttfb.p95' \
		'(units: us ms s m h); did you mean 500ms or 500s?')" \
		-t 'segment.ttfb.p95 < 500'
	misuse "$(line '--threshold: "1": no value of rebuffer.ratio' \
		'(units: %, or a decimal below 1); did you mean 1% or 100%?')" \
		-t 'rebuffer.ratio < 1'
	misuse '--threshold: "stop": a warning ends no run' \
		-t 'warn: segment.count < 5 stop'
	misuse '--threshold: "2h": no window (1s to 1h in whole seconds, steady, all)' \
		-t 'segment.count < 5 over 2h'
	misuse '--threshold: "now": none of over, for, after, stop' \
		-t 'segment.count < 5 now'
	misuse '--threshold: "segment.rate > baseline": needs --baseline' \
		-t 'segment.rate > baseline'
	printf '\n# x\nsegment.count < 5 over\n' >"$T/gate"
	misuse "$T/gate:3: \"\": no window (1s to 1h in whole seconds, steady, all)" \
		-T "$T/gate"
	echo '# only this' >"$T/gate"
	misuse "--thresholds: $T/gate: holds no threshold" -T "$T/gate"
	misuse "--thresholds: $T/no: No such file or directory" -T "$T/no"
	misuse "--thresholds: $T: Is a directory" -T "$T"
	misuse '--max-lost: "2" is no ratio (0.1 %, or 0 to 1)' --max-lost 2
	misuse '--min-idle: "5 ms" is no ratio (0.1 %, or 0 to 1)' \
		--min-idle '5 ms'
}

@test "warn: it is told everywhere, and changes no verdict" {
	good 4 >"$T/in"
	set -- -t 'segment.count > 2' -t 'warn: segment.ttfb.p95 < 5ms' \
		-t 'warn: key.count == 0'
	LC_ALL=C code 0 --junit "$T/x" --json-file "$T/json" "$@" "$T/in"
	grep '^Thresholds  ok    segment.count > 2             3 over steady$' \
		"$T/report"
	grep '^            warn  warn: segment.ttfb.p95 < 5ms  10.0 ms over' \
		"$T/report"
	grep '^            ok    warn: key.count == 0          0 over steady$' \
		"$T/report"
	grep '^Verdict     pass: the threshold holds, 1 warning$' "$T/report"
	grep "$(line '^104.300000 - threshold n=2 warn=1 ok=0 value=0.010000' \
		'window=steady broke=104.300000 fell=102.000000' \
		'text=segment.ttfb.p95%20<%205ms$')" "$T/got"
	is "$(grep -c ' - threshold n=1 .*warn' "$T/got")" 0
	is "$(last verdict code)" 0
	jq -e '[.thresholds[] | [.ok, .warn]] ==
		[[true, null], [false, true], [true, true]] and
		.thresholds[1].text == "segment.ttfb.p95 < 5ms" and
		.verdict == {"state": "pass", "code": 0}' "$T/json"
	xmllint --noout "$T/x"
	grep ' tests="3" failures="0" errors="0" skipped="1" ' "$T/x"
	is "$(xmllint --xpath 'count(//skipped)' "$T/x")" 1
	is "$(xmllint --xpath 'string(//testcase[2]/@name)' "$T/x")" \
		'warn: segment.ttfb.p95 < 5ms'
	xmllint --xpath 'string(//testcase[2]/skipped/@message)' "$T/x" |
		grep '^warning: value '
	LC_ALL=C.UTF-8 code 0 "$@" "$T/in"
	grep '^            ! warn: segment.ttfb.p95 < 5ms  10.0 ms over' \
		"$T/report"
	grep '^            ✓ warn: key.count == 0 ' "$T/report"
	hls-agg --print-thresholds "$@" >"$T/all"
	hls-agg --print-thresholds -T "$T/all" >"$T/again"
	same "$T/all" "$T/again"
	grep '^warn: key.count == 0$' "$T/all"
}

@test "warn: beside what is crossed, and alone" {
	good 4 >"$T/in"
	code 99 -t 'segment.count > 9' -t 'key.count == 0' \
		-t 'warn: segment.count > 9' -t 'warn: key.ttfb.p95 < 1s' \
		"$T/in"
	grep '^Verdict     fail: 1 of 2 thresholds crossed, 2 warnings$' \
		"$T/report"
	# A generator that was the limit brings no doubt by a warning.
	with idle=0.012 >"$T/busy"
	code 0 -t 'segment.count > 2' -t 'warn: segment.count > 99' "$T/busy"
	# Alone there is no verdict, also of a stream without its end.
	grep -v ' end ' "$T/in" >"$T/cut"
	for f in "$T/in" "$T/cut" "$T/busy"; do
		code 0 --strict -t 'warn: segment.ttfb.p95 < 5ms' "$f"
		is "$(last verdict state)" none
		grep '^Verdict     none: no thresholds, 1 warning' "$T/report"
	done
	code 0 --baseline <(hls-agg -jq "$T/in") \
		-t 'warn: segment.count > 9' "$T/in"
	hls-agg -jq "$T/in" >"$T/a.json"
	code 0 --baseline "$T/a.json" -t 'warn: segment.count > 9' "$T/a.json"
	grep '^warn  warn: segment.count > 9  ' "$T/got"
}

# uphill: a ramp of two seconds in which it goes ill, a steady second, the stop.
uphill() {
	at 100 - swarm target=2 kind=live
	at 100.5 1.0 fetch_fail type=segment status=503 reason=http
	at 100.6 1.0 fetch type=segment status=200 ttfb=0.900000
	at 101 - tick target=2 started=1 running=1
	at 101.5 1.0 fetch type=segment status=200 ttfb=0.010000
	at 102 - tick target=2 started=2 running=2
	at 102.5 1.0 fetch type=segment status=200 ttfb=0.010000
	at 103 - tick target=2 started=2 running=2
	at 103.2 1.0 exit code=255 uptime=3 reason=shutdown
	at 103.3 - tick target=2 started=2 running=0 stopped=2
	at 103.3 - end reason=duration
}

@test "what the ramp had is told beside a threshold that holds over steady" {
	uphill >"$T/in"
	LC_ALL=C code 0 --json-file "$T/json" -t 'http.error.ratio < 1 %' \
		-t 'http.error.ratio < 30 %' -t 'http.error.count == 0' \
		-t 'http.code.503 == 0' -t 'segment.ttfb.max < 500ms' \
		-t 'http.rate < 1.1' -t 'segment.count >= 1' \
		-t 'http.error.ratio < 50 %' -t 'segment.ttfb.p50 < 500ms' \
		"$T/in"
	sed -n 's/^.*  ok    //p' "$T/report" | sed 's/  */ /g' >"$T/rows"
	same - "$T/rows" <<-'END'
	http.error.ratio < 1 % 0 % over steady; 33.3 % outside
	http.error.ratio < 30 % 0 % over steady; 33.3 % outside
	http.error.count == 0 0 over steady; 1 outside
	http.code.503 == 0 0 over steady; 1 outside
	segment.ttfb.max < 500ms 10.0 ms over steady; 900 ms over all
	http.rate < 1.1 1.00/s over steady
	segment.count >= 1 1 over steady
	http.error.ratio < 50 % 0 % over steady
	segment.ttfb.p50 < 500ms 10.0 ms over steady
	END
	jq -e '[.thresholds[:6][] | [.outside, .all]] == [[0.333333, null],
		[0.333333, null], [1, null], [1, null], [null, 0.9],
		[null, null]]' "$T/json"
	grep '^103.3.* - threshold n=1 .* outside=0.333333 text=' "$T/got"
	grep '^103.3.* - threshold n=5 .* all=0.900000 text=' "$T/got"
	# The whole run is judged where that is asked for; what broke is told.
	code 99 -t 'http.error.ratio < 1 % over all' \
		-t 'segment.ttfb.max < 5ms' "$T/in"
	no grep -E 'outside|; .* over all$' "$T/report"
	no grep ' - threshold .*\(outside\|all\)=' "$T/got"
}

@test "a threshold's window is kept, and printed only where it is listed" {
	good 4 >"$T/in"
	code 0 --windows 1s -t 'segment.count == 2 over 2s' "$T/in"
	is "$(subjects "$T/got" 104.300000)" '1s all'
	code 0 --windows 1s,2s,steady -t 'segment.count == 2 over 2s after 2s' \
		"$T/in"
	is "$(subjects "$T/got" 104.300000)" '1s 2s steady all'
}

@test "marks follow the locale, streams and files do not; columns are straight" {
	good 4 >"$T/in"
	set -- -t 'segment.count > 2' -t 'segment.ttfb.p95 < 5ms' "$T/in"
	LC_ALL=C code 99 --report "$T/a" "$@"
	mv "$T/got" "$T/c"
	grep '^Thresholds  ok    segment.count > 2       3 over steady$' \
		"$T/report"
	grep '^            FAIL  segment.ttfb.p95 < 5ms  10.0 ms over steady$' \
		"$T/report"
	same "$T/report" "$T/a"
	LC_ALL=C.UTF-8 code 99 --report "$T/b" "$@"
	grep '^Thresholds  ✓ segment.count > 2       3 over steady$' "$T/report"
	grep '^            ✗ segment.ttfb.p95 < 5ms  10.0 ms over steady$' \
		"$T/report"
	same "$T/c" "$T/got"
	same "$T/a" "$T/b"
	# What hls-top prints on leaving is the report of the block.
	sed -n 's/^.* - report text=//p' "$T/got" |
		sed 's/%20/ /g; s/%25/%/g' >"$T/text"
	same "$T/a" "$T/text"
}

@test "--junit: a case for each threshold; failure, error, neither" {
	good 4 >"$T/in"
	code 99 --junit "$T/x" -t 'segment.count > 2' -t 'segment.ttfb.p95<5ms' \
		-t 'key.ttfb.p95 < 1s' "$T/in"
	xmllint --noout "$T/x"
	grep "$(line '<testsuite name="hls http://o.ex/a.m3u8 region=eu" tests="3"' \
		'failures="2" errors="0" time="4.300000"' \
		'timestamp="1970-01-01T00:01:40">')" "$T/x"
	is "$(xmllint --xpath 'count(//testcase)' "$T/x")" 3
	is "$(xmllint --xpath 'string(//testcase[failure][1]/@name)' "$T/x")" \
		'segment.ttfb.p95<5ms'
	is "$(xmllint --xpath 'string(//testcase[2]/failure/@message)' "$T/x")" \
		'value 10.0 ms'
	is "$(xmllint --xpath 'string(//testcase[3]/failure/@message)' "$T/x")" \
		'no data'
	# Nothing broke, but the stream was cut: all are in doubt.
	grep -v ' end ' "$T/in" >"$T/cut"
	code 98 --junit "$T/x" -t 'segment.count > 2' -t 'key.count == 0' \
		"$T/cut"
	is "$(xmllint --xpath 'count(//testcase/error)' "$T/x")" 2
	# Broken while the generator was the limit: that one is.
	with idle=0.012 >"$T/in"
	code 98 --junit "$T/x" -t 'segment.count > 2' -t 'segment.ttfb.p95<5ms' \
		"$T/in"
	grep ' tests="2" failures="0" errors="1" ' "$T/x"
	is "$(xmllint --xpath 'count(//testcase[2]/error)' "$T/x")" 1
	xmllint --xpath 'string(//system-out)' "$T/x" | grep 'machine was busy'
	code 0 --junit "$T/x" -t 'segment.count > 2' "$T/in"
	is "$(xmllint --xpath 'count(//error) + count(//failure)' "$T/x")" 0
}

@test "--junit: any text is fit for XML" {
	at 100 - swarm 'url=a%22<>&%01%FF%C3%A9' >"$T/in"
	at 100 - end reason=done >>"$T/in"
	code 0 --junit "$T/x" -t 'key.count < 1' "$T/in"
	xmllint --noout "$T/x"
	is "$(xmllint --xpath 'string(//property/@value)' "$T/x")" 'a"<>&??é'
}

@test "files are checked before the run and written even of nothing" {
	for o in --junit --report; do
		run hls-agg "$o" "$T/no/such" "$D/agg/run.events"
		is "$status" 1
		is "$output" "hls-agg: $T/no/such: No such file or directory"
		run hls-agg -q "$o" /dev/full "$D/agg/run.events"
		is "$status" 1
	done
	echo old >"$T/x"
	code 1 --junit "$T/x" -t 'key.count == 0' /dev/null
	is "$(xmllint --xpath 'count(//testcase/error)' "$T/x")" 1
}

@test "however the input is cut, thresholds judge the same" {
	with idle=0.012 >"$T/in"
	set -- -t 'segment.ttfb.p95 < 5ms over 2s for 2s stop' -t 'segment.rate > 2'
	code 99 --junit "$T/a.xml" --json-file "$T/a.json" "$@" "$T/in"
	mv "$T/got" "$T/a"
	for n in 1 7 4096; do
		pieces $n <"$T/in" | {
			code 99 --junit "$T/b.xml" --json-file "$T/b.json" "$@"
		}
		same "$T/a" "$T/got"
		same "$T/a.xml" "$T/b.xml"
		same "$T/a.json" "$T/b.json"
	done
}

@test "a pipeline's last status is the verdict, in any shell" {
	good 4 >"$T/in"
	for v in '0 segment.count>2' '99 segment.count>9'; do
		for last in hls-top\ -b "hls-export -l 127.0.0.1:0" \
			"hls-export -l 127.0.0.1:0 -p | hls-top -b"; do
			run sh -c "hls-agg -q -t '${v#* }' '$T/in' | $last >/dev/null 2>&1"
			is "$status" "${v%% *}"
		done
	done
	grep -v ' end ' "$T/in" >"$T/cut"
	run sh -c "hls-agg -q -t 'segment.count>2' '$T/cut' | hls-top -b"
	is "$status" 98
	# Killed before its last block, a run has not passed.
	run sh -c "hls-agg -q -t 'segment.count>2' '$T/in' | head -n 60 |
		hls-top -b"
	is "$status" 98
}

@test "a part of the swarm: group, status; one that never came is no data" {
	{
		at 100 - swarm target=2
		at 100 1.0 start group=news
		at 100 2.0 start group=sport
		at 100.5 1.0 fetch n=1 type=segment status=200 ttfb=0.010000
		at 100.5 2.0 fetch_fail n=1 type=segment status=503 reason=http
		at 101 - tick target=2 started=2 running=2
		at 101 - end reason=done
	} >"$T/in"
	code 0 -t 'http.error.ratio{group=news} < 1 %' \
		-t 'segment.ttfb.p95{group=news} < 1s' \
		-t 'http.error.count{status=503} == 1' "$T/in"
	is "$(grep -c ' - threshold .* ok=1 .* window=all ' "$T/got")" 3
	code 99 -t 'http.error.ratio{group=sport} < 1 %' "$T/in"
	is "$(last threshold value)" 1.000000
	code 99 -t 'http.error.count{group=nwes} == 0' "$T/in"
	grep 'no data$' "$T/report"
}

# ours: processes of this test that are left, zombies aside.
ours() {
	ps -eo stat=,args= | awk -v t="$T/" \
		'$1 !~ /^Z/ && index($0, t) && !/awk|ps -eo|bats/'
}

nobody_left() {
	[ -z "$(ours)" ]
}

@test "startup: who still waits counts with the age, also after our stop" {
	for s in $(seq 10); do
		[ "$s" -gt 1 ] || { begin; at 100 1.0 start; at 100 2.0 start
			at 100.3 1.0 startup time=0.3; }
		at $((100 + s)) 2.0 viewer state=startup
		at $((100 + s)) - tick target=2 started=2
	done >"$T/in"
	code 99 -t 'startup.max < 4s over all stop' "$T/in"
	is "$(last threshold broke)" 104.000000
	# Only the viewer that got there is in the figure itself.
	grep -qE " all startup .* max=0.300000( |$)" "$T/got"
	{
		cat "$T/in"
		at 110.5 2.0 exit code=255 uptime=10.5 reason=shutdown
		at 111 - end reason=duration
	} >"$T/stopped"
	code 99 -t 'startup.max < 4s' "$T/stopped"
	is "$(last threshold value)" 10.500000
}

@test "stop on a live run: the pipeline ends in order, nobody is left" {
	fake
	# Each stage says when it ended, and how.
	stage() {
		local code=0
		"${@:2}" || code=$?
		echo "$1 $code" >>"$T/ends"
		return $code
	}
	code=0
	stage spawn hls-spawn -n 3 -r 100 --ffmpeg "$T/fake-ffmpeg" \
		http://127.0.0.1:1/x.m3u8 2>"$T/spawn" 3>&- | tee -i "$T/raw" |
		stage parse hls-parse 3>&- |
		stage agg hls-agg --min-idle 0 --max-late 1h \
			-t 'segment.count < 2 over all stop' \
			2>"$T/report" 3>&- |
		stage top hls-top -b >"$T/lines" 3>&- || code=$?
	is "$code" 99
	is "$(sort "$T/ends" | paste -sd ' ')" \
		'agg 99 parse 0 spawn 0 top 99'
	is "$(head -n 1 "$T/ends")" 'agg 99'
	is "$(tail -n 1 "$T/ends")" 'spawn 0'
	wait_for 5 nobody_left
	grep '^STOPPED by threshold: segment.count < 2 over all stop$' \
		"$T/report"
	# hls-spawn would have gone on: it was told by its broken pipe.
	no grep ' - end reason=\(duration\|done\)' "$T/raw"
}

# example PATTERN: the example of the page that has it, as written.
example() {
	mandoc -Tascii -Owidth=300 "$TOP/man/hls-agg.1" | col -bx |
		sed -n '/^EXAMPLES/,/^SEE ALSO/p' | awk -v p="$1" '
		function done() {
			if (block ~ p) printf "%s", block
			block = ""
		}
		/^           / { block = block substr($0, 12) "\n"; next }
		{ done() }
		END { done() }'
}

# plays CAPTURE: a folder of its own with the fakes that play it, as $HOME
# and working folder of what the page's examples run.
plays() {
	mkdir -p "$T/$1/bin"
	ln -s "$TOP/bin/fake-ffmpeg" "$T/$1/bin/ffmpeg"
	ln -s "$TOP/bin/fake-ffmpeg" "$T/$1/bin/ffprobe"
	gzip -dc "$D/captures/7.1.5/$1.raw.gz" >"$T/$1/capture"
}

# there CAPTURE COMMAND...: runs it in that folder.
there() {
	(cd "$T/$1" && env HOME="$T/$1" PATH="$T/$1/bin:$PATH" \
		FAKE_CAPTURE="$T/$1/capture" "${@:2}")
}

@test "the page's cron line, as written: silent if it passes, else the report" {
	example '^STREAM=' >"$T/crontab"
	is "$(wc -l <"$T/crontab")" 2
	no grep % "$T/crontab"
	stream=$(sed -n 's/^STREAM=//p' "$T/crontab")
	# What cron gives the shell: all behind the five fields.
	command=$(sed -n 's/^\([^ ]* \)\{5\}//p' "$T/crontab")
	plays slive
	plays seg~5_404
	there slive env STREAM="$stream" sh -c "$command" >"$T/good" 2>&1 3>&- &
	good=$!
	there seg~5_404 env STREAM="$stream" sh -c "$command" >"$T/bad" \
		2>&1 3>&-
	wait $good
	is "$(cat "$T/good")" ''
	grep '^Verdict     pass: all 6 thresholds hold' "$T/slive/hls.txt"
	grep '  FAIL  segment.loss.ratio < 0.1 %' "$T/bad"
	same "$T/seg~5_404/hls.txt" "$T/bad"
}

@test "the page's CI job, as written: 0 if it holds, 99 if not" {
	example 'gate.txt' >"$T/job"
	plays slive
	plays seg~5_404
	there slive env STREAM=http://o.ex/a.m3u8 VIEWERS=2 DURATION=6s \
		sh "$T/job" >"$T/good" 2>"$T/err" 3>&- &
	good=$!
	code=0
	there seg~5_404 env STREAM=http://o.ex/a.m3u8 VIEWERS=2 \
		DURATION=3s sh "$T/job" >"$T/bad" 2>&1 3>&- || code=$?
	is "$code" 99
	grep '^error: the origin does not hold$' "$T/bad"
	code=0
	wait $good || code=$?
	is "$code" 0
	cat "$T/err"
	is "$(cat "$T/good")" ''
	is "$(xmllint --xpath 'count(//testcase)' "$T/slive/hls.xml")" 3
	is "$(xmllint --xpath 'count(//error) + count(//failure)' \
		"$T/slive/hls.xml")" 0
	is "$(jq -r .verdict.state "$T/slive/hls.json")" pass
	is "$(jq -r .verdict.state "$T/seg~5_404/hls.json")" fail
	# And one that is inconclusive, its end cut off, warns and blocks nobody.
	cp "$T/slive/run.raw" "$T/run.raw"
	printf '#!/bin/sh\nsed \$d ../run.raw\n' >"$T/slive/bin/hls-spawn"
	chmod +x "$T/slive/bin/hls-spawn"
	code=0
	there slive env STREAM=http://o.ex/a.m3u8 sh "$T/job" >"$T/cut" \
		2>&1 || code=$?
	cat "$T/cut"
	is "$code" 0
	grep '^warning: the load test is inconclusive$' "$T/cut"
}

@test "a word of two megabytes is no figure, and soon said to be none" {
	head -c 2000000 /dev/zero | tr '\0' a >"$T/long"
	run timeout 10 hls-agg -T "$T/long" </dev/null
	is "$status" 2
	[[ ${output::400} == "hls-agg: $T/long:1: "* ]]
}
