#!/usr/bin/env bats
# Logs as other programs keep them: what stands around FFmpeg's lines.

load ../lib/helper

C=$TOP/tests/data/captures

# stamped CAPTURE: FFmpeg's log, each line behind its Unix time.
stamped() {
	gzip -dc "$C/$1.raw.gz" | awk '$3 == "log" {
		t = $1
		sub(/^[^ ]* [^ ]* log /, "")
		print t, $0
	}'
}

# wrap FORM: standard input, as that has it.
wrap() {
	awk -v form="$1" -f "$TOP/tests/awk/wrap.awk"
}

# forms: all there are.
forms() {
	sed -n 's/^form == "\([^"]*\)".*/\1/p' "$TOP/tests/awk/wrap.awk"
}

# counts: what was asked for and what came of it, without times.
counts() {
	awk -v kinds="^(start|request|fetch|fetch_fail|void|abort|connect|sequence|"\
"exit|segment_fail|segment_skip|playlist_fail|message|output)$" '$3 ~ kinds {
		$1 = ""
		gsub(/ (ttfb|time|basis|connect|tls|late|interval|uptime|stamps|duration)=[^ ]*/, "")
		print
	}'
}

@test "one log in every form: the same counts" {
	is "$(forms | wc -l)" -ge 25
	for c in 5.1.9/slive 9.0.2/seg~5_404 4.3.7/vod_2v; do
		stamped "$c" >"$T/log"
		cut -d' ' -f2- "$T/log" | hls-parse --plain 2>"$T/err" | counts >"$T/want"
		is "$(grep -c ' fetch ' "$T/want")" -ge 10
		known=$(cut -d' ' -f2- "$T/log" | hls-parse --plain 2>"$T/err" |
			sed -n 's/.* source .* known=\([0-9]*\) .*/\1/p')
		is "$known" -ge 100
		forms >"$T/forms"
		while read -r form; do
			wrap "$form" <"$T/log" >"$T/wrapped"
			hls-parse --plain "$T/wrapped" 2>"$T/err" >"$T/ev" ||
				{ echo "$form: exit $?"; cat "$T/err"; return 1; }
			counts <"$T/ev" | diff "$T/want" - ||
				{ echo "$form"; head -3 "$T/wrapped"; cat "$T/err"; return 1; }
			# Some have lines of their own between them, in some an
			# empty one is not known from those of others.
			got=$(sed -n 's/.* source .* known=\([0-9]*\) .*/\1/p' "$T/ev")
			is "$got" -ge $((known * 97 / 100)) || { echo "$form"; return 1; }
		done <"$T/forms"
	done
}

# times FIELD: of each fetch, with its number.
times() {
	awk -v key="$1" '$3 == "fetch" {
		for (i = 4; i <= NF; i++)
			if (index($i, key "=") == 1)
				print $4, $i
	}'
}

@test "stamps of a millisecond give times, those of a second none" {
	stamped 5.1.9/slive >"$T/log"
	hls-parse --plain "$T/log" 2>"$T/err" | times ttfb >"$T/want"
	is "$(wc -l <"$T/want")" -ge 10
	for form in "docker -t" "compose -t" kubernetes "journald short-precise" \
	    "journald short-monotonic" "journald json" logfmt "docker json-file" \
	    "ts iso %.S" go; do
		wrap "$form" <"$T/log" | hls-parse --plain 2>"$T/err" | times ttfb >"$T/got"
		same "$T/want" "$T/got" || { echo "$form"; return 1; }
	done
	for form in python "media server" dvr "own dates" "docker and own dates"; do
		wrap "$form" <"$T/log" | hls-parse --plain 2>"$T/err" | times ttfb |
			paste -d= "$T/want" - |
			awk -F= '$3 - $6 > 0.0011 || $6 - $3 > 0.0011 { exit 1 }
				END { if (NR < 10) exit 1 }' || { echo "$form"; return 1; }
	done
	for form in ts "ts iso" "ts -s" gawk date clf "syslog 3164"; do
		wrap "$form" <"$T/log" | hls-parse --plain >"$T/ev" 2>"$T/err"
		grep -q ' start stamps=seconds$' "$T/ev"
		run grep -E ' (ttfb|time|connect|late|interval|buffer)=' "$T/ev"
		is "$output" ""
		# But the run has its seconds.
		is "$(grep -c ' tick ' "$T/ev")" -ge 14
	done
}

