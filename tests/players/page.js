/*
 * hls.js as it comes, and what can be seen of it: nothing is judged here, see
 * analyse.mjs. Times are seconds of performance.now(); epoch makes them Unix
 * seconds. Rows:
 *
 *	samples	  [time, currentTime, paused], every 50 ms
 *	frames	  [time], each picture shown (requestVideoFrameCallback)
 *	events	  [time, name, currentTime], of the video element
 *	errors	  [time, details, fatal, action], of hls.js; action is what its
 *		  error controller chose: 2 is "retry later"
 *	transfers [start, first byte, end, media sequence, EXTINF, bytes, level,
 *		  where in the media it begins]
 */
"use strict";

const SAMPLE_MS = 50;
const WATCHED = ["playing", "waiting", "seeking", "seeked", "pause", "ended"];

function seconds() {
	return performance.now() / 1000;
}

function watchVideo(video, record) {
	for (const name of WATCHED)
		video.addEventListener(name, () => record.events.push(
			[seconds(), name, video.currentTime]));
	const frame = () => {
		record.frames.push([seconds()]);
		video.requestVideoFrameCallback(frame);
	};
	video.requestVideoFrameCallback(frame);
	return setInterval(() => record.samples.push(
		[seconds(), video.currentTime, video.paused]), SAMPLE_MS);
}

function watchHls(hls, record) {
	hls.on(Hls.Events.FRAG_LOADED, (_, { frag }) => {
		const { loading, total } = frag.stats;
		if (typeof frag.sn !== "number")
			return;
		record.transfers.push([loading.start / 1000,
			loading.first / 1000, loading.end / 1000, frag.sn,
			frag.duration, total, frag.level, frag.start]);
	});
	hls.on(Hls.Events.ERROR, (_, e) => record.errors.push(
		[seconds(), e.details, e.fatal, e.errorAction?.action ?? -1]));
}

function ending(hls, video) {
	const level = hls.levels[hls.currentLevel];
	const details = level && level.details;
	return {
		time: seconds(),
		live: Boolean(details && details.live),
		edge: details ? details.edge - video.currentTime : null,
		latency: hls.latency,
		rate: video.playbackRate,
	};
}

// measure URL for so many seconds from loadSource on; called by drive.mjs.
async function measure(url, span) {
	const video = document.getElementById("video");
	const hls = new Hls();
	const record = { version: Hls.version, samples: [], frames: [],
		events: [], errors: [], transfers: [],
		epoch: performance.timeOrigin / 1000 };
	const timer = watchVideo(video, record);
	watchHls(hls, record);
	hls.on(Hls.Events.MANIFEST_PARSED, () => video.play().catch(
		(e) => record.errors.push([seconds(), e.name, true, -1])));
	hls.attachMedia(video);
	record.begin = seconds();
	hls.loadSource(url);
	await new Promise((done) => setTimeout(done, span * 1000));
	clearInterval(timer);
	record.end = ending(hls, video);
	hls.destroy();
	return record;
}
