# hls-agg: each figure, out of hand-written events; the sums are done by hand.

load ../lib/helper
load ../lib/streams

# request TIME N URL [FIELD...], and got, failed: of a segment of session 1.0.
request() { at "$1" 1.0 request n="$2" type=segment url="http://o/$3" "${@:4}"; }
got() { at "$1" 1.0 fetch n="$2" type=segment status=200 url="http://o/$3" \
	"${@:4}"; }
failed() { at "$1" 1.0 fetch_fail n="$2" type=segment status=404 reason=http \
	url="http://o/$3" "${@:4}"; }

loss='(.segment.loss | "\(.count // 0)/\(.ended // 0)")'

@test "loss: tried again and delivered, its delivery from the first try" {
	{
		request 100 1 s1.ts
		failed 100.2 1 s1.ts connect=0.050000 tls=0.010000
		request 101 2 s1.ts retry=1
		# FFmpeg asks ahead while it is still trying.
		request 101.1 3 s2.ts
		got 101.5 2 s1.ts time=0.500000 basis=media
		got 101.6 3 s2.ts time=0.500000 basis=media connect=0.100000
	} | folds
	holds "$loss == \"0/2\"" "$loss"
	holds '.segment.delivery | .max == 1.56 and .min == 0.6'
}

@test "loss: given up by FFmpeg's word, by the next segment, at the end" {
	{
		at 100 1.0 start
		at 100 - swarm target_duration=2.000000 ffmpeg=4.3.7
		request 100 1 s1.ts
		failed 100.2 1 s1.ts
		at 100.2 1.0 segment_fail seq=1
		at 100.2 1.0 segment_skip seq=1
	} >"$T/in"
	folds <"$T/in"
	# What fails fast is no fast delivery: it costs its viewer a segment.
	holds "$loss == \"1/1\"" "$loss"
	holds '.segment.delivery.max == 2'
	{
		request 101 2 s2.ts
		failed 101 2 s2.ts
		request 101 3 s2.ts
		failed 104 3 s2.ts
		request 104 4 s3.ts
	} >>"$T/in"
	folds <"$T/in"
	holds "$loss == \"2/2\"" "$loss"
	holds '.segment.delivery.max == 3'
	failed 105 4 s3.ts >>"$T/in"
	folds <"$T/in"
	holds "$loss == \"2/2\"" "$loss"
	for reason in shutdown session exit stall; do
		{ cat "$T/in"; at 106 1.0 exit code=1 reason=$reason; } | folds
		case $reason in
		s[he]*) holds "$loss == \"2/2\"" "$loss" ;;
		*) holds "$loss == \"3/3\"" "$loss" ;;
		esac
	done
	# The next process of the client ends it too; a gap in the log hides it.
	{ cat "$T/in"; at 106 1.1 start; } | folds
	holds "$loss == \"3/3\"" "$loss"
	{ cat "$T/in"; at 106 1.0 lost lines=9; at 107 1.0 exit code=1; } | folds
	holds "$loss == \"2/2\"" "$loss"
}

@test "loss: of other renditions it takes four segments" {
	{
		request 100 1 v/s1.ts
		failed 100.1 1 v/s1.ts
		for n in 2 3 4; do request 101 $n a/s$n.aac; done
	} >"$T/in"
	folds <"$T/in"
	holds "$loss == \"0/0\"" "$loss"
	{ cat "$T/in"; request 102 5 a/s5.aac; } | folds
	holds "$loss == \"1/1\"" "$loss"
	{ cat "$T/in"; request 102 5 v/s2.ts; } | folds
	holds "$loss == \"1/1\"" "$loss"
	{ cat "$T/in"; request 102 5 v/s1.ts; got 103 5 v/s1.ts; } | folds
	holds "$loss == \"0/1\"" "$loss"
	# Renditions in numbered folders are two.
	{
		request 100 1 0/s1.ts
		failed 100.1 1 0/s1.ts
		request 101 2 1/s1.ts
	} | folds
	holds "$loss == \"0/0\"" "$loss"
}

