/*
 * What can be measured of a page as it is shown. These run in the page; most
 * return a list of what is wrong.
 */

/* Text that leaves the page's or its chart's edges, or lies on other text. */
export function crowded() {
	const wrong = [], width = document.documentElement.clientWidth;
	const name = (t) => `"${t.text.slice(0, 30)}"`;
	const all = document.getElementById("page").textContent;
	for (const word of ["undefined", "NaN", "[object", "null", "Infinity"])
		if (all.includes(word))
			wrong.push(`says ${word}`);
	if (document.documentElement.scrollWidth > width)
		wrong.push(`wide: ${document.documentElement.scrollWidth}`);
	const texts = [];
	const walk = document.createTreeWalker(document.getElementById("page"),
		NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const node = walk.currentNode, of = node.parentElement;
		if (!node.data.trim() || of.closest("#spoken, .scroll, pre"))
			continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		for (const r of range.getClientRects())
			if (r.width > 0)
				texts.push({ text: node.data, of, r });
	}
	for (const t of texts) {
		const svg = t.of.closest("svg");
		const edge = svg ? svg.getBoundingClientRect() :
			{ left: 0, right: width };
		if (t.r.left < edge.left - 1 || t.r.right > edge.right + 1)
			wrong.push(`outside: ${name(t)}`);
	}
	/* A line's box is higher than its letters. */
	texts.sort((a, b) => a.r.top - b.r.top);
	texts.forEach((a, i) => {
		for (let j = i + 1; j < texts.length &&
		    texts[j].r.top < a.r.bottom - 3; j++) {
			const b = texts[j];
			if (a.of !== b.of && a.r.left < b.r.right - 1 &&
			    b.r.left < a.r.right - 1)
				wrong.push(`${name(a)} on ${name(b)}`);
		}
	});
	return wrong;
}

/* Text below a contrast of 4.5, lines of charts below one of 3. */
export function faint() {
	const wrong = new Set();
	const numbers = (c) => c.match(/[\d.]+/g).map(Number);
	const light = (c) => numbers(c).slice(0, 3).map((v) => v / 255)
		.map((v) => v <= 0.04045 ? v / 12.92 :
			((v + 0.055) / 1.055) ** 2.4)
		.reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i],
			0);
	const contrast = (a, b) => {
		const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
		return (x + 0.05) / (y + 0.05);
	};
	const clear = (c) => numbers(c)[3] === 0;
	const behind = (e) => {
		for (; e; e = e.parentElement) {
			const c = getComputedStyle(e).backgroundColor;
			if (!clear(c))
				return c;
		}
		return "rgb(255, 255, 255)";
	};
	const judge = (e, color, back, least) => {
		const got = contrast(color, back);
		if (got < least)
			wrong.add(`${e.tagName} ${e.getAttribute("class")} ` +
				`${got.toFixed(2)} of ${color} on ${back}`);
	};
	for (const e of document.querySelectorAll("#page *")) {
		const style = getComputedStyle(e);
		const svg = e instanceof SVGElement;
		const texts = [...e.childNodes].some((n) =>
			n.nodeType === 3 && n.data.trim());
		if (texts)
			judge(e, svg ? style.fill : style.color, behind(e),
				4.5);
		if (svg && texts)
			for (const phase of e.ownerSVGElement
				.querySelectorAll(".phase"))
				judge(e, style.fill, getComputedStyle(phase)
					.fill, 4.5);
		if (e.matches(".line, .old, .bound"))
			judge(e, style.stroke, behind(e), 3);
		if (e.matches(".mark"))
			judge(e, style.stroke, behind(e), 3);
	}
	return [...wrong];
}

/* By the labels of its axes: where a time and a value are on a chart. */
export function axes(id) {
	const chart = document.getElementById(id);
	const labels = [...chart.querySelectorAll("text.label:not(.unit)")];
	const middle = (e) => e.getBBox().x + e.getBBox().width / 2;
	const line = (of, at) => {
		const [[a, x], [b, y]] = [of[0], of[of.length - 1]].map((e) =>
			[at(e), e]);
		return [x.textContent, a, y.textContent, b];
	};
	return {
		times: line(labels.filter((e) => e.getAttribute("text-anchor")
			=== "middle"), middle),
		values: line(labels.filter((e) => e.getAttribute("text-anchor")
			=== "end"), (e) => e.getAttribute("y") - 4),
		spans: [...chart.querySelectorAll(".hatched")].map((e) => [
			Number(e.getAttribute("x")),
			Number(e.getAttribute("width"))]),
		lines: [...chart.querySelectorAll(".plot path.line")].map((e) =>
			e.getAttribute("d")),
		bands: [...chart.querySelectorAll(".band")].map((e) =>
			e.getAttribute("d")),
	};
}

/* The same as a function of a label's value, which `read` reads. */
export const scale = ([a, x, b, y], read) => (v) => x + (v - read(a)) *
	(y - x) / (read(b) - read(a));

/* Names that more than one element has. */
export function twins() {
	const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
	return ids.filter((id, i) => ids.indexOf(id) !== i);
}

/* Names of elements with those of their attributes, and what these are. */
export function shape() {
	const text = new Set(["aria-label", "data-of"]);
	return [...document.querySelectorAll("*")].map((e) => e.tagName + " " +
		[...e.attributes].filter((a) => e.closest("#page"))
			.map((a) => text.has(a.name) ? a.name :
				`${a.name}=${a.value}`).sort().join(" "));
}

/* Unfolds everything, as a reader may. */
export async function unfold() {
	for (const d of document.querySelectorAll("details"))
		d.open = true;
	await new Promise((turn) => setTimeout(turn, 100));
}
