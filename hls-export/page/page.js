/*
 * The page of a run: draws what the element #run holds, and what page.json
 * says each second where a server sent the page and the run goes on. Asks for
 * nothing else. Whatever comes from the data becomes a text node, the value of
 * an aria-label or a number; never markup, a name, a style or an address.
 *
 * render() makes the whole tree anew, and morph() takes over into the page what
 * differs: so focus, scrolling and what is open stay as they are.
 */
(function () {
'use strict';

const page = document.getElementById('page');
const state = {
	data: {},
	charts: [],
	cursor: null,		/* seconds since the start */
	open: new Set(),	/* ids of what is unfolded */
	width: 0,		/* of a chart, in pixels */
	print: false,
	ms: 0,			/* that the last drawing took */
	note: '',		/* on the state of a live page */
};

/* What JSON may hold, and what is made of it. */
const known = (v) => typeof v === 'number' && Number.isFinite(v);
const list = (v) => Array.isArray(v) ? v : [];
const table = (v) => typeof v === 'object' && v !== null ? v : {};
const words = (v) => typeof v === 'string' || known(v) ? String(v) : '';
const tables = (v) => list(v).map(table);

/* Elements. Kids are nodes, strings, or lists of them; null stands for none. */
function put(node, kids) {
	for (const kid of kids)
		if (Array.isArray(kid))
			put(node, kid);
		else if (kid !== null && kid !== '')
			node.append(kid);
}

function fill(node, attributes, kids) {
	for (const name in attributes)
		if (attributes[name] !== null)
			node.setAttribute(name, attributes[name]);
	put(node, kids);
	return node;
}

function el(tag, attributes, ...kids) {
	return fill(document.createElement(tag), attributes, kids);
}

function draw(tag, attributes, ...kids) {
	return fill(document.createElementNS('http://www.w3.org/2000/svg',
		tag), attributes, kids);
}

/* Makes of old what now is: elements with an id are the same by that. */
function morph(old, now) {
	for (const { name } of [...old.attributes])
		if (name !== 'open' && !now.hasAttribute(name))
			old.removeAttribute(name);
	for (const { name, value } of now.attributes)
		if (old.getAttribute(name) !== value)
			old.setAttribute(name, value);
	morphKids(old, now);
}

function morphKids(old, now) {
	const ids = new Set([...now.children].map((k) => k.id));
	for (const kid of [...old.children])
		if (kid.id && !ids.has(kid.id))
			kid.remove();
	let at = old.firstChild;
	for (const kid of [...now.childNodes]) {
		if (!at || at.nodeName !== kid.nodeName ||
		    (at.id || '') !== (kid.id || '')) {
			old.insertBefore(kid, at);
			continue;
		}
		if (kid.nodeType !== Node.TEXT_NODE)
			morph(at, kid);
		else if (at.data !== kid.data)
			at.data = kid.data;
		at = at.nextSibling;
	}
	while (at) {
		const next = at.nextSibling;
		at.remove();
		at = next;
	}
}

/* Numbers, in the notation of the text report (lib/human.h). */
const SI = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

function digits(v, unit) {
	return v.toFixed(v < 9.995 ? 2 : v < 99.95 ? 1 : 0) + unit;
}

function amount(n, unit) {
	let i = 0;
	if (n < 1000)
		return `${Math.trunc(n)} ${unit}`;
	do {
		n /= 1000;
		i++;
	} while (n >= 999.5 && i < SI.length - 1);
	return digits(n, ` ${SI[i]}${unit}`);
}

function time(s) {
	const us = Math.round(s * 1e6);
	if (us < 1)
		return '<1 us';
	if (us >= 999500)
		return digits(us / 1e6, ' s');
	return us >= 100 ? digits(us / 1e3, ' ms') : `${us} us`;
}

function percent(v) {
	if (v > 0 && v < 0.0005)
		return '<0.1 %';
	if (v < 1 && v >= 0.9995)
		return '>99.9 %';
	return `${(v * 100).toFixed(v === 0 || v === 1 ? 0 : 1)} %`;
}

function count(v) {
	return Number.isInteger(v) ? String(v) : digits(v, '');
}

/* How long, roughly: "9.5s", "2m45s", "1h02m". */
function duration(s) {
	const two = (n) => String(n).padStart(2, '0');
	const whole = Math.round(s);
	if (s < 9.95)
		return `${s.toFixed(1)}s`;
	if (whole < 60)
		return `${whole}s`;
	if (whole < 3600)
		return `${Math.floor(whole / 60)}m` +
			(whole % 60 ? `${two(whole % 60)}s` : '');
	return `${Math.floor(whole / 3600)}h` +
		`${two(Math.floor(whole % 3600 / 60))}m`;
}

function moment(s) {
	return s < 3600 ? duration(s) :
		`${duration(s)}${String(Math.round(s) % 60).padStart(2, '0')}s`;
}

/*
 * Units by their names in the data: how a figure is told, and the units of an
 * axis, each with its factor and the least maximum that it is taken for.
 */
function prefixed(unit, least) {
	return SI.map((p, i) =>
		[p + unit, 1000 ** i, i ? least * 1000 ** i : 0]);
}

const COUNT = { told: count, axis: prefixed('', 10) };
const RATE = { told: (v) => digits(v, '/s'), axis: prefixed('/s', 10) };
const BITS = { told: (v) => amount(v, 'bit/s'), axis: prefixed('bit/s', 1) };
const BYTE = { told: (v) => amount(v, 'B'), axis: prefixed('B', 1) };
const BYTES = { told: (v) => amount(v, 'B/s'), axis: prefixed('B/s', 1) };
const UNITS = new Map(Object.entries({
	'count': COUNT,
	'seconds': { told: time, axis: [['us', 1e-6, 0], ['ms', 1e-3, 1e-4],
		['s', 1, 1]] },
	'ratio': { told: percent, axis: [['%', 0.01, 0]] },
	'per second': RATE, '1/s': RATE,
	'bits per second': BITS, 'bits/s': BITS,
	'bytes per second': BYTES, 'bytes/s': BYTES, 'bytes': BYTE,
	'decimal': { told: (v) => digits(v, ''), axis: prefixed('', 10) },
}));

const unitOf = (name) => UNITS.get(name) || COUNT;
const told = (unit, v) => known(v) ? unitOf(unit).told(v) : 'not known';

/* The same at an axis: "10 ms", not "10.0 ms". */
function brief(unit, v) {
	return told(unit, v).replace(/(\.\d*?)0+(?!\d)/, '$1')
		.replace(/\.(?!\d)/, '');
}

/* The least of 1, 2 and 5 times a power of ten that is no less. */
function nice(least) {
	const power = 10 ** Math.floor(Math.log10(least));
	return [1, 2, 5, 10].find((m) => m * power >= least * 0.999999) *
		power;
}

const measure = document.createElement('canvas').getContext('2d');
const FONT = '11px system-ui, sans-serif';

function wide(text) {
	measure.font = FONT;
	return measure.measureText(text).width;
}

/* Labels of an axis in a row, without those that would touch another. */
function spaced(labels, from, to) {
	let end = from;
	return labels.filter(({ x, text }) => {
		const half = wide(text) / 2;
		if (x - half < end || x + half > to)
			return false;
		end = x + half + 8;
		return true;
	});
}

/* Axes. A chart's frame: where its plot is, and what maps values to it. */
const LEFT = 50, RIGHT = 8, TOP = 24, HEIGHT = 196, BOTTOM = HEIGHT - 34;

const TIMES = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900,
	1800, 3600, 7200, 10800, 21600, 43200, 86400];

function clock(s, span) {
	const two = (n) => String(Math.floor(n)).padStart(2, '0');
	if (span <= 120)
		return String(s);
	return span <= 7200 ? `${Math.floor(s / 60)}:${two(s % 60)}` :
		`${Math.floor(s / 3600)}:${two(s % 3600 / 60)}`;
}

function timeTicks(span, x, right) {
	const room = Math.max(2, (right - LEFT) / 56);
	const step = TIMES.find((s) => span / s <= room) ||
		86400 * nice(span / 86400 / room);
	const unit = span <= 120 ? 's' : span <= 7200 ? 'm:ss' : 'h:mm';
	const labels = [];
	for (let i = 0; i * step <= span * 1.000001; i++)
		labels.push({ x: x(i * step),
			text: clock(Number((i * step).toFixed(1)), span) });
	return { unit, labels: spaced(labels, 0, right - wide(unit) - 6) };
}

/* From 0 to a round value over max, with the unit that suits. */
function valueTicks(unit, max) {
	const [name, factor] = unitOf(unit).axis.filter((a, i) =>
		i === 0 || max >= a[2]).pop();
	let step = nice((max > 0 ? max / factor : unit === 'ratio' ? 100 : 1) /
		4);
	if (unitOf(unit) === COUNT && factor === 1)
		step = Math.max(step, 1);
	const n = Math.max(1, Math.ceil(max / factor / step - 1e-6)) ||
		1;
	const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
	return { unit: name, top: n * step * factor,
		labels: Array.from({ length: n + 1 }, (_, i) => ({
			v: i * step * factor, text: !i ? '0' : n * step < 1e6 ?
				(i * step).toFixed(places) :
				(i * step).toExponential(0),
		})) };
}

/* Paths. A line breaks where nothing is known; a point alone is a dot. */
const tenth = (v) => Math.round(v * 10) / 10;
const place = (x, y) => `${tenth(x)} ${tenth(y)}`;

function trace(line, frame, times) {
	const dots = [];
	let d = '', down = false;
	line.forEach((v, i) => {
		if (!known(v) || !known(times[i])) {
			down = false;
			return;
		}
		const [x, y] = [frame.x(times[i]), frame.y(v)];
		if (!down && !known(line[i + 1]))
			dots.push([x, y]);
		else
			d += (down ? 'L' : 'M') + place(x, y);
		down = true;
	});
	return { d, dots };
}

function band(line, frame, times) {
	let d = '', run = [];
	const close = () => {
		if (run.length > 1)
			d += 'M' + run.map((i) => place(frame.x(times[i]),
				frame.y(line.hi[i]))).join('L') + 'L' +
				run.reverse().map((i) => place(
				frame.x(times[i]), frame.y(line.lo[i])))
				.join('L') + 'Z';
		run = [];
	};
	line.v.forEach((v, i) => known(line.lo[i]) && known(line.hi[i]) &&
		known(times[i]) ? run.push(i) : close());
	close();
	return d;
}

/*
 * The charts: what is on them. A line is a series, its name, and its style of
 * the page's ten (colour and dashes); `least` where low is what matters; `some`
 * leaves out series that are 0 all along; `noun` is what a count is of.
 */
const PERCENTILES = (path) => [[path + '.p50', 'p50', 1],
	[path + '.p95', 'p95', 2], [path + '.p99', 'p99', 3]];
const CHARTS = [
	{ title: 'Viewers by state', noun: 'viewers', lines: [
		['clients.target', 'asked for', 0],
		['viewers.playing', 'playing', 1],
		['viewers.rebuffering', 'rebuffering', 2],
		['viewers.startup', 'starting', 3]] },
	{ title: 'Requests', lines: [
		['segment.requests', 'segments', 1],
		['playlist.requests', 'playlists', 2],
		['init.requests', 'init sections', 3],
		['key.requests', 'keys', 4], ['other.requests', 'other', 5]] },
	{ title: 'Segment TTFB', lines: PERCENTILES('segment.ttfb') },
	{ title: 'Segment delivery', lines: PERCENTILES('segment.delivery') },
	{ title: 'Throughput', lines: [['http.bytes', 'all', 1],
		['segment.bytes', 'segments', 2]] },
	{ title: 'Failures by kind', some: true, lines: [
		['http.class.5xx', 'status 5xx', 2],
		['http.class.4xx', 'status 4xx', 1],
		['segment.loss.count', 'segment lost', 3],
		['connect.fail', 'no connection', 4],
		['http.reason.timeout', 'timeout', 5],
		['http.reason.short', 'cut short', 6],
		['http.reason.reset', 'reset', 7],
		['http.reason.closed', 'closed', 8],
		['http.reason.noresponse', 'no response', 9],
		['http.reason.redirects', 'redirects', 10],
		['http.reason.extension', 'extension', 11]] },
	{ title: 'Rebuffering share of viewing time',
		lines: [['rebuffer.ratio', 'rebuffering', 2]] },
	{ title: 'Viewers that began to rebuffer',
		lines: [['rebuffer.sessions', 'viewers', 2]] },
	{ title: 'Distance behind the live edge', lines: [
		['viewers.edge.p50', 'p50', 1],
		['viewers.edge.p95', 'p95', 2]] },
	{ title: 'Client processes', noun: 'clients', lines: [
		['clients.target', 'asked for', 0],
		['clients.active', 'active', 1],
		['clients.backoff', 'backing off', 2],
		['clients.stopped', 'stopped', 3]] },
	{ title: 'Generator: machine idle, own CPU', lines: [
		['generator.idle', 'machine idle', 1, 'least'],
		['generator.cpu', 'own CPU, of a core', 2]] },
	{ title: 'Generator: lateness',
		lines: [['generator.late_max', 'latest', 1]] },
	{ title: 'Generator: lines lost',
		lines: [['generator.lost', 'lost', 2]] },
];
const ORIGIN_CHARTS = [['cpu', 'CPU'], ['memory', 'memory'],
	['net_in', 'network in'], ['net_out', 'network out'],
	['connections', 'connections'], ['requests', 'requests']];

/* One line of a chart, or null where nothing is known of it. */
function lineOf(series, [key, name, style, least], some) {
	const s = table(series[key]);
	const v = list(s.v);
	if (!v.some(some ? (n) => known(n) && n !== 0 : known))
		return null;
	return { key, name, style, least, unit: words(s.unit), v,
		lo: list(s.lo), hi: list(s.hi), old: null };
}

/* What the series of a run before had, on the same chart. */
function lineBefore(line, before) {
	const old = list(table(table(before.series)[line.key]).v);
	line.old = old.some(known) ? old : null;
	return line;
}

function chartOf({ title, noun, lines, some }, data) {
	const series = table(data.series);
	const kept = lines.map((l) => lineOf(series, l, some))
		.filter((l) => l !== null);
	if (!kept.length && !(some && lines.some((l) =>
		list(table(series[l[0]]).v).some(known))))
		return null;
	const before = table(data.against);
	return { title, noun: noun || '',
		lines: kept.map((l) => lineBefore(l, before)),
		unit: kept.length ? kept[0].unit : 'per second' };
}

function originChart([key, name], data) {
	const lines = tables(data.origins).map((o, i) => lineOf(
		table(o.series), [key, words(o.name), i + 1], false))
		.filter((l) => l !== null);
	return lines.length ? { title: `Origin: ${name}`, noun: '', lines,
		unit: lines[0].unit } : null;
}

function chartsOf(data) {
	const own = CHARTS.map((c) => chartOf(c, data));
	const missing = CHARTS.filter((c, i) => !own[i]).map((c) => c.title);
	const origins = ORIGIN_CHARTS.map((c) => originChart(c, data));
	const charts = [...own, ...origins].filter((c) => c !== null);
	charts.forEach((c, i) => {
		c.id = `chart-${c.title.toLowerCase().replace(/\W+/g, '-')}`;
		c.limits = limitsOn(c, data);
	});
	return { charts, missing };
}

/* Thresholds on what a chart shows, whose limits are numbers: at what value. */
function limitsOn(chart, data) {
	const factors = { us: 1e-6, ms: 1e-3, s: 1, '%': 0.01, '': 1 };
	const form = /^([a-z0-9_.]+) *([<>]=?) *([\d.]+) ?(us|ms|s|%|)$/;
	return tables(data.thresholds).map((t) => form.exec(words(t.text)))
		.filter((m) => m && known(Number(m[3])) &&
			chart.lines.some((l) => l.key === m[1]))
		.map((m) => ({ v: m[3] * factors[m[4]],
			text: `${m[2]} ${m[3]}${m[4] && ' '}${m[4]}` }));
}

function greatest(...lists) {
	let most = 0;
	for (const v of lists)
		for (const n of Array.isArray(v) ? v : [v])
			if (known(n) && n > most)
				most = n;
	return most;
}

function spanOf(data) {
	const before = table(data.against);
	return greatest(list(data.time), list(before.time), data.elapsed,
		before.elapsed) || 1;
}

/* Where values are on a chart; limits not far above belong to its range. */
function frameOf(chart, data) {
	const span = spanOf(data), right = state.width - RIGHT;
	let max = greatest(...chart.lines.flatMap((l) => [l.v, l.hi, l.old]));
	max = greatest(max, ...chart.limits.map((l) => l.v)
		.filter((v) => v < 2 * max));
	const ticks = valueTicks(chart.unit, max);
	const x = (t) => LEFT + Math.min(Math.max(t / span, 0), 1) *
		(right - LEFT);
	const y = (v) => BOTTOM - v / ticks.top * (BOTTOM - TOP);
	return { span, right, ticks, x, y };
}

/* Parts of a chart, from the back to the front. */
function drawPhases(data, frame) {
	const phases = tables(data.phases).filter((p) => known(p.t));
	return phases.map((p, i) => {
		const next = phases[i + 1];
		const [a, b] = [frame.x(p.t),
			frame.x(next ? next.t : frame.span)];
		const text = known(p.target) ? count(p.target) : '';
		return [draw('rect', { class: i % 2 ? 'phase odd' : 'phase',
			x: a, y: 2, width: Math.max(0, b - a), height: 15 }),
		i ? draw('line', { class: 'turn', x1: a, x2: a, y1: 2,
			y2: BOTTOM }) : null,
		wide(text) + 8 < b - a ? draw('text', { class: 'label',
			x: a + 4, y: 13 }, text) : null];
	});
}

function drawAxes(noun, frame, right) {
	const times = timeTicks(frame.span, frame.x, state.width);
	return [frame.ticks.labels.map(({ v, text }) => [
		draw('line', { class: v ? 'rule' : 'base', x1: LEFT, x2: right,
			y1: frame.y(v), y2: frame.y(v) }),
		draw('text', { class: 'label', x: LEFT - 6, y: frame.y(v) + 4,
			'text-anchor': 'end' }, text)]),
	draw('text', { class: 'label unit', x: LEFT - 6, y: 13,
		'text-anchor': 'end' }, frame.ticks.unit || noun),
	times.labels.map(({ x, text }) => draw('text', { class: 'label', x,
		y: HEIGHT - 5, 'text-anchor': 'middle' }, text)),
	draw('text', { class: 'label unit', x: state.width, y: HEIGHT - 5,
		'text-anchor': 'end' }, times.unit)];
}

function drawLimits(data, frame) {
	return tables(data.limits).filter((l) => known(l.from) && known(l.to))
		.map((l) => {
			const a = frame.x(l.from);
			const width = Math.max(2, frame.x(l.to) - a);
			const box = { x: a, y: TOP, width,
				height: BOTTOM - TOP };
			return [draw('rect', { class: 'limited', ...box }),
				draw('rect', { class: 'hatched',
					fill: 'url(#hatch)', ...box })];
		});
}

/* Below the plot: when thresholds fell and broke, with their numbers. */
function drawMarks(data, frame) {
	const marks = [];
	tables(data.thresholds).forEach((t, i) => {
		for (const kind of ['fell', 'broke'])
			if (known(t[kind]))
				marks.push({ kind, x: frame.x(t[kind]),
					text: words(t.n) || String(i + 1) });
	});
	const shown = spaced(marks.filter((m) => m.kind === 'broke')
		.sort((a, b) => a.x - b.x), LEFT, frame.right + 8);
	return marks.map((m) => [
		m.kind === 'broke' ? draw('line', { class: 'broke', x1: m.x,
			x2: m.x, y1: TOP, y2: BOTTOM }) : null,
		draw('path', { class: `mark ${m.kind}`,
			d: `M${place(m.x, BOTTOM + 1)}l4 7h-8z` }),
		shown.includes(m) ? draw('text', { class: 'label bad', x: m.x +
			6, y: BOTTOM + 11 }, m.text) : null]);
}

function drawLines(chart, data, frame) {
	const times = list(data.time), old = table(data.against);
	return [chart.lines.map((l) => l.old && draw('path', { class: 'old',
		d: trace(l.old, frame, list(old.time)).d })),
	chart.lines.map((l) => l.hi.length ? draw('path', {
		class: `band s${l.style}`, d: band(l, frame, times) }) : null),
	chart.lines.map((l) => {
		const { d, dots } = trace(l.v, frame, times);
		return [d ? draw('path', { class: `line s${l.style}`, d }) :
			null, dots.map(([cx, cy]) => draw('circle', {
			class: `dot s${l.style}`, cx, cy, r: 2.5 }))];
	}),
	chart.limits.filter((l) => l.v <= frame.ticks.top).map((l) =>
		draw('line', { class: 'bound', x1: LEFT, x2: frame.right,
			y1: frame.y(l.v), y2: frame.y(l.v) }))];
}

function drawChart(chart, data) {
	const frame = chart.frame = frameOf(chart, data);
	return draw('svg', { viewBox: `0 0 ${state.width} ${HEIGHT}`,
		'aria-hidden': 'true' },
	drawPhases(data, frame), drawAxes(chart.noun, frame, frame.right),
	drawLimits(data, frame), drawLines(chart, data, frame),
	chart.lines.length ? null : draw('text', { class: 'label',
		x: (LEFT + frame.right) / 2, y: (TOP + BOTTOM) / 2,
		'text-anchor': 'middle' }, 'none over the whole run'),
	drawMarks(data, frame), draw('g', { class: 'cursor' }));
}

/* What a line's entry in the legend says, and of when that is. */
function extreme(line) {
	if (!line.least)
		return greatest(line.v, line.hi);
	return [...line.v, ...line.lo].filter(known)
		.reduce((a, v) => Math.min(a, v));
}

function reading(line, at, data) {
	if (at !== null)
		return told(line.unit, line.v[at]);
	if (data.live)
		return told(line.unit, line.v[list(data.time).length - 1]);
	return (line.least ? 'min ' : 'max ') +
		told(line.unit, extreme(line));
}

function readingOf(at, data) {
	const times = list(data.time), step = data.step;
	if (at === null)
		return data.live && times.length ?
			`at ${moment(times[times.length - 1])}` :
			'over the whole run';
	return (step > 1 ? `${step} s to ` : 'at ') + moment(times[at]);
}

function swatch(name) {
	return draw('svg', { class: 'swatch', viewBox: '0 0 24 8',
		'aria-hidden': 'true' }, draw('line', { class: name, x1: 0,
		x2: 24, y1: 4, y2: 4 }));
}

function legendOf(chart, data) {
	const entry = (name, text, value) => el('li', {}, swatch(name),
		el('span', {}, text), value === null ? null :
			el('b', {}, value));
	return el('ul', { class: 'legend' }, chart.lines.map((l) =>
		entry(`line s${l.style}`, l.name, reading(l, null, data))),
	chart.lines.some((l) => l.old) ? entry('old', 'run before', null) :
		null,
	chart.limits.map((l) => entry('bound', 'threshold', l.text)));
}

function labelOf(chart, data) {
	return `${chart.title}, 0 to ${duration(spanOf(data))}: ` +
		(chart.lines.map((l) => `${l.name} ` +
		`${l.least ? 'min' : 'max'} ${told(l.unit, extreme(l))}, ` +
		`last ${told(l.unit, l.v.filter(known).pop())}`).join('; ') ||
		'none over the whole run') + '. Arrow keys read the values.';
}

/* A table that is made when it is unfolded. */
function folded(id, title, make, kind) {
	return el('details', { id, class: kind || 'values' },
		el('summary', {}, title), state.open.has(id) ? make() : null);
}

function chartTable(chart, data) {
	const columns = chart.lines.flatMap((l) => [[l.name, l.v, l.unit],
		...l.hi.length ? [[`${l.name} least`, l.lo, l.unit],
			[`${l.name} most`, l.hi, l.unit]] : []]);
	return grid('', [['At'], ...columns.map(([name]) => [name, 1])],
		list(data.time).map((t, i) => [known(t) ? moment(t) : '',
			...columns.map(([, v, unit]) => told(unit, v[i]))]));
}

function chartFigure(chart, data) {
	return el('figure', { class: 'chart', id: chart.id },
		el('figcaption', {}, el('h3', {}, chart.title),
			el('span', { class: 'when' }, readingOf(null, data))),
		legendOf(chart, data),
		el('div', { class: 'plot', tabindex: 0, role: 'img',
			'aria-label': labelOf(chart, data) },
		drawChart(chart, data)),
		folded(`${chart.id}-values`, 'Values',
			() => chartTable(chart, data)));
}

/* The cursor: one moment, on every chart. */
function cursorIndex() {
	const times = list(state.data.time);
	let best = null;
	if (state.cursor === null)
		return null;
	times.forEach((t, i) => {
		if (known(t) && (best === null || Math.abs(t - state.cursor) <
		    Math.abs(times[best] - state.cursor)))
			best = i;
	});
	return best;
}

function cursorKids(chart, at) {
	const t = list(state.data.time)[at], { x, y } = chart.frame;
	return [draw('line', { x1: x(t), x2: x(t), y1: TOP, y2: BOTTOM }),
		...chart.lines.filter((l) => known(l.v[at])).map((l) =>
			draw('circle', { class: `dot s${l.style}`, cx: x(t),
				cy: y(l.v[at]), r: 3 }))];
}

function showCursor() {
	const at = cursorIndex();
	for (const chart of state.charts) {
		const figure = document.getElementById(chart.id);
		if (!figure)
			continue;
		figure.querySelector('.cursor').replaceChildren(
			...at === null ? [] : cursorKids(chart, at));
		figure.querySelector('.when').textContent =
			readingOf(at, state.data);
		const values = figure.querySelectorAll('.legend b');
		chart.lines.forEach((l, i) => {
			values[i].textContent = reading(l, at, state.data);
		});
	}
}

function speakCursor(figure) {
	const chart = state.charts.find((c) => c.id === figure.id);
	const at = cursorIndex();
	document.getElementById('spoken').textContent = at === null ? '' :
		`${readingOf(at, state.data)}: ` + chart.lines.map((l) =>
			`${l.name} ${reading(l, at, state.data)}`).join(', ');
}

function moveCursor(by) {
	const times = list(state.data.time), last = times.length - 1;
	const at = cursorIndex();
	const to = (at === null ? (by < 0 ? last + 1 : -1) : at) + by;
	state.cursor = last < 0 ? null : times[Math.min(Math.max(to, 0), last)];
}

function onKey(event) {
	const plot = event.target.closest('.plot');
	const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10,
		Home: -Infinity, End: Infinity }[event.key];
	if (!plot || !plot.closest('.chart') || event.ctrlKey ||
	    event.altKey || event.metaKey || !(by || event.key === 'Escape'))
		return;
	if (by)
		moveCursor(by);
	else
		state.cursor = null;
	event.preventDefault();
	showCursor();
	speakCursor(plot.closest('.chart'));
}

