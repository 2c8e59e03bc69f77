#!/usr/bin/env bats
# What logs of verbose, info, warning and error tell, beside what the same log
# tells at trace.

load ../lib/helper

C=$TOP/tests/data/captures

# at LEVEL CAPTURE: a capture of trace as FFmpeg would have logged it then.
at() {
	gzip -dc "$C/$2.raw.gz" | awk -v LEVEL="$1" -f "$TOP/tests/awk/level.awk"
}

# bare: the log of a raw stream alone.
bare() {
	awk '$3 == "log" { sub(/^[^ ]* [^ ]* log /, ""); print }'
}

# untagged: a log without the tags of its levels.
untagged() {
	sed -E 's/^((\[[^]]* @ 0x[0-9a-f]+\] )*)\[(trace|debug|verbose|info|warning|error|fatal)\] /\1/'
}

# traces: each fifth of the captures of trace.
traces() {
	(cd "$C" && for f in */*.raw.gz; do echo "${f%.raw.gz}"; done) |
		grep -v '/[^.]*\.' | awk 'NR % 5 == 0'
}

# count PATTERN: events of that kind.
count() {
	grep -cE -- "$1" "$T/ev" || :
}

# The rest are bodies that were cut off without a line (7 of 87 scenarios); what
# was in hand when FFmpeg was stopped (5); first segments of renditions that are
# dropped, which at info are of no known playlist (2).
@test "segments, sections and keys by status: 84 of 100 logs agree at each level" {
	for level in debug verbose info; do
		n=0 agree=0
		for c in $(traces); do
			gzip -dc "$C/$c.raw.gz" | hls-parse >"$T/trace"
			at "$level" "$c" | hls-parse >"$T/ev"
			! awk -f "$TOP/tests/awk/event.awk" \
				-f "$TOP/tests/awk/same-requests.awk" \
				"$T/trace" "$T/ev" >"$T/diff" || agree=$((agree + 1))
			# Never one more that failed, of what the server answered.
			no grep -E '![0-9]+:0>' "$T/diff" || { echo "$c $level"; return 1; }
			n=$((n + 1))
		done
		is "$n" -ge 60
		echo "$level: $agree of $n"
		is $((100 * agree)) -ge $((84 * n))
	done
}

@test "the comparison of levels notices a segment too few" {
	at trace 9.0.2/slive | hls-parse >"$T/trace"
	grep -v ' fetch .*seg_011' "$T/trace" >"$T/ev"
	no awk -f "$TOP/tests/awk/event.awk" -f "$TOP/tests/awk/same-requests.awk" \
		"$T/trace" "$T/ev" >"$T/diff"
	is "$(cat "$T/diff")" " segment:9>8"
}

@test "at info each playlist whose opening is logged is told: none vanish" {
	for c in 5.1.9/lany_kaidle 9.0.2/lany_kaidle 9.0.2/slive 7.1.5/live_ts_2v; do
		at info "$c" >"$T/raw"
		hls-parse <"$T/raw" >"$T/ev"
		opened=$(grep -c "Opening '.*m3u8' for" "$T/raw")
		is "$opened" -ge 4
		is "$(count ' fetch .*type=playlist')" -ge $((opened - 1))
	done
	# A connection that was dead: void, and tried again. 9.0 says that in an
	# error, which is none.
	at info 9.0.2/lany_kaidle | hls-parse >"$T/ev"
	is "$(count ' void .*type=playlist')" -ge 3
	is "$(count ' fetch .*type=playlist .*retry=1')" -ge 3
	is "$(count ' (message|fetch_fail) ')" 0
}

@test "why it ended is the same at info: startup or playback, and the reason" {
	for c in 4.3.7/lpl3_404_all 5.1.9/master_404 5.1.9/lpl3_garbage \
	    7.1.5/dns 7.1.5/lpl3_503_all 9.0.2/tls_verify 9.0.2/varpl_all_404 \
	    9.0.2/slive 5.1.9/vod_ts 4.3.7/stale; do
		for level in trace info; do
			at "$level" "$c" | hls-parse |
				grep -E ' (startup|playback)_fail ' |
				cut -d' ' -f3- >"$T/$level" || :
		done
		same "$T/trace" "$T/info" || { echo "$c"; return 1; }
	done
}

# exit_of LEVEL CAPTURE FILTER: code and reason of a bare log's exit.
exit_of() {
	at "$1" "$2" | bare | "$3" | hls-parse --plain | awk '$3 == "exit" {
		sub(/.* exit /, "")
		sub(/uptime=[^ ]* /, "")
		print
	}'
}

@test "the exit of a bare log by its own last words, with and without tags" {
	while read -r level capture want; do
		for filter in cat untagged; do
			is "$(exit_of "$level" "$capture" "$filter")" "$want" || {
				echo "in $capture at $level, $filter"
				return 1
			}
		done
	done <<-E
	info 4.3.7/vod_ts code=0 reason=exit
	info 5.1.9/lpl3_404_all code=0 reason=exit
	info 7.1.5/vod_ts code=0 reason=exit
	info 9.0.2/vod_ts code=0 reason=exit
	info 4.3.7/slive code=255 reason=shutdown
	info 5.1.9/slive code=255 reason=shutdown
	info 7.1.5/slive code=255 reason=shutdown
	info 9.0.2/slive code=255 reason=shutdown
	info 5.1.9/lseg_all_404 code=1 reason=shutdown
	info 7.1.5/tls_on_http code=0 reason=shutdown
	info 4.3.7/seg~5_stall_norw reason=shutdown
	info 5.1.9/seg_all_404 code=1 reason=exit
	error 4.3.7/master_404 code=1 reason=exit
	error 5.1.9/master_503 code=1 reason=exit
	error 7.1.5/master_403 code=8 reason=exit
	warning 9.0.2/master_404 code=8 reason=exit
	warning 5.1.9/refused code=1 reason=exit
	warning 7.1.5/refused reason=exit
	trace 9.0.2/refused code=145 reason=exit
	warning 5.1.9/hang_pl reason=exit
	warning 7.1.5/noresp_pl code=187 reason=exit
	error 7.1.5/empty_pl code=183 reason=exit
	error 9.0.2/dns code=251 reason=exit
	warning 7.1.5/varpl_all_404 reason=exit
	E
	# A log that says nothing of its end just stops; nor does one of warning
	# say that it ended well.
	is "$(exit_of warning 5.1.9/lpl3_404_all cat)" "reason=shutdown"
	# The text of an errno tells its number once the system is known.
	{ echo "ffmpeg version 7.1.5 Copyright (c) 2000-2026 the FFmpeg developers"
		echo "  built with gcc 14"; at info 7.1.5/refused | bare; } |
		hls-parse --plain | grep -q ' exit code=145 reason=exit'
}

@test "last words that no capture has" {
	words() {
		printf '%s\n' "$@" | hls-parse --plain |
			sed -n 's/.* exit //p'
	}
	old="ffmpeg version n4.4.1 Copyright (c) 2000-2021 the FFmpeg developers"
	new="ffmpeg version 8.0 Copyright (c) 2000-2026 the FFmpeg developers"
	done=$(line video:1kB audio:1kB subtitle:0kB other streams:0kB \
		global headers:0kB muxing overhead: unknown)
	is "$(words "$old" "At least one output file must be specified")" "code=1 reason=exit"
	is "$(words "$new" "At least one output file must be specified")" "code=1 reason=exit"
	is "$(words "$old" "Output #0, null" "$done" "Conversion failed!")" "code=1 reason=exit"
	is "$(words "$new" "Output #0, null" "$done" "Conversion failed!")" "reason=exit"
	is "$(words "Received > 3 system signals, hard exiting")" "code=123 reason=shutdown"
	is "$(words "$old" "Stream map '0:v' matches no streams.")" "code=1 reason=exit"
	is "$(words "Error splitting the argument list: Option not found")" "reason=exit"
	is "$(words "$new" "Error splitting the argument list: Option not found")" "code=8 reason=exit"
	is "$(words "https://h.test/l.m3u8: Protocol not found")" "reason=exit"
	# An error of reading, while it plays, is no end; what follows is.
	is "$(words "Output #0, null" "http://h.test/l.m3u8: Input/output error")" "reason=shutdown"
	is "$(words "Output #0, null" "http://h.test/l.m3u8: Input/output error" \
		"$done")" "code=0 reason=exit"
	# So it is if nothing shows whether it played.
	is "$(words "http://h.test/l.m3u8: Input/output error")" "reason=shutdown"
	is "$(words "[tcp @ 0x1] Failed to resolve hostname h.test: Name or service not known" \
		"http://h.test/l.m3u8: Input/output error")" "reason=exit"
}

@test "-t 60 on a live stream: it ended by itself, and well" {
	cat >"$T/log" <<-E
	[hls @ 0x1] Skip ('#EXT-X-VERSION:3')
	[hls @ 0x1] Opening 'http://h.test/s1.ts' for reading
	Input #0, hls, from 'http://h.test/l.m3u8':
	  Duration: N/A, start: 10.000000, bitrate: N/A
	Stream mapping:
	Output #0, null, to 'pipe:':
	E
	for i in 2 3 4 5 6 7; do
		echo "[http @ 0x2] Opening 'http://h.test/l.m3u8' for reading"
		echo "[http @ 0x3] Opening 'http://h.test/s$i.ts' for reading"
		echo "frame=  100 fps= 25 q=-1.0 size=N/A time=00:00:0$i.00 bitrate=N/A speed=1x"
	done >>"$T/log"
	{
		cat "$T/log"
		line video:368kB audio:82kB subtitle:0kB other streams:0kB \
			global headers:0kB muxing overhead: unknown
	} | hls-parse --plain >"$T/ev"
	is "$(count ' 0.0 exit code=0 reason=exit$')" 1
	is "$(count ' (startup|playback)_fail ')" 0
	is "$(count ' startup$')" 1
	# The reloads are none of a stale playlist, and no tries.
	is "$(count ' retry=1')" 0
	is "$(hls-agg -jq <"$T/ev" | jq -c '[.session.exit.success,
		.playlist.count, .segment.count]')" '[1,6,7]'
	# The same without its closing line was followed no further.
	hls-parse --plain <"$T/log" | grep -q ' 0.0 exit reason=shutdown$'
}

@test "a failed start at info, warning and error, with tags and without: 404" {
	for v in 4.3.7 5.1.9 7.1.5 9.0.2; do
		for level in info warning error; do
			for filter in cat untagged; do
				at "$level" "$v/master_404" | bare | "$filter" |
					hls-parse --plain >"$T/ev"
				is "$(count "$(line ' fetch_fail .*type=playlist status=404' \
					'reason=http url=http://.*/master.m3u8$')")" 1 &&
				is "$(count ' startup_fail reason=exit_error$')" 1 &&
				is "$(count ' cause .*404')" 1 ||
					{ echo "$v $level $filter"; return 1; }
			done
		done
	done
	# Its status is the number of another line, or not known.
	printf '%s\n' '[http @ 0x1] HTTP error 502 Bad Gateway' \
		'http://h.test/l.m3u8: Server returned 5XX Server Error reply' |
		hls-parse --plain | grep -q ' fetch_fail .* status=502 reason=http '
	echo 'http://h.test/l.m3u8: Server returned 5XX Server Error reply' |
		hls-parse --plain | grep -q ' fetch_fail n=1 type=playlist reason=http url'
	# What was not reached was asked for nothing.
	at info 5.1.9/refused | bare | hls-parse --plain >"$T/ev"
	is "$(count ' request ')" 0
	is "$(count ' connect_fail .*reason=refused')" -ge 1
	is "$(count ' startup_fail ')" 1
}

@test "no answer, an empty one and an invalid one are three things" {
	for v in 5.1.9 9.0.2; do
		at info "$v/noresp_pl" | hls-parse >"$T/ev"
		# Each of FFmpeg's own reconnects, as at trace.
		is "$(count ' fetch_fail .*type=playlist .*reason=closed')" \
			"$(gzip -dc "$C/$v/noresp_pl.raw.gz" | hls-parse |
			grep -c ' fetch_fail .*type=playlist .*reason=closed')"
		is "$(count ' playlist_fail ')" 0
		for c in empty_pl garbage_pl lpl3_empty lpl3_garbage; do
			at info "$v/$c" | hls-parse >"$T/ev"
			is "$(count ' playlist_fail playlist=0$')" 1 || { echo "$c"; return 1; }
			is "$(count ' fetch_fail ')" 0
		done
		gzip -dc "$C/$v/lpl3_empty.raw.gz" | hls-parse |
			grep -q ' playlist_fail playlist=0 reason=empty'
		# Above info nothing shows that it was not a segment.
		at error "$v/key_garbage" | hls-parse >"$T/ev"
		is "$(count ' playlist_fail ')" 0
	done
}