@test "loss: what is void or broken off has no outcome" {
	{
		request 100 1 s1.ts
		failed 100 1 s1.ts
		request 100 2 s1.ts
		at 101 1.0 void n=2 type=segment
	} >"$T/in"
	folds <"$T/in"
	holds "$loss == \"0/0\" and .http.void == 1" "$loss"
	{ cat "$T/in"; request 101 3 s2.ts; } | folds
	holds "$loss == \"1/1\"" "$loss"
	{ cat "$T/in"; request 101 3 s1.ts; got 102 3 s1.ts; } | folds
	holds "$loss == \"0/1\"" "$loss"
	{ cat "$T/in"; request 101 3 s1.ts; at 102 1.0 abort n=3 type=segment
		request 102 4 s2.ts; } | folds
	holds "$loss == \"1/1\" and .segment.aborted == 1" "$loss"
}

@test "loss: refused, so that only FFmpeg's number tells of it" {
	for version in 5.1.9 7.1.5; do
		{
			at 100 - swarm ffmpeg=$version
			at 100 1.0 connect_fail reason=refused
			at 100.5 1.0 segment_fail seq=5
			at 100.6 1.0 connect_fail reason=refused
			at 101 1.0 segment_fail seq=5
		} >"$T/in"
		folds <"$T/in"
		holds "$loss == \"0/0\" and .hls.segments.failed == 2" "$loss"
		{ cat "$T/in"; at 101 1.0 segment_skip seq=5; } | folds
		holds "$loss == \"1/1\" and .segment.delivery.max == 0.5"
		# From 6 on the next request is for the same segment.
		{ cat "$T/in"; request 101 1 s5.ts; got 102 1 s5.ts range=0-9; } |
			folds
		[ "$version" = 5.1.9 ] && want=1/2 || want=0/1
		holds "$loss == \"$want\"" "$loss"
	done
	# A body cut short had been opened: the refused one is another segment.
	{
		request 100 1 s1.ts
		at 101 1.0 fetch_fail n=1 type=segment status=200 reason=short \
			url=http://o/s1.ts
		at 101 1.0 segment_fail seq=2
		at 101 1.0 exit code=1
	} | folds
	holds "$loss == \"2/2\" and .http.reason.short == 1" "$loss"
}

@test "loss: byte ranges of one file are segments each" {
	{
		request 100 1 f.mp4
		failed 100 1 f.mp4 range=0-99
		request 100 2 f.mp4
	} >"$T/in"
	{ cat "$T/in"; got 101 2 f.mp4 range=0-99; } | folds
	holds "$loss == \"0/1\"" "$loss"
	{ cat "$T/in"; got 101 2 f.mp4 range=100-199; } | folds
	holds "$loss == \"1/2\"" "$loss"
	{ cat "$T/in"; failed 101 2 f.mp4 range=100-199; at 102 1.0 exit code=1
	} | folds
	holds "$loss == \"2/2\"" "$loss"
}

@test "loss: a ninth that fails gives up the oldest" {
	for n in 1 2 3 4 5 6 7 8; do failed 100 $n s$n.ts; done >"$T/in"
	folds <"$T/in"
	holds "$loss == \"0/0\"" "$loss"
	{ cat "$T/in"; failed 101 9 s9.ts; got 102 10 s1.ts; got 102 11 s2.ts; } |
		folds
	holds "$loss == \"1/3\"" "$loss"
}

@test "loss and aborted requests are their own session's parts" {
	{
		at 100 1.0 start group=a
		at 100 2.0 start group=b
		request 100 1 s1.ts
		failed 100 1 s1.ts
		request 100 2 s1.ts
		at 101 2.0 connect addr=192.0.2.1
		at 102 1.1 start group=a
	} | folds --by group
	holds '.by.group.a | .segment.loss.count == 1 and .segment.aborted == 1'
	holds '.by.group.b.segment == null'
}

@test "connections: reasons, health, times; requests by class and reason" {
	{
		for reason in refused timeout unreachable dns tls reset closed \
			local odd; do
			at 100 1.0 connect_fail reason=$reason
		done
		at 100 1.0 connect addr=192.0.2.1 time=0.250000 tls=0.125000
		at 100 1.0 fetch type=playlist status=200 redirects=2
		at 100 1.0 fetch type=playlist status=206 conn=reused
		at 100 1.0 fetch_fail type=playlist status=404 reason=http
		at 100 1.0 fetch_fail type=key status=503 reason=http conn=reused
		for reason in short timeout reset closed redirects extension \
			noresponse; do
			at 100 1.0 fetch_fail type=segment reason=$reason
		done
		at 100 1.0 void n=1 type=segment
		at 100 1.0 abort n=2 type=segment
		at 100 1.0 reconnect delay=1
	} | folds
	holds '.connect | .count == 1 and .fail == 9 and .tries == 10 and
		.health == 0.1 and .time.max == 0.25 and .tls.max == 0.125'
	holds '.connect.reason == {refused: 1, timeout: 1, unreachable: 1,
		dns: 1, tls: 1, reset: 1, closed: 1, local: 1, other: 1}'
	holds '.http | .requests == 11 and .error == {count: 9, ratio: 0.818181}
		and .void == 1 and .reconnects == 1 and .timeouts == 2'
	holds '.http.class == {"2xx": 2, "3xx": 2, "4xx": 1, "5xx": 1}'
	holds '.http.reason == {status: 2, short: 1, timeout: 1, reset: 1,
		closed: 1, redirects: 1, extension: 1, noresponse: 1}'
	holds '.http.code == {"404": 1, "503": 1}'
	holds '.http.reuse.ratio == 0.181818 and .playlist.reuse.ratio == 0.333333
		and .key.reuse.ratio == 1 and .segment.reuse.ratio == 0'
	holds '.segment.requests == 7 and .segment.aborted == 1'
}

