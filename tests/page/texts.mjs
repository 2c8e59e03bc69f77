/*
 * Hostile text in every place of a stat stream that a page is made of, by the
 * program itself. What the page is made of is what it is made of with a word in
 * their place.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { within } from "./browser.mjs";
import { ATTACKS } from "./fixture.mjs";
import { shape, unfold } from "./look.mjs";
import { pairs, path, stream } from "./stream.mjs";

/* An argument of Node's cannot be any bytes: the shell reads it. */
const EXPORT = `
name=$(cat name; echo /)
mkdir -p "\${name%/*/}"
cp "$1" "\${name%/}"
"$2" --html "$1.html" --against "\${name%/}" <"$1" 2>"$1.err"
[ $? -eq 99 ]`;

function made(dir, bytes) {
	const file = join(dir, "run");
	const name = Buffer.concat([Buffer.from(`${dir}/old/`), path(bytes)]);
	writeFileSync(file, stream(bytes));
	writeFileSync(join(dir, "name"), name);
	execFileSync("sh", ["-c", EXPORT, "sh", file,
		join(process.cwd(), "bin/hls-export")],
	{ cwd: dir, env: { ...process.env, LC_ALL: "C" } });
	return { file: `${file}.html`, name };
}

/* Bytes that are no UTF-8 are told, but not how many they were. */
const told = (text) => text.replace(/\ufffd+/g, "\ufffd");
const times = (text, part) => told(text).split(told(part)).length - 1;

/* What it is made of, and how often it tells the text. */
async function scripted({ file, name }, text) {
	return within("", { file }, async (page) => {
		await page.evaluate(unfold);
		for (const plot of await page.$$(".plot"))
			await plot.focus();
		assert.deepEqual(page.said, []);
		assert.equal(await page.$(".note"), null);
		assert.equal(await page.evaluate("window.touched"), undefined);
		assert.equal(told(await page.textContent("h1")), told(text));
		const all = await page.textContent("#page");
		assert.equal(times(all, name.toString()), 1);
		return { shape: await page.evaluate(shape),
			times: times(all.replaceAll(name.toString(), ""),
				text) };
	});
}

/* The same without scripts. */
const plain = ({ file }, text) => within("", { file, plain: true },
	async (page) => {
		assert.deepEqual(page.said, []);
		const pre = await page.textContent("noscript pre");
		assert.equal(told(pre.replace(/[\0-\x1f\x7f]/g, "\ufffd")),
			told(`${text}\n${text}\n`.replace(/[\0-\x1f\x7f]/g,
				"\ufffd")));
		return page.evaluate(shape);
	});

async function read(dir, bytes) {
	const page = made(dir, bytes), text = bytes.toString();
	try {
		return { ...await scripted(page, text),
			plain: await plain(page, text) };
	} finally {
		rmSync(join(dir, "old"), { recursive: true });
	}
}

async function same(all) {
	const dir = mkdtempSync(join(tmpdir(), "page-"));
	try {
		const word = await read(dir, Buffer.from("harmless"));
		assert.ok(word.shape.length > 1000);
		assert.ok(word.times >= 50, `${word.times} places`);
		for (const bytes of all) {
			const what = JSON.stringify(bytes.toString())
				.slice(0, 60);
			const bad = await read(dir, bytes);
			assert.deepEqual(bad.shape, word.shape, what);
			assert.deepEqual(bad.plain, word.plain, what);
			/* A comma and a colon part some of them. */
			assert.ok(bad.times >= word.times - 6, `${what}: ` +
				`${bad.times} times, not ${word.times}`);
		}
	} finally {
		rmSync(dir, { recursive: true });
	}
}

export const texts = {
	bytes() {
		const all = pairs(20);
		const got = new Set(all.flatMap((piece) => [...piece.slice(1)]
			.map((c, i) => piece[i] * 256 + c)));
		assert.equal(got.size, 65536);
		return same(all);
	},
	attacks: () => same(ATTACKS.map((text) => Buffer.from(text))),
};
