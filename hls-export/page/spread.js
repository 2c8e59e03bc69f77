/*
 * Distributions: bars on a logarithmic axis, all of the same factor.
 */
const DISTRIBUTIONS = new Map([['segment.ttfb', 'Segment TTFB'],
	['segment.delivery', 'Segment delivery'],
	['startup', 'Startup time'], ['startup.time', 'Startup time'],
	['playlist.ttfb', 'Playlist TTFB'],
	['rebuffer.duration', 'Duration of a rebuffering'],
	['viewers.edge', 'Distance behind the live edge'],
	['qoe.score', 'Score of a viewer']]);
const FACTOR = 2 ** (1 / 16), FLOOR = 140, CEILING = 48;

function binsOf(d) {
	return list(d.bins).filter((b) => known(list(b)[0]) && b[0] > 0 &&
		known(b[1]) && b[1] > 0);
}

function logTicks(unit, low, high, x) {
	const labels = [];
	const powers = (p) => [1, 2, 5].map((m) => m * 10 ** p);
	for (let p = Math.floor(Math.log10(low)); 10 ** p <= high; p++)
		labels.push(...powers(p));
	const inside = labels.filter((v) => v >= low && v <= high);
	const tens = inside.filter((v) => /^[.0]*1/.test(String(v)) ||
		/^1e/.test(String(v)));
	const chosen = inside.length * 56 < state.width - 20 ? inside : tens;
	return spaced((chosen.length ? chosen : inside).map((v) => ({
		x: x(v), text: brief(unit, v) })), 0, state.width);
}

function drawBars(bins, n, frame) {
	return draw('path', { class: 'bars', d: bins.map(([upper, c]) => {
		const [a, b] = [frame.x(upper / FACTOR), frame.x(upper)];
		return `M${place(a, FLOOR)}V${tenth(frame.y(c / n))}` +
			`H${tenth(b)}V${FLOOR}z`;
	}).join('') });
}

/* The tops of the bars alone, down where there is none between two. */
function drawContour(bins, n, frame) {
	let d = '', end = 0;
	for (const [upper, c] of bins) {
		const from = upper / FACTOR;
		if (Math.abs(from / end - 1) > 0.01)
			d += `${d && `V${FLOOR}`}M${place(frame.x(from),
				FLOOR)}`;
		d += `V${tenth(frame.y(c / n))}H${tenth(frame.x(upper))}`;
		end = upper;
	}
	return d ? draw('path', { class: 'contour', d: `${d}V${FLOOR}` }) :
		null;
}

/* Of scores the low ones are what matters. */
function percentilesOf(d) {
	return d.of === 'qoe.score' ? ['p50', 'p5', 'p95'] :
		['p50', 'p95', 'p99'];
}

/* A label is on that side of its line where no higher line crosses it. */
function drawPercentiles(d, frame) {
	const shown = percentilesOf(d).filter((p) => known(d[p]) && d[p] > 0);
	const xs = shown.map((p) => frame.x(d[p]));
	return shown.map((p, i) => {
		const x = xs[i], text = `${p} ${told(d.unit, d[p])}`;
		const room = wide(text) + 8;
		const free = (from, to) => from >= 0 && to <= state.width &&
			!xs.slice(0, i).some((o) => o > from && o < to);
		const [left, right] = [free(x - room, x), free(x, x + room)];
		const end = left === right ? x > state.width / 2 : left;
		const style = percentilesOf(d).indexOf(p) + 1;
		return [draw('line', { class: `line s${style}`, x1: x, x2: x,
			y1: 4 + i * 14, y2: FLOOR }), draw('text', {
			class: 'label', x: end ? x - 5 : x + 5, y: 13 + i * 14,
			'text-anchor': end ? 'end' : 'start' }, text)];
	});
}

/* d's own bars, and over them the shape of those before. */
function drawDistribution(d, before) {
	const bins = binsOf(d), old = binsOf(before);
	const all = [...bins, ...old].map((b) => b[0]);
	const sum = (b) => b.reduce((a, [, c]) => a + c, 0) || 1;
	let low = Math.min(...all) / FACTOR, high = Math.max(...all);
	const middle = Math.sqrt(low * high);
	low = Math.min(low, middle / 2);
	high = Math.max(high, middle * 2);
	const top = greatest(bins.map((b) => b[1] / sum(bins)),
		old.map((b) => b[1] / sum(old)));
	const x = (v) => 10 + Math.min(Math.max(Math.log(v / low) /
		Math.log(high / low), 0), 1) * (state.width - 20);
	const frame = { x, y: (v) => FLOOR - v / top * (FLOOR - CEILING) };
	return draw('svg', { viewBox: `0 0 ${state.width} ${FLOOR + 20}`,
		'aria-hidden': 'true' },
	drawBars(bins, sum(bins), frame), drawContour(old, sum(old), frame),
	draw('line', { class: 'base', x1: 10, x2: state.width - 10, y1: FLOOR,
		y2: FLOOR }), drawPercentiles(d, frame),
	logTicks(d.unit, low, high, x).map((l) => draw('text', {
		class: 'label', x: l.x, y: FLOOR + 15,
		'text-anchor': 'middle' }, l.text)));
}

function distributionText(d) {
	return `${words(d.n)} value${d.n === 1 ? '' : 's'} over the whole ` +
		'run: ' + ['min', 'mean', ...percentilesOf(d), 'max']
			.filter((k) => known(d[k]))
			.map((k) => `${k} ${told(d.unit, d[k])}`).join(', ') +
		(d.zero > 0 ? `; ${d.zero} of them 0` : '');
}

function distribution(d, i, data) {
	const name = DISTRIBUTIONS.get(d.of) || words(d.of);
	const before = tables(table(data.against).distributions)
		.find((b) => b.of === d.of) || {};
	const id = `distribution-${i}`, told = distributionText(d);
	return el('figure', { class: 'spread', id },
		el('figcaption', {}, el('h3', {}, name)),
		el('p', { class: 'small' }, told),
		binsOf(d).length ? el('div', { class: 'plot', tabindex: 0,
			role: 'img', 'aria-label': `${name}: ${told}` },
		drawDistribution(d, before)) : null,
		folded(`${id}-values`, 'Values', () => spreadTable(d)));
}

function spreadTable(d) {
	return grid('', [['Up to', 1], ['Values', 1]], binsOf(d).map(
		([upper, c]) => [told(d.unit, upper), count(c)]));
}

function distributions(data) {
	const all = tables(data.distributions).filter((d) => d.n > 0);
	return section('distributions', 'How it is spread', all.length ? [
		el('p', { class: 'small' }, 'Over the whole run. Logarithmic ' +
			'axes; each bar is 4.4 % wide, its height the share ' +
			'of all values in it.', data.against ?
			' Dashed: the run before.' : null),
		el('div', { class: 'grid' }, all.map((d, i) =>
			distribution(d, i, data)))] : []);
}
