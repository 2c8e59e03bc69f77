/*
 * Chromium for the checks, and pages in it: all that a page asks for and says
 * is kept.
 */
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { chromium } from "playwright-core";
import { fixtures } from "./fixture.mjs";
import { wrap } from "./wrap.mjs";

export const browser = await chromium.launch({
	executablePath: execFileSync("sh", ["-c", "command -v chromium"],
		{ encoding: "utf8" }).trim(),
	args: ["--disable-gpu", "--disable-dev-shm-usage"],
	/* Root has none: --no-sandbox. */
	chromiumSandbox: process.getuid() !== 0,
});

/* What is served at / and /page.json, on a free port. */
export const site = { page: "", json: "", asked: 0, status: 200 };
const server = createServer((request, response) => {
	const json = request.url === "/page.json";
	site.asked += json;
	response.statusCode = request.url === "/" ? 200 :
		json ? site.status : 404;
	response.setHeader("Content-Type", json ? "application/json" :
		"text/html; charset=utf-8");
	response.end(json ? site.json : site.page);
});
await new Promise((up) => server.listen(0, "127.0.0.1", up));
export const url = `http://127.0.0.1:${server.address().port}/`;

export async function close() {
	await browser.close();
	server.closeAllConnections();
	server.close();
}

/*
 * A page of that fixture, or one in a file, or at an address; page.said is what
 * went wrong so far.
 */
export async function open(name, options = {}) {
	const { width = 1600, scheme = "light", from = "file" } = options;
	const context = await browser.newContext({ colorScheme: scheme,
		viewport: { width, height: 900 }, hasTouch: !!options.touch,
		javaScriptEnabled: !options.plain });
	const page = await context.newPage();
	page.said = [];
	page.on("console", (m) => page.said.push(`console: ${m.text()}`));
	page.on("pageerror", (e) => page.said.push(`error: ${e.message}`));
	page.on("dialog", (d) => {
		page.said.push(`dialog: ${d.message()}`);
		d.dismiss();
	});
	const at = options.at ?? url;
	const own = options.file ? [`file://${options.file}`] :
		[at, `${at}page.json`];
	page.on("request", (r) => own.includes(r.url()) ||
		page.said.push(`asked for ${r.url()}`));
	if (name)
		site.page = wrap(JSON.stringify(fixtures[name]()), from);
	await page.goto(own[0]);
	return page;
}

/* Opens it, does that, and closes it. */
export async function within(name, options, what) {
	const page = await open(name, options);
	try {
		return await what(page);
	} finally {
		await page.context().close();
	}
}