function onPointer(event) {
	const svg = event.target.closest('.chart .plot svg');
	if (!svg)
		return;
	const box = svg.getBoundingClientRect();
	const x = (event.clientX - box.left) * state.width / box.width;
	state.cursor = (x - LEFT) / (state.width - LEFT - RIGHT) *
		spanOf(state.data);
	showCursor();
}

/* With a mouse the cursor is where it points; a finger leaves it there. */
function onLeave(event) {
	if (event.pointerType !== 'mouse' || state.cursor === null ||
	    table(event.relatedTarget).closest?.('.chart .plot'))
		return;
	state.cursor = null;
	showCursor();
}

/* Distributions: bars on a logarithmic axis, all of the same factor. */
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

function drawBars(bins, n, frame, name) {
	return draw('path', { class: name, d: bins.map(([upper, c]) => {
		const [a, b] = [frame.x(upper / FACTOR), frame.x(upper)];
		return `M${place(a, FLOOR)}V${frame.y(c / n).toFixed(1)}` +
			`H${b.toFixed(1)}V${FLOOR}z`;
	}).join('') });
}

/* Of scores the low ones are what matters. */
function percentilesOf(d) {
	return d.of === 'qoe.score' ? ['p50', 'p5', 'p95'] :
		['p50', 'p95', 'p99'];
}

