# The faults: each serves, watches and judges. The names are those of the table
# in hls-parse(1), in its order. $V is FFmpeg's version, as 5.1.

# leaves_out NAME: of FFmpeg $V. That of 2018 is linked statically, and cannot
# look up names everywhere.
leaves_out() {
	[ "$V" = 4.1 ] && [ "$1" = name_unknown ]
}

# The multivariant playlist and its like.
fault_multivariant_404() {
	serve '/live/master.m3u8 status=404'
	watch /live/master.m3u8 3
	nobody "playlist 404"
	is playlist.denied 2 99
}

fault_multivariant_503() {
	serve '/live/master.m3u8 status=503'
	watch /live/master.m3u8 3
	nobody "playlist 503"
}

fault_multivariant_empty() {
	serve '/live/master.m3u8 body=empty'
	watch /live/master.m3u8 3
	nobody "no stream that can be played"
}

fault_multivariant_HTML() {
	serve '/live/master.m3u8 body=html'
	watch /live/master.m3u8 3
	nobody "no stream that can be played"
}

# FFmpeg opens all variants and then plays one; that of 2018 gives up where one
# cannot be had.
fault_one_variant_404() {
	serve '/live/lo.m3u8 status=404'
	if [ "$V" = 4.1 ]; then
		watch /live/master.m3u8 3
		nobody "playlist 404"
		return
	fi
	watch /live/master.m3u8 12
	is viewers.played 2
	as_answered
	lost 0
	says "none rebuffered" "no segment lost"
	named "playlist 404" 2 99
}

fault_all_variants_404() {
	serve '/live/hi.m3u8 status=404' '/live/mid.m3u8 status=404' \
		'/live/lo.m3u8 status=404'
	watch /live/master.m3u8 3
	nobody "playlist 404"
}

fault_playlist_redirected_in_a_circle() {
	serve '/live/hi.m3u8 redirect={path}'
	watch /live/hi.m3u8 3
	nobody "playlist redirects"
}

fault_playlist_without_segments() {
	serve '/live/hi.m3u8 without=hi_'
	watch /live/hi.m3u8 3
	nobody "no segment was asked for"
	is segment.requests 0
	is http.error.count 0
}

# A playlist that was good.
fault_playlist_404_once() {
	serve '/s/1/live/hi.m3u8 ua=*[0-9]? nth=3 status=404'
	watch /live/hi.m3u8 12
	all 2
	lost 0
	says "none rebuffered" "1 failed request"
	named "playlist 404" 1
	is playback.fail 0
}

fault_playlist_404_for_3_s() {
	serve '/live/hi.m3u8 from=5s until=8s status=404'
	watch /live/hi.m3u8 15
	all 2
	says "2 failed playbacks"
	named "playlist 404" 4 99
}

fault_playlist_503_from_then_on() {
	serve '/live/hi.m3u8 from=5s status=503'
	watch /live/hi.m3u8 12
	all 2
	says "2 failed playbacks"
	named "playlist 503" 4 99
}

fault_playlist_stale_for_8_s() {
	serve '/live/hi.m3u8 from=5s until=13s stale'
	watch /live/hi.m3u8 20
	all 2
	lost 0
	says "2 rebuffered"
	is hls.stale.count 2 4
	is hls.stale.time 10 20
	is http.error.count 0
}

fault_playlist_frozen() {
	serve '/live/hi.m3u8 from=5s stale'
	watch /live/hi.m3u8 18
	all 2
	lost 0
	says "2 rebuffered" "2 stale playlists"
	is hls.stale.time 16 27
}

fault_playlist_garbage_for_3_s() {
	serve '/live/hi.m3u8 from=5s until=8s body=garbage'
	watch /live/hi.m3u8 12
	all 2
	says "2 failed playbacks"
	named "playlist invalid" 2 99
}

fault_playlist_empty_for_3_s() {
	serve '/live/hi.m3u8 from=5s until=8s body=empty'
	watch /live/hi.m3u8 12
	all 2
	says "2 failed playbacks"
	named "playlist empty" 2 99
}

fault_playlist_cut_short() {
	serve '/live/hi.m3u8 ua=*[0-9]? from=4s every=2 truncate=200'
	watch /live/hi.m3u8 12
	is viewers.played 2
	as_answered
	cut_playlists
}

