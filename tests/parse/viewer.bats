#!/usr/bin/env bats
# The life of requests and the viewer, from log lines written here: what no
# origin does on request.

load ../lib/helper

# Seconds of the run, as a stamp.
at() {
	now=$(awk -v s="$1" 'BEGIN { printf "%.6f", 1795351500 + s }')
}

# say TEXT...: log lines of FFmpeg's at that moment.
say() {
	printf "$now 1.0 log %s\n" "$@"
}

# swarm, watch, tick, ...: a record of hls-spawn's own.
record() {
	echo "$now $*"
}

# ask CONTEXT PATH: a request is written.
ask() {
	say "[http @ 0x$1] [debug] request: GET $2 HTTP/1.1"
}

# answer CONTEXT STATUS HEADER...: it is answered.
answer() {
	local ctx=$1 status=$2 h
	shift 2
	say "[http @ 0x$ctx] [trace] header='HTTP/1.1 $status'"
	for h; do
		say "[http @ 0x$ctx] [trace] header='$h'"
	done
	say "[http @ 0x$ctx] [trace] header=''"
}

# open URL: FFmpeg opens a playlist.
open() {
	say "[hls @ 0x1] [info] Opening 'http://o.ex$1' for reading"
}

connected() {
	say "[tcp @ 0x7] [verbose] Starting connection attempt to 192.0.2.7 port 80" \
		"[tcp @ 0x7] [verbose] Successfully connected to 192.0.2.7 port 80"
}

# want PATH [PLAYLIST]: FFmpeg turns to a segment.
want() {
	say "[hls @ 0x1] [verbose] HLS request for url 'http://o.ex$1', offset 0, playlist ${2:-0}"
	say "[hls @ 0x1] [info] Opening 'http://o.ex$1' for reading"
}

# media N [CONTEXT]: so many lines of the demuxer.
media() {
	local i
	for ((i = 0; i < $1; i++)); do
		say "[mpegts @ 0x${2:-5}] [trace] pid=100 stream_id=0xe0"
	done
}

closed() {
	say "[AVIOContext @ 0x9] [verbose] Statistics: $1 bytes read, 0 seeks"
}

# join: a live playlist is opened, its first segment is wanted.
join() {
	at 0
	record "- swarm format=1 target=1 kind=live ${1:-}"
	record "1.0 start pid=1"
	say "[NULL @ 0x1] [debug] Opening 'http://o.ex/hi.m3u8' for reading"
	connected
	ask a /hi.m3u8
	answer a "200 OK" "Content-Length: 100"
}

# segment SECOND N [LENGTH]: that one comes whole, on the connection b.
segment() {
	at "$1"
	want "/$2.ts"
	[ -n "${known:-}" ] || connected
	known=1
	ask b "/$2.ts"
	answer b "200 OK" "Content-Length: ${3:-1000}"
	media 3
}

# reload SECOND: the playlist comes once more, on its own connection.
reload() {
	at "$1"
	open /hi.m3u8
	[ -n "${loaded:-}" ] || connected
	loaded=1
	ask c /hi.m3u8
	answer c "200 OK" "Content-Length: 100"
}

# moved FROM TO START END: the playlist's first segment is another one.
moved() {
	say "$(line "[hls @ 0x1] [debug] Media sequence change ($1 -> $2)" \
		"reflected in first_timestamp: $3 -> $4")"
}

# stop SECOND [CODE]: hls-spawn ends it.
stop() {
	at "$1"
	say "[info] Exiting normally, received signal 15."
	record "1.0 exit code=255 uptime=$1 reason=shutdown"
	record "- tick target=1 started=1 starting=0 running=0 stalled=0" \
		"backoff=0 stopped=1 lost=0"
	record "- end reason=duration"
}

# list FIRST DURATION...: the watched playlist has these segments; the whole of
# it each time.
list() {
	local seq=$1 d
	shift
	record "- watch n=1 status=200 time=0.001000 bytes=1" \
		"lines=$((3 + 2 * $#)) url=http://o.ex/hi.m3u8"
	record "- watch_line n=1 text=#EXTM3U"
	record "- watch_line n=1 text=#EXT-X-TARGETDURATION:${TARGET:-4}"
	record "- watch_line n=1 text=#EXT-X-MEDIA-SEQUENCE:$seq"
	for d; do
		record "- watch_line n=1 text=#EXTINF:$d,"
		record "- watch_line n=1 text=$((seq++)).ts"
	done
}