function drawPercentiles(d, frame) {
	return percentilesOf(d).map((p, i) => {
		if (!known(d[p]) || d[p] <= 0)
			return null;
		const x = frame.x(d[p]), end = x > state.width / 2;
		return [draw('line', { class: `line s${i + 1}`, x1: x, x2: x,
			y1: 4 + i * 14, y2: FLOOR }), draw('text', {
			class: 'label', x: end ? x - 5 : x + 5, y: 13 + i * 14,
			'text-anchor': end ? 'end' : 'start' },
		`${p} ${told(d.unit, d[p])}`)];
	});
}

/* d's own bars, and behind them the shape of those before. */
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
	old.length ? drawBars(old, sum(old), frame, 'bars before') : null,
	drawBars(bins, sum(bins), frame, 'bars'),
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
		(d.zero > 0 ? `; ${d.zero} of 0` : '');
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
			' Outlined: the run before.' : null),
		el('div', { class: 'grid' }, all.map((d, i) =>
			distribution(d, i, data)))] : []);
}

const NONE = '\u2013';

/* Tables: columns are a title and whether it is of numbers. */
function grid(kind, columns, rows) {
	return el('div', { class: `scroll ${kind}`, tabindex: kind === 'stack' ?
		null : 0, role: kind === 'stack' ? null : 'group',
	'aria-label': kind === 'stack' ? null : 'table' }, el('table', {},
		el('thead', {}, el('tr', {}, columns.map(([title, number]) =>
			el('th', { scope: 'col', class: number ? 'number' :
				null }, title)))),
		el('tbody', {}, rows.map((row) => el('tr', {}, row.map(
			(cell, i) => el('td', { class: `${columns[i][1] ?
				'number' : ''} ${cell === NONE ? 'none' : ''}`,
			'data-of': columns[i][0] }, cell)))))));
}

