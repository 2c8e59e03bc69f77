# What hls-agg makes of bare logs: how much of them was understood, and that a
# log without stamps has no times.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/streams

# a_log START_FIELDS SOURCE_FIELDS: the events of one log.
a_log() {
	at 1 - swarm format=1 target=1
	at 1 1.0 start $1
	cat
	at 1 1.0 exit reason=shutdown
	at 1 - source $2
	at 1 - tick target=1 started=1 starting=0 running=0 stopped=1
	at 1 - end reason=done
}

# some: a log of one segment.
some() {
	a_log '' "$1" <<-END
		1.000000 1.0 request n=1 type=segment url=http://h/s1.ts
		1.000000 1.0 fetch n=1 type=segment url=http://h/s1.ts
	END
}

@test "half of the lines known, and HLS: nothing is said" {
	some 'name=a.log lines=100 known=50 processes=1 hls=1' >"$T/in"
	sed -i 's/ format=1 / format=1 kind=unknown ffmpeg=5.1 /' "$T/in"
	run -0 --separate-stderr hls-agg --json-file "$T/json" "$T/in"
	[[ $stderr != *Log* ]]
	is "$(sed -n 3p <<<"$stderr")" "            ffmpeg 5.1"
	is "$(jq -c .logs "$T/json")" \
		'{"lines":100,"known":50,"processes":1,"hls":1,"unstamped":0}'
	grep -q '^1.000000 all logs lines=100 known=50 processes=1 hls=1 ' \
		<<<"$output"
	# And no word of logs where there are none.
	run -0 hls-agg "$TOP/tests/data/chain.events"
	no grep -q 'logs' <<<"$output"
}

@test "under half of the lines known: a row" {
	some 'name=a.log lines=477 known=120 processes=1 hls=1' >"$T/in"
	run -0 --separate-stderr hls-agg "$T/in"
	grep -q "^Log         477 lines, 120 known to be FFmpeg's (25.2 %)$" \
		<<<"$stderr"
	[[ $stderr == '1 client, 0.0s: '* ]]
	some 'name=a.log lines=101 known=50 processes=1 hls=1' >"$T/in"
	run -0 --separate-stderr hls-agg "$T/in"
	grep -q "^Log         101 lines, 50 known" <<<"$stderr"
}

@test "no log tells of HLS: the first sentence, and 1 whatever the thresholds" {
	a_log '' 'name=a.log lines=477 known=0 processes=0 hls=0' \
		</dev/null >"$T/in"
	for t in 'http.code.503 == 0' 'segment.ttfb.p95 < 1s' \
	    'segment.loss.count == 0 over all'; do
		run -1 --separate-stderr hls-agg -t "$t" --junit "$T/xml" \
			--json-file "$T/json" "$T/in"
		is "${stderr_lines[0]}" \
			"477 lines, none understood as FFmpeg's"
		is "$(jq -c '[.verdict.state, .verdict.code, .logs.lines]' \
			"$T/json")" '["fail",1,477]'
		grep -q 'tests="2" failures="0" errors="2"' "$T/xml"
		grep -q '<property name="logs.lines" value="477"/>' "$T/xml"
		grep -q '<error type="logs" message="477 lines, none' "$T/xml"
		grep -q ' - verdict state=fail code=1 ' <<<"$output"
	done
	# Without thresholds too.
	run -1 hls-agg -q --junit "$T/xml" "$T/in"
	grep -q 'tests="1" failures="0" errors="1"' "$T/xml"
	run -1 bash -o pipefail -c 'hls-agg -q "$1" | hls-top -b' _ "$T/in"
	a_log '' 'name=a.log lines=477 known=470 processes=1 hls=0' \
		</dev/null >"$T/in"
	run -1 --separate-stderr hls-agg "$T/in"
	is "${stderr_lines[0]}" \
		"477 lines of FFmpeg's log, none tells of HLS"
	a_log '' 'name=a.log lines=400 known=100 processes=1 hls=0' \
		</dev/null >"$T/in"
	run -1 --separate-stderr hls-agg "$T/in"
	is "${stderr_lines[0]}" \
		"400 lines, 100 known to be FFmpeg's (25.0 %), none tells of HLS"
	# A log that tells of an exchange is one, whatever its source says.
	some 'name=a.log lines=10 known=0 processes=0 hls=0' >"$T/in"
	run -0 hls-agg -q "$T/in"
}