@test "sizes, bits, caches, and the bandwidth that was declared" {
	{
		at 100 - swarm bandwidth=800000
		got 101 1 s1.ts bytes=100000 time=0.500000 cache=hit age=30
		got 101 2 s2.ts bytes=300000 time=1.500000 cache=miss
		# Of these times nothing is known.
		got 101 3 s3.ts bytes=200000 time=9.000000 basis=upper cache=stale
		got 101 4 s4.ts bytes=200000 cache=updating age=-1
		for word in revalidated expired bypass dynamic odd; do
			got 101 5 s5.ts cache=$word
		done
		at 102 - tick
	} | folds
	holds '.segment.size | .min == 100000 and .max == 300000 and
		.mean == 200000'
	holds '.segment | .bitrate == 3200000 and .throughput == 400000'
	holds '.cache | .hit == 1 and .stale == 2 and .revalidated == 1 and
		.miss == 2 and .bypass == 2 and .served == 4 and .known == 8 and
		.ratio == 0.5 and .age.min == 30 and .age.max == 30'
	# 3.2 Mbit in 2 s at 0.8 Mbit/s.
	holds '.bandwidth == {bits: 3200000, declared: 1600000, efficiency: 2}'
}

@test "reloads: interval, jitter, late by over half a target duration" {
	{
		at 100 - swarm target_duration=4.000000
		at 101 1.0 request n=1 type=playlist url=http://o/p
		at 105 1.0 request n=2 type=playlist interval=4.000000 \
			late=2.000000 url=http://o/p
		at 109 1.0 request n=3 type=playlist interval=5.000000 \
			late=2.000001 url=http://o/p
		at 113 1.0 request n=4 type=playlist interval=3.000000 url=http://o/p
	} | folds
	holds '.hls.reload | .count == 3 and .late == 1 and
		.interval.mean == 4 and .jitter.max == 2.000001'
}

@test "stale: two renditions at once are one; one that ends and comes back" {
	{
		at 110 1.0 stale playlist=0 since=100.000000 time=10.000000
		at 112 1.0 stale playlist=1 since=102.000000 time=10.000000
		at 115 1.0 stale playlist=0 since=100.000000 time=15.000000
	} >"$T/in"
	folds <"$T/in"
	holds '.hls.stale == {count: 1, time: 15}' .hls.stale
	# The first one has news, the second has none for long.
	at 142 1.0 stale playlist=1 since=102.000000 time=40.000000 >>"$T/in"
	folds <"$T/in"
	holds '.hls.stale == {count: 1, time: 42}' .hls.stale
	at 160 1.0 stale playlist=0 since=150.000000 time=10.000000 >>"$T/in"
	# Another viewer's is its own, and one of the future is none.
	at 160 2.0 stale playlist=0 since=150.000000 time=10.000000 >>"$T/in"
	at 170 1.0 stale since=99999999999.000000 time=5.000000 >>"$T/in"
	at 180 1.0 stale since=175.000000 time=5.000000 >>"$T/in"
	folds <"$T/in"
	holds '.hls.stale == {count: 4, time: 67}' .hls.stale
}

# moves TIME SESSION FROM TO: its playlist, loaded before.
moves() {
	at "$1" "$2" request n=1 type=playlist interval=2.000000 url=http://o/p
	at "$1" "$2" sequence playlist=0 from="$3" to="$4" ${5:+duration=$5}
}

