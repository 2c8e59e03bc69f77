/*
 * Runs that never were: fixture.mjs NAME > DATA.json. The same each time.
 *
 *	normal	three minutes with phases, failures and a limit
 *	day	24 h in 600 points, with a spike of one tick
 *	against	normal beside a run before
 *	live	normal, half way
 *	dot	one point, and nothing else
 *	flat	all values the same, or 0
 *	huge	values no one measures
 *	empty	no member at all
 *	hostile, harmless
 *		every text an attack, and the same with words
 */
import { fileURLToPath } from "node:url";

/* A sequence that looks like chance, from 0 to 1. */
function chance(seed) {
	let x = seed;
	return () => {
		x = (x * 1103515245 + 12345) % 2147483648;
		return x / 2147483648;
	};
}

const round = (v, places = 6) => Number(v.toFixed(places));

/* n points of `step` seconds; f(t, r) is a value, or null. */
function course(time, step, unit, f, seed) {
	const r = chance(seed), v = time.map((t) => {
		const x = f(t, r());
		return x === null ? null : round(Math.max(0, x));
	});
	if (step === 1)
		return { unit, v };
	return { unit, v, lo: v.map((x) => x === null ? null : round(x * 0.8)),
		hi: v.map((x) => x === null ? null : round(x * 1.3)) };
}

function seriesOf(time, step, span, slow) {
	const busy = (t) => t > span * 0.6 && t < span * 0.75;
	const ramp = (t) => 100 * Math.min(10, 1 + Math.floor(t / span * 13));
	const there = (t) => ramp(t) - Math.max(0, 30 - (t % (span / 13)) * 10);
	const late = (base) => (t, r) => slow * base * (1 + r * 0.4) *
		(busy(t) ? 3 + r * 4 : 1);
	const rare = (share) => (t, r) => busy(t) && r < share ? r * 8 : 0;
	let seed = 1;
	const make = (unit, f) => course(time, step, unit, f, seed++);
	return {
		"clients.target": make("count", (t) => ramp(t)),
		"clients.active": make("count", (t) => Math.round(there(t))),
		"clients.backoff": make("count", (t, r) => Math.round(r * 2)),
		"viewers.playing": make("count", (t) => Math.round(there(t) -
			(busy(t) ? 80 : 0))),
		"viewers.rebuffering": make("count", (t, r) =>
			Math.round(busy(t) ? 60 + r * 40 : 0)),
		"viewers.startup": make("count", (t, r) => Math.round(r * 12)),
		"segment.requests": make("per second", (t, r) =>
			there(t) / 2 * (0.95 + r / 10)),
		"playlist.requests": make("per second", (t, r) =>
			there(t) / 2 * (0.9 + r / 5)),
		"init.requests": make("per second", (t, r) => r * 3),
		"http.bytes": make("bits per second", (t, r) =>
			there(t) * 1.04e6 * (0.95 + r / 10)),
		"segment.bytes": make("bits per second", (t, r) =>
			there(t) * 1.0e6 * (0.95 + r / 10)),
		"segment.ttfb.p50": make("seconds", late(0.011)),
		"segment.ttfb.p95": make("seconds", late(0.0484)),
		"segment.ttfb.p99": make("seconds", late(0.09)),
		"segment.delivery.p50": make("seconds", (t, r) =>
			t > span * 0.3 && t < span * 0.34 ? null :
				late(0.12)(t, r)),
		"segment.delivery.p95": make("seconds", late(0.4)),
		"segment.delivery.p99": make("seconds", late(0.8)),
		"viewers.edge.p50": make("seconds", (t, r) => 9 + r),
		"viewers.edge.p95": make("seconds", (t, r) => 12 + r * 2 +
			(busy(t) ? 6 : 0)),
		"http.class.4xx": make("per second", rare(0.2)),
		"http.class.5xx": make("per second", rare(0.9)),
		"http.reason.timeout": make("per second", rare(0.3)),
		"http.reason.reset": make("per second", () => 0),
		"segment.loss.count": make("per second", rare(0.5)),
		"rebuffer.ratio": make("ratio", (t, r) => busy(t) ?
			0.05 + r * 0.04 : 0),
		"rebuffer.sessions": make("per second", rare(0.6)),
		"generator.idle": make("ratio", (t, r) => busy(t) ?
			0.02 + r * 0.05 : 0.6 + r * 0.2),
		"generator.cpu": make("ratio", (t, r) => 0.2 + r * 0.1),
		"generator.late_max": make("seconds", (t, r) => busy(t) ?
			0.15 + r * 0.2 : 0.002 + r * 0.004),
		"generator.lost": make("per second", () => 0),
	};
}

