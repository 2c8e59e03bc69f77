/*
 * What hls.js did, from what the page saw: analyse.mjs DIR reads DIR/page.json
 * and writes there
 *
 *	transfers durations	hls.js's own, for player.awk; a path is the
 *				media sequence, so another level counts once;
 *				without those that a jump passed over whole
 *	stalls			lines of "START LENGTH [open]", Unix seconds
 *	facts			one line of "key value" pairs, see facts()
 *
 * Play begins with the first "playing" event. A stall is a run of samples,
 * 50 ms apart, between which currentTime moved by less than a quarter of the
 * time that passed, though the player was not paused and had not ended, of
 * 0.1 s or more; its length is the time that passed less what currentTime
 * moved, from the sample before it to the one behind it, as it neither begins
 * nor ends with a sample. What moves currentTime by a seek (hls.js's own, since
 * nobody else seeks) is a jump, if by 0.5 s or more, and no play. Two others
 * look at the same thing, to show when this one is wrong: gaps of 0.25 s or
 * more between pictures shown, and the time from each "waiting" event to the
 * next movement.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SHORTEST = 0.1, REBUFFER = 0.25, JUMP = 0.5;
/* Of tests/media.sh: 25 pictures a second. */
const PICTURE = 0.04;
/* NetworkErrorAction.RetryRequest of hls.js: again, after a delay. */
const RETRY = 5;

function still(step) {
	return !step.paused && step.moved < step.passed / 4;
}

function sum(list) {
	return list.reduce((a, b) => a + b, 0);
}

// The time between two samples: how long, how far, and whether by a seek.
function steps(record, begin, end) {
	const seeks = record.events.filter(([, name]) => name === "seeking");
	const inside = record.samples.filter(([t]) => t >= begin && t <= end);
	return inside.slice(1).map(([t, at, paused], i) => {
		const [from, before] = inside[i];
		const seek = seeks.some(([s]) => s > from && s <= t) ||
			at < before || at - before > t - from + JUMP;
		return { from, t, passed: t - from, seek, before, at, paused,
			moved: seek ? 0 : at - before,
			by: seek ? at - before : 0 };
	});
}

// The time from step i on in which nothing moved, and the steps around it.
function stallAt(list, i) {
	let last = i;
	while (last < list.length && still(list[last]))
		last++;
	const around = list.slice(Math.max(i - 1, 0), last + 1);
	return { start: list[i].from, next: last, open: last === list.length,
		length: sum(around.map((s) => s.passed - s.moved)) };
}

function stallsOf(list) {
	const found = [];
	for (let i = 0; i < list.length; i++) {
		if (!still(list[i]))
			continue;
		found.push(stallAt(list, i));
		i = found.at(-1).next;
	}
	return found.filter(({ length }) => length >= SHORTEST);
}

// Seconds without a new picture, where these are too many.
function gaps(record, begin, end) {
	const shown = record.frames.map(([t]) => t)
		.filter((t) => t > begin && t < end);
	return sum([...shown, end].map((t, i) => t - (shown[i - 1] ?? begin))
		.filter((gap) => gap >= REBUFFER).map((gap) => gap - PICTURE));
}

// Seconds from each "waiting" to the next movement.
function waited(record, list) {
	let until = 0;
	return sum(record.events.filter(([, name]) => name === "waiting")
		.map(([t]) => {
			if (!list.length || t < list[0].from || t < until)
				return 0;
			const next = list.find((s) => s.from >= t && !still(s));
			until = next ? next.from : list.at(-1).t;
			return until - t;
		}));
}

function jumpsOf(list) {
	return list.filter(({ by }) => Math.abs(by) >= JUMP);
}

// Whether that transfer was in vain: a jump passed over all of it.
function passedOver([, , last, , extinf, , , start], jumps) {
	return jumps.some(({ t, before, at }) => last < t &&
		start > before - JUMP && start + extinf < at + JUMP / 5);
}

function facts(record, stalls, list, [begin, end]) {
	const jumps = jumpsOf(list);
	const first = record.transfers[0];
	return {
		startup: begin - record.begin,
		first: first ? first[2] - record.begin : 0,
		viewed: end - begin,
		rebuffers: stalls.filter((s) => s.length >= REBUFFER).length,
		stalled: sum(stalls.map(({ length }) => length)),
		dark: gaps(record, begin, end),
		waited: waited(record, list),
		edge: record.end.live ? record.end.edge : "-",
		latency: record.end.live ? record.end.latency : "-",
		jumps: jumps.length,
		jumped: sum(jumps.map(({ by }) => by)),
		skipped: sum(record.transfers.filter((f) =>
			passedOver(f, jumps)).map((f) => f[4])),
		nudges: list.filter(({ seek }) => seek).length - jumps.length,
		errors: record.errors.length,
		fatal: record.errors.filter(([, , fatal]) => fatal).length,
		retries: record.errors.filter((e) => e[3] === RETRY).length,
		late: Math.max(0, ...list.map(({ passed }) => passed)),
		begin: record.epoch + begin,
		stop: record.epoch + end,
	};
}

const dir = process.argv[2];
const record = JSON.parse(readFileSync(join(dir, "page.json"), "utf8"));
const at = (name) => record.events.find((e) => e[1] === name)?.[0];
const end = at("ended") ?? record.end.time;
const begin = at("playing") ?? end;
const list = steps(record, begin, end);
const stalls = stallsOf(list);

function put(name, lines) {
	writeFileSync(join(dir, name), lines.map((l) => l + "\n").join(""));
}
put("stalls", stalls.map(({ start, length, open }) =>
	`${(record.epoch + start).toFixed(6)} ${length.toFixed(6)}` +
	(open ? " open" : "")));
const jumps = jumpsOf(list);
put("transfers", record.transfers.filter((f) => !passedOver(f, jumps))
	.map(([start, first, last, sn, , bytes]) =>
		[sn, 200, bytes, bytes, ...[start, first, last].map(
			(t) => (record.epoch + t).toFixed(6))].join(" ")));
put("durations", record.transfers.map(([, , , sn, extinf]) =>
	`${sn} ${extinf.toFixed(6)}`));
put("facts", Object.entries(facts(record, stalls, list, [begin, end]))
	.map(([key, v]) => `${key} ${typeof v === "number" ?
		Number(v.toFixed(6)) : v}`));
