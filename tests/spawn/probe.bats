#!/usr/bin/env bats
# hls-spawn before the run: an ffprobe that takes its time, and none at all.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/swarm
load ../lib/servers

# A fake ffmpeg that ends at once, and an ffprobe that never does.
endless_ffprobe() {
	fake_ffmpeg '' ''
	cat >"$T/ffprobe" <<-X
	#!/bin/sh
	exec sleep 60
	: $T/
	X
}

# seconds COMMAND...: how long it took, in $took.
seconds() {
	local from=$EPOCHREALTIME
	"$@"
	took=$(awk -v a="$from" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }')
}

spawn_to() {
	hls-spawn --ffmpeg "$T/ffmpeg" --no-watch "$@" >"$T/raw" 2>"$T/err"
}

@test "an ffprobe without end is given up within half of -d, and counts in it" {
	endless_ffprobe
	seconds spawn_to -d 12s http://h/
	near 4 "$took" 13
	is "$(head -n 2 "$T/err")" "$(line "hls-spawn: $T/ffprobe: no answer" \
		'within 6 s; clients take the first streams')
hls-spawn: ffprobe's wait counts in --duration: 6 s of it are left"
	head -n 1 "$T/raw" | grep -q ' duration=6\.000000 '
	ended duration "$T/raw"
	nobody_left
}

@test "of a short run it has 5 s, a second one 2 s, and half of the run is left" {
	endless_ffprobe
	seconds spawn_to -d 2s http://a/ http://b/
	near 4 "$took" 9
	head -n 1 "$T/raw" | grep -q ' duration=1\.000000 '
	is "$(grep -c 'no answer within 5 s' "$T/err")" 1
	is "$(grep -c 'no answer within 2 s' "$T/err")" 1
}

@test "before a --start-at its wait counts for nothing" {
	endless_ffprobe
	spawn_to -d 1s --start-at "$(($(date +%s) + 9))" http://h/
	grep -q 'no answer within 5 s' "$T/err"
	no grep counts "$T/err"
	head -n 1 "$T/raw" | grep -q ' duration=1\.000000 '
	is "$(count ' start pid=' "$T/raw")" -ge 1
	ended duration "$T/raw"
}

@test "every segment is missing: FFmpeg's own wait, and the clients' failures" {
	command -v ffmpeg >/dev/null || skip "needs ffmpeg"
	"$TOP/tests/media.sh" >/dev/null
	origin_up --rule '*.ts status=404'
	seconds hls-spawn -d 11s "$URL/live/hi.m3u8" >"$T/raw" 2>"$T/err"
	# It would have been 46 s; a busy machine takes its time to stop.
	near 5 "$took" 14
	grep -q 'no answer within 5 s; clients take the first streams' "$T/err"
	hls-parse "$T/raw" >"$T/events"
	is "$(count ' fetch_fail .* status=404 ' "$T/events")" -gt 3
}

# no_ffprobe: $T/bin has what hls-spawn needs but ffprobe.
no_ffprobe() {
	local p
	mkdir "$T/bin"
	for p in curl ffmpeg; do
		ln -s "$(command -v $p)" "$T/bin/"
	done
	SPAWN=$(command -v hls-spawn)
}

@test "without ffprobe the playlist tells which variant is played" {
	command -v ffmpeg >/dev/null || skip "needs ffmpeg"
	"$TOP/tests/media.sh" >/dev/null
	no_ffprobe
	origin_up
	for want in highest:1 lowest:2 first:0; do
		run -0 --separate-stderr env PATH="$T/bin" "$SPAWN" \
			--variant "${want%:*}" --print-command \
			"$URL/live/master.m3u8"
		[[ $output == *"-map '0:p:${want#*:}:v:0?'"* ]]
		is "$stderr" "$(line 'hls-spawn: ffprobe: No such file or' \
			'directory: it comes with FFmpeg, install it too;' \
			'clients play the variant that the playlist tells')"
	done
	env PATH="$T/bin" "$SPAWN" -d 4s "$URL/live/master.m3u8" >"$T/raw" 2>&1
	is "$(awk '/client/ && /path=\/live\/(mid|lo)_/' "$T/truth" | wc -l)" -le 4
	is "$(awk '/client/ && /path=\/live\/hi_/' "$T/truth" | wc -l)" -ge 3
	head -n 3 "$T/raw" | grep -q 'bandwidth=911424'

	# A single playlist has no variants, and "all" takes them all.
	run -0 --separate-stderr env PATH="$T/bin" "$SPAWN" --print-command \
		"$URL/live/hi.m3u8"
	[[ $stderr == *'; clients take the first streams' ]]
	[[ $output == *"-map '0:v:0?' -map '0:a:0?'"* ]]
	run -0 --separate-stderr env PATH="$T/bin" "$SPAWN" --print-command \
		--variant all "$URL/live/master.m3u8"
	[[ $stderr == *'; clients load every variant' ]]
	run -1 env PATH="$T/bin" "$SPAWN" --probe-failure fail \
		"$URL/live/master.m3u8"
	[[ $output == *'hls-spawn: ffprobe: No such file or directory'* ]]
}