@test "the stamp is the line's, with its zone; FFmpeg's own wins" {
	line="[http @ 0x1] [error] odd"
	first() { hls-parse --plain 2>"$T/err" | awk '/ message / { print $1 }'; }
	is "$(first <<<"2026-11-20T11:00:00.25+01:00 $line")" 1795168800.250000
	is "$(first <<<"[2026-11-20 10:00:00,250 UTC] $line")" 1795168800.250000
	is "$(TZ=CET-1 first <<<"2026/11/20 11:00:00.25 | $line")" 1795168800.250000
	own="2026-11-20 09:59:59.500"
	is "$(TZ=UTC first <<<"2026-11-20T11:00:00.123456Z $own $line")" 1795168799.500000
	# A line that has none keeps that of the line before.
	{
		echo "2026-11-20T11:00:00.123456Z $own $line"
		echo "2026-11-20T11:00:02.123456Z $line"
	} >"$T/log"
	is "$(TZ=UTC hls-parse --plain "$T/log" 2>"$T/err" | awk '/ message / { print $1 }' |
		uniq)" 1795168799.500000
}

@test "loggers of Python that name FFmpeg's contexts" {
	cat >"$T/log" <<-'E'
	2026-11-20 10:00:00.250 INFO (stream_worker) [libav.hls] Opening 'http://h/s1.ts' for reading
	2026-11-20 10:00:01.250 INFO (stream_worker) [libav.hls] Opening 'http://h/s2.ts' for reading
	2026-11-20 10:00:01.300 WARNING (stream_worker) [libav.http] HTTP error 404 Not Found
	2026-11-20 10:00:01.310 WARNING (stream_worker) [libav.hls] Failed to open segment 2 of playlist 0
	E
	for form in cat "sed 's/^[^[]*\[\(libav.[a-z]*\)\] /INFO:\1:/'"; do
		eval "$form" <"$T/log" | hls-parse --plain >"$T/ev" 2>"$T/err"
		is "$(grep -c ' request .* type=segment ' "$T/ev")" 2
		grep -q ' fetch_fail .* status=404 .* url=http://h/s2.ts$' "$T/ev"
		grep -q ' segment_fail seq=2$' "$T/ev"
	done
}

@test "what was taken off is named" {
	said() { hls-parse --plain 2>&1 >"$T/ev" | head -1; }
	stamped 5.1.9/slive >"$T/log"
	at="hls-parse: standard input:"
	is "$(wrap "compose -t" <"$T/log" | said)" \
		"$at prefix \"restream-1  | \", stamps ISO 8601 in UTC"
	is "$(wrap "journald short" <"$T/log" | said)" \
		"$at prefix \"edge1 ffmpeg[4711]: \", stamps without a year, of whole seconds"
	is "$(wrap logfmt <"$T/log" | said)" \
		"$at lines in msg=\"...\", stamps ISO 8601 in UTC"
	is "$(wrap "own dates" <"$T/log" | said)" \
		"$at FFmpeg's own stamps ISO 8601 in local time"
	is "$(cut -d' ' -f2- <"$T/log" | said)" ""
}

@test "several services in one log are a client each" {
	stamped 5.1.9/slive | wrap "compose -t" >"$T/a"
	stamped 9.0.2/slive | wrap "compose -t" | sed 's/^restream-1/edge-10/' >"$T/b"
	# Side by side, whatever the clocks say; and lines of somebody else.
	paste -d'\n' "$T/a" "$T/b" | grep . |
		awk '{ print } NR % 50 == 0 { print "db-1        | " $3 " checkpoint complete" }' >"$T/log"
	hls-parse --plain "$T/log" >"$T/ev" 2>"$T/err" || cat "$T/err"
	is "$(grep -c ' start$' "$T/ev")" 2
	for k in a b; do
		hls-parse --plain "$T/$k" 2>"$T/err" | counts | cut -d' ' -f3- >"$T/want.$k"
	done
	counts <"$T/ev" | awk '$1 == "0.0"' | cut -d' ' -f3- | same "$T/want.a" -
	counts <"$T/ev" | awk '$1 == "1.0"' | cut -d' ' -f3- | same "$T/want.b" -
}

