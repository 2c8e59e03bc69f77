/*
 * Numbers: as words, in the notation of the text report (lib/human.h), and at
 * the axes of charts.
 */
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

function greatest(...lists) {
	let most = 0;
	for (const v of lists)
		for (const n of Array.isArray(v) ? v : [v])
			if (known(n) && n > most)
				most = n;
	return most;
}

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