@test "a variant whose playlist is not there is not the one" {
	command -v ffmpeg >/dev/null || skip "needs ffmpeg"
	"$TOP/tests/media.sh" >/dev/null
	no_ffprobe
	origin_up --rule '*/hi.m3u8 status=404'
	run -0 --separate-stderr env PATH="$T/bin" "$SPAWN" --print-command \
		"$URL/live/master.m3u8"
	[[ $stderr == *'; clients take the first streams' ]]
	[[ $output == *"-map '0:v:0?' -map '0:a:0?'"* ]]
}

# refused WORDS PATH OPTION...: it is none of HLS, which ends the run at once.
refused() {
	local want=$1 path=$2
	shift 2
	REASON=unplayable failed \
		"$URL$path: not an HLS playlist (it is $want);$ON" "$@" "$URL$path"
}

@test "what is certainly no playlist is named, and is not loaded" {
	command -v ffmpeg >/dev/null || skip "needs ffmpeg"
	"$TOP/tests/media.sh" >/dev/null
	local ON=' --probe-failure ignore plays it all the same'
	local hint='; HLS URLs usually end in .m3u8'
	mkdir "$T/cast"
	cat "$TOP"/tests/media/lo_init.mp4 "$TOP"/tests/media/lo_000000.m4s \
		>"$T/cast/a.mp4"
	origin_up --cast "$T/cast" --rule '/live/hi.m3u8 body=html' \
		--rule '/live/lo.m3u8 body=empty'
	refused HTML /live/hi.m3u8
	refused empty /live/lo.m3u8 --probe-failure fail
	refused "MPEG-TS$hint" /vod/lo_000000.ts
	refused "MP4$hint" /vodf/lo_init.mp4
	refused "without #EXTM3U$hint" /health
	is "$(grep -c client "$T/truth")" 0
	# It is asked for twice: it may have been caught while it was written.
	is "$(grep -c 'path=/health .*watch' "$T/truth")" 2
	hls-spawn -d 3s --probe-failure ignore "$URL/live/hi.m3u8" \
		>"$T/raw" 2>"$T/err" || :
	grep -q 'it is HTML); clients play it all the same$' "$T/err"
	is "$(count ' start pid=' "$T/raw")" -ge 1
}

@test "another format by ffprobe's word is not loaded either" {
	local ON=' --probe-failure ignore plays it all the same'
	fake_ffmpeg '' 'format.format_name="mov,mp4,m4a,3gp,3g2,mj2"
format.duration="12.000000"'
	URL=http://h
	refused 'MP4; HLS URLs usually end in .m3u8' '/a.mp4?t=*' --no-watch \
		--ffmpeg "$T/ffmpeg"
	fake_ffmpeg '' 'format.format_name="hls"
format.duration="12.000000"'
	hls-spawn --ffmpeg "$T/ffmpeg" --no-watch --print-command http://h/
}

@test "a file is no URL, and served it is one" {
	touch "$T/a.m3u8"
	for f in "$T/a.m3u8" file:///no/such.m3u8; do
		misused "$(line "\"$f\" is no URL that begins with http:// or" \
			'https://: viewers load over HTTP, so a file has to be' \
			'served (python3 -m http.server, for one)')" "$f"
	done
	misused '"no/such.mp4" is no URL that begins with http:// or https://' \
		no/such.mp4
}