fault_playlist_reset() {
	serve '/live/hi.m3u8 ua=*[0-9]? from=4s every=2 reset=200'
	watch /live/hi.m3u8 12
	is viewers.played 2
	as_answered
	cut_playlists
}

fault_playlist_unanswered() {
	serve '/live/hi.m3u8 from=5s delay=60s'
	watch /live/hi.m3u8 18 --timeout 4s
	all 2
	says "2 rebuffered"
	named "playlist timeout" 2 99
}

fault_sequence_goes_back() {
	serve '/live/hi.m3u8 from=6s until=9s ago=6s'
	watch /live/hi.m3u8 12
	all 2
	is hls.sequence.resets 2
	is watch.rule.sequence 1 2
}

fault_ENDLIST_missing() {
	serve '/vod/hi.m3u8 without=#EXT-X-ENDLIST'
	watch /vod/hi.m3u8 15
	all 2
	says "2 stale playlists" "2 rebuffered"
}

# The viewers end there, and begin anew.
fault_ENDLIST_for_3_s() {
	serve '/live/hi.m3u8 from=5s until=8s line=#EXT-X-ENDLIST'
	watch /live/hi.m3u8 12
	all 2
	is http.error.count 0
	is session.restarts 2 99
}

fault_window_passes() {
	serve --window 3 '/live/hi_000003.ts stall=11s'
	watch /live/hi.m3u8 20
	all 2
	says "2 rebuffered"
	is hls.segments.expired 3 9
}

# Segments.
fault_segment_404_once() {
	serve '/s/1/live/hi_000008.ts nth=1 status=404'
	watch /live/hi.m3u8 12
	all 2
	lost 0
	says "none rebuffered" "no segment lost" "1 failed request"
	named "segment 404" 1
}

fault_segment_404() {
	serve '/live/hi_000008.ts status=404'
	watch /live/hi.m3u8 12
	all 2
	lost 2
	says "2 segments lost"
}

fault_each_fifth_segment_404() {
	serve '*_0000[0-2][38].ts status=404'
	watch /live/hi.m3u8 17
	all 2
	given_up
}

fault_all_segments_404() {
	serve '/live/*.ts status=404'
	watch /live/hi.m3u8 3
	nobody "segment 404"
	is segment.count 0
}

fault_segment_410() {
	serve '/live/hi_000008.ts status=410'
	watch /live/hi.m3u8 12
	all 2
	lost 2
	named "segment 410" 2 99
}

fault_segments_429_for_2_s() {
	serve '/live/*.ts from=5s until=7s status=429 header=Retry-After:1'
	watch /live/hi.m3u8 12
	all 2
	given_up
	named "segment 429" 2 99
}

fault_segment_500() {
	serve '/live/hi_000008.ts status=500'
	watch /live/hi.m3u8 12
	all 2
	lost 2
	named "segment 500" 2 99
}

fault_segments_503_for_2_s() {
	serve '/live/*.ts from=5s until=7s status=503 header=Retry-After:1'
	watch /live/hi.m3u8 12
	all 2
	given_up
	named "segment 503" 2 99
}

fault_first_byte_after_2_s() {
	serve '/live/*.ts delay=2s'
	watch /live/hi.m3u8 12
	all 2
	lost 0
	is segment.ttfb.p50 1.99 2.2
	is http.error.count 0
}

fault_slower_than_the_bitrate() {
	serve '/live/*.ts rate=60000'
	watch /live/hi.m3u8 17
	all 2
	lost 0
	says "2 rebuffered"
	is rebuffer.ratio 0.2 0.6
}

fault_segment_stalls_8_s() {
	serve '/live/hi_000008.ts stall=8s'
	watch /live/hi.m3u8 20
	all 2
	lost 0
	says "2 rebuffered" "no segment lost"
	is http.error.count 0
}

fault_segment_unanswered() {
	serve '/live/hi_000008.ts delay=60s'
	watch /live/hi.m3u8 20 --timeout 4s
	all 2
	lost 2
	says "2 rebuffered"
	is http.error.count 4 99
}

fault_segment_dropped() {
	serve '/live/hi_000008.ts drop'
	watch /live/hi.m3u8 12
	all 2
	lost 2
	is http.error.count 2 99
}

