# hls-agg: what it makes of hand-written events, its report, and how it ends.

load ../lib/helper
load ../lib/streams

D=$TOP/tests/data

@test "the hand-written chain: events to stats" {
	hls-agg "$D/chain.events" >"$T/got" 2>"$T/report"
	same "$D/chain.stats" "$T/got"
}

@test "two viewers, a restart, a fault and a rebuffer: stats and report" {
	hls-agg <"$D/agg/run.events" >"$T/got" 2>"$T/report"
	same "$D/agg/run.stats" "$T/got"
	same "$D/agg/run.report" "$T/report"
}

@test "every line of the stats is a record, every block is closed" {
	hls-agg -q "$D/agg/run.events" >"$T/got"
	no grep -vE '^[0-9]+\.[0-9]{6} [^ ]+ [a-z_]+( [a-z0-9_.]+=[!-~]*)+$' \
		"$T/got"
	is "$(grep -c ' - block n=' "$T/got")" 4
	is "$(tail -n 1 "$T/got")" '1002.250000 - block n=4'
	is "$(grep -c ' - report \| - end ' "$T/got")" \
		"$(grep -c '^1002.25.* - report \| - end ' "$T/got")"
}

@test "the report stands in the last block as it does on stderr" {
	hls-agg "$D/agg/run.events" >"$T/got" 2>"$T/report"
	sed -n 's/^.* - report text=//p' "$T/got" |
		sed 's/%20/ /g; s/%25/%/g' >"$T/text"
	same "$T/report" "$T/text"
}