function section(id, title, ...kids) {
	const inside = kids.flat(9).filter((k) => k !== null);
	return inside.length ? el('section', { id, 'aria-label': title },
		el('h2', {}, title), inside) : null;
}

const items = (texts) => texts.length ? el('ul', {}, texts.map((t) =>
	el('li', {}, t))) : null;

/* The head: the sentence, how the run stands, the verdict. */
function date(s) {
	return known(s) && Math.abs(s) < 8e12 ? new Date(s * 1000)
		.toISOString().replace('T', ' ').replace(/\..*/, ' UTC') :
		'';
}

function standing(data) {
	const passed = known(data.elapsed) ? duration(data.elapsed) : '';
	if (data.live)
		return `live, as of ${passed} after the start`;
	if (words(data.end))
		return `ended: ${words(data.end)}, after ${passed}`;
	return `cut off: no end, last seen ${passed} after the start`;
}

function head(data) {
	const started = date(data.start);
	return el('header', { id: 'head' },
		el('p', { class: data.live ? 'standing live' : 'standing' },
			el('b', {}, standing(data)), started ?
				`; started ${started}` : null),
		el('h1', {}, words(data.summary) || words(data.report)
			.split('\n')[0] || 'No figures yet'),
		state.note ? el('p', { class: 'note' }, state.note) : null);
}