/* Bins of a bell on a logarithmic axis, around the middle. */
function distribution(of, unit, middle, n) {
	const bins = [];
	for (let i = -48; i <= 64; i++) {
		const share = Math.exp(-((i / 16) ** 2) * 2) +
			(i > 40 ? 0.05 : 0);
		const c = Math.round(share * n / 20);
		if (c > 0)
			bins.push([round(middle * 2 ** (i / 16), 9), c]);
	}
	const count = bins.reduce((a, b) => a + b[1], 0);
	return { of, unit, n: count, zero: 0, min: bins[0][0],
		mean: middle * 1.2, p50: middle, p95: middle * 3.1,
		p99: middle * 7.7, max: bins[bins.length - 1][0], bins };
}

const FIGURES = [
	["clients.seen", 1000, "count", "clients that were started"],
	["segment.count", 75296, "count", "complete segment transfers"],
	["segment.ttfb.p95", 0.0628, "seconds",
		"time from segment request written to first response byte"],
	["segment.delivery.p95", 0.6214, "seconds",
		"time from first try to last byte or given up"],
	["startup.p95", 0.4511, "seconds", "time to the first segment"],
	["rebuffer.ratio", 0.0121, "ratio", "share of viewing time"],
	["segment.loss.ratio", 0.0003, "ratio", "share of segments lost"],
	["http.error.ratio", 0.0121, "ratio", "share of failed requests"],
	["http.bitrate", 1040000, "bits/s", "body bits per second"],
	["http.bytes", 1.2e12, "bytes", "body bytes"],
	["segment.rate", 456.3, "1/s", "complete segment transfers per second"],
	["qoe.score.p5", 81.2, "decimal", "score of viewers"],
	["generator.late", 0, "seconds", "lateness"],
];

const NORMAL = {
	format: 1, version: "0.1.0", live: false, end: "duration",
	start: 1796057575.934, lost: 0,
	summary: "1000 viewers, 3m: 96 rebuffered (1.2 % of viewing), " +
		"startup p95 451 ms, 24 segments lost, 912 failed requests; " +
		"the generator was the limit",
	verdict: { state: "fail", code: 99, why: ["idle", "late"], stopped: 2,
		evidence: ["the machine was idle 2.1 % at least; the limit " +
			"is 10 %", "late by 348 ms; the limit is 100 ms"] },
	capacity: { text: "carries 500 viewers; at 600 segment.ttfb.p95 < " +
		"200ms broke" },
	findings: ["addr 192.0.2.7: segment TTFB p50 41.2 ms, others 11.0 ms"],
	faults: [{ text: "segment 503", count: 888 },
		{ text: "playlist timeout", count: 24 }],
	unmeasured: [{ what: "rebuffering", text: "of 3 viewers the " +
		"durations of segments are not known", count: 3 }],
	run: [["url", "http://origin.example/live/master.m3u8"],
		["command", "hls-spawn -n 1000 --step 100:14s -d 3m " +
		"http://origin.example/live/master.m3u8"], ["host", "vm"],
		["labels", "site=fra"], ["ffmpeg", "5.1.9"]],
	worst: [
		{ id: "17", score: 41.2, why: "rebuffering",
			addr: "192.0.2.7:80", group: "b", rendition: "hi" },
		{ id: "203", score: 63.9, why: "startup",
			addr: "192.0.2.8:80", group: "a", rendition: "lo" }],
	parts: [
		{ by: "group", name: "a", figures: { "segment.count": 51200,
			"segment.ttfb.p95": 0.0412, "rebuffer.ratio": 0 } },
		{ by: "group", name: "b", figures: { "segment.count": 24096,
			"segment.ttfb.p95": 0.312, "rebuffer.ratio": 0.04 } },
		{ by: "addr", name: "192.0.2.7:80", figures: {
			"segment.count": 24096 } }],
	figures: FIGURES,
	report: "1000 viewers, 3m: 96 rebuffered\n\nRun         http://...\n" +
		"Latency               min     mean      p50\n" +
		"segment ttfb      10.0 ms  15.0 ms  10.0 ms",
	unheard: { of: ["members", "are", "passed over"] },
};

function origins(time, step) {
	let seed = 100;
	const make = (unit, f) => course(time, step, unit, f, seed++);
	return ["web1", "web2"].map((name, i) => ({ name, series: {
		cpu: make("ratio", (t, r) => 0.3 + 0.2 * i + r * 0.1),
		net_out: make("bits per second", (t, r) => 4e8 + r * 1e8),
		connections: make("count", (t, r) => Math.round(400 + 100 *
			r)) } }));
}