@test "at warning: what failed and is named is told, once a try" {
	at warning 9.0.2/seg3_404_once | hls-parse >"$T/ev"
	is "$(count ' fetch_fail .*type=segment status=404 reason=http url=.*/seg_002.ts')" 1
	is "$(count ' fetch .*type=segment .*retry=1 url=.*/seg_002.ts')" 1
	at warning 5.1.9/lpl3_404_all | hls-parse >"$T/ev"
	is "$(count ' fetch_fail .*type=playlist status=404')" 2
	is "$(count ' playlist_fail playlist=0 reason=http status=404')" 2
	at warning 7.1.5/varpl1_404 | hls-parse >"$T/ev"
	is "$(count ' fetch_fail .*type=playlist status=404')" 1
	is "$(count ' playlist_fail reason=http status=404 url=')" 1
}

@test "the next range of a file, and a reload, are no second try" {
	cat >"$T/log" <<-E
	[hls @ 0x1] Opening 'http://h.test/all.mp4' for reading
	[http @ 0x2] Opening 'http://h.test/all.mp4' for reading
	[http @ 0x2] Opening 'http://h.test/all.mp4' for reading
	[hls @ 0x1] Opening 'http://h.test/all.mp4' for reading
	[http @ 0x3] Opening 'http://h.test/l.m3u8' for reading
	[http @ 0x3] Opening 'http://h.test/l.m3u8' for reading
	E
	hls-parse --plain "$T/log" >"$T/ev"
	# The fourth is one: a kept connection was dead.
	is "$(count ' request .*retry=1')" 1
	is "$(count ' void ')" 1
	is "$(count ' request .*type=init')" 1
	is "$(count ' request .*type=segment')" 3
	is "$(count ' request .*type=playlist')" 2
}

