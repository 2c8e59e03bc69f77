# hls-agg: clients, sessions and viewers are counted apart; what the report says
# of what is not there, and where it stands.

load ../lib/helper
load ../lib/streams

# plays TIME SESSION, fails TIME SESSION: it starts; it does not, and exits.
plays() {
	at "$1" "$2" startup time=0.100000
	at "$1" "$2" viewer state=playing buffer=2 played=0 rebuffered=0
}
fails() {
	at "$1" "$2" startup_fail reason=exit_error
	at "$1" "$2" exit code=1 reason=exit
}

# Two clients. In the first: a viewer who leaves, one who plays at the second
# try and rebuffers in two sessions, one whom the end of the run finds without
# a segment. In the second: one who never plays.
crowd() {
	at 100 - swarm kind=live target=2
	at 100 1.0 start pid=1 attempt=0 group=a
	plays 101 1.0
	at 102 1.0 viewer state=ended buffer=1 played=1 rebuffered=0
	at 102 1.0 exit code=255 reason=session
	at 102 1.1 start pid=2 attempt=0 group=a
	fails 103 1.1
	at 103 1.2 start pid=3 attempt=1 group=a
	plays 104 1.2
	at 105 1.2 rebuffer start=104.000000 time=1.000000
	at 105 1.2 playback_fail reason=exit_error
	at 105 1.2 exit code=1 reason=exit
	at 106 1.3 start pid=4 attempt=1 group=a
	plays 107 1.3
	at 108 1.3 rebuffer start=107.000000 time=1.000000
	at 108 1.3 exit code=255 reason=session
	at 108 1.4 start pid=5 attempt=0 group=a
	at 100 2.0 start pid=6 attempt=0 group=b
	fails 101 2.0
	at 102 2.1 start pid=7 attempt=1 group=b
	fails 103 2.1
	at 104 2.2 start pid=8 attempt=2 group=b
	at 109 1.4 viewer state=startup
	at 109 2.2 viewer state=startup
	at 109 - tick target=2 started=2
	at 110 1.4 exit code=255 reason=shutdown
	at 110 2.2 exit code=255 reason=shutdown
	at 110 - end reason=done
}

@test "a viewer is one, in however many sessions; a slot has many" {
	crowd | folds --by group
	holds '.viewers | .count == 4 and .played == 2 and .rebuffered == 1' \
		.viewers
	holds '.by.group.a.viewers | .count == 3 and .played == 2' .by.group
	holds '.by.group.b.viewers.count == 1' .by.group
	holds '.startup.fail == 3 and .rebuffer.sessions == 2'
	grep "$(line '^4 viewers, 10s: 2 never played, 1 rebuffered' '(.*),' \
		'startup p95 100 ms, 1 failed playback, 4 restarts$')" "$T/report"
	is "$(rows Clients)" "$(line '2 asked for, 2 started, 8 sessions,' \
		'4 restarts; exits: 4 error, 2 session, 2 shutdown')"
	is "$(rows Viewers)" '2 of 4 played, 2 never did, 1 rebuffered'
	is "$(rows Sessions)" "$(line '3 started to play, 3 failed to start,' \
		'1 broke off, 2 had not started when they ended')"
}

@test "viewers of many hosts add up; windows have their own" {
	crowd | hls-agg -q >"$T/a"
	sed 's/target=2/host=b &/' "$T/a" >"$T/b"
	is "$(value "$T/a" 110.000000 all viewers count)" 4
	is "$(value "$T/a" 109.000000 10s viewers count)" 4
	is "$(value "$T/a" 110.000000 1s viewers count)" 0
	hls-agg -jq --merge "$T/a" "$T/b" >"$T/json"
	holds '.viewers | .count == 8 and .played == 4 and .rebuffered == 2' \
		.viewers
}

@test "who waits for a first segment is no one who never played" {
	crowd | sed '/^110/d' | folds
	grep '^4 viewers, 9.0s: 1 rebuffered' "$T/report"
	{
		at 100 1.0 start pid=1 attempt=0
		at 101 1.0 viewer state=startup
		at 101 - tick
	} | folds
	grep '^1 viewer, 1.0s: no data' "$T/report"
	is "$(rows Viewers)" '0 of 1 played'
	is "$(rows Sessions)" '1 still starting'
}

@test "each process of a bare log is a viewer, and so is VOD that begins anew" {
	{
		at 100 1.0 start
		plays 101 1.0
		at 102 1.0 exit reason=exit
		at 102 1.1 start
		fails 103 1.1
		at 104 - tick
	} | folds
	holds '.viewers | .count == 2 and .played == 1' .viewers
	{
		at 100 1.0 start pid=1 attempt=0
		plays 101 1.0
		at 102 1.0 exit code=0 reason=exit
		at 102 1.1 start pid=2 attempt=0
		plays 103 1.1
		at 104 - tick
	} | folds
	holds '.viewers | .count == 2 and .played == 2' .viewers
	# A stream of before attempts were told: what follows is a restart.
	{
		at 100 1.0 start pid=1
		plays 101 1.0
		at 102 1.0 exit code=1 reason=exit
		at 102 1.1 start pid=2
		plays 103 1.1
		# And one without any start.
		plays 103 2.7
		plays 103 2.8
		at 104 - tick
	} | folds
	holds '.viewers | .count == 2 and .played == 2' .viewers
}

@test "where nobody plays there are clients, and no viewers" {
	{
		at 100 - swarm target=1
		at 100 1.0 start pid=1 attempt=0
		at 101 1.0 exit code=1 reason=exit
		at 101 - end reason=done
	} | folds
	holds '.viewers.count == null' .viewers
	grep '^1 client, 1.0s' "$T/report"
	is "$(rows Viewers)$(rows Sessions)" ''
}

