/*
 * A stat stream, as hls-agg writes it, in which each text that hls-export reads
 * is the same bytes; the figures are those of a stored run.
 */
import { readFileSync } from "node:fs";

const base = readFileSync("tests/data/chain.stats", "latin1")
	.split(/(?<= - block n=\d+\n)/);

/* As lib/record.c: what is no printable ASCII, space, % and ". */
const escaped = (bytes) => [...bytes].map((c) => c > 0x20 && c < 0x7f &&
	c !== 0x22 && c !== 0x25 ? String.fromCharCode(c) :
	`%${c.toString(16).toUpperCase().padStart(2, "0")}`).join("");

const RUN = ["url", "labels", "kind", "variant", "command", "host", "cores",
	"ffmpeg", "version", "agent"];

/* Records of block n at a time, and which of a kind they stand in place of. */
function records(x, at, n) {
	const last = n === base.length;
	const each = (keys) => keys.map((key) => `${key}=${x}`).join(" ");
	return [
		`all segment by=${x}:${x} count=3 ${x}=1 ttfb.p95=${x}`,
		`all segment by=group:${x} count=3 requests=4`,
		`- run ${each(RUN)} elapsed=${0.5 * n}`,
		`- host name=${x} state=${x} reason=${x}`,
		`- origin ${each(["host", "name"])} up=1 cpu=0.5 ` +
			`connections=${n} net_in=${x} ${x}=1`,
		`- fault text=${x} count=2`,
		`- fault ${each(["text", "count"])}`,
		`- summary text=${x}`, `- finding text=${x}`,
		`- finding text=${x}`,
		`- unmeasured ${each(["what", "why", "text"])} count=2`,
		`- unmeasured ${each(["what", "why", "count", "text"])}`,
		`- phase n=1 at=${at} target=5`,
		`- phase ${each(["n", "at", "target"])}`,
		`- limited late=0 idle=${n} blocked=0 lost=0 now=${x}`,
		`- limited ${each(["late", "idle", "now"])}`,
		`- worst score=12.5 ${each(["id", "state", "why", "addr",
			"group", "rendition", "agent"])}`,
		`- worst ${each(["id", "score", "why"])}`,
		`- client ${each(["id", "state", "why", "addr", "agent"])}`,
		`- capacity carries=4 ${each(["threshold", "text"])}`,
		`- threshold n=1 ok=0 holds=0 value=0.5 worst=0.7 fell=${at} ` +
			`broke=${at} ${each(["window", "text"])}`,
		`- threshold ${each(["n", "warn", "ok", "holds", "value",
			"worst", "outside", "all", "fell", "broke", "text"])}`,
		`- verdict code=99 stopped=1 ${each(["state", "why"])}`,
		`- evidence text=${x}`, `- evidence text=${x}`,
		...last ? [`- end reason=${x}`, `- report text=${x}`,
			`- report text=${x}`] : [],
		`- ${x} text=${x}`,
	];
}

const kindOf = (line) => line.split(" ")[2];

export function stream(bytes) {
	const x = escaped(bytes);
	return base.map((block, i) => {
		const lines = block.trimEnd().split("\n");
		const time = lines[0].split(" ")[0];
		const own = records(x, time, i + 1);
		const taken = new Set(own.map((r) => r.split(" "))
			.filter((r) => r[0] === "-").map((r) => r[1]));
		const kept = lines.filter((l) => !taken.has(kindOf(l)));
		return [...kept.slice(0, -1), ...own.map((r) => `${time} ${r}`),
			kept[kept.length - 1], ""].join("\n");
	}).join("");
}

/*
 * All pairs of bytes, each once: a sequence of de Bruijn's, in n pieces that
 * share the byte where they meet.
 */
export function pairs(n) {
	const all = [];
	for (let a = 0; a < 256; a++) {
		all.push(a);
		for (let b = a + 1; b < 256; b++)
			all.push(a, b);
	}
	all.push(0);
	const size = Math.ceil((all.length - 1) / n);
	return Array.from({ length: n }, (_, i) => Buffer.from(all.slice(
		i * size, (i + 1) * size + 1)));
}

/* The same bytes as a path: no NUL, and no name that is long or dots. */
export function path(bytes) {
	const names = [];
	let name = [];
	const end = () => {
		if (name.length > 2 || name.some((c) => c !== 0x2e))
			names.push(Buffer.from([...name, 0x2f]));
		name = [];
	};
	for (const c of bytes)
		if (c === 0x2f)
			end();
		else if (c) {
			if (name.length === 200) {
				const before = name[199];
				end();
				name.push(before);
			}
			name.push(c);
		}
	end();
	return Buffer.concat(names).subarray(0, -1);
}
