# hls-agg: a run in which nothing played, and what a busy machine cannot bend.

load ../lib/helper
load ../lib/streams

# seconds N [IDLE]: ticks of seconds 1 to N, of a machine with idle time.
seconds() {
	local s
	for s in $(seq "$1"); do
		at $((100 + s)) - tick target=2 started=2 running=2 \
			idle="${2:-0.9}" late_max=0.001 asked=2 starts=2
	done
}

begin() {
	at 100 - swarm target=2 kind=live url=http://o.ex/a.m3u8
	at 100 1.0 start pid=1 attempt=0
	at 100 2.0 start pid=2 attempt=0
}

# refused STATUS: what two viewers get who ask for the playlist.
refused() {
	local c
	for c in 1.0 2.0; do
		at 100.1 $c viewer state=startup
		at 100.2 $c fetch_fail n=1 type=playlist status="$1" reason=http
		at 100.3 $c startup_fail reason=exit_error
		at 100.3 $c exit code=1 uptime=0.3
	done
}

# finish [REASON]: the end of ten seconds.
finish() {
	at 111 - end reason="${1:-duration}"
}

# code WANTED ARGUMENTS...: of hls-agg on $T/in by its stamps; blocks in $T/got,
# the report in $T/report.
code() {
	local got=0 want=$1
	shift
	sort -s -n -k 1,1 "$T/in" >"$T/sorted"
	hls-agg --junit "$T/junit" "$@" "$T/sorted" >"$T/got" 2>"$T/report" ||
		got=$?
	is "$got" "$want" || { cat "$T/report"; return 1; }
}

first() {
	head -n 1 "$T/report"
}

@test "nobody played: 1 without thresholds, 99 with any, busy or not" {
	local idle end
	for idle in 0.9 0.0; do
		for end in duration giveup interrupt; do
			{ begin; refused 404; seconds 10 $idle; finish $end; } >"$T/in"
			code 1
			[[ "$(first)" == '2 viewers, 11s: nothing played (playlist 404), '* ]]
			no grep '^Verdict' "$T/report"
			grep -q ' - verdict state=none code=1 why=nothing$' "$T/got"
			grep -q 'tests="1" failures="1" errors="0"' "$T/junit"
			grep -q '<failure type="played" message="nothing played (playlist 404)"' "$T/junit"
			code 99 -t 'segment.fail == 0'
			grep '^Verdict     fail: nothing played, the threshold holds$' "$T/report"
			grep -q 'tests="2" failures="1" errors="0"' "$T/junit"
			grep -q ' - verdict state=fail code=99 why=nothing' "$T/got"
			code 99 -T default
		done
	done
}

@test "viewers that still start at the end, or were never answered: the same" {
	{ begin; at 100.1 1.0 viewer state=startup; seconds 10; finish; } >"$T/in"
	code 1
	[[ "$(first)" == *': nothing played; '* ]]
	# No player model: by the requests and connections alone.
	{
		begin
		at 100.2 1.0 connect_fail reason=refused addr=127.0.0.1 port=1
		seconds 10
		finish
	} >"$T/in"
	code 1
	[[ "$(first)" == *': nothing played (connect refused), '* ]]
	# Another command, of whose requests nobody knows.
	{ begin; seconds 10; finish; } >"$T/in"
	code 0
	# One of two does play.
	{
		begin
		refused 404
		at 103 1.1 start pid=3 attempt=1
		at 104 1.1 startup time=0.1
		seconds 10
		finish
	} >"$T/in"
	code 0
	no grep nothing "$T/report"
}

@test "a stream cut off early, and one with lost lines, say nothing of it" {
	{ begin; at 100.1 1.0 viewer state=startup; seconds 2; } >"$T/in"
	code 98 -t 'segment.fail == 0'
	{
		begin
		refused 404
		at 100.5 1.0 lost lines=5
		at 100.6 1.0 fetch n=2 type=segment status=200 bytes=1
		seconds 10
		finish
	} >"$T/in"
	code 0
}