@test "an exit with 0 of a stream that broke off is no success" {
	{
		at 100 - swarm kind=live target=3
		for n in 1 2 3; do
			at 100 $n.0 start pid=$n attempt=0
			plays 101 $n.0
		done
		at 102 1.0 playback_fail reason=stale
		at 102 1.0 exit code=0 reason=exit
		at 102 2.0 exit code=0 reason=exit
		at 102 3.0 playback_fail reason=exit_error
		at 102 3.0 exit code=1 reason=exit
		at 103 - end reason=done
	} | folds
	holds '.session.exit | .success == 1 and .broke == 1 and .error == 1' \
		.session.exit
	is "$(rows Clients)" "$(line '3 asked for, 3 started; exits: 1 success,' \
		'1 broke off with 0, 1 error')"
}

@test "the generator's best and worst are said in words" {
	{
		at 100 1.0 start
		at 101 - tick late_max=0 cpu=0.02 idle=0.0 ramp=0
	} | folds
	is "$(rows Generator)" "$(line 'never late, own CPU up to 2.0 % of a core,' \
		'machine idle down to 0 %, ramp at once')"
	at 101 - tick late_max=0.12 idle=0.9 ramp=2 | folds
	is "$(rows Generator)" "$(line 'late up to 120 ms,' \
		'machine idle down to 90.0 %, ramp 2.00 s')"
}

@test "the rows that VOD does not have are missed in a line" {
	{ at 100 - swarm kind=vod; plays 101 1.0; at 102 - tick; } >"$T/in"
	folds <"$T/in"
	is "$(rows Live)" 'no edge, latency or reloads: the stream is VOD'
	sed 's/kind=vod/kind=live/' "$T/in" | folds
	is "$(rows Live)" ''
}

@test "times: how many of how many, and what is under a microsecond" {
	{
		at 100 1.0 start
		at 100 1.0 fetch type=segment status=200 ttfb=0.000000 time=0.1
		at 100 1.0 fetch type=segment status=200 ttfb=0.000000
		at 100 1.0 fetch type=segment status=200 ttfb=0.002000
		at 100 1.0 fetch type=playlist status=200 ttfb=0.001000 time=0.002
		at 101 - tick
	} >"$T/in"
	folds --histogram segment.time <"$T/in"
	grep -A 4 '^playlist time' "$T/report" >"$T/got"
	sed 1d "$T/got" | head -n 3 | same - <(cat <<-'END'
	segment delivery measured 1 of 3
	segment time     measured 1 of 3
	<1 us: both lines that bound it have one stamp, as of one read
	END
	)
	grep '^segment.time, measured 1 of 3$' "$T/report"
	sed 's/ttfb=0.000000/ttfb=0.001000/' "$T/in" |
		folds --histogram segment.ttfb
	no grep '<1 us\|ttfb.*measured' "$T/report"
}

@test "--by phase: in their order, with their clients" {
	{
		for i in $(seq 12); do
			at $((100 + i)) - phase n=$i target=$((i * 5))
			for ((k = i == 3 ? 9 : i; k > 0; k--)); do
				at $((100 + i)) 1.0 fetch type=segment status=200
			done
			at $((100 + i)).5 - tick
		done
	} >"$T/in"
	for by in --by=phase --by=group; do
		hls-agg -q --report "$T/report" "$by" "$T/in" >"$T/got"
		is "$(awk '/^phase / { on = 1; next } /^$/ { on = 0 }
			on { print $1 $2 $3 }' "$T/report" | paste -sd ' ')" \
			"$(for i in $(seq 12); do echo $i,to$((i * 5)); done |
			paste -sd ' ')"
	done
	# Of many hosts nobody knows what they went to together.
	hls-agg -q --by phase "$T/in" >"$T/a"
	hls-agg -q --merge --report "$T/report" "$T/a" >"$T/got"
	grep '^1  ' "$T/report"
	no grep '^1, to' "$T/report"
}

@test "one file for figures and messages: the report alone, and what to do" {
	crowd >"$T/in"
	hls-agg "$T/in" >"$T/log" 2>&1
	is "$(head -n 1 "$T/log")" "$(line 'hls-agg: standard output is where' \
		'messages go: the report alone is printed' \
		'(> run.stat keeps the figures)')"
	no grep ' - block n=' "$T/log"
	is "$(grep -c '^4 viewers' "$T/log")" 1
	# Its own file, no report at all, a pipe, JSON: as they were.
	hls-agg "$T/in" >"$T/got" 2>"$T/report"
	no grep 'standard output' "$T/report"
	hls-agg -q "$T/in" >"$T/log" 2>&1
	same "$T/got" "$T/log"
	hls-agg "$T/in" 2>&1 | grep -q ' - block n='
	hls-agg -j "$T/in" >"$T/log" 2>&1
	no grep 'standard output' "$T/log"
}

@test "--junit: a case's time is when it broke, or the run's; units" {
	{
		at 100 - swarm kind=live
		for i in 1 2 3 4; do
			at 10$i 1.0 fetch type=segment status=200 ttfb=0.020000
			at 10$i - tick
		done
		at 104 - end reason=done
	} >"$T/in"
	run hls-agg -q --junit "$T/xml" -t 'segment.ttfb.p95 < 5ms over 1s' \
		-t 'segment.count > 2' "$T/in"
	is "$status" 99
	grep 'name="segment.ttfb.p95 &lt; 5ms over 1s" time="1.000000"' "$T/xml"
	grep 'name="segment.count &gt; 2" time="4.000000"' "$T/xml"
	grep '<failure type="threshold" message="value 20.0 ms"' "$T/xml"
}