# FFmpeg opens the playlist that it was given at debug, and so reloads it first.
@test "at info a status is that of the playlist, if that is what failed" {
	cat >"$T/log" <<-E
	[hls @ 0x1] Opening 'http://h.test/s1.ts' for reading
	[hls @ 0x1] Opening 'http://h.test/s2.ts' for reading
	Input #0, hls, from 'http://h.test/l.m3u8':
	Stream mapping:
	Output #0, null, to 'pipe:':
	[http @ 0x2] HTTP error 403 Forbidden
	frame=  250 fps= 42 q=-1.0 size=N/A time=00:00:04.01 bitrate=N/A speed=1x
	E
	{ cat "$T/log"; echo "[hls @ 0x1] Failed to reload playlist 0"; } |
		hls-parse --plain >"$T/ev"
	is "$(count ' fetch_fail .*type=playlist status=403 reason=http url=http://h.test/l.m3u8$')" 1
	is "$(count ' playlist_fail playlist=0 reason=http status=403$')" 1
	is "$(count ' fetch_fail ')" 1
	is "$(count ' fetch .*s1.ts')" 1
	{ cat "$T/log"; echo "[hls @ 0x1] Failed to open segment 2 of playlist 0"; } |
		hls-parse --plain >"$T/ev"
	is "$(count ' fetch_fail .*type=segment status=403 reason=http url=http://h.test/s2.ts$')" 1
	# Or nothing tells any more.
	hls-parse --plain "$T/log" >"$T/ev"
	is "$(count ' fetch_fail .*type=segment status=403')" 1
}

