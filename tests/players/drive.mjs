/*
 * The browser: drive.mjs DIR SPAN. Starts it with our page, makes DIR/ready,
 * waits for DIR/url, lets hls.js play that for SPAN seconds, and leaves
 *
 *	DIR/page.json	what the page saw
 *
 * A server of our own on a free port gives it the page; the profile is DIR's.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const [dir, span] = [process.argv[2], Number(process.argv[3])];
const FILES = {
	"/": ["page.html", "text/html"],
	"/page.js": ["page.js", "text/javascript"],
	"/hls.js": ["node_modules/hls.js/dist/hls.min.js", "text/javascript"],
};
const FLAGS = [
	"--autoplay-policy=no-user-gesture-required",
	"--disable-gpu", "--disable-quic", "--no-first-run",
	"--disable-background-networking", "--disable-component-update",
	"--disable-sync", "--disable-dev-shm-usage", "--mute-audio",
];

function serve() {
	const server = createServer((request, response) => {
		const [file, type] = FILES[request.url] ?? [];
		response.statusCode = file ? 200 : 404;
		response.setHeader("Content-Type", type ?? "text/plain");
		response.end(file ? readFileSync(join(here, file)) : "");
	});
	return new Promise((up) => server.listen(0, "127.0.0.1",
		() => up(server)));
}

async function written(file) {
	while (!existsSync(file))
		await new Promise((wake) => setTimeout(wake, 10));
	return readFileSync(file, "utf8").trim();
}

const server = await serve();
const browser = await chromium.launchPersistentContext(join(dir, "profile"), {
	executablePath: execFileSync("sh", ["-c", "command -v chromium"],
		{ encoding: "utf8" }).trim(),
	args: FLAGS,
	/* Root has none: --no-sandbox. */
	chromiumSandbox: process.getuid() !== 0,
	headless: true,
});
const page = browser.pages()[0] ?? await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);
writeFileSync(join(dir, "ready"), "ready\n");
const url = await written(join(dir, "url"));
const record = await page.evaluate(
	([url, span]) => measure(url, span), [url, span]);
writeFileSync(join(dir, "page.json"), JSON.stringify(record));
await browser.close();
server.close();