@test "media sequences: skips, resets, the newest that a viewer has" {
	{
		moves 100 1.0 10 11
		moves 100 2.0 10 11
		at 101 - tick
		moves 102 1.0 11 14
		at 103 - tick
		# The newest one leaves: then nobody has that any more.
		at 104 1.0 exit code=0
		at 105 - tick
		# The stream begins anew.
		moves 106 2.0 11 1
		at 107 - tick
	} >"$T/in"
	folds <"$T/in"
	holds '.hls.sequence == {skips: 1, resets: 1}'
	hls-agg -q "$T/in" >"$T/got"
	is "$(value "$T/got" 101.000000 - hls media_sequence)" 11
	is "$(value "$T/got" 103.000000 - hls media_sequence)" 14
	is "$(value "$T/got" 105.000000 - hls media_sequence)" 11
	is "$(value "$T/got" 107.000000 - hls media_sequence)" 1
}

@test "continuity errors by kind, expired segments" {
	{
		for kind in corrupt corrupt counter dts discontinuity odd; do
			at 100 1.0 continuity kind=$kind
		done
		at 100 1.0 expired count=3
		at 100 1.0 expired count=-3
	} | folds
	holds '.continuity == {corrupt: 2, counter: 1, dts: 1, discontinuity: 1}
		and .hls.segments.expired == 3'
}

# watches TIME SESSION STATE [BUFFER PLAYED REBUFFERED]
watches() {
	at "$1" "$2" viewer state="$3" ${4:+buffer=$4 played=$5 rebuffered=$6}
}

@test "rebuffering: sessions, their share, and which part it is of" {
	{
		at 100 1.0 start group=a
		at 100 2.0 start group=b
		at 100 1.0 startup time=1.000000
		at 100 2.0 startup time=1.000000
		watches 104 1.0 rebuffering 0 2.000000 2.000000
		watches 104 2.0 playing 1.000000 4.000000 0
		at 104 - tick
		# It was less, as it turned out; the other one's is its own.
		at 105 1.0 rebuffer start=102 time=1.000000
		at 105 1.0 rebuffer start=104 time=0.500000
		watches 105 1.0 playing 1.000000 3.500000 1.500000
		watches 105 2.0 rebuffering 0 4.000000 1.000000
		at 105 - tick
	} | folds --by group
	holds '.rebuffer | .count == 2 and .sessions == 1 and .share == 0.5 and
		.time == 2.5 and .played == 7.5 and .watched == 10 and
		.ratio == 0.25 and .duration.max == 1' .rebuffer
	holds '.by.group.b.rebuffer | .time == 1 and .ratio == 0.2' .by.group
	holds '.by.group.a.rebuffer.count == 2'
}