const WHY = new Map(Object.entries({
	running: 'the run has not ended', cut: 'the run has no end',
	failed: 'the run itself failed',
	steps: 'the steps of the load leave open how much is carried',
	lost: 'lines were lost', late: 'the generator was late',
	idle: 'the machine was not idle enough',
	starts: 'clients could not be started in time',
	blocked: 'the pipeline was blocked',
	ports: 'local ports ran out', descriptors: 'descriptors ran out',
}));

const VERDICTS = new Map(Object.entries({
	pass: ['Pass', 'M12 1a11 11 0 1 0 .01 0z', 'M6.5 12.5l4 4 7-8.5'],
	fail: ['Fail', 'M8 1h8l7 7v8l-7 7H8l-7-7V8z', 'M8 8l8 8M16 8l-8 8'],
	inconclusive: ['Inconclusive', 'M12 1.5L23.5 22H.5z',
		'M12 9v6M12 18v.5'],
	running: ['Running', 'M2 2h20v20H2z', 'M7 12h.1M12 12h.1M17 12h.1'],
	none: ['No thresholds', 'M2 2h20v20H2z', 'M7 12h10'],
}));

/* Seconds in which the generator was the limit. */
function limitedFor(data) {
	let end = -Infinity, sum = 0;
	for (const l of spansOf(data)) {
		sum += Math.max(0, l.to - Math.max(l.from, end));
		end = Math.max(end, l.to);
	}
	return sum;
}

