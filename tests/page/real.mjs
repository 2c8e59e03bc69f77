/*
 * The page of a real run, live and then as a file: it says what the stream
 * says, at the same block, and when the generator was the limit.
 */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { within } from "./browser.mjs";
import { near } from "./figures.mjs";
import { axes, crowded, scale, twins, unfold } from "./look.mjs";
import { SECONDS, hog, idleWatch, origin, pipeline, sleep, until } from
	"./pipeline.mjs";

/* A block's figures of the whole run, by path. */
function figuresOf(block) {
	const of = new Map();
	for (const line of block.split("\n")) {
		const [, subject, kind, ...fields] = line.split(" ");
		if (!["all", "-"].includes(subject) || / by=/.test(line))
			continue;
		for (const field of fields) {
			const [key, v] = field.split("=");
			const path = `${kind}.${key}`;
			if (!of.has(path))
				of.set(path, Number(v));
		}
	}
	return of;
}

const numberOf = (block) => Number(/ - block n=(\d+)\n$/.exec(block)[1]);

/* What the page shows now: the moment it is of, and its table of figures. */
const shown = (page) => page.evaluate(() => ({
	standing: document.querySelector(".standing b").textContent,
	rows: [...document.querySelectorAll("#figures tbody tr")].map((row) =>
		[...row.children].map((cell) => cell.textContent)) }));

function agree(page, data, block) {
	const figures = figuresOf(block);
	assert.equal(page.rows.length, data.figures.length);
	assert.ok(page.rows.length > 80, `${page.rows.length} figures`);
	page.rows.forEach(([path, text], i) => {
		const [name, v] = data.figures[i];
		assert.equal(path, name);
		assert.ok(Math.abs(figures.get(name) - v) < 1e-9, `${name}: ` +
			`${v}, but ${figures.get(name)} in /stat`);
		near(text, v, name);
	});
}

/* /page.json, /stat and the page at one block; the others are passed over. */
async function compared(page, at, answers) {
	return until(15, "three of the same block", async () => {
		const block = await (await fetch(`${at}stat`)).text();
		const json = await (await fetch(`${at}page.json`)).json();
		const now = await shown(page);
		const drawn = answers.at(-1);
		if (json.blocks !== numberOf(block) || !drawn ||
		    drawn.blocks !== json.blocks || !now.rows.length)
			return false;
		/* An answer may have come and not be drawn yet. */
		if (!now.standing.includes(` ${told(json.elapsed)} after`))
			return false;
		agree(now, json, block);
		return json.blocks;
	});
}

const two = (n) => String(n).padStart(2, "0");

function told(elapsed) {
	const s = Math.round(elapsed);
	return s < 10 && elapsed < 9.95 ? `${elapsed.toFixed(1)}s` :
		s < 60 ? `${s}s` : `${Math.floor(s / 60)}m` +
		(s % 60 ? `${two(s % 60)}s` : "");
}

/*
 * Spans lie where the hog was, and else only where the system was busy: others
 * may use the machine, too.
 */
function shaded(data, [from, to], idle) {
	const spans = data.limits.map((l) => [l.from + data.start,
		l.to + data.start]);
	for (let t = from + 3; t <= to - 3; t++)
		assert.ok(spans.some(([a, b]) => a <= t && t <= b),
			`${t - from} s after the hog's begin`);
	for (const [a, b] of spans)
		for (let t = a; t < b - 0.5; t++) {
			if (t > from - 3 && t + 1 < to + 3)
				continue;
			const share = Math.min(...[-0.3, 0, 0.3].map((by) =>
				idle.share(t + by, t + by + 1)));
			assert.ok(share < 0.15, "shaded " + `${t - from} s ` +
				`after the hog's begin, ${share} idle`);
		}
}

/* Each chart's shade by the labels of its axis. */
async function drawnAt(page, data) {
	const ids = await page.$$eval(".chart", (all) => all.map((c) => c.id));
	assert.ok(ids.length > 8);
	for (const id of ids) {
		const { times, spans } = await page.evaluate(axes, id);
		const x = scale(times, Number);
		assert.equal(spans.length, data.limits.length, id);
		spans.forEach(([left, width], i) => {
			const { from, to } = data.limits[i];
			assert.ok(Math.abs(left - x(from)) < 1.5, id);
			assert.ok(Math.abs(left + width - x(to)) < 2.5, id);
		});
	}
}

