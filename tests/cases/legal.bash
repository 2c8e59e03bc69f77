# Streams that are in order and look odd. A late segment in some of them shows
# that what is wrong is still seen.

case_clean() {
	stage -
	view /live/hi.m3u8 -n 2 -d 30s
	rebuffers 0 0 0
	as_player
	edged
	counted hls.reload.late 0
	events stale 0
}

case_close() {
	stage - --rule '* close'
	view /live/hi.m3u8 -d 20s
	rebuffers 0 0 0
	as_player
}

case_http10() {
	stage - --rule '* http10'
	view /live/hi.m3u8 -d 20s
	rebuffers 0 0 0
	as_player
}

case_uneven() {
	stage uneven
	view /cast/hi.m3u8 -d 34s
	rebuffers 0 0 0
	as_player
	edged
}

case_uneven_late() {
	stage uneven --rule '*hi_000014.ts delay=7s'
	view /cast/hi.m3u8 -d 34s
	as_player
}

case_init_time() {
	stage init --window 5 --ahead 8
	view /cast/hi.m3u8 -d 34s
	rebuffers 0 0 0
	as_player
}

case_ad_break() {
	stage ad
	view /cast/hi.m3u8 -d 45s
	rebuffers 0 0 0
	as_player
}

case_ad_break_late() {
	stage ad --rule '*hi_000012.ts delay=11s'
	view /cast/hi.m3u8 -d 45s
	as_player
}

# Pods that repeat base names, of other lengths.
case_pods() {
	stage pods --rule '*hi_000012.ts delay=7s'
	view /cast/hi.m3u8 -d 45s
	as_player
}

case_six() {
	stage six --window 4 --rule '*hi_000006.ts delay=14s'
	view /cast/hi.m3u8 -d 45s
	as_player
}

# A target duration that no segment has.
case_target_10() {
	stage target
	view /cast/hi.m3u8 -d 34s
	rebuffers 0 0 0
	as_player
	counted hls.reload.late 0
	events stale 0
}

# Two streams whose segments have the same names, of other lengths.
case_mix() {
	stage uneven
	built_in
	view '/cast/hi.m3u8 /live/hi.m3u8' -n 2 -d 34s
	rebuffers 0 0 0
	as_player
}

case_variants() {
	stage - --rule '*hi_000012.ts delay=7s'
	view /live/master4.m3u8 -n 2 -d 30s
	as_player
}

# Who joins when makes no difference to what is right.
case_ramp() {
	stage burst --burst 3 --window 9
	view /cast/hi.m3u8 -n 4 -r 0.4 -d 34s
	as_player
	events stale 0
}

# Three segments at a time, each six seconds.
case_burst() {
	stage burst --burst 3
	view /cast/hi.m3u8 -d 45s
	as_player
	counted hls.reload.late 0
	events stale 0
}

case_ranges() {
	stage ranges --burst 2
	view /cast/hi.m3u8 -d 45s
	as_player
}

case_ranges_late() {
	stage ranges --rule '*.m3u8 from=14s until=22s stale'
	view /cast/hi.m3u8 -d 45s
	as_player
}

case_ranges_fmp4() {
	stage franges --burst 2
	view /cast/hi.m3u8 -d 34s
	as_player
}

case_short_audio() {
	AUDIO='/a_'
	stage short
	view /cast/master.m3u8 -n 2 -d 34s
	rebuffers 0 0 0
	as_player
}

case_apart_join() {
	AUDIO='/a_'
	stage apart --ahead 1
	view /cast/master.m3u8 -n 3 -d 15s
	as_player
}

# The same base names in both renditions.
case_names() {
	AUDIO='/a/'
	stage names --rule '*/v/000012.ts delay=7s'
	view /cast/master.m3u8 -d 34s
	as_player
}

case_fmp4() {
	stage fmp4 --rule '*hi_000014.m4s delay=7s'
	view /cast/hi.m3u8 -d 34s
	as_player
}

case_fmp4_audio() {
	AUDIO='/a_'
	stage fapart --rule '*hi_000012.m4s delay=7s'
	view /cast/master.m3u8 -d 34s
	as_player
}

case_livef() {
	stage -
	view /livef/hi.m3u8 -d 30s
	rebuffers 0 0 0
	as_player
}

case_aes() {
	stage aes --rule '*hi_000012.ts delay=7s'
	view /cast/hi.m3u8 -d 34s
	as_player
}

case_session() {
	stage session --rule '*hi_000012.ts delay=7s'
	view /cast/master.m3u8 -n 2 -d 34s
	as_player
}

case_tokens() {
	stage tokens --rule '*hi_000012.ts delay=7s'
	view /cast/hi.m3u8 -n 2 -d 34s
	as_player
}

case_gap() {
	stage gap
	view /cast/hi.m3u8 -d 45s
	as_player
	counted segment.loss.count 0
}

# The packager began anew, its numbers go on elsewhere.
case_jump() {
	stage jump
	view /cast/hi.m3u8 -d 45s
	as_player
}

case_back() {
	stage back
	view /cast/hi.m3u8 -d 45s
	as_player
}

case_pdt() {
	stage even --pdt
	view /cast/hi.m3u8 -d 30s
	rebuffers 0 0 0
	as_player
	dated
}

case_event() {
	stage even --event
	view /cast/hi.m3u8 -d 45s
	rebuffers 0 0 0
	as_player
	edged
	events stale 0
}

case_event_end() {
	stage even --event --end-after 20s
	view /cast/hi.m3u8 --once -d 60s
	as_player
}

case_live_end() {
	stage - --end-after 20s
	view /live/hi.m3u8 --once -d 60s
	as_player
}

# The top playlist is somewhere else, once; the variant's each time.
case_redirect_top() {
	stage -
	stage - --rule "*master* redirect=http://127.0.0.1:$PORT{path}"
	view /live/master.m3u8 -d 20s
	rebuffers 0 0 0
	as_player
	events stale 0
}

case_redirect_list() {
	stage -
	stage - --rule "*hi.m3u8 redirect=http://127.0.0.1:$PORT{path}"
	view /live/master.m3u8 -d 20s
	rebuffers 0 0 0
	as_player
	events stale 0
}

# EXTINF 0: nobody knows how long a segment is.
case_zero() {
	stage zero
	view /cast/hi.m3u8 -d 30s
	no_claim
}

# Figures of playing for VOD at the speed of playing.
case_vod_paced() {
	stage -
	view /vod/hi.m3u8 --pace realtime -d 20s
	last played 15 21
	last rebuffered 0 0.3
}