function spansOf(data) {
	return tables(data.limits).filter((l) => known(l.from) && known(l.to))
		.sort((a, b) => a.from - b.from);
}

function limited(data) {
	const spans = spansOf(data);
	if (!spans.length)
		return null;
	const share = known(data.elapsed) && data.elapsed > 0 ? ' of ' +
		`${duration(data.elapsed)} ` +
		`(${percent(limitedFor(data) / data.elapsed)})` : '';
	return el('div', { class: 'generator' }, el('p', {}, el('b', {},
		`The generator was the limit for ${duration(limitedFor(data))}`
		+ share), '. Figures of these spans, hatched in the charts, ' +
		'tell of this machine and not of the server: '),
	items([...spans.slice(0, 6).map((l) => `${moment(l.from)} to ` +
		`${moment(l.to)}: ${words(l.why) || list(l.why).map((w) =>
			WHY.get(w) || words(w)).join(', ') || 'why not told'}`),
	...spans.length > 6 ? [`and ${spans.length - 6} more`] : []]));
}

/* Of the thresholds: whether they hold, as far as that is known. */
const holding = (t) => typeof t.ok === 'boolean' ? t.ok : t.holds;

function balance(data) {
	const all = tables(data.thresholds);
	const broken = all.filter((t) => holding(t) === false).length;
	return all.length ? [`${broken || 'none'} of ${all.length} thresholds` +
		` broken${data.live ? ' so far' : ''}`] : [];
}

function verdict(data) {
	const v = table(data.verdict), why = list(v.why);
	const state = words(v.state) || 'none';
	const shown = state === 'inconclusive' && why.includes('running') ?
		'running' : VERDICTS.has(state) ? state : 'none';
	const [word, shape, sign] = VERDICTS.get(shown);
	const facts = [...balance(data), ...why.map((w) => WHY.get(w) || words(w)),
		...v.stopped ? [`threshold ${words(v.stopped)} ended the run`] :
			[], ...known(v.code) ? [`exit status ${v.code}` +
			(data.live ? ' as things stand' : '')] : []];
	return el('section', { id: 'verdict', class: shown,
		'aria-label': 'Verdict' },
	el('p', { class: 'word' }, draw('svg', { viewBox: '0 0 24 24',
		'aria-hidden': 'true' }, draw('path', { class: 'shape',
		d: shape }), draw('path', { class: 'sign', d: sign })),
	el('b', {}, word), el('span', {}, facts.join('; '))),
	items(list(v.evidence).map(words)), limited(data),
	words(table(data.capacity).text) ? el('p', {}, el('b', {},
		'Capacity: '), words(data.capacity.text)) : null);
}

/* How a threshold stands, in a word with a sign. */
function judged(t) {
	const holds = holding(t);
	if (holds !== true && holds !== false)
		return el('span', {}, `${NONE} not judged`);
	const sofar = typeof t.ok === 'boolean' ? '' : ' so far';
	return el('span', { class: holds ? 'good' : 'bad' }, holds ?
		`\u2713 holds${sofar}` : `\u2715 broken${sofar}`);
}

