/*
 * A real run: the test origin, 20 viewers, and a hog beside them for a while.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { openSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

export const sleep = (ms) => new Promise((wake) => setTimeout(wake, ms));
export const SECONDS = 60;

/* Waits until f says something, for so many seconds. */
export async function until(seconds, what, f) {
	for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
		const got = await f();
		if (got)
			return got;
		await sleep(100);
	}
	throw new Error(`not within ${seconds} s: ${what}`);
}

function text(file) {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return "";
	}
}

/* A command of sh's in a process group of its own, ended as one. */
export function started(command, dir, name) {
	const log = openSync(join(dir, name), "w");
	const child = spawn("sh", ["-c", command], { detached: true, stdio:
		["ignore", log, log], env: { ...process.env, DIR: dir,
		PATH: `${process.cwd()}/bin:${process.env.PATH}` } });
	const job = { child, code: null, said: () => text(join(dir, name)) };
	job.ended = new Promise((done) => child.on("exit", (code, signal) => {
		job.code = code ?? signal;
		done(job.code);
	}));
	job.stop = () => {
		try {
			process.kill(-child.pid, "SIGTERM");
		} catch (error) {
			assert.equal(error.code, "ESRCH");
		}
	};
	return job;
}

/* Its 20th to 26th second has no segments. */
export async function origin(dir) {
	const job = started("tests/media.sh && exec origin -l 127.0.0.1:0 " +
		"--media tests/media --port-file \"$DIR/port\" --for 180s " +
		"--rule '/live/hi_*.ts from=20s until=26s status=503'",
	dir, "origin");
	const port = await until(60, "the origin", () => text(join(dir,
		"port")).trim());
	return { ...job, url: `http://127.0.0.1:${port}/live/hi.m3u8` };
}

export async function pipeline(dir, url) {
	writeFileSync(join(dir, "url"), url);
	const job = started(`hls-spawn -n 20 -r 10 -d ${SECONDS}s ` +
		"--label site=here \"$(cat \"$DIR/url\")\" | hls-parse | " +
		"hls-agg -q -t 'segment.loss.ratio < 1 %' " +
		"-t 'segment.ttfb.p95 < 500ms over 10s' " +
		"-t 'startup.p95 < 2s' -t 'rebuffer.ratio < 20 %' | " +
		"tee -i \"$DIR/run.stat\" | hls-export -l 127.0.0.1:0 " +
		"--html \"$DIR/run.html\" --linger 20s",
	dir, "pipeline");
	const [, at] = await until(20, "hls-export", () =>
		/on (http:\S+\/)metrics/.exec(job.said()));
	return { ...job, at, stat: () => text(join(dir, "run.stat")) };
}

/* The processors' time so far, idle and all, by the system. */
function processors() {
	const [, ...n] = readFileSync("/proc/stat", "utf8").split("\n")[0]
		.split(/\s+/).map(Number);
	return { at: Date.now() / 1000, idle: n[3] + n[4],
		all: n.slice(0, 8).reduce((a, b) => a + b) };
}

/* Watches that until it is stopped; then share() tells of a stretch. */
export function idleWatch() {
	const seen = [processors()];
	const timer = setInterval(() => seen.push(processors()), 100);
	const near = (t) => seen.reduce((a, b) => Math.abs(b.at - t) <
		Math.abs(a.at - t) ? b : a);
	return { stop: () => clearInterval(timer), share(from, to) {
		const [a, b] = [near(from), near(to)];
		return (b.idle - a.idle) / (b.all - a.all);
	} };
}

/* Two busy loops for each processor; timeout ends them if we do not. */
export async function hog(dir, seconds) {
	const from = Date.now() / 1000;
	const loops = Array.from({ length: 2 * availableParallelism() },
		(_, i) => started(`exec timeout ${seconds + 10} sh -c ` +
			"'while :; do :; done'", dir, `hog-${i}`));
	await sleep(seconds * 1000);
	for (const loop of loops)
		loop.stop();
	await Promise.all(loops.map((l) => l.ended));
	return [from, Date.now() / 1000];
}
