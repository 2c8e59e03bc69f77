#!/usr/bin/env bats
# hls-spawn: names that FFmpeg refuses, of segments, of playlists and of
# protocols.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/swarm
load ../lib/servers

# named EXTENSION...: VOD playlists of segments with these, php.m3u8 and so on,
# by the test origin.
named() {
	local e i
	command -v ffmpeg >/dev/null || skip "needs ffmpeg"
	"$TOP/tests/media.sh" >/dev/null
	mkdir "$T/cast"
	for e; do
		printf '#EXTM3U\n#EXT-X-TARGETDURATION:2\n' >"$T/cast/$e.m3u8"
		for i in 0 1 2; do
			cp "$TOP/tests/media/hi_00000$i.ts" "$T/cast/seg$i.$e"
			printf '#EXTINF:2.0,\nseg%d.%s\n' $i "$e" \
				>>"$T/cast/$e.m3u8"
		done
	done
	origin_up --cast "$T/cast"
}

# plays OPTION... URL: one client, to the end of the stream.
plays() {
	hls-spawn --once --max-restarts 0 -d 10s --pace off "$@" \
		>"$T/raw" 2>"$T/err"
	grep -q ' exit code=0 ' "$T/raw"
}

@test "--any-extension passes what this FFmpeg knows, to ffprobe too" {
	fake_ffmpeg '  -rw_timeout <int64>
  -extension_picky   <boolean>    .D....... Be picky
  -allowed_segment_extensions <string>  .D.......' 'format.duration="N/A"'
	run -0 --separate-stderr hls-spawn --ffmpeg "$T/ffmpeg" \
		--print-command --any-extension http://h/
	[[ $output == *"$(line ' -f hls -extension_picky 0' \
		'-allowed_segment_extensions ALL -rw_timeout 15000000')"*" -i "* ]]
	is "$(paste -sd' ' "$T/probed" |
		grep -o -- '-f hls -extension_picky 0 -allowed_segment_extensions ALL ')" \
		'-f hls -extension_picky 0 -allowed_segment_extensions ALL '
	is "$stderr" ""
	run -0 --separate-stderr hls-spawn --ffmpeg "$T/ffmpeg" \
		--print-command http://h/
	[[ $output != *picky* && $output != *allowed* && $output != *' -f hls '* ]]

	fake_ffmpeg '  -rw_timeout <int64>' 'format.duration="N/A"'
	run -0 --separate-stderr hls-spawn --ffmpeg "$T/ffmpeg" \
		--print-command --any-extension http://h/
	[[ $output == *' -f hls -rw_timeout '* && $output != *picky* ]]
	is "$stderr" "$(line 'hls-spawn: this FFmpeg (4.3.7-0+x) has no' \
		'-extension_picky: it takes segments by any name')"
}

@test "segments by any name are played with --any-extension" {
	named jpg php 7
	for e in jpg php 7; do
		plays --any-extension "$URL/castvod/$e.m3u8"
		is "$(awk '/ path=\/castvod\/seg/ && / complete=1 /' "$T/truth" |
			grep -c "[.]$e ")" -ge 3
	done
}

@test "an FFmpeg that refuses a name: the option is named" {
	named php
	ffmpeg -hide_banner -h demuxer=hls 2>/dev/null |
		grep -q extension_picky || skip "this FFmpeg refuses none"
	run ! plays "$URL/castvod/php.m3u8"
	grep -qx 'hls-spawn: FFmpeg refuses it for a name: --any-extension' \
		"$T/err"
	# Of a run that has it already nothing of that.
	plays --any-extension "$URL/castvod/php.m3u8"
	no grep refuses "$T/err"
}

@test "a scheme in capitals is made lower-case for FFmpeg" {
	fake_ffmpeg '  -rw_timeout <int64>' 'format.duration="N/A"'
	for url in HTTP://H/A Http://H/A; do
		run -0 --separate-stderr hls-spawn --ffmpeg "$T/ffmpeg" \
			--print-command "$url"
		[[ $output == *" -i http://H/A "* ]]
		grep -qx 'http://H/A' "$T/probed"
	done
	printf '1 a HTTPS://H/A\n' >"$T/urls"
	run -0 --separate-stderr hls-spawn --ffmpeg "$T/ffmpeg" \
		--print-command --urls "$T/urls"
	[[ $output == *" -i https://H/A "* ]]
	# Another command gets what was given; no secrets in the record.
	child <<<'echo "$1" >&2'
	hls-spawn --once -d 5s 'HTTP://u:SECRET@H/A?k=v' -- "$T/child" {url} \
		>"$T/raw"
	grep -q ' log HTTP://u:SECRET@H/A?k=v$' "$T/raw"
	grep -q ' - swarm .* url=HTTP://H/A?k=\*$' "$T/raw"
	# A proxy in capitals FFmpeg would pass over.
	misused '--proxy: "HTTP://p/" is no URL that begins with http://' \
		--proxy HTTP://p/ http://h/
	# What --resolve and --origin are given.
	child <<<'exit 0'
	hls-spawn --once -d 5s --resolve 127.0.0.1 --origin o=HTTP://127.0.0.1:9/ \
		HTTP://h/ -- "$T/child" >"$T/raw" 2>&1
	ended done "$T/raw"
}

@test "FFmpeg plays a URL in capitals, and it is watched" {
	command -v ffmpeg >/dev/null || skip "needs ffmpeg"
	"$TOP/tests/media.sh" >/dev/null
	origin_up
	plays "HTTP${URL#http}/vod/hi.m3u8"
	is "$(count ' - watch n=1 status=200 ' "$T/raw")" 1
	is "$(grep -c 'ua=hls-swarm.*client.* ' "$T/truth")" -gt 30
}