@test "a process number changes: the next process, or one beside it" {
	for pid in 4711 4712; do
		stamped 5.1.9/master_404 | wrap "journald short-precise" |
			sed "s/4711/$pid/"
		echo "Nov 22 13:25:40.5 edge1 ffmpeg[$pid]: http://h/l.m3u8: Server returned 404 Not Found"
	done >"$T/log"
	hls-parse --plain "$T/log" >"$T/ev" 2>"$T/err"
	is "$(awk '/ start$/ { print $2 }' "$T/ev" | xargs)" "0.0 0.1"
	is "$(grep -c ' fetch_fail .*status=404' "$T/ev")" 2
}

@test "several lines in one value" {
	cat >"$T/log" <<-'E'
	{"msg":"[hls @ 0x1] Opening 'http://h/s1.ts' for reading\n[hls @ 0x1] Opening 'http:\/\/h\/it\u0027s2.ts' for reading\r\n"}
	{"msg":"[http @ 0x2] HTTP error 404 Not Found\u000A[hls @ 0x1] Failed to open segment 2 of playlist 0"}
	E
	hls-parse --plain "$T/log" >"$T/ev" 2>"$T/err"
	is "$(grep -c ' request ' "$T/ev")" 2
	grep -q " fetch_fail .* status=404 .* url=http://h/it's2.ts$" "$T/ev"
	grep -q ' segment_fail seq=2$' "$T/ev"
	is "$(hls-parse --plain --scrub "$T/log" 2>"$T/err" | grep -c ' log ')" 4
}

# spoilt SEED: standard input with lines gone, cut, without or with another
# prefix, or glued to the next.
spoilt() {
	awk -v seed="$1" 'BEGIN { srand(seed) }
	{
		r = rand()
		if (r < 0.02)
			next
		if (r < 0.04)
			$0 = substr($0, 1, int(rand() * length))
		else if (r < 0.06)
			sub(/^[^[]*/, "")
		else if (r < 0.08)
			sub(/^./, "~")
		else if (r < 0.10)
			$0 = "stray " $0
		else if (r < 0.12)
			gsub(/\r/, "")
		printf "%s%s", $0, (r > 0.99 ? "" : "\n")
	}'
}

@test "spoilt lines never give more than there was" {
	stamped 5.1.9/slive >"$T/log"
	cut -d' ' -f2- "$T/log" | hls-parse --plain 2>"$T/err" | counts >"$T/want"
	want=$(grep -c ' request ' "$T/want")
	for form in "docker -t" compose "journald short" python json; do
		for seed in 1 2 3 4; do
			wrap "$form" <"$T/log" | spoilt $seed >"$T/spoilt"
			hls-parse --plain "$T/spoilt" 2>"$T/err" | counts >"$T/got"
			n=$(grep -c ' request ' "$T/got")
			is "$n" -le "$want"
			# And most of it is still there.
			is "$n" -ge $((want / 2))
			is "$(grep -c ' fetch ' "$T/got")" -le "$(grep -c ' fetch ' "$T/want")"
		done
	done
}

# wrapped WIDTH: by a terminal, without a thought for words.
wrapped() {
	awk -v w="$1" '{
		do {
			print substr($0, 1, w)
			$0 = substr($0, w + 1)
		} while (length)
	}'
}

@test "lines that were wrapped: requests are put together again" {
	kinds=' (request|fetch|fetch_fail|void|abort) '
	for c in 5.1.9/slive 9.0.2/seg~5_404 9.0.2/seg~5_404.verbose; do
		stamped $c | cut -d' ' -f2- >"$T/log"
		hls-parse --plain "$T/log" 2>"$T/err" | counts | grep -E "$kinds" >"$T/want"
		is "$(grep -c ' fetch ' "$T/want")" -ge 10
		for how in "wrapped 80" "wrapped 100" "wrapped 132" "fold -sw 76" "fold -sw 90"; do
			$how <"$T/log" | sed 's/ *$//' | hls-parse --plain 2>"$T/err" |
				counts | grep -E "$kinds" >"$T/got"
			if [[ $how == wrapped* ]]; then
				is "$(wc -l <"$T/got")" "$(wc -l <"$T/want")" ||
					{ echo "$c $how"; diff "$T/want" "$T/got"; return 1; }
			fi
			for kind in request fetch fetch_fail; do
				is "$(grep -c " $kind " "$T/got")" "$(grep -c " $kind " "$T/want")" ||
					{ echo "$c $how $kind"; return 1; }
			done
		done
	done
}