parse() {
	hls-parse >"$T/ev"
	cat "$T/ev"
}

# last KEY: of the last viewer record.
last() {
	awk -v k="$1=" '$3 == "viewer" && index($0, " " k) {
		v = $0
		sub(".* " k, "", v)
		sub(/ .*/, "", v)
	} END { print v }' "$T/ev"
}

# equals A B: the same number.
equals() {
	near 0.0005 "$@"
}

@test "a segment counts once, whatever closes later" {
	{ join; list 0 2 2 2
	segment 0.1 0; segment 0.2 1; reload 2
	# The kept connection is closed behind the reload.
	closed 2000
	segment 2.1 2; reload 4; closed 1000; stop 4.5; } | parse
	equals "$(last played)" 4.4
	equals "$(last buffer)" 1.6
}

@test "uneven segments: each has its own duration" {
	{ join; list 0 2 0.4 4
	segment 0.1 0; segment 0.2 1; segment 0.3 2; reload 2; stop 2.5; } | parse
	equals "$(last played)" 2.4
	equals "$(last buffer)" 4
	equals "$(last rebuffered)" 0
}

@test "viewers who are faster than the first watch get its durations, too" {
	{ join "watch=1"
	segment 0.1 0; segment 0.2 1; segment 0.3 2; reload 2
	at 2.1; list 0 2 0.4 4; stop 2.5; } | parse
	equals "$(last played)" 2.4
	equals "$(last buffer)" 4
	# For so long: then the log's own word counts, as without a watch.
	{ join "watch=1"
	for i in 0 1 2 3 4 5 6 7 8 9; do
		segment "$((2 * i)).1" "$i"; reload "$((2 * i + 1))"
		moved "$i" "$((i + 1))" "$((2000000 * i))" \
			"$((2000000 * (i + 1)))"
		record "- tick target=1 started=1"
	done
	stop 19.5; } | parse
	is "$(grep -c ' 1.0 viewer state=playing$' "$T/ev")" 6
	grep -q '^1795351515.000000 1.0 viewer state=playing .*played=14.9' \
		"$T/ev"
	equals "$(last rebuffered)" 0
	# A multivariant playlist has come, and none of its variants so far.
	known='' loaded=''
	{ join "watch=1"
	record "- watch n=1 status=200 time=0.001000 bytes=1 lines=3" \
		"url=http://o.ex/master.m3u8"
	record "- watch_line n=1 text=#EXTM3U"
	record "- watch_line n=1 text=#EXT-X-STREAM-INF:BANDWIDTH=1"
	record "- watch_line n=1 text=hi.m3u8"
	segment 0.1 0; segment 0.2 1; segment 0.3 2; reload 2
	at 2.1; list 0 2 0.4 4 | sed 's/ n=1 / n=2 /'; stop 2.5; } | parse
	equals "$(last played)" 2.4
	equals "$(last buffer)" 4
	known='' loaded=''
	# Without one nothing is waited for, and nothing made up.
	{ join; segment 0.1 0; segment 0.2 1; segment 0.3 2; reload 2
	stop 2.5; } | parse
	is "$(last played)" ""
}

@test "a segment that the watch has not seen yet is provisional" {
	{ join; list 0 2
	segment 0.1 0; segment 0.2 1; reload 1
	at 1.5; record "- tick target=1 started=1"
	list 0 2 0.5; stop 1.6; } | parse
	# A guess of 2 s first, then 0.5 s.
	grep -q '^1795351501.500000 1.0 viewer .*buffer=2.600000 played=1.400000' "$T/ev"
	equals "$(last buffer)" 1
}

@test "rebuffered goes down again when an end is known at last" {
	{ join; list 0 2
	segment 0.1 0
	# One that nothing tells of for long: its lines come at 2.5.
	at 2.2; want /1.ts; ask b /1.ts; answer b "200 OK" "Content-Length: 1000"
	media 1
	at 3; record "- tick target=1 started=1"
	at 3.4; media 1; reload 3.5; list 0 2 2; stop 5; } | parse
	awk '$3 == "viewer" && / rebuffered=/ { print $NF }' "$T/ev"
	equals "$(last rebuffered)" 1.3
	is "$(grep -c ' rebuffer start' "$T/ev")" 1
}