@test "startups that are pending, failures after the first segment" {
	{
		at 100 1.0 start
		watches 100 1.0 startup
		watches 100 2.0 startup
		at 101 - tick
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(value "$T/got" 101.000000 - startup pending)" 2
	{
		at 102 1.0 startup time=1.000000 wall=1.500000
		watches 102 1.0 playing 2.000000 0 0
		at 103 - tick
		at 104 1.0 playback_fail reason=exit_error
		at 104 2.0 startup_fail reason=playlist
	} >>"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(value "$T/got" 103.000000 - startup pending)" 1
	folds <"$T/in"
	holds '.startup | .count == 1 and .fail == 1 and .wall.max == 1.5'
	holds '.playback.fail == 1'
}

@test "pace: speed over ten seconds, drift from the best lead, who is slow" {
	{
		at 100 - swarm target_duration=2.000000
		for n in 0 1 2 3 4 5 6; do
			t=$((100 + 2 * n))
			# One keeps up, the other gets half of it.
			got $t $n s$n.ts
			watches $t.5 1.0 playing 2.000000 $((2 * n)) 0
			at $t 2.0 fetch type=segment status=200
			watches $t.5 2.0 rebuffering 0.000000 $((n + 2)) $n
			at $((t + 1)) - tick
		done
	} >"$T/in"
	folds <"$T/in"
	# 10 s after the first end: 10 s of media, and 5.
	holds '.viewers | .speed.max == 1 and .speed.min == 0.5 and
		.slow == 1 and .realtime == 1 and .drifted == 1' .viewers
	# At the end all have left: what there was is told.
	{
		cat "$T/in"
		at 114 1.0 exit signal=15 reason=shutdown
		at 114 2.0 exit signal=15 reason=shutdown
		at 115 - tick
	} | folds
	holds '.viewers | .playing == 1 and .rebuffering == 1 and .slow == 1 and
		.realtime == 1 and .drifted == 1' .viewers
	# 2, 4 ... 12 s have passed, and half of it is missing.
	holds '.viewers.drift | .min == 0 and .max == 6 and .mean == 1.75'
	# Three target durations, where these are more.
	sed 's/target_duration=2/target_duration=5/' "$T/in" | folds
	holds '.viewers | .speed == null and .slow == 0'
}

# scored NAME...: the scores in the roster, in the order of it.
scores() {
	jq -r '[.per_client[] | "\(.id):\(.score // "-"):\(.why // "")"] |
		join(" ")' "$T/json"
}

@test "scores: the formulas, and what has none" {
	{
		for n in 1 2 3 4 5 6 7; do at 100 $n.0 start; done
		# S = 100 * 8 / (8 + 2) = 80
		at 101 1.0 startup time=2.000000
		watches 110 1.0 playing 2.000000 8.000000 0
		# n = 2, 10 %: (100 / sqrt(2) + 100 / e) / 2 = 53.749311
		at 101 2.0 startup time=0.000000
		for t in 102 104; do at $t 2.0 rebuffer start=$t time=0.5; done
		watches 110 2.0 playing 2.000000 9.000000 1.000000
		at 101 3.0 startup_fail reason=exit_error
		at 101 4.0 startup time=0.100000
		watches 110 4.0 playing 2.000000 9.000000 0
		at 111 4.0 playback_fail reason=stall
		# Not started; and without figures of playing.
		watches 110 5.0 startup
		at 101 6.0 startup time=1.000000
		watches 110 6.0 playing
		# S = 100 * 8 / 8.5 = 94.117647
		at 101 7.0 startup time=0.500000
		watches 110 7.0 playing 2.000000 8.000000 0
		at 111 - tick
	} >"$T/in"
	folds --per-client <"$T/in"
	is "$(scores)" '3:0:startup_fail:exit_error 4:0:playback_fail:stall'`
		`' 2:53.749311:rebuffering 1:80:startup 7:94.117647:startup'`
		`' 5:-: 6:-:'
	holds '.qoe | .excellent == 1 and .good == 1 and .fair == 1 and
		.poor == 2 and .score.min == 0 and .score.max == 94.117647'
	folds --per-client=2 <"$T/in"
	holds '[.per_client[].id] == ["3", "4"]'
	hls-agg -q --per-client "$T/in" >"$T/got"
	# In the block of the tick, and in the last one.
	is "$(grep -c '^111.000000 - client ' "$T/got")" 14
	is "$(stat "$T/got" 111.000000 - 'client id=2' | cut -d ' ' -f 5-7)" \
		'state=playing score=53.749311 why=rebuffering'
	# Of VOD there are some if it is played, and no zeros alone if not.
	{ at 100 - swarm kind=vod; cat "$T/in"; } | folds
	holds '.qoe.excellent == 1'
	{ at 100 - swarm kind=vod; sed 's/ buffer=.*//' "$T/in"; } | folds
	holds '.qoe == null'
}

@test "scores: the sessions of a client by their time, back-off included" {
	{
		# 20 s at 100, then 10 s of back-off behind 10 s at 0.
		at 100 1.0 start
		at 100 1.0 startup time=0.000000
		watches 119 1.0 playing 2.000000 10.000000 0
		at 120 1.0 exit code=0 reason=exit
		at 120 1.1 start
		at 130 1.1 startup_fail reason=signal
		at 130 1.1 exit signal=9 reason=exit
		at 140 1.2 start
		at 140 - tick
	} >"$T/in"
	folds --per-client <"$T/in"
	is "$(scores)" '1:50:startup_fail:signal'
	# One that we end before its first segment does not count.
	{ cat "$T/in"; at 190 1.2 exit signal=15 reason=shutdown; } |
		folds --per-client
	is "$(scores)" '1:50:startup_fail:signal'
}

@test "clients that were seen, and whose lines were lost" {
	{
		for n in 1 2 3 4; do at 100 $n.0 start; done
		at 100 1.0 lost lines=2
		at 100 2.0 lost lines=3
		# 1 % of the mean of 1,000 lines a client is 2.5.
		at 101 - parse lines=995 garbled=0
		at 101 - tick
	} | folds
	holds '.clients | .seen == 4 and .degraded == 1' .clients
	holds '.pipeline.lost == 5'
}

@test "ticks that go back, lines that are none" {
	{
		at 100 1.0 start
		at 101 - tick
		echo nonsense
		at 99 - tick
		at 100 - tick
	} | folds
	holds '.pipeline | .bad == 1 and .backsteps == 1'
}

@test "--by: each dimension has its values" {
	{
		at 100 - swarm host=edge
		at 100 - phase n=1 target=2
		at 100 1.0 start group=news rendition=640x360@900000
		at 100 west:1.0 start group=two%20words rendition=@64000
		at 100 1.0 connect addr=2001:db8::1 port=80
		at 100 west:1.0 connect addr=192.0.2.7 port=80
		got 101 1 720p/s1.ts bytes=100
		got 101 2 1080p/s1.ts bytes=100
		at 101 - tick
		at 101 - phase n=2 target=4
		at 102 west:1.0 fetch_fail type=segment status=503 reason=http \
			url=http://o/out_720p_0005.ts
	} >"$T/in"
	folds --by group,addr,status,variant,phase,host,rendition <"$T/in"
	holds '.by.group | .news.segment.count == 2 and
		."two words".segment.fail == 1' .by.group
	holds '.by.addr | ."2001:db8::1".http.requests == 2 and
		."192.0.2.7".http.error.ratio == 1'
	holds '.by.status | ."200".http.requests == 2 and
		."503".http.error.count == 1'
	holds '.by.variant | keys == ["/1080p/s#.ts", "/720p/s#.ts",
		"/out_720p_#.ts"]' .by.variant
	holds '.by.phase | ."1".segment.count == 2 and ."2".segment.fail == 1'
	holds '.by.rendition | ."640x360@900000".segment.count == 2 and
		."@64000".segment.fail == 1' .by.rendition
	holds '.by.host | .edge.segment.count == 2 and .west.segment.fail == 1'
	hls-agg -q --by group,addr "$T/in" >"$T/got"
	grep ' all segment by=group:two%20words ' "$T/got"
	grep ' all segment by=addr:2001:db8::1 ' "$T/got"
}

