# hls-agg: which windows there are, and where the window `steady` begins and
# ends.

load ../lib/helper
load ../lib/streams

# ramp: two clients come within three seconds; the stop falls into the second
# that the tick at 106 closes. One segment in each second.
ramp() {
	at 100 - swarm target=2 kind=live
	for s in 1 2 3 4 5 6; do
		at $((99 + s)).5 1.0 fetch type=segment status=200 \
			ttfb=0.00${s}000
		[ "$s" -ne 6 ] || at 105.7 1.0 exit code=255 reason=shutdown
		at $((100 + s)) - tick target=2 started=$((s < 3 ? 1 : 2)) \
			running=$((s < 6 ? 2 : 0))
	done
	at 106.2 2.0 fetch type=segment status=200 ttfb=0.009000
	at 106.3 2.0 exit code=255 reason=shutdown
	at 107 - tick target=2 started=2 running=0
	at 107 - end reason=duration
}

@test "steady: from the tick with the target to the second of the stop" {
	ramp >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	# The second that the tick at 103 closes still saw the ramp.
	is "$(subjects "$T/got" 103.000000)" '1s 10s 30s 60s 300s all'
	is "$(subjects "$T/got" 104.000000)" '1s 10s 30s 60s 300s steady all'
	is "$(value "$T/got" 104.000000 steady segment count)" 1
	is "$(value "$T/got" 104.000000 steady segment ttfb.min)" 0.004000
	is "$(value "$T/got" 105.000000 steady segment count)" 2
	is "$(value "$T/got" 106.000000 steady segment count)" 2
	is "$(value "$T/got" 107.000000 steady segment count)" 2
	is "$(value "$T/got" 107.000000 steady segment ttfb.max)" 0.005000
	is "$(value "$T/got" 107.000000 steady segment rate)" 1.000000
	is "$(value "$T/got" 107.000000 all segment count)" 7
}

@test "steady in JSON; left out where the target was never reached" {
	ramp >"$T/in"
	hls-agg -jq "$T/in" >"$T/json"
	jq -e '.windows.steady.segment.count == 2 and
		.windows."1s".segment.count == 1 and .segment.count == 7' \
		"$T/json"
	sed 's/ target=2/ target=3/' "$T/in" >"$T/never"
	hls-agg -q "$T/never" >"$T/got"
	no grep ' steady ' "$T/got"
	hls-agg -jq "$T/never" >"$T/json"
	jq -e '.windows.steady == null' "$T/json"
}

@test "steady waits for the highest target of a load in phases" {
	{
		at 100 - swarm target=4
		at 101 - tick target=2 started=2
		at 102 - tick target=2 started=2
		at 103 - tick target=4 started=3
		at 104 - tick target=4 started=4
		at 104.5 1.0 fetch type=segment status=200
		at 105 - tick target=4 started=4
		# Some have gone again: that is no stop.
		at 105.5 2.0 exit code=255 reason=session
		at 106 - tick target=2 started=4
		at 106 - end reason=done
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(subjects "$T/got" 104.000000)" '1s 10s 30s 60s 300s all'
	is "$(value "$T/got" 105.000000 steady segment count)" 1
	is "$(value "$T/got" 106.000000 steady session exit.session)" 1
}

@test "--windows: which are printed, sorted, each once; all always is" {
	ramp >"$T/in"
	hls-agg -q --windows 90s,steady,2s,2s,1m "$T/in" >"$T/got"
	is "$(subjects "$T/got" 107.000000)" '2s 60s 90s steady all'
	is "$(value "$T/got" 104.000000 2s segment count)" 2
	hls-agg -q --windows all "$T/in" >"$T/got"
	is "$(subjects "$T/got" 107.000000)" all
	hls-agg -jq --windows 2s,1h "$T/in" >"$T/json"
	jq -e '.windows | keys == ["2s"]' "$T/json"
	# The default, in words.
	hls-agg -q --windows 1s,10s,30s,60s,300s,steady,all "$T/in" >"$T/a"
	hls-agg -q "$T/in" >"$T/b"
	same "$T/a" "$T/b"
}

@test "--windows: what is no window is misuse" {
	for w in 0s 500ms 1.5s 2h soon '' 10s,,60s -1s; do
		run hls-agg --windows "$w" /dev/null
		is "$status" 2
		[[ ${lines[0]} == 'hls-agg: --windows: "'*'" is no window'* ]]
	done
	run hls-agg --windows 1s,2s,3s,4s,5s,6s,7s,8s,9s /dev/null
	is "$status" 2
	[[ ${lines[0]} == *'"9s" is one window too many (at most 8)' ]]
}