@test "no errors: another host, a header twice" {
	for tag in '' '[error] ' '[warning] '; do
		hls-parse --plain >"$T/ev" 2>"$T/err" <<-E || :
		[http @ 0x1] ${tag}Cannot reuse HTTP connection for different host: a.test:-1 != b.test:-1
		[mov,mp4,m4a,3gp,3g2,mj2 @ 0x1] ${tag/error/warning}Found duplicated MOOV Atom. Skipped it
		Error number 1 occurred, odd
		E
		is "$(count ' message level=error ')" "$([ -z "$tag" ] && echo 1 || echo 0)"
	done
}

@test "cases: bare, five-404, broke-off, other-host, delivery" {
	P=$TOP/tests/data/plain
	hls-parse --plain "$P/bare.log" >"$T/ev"
	is "$(hls-agg -jq <"$T/ev" | jq -c '[.segment.count, .segment.fail,
		.segment.aborted, .hls.segments.skipped,
		.hls.playlists.failed]')" '[2,1,1,1,1]'
	is "$(count ' playlist_fail playlist=0$')" 1
	is "$(count ' (ttfb|time|uptime|basis|prefetch)=')" 0
	hls-agg <"$T/ev" 2>&1 >/dev/null | grep -q '1 x playlist unknown'

	hls-parse --plain "$P/five-404.log" >"$T/ev"
	is "$(count ' startup_fail reason=exit_error$')" 1
	is "$(count ' exit code=1 reason=exit$')" 1
	hls-agg <"$T/ev" 2>"$T/report" >/dev/null || is $? 1
	grep -q ': nothing played (playlist 404), 1 failed request' "$T/report"
	grep -q '1 x playlist 404' "$T/report"

	hls-parse --plain "$P/broke-off.log" >"$T/ev"
	is "$(count ' playback_fail reason=playlist$')" 1
	is "$(count ' startup$')" 1
	is "$(count ' startup_fail ')" 0
	hls-agg <"$T/ev" 2>&1 >/dev/null | grep -q 'x playlist 403'

	hls-parse --plain "$P/other-host.log" >"$T/ev"
	is "$(count ' request .*type=playlist url=http://a.example.test/l.m3u8$')" 2
	is "$(count ' request .*type=segment url=http://b.example.test/s5.ts$')" 1
	is "$(count ' request ')" 3
	is "$(count ' (void|fetch_fail|message) ')" 0

	hls-parse --plain "$P/delivery.log" >"$T/ev"
	is "$(count ' fetch_fail .*status=404')" 1
	is "$(count ' (ttfb|time|uptime)=')" 0
}