@test "several logs: sums, and the poor ones by name" {
	{
		some 'name=a.log lines=1000 known=990 processes=1 hls=1'
		at 1 - source 'name=b%1B.log lines=50 known=0 processes=0 hls=0'
		at 1 - source name=c.log lines=50 known=49 processes=1 hls=0
		at 1 - source name=d.log lines=-5 known=99 processes=x
		for i in 1 2 3 4 5 6; do
			at 1 - source name=$i.log lines=9 known=1 hls=1
		done
	} >"$T/in"
	run -0 --separate-stderr hls-agg --json-file "$T/json" "$T/in"
	grep -A 9 '^Log' <<<"$stderr" >"$T/got"
	cat >"$T/want" <<-'END'
		Log         1154 lines of FFmpeg's log
		            b?.log: 50 lines, none understood as FFmpeg's
		            c.log: 50 lines of FFmpeg's log, none tells of HLS
		            d.log: 0 lines, none understood as FFmpeg's
		            1.log: 9 lines, 1 known to be FFmpeg's (11.1 %), none tells of HLS
	END
	same "$T/want" <(head -n 5 "$T/got")
	is "$(tail -n 1 "$T/got")" '            1 log more like these'
	is "$(jq -c .logs "$T/json")" \
		'{"lines":1154,"known":1045,"processes":2,"hls":1,"unstamped":0}'
}

@test "merged: sums of the hosts; the first sentence where no host tells" {
	some 'name=a.log lines=100 known=100 processes=1 hls=1' |
		hls-agg -q >"$T/a"
	a_log '' 'name=b.log lines=477 known=0 processes=0 hls=0' </dev/null |
		hls-agg -q >"$T/b" || is $? 1
	run -0 --separate-stderr hls-agg --merge --json-file "$T/json" \
		"$T/a" "$T/b"
	is "$(jq -c .logs "$T/json")" \
		'{"lines":577,"known":100,"processes":1,"hls":1,"unstamped":0}'
	grep -q "^Log         577 lines, 100 known" <<<"$stderr"
	run -1 --separate-stderr hls-agg --merge "$T/b" "$T/b"
	[[ $stderr == "954 lines, none understood as FFmpeg's"* ]]
}

# timed: events with a time in each field that can have one.
timed() {
	cat <<-'END'
		10.000000 1.0 connect addr=h port=80 time=0.1 tls=0.2
		10.000000 1.0 request n=1 type=playlist url=http://h/l
		11.000000 1.0 fetch n=1 type=playlist status=200 ttfb=0.1 time=0.2 bytes=10 age=7.0 cache=hit connect=0.1 url=http://h/l
		11.000000 1.0 request n=2 type=segment url=http://h/s1.ts
		12.000000 1.0 fetch n=2 type=segment status=200 ttfb=0.1 time=0.3 bytes=1000 url=http://h/s1.ts
		12.000000 1.0 startup time=0.4 wall=0.5
		12.000000 1.0 request n=3 type=playlist interval=2.0 late=0.1 url=http://h/l
		12.000000 1.0 stale playlist=0 since=10.0 time=3.0
		12.000000 1.0 request n=4 type=segment url=http://h/s2.ts
		14.000000 1.0 fetch_fail n=4 type=segment status=404 reason=http ttfb=0.1 url=http://h/s2.ts
		14.000000 1.0 segment_fail seq=2
		14.000000 1.0 segment_skip seq=2
		15.000000 1.0 rebuffer start=13.0 time=1.0
		16.000000 1.0 viewer state=playing buffer=2.0 played=3.0 rebuffered=1.0 edge=4.0 latency=5.0
	END
}

