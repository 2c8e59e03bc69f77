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
	stage - --rule '*hi_000010.ts delay=7s'
	stage - --rule "/live/*.ts redirect=http://127.0.0.1:$PORT/live/{name}"
	view /live/hi.m3u8 -n 2 -d 40s
	rebuffers 1 0.8 3.3
	as_player
}

case_redirect_idle() {
	stage - --idle 1s --rule '*hi_000010.ts delay=7s'
	stage - --idle 1s \
		--rule "/live/*.ts redirect=http://127.0.0.1:$PORT/live/{name}"
	view /live/hi.m3u8 -n 2 -d 40s
	rebuffers 1 0.8 3.3
	as_player
}

# Our own stop comes in a stall.
case_stopped() {
	stage - --rule '/live/hi_000009.ts stall=60s'
	view /live/hi.m3u8 -d 20s
	rebuffers 1 5.9 8.3
	as_player
}

case_window_3() {
	stage - --window 3 --rule '/live/hi_000006.ts stall=13s' \
		--rule '/live/hi_000016.ts stall=5s'
	view /live/hi.m3u8 -d 45s
	rebuffers 1 7 9.4
	as_player
}

case_apart_late() {
	AUDIO='^a_'
	stage apart --rule '/cast/hi_000010.ts delay=7s'
	view /cast/master.m3u8 -d 40s
	rebuffers 1 0.8 3.3
	as_player
}

case_audio_late() {
	AUDIO='^a_'
	stage apart --rule '/cast/a_000010.ts delay=7s'
	view /cast/master.m3u8 -d 40s
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
	nobody_plays exit_error stall exit_0
}

case_wrong_key() {
	stage wrong
	view /cast/hi.m3u8 --max-restarts 1 --start-timeout 5s \
		--restart-on-stall -d 20s
	nobody_plays exit_error stall exit_0
}

# The link carries 0.6 of the bitrate.
case_rate_60k() {
	stage - --rule '*.ts rate=60000'
	view /live/hi.m3u8 -n 2 -d 40s
	as_player
	share 35 55
}

case_rate_92k() {
	stage - --rule '*.ts rate=92000'
	view /live/hi.m3u8 -d 40s
	as_player
}

case_slow_start() {
	stage - --rule '/live/* delay=700ms'
	view /live/hi.m3u8 -d 20s
	as_player
}

case_404() {
	stage - --rule '*hi_000010.ts status=404'
	view /live/hi.m3u8 -d 40s
	as_player
}

case_503() {
	stage - --rule '/live/*.ts from=15s until=25s status=503'
	view /live/hi.m3u8 -d 40s
	as_player
}

# A cache that is 5 s behind answers each fifth time.
case_old_cache() {
	stage - --rule '*.m3u8 every=5 ago=5s'
	view /live/hi.m3u8 -d 40s
	as_player
}

case_garbage() {
	stage - --rule '*hi_000010.ts body=garbage'
	view /live/hi.m3u8 -d 30s
	as_player
}
