# Each stage of the pipeline fed with what is another's, or nobody's.
bats_require_minimum_version 1.5.0

load ../lib/helper

D=$TOP/tests/data

# streams: one file of each kind in $T, by its name.
streams() {
	cp "$D/chain.raw" "$T/raw"
	cp "$D/chain.events" "$T/events"
	cp "$D/chain.stats" "$T/stats"
	sed -n 's/^[0-9.]* [0-9.]* log //p' "$T/raw" >"$T/ffmpeg"
	hls-agg -jq "$T/events" >"$T/report"
	hls-export -1 <"$T/stats" >"$T/metrics"
	cp "$D/playlists/wowza-live.m3u8" "$T/playlist"
	gzip -c "$T/raw" >"$T/gzip"
	printf '\050\265\057\375\004\130abc' >"$T/zstd"
	sed 's/$/\r/' "$T/ffmpeg" | iconv -f UTF-8 -t UTF-16 >"$T/utf16"
	{ head -c 3000 /dev/zero; printf 'a\nb\n\001\002\n'; } >"$T/binary"
	cp "$TOP/tests/media/hi_000000.ts" "$T/ts"
	cat >"$T/vlc" <<-'END'
		VLC media player 3.0.20 Vetinari (revision 3.0.20-0-g6f0d0ab126b)
		[0000561b5b0f0570] main libvlc: Running vlc with the default interface.
		[00007f5c10001ab0] http stream error: HTTP 404 error
	END
	cat >"$T/gstreamer" <<-'END'
		Setting pipeline to PAUSED ...
		0:00:00.036373170  4711 0x55e3e827ab40 INFO             hlsdemux gsthlsdemux.c:123:gst_hls_demux_init:<hlsdemux0> text
		0:00:00.868050000  4711 0x55e3e827ab40 WARN                 souphttpsrc gstsouphttpsrc.c:1044:f:<source> error: Not Found
	END
	printf 'Nov 29 21:00:00 edge1 sshd[1]: session opened\nand more\n' \
		>"$T/text"
	: >"$T/empty"
}

# what KIND: how it is called.
what() {
	case $1 in
	raw) echo "this is a raw stream: hls-parse" ;;
	events) echo "these are events: hls-agg" ;;
	stats) echo "this is a stat stream: hls-export, hls-top" ;;
	ffmpeg) echo "this is a log of FFmpeg's: hls-parse --plain" ;;
	report) echo "this is a report of hls-agg --json: hls-agg --baseline" ;;
	metrics) echo "these are metrics for Prometheus: " ;;
	playlist) echo "this is a playlist: hls-spawn URL" ;;
	gzip) echo "compressed by gzip: zcat" ;;
	zstd) echo "compressed by zstd: zstdcat" ;;
	utf16) echo "this is UTF-16, as PowerShell writes: iconv -f UTF-16" ;;
	binary) echo "this is binary data: it is not read" ;;
	ts) echo "this is MPEG-TS: media is not read" ;;
	vlc) echo "this is a log of VLC's: it is not read" ;;
	gstreamer) echo "this is a log of GStreamer's: it is not read" ;;
	text) echo "no line of it " ;;
	esac
}

KINDS='raw events stats ffmpeg report metrics playlist gzip zstd utf16 binary
	ts vlc gstreamer text'

# refuses SENTENCE COMMAND...: it fails with this, and says no more.
refuses() {
	says "$@"
	is "$output" ''
}

