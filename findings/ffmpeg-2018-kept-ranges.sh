#!/bin/sh
# FFmpeg of 2018 asks for byte ranges amiss once a connection is used again: it
# plays the beginning of a file over and over, and ends with success.
#
# With   FFmpeg N-47683-g0e8eb07980-static (npm @ffmpeg-installer/linux-x64
#        4.1.0). Node to unpack and to serve. FFmpeg 5.1.9 of Debian asks as one
#        would think.
# Done   16 s of video in one file of eight byte ranges (hls_flags single_file),
#        served with ranges over kept connections, and read by ffmpeg -i.
# Seen   ranges asked for, behind the first two, which are right: the first
#        range, and 0 to the end of the second, in turn to the end. Exit 0, and
#        3.9 of the 16 s written.
# Guess  Range: bytes=34780-51887 for the third, as on a new connection.
#
# So whoever loads a CDN with it loads two objects of a cache. Prints what it
# saw; ends with 1 if that is not so any more, with 2 if it could not look.
set -eu
T=$(mktemp -d)
trap 'kill $server 2>/dev/null; rm -rf "$T"' EXIT
trap 'exit 2' HUP INT TERM
server=
cd "$T"
tar -xzf "$(npm pack --silent @ffmpeg-installer/linux-x64@4.1.0)" || exit 2
chmod +x package/ffmpeg

package/ffmpeg -nostdin -v error -f lavfi -i testsrc=s=320x180:r=25:d=16 \
	-c:v libx264 -g 50 -keyint_min 50 -sc_threshold 0 -f hls -hls_time 2 \
	-hls_playlist_type vod -hls_flags single_file \
	-hls_segment_filename all.ts list.m3u8 2>/dev/null || exit 2

cat >serve.js <<'END'
const fs = require("fs");
const server = require("http").createServer((request, response) => {
	const body = fs.readFileSync("." + request.url);
	const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range);
	const last = Math.min(to || Infinity, body.length - 1);
	fs.appendFileSync("asked", `${request.url} ${from}-${last}\n`);
	response.writeHead(206, {
		"Content-Length": last - from + 1,
		"Content-Range": `bytes ${from}-${last}/${body.length}`,
	});
	response.end(body.subarray(+from, last + 1));
});
server.listen(0, "127.0.0.1", () => {
	fs.writeFileSync("port.new", `${server.address().port}`);
	fs.renameSync("port.new", "port");
});
END
node serve.js &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
	[ -e port ] || sleep 0.5
done

code=0
package/ffmpeg -nostdin -v info -i "http://127.0.0.1:$(cat port)/list.m3u8" \
	-c copy -f null - >log 2>&1 || code=$?
sed -n 's/.*@\([0-9]*\)$/\1/p' list.m3u8 >starts
sed -n 's|^/all.ts ||p' asked | cut -d- -f1 >from
echo "starts of the ranges in the list:  $(paste -sd' ' starts)"
echo "starts of the ranges asked for:    $(paste -sd' ' from)"
echo "exit $code, $(tr '\r' '\n' <log | sed -n 's/.* time=\([^ ]*\).*/\1/p' |
	tail -n 1) written"
[ "$code" -eq 0 ] && [ "$(sed -n '1,2p' from)" = "$(sed -n '1,2p' starts)" ] &&
	[ "$(sed -n '3,$p' from | sort -u)" = 0 ]