# busy KIND...: ten seconds without idle time, of 100 segments of which 59
# failed: with a status, or a reason without one; one viewer plays.
busy() {
	local i
	begin
	at 100.1 1.0 startup time=0.1
	for i in $(seq 100); do
		if [ "$i" -gt 41 ]; then
			at 105 1.0 fetch_fail type=segment "$@"
		else
			at 105 1.0 fetch type=segment status=200 bytes=1
		fi
	done
	seconds 10 0.0
	finish
}

@test "statuses are the server's, whatever the machine did; timeouts are not" {
	busy status=503 reason=http >"$T/in"
	code 99 -t 'http.error.ratio < 1 %'
	grep '^Verdict     fail: the threshold is crossed$' "$T/report"
	code 99 -t 'segment.fail == 0'
	code 99 -t 'http.code.503 < 10'
	code 99 -t 'http.error.ratio < 1 % over 5s for 2s'
	busy reason=timeout >"$T/in"
	code 98 -t 'http.error.ratio < 1 %'
	grep '^Verdict     inconclusive: .*, but the generator was the limit$' \
		"$T/report"
	code 98 -t 'segment.fail == 0'
	# The word of our own relay is none of the server's.
	busy status=502 reason=relay >"$T/in"
	code 98 -t 'http.error.ratio < 1 %'
	code 0 -t 'http.class.5xx == 0' -t 'segment.denied == 0'
	at 105 1.0 playlist_fail reason=relay status=502 >>"$T/in"
	code 98 -t 'hls.playlists.failed == 0'
	at 105 1.0 playlist_fail reason=http status=502 >>"$T/in"
	code 99 -t 'hls.playlists.failed == 0'
}

@test "as much is believed as the server denied" {
	{
		begin
		at 100.1 1.0 startup time=0.1
		for i in $(seq 90); do at 105 1.0 fetch type=segment status=200; done
		for i in 1 2; do
			at 105 1.0 fetch_fail type=segment status=503 reason=http
		done
		for i in $(seq 8); do
			at 105 1.0 fetch_fail type=segment reason=timeout
		done
		seconds 10 0.0
		finish
	} >"$T/in"
	code 99 -t 'http.error.ratio < 1 %'
	code 98 -t 'http.error.ratio < 5 %'
	code 98 -t 'segment.fail < 3'
	code 99 -t 'segment.fail < 2'
	# Lower limits are nothing that a status can break.
	code 98 -t 'segment.fail > 20'
	code 98 -t 'segment.count > 100'
	code 0 -t 'http.error.ratio < 20 %'
}

@test "lost segments and failed viewers count by what they were told last" {
	{
		begin
		for c in 1.0 2.0; do
			at 100.1 $c startup time=0.1
			at 101 $c request n=1 type=segment url=http://o.ex/1.ts
			at 101 $c fetch_fail n=1 type=segment status=404 reason=http \
				url=http://o.ex/1.ts
		done
		at 102 1.0 playback_fail reason=exit_error
		at 102 1.0 exit code=1 uptime=2
		at 103 2.0 connect_fail reason=timeout
		at 103 2.0 playback_fail reason=exit_error
		at 103 2.0 exit code=1 uptime=3
		seconds 10 0.0
		finish
	} >"$T/in"
	code 99 -t 'segment.loss.ratio < 0.1 %' -t 'playback.fail < 1'
	code 99 -t 'playback.fail < 1'
	code 98 -t 'playback.fail < 2'
	jq -e '.playback.fail == 2 and .playback.denied == 1 and
		.segment.loss.denied == 2' <(hls-agg -jq "$T/sorted")
	{
		begin
		at 100.1 1.0 startup time=0.1
		at 103 2.0 fetch n=1 type=playlist status=200 bytes=9
		at 103 2.0 playlist_fail reason=invalid
		at 103 2.0 startup_fail reason=exit_error
		at 103 2.0 exit code=1 uptime=1
		seconds 10 0.0
		finish
	} >"$T/in"
	code 99 -t 'startup.fail == 0'
	code 99 -t 'hls.playlists.failed == 0'
}