@test "stamps of seconds: no duration in the report, but its time" {
	stamped 5.1.9/slive | wrap "journald short" | hls-parse --plain 2>"$T/err" >"$T/ev"
	hls-agg -jq "$T/ev" | jq -c '[.segment.delivery, .startup.p95, .session.uptime,
		.segment.requests]' >"$T/got"
	is "$(cat "$T/got")" '[null,null,null,9]'
	hls-agg "$T/ev" 2>&1 >"$T/out" | grep -q "^1 viewer, 1[45]s: rebuffering unknown"
	run hls-agg -q -t 'session.uptime.max < 100s' "$T/ev"
	is "$status" 99
}

@test "nothing of FFmpeg's, or nothing of HLS: said, and exit 1" {
	printf 'a line of a server\nand another one\n' >"$T/log"
	run hls-parse --plain "$T/log"
	is "$status" 1
	[[ $output == *"$T/log: 2 lines, none understood as FFmpeg's"* ]]
	grep -q ' source name=[^ ]* lines=2 known=0 processes=0 hls=0$' <<<"$output"
	cat >"$T/log" <<-'E'
	ffmpeg version 5.1.9 Copyright (c) 2000-2026 the FFmpeg developers
	Input #0, matroska,webm, from 'a.mkv':
	  Duration: 00:00:10.00, start: 0.000000, bitrate: 128 kb/s
	Output #0, null, to 'pipe:':
	E
	run hls-parse --plain "$T/log"
	is "$status" 1
	[[ $output == *"$T/log: 4 lines of FFmpeg's log, none tells of HLS"* ]]
	grep -q ' source name=[^ ]* lines=4 known=4 processes=1 hls=0$' <<<"$output"
	# Whoever plays a file is no viewer.
	{
		cat "$T/log"
		echo "Stream mapping:"
		echo "frame=   10 fps=0.0 q=-1.0 size=N/A time=00:00:01.00 bitrate=N/A speed=9x"
	} >"$T/file"
	hls-parse --plain "$T/file" >"$T/ev" 2>"$T/err" || is $? 1
	is "$(grep -c ' startup$' "$T/ev")" 0
	sed "s/'a.mkv'/'http:\/\/h\/a.ts'/" "$T/file" |
		hls-parse --plain >"$T/ev" 2>"$T/err" || is $? 1
	is "$(grep -c ' startup$' "$T/ev")" 1
	stamped 5.1.9/slive >"$T/good"
	run hls-parse --plain "$T/log" "$T/good"
	is "$status" 0
}

# told CASE: segments complete, failed, skipped; playlists complete, failed to
# load; outputs; processes.
told() {
	hls-parse --plain "$TOP/tests/data/plain/$1.log" >"$T/ev" 2>"$T/err"
	awk '$3 == "fetch" && / type=segment / { s++ }
		$3 == "fetch_fail" && / type=segment .*status=404/ { f++ }
		$3 == "segment_skip" { k++ }
		$3 == "fetch" && / type=playlist / { p++ }
		$3 == "playlist_fail" { l++ }
		$3 == "output" { o++ }
		$3 == "start" { n++ }
		END { print s + 0, f + 0, k + 0, p + 0, l + 0, o + 0, n + 0 }' "$T/ev"
}

@test "cases: what stands around a log, and in it" {
	bare=$(told bare)
	is "$bare" "2 1 1 0 1 0 1"
	for case in docker-t compose ts-iso journal-short; do
		is "$(told $case)" "$bare" || { echo "$case"; return 1; }
	done
	is "$(told windows)" "1 0 0 0 0 0 1"
	is "$(told before-banner)" "1 0 0 0 0 0 1"
	grep -q ' swarm .* ffmpeg=5.1.9 ' "$T/ev"
	is "$(told for-writing)" "1 0 0 0 0 1 1"
	# The two that were opened last had come by the end.
	is "$(told glued)" "4 1 1 0 0 0 1"
	grep -q ' fetch_fail .* url=http://cam.example.test/live/s102.ts$' "$T/ev"
	is "$(told long-urls)" "8 0 0 0 0 0 1"
}
