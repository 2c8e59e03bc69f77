/*
 * The page as a whole: what the element #run holds, and what page.json says
 * each second where a server sent the page and the run goes on. It asks for
 * nothing else.
 *
 * render() makes the whole tree anew, and morph() takes over into the page what
 * differs: so focus, scrolling and what is open stay as they are.
 */
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
