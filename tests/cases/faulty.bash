# Origins with faults.

case_idle_1s() {
	stage - --idle 1s --rule '/live/*.ts after=7 delay=3s'
	view /live/hi.m3u8 -d 45s
	as_player
	share 16 26
}

case_idle_60s() {
	stage - --idle 60s --rule '/live/*.ts after=7 delay=3s'
	view /live/hi.m3u8 -d 45s
	as_player
	share 16 26
}

case_redirect() {
	stage - --rule '*hi_000012.ts delay=7s'
	stage - --rule "/live/*.ts redirect=http://127.0.0.1:$PORT/live/{name}"
	view /live/hi.m3u8 -n 2 -d 34s
	rebuffers 1 0.8 3.3
	as_player
}

case_redirect_idle() {
	stage - --idle 1s --rule '*hi_000012.ts delay=7s'
	stage - --idle 1s \
		--rule "/live/*.ts redirect=http://127.0.0.1:$PORT/live/{name}"
	view /live/hi.m3u8 -n 2 -d 34s
	rebuffers 1 0.8 3.6
	as_player
}

# Our own stop comes in a stall.
case_stopped() {
	stage - --rule '/live/hi_000010.ts stall=60s'
	view /live/hi.m3u8 -d 20s
	rebuffers 1 4 11
	as_player
}

case_window_3() {
	stage - --window 3 --rule '/live/hi_000008.ts stall=13s' \
		--rule '/live/hi_000018.ts stall=5s'
	view /live/hi.m3u8 -d 45s
	rebuffers 1 7 9.4
	as_player
}

case_apart_late() {
	AUDIO='/a_'
	stage apart --rule '/cast/hi_000012.ts delay=7s'
	view /cast/master.m3u8 -d 34s
	rebuffers 1 0.8 3.3
	as_player
}

case_audio_late() {
	AUDIO='/a_'
	stage apart --rule '/cast/a_000012.ts delay=7s'
	view /cast/master.m3u8 -d 34s
	as_player
}

case_event_stops() {
	stage even --event --rule '*.m3u8 from=20s until=32s stale'
	view /cast/hi.m3u8 -d 45s
	as_player
	events stale some
}

case_stale() {
	stage - --rule '*.m3u8 from=15s until=30s stale'
	view /live/hi.m3u8 -d 45s
	as_player
	events stale some
}

case_html() {
	stage - --rule '/live/*.ts body=html'
	view /live/hi.m3u8 --max-restarts 1 --start-timeout 5s \
		--restart-on-stall -d 20s
	nobody_plays
}

case_wrong_key() {
	stage wrong
	view /cast/hi.m3u8 --max-restarts 1 --start-timeout 5s \
		--restart-on-stall -d 20s
	nobody_plays
}

# The link carries 0.6 of the bitrate.
case_rate_60k() {
	stage - --rule '*.ts rate=60000'
	view /live/hi.m3u8 -n 2 -d 34s
	as_player
	share 35 55
}

case_rate_92k() {
	stage - --rule '*.ts rate=92000'
	view /live/hi.m3u8 -d 34s
	as_player
}

case_slow_start() {
	stage - --rule '/live/* delay=700ms'
	view /live/hi.m3u8 -d 20s
	as_player
}

case_404() {
	stage - --rule '*hi_000012.ts status=404'
	view /live/hi.m3u8 -d 34s
	as_player
}

case_503() {
	stage - --rule '/live/*.ts from=15s until=25s status=503'
	view /live/hi.m3u8 -d 34s
	as_player
}

# A cache that is 5 s behind answers each fifth time.
case_old_cache() {
	stage - --rule '*.m3u8 every=5 ago=5s'
	view /live/hi.m3u8 -d 34s
	as_player
}

case_garbage() {
	stage - --rule '*hi_000012.ts body=garbage'
	dead hi_000012.ts
	view /live/hi.m3u8 -d 30s
	as_player
}

case_truncated() {
	stage - --rule '*hi_000012.ts truncate'
	view /live/hi.m3u8 -d 30s
	as_player
}

# What was complete by all signs proves to be cut behind it.
case_reset() {
	stage - --rule '*hi_000012.ts reset'
	view /live/hi.m3u8 -d 30s
	as_player
	counted segment.loss.count 1
}

case_cut_chunked() {
	stage - --rule '*hi_000012.ts chunked truncate'
	view /live/hi.m3u8 -d 30s
	as_player
	counted segment.loss.count 1
}

case_redirect_refused() {
	stage - --rule '*hi_000012.ts redirect=http://127.0.0.1:1/'
	view /live/hi.m3u8 -d 30s
	as_player
	counted segment.loss.count 1
}

# No length, no chunks: the body ends with its connection.
case_no_length() {
	stage - --rule '*hi_000012.ts http10 chunked delay=7s' \
		--rule '*.ts http10 chunked'
	view /live/hi.m3u8 -d 34s
	as_player
}

case_chunked() {
	stage - --rule '*hi_000012.ts chunked delay=7s' --rule '* chunked'
	view /live/hi.m3u8 -d 34s
	as_player
}

# One failed reload is none: FFmpeg asks again at once.
case_reload_404() {
	stage - --rule '*.m3u8 nth=12 status=404'
	view /live/hi.m3u8 -d 30s
	rebuffers 0 0 0
	as_player
}

# Two are the end of FFmpeg; hls-spawn starts another.
case_broke_off() {
	stage - --rule '*.m3u8 from=15s until=17s status=404'
	view /live/hi.m3u8 -d 35s
	as_player
	events playback_fail some
}

case_rate_fmp4() {
	stage - --rule '*.m4s rate=60000'
	view /livef/hi.m3u8 -d 34s
	as_player
}

# FFmpeg's own habit hides a slow link, which is said.
case_prefetch() {
	stage - --rule '*.ts rate=60000'
	view /live/hi.m3u8 --prefetch -d 30s
	last prefetch 1 1
}

# FFmpeg's pacing is in the transfers themselves: hls.js has 11 % at this rate.
case_vod_slow() {
	stage - --rule '*.ts rate=85000'
	view /vod/hi.m3u8 --pace realtime -d 34s
	share 5 20
}