@test "all empty time counts, a rebuffer has 0.25 s" {
	{ join; list 0 2 2 2
	segment 0.1 0; segment 2.2 1; segment 4.5 2; reload 4.6; stop 4.8; } | parse
	equals "$(last rebuffered)" 0.4
	is "$(grep -c ' rebuffer start' "$T/ev")" 1
	grep -q ' rebuffer start=1795351504.200000 time=0.300000$' "$T/ev"
}

@test "played and rebuffered never exceed the session" {
	{ join; list 0 2 2 2 2
	segment 0.1 0; segment 1 1; segment 6 2; reload 6.1
	for t in 7 8 9 10 11 12; do
		at $t; record "- tick target=1 started=1"
	done
	stop 12.5; } | parse
	awk '$3 == "viewer" && / rebuffered=/ {
		for (i = 4; i <= NF; i++) { split($i, f, "="); v[f[1]] = f[2] }
		if (v["played"] + v["rebuffered"] > $1 - 1795351500.1 + 0.0005) {
			print
			bad = 1
		}
		n++
	}
	END { exit bad || n < 6 }' "$T/ev"
}

@test "one range that covers two segments is both of them" {
	{ join; at 0
	record "- watch n=1 status=200 lines=6 url=http://o.ex/hi.m3u8"
	for l in '#EXTM3U' '#EXTINF:2,' '#EXT-X-BYTERANGE:500@0' 'f.ts' \
	    '#EXTINF:3,' '#EXT-X-BYTERANGE:500'; do
		record "- watch_line n=1 text=$l"
	done
	record "- watch n=1 status=200 lines=7 url=http://o.ex/hi.m3u8"
	record "- watch_keep n=1 from=0 lines=6"
	record "- watch_line n=1 text=f.ts"
	at 0.1; want /f.ts; connected; ask b /f.ts
	say "Range: bytes=0-999"
	answer b "206 Partial Content" "Content-Length: 1000"; at 1; media 3
	reload 2; stop 2.1; } | parse
	equals "$(last played)" 1.1
	equals "$(last buffer)" 3.9
	# Its end is that of both: no startup time is made of it.
	grep -q ' 1.0 startup$' "$T/ev"
}

@test "the same name twice: the one behind the segment before" {
	{ join; at 0
	record "- watch n=1 status=200 lines=7 url=http://o.ex/hi.m3u8"
	for l in '#EXTM3U' '#EXTINF:2,' '1.ts' '#EXTINF:3,' 'ad.ts' '#EXTINF:4,' '2.ts'; do
		record "- watch_line n=1 text=$l"
	done
	record "- watch n=1 status=200 lines=9 url=http://o.ex/hi.m3u8"
	record "- watch_keep n=1 from=0 lines=7"
	record "- watch_line n=1 text=#EXTINF:1,"
	record "- watch_line n=1 text=ad.ts"
	segment 0.1 2; segment 0.2 ad; reload 0.5; stop 1.1; } | parse
	equals "$(last buffer)" 4
}

@test "a session in the path, a token in the query" {
	{ join; list 0 2 3
	at 0.1; want '/s/77/0.ts?t=x'; connected; ask b '/s/77/0.ts?t=x'
	answer b "200 OK" "Content-Length: 1000"; media 2; reload 0.5; stop 1.1; } | parse
	equals "$(last buffer)" 1
	run grep -c 't=x' "$T/ev"
	is "$output" 0
}

@test "without a watch: one duration, learnt" {
	{ join; segment 0.1 0; segment 0.2 1; reload 2
	moved 0 1 0 2000000
	segment 2.1 2; reload 4; stop 4.5; } | parse
	equals "$(last played)" 4.4
}

@test "without a watch: uneven segments give no figures, and a reason" {
	{ join; segment 0.1 0; segment 0.2 1; reload 2
	moved 0 1 0 600000
	segment 2.1 2
	at 3; record "1.0 progress out_time_us=4600000"
	record "1.0 progress progress=continue"
	reload 4; stop 4.5; } | parse
	is "$(last missing)" durations
	run grep -c ' rebuffer ' "$T/ev"
	is "$output" 0
}