@test "a run that somebody ended before its time says so" {
	local end
	for end in interrupt term hup control; do
		{ begin | sed 's/ - swarm /&duration=300 /'; seconds 10
			finish $end; } >"$T/in"
		code 0 -t 'session.starts == 2 over all'
		[[ "$(first)" == '2 clients, 11s of 5m: '* ]]
		grep '^Verdict     pass: the threshold holds, though the' \
			"$T/report" | grep ' though the run was broken off$'
		code 99 -t 'session.starts == 3 over all'
		grep '^Verdict     fail: the threshold is crossed, and the' \
			"$T/report" | grep ' and the run was broken off$'
	done
	# It had its time, had none, or has ended by itself.
	sed 's/duration=300/duration=11/' "$T/in" >"$T/whole"
	sed 's/duration=300 //' "$T/in" >"$T/endless"
	sed 's/reason=control/reason=done/' "$T/in" >"$T/done"
	for end in whole endless done; do
		cp "$T/$end" "$T/in"
		code 0 -t 'session.starts == 2 over all'
		[[ "$(first)" == '2 clients, 11s: '* ]]
		grep '^Verdict     pass: the threshold holds$' "$T/report"
	done
}

@test "-T default fails where one viewer plays and another never does" {
	{
		begin
		refused 404 | grep ' 2\.0 '
		at 100.1 1.0 connect addr=a time=0.001
		for t in 100.2 105; do
			at $t 1.0 fetch n=1 type=segment status=200 \
				ttfb=0.001 time=0.1 bytes=9
		done
		at 100.3 1.0 startup time=0.3
		at 110 1.0 viewer state=playing buffer=1 played=9 rebuffered=0
		seconds 10
		finish
	} >"$T/in"
	code 99 -T default
	[[ "$(first)" == '2 viewers, 11s: 1 never played, none rebuffered, '* ]]
	grep -E '(✗|FAIL) +startup.fail == 0 +1 over all$' "$T/report"
	grep '^Verdict     fail: 1 of 6 thresholds crossed$' "$T/report"
}

# told RECORD...: what the sentence says of a run in which one viewer had them.
told() {
	{
		at 100 - swarm target=2 kind=live url=http://o.ex/a.m3u8
		at 100 1.0 start pid=1 attempt=0
		at 100.1 1.0 viewer state=startup
		for record; do
			# shellcheck disable=SC2086
			at 100.2 $record
		done
		seconds 10
		finish
	} >"$T/in"
	code 1
	first | sed 's/^.*: nothing/nothing/; s/; generator.*//'
}

@test "nothing failed by any word: how far the viewers came" {
	local playlist='1.0 fetch n=1 type=playlist status=200 bytes=99 url=u'
	local segment='type=segment status=200 bytes=107 url=s.ts'
	is "$(told '1.0 connect addr=127.0.0.1 port=80')" \
		'nothing played (connected, and no answer)'
	is "$(told "$playlist")" 'nothing played (no segment was asked for)'
	is "$(told "$playlist" '1.0 abort n=2 type=segment')" \
		'nothing played (no segment came whole)'
	is "$(told "$playlist" "1.0 fetch n=2 $segment")" \
		'nothing played (1 segment came, without media that plays)'
	is "$(told "1.0 fetch n=2 media=0 $segment")" \
		'nothing played (segment without media), 1 segment lost (100 %)'
	is "$(told '1.0 fetch n=2 type=init status=200 bytes=0 url=i.mp4')" \
		'nothing played (init empty)'
	is "$(told '- watch n=1 state=fail reason=http status=404 url=u')" \
		'nothing played (watch 404)'
}