function thresholds(data) {
	const at = (v) => known(v) ? moment(v) : NONE;
	const rows = tables(data.thresholds).map((t, i) => [
		words(t.n) || String(i + 1), judged(t), el('code', {},
			words(t.text)),
		words(t.value) || 'not known', words(t.worst) || NONE,
		words(t.window) || 'now', at(t.fell), at(t.broke)]);
	return section('thresholds', 'Thresholds', rows.length ? [
		grid('stack', [['No.'], ['State'], ['Threshold'], ['Value', 1],
			['Worst', 1], ['Window'], ['First outside at', 1],
			['Broke at', 1]], rows)] : []);
}

/* Main figures, of the whole run, beside those of the run before. */
const MAIN = [['clients.seen', 'Clients'], ['startup.p95', 'Startup p95'],
	['segment.ttfb.p95', 'Segment TTFB p95'],
	['segment.delivery.p95', 'Segment delivery p95'],
	['rebuffer.ratio', 'Rebuffering'],
	['segment.loss.ratio', 'Segments lost'],
	['http.error.ratio', 'Failed requests'],
	['http.bitrate', 'Throughput']];

function figuresOf(run) {
	return new Map(list(run.figures).map(list).filter((f) => known(f[1]))
		.map((f) => [f[0], { v: f[1], unit: words(f[2]) }]));
}

function tiles(data) {
	const now = figuresOf(data), before = figuresOf(table(data.against));
	const shown = MAIN.filter(([path]) => now.has(path));
	return section('main', 'Over the whole run', shown.length ? el('dl',
		{ class: 'tiles' }, shown.map(([path, name]) => {
			const f = now.get(path), old = before.get(path);
			return el('div', {}, el('dt', {}, name), el('dd', {},
				told(f.unit, f.v)), old ? el('dd', {
				class: 'small' }, `before ${told(old.unit,
				old.v)}`) : null);
		})) : []);
}

function change(now, old) {
	return old === 0 ? NONE : `${now < old ? '\u2212' : '+'}` +
		`${digits(Math.abs(now / old - 1) * 100, ' %')}`;
}

function against(data) {
	const old = table(data.against), before = figuresOf(old);
	if (!data.against)
		return null;
	const rows = [...figuresOf(data)].filter(([path]) => before.has(path) &&
		/(\.p95|^segment\.loss\.ratio|^rebuffer\.ratio)$/.test(path))
		.map(([path, f]) => [el('code', {}, path), told(f.unit, f.v),
			told(f.unit, before.get(path).v),
			change(f.v, before.get(path).v)]);
	return section('against', 'Against the run before',
		el('dl', {}, el('dt', {}, 'this run'), el('dd', {},
			words(data.summary) || NONE), el('dt', {},
		words(old.name) || 'run before'), el('dd', {},
			words(old.summary) || NONE,
			date(old.start) ? ` (${date(old.start)})` : null)),
		rows.length ? grid('', [['Over the whole run'], ['This run', 1],
			['Before', 1], ['Change', 1]], rows) : null);
}

function keyOf(data) {
	const has = (name) => tables(data[name]).length > 0;
	const mark = (kind) => draw('svg', { class: 'swatch', viewBox:
		'0 0 24 10', 'aria-hidden': 'true' }, draw('path', {
		class: `mark ${kind}`, d: 'M12 1l4 7h-8z' }));
	const hatch = draw('svg', { class: 'swatch', viewBox: '0 0 24 10',
		'aria-hidden': 'true' }, ...['limited', 'hatched'].map((kind) =>
		draw('rect', { class: kind, width: 24, height: 10,
			fill: kind === 'hatched' ? 'url(#hatch)' : null })));
	const any = (kind) => tables(data.thresholds).some((t) =>
		known(t[kind]));
	return el('ul', { class: 'key small' },
		has('phases') ? el('li', {}, 'Top row: clients asked for') :
			null,
		has('limits') ? el('li', {}, hatch, 'the generator was the ' +
			'limit') : null,
		any('fell') ? el('li', {}, mark('fell'),
			'a threshold was first outside') : null,
		any('broke') ? el('li', {}, mark('broke'),
			'it broke, with its number') : null,
		data.step > 1 ? el('li', {}, `each point stands for ` +
			`${words(data.step)} s: line the mean, band from the ` +
			'least to the most') : null);
}

function charts(data) {
	const { charts, missing } = chartsOf(data);
	state.charts = charts;
	const more = data.origins_more > 0 ? el('p', { class: 'small' },
		`${data.origins_more} more origins are not shown.`) : null;
	return section('charts', 'Over time', charts.length ? [keyOf(data),
		el('div', { class: 'grid' }, charts.map((c) =>
			chartFigure(c, data))), more,
		missing.length ? el('p', { class: 'small' },
			`Not in this run: ${missing.join(', ')}.`) : null] :
		[el('p', { class: 'small' }, 'No figure over time is known.')]);
}

/* Tables of what went wrong, and of parts of the run. */
function worst(data) {
	const rows = tables(data.worst).map((w) => [words(w.id), words(w.score),
		words(w.why), words(w.addr), words(w.group),
		words(w.rendition)]);
	const used = [0, 1, 2, ...[3, 4, 5].filter((i) =>
		rows.some((r) => r[i]))];
	const columns = [['Viewer'], ['Score of 100', 1], ['Why'],
		['Server'], ['Group'], ['Rendition']];
	return section('worst', 'Worst viewers', rows.length ? grid('stack',
		used.map((i) => columns[i]), rows.map((r) => used.map((i) =>
			r[i] || NONE))) : []);
}

function parts(data) {
	const all = tables(data.parts), units = figuresOf(data);
	const unit = (path) => units.has(path) ? units.get(path).unit : 'count';
	return [...new Set(all.map((p) => words(p.by)))].map((by, i) => {
		const rows = all.filter((p) => words(p.by) === by);
		const paths = [...new Set(rows.flatMap((p) =>
			Object.keys(table(p.figures))))];
		return section(`parts-${i}`, `By ${by}, over the whole run`,
			grid('', [[by], ...paths.map((p) => [p, 1])],
				rows.map((p) => [words(p.name), ...paths.map(
					(path) => told(unit(path),
						p.figures[path]))])));
	});
}