@test "what follows when FFmpeg has dropped all playlists has no place" {
	{ join; segment 0.1 0; segment 0.2 1; reload 2
	moved 0 1 0 2000000
	at 2.5; say "[hls @ 0x1] [info] No longer receiving playlist 0 ('a')"
	record "1.0 progress out_time_us=1500000"
	record "1.0 progress progress=continue"
	want /0.ts 1; ask b /0.ts; answer b "200 OK" "Content-Length: 9"; media 3
	record "1.0 progress out_time_us=2500000"
	record "1.0 progress progress=continue"
	want /1.ts 1; ask b /1.ts; answer b "200 OK" "Content-Length: 9"; media 3
	stop 6; } | parse
	is "$(last missing)" durations
	is "$(grep -c ' rebuffer ' "$T/ev")" 0
}

@test "a variant that FFmpeg drops without a word holds up nobody" {
	# FFmpeg 5.1 joins one segment before time stamps begin again at 0.
	gzip -dc "$TOP/tests/data/viewer/join-break.raw.gz" | parse
	no grep -q ' viewer state=startup$' "$T/ev"
	is "$(grep -c ' startup time=0.016144 ' "$T/ev")" 1
	equals "$(last played)" 9.029994
	equals "$(last rebuffered)" 0
	equals "$(last buffer)" 4.970006
}

@test "sequence numbers that FFmpeg skipped are no media" {
	{ join; segment 0.1 0; segment 0.2 1; segment 0.3 2; reload 2
	moved 0 1 0 2000000
	segment 2.1 3; reload 4
	moved 1 8 2000000 8000000
	segment 4.1 8; reload 6; stop 6.1; } | parse
	equals "$(last played)" 6
	equals "$(last buffer)" 4
}

@test "no target duration: nothing is stale or late; the first reload never is" {
	many() {
		join "$1"; segment 0.1 0
		for t in 9 20 30 40; do
			reload $t
		done
		segment 41 1; reload 50; stop 51
	}
	many | parse
	run grep -cE ' stale | late=' "$T/ev"
	is "$output" 0
	loaded='' known=''
	many target_duration=2.000000 | parse
	grep -q ' stale playlist=0 ' "$T/ev"
	grep ' type=playlist .* url=' "$T/ev" | grep ' request ' >"$T/req"
	run grep -c late= <(sed -n 2p "$T/req")
	is "$output" 0
	grep -q late= <(sed -n 3p "$T/req")
}

@test "a playlist of HTML: an event with the reason, and the log's figures" {
	{ join; at 0
	record "- watch n=1 status=200 lines=1 url=http://o.ex/hi.m3u8"
	record "- watch_line n=1 text=%3Chtml%3E"
	segment 0.1 0; segment 0.2 1; reload 2
	moved 0 1 0 2000000
	segment 2.1 2; reload 4
	record "- watch n=1 status=503 reason=http time=0.001 url=http://o.ex/hi.m3u8?k=v"
	stop 20; } | parse
	failed=' - watch n=1 state=fail'
	grep -q "$failed reason=invalid status=200 url=http://o.ex/hi.m3u8$" "$T/ev"
	grep -q "$failed reason=http status=503 .* url=http://o.ex/hi.m3u8?k=\*$" "$T/ev"
	equals "$(last played)" 6
}

@test "a version that is not whole changes nothing and is counted" {
	{ join; list 0 2 3
	record "- watch n=1 status=200 lines=9 url=http://o.ex/hi.m3u8"
	record "- watch_keep n=1 from=90 lines=2"
	record "- watch_line n=1 text=#EXTINF:9,"
	record "- watch n=0 status=200 lines=9 url=http://o.ex/hi.m3u8"
	segment 0.1 0; segment 0.2 1; reload 1; stop 1.1; } | parse
	equals "$(last buffer)" 4
	grep -q ' parse .*garbled=[1-9]' "$T/ev" || tail -1 "$T/ev"
}

