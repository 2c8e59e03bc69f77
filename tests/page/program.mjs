/*
 * The page as the program makes it: of what hls-agg wrote, and of a day.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { within } from "./browser.mjs";
import { cells, near } from "./figures.mjs";
import { axes, crowded, scale, unfold } from "./look.mjs";

const RUN = "tests/data/stat/run.stat", CHAIN = "tests/data/chain.stats";

async function inFolder(what) {
	const dir = mkdtempSync(join(tmpdir(), "page-"));
	try {
		await what(join(dir, "run.html"));
	} finally {
		rmSync(dir, { recursive: true });
	}
}

async function shown(page) {
	assert.deepEqual(await page.evaluate(crowded), []);
	await page.evaluate(unfold);
	assert.deepEqual(page.said, []);
	const data = JSON.parse(await page.textContent("#run"));
	assert.ok(data.time.length > 2);
	assert.ok((await page.$$(".chart")).length > 5);
	const figures = await cells(page, "#figures tbody tr");
	assert.equal(figures.length, data.figures.length);
	figures.forEach((f, i) => data.figures[i][1] === null ||
		near(f[1], data.figures[i][1], f[0]));
	assert.ok((await page.textContent("#page")).includes(data.report));
}

/* Where its bands end, by the axis; returns how long drawing took. */
async function spike(page) {
	for (const [id, at, least, most] of [
		["viewers-by-state", 2, 400, 404],
		["failures-by-kind", 0, 300, 301],
		["rebuffering-share-of-viewing-time", 0, 58, 60.5]]) {
		const { values, bands } = await page.evaluate(axes,
			`chart-${id}`);
		const top = Math.min(...bands[at].match(/ [\d.]+/g)
			.map(Number));
		const y = scale(values, Number);
		assert.ok(top <= y(least) + 1 && top >= y(most) - 1,
			`${id}: ${top}, not ${y(least)}`);
	}
	assert.deepEqual(await page.evaluate(crowded), []);
	assert.deepEqual(page.said, []);
	return page.evaluate(() => Number(document.documentElement.dataset
		.ms));
}

export const program = {
	program: () => inFolder(async (file) => {
		const widths = [390, 800, 1600];
		for (const [stat, ...options] of [[RUN], [CHAIN],
			[CHAIN, "--against", RUN]]) {
			execFileSync("bin/hls-export", ["-l", "127.0.0.1:0",
				"--html", file, ...options],
			{ input: readFileSync(stat), stdio: "pipe" });
			for (const width of widths)
				await within("", { file, width }, shown);
		}
	}),

	/* 86,400 blocks: one second of them is to be seen. */
	day: () => inFolder(async (file) => {
		const ms = [];
		execFileSync("sh", ["-c", "awk -f tests/page/day.awk | " +
			"bin/hls-export --html \"$1\"", "sh", file]);
		const { size } = statSync(file);
		assert.ok(size <= 1048576, `${size} bytes`);
		while (ms.length < 12 && !(Math.min(...ms) <= 200))
			ms.push(await within("", { file }, spike));
		console.log(`# 24 h: ${size} bytes, ${ms.join(", ")} ms`);
		assert.ok(Math.min(...ms) <= 200);
	}),
};
