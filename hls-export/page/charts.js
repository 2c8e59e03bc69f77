/*
 * Charts over time: which there are, what is known of their lines, and how they
 * are drawn. All have one axis of time.
 *
 * A line is a series, its name, and its style of the page's twelve (colour and
 * dashes); `least` where low is what matters; `some` leaves out series that are
 * 0 all along; `noun` is what a count is of.
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
	{ title: 'Sessions at the end of their first rebuffer',
		lines: [['rebuffer.sessions', 'sessions', 2]] },
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
	/* It is of a window: the line of the seconds may cross it unpunished. */
	return tables(data.thresholds)
		.map((t) => ({ t, m: form.exec(words(t.text)) }))
		.filter(({ m }) => m && known(Number(m[3])) &&
			chart.lines.some((l) => l.key === m[1]))
		.map(({ t, m }) => ({ v: m[3] * factors[m[4]],
			text: `${m[2]} ${m[3]}${m[4] && ' '}${m[4]}` +
			(t.window ? ` over ${words(t.window)}` : '') }));
}

function spanOf(data) {
	const before = table(data.against);
	return greatest(list(data.time), list(before.time), data.elapsed,
		before.elapsed) || 1;
}

/* Axes. A chart's frame: where its plot is, and what maps values to it. */
const LEFT = 50, RIGHT = 8, TOP = 24, HEIGHT = 196, BOTTOM = HEIGHT - 34;

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
	/* A number is right of its mark, or left of it at the run's end. */
	const numbered = marks.filter((m) => m.kind === 'broke');
	for (const m of numbered) {
		const half = wide(m.text) / 2;
		m.at = m.x + (m.x + 8 + 2 * half > state.width ? -1 : 1) *
			(6 + half);
	}
	const shown = spaced(numbered.sort((a, b) => a.at - b.at).map((m) =>
		({ x: m.at, text: m.text })), LEFT, state.width);
	return [marks.map((m) => [
		m.kind === 'broke' ? draw('line', { class: 'broke', x1: m.x,
			x2: m.x, y1: TOP, y2: BOTTOM }) : null,
		draw('path', { class: `mark ${m.kind}`,
			d: `M${place(m.x, BOTTOM + 1)}l4 7h-8z` })]),
	shown.map(({ x, text }) => draw('text', { class: 'label bad',
		x: x - wide(text) / 2, y: BOTTOM + 11 }, text))];
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