@test "each rule of the playlist, and none where it is kept" {
	rules() {
		join; TARGET=2 list 5 2 2 2
		at 1; TARGET=2 list 6 2 2 2
		at 2; TARGET=2 list 7 2 2 2.6
		at 3; TARGET=2 list 8 2 2.6
		at 4; TARGET=3 list 8 2 2.6
		at 5; TARGET=3 list 7 2 2 2.6
		at 13; record "- watch n=1 status=200 lines=7 same=1 url=http://o.ex/hi.m3u8"
		at 14; record "- watch n=1 status=200 lines=7 same=1 url=http://o.ex/hi.m3u8"
		stop 15
	}
	rules | parse
	sed -n 's/^[^ ]* - rule n=1 //p' "$T/ev" >"$T/got"
	cat >"$T/want" <<-END
	rule=extinf value=2.600000 limit=2.000000
	rule=window value=4.600000 limit=6.000000
	rule=target value=3.000000 limit=2.000000
	rule=sequence value=7 limit=8
	rule=late value=11.000000 limit=4.500000
	END
	same "$T/want" "$T/got"
}

@test "the edge is the playlist's, and so is the date" {
	{ join; at 0
	record "- watch n=1 status=200 lines=9 url=http://o.ex/hi.m3u8"
	for l in '#EXTM3U' '#EXT-X-TARGETDURATION:2' \
	    '#EXT-X-PROGRAM-DATE-TIME:2026-11-22T12:45:00Z' \
	    '#EXTINF:2,' 0.ts '#EXTINF:2,' 1.ts '#EXTINF:2,' 2.ts; do
		record "- watch_line n=1 text=$l"
	done
	segment 0.1 0; segment 0.2 1; reload 1
	at 1.1; record "- tick target=1 started=1"
	stop 1.2; } | parse
	# 1 s played of 6 s: the playhead is 1 s behind the list's first moment.
	equals "$(last edge)" 5
	now=$(echo 1795351501)
	equals "$(last latency)" "$(awk -v n="$now" 'BEGIN { printf "%.6f", 1795351501.1 - n }')"
}

@test "a gap that failed is told, also when the playlist shows it later" {
	{ join; list 0 2
	segment 0.1 0
	at 0.5; want /1.ts; ask b /1.ts; answer b "404 Not Found"
	say "[hls @ 0x1] [warning] Failed to open segment 1 of playlist 0"
	segment 0.6 2
	at 1
	record "- watch n=1 status=200 lines=8 url=http://o.ex/hi.m3u8"
	record "- watch_keep n=1 from=0 lines=5"
	for l in '#EXT-X-GAP' '#EXTINF:2,' 1.ts; do
		record "- watch_line n=1 text=$l"
	done
	stop 1.5; } | parse
	grep -q '^1795351500.500000 1.0 segment_gap url=http://o.ex/1.ts$' "$T/ev"
	hls-agg -q --json <"$T/ev" | jq -e '.segment.loss.count == 0'
	grep -v segment_gap "$T/ev" | hls-agg -q --json | jq -e '.segment.loss.count == 1'
	# What hls-agg is told of the watch comes behind the failure.
	sed '/ - swarm /s/$/ watch=1/; / - watch /d' "$T/ev" |
		hls-agg -q --json | jq -e '.segment.loss.count == 0'
}

@test "an informational answer has a status and a time to its first byte" {
	{ join; at 0.1; want /0.ts; connected; ask b /0.ts
	at 0.3; answer b "103 Early Hints" "Link: </x>"
	at 0.4; answer b "200 OK" "Content-Length: 1000"; media 2; reload 2; stop 2.5; } | parse
	grep -q ' fetch n=2 type=segment status=200 ttfb=0.200000 .*bytes=1000 ' "$T/ev"
	# FFmpeg takes the first one for the answer.
	loaded=''
	{ join; at 0.1; want /0.ts; connected; ask b /0.ts
	at 0.3; answer b "103 Early Hints"; reload 2; stop 2.5; } | parse
	grep -Eq ' n=2 type=segment status=103 .*ttfb=0.200000' "$T/ev"
}

@test "a status that has no body has no time" {
	for s in "204 No Content" "304 Not Modified"; do
		loaded='' known=''
		{ join; segment 0.1 0; reload 2
		at 2.1; want /1.ts; ask b /1.ts
		at 2.2; answer b "$s"; segment 4 2; reload 4.1; stop 5; } | parse
		grep " fetch n=4 type=segment status=${s%% *} ttfb=0.100000 " "$T/ev" >"$T/line"
		run grep -c ' time=' "$T/line"
		is "$output" 0
	done
}