fault_segment_reset() {
	serve '/live/hi_000008.ts reset'
	watch /live/hi.m3u8 12
	all 2
	lost 2
	is http.error.count 2
}

fault_segment_cut_short() {
	serve '/live/hi_000008.ts truncate'
	watch /live/hi.m3u8 12
	all 2
	lost 2
	named "segment short" 2
}

fault_segment_cut_short_in_chunks() {
	serve '/live/hi_000008.ts chunked truncate'
	watch /live/hi.m3u8 12
	all 2
	lost 2
	named "segment short" 2
}

fault_segment_empty() {
	serve '/live/hi_000008.ts body=empty'
	watch /live/hi.m3u8 12
	dead hi_000008.ts
	all 2
	lost 2
	named "segment empty" 2
}

fault_segment_garbage() {
	serve '/live/hi_000008.ts body=garbage'
	watch /live/hi.m3u8 12
	dead hi_000008.ts
	all 2
	lost 2
	named "segment without media" 2
}

fault_segment_HTML() {
	serve '/live/hi_000008.ts body=html'
	watch /live/hi.m3u8 12
	dead hi_000008.ts
	all 2
	lost 2
	named "segment without media" 2
}

fault_all_segments_HTML() {
	serve '/live/*.ts body=html'
	watch /live/hi.m3u8 12
	says "nothing played"
	silent "no segment lost" "no failed request"
	is startup.count 0
	is segment.count 2 99
	is http.error.count 0
}

# Redirects.
fault_segment_redirected_in_a_circle() {
	serve '/live/hi_000008.ts redirect={path}'
	watch /live/hi.m3u8 12
	all 2
	lost 2
	named "segment redirects" 2 99
}

fault_segment_redirected_to_a_closed_port() {
	serve '/live/hi_000008.ts redirect=http://127.0.0.1:1/{name}'
	watch /live/hi.m3u8 12
	all 2
	lost 2
	named "connect refused" 2 99
}

# Keys and initialization sections.
fault_key_404() {
	cast '#EXT-X-KEY:METHOD=AES-128,URI="none.key"'
	serve --cast "$D/cast"
	watch /castvod/hi.m3u8 3
	nobody "key 404"
}

fault_key_HTML() {
	cast '#EXT-X-KEY:METHOD=AES-128,URI="k.key",IV=0x0'
	serve --cast "$D/cast" '*/k.key body=html'
	watch /castvod/hi.m3u8 3
	nobody "key invalid"
}

fault_initialization_section_404() {
	serve '*_init.mp4 status=404'
	watch /livef/hi.m3u8 3
	nobody "init 404"
}

fault_initialization_section_empty() {
	serve '*_init.mp4 body=empty'
	watch /livef/hi.m3u8 3
	nobody "init empty"
}

# Servers and their connections.
fault_HTTP_1.0() {
	serve '/live/* http10'
	watch /live/hi.m3u8 12
	all 2
	lost 0
	says "none rebuffered" "no segment lost"
	is http.error.count 0
}

fault_each_connection_closed() {
	serve '/live/* close'
	watch /live/hi.m3u8 12
	all 2
	lost 0
	says "none rebuffered" "no segment lost"
	is http.error.count 0
	is connect.count "$(answered_by 200)" 99
}

fault_idle_connections_closed() {
	serve --idle 500ms
	watch /live/hi.m3u8 12
	all 2
	lost 0
	says "none rebuffered" "no segment lost"
	is http.error.count 0
}

fault_nobody_listens() {
	serve
	leave
	watch /live/hi.m3u8 3
	nobody "connect refused"
	is connect.reason.refused 2 99
}

fault_name_unknown() {
	watch http://no-such-host.invalid/hi.m3u8 3
	nobody "connect dns"
	is connect.reason.dns 2 99
}

fault_https_of_a_plain_port() {
	serve
	watch "https://127.0.0.1:$PORT/live/hi.m3u8" 12 --timeout 3s
	says "nothing played"
	is startup.count 0
	is connect.fail 2 99
}

fault_server_dies() {
	serve
	dies 6
	watch /live/hi.m3u8 16
	all 2
	says "2 failed playbacks"
	named "connect refused" 2 99
}

fault_server_comes_late() {
	serve
	leave
	comes 5
	watch /live/hi.m3u8 16
	all 2
	lost 0
	named "connect refused" 1 99
	is session.restarts 1 99
}
