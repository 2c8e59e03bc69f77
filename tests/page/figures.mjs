/*
 * What the page's tables say, as text and as numbers.
 */
import assert from "node:assert/strict";

/* "62.8 ms": the number again, and half of what its last digit stands for. */
function number(text) {
	const [, v, p, unit] = /^([\d.]+) ?([kMGTPE]|)([^k]*)$/.exec(text);
	const factors = { us: 1e-6, ms: 1e-3, s: 1, "%": 0.01 };
	const factor = (factors[unit] ?? 1) * 1000 ** " kMGTPE"
		.indexOf(p || " ");
	const places = v.split(".")[1]?.length ?? 0;
	return [v * factor, 0.5001 * 10 ** -places * factor];
}

export function near(text, v, what) {
	if (text === "<1 us" || text === "<0.1 %")
		return assert.ok(v < 0.0005, `${what}: ${text}, not ${v}`);
	const [got, half] = number(text);
	/* Bytes and bits below 1000 are cut, as in lib/human.c. */
	if (/^\d+ [Bb]/.test(text))
		return assert.equal(got, Math.trunc(v), what);
	assert.ok(Math.abs(got - v) <= half, `${what}: ${text}, not ${v}`);
}

export const cells = (page, rows) => page.$$eval(rows, (all) => all.map((row) =>
	[...row.children].map((cell) => cell.textContent)));