@test "a last segment that is encoded is fetched" {
	{ join; at 0.1; want /0.ts; connected; ask b /0.ts
	answer b "200 OK" "Content-Length: 900" "Content-Encoding: gzip"; media 3
	at 2; closed 1000; stop 2; } | parse
	grep -q ' fetch n=2 type=segment status=200 ' "$T/ev"
}

@test "an end that our stop made is an upper bound" {
	{ join; list 0 2; at 0.1; want /0.ts; connected; ask b /0.ts
	answer b "200 OK" "Content-Length: 1000"; media 2
	at 0.15; closed 1000; stop 0.2; } | parse
	grep -q ' fetch n=2 type=segment .* basis=upper ' "$T/ev"
	grep -q ' 1.0 startup$' "$T/ev"
	# The end of a stream is none.
	{ join; at 0.1; want /0.ts; connected; ask b /0.ts
	answer b "200 OK" "Content-Length: 1000"; media 2
	at 0.15; closed 1000; at 0.2; record "1.0 exit code=0 uptime=0.2 reason=exit"; } | parse
	grep -q ' fetch n=2 type=segment .* basis=close ' "$T/ev"
}

@test "torn from a segment, FFmpeg turns to the next: it was not whole" {
	{ join; list 0 2 2; segment 0.1 0; segment 2.5 1
	at 9; want /2.ts; ask b /2.ts; closed 1400; stop 9.1; } | parse
	# The first was whole, of the second 600 bytes are missing.
	equals "$(last played)" 2
	grep -q ' rebuffer start=1795351502.100000 time=7.000000 open=1$' "$T/ev"
}

@test "a challenge that was answered is no lost segment" {
	{ join; segment 0.1 0; at 0.5; want /1.ts; ask b /1.ts
	answer b "401 Unauthorized" "WWW-Authenticate: Basic realm=x"
	ask b /1.ts; answer b "200 OK" "Content-Length: 1000"; media 2
	segment 2 2; reload 2.5; stop 3; } | parse
	grep -q ' fetch_fail n=3 type=segment status=401 ' "$T/ev"
	grep -q ' fetch n=4 type=segment status=200 .* retry=1 url=http://o.ex/1.ts$' "$T/ev"
	hls-agg -q --json <"$T/ev" | jq -e '.segment.loss.count == 0 and .segment.count == 3'
}

@test "a segment of which no media comes is lost" {
	{ join; list 0 2 2 2; segment 0.1 0
	at 0.2; want /1.ts; ask b /1.ts; answer b "200 OK" "Content-Length: 1000"
	segment 0.3 2; reload 2; stop 2.5; } | parse
	grep -q ' fetch n=3 type=segment status=200 .* media=0 ' "$T/ev"
	equals "$(last buffer)" 1.6
	hls-agg -q --json <"$T/ev" | jq -e '.segment.loss.count == 1'
}

@test "without a media line nobody started to play" {
	{ join; list 0 2 2; for n in 0 1; do
		at 0.$((n + 1)); want /$n.ts; ask b /$n.ts
		answer b "200 OK" "Content-Length: 1000"
	done
	at 1; say "[error] http://o.ex/hi.m3u8: Invalid data found when processing input"
	record "1.0 exit code=1 uptime=1 reason=exit"; } | parse
	run grep -cE ' startup( |$)' "$T/ev"
	is "$output" 0
	grep -q ' startup_fail reason=exit_error$' "$T/ev"
	grep -q ' cause text=.*Invalid' "$T/ev"
}

@test "packed audio has no media lines, and plays" {
	{ join; at 0.1; want /0.aac; connected; ask b /0.aac
	answer b "200 OK" "Content-Length: 1000"
	at 0.2; say "[info] Stream mapping:"
	segment 0.3 1; reload 2; stop 2.5; } | grep -v pid= | parse
	grep -Eq ' startup( |$)' "$T/ev"
	is "$(last missing)" ends
}

@test "two segments of one rendition at once are prefetch, and it is said" {
	{ join; list 0 2 2; at 0.1; want /0.ts; connected; ask b /0.ts
	answer b "200 OK" "Content-Length: 1000"
	want /1.ts; connected; ask d /1.ts; answer d "200 OK" "Content-Length: 1000"
	media 3; stop 1; } | parse
	is "$(last prefetch)" 1
	loaded='' known=''
	{ join; list 0 2 2; segment 0.1 0; segment 0.2 1; stop 1; } | parse
	run grep -c prefetch= "$T/ev"
	is "$output" 0
}