@test "a first playlist that no one answers: each try once, on its own connection" {
	for c in hang_pl:timeout noresp_pl:closed; do
		gzip -dc "$C/9.0.2/${c%:*}.verbose.raw.gz" | hls-parse >"$T/ev"
		# As many as the server has had.
		is "$(count ' request ')" 4
		is "$(count " fetch_fail .*reason=${c#*:} .*conn=new")" 4
		is "$(count ' retry=1 ')" 6
		is "$(count ' fetch_fail n=4 .*url=http://.*/index.m3u8$')" 1
		# FFmpeg 5.1 names none but the last.
		at verbose "5.1.9/${c%:*}" | hls-parse >"$T/ev"
		is "$(count ' fetch_fail n=1 .*conn=new retry=1 url=http:')" 1
		is "$(count ' request ')" 1
	done
	# What was to be asked again when it was stopped.
	for level in verbose warning; do
		at "$level" 9.0.2/tls_on_http | hls-parse >"$T/ev"
		is "$(count ' reconnect ')" 2
		is "$(count ' (request|fetch|abort) ')" 0
	done
}

@test "at error: the failure of an initialization section is no playlist's" {
	for v in 4.3.7 5.1.9 7.1.5 9.0.2; do
		at error "$v/init_404" | hls-parse >"$T/ev"
		is "$(count ' startup_fail ')" 1
		is "$(count ' (request|fetch_fail|playlist_fail) ')" 0
	done
}

@test "at warning a connection that was dead is void, as at all levels" {
	for c in lpl3_reset seg3_reset_noreconn; do
		for level in info warning; do
			at "$level" "5.1.9/$c" | hls-parse >"$T/ev"
			is "$(count ' void ')" 1 || { echo "$c $level"; return 1; }
			is "$(count ' fetch_fail .*reason=reset')" 0
		done
	done
}

@test "at verbose what is asked again goes out on the new connection" {
	gzip -dc "$C/9.0.2/lany_kaidle.verbose.raw.gz" | hls-parse >"$T/ev"
	is "$(count ' request .*conn=new retry=1')" "$(count ' void ')"
	is "$(count ' conn=reused retry=1')" 0
}
