/*
 * The parts of the page, in their order: from the sentence at the top to the
 * report at the bottom. Each is made of the data alone.
 */
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

/* The longest of them, in their order. */
function longest(spans, n) {
	const by = [...spans].sort((a, b) => b.to - b.from - (a.to - a.from));
	return spans.filter((l) => by.indexOf(l) < n);
}

function spanText(l) {
	return `${moment(l.from)} to ${moment(l.to)}: ` + (words(l.why) ||
		list(l.why).map((w) => WHY.get(w) || words(w)).join(', ') ||
		'why not told');
}

function limited(data) {
	const spans = spansOf(data), shown = longest(spans, 6);
	if (!spans.length)
		return null;
	const share = known(data.elapsed) && data.elapsed > 0 ? ' of ' +
		`${duration(data.elapsed)} ` +
		`(${percent(limitedFor(data) / data.elapsed)})` : '';
	return el('div', { class: 'generator' }, el('p', {}, el('b', {},
		`The generator was the limit for ${duration(limitedFor(data))}`
		+ share), '. Figures of these spans, hatched in the charts, ' +
		'tell of this machine and not of the server: '),
	items([...shown.map(spanText), ...spans.length > shown.length ?
		[`and ${spans.length - shown.length} shorter ones`] : []]));
}

/* Of the thresholds: whether they hold, as far as that is known. */
const holding = (t) => typeof t.ok === 'boolean' ? t.ok : t.holds;

function balance(data) {
	const all = tables(data.thresholds);
	const gates = all.filter((t) => t.warn !== true);
	const broken = gates.filter((t) => holding(t) === false).length;
	const warned = all.filter((t) => t.warn === true &&
		holding(t) === false).length;
	return [...gates.length ? [`${broken || 'none'} of ${gates.length} ` +
		`thresholds broken${data.live ? ' so far' : ''}`] : [],
	...warned ? [`${warned} warning${warned > 1 ? 's' : ''}`] : []];
}

/* What went wrong first, in `took` seconds up to `at`; the generator then. */
function onset(data, name, { at, took, text }) {
	const spans = spansOf(data);
	const limit = spans.some((l) => l.from < at && l.to > at - took);
	return el('p', {}, el('b', {}, `${name} at ${moment(at)}: `), text,
		!spans.length ? null : limit ? '; the generator was the ' +
		'limit then' : '; the generator was fine then');
}

function firstFailure(data) {
	const times = list(data.time), { lines } = CHARTS.find((c) => c.some);
	const begun = lines.map(([key, name]) => {
		const s = table(table(data.series)[key]);
		const most = list(s.hi).length ? s.hi : list(s.v);
		return { name, at: times[most.findIndex((v) => v > 0)] };
	}).filter((b) => known(b.at));
	if (!begun.length)
		return null;
	const at = Math.min(...begun.map((b) => b.at));
	const fault = tables(data.faults).find((f) => known(f.count));
	return onset(data, 'First failure', { at, took: data.step || 1,
		text: begun.filter((b) => b.at === at).map((b) => b.name)
			.join(', ') + (fault ? `; over the whole run ` +
			`${count(fault.count)} x ${words(fault.text)}` : '') });
}

function firstOutside(data) {
	const fell = tables(data.thresholds).filter((t) => known(t.fell))
		.sort((a, b) => a.fell - b.fell)[0];
	return fell ? onset(data, 'First threshold outside', { at: fell.fell,
		took: 1, text: words(fell.text) }) : null;
}

function verdict(data) {
	const v = table(data.verdict), why = list(v.why);
	const state = words(v.state) || 'none';
	const shown = state === 'inconclusive' && why.includes('running') ?
		'running' : VERDICTS.has(state) ? state : 'none';
	const [word, shape, sign] = VERDICTS.get(shown);
	const facts = [...balance(data),
		...why.map((w) => WHY.get(w) || words(w)),
		...v.stopped ? [`threshold ${words(v.stopped)} ended the run`] :
			[],
		...known(v.code) ? [`exit status ${v.code}` + (data.live ?
			' as things stand' : '')] : []];
	return el('section', { id: 'verdict', class: shown,
		'aria-label': 'Verdict' },
	el('p', { class: 'word' }, draw('svg', { viewBox: '0 0 24 24',
		'aria-hidden': 'true' }, draw('path', { class: 'shape',
		d: shape }), draw('path', { class: 'sign', d: sign })),
	el('b', {}, word), el('span', {}, facts.join('; '))),
	firstFailure(data), firstOutside(data),
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
	if (!holds && t.warn === true)
		return el('span', { class: 'warn' }, `! warning${sofar}`);
	return el('span', { class: holds ? 'good' : 'bad' }, holds ?
		`\u2713 holds${sofar}` : `\u2715 broken${sofar}`);
}

/* What its window does not see, where that is worth a word. */
function beside(t) {
	return words(t.outside) ? `; ${words(t.outside)} outside` :
		words(t.all) ? `; ${words(t.all)} over all` : '';
}

function thresholds(data) {
	const at = (v) => known(v) ? moment(v) : NONE;
	const rows = tables(data.thresholds).map((t, i) => [
		words(t.n) || String(i + 1), judged(t), el('code', {},
			(t.warn === true ? 'warn: ' : '') + words(t.text)),
		(words(t.value) || 'not known') + beside(t),
		words(t.worst) || NONE,
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
	const rows = tables(data.worst).map((w) => [words(w.id),
		known(w.score) ? w.score.toFixed(1) : '', words(w.why),
		words(w.addr), words(w.group), words(w.rendition)]);
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