async function watch(page, job, dir, done) {
	const answers = [], moments = new Set(), blocks = [];
	page.on("response", async (r) => r.url().endsWith("page.json") &&
		r.status() === 200 && answers.push(await r.json()));
	let shots = 0;
	while (!done.over) {
		moments.add((await shown(page)).standing);
		if (moments.size > 8 * blocks.length)
			blocks.push(await compared(page, job.at, answers));
		if (moments.size >= 15 * (shots + 1))
			await page.screenshot({ fullPage: true, path:
				join(dir, `live-${shots++}.png`) });
		await sleep(300);
	}
	return { moments, blocks, answers };
}

/* Nobody looks at the machine's hog but by its figures. */
async function disturbed(job, dir) {
	await until(60, "20 viewers", () =>
		/ - clients .*target=20 .*active=20/.test(job.stat()));
	await sleep(28000);
	return hog(dir, 12);
}

async function ended(page, job) {
	await until(30, "the end on the page", async () =>
		(await shown(page)).standing.startsWith("ended: duration"));
	const block = await (await fetch(`${job.at}stat`)).text();
	const json = await (await fetch(`${job.at}page.json`)).json();
	assert.equal(json.live, false);
	agree(await shown(page), json, block);
	assert.equal(await page.textContent(".note"), "The run has ended.");
	return json;
}

/* All text but that of charts, which depends on how wide they are. */
const pageText = (page) => page.evaluate(() => {
	const copy = document.getElementById("page").cloneNode(true);
	copy.querySelectorAll(".plot, .note").forEach((e) => e.remove());
	return copy.textContent;
});

const plots = (page) => page.$$eval(".plot", (all) => all.map((e) =>
	e.outerHTML));

async function stored(dir, live, data) {
	for (const width of [390, 1600])
		await within("", { file: join(dir, "run.html"), width },
			async (page) => {
				await page.screenshot({ fullPage: true, path:
					join(dir, `file-${width}.png`) });
				assert.deepEqual(await page.evaluate(crowded),
					[]);
				await page.evaluate(unfold);
				assert.deepEqual(await page.evaluate(twins),
					[]);
				assert.equal(await pageText(page), live.text);
				if (width === 1600)
					assert.deepEqual(await plots(page),
						live.plots);
				assert.deepEqual(page.said, []);
				await drawnAt(page, data);
			});
}

async function followed(page, { job, dir, idle }) {
	await page.click("#all-figures summary");
	const done = { over: false };
	const watching = watch(page, job, dir, done);
	/* Whatever fails first is told. */
	const hogged = await Promise.race([disturbed(job, dir), watching]);
	await Promise.race([watching, until(90, "the end", () =>
		/ - end reason=/.test(job.stat()))]);
	done.over = true;
	const { moments, blocks } = await watching;
	const data = await ended(page, job);
	console.log(`# ${moments.size} moments, compared at blocks ` +
		`${blocks.join(", ")}; hog ` + hogged.map((t) =>
		(t - data.start).toFixed(1)).join(" to ") + ", shaded " +
		data.limits.map((l) => `${l.from} to ${l.to}`).join(", "));
	assert.ok(moments.size > SECONDS / 2, `${moments.size} moments`);
	assert.ok(new Set(blocks).size >= 3, `blocks ${blocks}`);
	shaded(data, hogged, idle);
	await drawnAt(page, data);
	assert.ok(data.faults.some((f) => f.text === "segment 503"));
	assert.deepEqual(page.said, []);
	await page.evaluate(unfold);
	return data;
}

export async function run() {
	const dir = mkdtempSync(join(tmpdir(), "page-run-"));
	console.log(`# screenshots and files are in ${dir}`);
	const jobs = [], idle = idleWatch();
	try {
		const server = await origin(dir);
		jobs.push(server);
		const job = await pipeline(dir, server.url);
		jobs.push(job);
		await until(30, "a first block", async () => (await fetch(
			`${job.at}page.json`)).status === 200);
		await within("", { at: job.at }, async (page) => {
			const data = await followed(page,
				{ job, dir, idle });
			await stored(dir, { text: await pageText(page),
				plots: await plots(page) }, data);
		});
	} finally {
		idle.stop();
		for (const job of jobs)
			job.stop();
		await Promise.all(jobs.map((j) => j.ended));
	}
}