function runOf(points, step, slow = 1) {
	const time = Array.from({ length: points }, (_, i) => (i + 1) * step);
	const span = points * step;
	const at = (share) => Math.round(span * share);
	return { ...structuredClone(NORMAL), elapsed: span,
		blocks: span, step, time,
		series: seriesOf(time, step, span, slow),
		origins: origins(time, step),
		phases: Array.from({ length: 10 }, (_, i) => ({ n: i + 1,
			t: round(span / 13 * i, 3), target: 100 * (i + 1) })),
		limits: [{ from: at(0.6), to: at(0.75),
			why: ["idle", "late"] }],
		thresholds: [
			{ n: 1, text: "segment.loss.ratio < 0.1 %", ok: true,
				holds: true, value: "<0.1 %",
				window: "steady", fell: at(0.62) },
			{ n: 2, text: "segment.ttfb.p95 < 200ms", ok: false,
				holds: false, value: "312 ms", worst: "388 ms",
				window: "10s", fell: at(0.61),
				broke: at(0.66) },
			{ n: 3, text: "generator.idle.min > 10 %", holds: true,
				value: "2.1 %" }],
		distributions: [
			distribution("segment.ttfb", "seconds", 0.0112 * slow,
				75296),
			distribution("segment.delivery", "seconds", 0.124,
				75296),
			distribution("startup.time", "seconds", 0.3, 1000),
			distribution("viewers.edge", "seconds", 9.2, 180000),
			distribution("qoe.score", "decimal", 12, 1000)],
	};
}

function day() {
	const run = runOf(600, 144);
	run.series["viewers.rebuffering"].hi[300] = 990;
	run.summary = "1000 viewers, 24h00m: 96 rebuffered";
	return run;
}

function before() {
	const old = runOf(160, 1, 0.7);
	old.name = "last-week.stat";
	old.summary = "1000 viewers, 2m40s: none rebuffered";
	old.figures = FIGURES.map(([path, v, ...more]) => [path, v * 0.8,
		...more]);
	return old;
}

/* One of its thresholds breaks at the very end. */
function against() {
	const run = { ...runOf(180, 1), against: before() };
	run.thresholds[2].broke = 180;
	return run;
}

function live() {
	const run = runOf(90, 1);
	delete run.end;
	return { ...run, live: true, report: undefined, verdict: {
		state: "inconclusive", code: 98, why: ["running"] } };
}

function flat() {
	const run = runOf(120, 1);
	Object.values(run.series).forEach((s, i) => {
		s.v = s.v.map(() => i % 2 ? 0 : 5);
	});
	return run;
}

function huge() {
	const run = runOf(40, 1);
	Object.values(run.series).forEach((s, i) => {
		s.v = s.v.map((v, at) => v * 10 ** (i % 16) * (at % 7 ? 1 : 9));
	});
	return run;
}

const dot = () => ({ format: 1, live: false, elapsed: 1, step: 1, time: [1],
	summary: "1 viewer, 1.0s", series: {
		"viewers.playing": { unit: "count", v: [1] },
		"segment.ttfb.p50": { unit: "seconds", v: [0.0001] },
		"generator.idle": { unit: "ratio", v: [null] } },
	distributions: [{ of: "segment.ttfb", unit: "seconds", n: 1,
		p50: 0.0001, p95: 0.0001, p99: 0.0001,
		bins: [[0.0001, 1]] }] });

/* Every text of the data by f; keys and words that mean something stay. */
const MEANT = new Set(["unit", "state", "of"]);

function texts(v, f, key) {
	if (typeof v === "string")
		return MEANT.has(key) ? v : f(key);
	if (Array.isArray(v))
		return v.map((x) => texts(x, f, key));
	if (typeof v !== "object" || v === null)
		return v;
	return Object.fromEntries(Object.entries(v).map(([k, x]) =>
		[k, texts(x, f, k)]));
}

export const ATTACKS = [
	"</script><script>window.touched=1</script>",
	"<img src=x onerror=\"window.touched=1\">",
	"<svg/onload=window.touched=1>", "\" onfocus=\"window.touched=1",
	"javascript:window.touched=1", "<!--<script>", "]]>", "&lt;b&gt;&#34;",
	"'; window.touched = 1; '",
	"{{constructor.constructor('touched=1')()}}",
	"\u202egnp.exe\u2066", "a\u0000b\ufffe", "__proto__", "constructor",
	"url(http://example.invalid/x)", "x".repeat(2000),
	"</style><style>*{display:none}", "\u2028\u2029", "toString",
];

function texted(make) {
	let i = 0;
	const run = texts({ ...runOf(60, 1), against: before() },
		() => make(i++));
	const part = JSON.parse("{\"by\":\"x\",\"name\":\"y\",\"figures\":" +
		"{\"__proto__\":1,\"constructor\":2}}");
	part.figures[make(0)] = 3;
	run.parts.push(part);
	return run;
}

export const fixtures = {
	normal: () => runOf(180, 1),
	day, live, flat, huge, dot,
	against,
	empty: () => ({}),
	hostile: () => texted((i) => ATTACKS[i % ATTACKS.length]),
	harmless: () => texted((i) => `word${i % ATTACKS.length}`),
};

if (process.argv[1] === fileURLToPath(import.meta.url))
	console.log(JSON.stringify(fixtures[process.argv[2]]()));
