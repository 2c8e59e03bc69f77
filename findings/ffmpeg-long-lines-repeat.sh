#!/bin/sh
# FFmpeg logs "Last message repeated" for lines that differ, if they differ
# behind their first 1,023 bytes: with long URLs, as of signed segments, all but
# the first of a run are missing from its log.
#
# With   FFmpeg N-47683-g0e8eb07980-static (npm @ffmpeg-installer/linux-x64
#        4.1.0); FFmpeg 5.1.9 of Debian does the same. Node to unpack and serve.
# Done   A VOD of eight segments in a folder whose path has 1,100 bytes, so that
#        their URLs differ behind it alone, is read with -loglevel info.
# Seen   8 segments asked for, 8 different ones; 2 "Opening" lines, and
#        "    Last message repeated" six times in all for the others.
# Guess  A message is repeated if it is the same.
#
# So a log without -loglevel repeat does not tell what was fetched. Prints what
# it saw; ends with 1 if that is not so any more, with 2 if it could not look.
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
	-hls_playlist_type vod -hls_segment_filename 's%d.ts' list.m3u8 \
	2>/dev/null || exit 2

# Whatever the folder, the file of the last name.
cat >serve.js <<'END'
const fs = require("fs");
const server = require("http").createServer((request, response) => {
	const body = fs.readFileSync(request.url.split("/").pop());
	fs.appendFileSync("asked", `${request.url}\n`);
	response.writeHead(200, { "Content-Length": body.length });
	response.end(body);
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

folder=$(awk 'BEGIN { for (i = 0; i < 20; i++) printf "/%054d", i }')
package/ffmpeg -nostdin -v info -http_persistent 0 \
	-i "http://127.0.0.1:$(cat port)$folder/list.m3u8" \
	-c copy -f null - >log 2>&1 || exit 2
asked=$(sed -n 's|.*/\(s[0-9]*[.]ts\)$|\1|p' asked | sort -u | wc -l)
opened=$(grep -c "Opening '.*[.]ts' for reading" log)
repeated=$(awk '/Last message repeated/ { n += $4 } END { print n + 0 }' log)
echo "$asked segments asked for, $opened openings logged," \
	"$repeated messages \"repeated\""
[ "$asked" -eq 8 ] && [ "$opened" -lt 8 ] && [ "$repeated" -gt 0 ]