@test "paced VOD: a segment ends as it is played, and what is late is rebuffering" {
	{ at 0; record "- swarm format=1 target=1 kind=vod pace=realtime"
	record "1.0 start pid=1"
	say "[NULL @ 0x1] [debug] Opening 'http://o.ex/hi.m3u8' for reading"
	connected; ask a /hi.m3u8; answer a "200 OK" "Content-Length: 100"
	list 0 2 2 2
	segment 0 0; say "[info]   Duration: 00:00:06.00, start: 0.0"
	at 2; media 1; segment 2 1; at 4; media 1
	# The third takes a second longer.
	segment 4 2; at 7; media 1; segment 7 3; stop 7.5; } | parse
	grep -q ' 1.0 startup$' "$T/ev"
	grep -q ' rebuffer start=1795351506.000000 time=1.000000$' "$T/ev"
	equals "$(last played)" 4.5
}

# Killed at a stop, it tells of no close, and what it was reading may be whole.
@test "FFmpeg 4.3 that is stopped: what it had in hand is there, or is not" {
	local D=$TOP/tests/data/cases/4.3
	# A segment behind one of garbage: what lacks before it is no damage of it.
	gzip -dc "$D/segment_garbage.raw.gz" | hls-parse >"$T/ev"
	grep -q ' viewer state=ended buffer=1.559266 .* rebuffered=0.000000$' \
		"$T/ev"
	# A fifth of one that takes 3.3 s. It is none of a tick's either.
	gzip -dc "$D/slower_than_the_bitrate.raw.gz" | hls-parse >"$T/ev"
	grep -q ' viewer state=ended buffer=1.264172 ' "$T/ev"
	is "$(grep -c ' viewer state=playing .* buffer=[2-9]' "$T/ev")" 0
}

@test "FFmpeg 7.1 that is stopped turns to the next segment: the torn one is no fault" {
	gzip -dc "$TOP/tests/data/cases/7.1/stopped.raw.gz" |
		hls-parse >"$T/ev"
	run grep -c reason=short "$T/ev"
	is "$output" 0
	is "$(grep -c ' abort n=12 type=segment$' "$T/ev")" 1
	# Where something answers behind it, it was the server that cut it short.
	gzip -dc "$TOP/tests/data/captures/7.1.5/seg3_reset_noreconn.raw.gz" |
		hls-parse | grep -q ' fetch_fail n=4 .* reason=short '
}

@test "the 17th channel is not watched, and gets no other one's durations" {
	unwatched() {
		join "urls=17 watch=$1"; list 0 2 2 2
		segment 0.1 four/0; segment 0.2 four/1; reload 2; stop 2.5
	}
	loaded='' known=''
	unwatched 16 | parse
	is "$(last missing)" durations
	loaded='' known=''
	unwatched 17 | parse
	equals "$(last played)" 2.4
	# Nine channels of two variants each are 18 playlists.
	loaded='' known=''
	unwatched '9 urls=9 variant=highest,lowest' | sed '1s/urls=17 //' |
		parse
	is "$(last missing)" durations
	loaded='' known=''
	unwatched '8 urls=8 variant=highest,lowest' | sed '1s/urls=17 //' |
		parse
	equals "$(last played)" 2.4
}

@test "rows of a version that lost some are no part of another one" {
	{ join; list 0 2 2 | sed '$d'; at 1
	record "- watch_line n=1 text=9.ts"
	record "- watch n=1 status=200 bytes=1 lines=1 url=http://o.ex/hi.m3u8"
	record "- watch_keep n=1 from=0 lines=1"; stop 2; } >"$T/raw"
	run hls-parse "$T/raw"
	is "$(grep -c ' - watch ' <<<"$output")" 0
	[[ $output == *'4 of '*' lines were no valid record'* ]]
}

@test "the playlists of a second run are not the first one's" {
	{ join; list 500 2 2; stop 2; join; list 0 2 2; stop 4; } | parse
	is "$(grep -c ' - watch n=1 state=ok ' "$T/ev")" 2
	run grep -c ' rule=sequence ' "$T/ev"
	is "$output" 0
}