function faults(data) {
	const rows = tables(data.faults).map((f) => [words(f.text),
		known(f.count) ? count(f.count) : '']);
	return section('faults', 'Errors, over the whole run', rows.length ?
		grid('', [['Error'], ['Times', 1]], rows) : []);
}

function figures(data) {
	const rows = list(data.figures).map(list);
	return rows.length ? el('section', { id: 'figures' }, folded(
		'all-figures', `All ${rows.length} figures, over the whole run`,
		() => grid('stack', [['Figure'], ['Value', 1], ['Meaning']],
			rows.map((f) => [el('code', {}, words(f[0])),
				told(f[2], f[1]), words(f[3])])), 'paper')) :
		null;
}

function run(data) {
	const lost = data.lost > 0 ? [`${data.lost} blocks of the stream are ` +
		'missing: charts have gaps there'] : [];
	const joined = data.step > 1 ? ['each point of a chart stands for ' +
		`${words(data.step)} s`] : [];
	const limits = [...tables(data.unmeasured).map((u) =>
		[words(u.what), words(u.text), known(u.count) ?
			`${count(u.count)} times` : ''].filter((t) => t)
			.join(': ')), ...lost, ...joined];
	return [section('about', 'The run', el('dl', {}, list(data.run)
		.map(list).map((pair) => [el('dt', {}, words(pair[0])),
			el('dd', {}, words(pair[1]))]),
	words(data.version) && !list(data.run).some((pair) =>
		list(pair)[0] === 'version') ? [el('dt', {}, 'hls-swarm'),
			el('dd', {}, words(data.version))] : null)),
	section('unmeasured', 'Limits of these figures', items(limits))];
}

function report(data) {
	return words(data.report) ? el('section', { id: 'report' }, folded(
		'all-report', 'The report as text', () => el('pre', {
			tabindex: 0 }, words(data.report)), 'paper')) : null;
}

const PARTS = [head, verdict, thresholds, tiles, against, charts,
	distributions, faults, worst, parts,
	(data) => section('findings', 'Findings',
		items(list(data.findings).map(words))),
	figures, run, report];

/* The lines that limits are hatched with. */
function hatch() {
	return draw('svg', { id: 'patterns', width: 0, height: 0,
		'aria-hidden': 'true' }, draw('pattern', { id: 'hatch',
		width: 6, height: 6, patternUnits: 'userSpaceOnUse',
		patternTransform: 'rotate(45)' }, draw('line', { x1: 0, y1: 0,
		x2: 0, y2: 6 })));
}

/* A part that cannot be made of the data does not take the others along. */
function attempt(part, data) {
	try {
		return part(data);
	} catch (error) {
		return el('p', { class: 'note' }, 'A part of this page could ' +
			`not be drawn: ${error.message}`);
	}
}

function chartWidth() {
	if (state.print)
		return 340;
	if (!page.querySelector('.plot'))
		page.append(el('div', { class: 'grid' }, el('figure', {
			class: 'chart' }, el('div', { class: 'plot' }))));
	return Math.max(200, page.querySelector('.plot').clientWidth);
}

function render(data) {
	const began = performance.now();
	state.data = table(data);
	state.width = chartWidth();
	state.charts = [];
	morphKids(page, el('main', {}, hatch(), PARTS.map((part) =>
		attempt(part, state.data)), el('p', { id: 'spoken',
		'aria-live': 'polite' })));
	showCursor();
	page.getBoundingClientRect();
	state.ms = performance.now() - began;
	document.documentElement.dataset.ms = state.ms.toFixed(1);
}

/* Live: asks again and again, less often while there is no answer. */
function next(wait) {
	setTimeout(ask, wait);
}

async function ask() {
	let data;
	try {
		const answer = await fetch('page.json', { cache: 'no-store' });
		if (!answer.ok)
			throw new Error(answer.status);
		data = await answer.json();
	} catch (error) {
		state.misses = (state.misses || 0) + 1;
		state.note = 'The program that serves this page has gone; ' +
			`last block at ${duration(state.data.elapsed || 0)}.`;
		render(state.data);
		next(Math.min(30000, 1000 * 2 ** state.misses));
		return;
	}
	state.misses = 0;
	state.note = data.live ? '' : 'The run has ended.';
	render(data);
	if (data.live)
		next(state.ms > 100 ? 2000 : 1000);
}

/* On paper what is folded is shown, but for the values behind charts. */
let closed = [];

function beforePrint() {
	closed = [...page.querySelectorAll('details.paper:not([open])')];
	closed.forEach((d) => state.open.add(d.id));
	state.print = true;
	render(state.data);
	closed.forEach((d) => d.setAttribute('open', ''));
}

function afterPrint() {
	closed.forEach((d) => {
		state.open.delete(d.id);
		d.removeAttribute('open');
	});
	state.print = false;
	render(state.data);
}

function onToggle(event) {
	const { id, open } = event.target;
	if (state.open.has(id) === open)
		return;
	state.open[open ? 'add' : 'delete'](id);
	render(state.data);
}

function listen() {
	page.addEventListener('keydown', onKey);
	page.addEventListener('pointermove', onPointer);
	page.addEventListener('pointerdown', onPointer);
	page.addEventListener('pointerout', onLeave);
	page.addEventListener('toggle', onToggle, true);
	window.addEventListener('beforeprint', beforePrint);
	window.addEventListener('afterprint', afterPrint);
	new ResizeObserver(() => {
		if (!state.print && chartWidth() !== state.width)
			render(state.data);
	}).observe(page);
}

function start() {
	let data = null;
	try {
		data = JSON.parse(document.getElementById('run').textContent);
	} catch (error) {
		state.note = 'The data of this page cannot be read.';
	}
	render(data);
	listen();
	if (document.body.dataset.from === 'server' && table(data).live)
		next(1000);
}

start();
}());