# says SENTENCE COMMAND...: the same, whatever it wrote before it knew.
says() {
	local name=$1
	shift
	run --separate-stderr timeout 10 "$@"
	echo "$name: $* $status: $stderr"
	is "$status" 1
	is "$(grep -c . <<<"$stderr")" 1
	[[ $stderr =~ ^hls-[a-z]+:\  && ${stderr#hls-*: } == "$name"* ]]
}

# fed_all OWN COMMAND...: standard input of each kind but its own.
fed_all() {
	local kind own=$1
	shift
	for kind in $KINDS; do
		[ "$kind" = "$own" ] && continue
		refuses "standard input: $(what "$kind")" \
			bash -c 'exec "${@:2}" <"$1"' "$1" "$T/$kind" "$@"
		# Late and in pieces: streams of lines.
		[[ $kind =~ ^(raw|events|stats|ffmpeg)$ ]] || continue
		says "standard input: $(what "$kind")" bash -c \
			'{ sleep 0.1; cat "$1"; } | pieces 5 | "${@:2}"' "$1" \
			"$T/$kind" "$@"
	done
}

# named_all OWN COMMAND...: the same of files.
named_all() {
	local kind own=$1
	shift
	for kind in $KINDS; do
		[ "$kind" = "$own" ] && continue
		refuses "$T/$kind: $(what "$kind")" "$@" "$T/$kind"
	done
}

@test "hls-parse fed with what is no raw stream" {
	streams
	fed_all raw hls-parse
	named_all raw hls-parse
	named_all raw hls-parse --scrub
	refuses 'standard input is empty' hls-parse </dev/null
	refuses "$T/empty is empty" hls-parse "$T/empty"
	# The others are read all the same.
	run -1 --separate-stderr hls-parse "$T/events" "$T/raw" "$T/empty"
	same "$T/events" <(echo "$output")
	is "${#stderr_lines[@]}" 2
}

@test "hls-parse --plain fed with what is no log of FFmpeg's" {
	streams
	# Other text is read to its end, as FFmpeg's lines may come late.
	KINDS=${KINDS/ text/}
	fed_all ffmpeg hls-parse --plain
	named_all ffmpeg hls-parse --plain
	named_all ffmpeg hls-parse --plain --scrub
	refuses 'standard input is empty' hls-parse --plain </dev/null
	refuses "$T/empty is empty" hls-parse --plain "$T/empty"
	run -1 --separate-stderr hls-parse --plain "$T/text"
	is "$stderr" "hls-parse: $T/text: 2 lines, none understood as FFmpeg's"
	is "$(grep -c ' source .* lines=2 known=0 ' <<<"$output")" 1
	run -1 --separate-stderr hls-agg <<<"$output"
	is "${stderr_lines[0]}" "2 lines, none understood as FFmpeg's"
	# The others are read all the same.
	run -1 --separate-stderr hls-parse --plain "$T/raw" "$T/ffmpeg"
	is "$(grep -c ' fetch ' <<<"$output")" -ge 1
	[[ $stderr == "hls-parse: $T/raw: $(what raw)"* ]]
}

@test "hls-agg fed with what holds no events" {
	streams
	fed_all events hls-agg
	named_all events hls-agg
	named_all events hls-agg -t 'http.code.503 == 0'
	run -1 --separate-stderr hls-agg "$T/empty"
	is "$output" ''
	is "${stderr_lines[0]}" 'no data: the input holds no record'
	is "${stderr_lines[1]}" "hls-agg: $T/empty is empty"
	refuses 'standard input is empty' hls-agg -q </dev/null
	# With an events file beside it there is a report of that, and exit 1.
	run -1 --separate-stderr hls-agg "$T/raw" "$T/events"
	is "${stderr_lines[0]}" \
		"hls-agg: $T/raw: $(what raw) $T/raw | hls-agg"
	[[ ${stderr_lines[1]} == '1 viewer, '* ]]
}

@test "hls-agg: no zeros in files for what holds no events" {
	streams
	for kind in raw stats empty binary; do
		echo old >"$T/json"
		run -1 hls-agg -jq --json-file "$T/json" --junit "$T/junit" \
			--report "$T/told" -t 'http.code.503 == 0' "$T/$kind"
		is "$(jq -c 'keys' "$T/json")" '["thresholds","verdict"]'
		is "$(jq -c '[.verdict.state, .verdict.code]' "$T/json")" \
			'["fail",1]'
		grep -q ' failures="0" errors="1"' "$T/junit"
		is "$(head -n 1 "$T/told")" \
			'no data: the input holds no record'
		no grep -q '^Run' "$T/told"
	done
}

@test "hls-agg --merge and --baseline fed with other streams" {
	streams
	# What it says of a report is its own, tests/agg/merge.bats.
	KINDS=${KINDS/ report/}
	named_all stats hls-agg --merge
	fed_all stats hls-agg --merge -
	run -1 --separate-stderr hls-agg --merge "$T/stats" "$T/events"
	[[ $stderr == *"hls-agg: $T/events: $(what events) $T/events | hls-agg --merge -"* ]]
	[[ $stderr == *'1 viewer, '* ]]
	for kind in raw events stats ffmpeg; do
		run -1 --separate-stderr hls-agg --baseline "$T/$kind" \
			"$T/report"
		is "$stderr" "hls-agg: $T/$kind: $(what $kind |
			sed 's/:.*//'): no report of hls-agg --json"
	done
	refuses "$T/gzip: $(what gzip)" hls-agg --baseline "$T/gzip" "$T/report"
}

@test "hls-top fed with what is no stat stream" {
	streams
	fed_all stats hls-top -b
	fed_all stats hls-top -1
	refuses 'standard input: ended without a block' hls-top </dev/null
}

@test "hls-export fed with what is no stat stream" {
	streams
	fed_all stats hls-export -1
	run -1 --separate-stderr timeout 5 hls-export -p -l 127.0.0.1:0 \
		--linger 1h <"$T/raw"
	is "$output" ''
	[[ $stderr == *"hls-export: standard input: $(what raw) | hls-agg | hls-export" ]]
	refuses 'standard input: ended without a block' hls-export -1 </dev/null
}

@test "what was read by its full pipeline is what the sentence says" {
	streams
	run -1 --separate-stderr hls-agg "$T/raw"
	pipeline=${stderr##*stream: }
	bash -o pipefail -c "$pipeline -q" >"$T/got"
	hls-agg -q "$T/events" >"$T/want"
	same "$T/want" "$T/got"
	run -1 --separate-stderr hls-parse "$T/gzip"
	bash -o pipefail -c "${stderr##*gzip: }" >"$T/got"
	same "$T/events" "$T/got"
}

@test "a right stream stays right: comments, noise, the middle, a late start" {
	streams
	{
		echo '# kept by hand'
		printf 'hls-spawn: a message\n[hls @ 0x1] a\n[hls @ 0x1] b\n'
		cat "$T/raw"
		printf '[hls @ 0x1] c\n[hls @ 0x1] d\n\001\002\n#EXTM3U\n'
		echo '1795351500.000000 - block n=1'
	} >"$T/noisy"
	run -0 --separate-stderr hls-parse "$T/noisy"
	# The comment and the playlist's first line are none to be read.
	is "$stderr" "hls-parse: 6 of $(($(wc -l <"$T/noisy") - 2)) lines were no valid record"
	# From the middle of a line on.
	tail -c +300 "$T/raw" >"$T/tail"
	run -0 --separate-stderr hls-parse "$T/tail"
	is "$stderr" "hls-parse: 1 of $(wc -l <"$T/tail") lines were no valid record"
	tail -c +300 "$T/events" >"$T/tail"
	run -0 hls-agg -q "$T/tail"
	# Cut off, it is what it was: a report, and no failure.
	head -c 1500 "$T/events" >"$T/cut"
	run -0 hls-agg "$T/cut"
	[[ $output == *INCOMPLETE* ]]
	# The first seconds without a line of FFmpeg's are passed on as they come.
	mkfifo "$T/in"
	hls-parse <"$T/in" >"$T/out" 2>"$T/err" 3>&- &
	pid=$!
	started $pid
	exec 7>"$T/in"
	grep -E ' swarm | start ' "$T/raw" >&7
	echo '1795351501.000000 - tick target=1 started=1' >&7
	wait_for 5 grep -q ' tick ' "$T/out"
	no gone $pid
	exec 7>&-
	wait_for 5 gone $pid
	is "$(cat "$T/err")" ''
}