@test "--by: sixteen are shown, the rest together, 256 are told apart" {
	{
		# A value with this name is no other thing.
		at 100 1.0 start group=other
		for n in $(seq 20); do at 100 1.0 fetch type=segment; done
		for n in $(seq 2 300); do
			at 100 $n.0 start group=g$n
			at 100 $n.0 fetch type=segment
		done
		# Odd bytes are one value each, whatever they are.
		for n in 1 2 3; do
			at 100 400.0 start group=%00x%FFy
			at 100 400.0 fetch type=segment
		done
	} >"$T/in"
	folds --by group <"$T/in"
	holds '.by.group | length == 17 and .other.segment.count ==
		20 + 299 + 3 - 16' .by.group
	hls-agg -q --by group "$T/in" >"$T/got"
	is "$(grep -c ' all segment by=group:other ' "$T/got")" 1
	is "$(grep -c ' all segment by=group:' "$T/got")" 17
	tail -n 6 "$T/in" | folds --by group
	holds '.by.group | length == 1 and .[].segment.count == 3' .by.group
}

# gone N: as many clients, each with one session, over 20 ticks.
gone() {
	awk -v n="$1" 'BEGIN { for (c = 1; c <= n; c++) {
		t = sprintf("%d.000000", 100 + c * 20 / n)
		print t, c ".0 start\n" t, c ".0 startup time=0.3\n" \
			t, c ".0 playback_fail reason=stall\n" \
			t, c ".0 exit code=1"
		if (c % (n / 20) == 0) print t, "- tick target=1" } }'
}

# memory COMMAND...: its largest resident set, in KiB.
memory() {
	rss "$@" 2>&1 >/dev/null | tail -n 1
}

@test "a client that has gone leaves 64 bytes" {
	[ -z "${SANITIZED-}" ] || skip "sanitizers have their own way with memory"
	gone 10000 >"$T/few"
	gone 100000 >"$T/many"
	few=$(memory hls-agg -q "$T/few")
	many=$(memory hls-agg -q "$T/many")
	echo "$few KiB of 10000, $many KiB of 100000"
	(((many - few) * 1024 / 90000 <= 64))
}

@test "the pace of a real viewer that plays without a fault is near 1" {
	gzip -dc "$TOP/tests/data/viewer/clean.raw.gz" | hls-parse | folds
	holds '.viewers | .speed.min > 0.98 and .speed.max < 1.02 and
		.drift.max < 0.2' .viewers
}