@test "windows let go of what is too old, gaps included" {
	{
		at 100 1.0 start
		at 101 - tick
		at 101.5 1.0 fetch type=segment status=200 ttfb=0.500000 bytes=700
		at 102 - tick
		at 103 - tick
		at 103.5 1.0 fetch type=segment status=200 ttfb=0.010000 bytes=100
		at 111 - tick
		at 112 - tick
		at 150 - tick
		at 500 - tick
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(value "$T/got" 102.000000 1s segment count)" 1
	is "$(value "$T/got" 103.000000 1s segment count)" 0
	is "$(value "$T/got" 103.000000 1s segment ttfb.max)" ''
	is "$(value "$T/got" 111.000000 10s segment count)" 2
	is "$(value "$T/got" 111.000000 10s segment ttfb.max)" 0.500000
	is "$(value "$T/got" 112.000000 10s segment count)" 1
	is "$(value "$T/got" 112.000000 10s segment bytes)" 100
	is "$(value "$T/got" 112.000000 10s segment ttfb.max)" 0.010000
	is "$(value "$T/got" 150.000000 30s segment count)" 0
	is "$(value "$T/got" 150.000000 60s segment count)" 2
	is "$(value "$T/got" 500.000000 300s segment count)" 0
	is "$(value "$T/got" 500.000000 all segment count)" 2
	is "$(value "$T/got" 500.000000 all segment ttfb.max)" 0.500000
}

@test "rates divide by the time really covered" {
	{
		at 100 1.0 start
		at 100.1 1.0 fetch type=segment status=200 bytes=1000
		at 100.25 - tick
		at 100.3 1.0 fetch type=segment status=200 bytes=1000
		at 104.25 - tick
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(value "$T/got" 100.250000 1s segment rate)" 4.000000
	is "$(value "$T/got" 100.250000 all segment throughput)" 4000.000000
	is "$(value "$T/got" 104.250000 1s segment rate)" 0.250000
	is "$(value "$T/got" 104.250000 10s segment rate)" 0.470588
	is "$(value "$T/got" 104.250000 - run elapsed)" 4.250000
}

@test "a tick that comes early or late is still one second's" {
	{
		at 100 1.0 start
		for s in 0.999 2.003 2.998 4.049 4.960; do
			at 10${s%.*}.${s#*.} 1.0 fetch type=segment status=200
			at 10${s%.*}.${s#*.} - tick
		done
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(sed -n 's/.* 1s segment count=\([0-9]*\) .*/\1/p' "$T/got" |
		sort | uniq -c | xargs)" '6 1'
}

@test "an event belongs to the next tick, whatever its stamp" {
	{
		at 100 1.0 start
		at 101 - tick
		at 100.2 1.0 fetch type=segment status=200
		at 109 1.0 fetch type=segment status=200
		at 102 - tick
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(value "$T/got" 101.000000 all segment count)" 0
	is "$(value "$T/got" 102.000000 1s segment count)" 2
	is "$(value "$T/got" 102.000000 1s segment rate)" 2.000000
}

@test "time that steps back counts as no time" {
	{
		at 100 1.0 start
		at 101 - tick
		at 50 1.0 fetch type=segment status=200
		at 50 - tick
		at 51 - tick
		at 51 - end reason=done
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(value "$T/got" 50.000000 - run elapsed)" 1.000000
	is "$(value "$T/got" 51.000000 - run elapsed)" 2.000000
	is "$(value "$T/got" 51.000000 10s segment count)" 1
	is "$(value "$T/got" 51.000000 all segment rate)" 0.500000
}

@test "the rebuffer ratio is a sum over a sum, not a mean of ratios" {
	{
		at 100 1.0 viewer state=playing buffer=1 played=0 rebuffered=0
		at 101 1.0 viewer state=playing buffer=1 played=90 rebuffered=0
		at 101 2.0 viewer state=playing buffer=0 played=5 rebuffered=5
		at 101 - tick
		at 102 2.0 viewer state=playing buffer=0 played=5.5 rebuffered=5.5
		at 102 - tick
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(value "$T/got" 101.000000 all rebuffer ratio)" 0.050000
	is "$(value "$T/got" 102.000000 1s rebuffer ratio)" 0.500000
	is "$(value "$T/got" 102.000000 all rebuffer played)" 95.500000
}

@test "rebuffering that is taken back: true sums, windows within their bounds" {
	{
		at 100 1.0 viewer state=rebuffering buffer=0 played=2 rebuffered=0.4
		at 101 - tick
		at 101 1.0 viewer state=playing buffer=1 played=3 rebuffered=0
		at 102 - tick
		at 103 1.0 viewer state=rebuffering buffer=0 played=3 rebuffered=1
		at 103 - tick
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(value "$T/got" 101.000000 all rebuffer time)" 0.400000
	is "$(value "$T/got" 101.000000 all rebuffer ratio)" 0.166666
	is "$(value "$T/got" 102.000000 all rebuffer time)" 0.000000
	is "$(value "$T/got" 102.000000 all rebuffer ratio)" 0.000000
	# The second in which it was taken back: 0.6 s more were watched.
	is "$(value "$T/got" 102.000000 1s rebuffer time)" 0.000000
	is "$(value "$T/got" 102.000000 1s rebuffer played)" 0.600000
	is "$(value "$T/got" 102.000000 1s rebuffer watched)" 0.600000
	is "$(value "$T/got" 102.000000 1s rebuffer ratio)" 0.000000
	is "$(value "$T/got" 102.000000 10s rebuffer time)" 0.000000
	is "$(value "$T/got" 103.000000 1s rebuffer ratio)" 1.000000
	is "$(value "$T/got" 103.000000 10s rebuffer ratio)" 0.250000
	is "$(value "$T/got" 103.000000 all rebuffer time)" 1.000000
	no grep -E ' (time|played|watched|ratio)=-' "$T/got"
}

@test "99 viewers at 10 ms and one at 1 s have a p50 of 10 ms" {
	{
		for i in $(seq 99); do
			at 100 "$i.0" fetch type=segment status=200 ttfb=0.010000
		done
		at 100 100.0 fetch type=segment status=200 ttfb=1.000000
		at 101 - tick
	} >"$T/in"
	hls-agg -jq "$T/in" >"$T/json"
	jq -e '.segment.ttfb | .p50 > 0.00995 and .p50 < 0.01005 and
		.p99 < 0.01005 and .max == 1 and .mean == 0.0199' "$T/json"
}

@test "an upper bound of a time stays out of the sketch, missing ones too" {
	{
		at 100 1.0 fetch type=segment status=200 ttfb=0.01 time=9 basis=upper
		at 100 1.0 fetch type=segment status=200
		at 100 1.0 fetch type=segment status=200 time=0.2 basis=media
	} >"$T/in"
	hls-agg -jq "$T/in" >"$T/json"
	jq -e '.segment | .count == 3 and .time.max == 0.2 and
		.time.min == 0.2 and .ttfb.max == 0.01' "$T/json"
}

@test "what is in flight: answered, aborted at an exit, forgotten at a loss" {
	{
		at 100 1.0 request n=1 type=segment
		at 100 1.0 request n=2 type=playlist
		at 100 2.0 request n=1 type=segment
		at 100 3.0 request n=1 type=init
		at 101 - tick
		at 101 1.0 fetch n=1 type=segment status=200
		at 101 1.0 void n=2 type=playlist
		at 101 1.0 request n=3 type=other
		at 101 1.0 abort n=3 type=other
		at 101 2.0 lost lines=7 bytes=700
		at 101 3.0 exit code=1 reason=exit
		at 102 - tick
		at 102 4.0 request n=1 type=key
		at 102 4.1 start
		at 103 - tick
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(stat "$T/got" 101.000000 - inflight)" \
		'101.000000 - inflight playlist=1 segment=2 init=1 key=0 other=0'
	is "$(stat "$T/got" 102.000000 - inflight)" \
		'102.000000 - inflight playlist=0 segment=0 init=0 key=0 other=0'
	is "$(value "$T/got" 102.000000 all init aborted)" 1
	is "$(value "$T/got" 102.000000 all segment aborted)" 0
	is "$(value "$T/got" 102.000000 all other aborted)" 1
	is "$(value "$T/got" 102.000000 all http void)" 1
	is "$(value "$T/got" 102.000000 all pipeline lost)" 7
	# The next process of client 4 ends the one before.
	is "$(value "$T/got" 103.000000 all key aborted)" 1
}

@test "exits by category, viewers by state, restarts" {
	{
		at 100 1.0 start
		at 100 1.0 exit code=0 uptime=1 reason=exit
		at 100 1.1 start
		at 100 1.1 exit code=8 uptime=1 reason=exit
		at 100 2.0 start
		at 100 2.0 exit signal=11 uptime=1 reason=exit
		at 100 2.1 start pid=1 attempt=0
		at 100 2.2 start pid=1 attempt=2
		at 100 3.0 start
		at 100 3.0 exit code=255 uptime=1 reason=shutdown
		at 100 4.0 exit signal=9 uptime=1 reason=stall
		at 100 4.1 exit code=255 uptime=1 reason=session
		at 100 5.0 viewer state=startup
		at 100 6.0 viewer state=playing
		at 100 7.0 viewer state=playing
		at 100 7.0 viewer state=ended
		at 101 - tick target=9 started=3 starting=1 running=2 stalled=4
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	stat "$T/got" 101.000000 all session |
		grep -F "$(line 'starts=6 restarts=2 exit.success=1 exit.broke=0' \
		'exit.error=1 exit.signal=1 exit.stall=1 exit.session=1 exit.shutdown=1 ')"
	is "$(stat "$T/got" 101.000000 - viewers)" \
		'101.000000 - viewers startup=1 playing=1 rebuffering=0'
	is "$(stat "$T/got" 101.000000 - clients)" \
		"$(line '101.000000 - clients target=9 started=3 starting=1' \
		'running=2 stalled=4 active=7 ramp=0.333333 seen=7')"
}

@test "failures by code and by words, the worst first" {
	{
		for i in 1 2 3; do
			at 100 1.0 fetch_fail n=$i type=segment status=503 reason=http
		done
		at 100 1.0 fetch_fail n=4 type=playlist status=404
		at 100 1.0 fetch_fail n=5 type=segment reason=timeout
		at 100 1.0 connect_fail reason=timeout
		at 100 1.0 connect_fail reason=timeout
		at 100 1.0 startup_fail reason=http
		at 100 1.0 segment_fail seq=4
		at 100 1.0 segment_skip seq=4
		at 100 1.0 expired count=12
		at 100 1.0 reconnect
		at 101 - tick
	} >"$T/in"
	hls-agg "$T/in" >"$T/got" 2>"$T/report"
	is "$(sed -n 's/^101.000000 - fault text=//p' "$T/got" | head -n 4)" \
		'segment%20503 count=3
connect%20timeout count=2
playlist%20404 count=1
segment%20timeout count=1'
	stat "$T/got" 101.000000 all http |
		grep -E ' error.count=5 .* timeouts=3 reconnects=1 code.404=1 code.503=3$'
	stat "$T/got" 101.000000 all hls |
		grep -F "$(line ' all hls segments.failed=1 segments.skipped=1' \
		'segments.expired=12 playlists.failed=0 ')"
	grep -F '3 x segment 503' "$T/report"
}

@test "more kinds of failure than there is room for are one: other" {
	{
		for i in $(seq 100); do
			at 100 1.0 connect_fail "reason=r$i"
		done
		for i in $(seq 400 460); do
			at 100 1.0 fetch_fail type=key "status=$i"
		done
	} >"$T/in"
	hls-agg -jq "$T/in" >"$T/json"
	jq -e '(.faults | length == 64 and .[0].text == "other" and
		(map(.count) | add) == 161) and (.http.code | length == 32) and
		.http.error.count == 61' "$T/json"
}

@test "groups that nothing has touched are left out" {
	{
		at 100 1.0 start
		at 101 - tick
		at 101.5 1.0 fetch type=init status=200
		at 102 - tick
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(grep '^101.* all ' "$T/got" | cut -d ' ' -f 3 | paste -sd ' ')" \
		'playlist segment connect http startup rebuffer session pipeline'
	is "$(grep '^102.* 1s ' "$T/got" | cut -d ' ' -f 3 | head -n 9 |
		paste -sd ' ')" \
		'playlist segment init connect http startup rebuffer session pipeline'
	# Nobody told of viewers or the generator: not even zeros.
	no grep ' - viewers \| - generator ' "$T/got"
}

@test "without any tick there are no windows but all" {
	grep -v ' tick ' "$D/agg/run.events" >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(cut -d ' ' -f 2 "$T/got" | sort -u | paste -sd ' ')" '- all'
	is "$(value "$T/got" 1002.250000 all segment count)" 2
	hls-agg -jq "$T/in" >"$T/json"
	jq -e '.segment.count == 2 and .windows == null' "$T/json"
}

@test "JSON: the paths of the catalogue, the run, the verdict" {
	hls-agg -j "$D/agg/run.events" >"$T/json" 2>"$T/report"
	jq -e '.segment.count == 2 and .segment.ttfb.max == 0.02 and
		.playlist.bytes == 548 and .http.code."503" == 1 and
		.startup.p95 == 0.105 and .startup.wall.p95 == 0.11 and
		.session.exit.shutdown == 2 and
		.run.url == "http://127.0.0.1:8000/live/hi.m3u8" and
		.run.labels == "region=eu" and .run.elapsed == 2.25 and
		.clients.target == 2 and .viewers.startup == 1 and
		.verdict == {"state": "none", "code": 0} and
		.end.reason == "interrupt" and
		.windows."1s".segment.count == 1 and .windows."10s" == null and
		(.faults | length) == 4 and
		.faults[2] == {"text": "segment 503", "count": 1}' "$T/json"
	same "$D/agg/run.report" "$T/report"
	# No key twice: as many values as lines that hold one.
	is "$(jq '[del(.faults) | paths(scalars)] | length' "$T/json")" \
		"$(grep -v '{"text"' "$T/json" | grep -c '": ["0-9]')"
}

@test "JSON and the last block agree on every figure" {
	hls-agg -q --json-file "$T/json" "$D/agg/run.events" >"$T/got"
	grep '^1002.250000 all ' "$T/got" | awk -F '[ =]' '{
		split($0, f, " ")
		for (i = 4; i in f; i++) {
			split(f[i], kv, "=")
			k = kv[1] ~ /^(min|mean|p[0-9]+|max)$/ ? kv[1] : kv[1]
			v[f[3] "." k] = kv[2] + 0
		}
	} END { for (k in v) print k, v[k] }' | sort >"$T/block"
	# The gauges among them stand in records of their own.
	jq -r '{playlist, segment, connect, http, startup, rebuffer, session,
		pipeline, viewers: (.viewers |
		{prefetching, count, played, rebuffered} + map_values(select(type == "object")))} |
		del(.startup.pending) | paths(scalars) as $p |
		"\($p | join(".")) \(getpath($p))"' "$T/json" |
		awk '{ print $1, $2 + 0 }' | sort >"$T/keys"
	same "$T/block" "$T/keys"
	(($(wc -l <"$T/keys") > 80))
}

@test "strings in JSON: UTF-8 passes, everything else is made safe" {
	at 100 - swarm 'url=a%22%5C%0A%C3%A9%FF%E2%82' labels=%20x >"$T/in"
	hls-agg -jq "$T/in" >"$T/json"
	is "$(jq -r '.run.url | @json' "$T/json")" \
		"\"a\\\"\\\\\\n$(printf '\303\251\357\277\275\357\277\275\357\277\275')\""
	is "$(jq -r .run.labels "$T/json")" ' x'
	# The report shows no byte that a terminal could take for a command.
	hls-agg "$T/in" 2>"$T/report" >/dev/null
	LC_ALL=C no grep '[^ -~]' "$T/report"
	grep -F 'a"\?' "$T/report"
}

@test "--json-file is written as a whole, beside the blocks" {
	echo old >"$T/out.json"
	hls-agg -q --json-file "$T/out.json" "$D/agg/run.events" >"$T/got"
	hls-agg -jq "$D/agg/run.events" >"$T/json"
	same "$T/json" "$T/out.json"
	same "$D/agg/run.stats" "$T/got"
	is "$(ls "$T")" $'got\njson\nout.json'
	is "$(command stat -c %a "$T/out.json")" 644
	# What is no file is written to, not replaced.
	mkfifo "$T/fifo"
	cat "$T/fifo" >"$T/copy" 3>&- &
	hls-agg -q --json-file "$T/fifo" "$D/agg/run.events" >/dev/null
	wait $!
	same "$T/json" "$T/copy"
	hls-agg -q --json-file /dev/fd/4 "$D/agg/run.events" >/dev/null \
		4>"$T/copy"
	same "$T/json" "$T/copy"
}

@test "--json-file: a place that cannot be written is told before the run" {
	run hls-agg --json-file "$T/no/such" "$D/agg/run.events"
	is "$status" 1
	is "$output" "hls-agg: $T/no/such: No such file or directory"
	run hls-agg --json-file "$T" "$D/agg/run.events"
	is "$status" 1
	is "$output" "hls-agg: $T: Is a directory"
}

@test "a replay is the same byte for byte, however the input is cut" {
	hls-agg -q --json-file "$T/a.json" <"$D/agg/run.events" >"$T/a"
	for n in 1 7 4096; do
		pieces $n <"$D/agg/run.events" |
			hls-agg -q --json-file "$T/b.json" >"$T/b"
		same "$T/a" "$T/b"
		same "$T/a.json" "$T/b.json"
	done
	TZ=Asia/Tokyo LC_ALL=C hls-agg -q "$D/agg/run.events" >"$T/b"
	same "$T/a" "$T/b"
}

@test "several files are one stream, - is standard input" {
	head -n 20 "$D/agg/run.events" >"$T/a"
	tail -n +21 "$D/agg/run.events" >"$T/b"
	hls-agg -q "$T/a" - <"$T/b" >"$T/got"
	same "$D/agg/run.stats" "$T/got"
}

@test "a stream without its end: the report says so, the code is 0" {
	sed '$d' "$D/agg/run.events" >"$T/in"
	hls-agg "$T/in" >"$T/got" 2>"$T/report"
	is "$(sed -n 2p "$T/report")" 'INCOMPLETE: the stream has no end record'
	no grep ' - end ' "$T/got"
	grep ' - report text=INCOMPLETE' "$T/got"
	is "$(tail -n 1 "$T/got")" '1002.250000 - block n=4'
	is "$(value "$T/got" 1002.250000 - verdict code)" 0
	hls-agg -jq "$T/in" >"$T/json"
	jq -e '.end == null and .verdict.code == 0' "$T/json"
	hls-agg "$D/agg/run.events" 2>"$T/report" >/dev/null
	no grep INCOMPLETE "$T/report"
}

@test "a line that its writer could not finish does not count" {
	{
		at 100 1.0 fetch type=segment status=200 bytes=1234567
		printf '100.000000 1.0 fetch type=segment status=200 bytes=12'
	} | hls-agg -j >"$T/json" 2>"$T/report"
	jq -e '.segment.bytes == 1234567 and .segment.count == 1' "$T/json"
	grep '1 event not understood' "$T/report"
}

@test "lines that are no record are passed over and counted" {
	{
		echo '# a comment'
		at 100 1.0 start
		printf 'x\n\n\001\377\n100.0 1.0 start\n'
		at 100 1.0 nonsense a=b
		at 100 no.session fetch type=nothing status=abc ttfb=-1 bytes=-7
		at 100 - viewer
		at 101 - tick target=99999999999999999999 started=-4 cpu=x
		at 101 - end reason=done
	} >"$T/in"
	hls-agg "$T/in" >"$T/got" 2>"$T/report"
	grep '4 events not understood' "$T/report"
	is "$(value "$T/got" 101.000000 all session starts)" 1
	is "$(value "$T/got" 101.000000 all other count)" 1
	is "$(value "$T/got" 101.000000 all other bytes)" 0
}

@test "noise does not crash it" {
	head -c 1000000 /dev/urandom >"$T/in"
	cat "$D/agg/run.events" >>"$T/in"
	hls-agg "$T/in" >"$T/got" 2>"$T/report"
	# Fields of every kind with values that make no sense.
	awk 'BEGIN { srand(7) }
	/^[0-9]/ { for (i = 0; i < 40; i++) {
		n = split($0, f, " ")
		for (k = 1; k <= n; k++) {
			r = int(rand() * 12)
			if (r == 0) sub(/=.*/, "=9223372036854775807", f[k])
			if (r == 1) sub(/=.*/, "=-1.5", f[k])
			if (r == 2) f[k] = "%"
			if (r == 3) f[k] = 99999999999 * rand() ".000000"
			printf "%s%s", f[k], k < n ? " " : "\n"
		} } }' "$D/agg/run.events" >"$T/in"
	hls-agg -q "$T/in" >"$T/got" || [ $? -eq 1 ]
	grep -q ' - block n=' "$T/got"
	LC_ALL=C no grep -n '[^ -~]' "$T/got"
}

# Beside what it prints, the sanitizers look on (tests/check).
@test "spoilt events: every line a record, JSON whole, cut as one likes" {
	for c in 7.1.5/slive 9.0.2/vod_audio '5.1.9/seg~5_404' 7.1.5/stale; do
		gzip -dc "$D/captures/$c.events.gz"
	done | cat "$D/agg/run.events" - >"$T/base"
	by=--by=group,addr,status,variant,phase,host,rendition
	for seed in 1 2 3 4 5 6; do
		awk -v seed=$seed -f "$TOP/tests/awk/mutate.awk" "$T/base" >"$T/in"
		hls-agg -q "$by" --per-client --json-file "$T/json" "$T/in" \
			>"$T/got" || [ $? -eq 1 ]
		LC_ALL=C no grep -vnE \
			'^-?[0-9]+\.[0-9]{6} [^ ]+ [a-z_]+( [a-z0-9_.]+=[!-~]*)+$' \
			"$T/got"
		jq -e .verdict.state "$T/json" >/dev/null
		# No share is more than all there is.
		jq -e '[.http.error.ratio, .segment.loss.ratio,
			.rebuffer.ratio, .connect.health, .cache.ratio] |
			map(. // 0) | all(. >= 0 and . <= 1)' "$T/json"
	done
	pieces 7 <"$T/in" | hls-agg -q "$by" --per-client \
		>"$T/cut" || [ $? -eq 1 ]
	same "$T/got" "$T/cut"
}

@test "empty input is a failure that says so" {
	run hls-agg </dev/null
	is "$status" 1
	is "${lines[0]}" 'no data: the input holds no record'
	is "$(hls-agg -q </dev/null | wc -c)" 0
	# The file of an older run does not stay.
	echo old >"$T/json"
	hls-agg -q --json-file "$T/json" </dev/null || is $? 1
	is "$(jq .verdict.code "$T/json")" 1
	echo '# nothing' | { run hls-agg -q; is "$status" 1; }
}

@test "a run that failed or gave up is a failure" {
	for why in failed giveup; do
		{ at 100 - swarm; at 100 - end reason=$why; } >"$T/in"
		run hls-agg -q "$T/in"
		is "$status" 1
		is "$(printf '%s\n' "${lines[@]}" | grep verdict)" \
			'100.000000 - verdict state=none code=1'
		hls-agg -jq "$T/in" >"$T/json" || :
		jq -e '.verdict.code == 1' "$T/json"
		run hls-agg "$T/in"
		[[ $output == *'0 clients, 0.0s: no data'* ]]
	done
	{ at 100 - swarm; at 100 - end reason=interrupt; } >"$T/in"
	hls-agg -q "$T/in" >/dev/null
}

@test "a full disk is not success, and the report is still there" {
	run bash -c 'hls-agg "$1" >/dev/full' _ "$D/agg/run.events"
	is "$status" 1
	[[ $output == *'hls-agg: standard output: No space left on device'* ]]
	[[ $output == *'2 viewers, '* ]]
	run bash -c 'hls-agg -jq "$1" >/dev/full' _ "$D/agg/run.events"
	is "$status" 1
	run hls-agg -q --json-file /dev/full "$D/agg/run.events"
	is "$status" 1
	[[ $output == *'hls-agg: /dev/full: No space left on device'* ]]
}

@test "a reader that leaves ends it in order: input closed, report printed" {
	# The writer goes on for ever unless its pipe breaks.
	writer='while :; do s=$((s + 1)); echo "$s.000000 - tick target=1" ||
		exit 9; done'
	run timeout 10 bash -c 's=100; { eval "$1"; } 2>/dev/null |
		hls-agg 2>"$2" | head -n 3 >/dev/null
		echo "${PIPESTATUS[*]}"' _ "$writer" "$T/err"
	[[ $output == *' 0 0' ]]
	grep 'INCOMPLETE' "$T/err"
	no grep 'hls-agg:' "$T/err"
}

@test "on a pipe INT and HUP do not stop it, the end of the input does" {
	mkfifo "$T/fifo"
	hls-agg <"$T/fifo" >"$T/got" 2>"$T/report" 3>&- &
	pid=$!
	started "$pid"
	exec 7>"$T/fifo"
	at 100 1.0 start >&7
	at 101 - tick >&7
	wait_for 5 grep -q ' - block ' "$T/got"
	kill -INT "$pid"
	kill -HUP "$pid"
	at 102 - end reason=interrupt >&7
	exec 7>&-
	wait "$pid"
	is "$(tail -n 1 "$T/got")" '102.000000 - block n=2'
	grep '^End  *interrupt' "$T/report"
}

# waits PID: it is hls-agg, and asleep.
waits() {
	[[ $(ps -o stat=,comm= -p "$1") == S*hls-agg ]]
}

@test "on a file INT ends it" {
	# More than a pipe holds, and nobody reads: it waits in write(2).
	for i in $(seq 200); do at "$i" - tick; done >"$T/in"
	mkfifo "$T/fifo"
	exec 7<>"$T/fifo"
	hls-agg -q "$T/in" >"$T/fifo" 3>&- 7>&- &
	pid=$!
	started "$pid"
	wait_for 5 waits "$pid"
	kill -INT "$pid"
	code=0
	wait "$pid" || code=$?
	exec 7>&-
	is "$code" 130
}

@test "TERM ends it with the report, even amid a line that never comes" {
	mkfifo "$T/fifo"
	hls-agg <"$T/fifo" >"$T/got" 2>"$T/report" 3>&- &
	pid=$!
	started "$pid"
	exec 7>"$T/fifo"
	at 100 1.0 start >&7
	at 101 - tick >&7
	printf '101.500000 1.0 fet' >&7
	wait_for 5 grep -q ' - block ' "$T/got"
	kill -TERM "$pid"
	wait_for 5 gone "$pid"
	wait "$pid"
	exec 7>&-
	grep INCOMPLETE "$T/report"
	grep ' - report ' "$T/got"
	is "$(tail -n 1 "$T/got")" '101.000000 - block n=2'
}

@test "on a terminal: only the report; a terminal as input is misuse" {
	script -qec "hls-agg '$D/agg/run.events'" /dev/null </dev/null |
		tr -d '\r' >"$T/seen"
	same "$D/agg/run.report" "$T/seen"
	run script -qec 'hls-agg' /dev/null
	is "$status" 2
	[[ $output == *'standard input is a terminal'*'hls-parse'* ]]
}

@test "misuse is 2, a file that is not there 1" {
	run hls-agg --frobnicate
	is "$status" 2
	[[ ${lines[0]} == 'hls-agg: --frobnicate: unknown option' ]]
	run hls-agg --json-file
	is "$status" 2
	run hls-agg -q "$T/none"
	is "$status" 1
	[[ $output == *"hls-agg: $T/none: No such file or directory"* ]]
	run hls-agg -q "$T" "$D/agg/run.events"
	is "$status" 1
	[[ $output == *"hls-agg: $T: Is a directory"* ]]
	[[ $output == *' - end reason=interrupt'* ]]
}

@test "the pages have every figure there is" {
	{
		at 999 - swarm agent=me command=hls-spawn%20x bandwidth=800000 \
			cores=2 url=http://h/
		cat "$D/agg/run.events"
		at 1003 1.0 fetch type=init status=200 cache=hit age=3
		at 1003 1.0 segment_fail seq=1
		at 1003 1.0 continuity kind=dts
		at 1003 - tick started=2 target=2 starts=2 asked=2 lost=0 \
			lag=0.005000 blocked=0.000000
	} >"$T/in"
	hls-agg -q --per-client --by group,addr,status,host "$T/in" >"$T/got"
	hls-agg --list-metrics | awk '/^#/ { next }
		{ print $1, $2 == "gauge" || $2 == "state" ? "-" : "window" }' \
		>"$T/paths"
	mandoc -Tascii "$TOP/man/hls-stat.5" | col -b | tr -s ' \n' ' ' >"$T/page"
	# Path and whether it is of a window; what is no figure has its words.
	awk 'NR == FNR { known[$1 " " $2]; next }
	    { for (i = 4; i <= NF; i++) {
		sub(/=.*/, "", $i)
		sub(/^code\.[0-9]+$/, "code.N", $i)
		key = $i
		sub(/\.?(min|mean|p[0-9]+|max)$/, "", key)
		where = $2 == "-" ? "-" : "window"
		path = $3 (key == "" ? "" : ".") key
		if ((path " " where) in known)
			print "figure", path
		else if (($3 "." $i " " where) in known)
			print "figure", $3 "." $i
		else
			print "other", $3, $i } }' "$T/paths" "$T/got" |
		sort -u >"$T/keys"
	(($(grep -c '^figure' "$T/keys") > 130))
	(($(grep -c '^other' "$T/keys") > 30))
	while read -r what kind key; do
		[[ $what == other ]] || continue
		[[ $kind =~ ^(run|client|worst|sketch|fault|verdict|end)$ ||
			$kind =~ ^(report|block|summary|finding|limited)$ ||
			$kind =~ ^(unmeasured|phase)$ || $key == by ]] || { echo "no figure: $kind $key"; return 1; }
		grep -qF -- " - $kind " "$T/page" || [[ $key == by ]]
		grep -qwF -- "$key" "$T/page" || { echo "$kind $key"; return 1; }
	done <"$T/keys"
}

# The same segment missing is the same loss in each version of FFmpeg, however
# often that tries it: the server's log of each capture decides.
@test "captures of four FFmpeg versions: counts, and loss as the server saw" {
	n=0 m=0 every=${SAMPLE:-1} seen=0
	for f in "$D"/captures/*/*.events.gz; do
		((seen++ % every == 0)) || continue
		truth=${f%.events.gz}.truth
		case ${f##*/} in
		*.*.events.gz) truth= ;;
		*) [ ! -e "$truth" ] || m=$((m + 1)) ;;
		esac
		gzip -dc "$f" >"$T/in"
		hls-agg -jq "$T/in" >>"$T/json" || is $? 1	# nothing played
		awk -v name="${f#"$D"/captures/}" \
			-f "$TOP/tests/awk/event.awk" -f "$TOP/tests/awk/loss.awk" \
			"$T/in" $truth >>"$T/want"
		n=$((n + 1))
	done
	((n >= 700 / every && m >= 200 / every))
	jq -r '[.segment.count, .segment.fail, .playlist.count, .connect.count,
		.startup.count, .segment.bytes, .segment.loss.count,
		.segment.loss.ended] | map(. // 0) | join(" ")' "$T/json" >"$T/got"
	# Without the server's log there are no losses to compare.
	paste -d ' ' "$T/want" "$T/got" | awk '{
		half = NF - 8
		for (i = 2; i <= half; i++)
			if ($i != $(half + i - 1)) { print; bad = 1; next }
	} END { exit bad || NR < 80 }'
}
