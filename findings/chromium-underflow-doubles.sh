#!/bin/sh
# Each time that Chromium runs out of audio, it wants twice as much of it before
# it plays on, up to 3 s.
#
# With   Chromium 153.0.8010.0 (npm @sparticuz/chromium 153.0.0), headless, no
#        sound card; Debian's 156.0.8078.108 does the same. MP3 by FFmpeg (npm
#        @ffmpeg-installer/linux-x64 4.1.0). Node to unpack, serve and ask.
# Done   A page feeds an <audio> by Media Source Extensions. It lets it run dry,
#        appends 0.24 s of MP3 each 0.4 s until currentTime moves on, notes how
#        much was there by then, and does so six times.
# Seen   seconds needed: 0.56 1.04 1.75 3.21 3.20 3.20
# Guess  The same each time, a few tenths: HAVE_FUTURE_DATA is said to need no
#        more than the next frame, and playing begins with less than that.
#
# So a player with segments of 2 s goes on with each new segment three times,
# and from the fourth stall on waits until it has two. Prints what it saw; ends
# with 1 if that is not so any more, with 2 if it could not look.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
trap 'exit 2' HUP INT TERM
cd "$T"

# package NAME VERSION: its files, in ./package.
package() {
	rm -rf package
	tar -xzf "$(npm pack --silent "$1@$2")" || exit 2
}

package @ffmpeg-installer/linux-x64 4.1.0
chmod +x package/ffmpeg
# 384 bytes are a frame of 24 ms.
package/ffmpeg -nostdin -v error -f lavfi -i sine=440:r=48000:d=60 -ac 2 \
	-c:a libmp3lame -b:a 128k -write_xing 0 -id3v2_version 0 tone.mp3 ||
	exit 2
package @sparticuz/chromium 153.0.0

cat >page.html <<'END'
<!doctype html>
<audio id="audio"></audio>
<script>
const FRAME = 384, audio = document.getElementById("audio");
const source = new MediaSource();
let all, buffer, at = 0;

function pause(seconds) {
	return new Promise((wake) => setTimeout(wake, seconds * 1000));
}

function append(frames) {
	return new Promise((done) => {
		buffer.addEventListener("updateend", done, { once: true });
		buffer.appendBuffer(all.subarray(at, at += FRAME * frames));
	});
}

async function runDry() {
	for (let before = -1; audio.currentTime !== before; await pause(0.4))
		before = audio.currentTime;
}

// Seconds ahead of the playhead when it moved.
async function needed() {
	const from = audio.currentTime;
	for (;;) {
		await append(10);
		const before = audio.currentTime;
		await pause(0.4);
		if (audio.currentTime > before)
			return audio.buffered.end(0) - from;
	}
}

async function measure() {
	all = new Uint8Array(await (await fetch("/tone")).arrayBuffer());
	audio.src = URL.createObjectURL(source);
	await new Promise((open) =>
		source.addEventListener("sourceopen", open));
	buffer = source.addSourceBuffer("audio/mpeg");
	await append(125);
	await audio.play();
	const list = [];
	while (list.length < 6) {
		await runDry();
		list.push(await needed());
	}
	return list;
}

measure().then((list) => list.join(" "), (error) => "failed: " + error)
	.then((body) => fetch("/seen", { method: "POST", body }));
</script>
END

cat >look.mjs <<'END'
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { brotliDecompressSync } from "node:zlib";

const bin = "package/bin/";
writeFileSync("chrome", brotliDecompressSync(
	readFileSync(bin + "chromium.br")), { mode: 0o755 });
const environment = { ...process.env };
/* It brings libraries for machines that lack some. */
if (execFileSync("ldd", ["./chrome"]).includes("not found")) {
	writeFileSync("libs.tar",
		brotliDecompressSync(readFileSync(bin + "al2023.tar.br")));
	execFileSync("tar", ["-xf", "libs.tar"]);
	environment.LD_LIBRARY_PATH = process.cwd() + "/lib";
}

let browser;
function end(text, status) {
	console.log(text);
	browser.on("close", () => process.exit(status));
	browser.kill("SIGKILL");
}

function judge(text) {
	const list = text.split(" ").map(Number);
	const [first, second, third, fourth] = list;
	if (list.length !== 6 || list.some(Number.isNaN))
		return end(text, 2);
	const holds = second > 1.5 * first && third > 1.5 * second &&
		fourth > 1.5 * third &&
		list.slice(3).every((s) => s > 2.7 && s < 3.7);
	end("seconds needed: " + list.map((s) => s.toFixed(2)).join(" "),
		holds ? 0 : 1);
}

const server = createServer((request, response) => {
	if (request.url === "/seen") {
		let body = "";
		request.on("data", (piece) => body += piece);
		request.on("end", () => judge(body));
	}
	response.setHeader("Content-Type",
		request.url === "/" ? "text/html" : "audio/mpeg");
	response.end(request.url === "/" ? readFileSync("page.html") :
		request.url === "/tone" ? readFileSync("tone.mp3") : "");
});
server.listen(0, "127.0.0.1", () => {
	const version = execFileSync("./chrome", ["--version"],
		{ env: environment, encoding: "utf8" });
	console.log(version.trim());
	browser = spawn("./chrome", ["--headless", "--no-sandbox",
		"--disable-gpu", "--mute-audio", "--user-data-dir=profile",
		"--autoplay-policy=no-user-gesture-required",
		`http://127.0.0.1:${server.address().port}/`],
		{ env: environment, stdio: "ignore" });
	setTimeout(() => end("nothing seen within two minutes", 2), 120000);
});
END
node look.mjs