@test "a log without stamps: no time, no rate, and a threshold on them fails" {
	{
		at 10 - swarm format=1 target=1 bandwidth=100000
		at 10 1.0 start stamps=none
		timed
		at 20 - tick target=1 started=1 starting=0 running=1
		at 20 1.0 exit uptime=10.0 reason=shutdown
		at 21 - tick target=1 started=1 starting=0 running=0
		at 21 - end reason=done
	} >"$T/in"
	for t in 'segment.delivery.p95 < 500ms' 'startup.p95 < 4s' \
	    'segment.ttfb.p95 < 1s' 'playlist.time.p95 < 1s' \
	    'connect.time.max < 1s' 'playlist.rate < 100/s' \
	    'http.bitrate < 100 Gbit/s' 'rebuffer.ratio < 100 %' \
	    'hls.reload.interval.p95 < 9s' 'session.uptime.p95 < 99s' \
	    'viewers.edge.p95 < 99s' 'bandwidth.efficiency > 0'; do
		run -99 --separate-stderr hls-agg -j -t "$t" "$T/in"
		is "$(jq -c '.thresholds[0] | [.ok, .why]' <<<"$output")" \
			'[false,"no data"]'
	done
	run -0 --separate-stderr hls-agg --by addr --per-client \
		--json-file "$T/json" --junit "$T/xml" "$T/in"
	# What was counted stays, with the Age header, which is the server's.
	is "$(jq -c '[.segment.count, .segment.loss.count, .playlist.count,
		.startup.count, .cache.hit, .logs.unstamped]' "$T/json")" \
		'[1,1,1,1,1,1]'
	is "$(jq -c .cache.age.max "$T/json")" 7
	# No other sketch but of sizes, no rate, no score, no stretch of time.
	is "$(sed -n 's/.* - sketch of=\([^ ]*\) .*/\1/p' <<<"$output" | sort -u |
		tr '\n' ' ')" 'cache.age playlist.size segment.size '
	no grep -E '[ .](rate|throughput|bitrate|score|rebuffer.count)=' \
		<<<"$output"
	is "$(jq -c '[.run.elapsed, .rebuffer.count, .hls.stale.count, .qoe]' \
		"$T/json")" '[null,null,null,null]'
	no grep -q ' time=\| timestamp=' "$T/xml"
	is "${stderr_lines[0]}" \
		"1 viewer, times not known: 1 segment lost (50.0 %), 1 failed request"
	grep -v ^Cache <<<"$stderr" >"$T/rest"
	no grep -E '[0-9] (s|ms|us)\b|[0-9]s|/s|Latency' "$T/rest"
	# And with stamps it is all there.
	sed 's/ stamps=none//' "$T/in" | hls-agg --json-file "$T/json" \
		>"$T/stat" 2>"$T/report"
	is "$(jq -c '[.run.elapsed, .segment.delivery.max, .rebuffer.count]' \
		"$T/json")" '[11,2,1]'
	grep -q '^segment delivery' "$T/report"
}

@test "with stamps and without: the one that has them gives the times" {
	{
		at 1 - swarm format=1 target=2
		at 1 2.0 start stamps=none
		timed | sed 's/^[0-9.]* 1\.0/1.000000 2.0/'
		at 1 2.0 exit reason=shutdown
		at 1795351500 1.0 start
		at 1795351500 1.0 request n=1 type=segment url=http://h/s1.ts
		at 1795351501 1.0 fetch n=1 type=segment status=200 ttfb=0.25 \
			time=0.75 bytes=1000 url=http://h/s1.ts
		at 1795351501 1.0 viewer state=playing
		at 1795351501 - tick target=2 started=2 starting=0 running=1
		at 1795351501 1.0 request n=2 type=segment url=http://h/s2.ts
		at 1795351502 1.0 fetch n=2 type=segment status=200 ttfb=0.25 \
			time=0.75 bytes=1000 url=http://h/s2.ts
		at 1795351502 - tick target=2 started=2 starting=0 running=0
		at 1795351503 - end reason=done
	} >"$T/in"
	run -0 --separate-stderr hls-agg --json-file "$T/json" "$T/in"
	is "$(jq -c '[.segment.count, .segment.ttfb.min, .segment.ttfb.max,
		.segment.delivery.min, .segment.delivery.max, .run.elapsed]' \
		"$T/json")" '[3,0.25,0.25,0.75,0.75,3]'
	# A rate would be of what came at known times and what did not.
	is "$(jq -c '[.segment.rate, .http.throughput]' "$T/json")" \
		'[null,null]'
	[[ $stderr == '2 viewers, 3.0s: '* ]]
	grep -q '^No stamps   in the log of 1 process: ' <<<"$stderr"
	# Files one after the other, as the shell has them.
	grep -E ' 2\.0 | swarm ' "$T/in" >"$T/without"
	grep -vE ' 2\.0 ' "$T/in" | sed 's/^1\.000000/1795351500.000000/' \
		>"$T/with"
	hls-agg -jq "$T/without" "$T/with" >"$T/json"
	is "$(jq -c '[.segment.count, .run.elapsed]' "$T/json")" '[3,3]'
}
