#!/usr/bin/env bats
# What goes wrong, and what hls-parse calls it, on stored captures of all four
# versions of FFmpeg.

load ../lib/helper

C=$TOP/tests/data/captures
VERSIONS="4.3.7 5.1.9 7.1.5 9.0.2"

# told SCENARIO PATTERN [VERSION...]: each version's capture has such an event,
# with the options in $options.
told() {
	local scenario=$1 pattern=$2 v
	shift 2
	for v in ${*:-$VERSIONS}; do
		gzip -dc "$C/$v/$scenario.raw.gz" | hls-parse ${options-} >"$T/ev"
		grep -Eq "$pattern" "$T/ev" ||
			{ echo "$v/$scenario: no $pattern"; tail "$T/ev"; return 1; }
	done
}

# silent SCENARIO PATTERN: and here none has.
silent() {
	for v in $VERSIONS; do
		gzip -dc "$C/$v/$1.raw.gz" | hls-parse ${options-} >"$T/ev"
		! grep -E "$2" "$T/ev" || { echo "in $v/$1"; return 1; }
	done
}

@test "HTTP errors by status, of each type" {
	told master_404 'fetch_fail .*type=playlist status=404 reason=http'
	told master_403 'fetch_fail .*type=playlist status=403 reason=http'
	told master_503 'fetch_fail .*type=playlist status=503 reason=http'
	told lseg_429 'fetch_fail .*type=segment status=429 reason=http'
	told seg~5_503 'fetch_fail .*type=segment status=503 reason=http'
	told init_404 'fetch_fail .*type=init status=404 reason=http'
	told init_404 ' init_fail reason=http status=404'
}

@test "connections: refused, timeout, unknown host, TLS" {
	told refused 'connect_fail addr=127.0.0.1 port=18099 reason=refused'
	told conn_timeout 'connect_fail .*reason=timeout'
	told dns 'connect_fail addr=nosuch.invalid reason=dns'
	told tls_verify 'connect_fail reason=tls'
	told tls_on_http 'connect_fail reason=timeout' 5.1.9 7.1.5 9.0.2
	told tls_on_http 'connect_fail reason=tls' 4.3.7
}

@test "TLS: the handshake's time, in connect and in the fetch" {
	told https_vod ' connect .* time=[0-9.]+ tls=0\.[0-9]+' 4.3.7 5.1.9 7.1.5
	told https_vod ' fetch .* tls=0\.[0-9]+.* conn=new' 4.3.7 5.1.9 7.1.5
}

@test "no answer, an early end, a reset, a stall in the body" {
	told seg~5_hang3s 'fetch_fail .*seg_005|void '
	told hang_pl 'fetch_fail n=1 type=playlist reason='
	told seg~5_trunc 'fetch_fail .*reason=short .*bytes=114586 .*seg_005'
	told seg~5_reset_all 'fetch_fail .*reason=short .*seg_005'
	told seg~5_stall15s 'fetch_fail .*reason=short .*seg_005'
	told lpl3_stall 'fetch_fail .*type=playlist .*reason=short .*bytes=156 '
	told lpl3_reset 'fetch_fail .*type=playlist .*reason=short .*bytes=156 '
	told lpl3_trunc 'fetch_fail .*type=playlist .*reason=short .*bytes=156 '
}

@test "a connection that was dead: void, and tried again" {
	told seg_kaclose ' void n=[0-9]+ type=segment$'
	told seg_kaclose ' request .*conn=new retry=1 '
	silent seg_kaclose ' fetch_fail | segment_fail '
}

@test "segments: retried, skipped, expired" {
	told seg3_404_once ' fetch .* retry=1 .*seg_002'
	told seg~5_404 ' segment_fail seq=5$'
	told seg~5_404 ' segment_skip seq=5$' 7.1.5 9.0.2
	told expired ' expired count=15$'
}

@test "playlists: gone, empty, garbage, one of several" {
	told lpl3_404_all ' playlist_fail playlist=0 reason=http status=404'
	told lpl3_empty ' playlist_fail playlist=0 reason=empty'
	told lpl3_garbage ' playlist_fail playlist=0 reason=invalid'
	told empty_pl ' playlist_fail playlist=0 reason=empty'
	told garbage_pl ' playlist_fail playlist=0 reason=invalid'
	told varpl1_404 ' playlist_fail reason=http status=404 url=.*m3u8$'
	told varpl1_404 ' startup time='
	silent slive ' playlist_fail | stale '
}

@test "a stale playlist is told at each reload where that can be known, a live one never" {
	silent stale ' stale '
	options='--target-duration 2s'
	told stale ' stale playlist=0 since=[0-9.]+ time=3\.'
	gzip -dc "$C/9.0.2/stale.raw.gz" | hls-parse --target-duration 10s >"$T/ev"
	[[ $(grep -m1 -o ' stale .*' "$T/ev") == *" time=15."* ]]
	for s in slive live_ts_1v lpl_slow seg_kaclose; do
		silent $s ' stale '
	done
}

@test "a process that ends by itself: why, and what the viewer had" {
	told master_404 ' startup_fail reason=exit_error'
	told master_404 ' cause text=.*404'
	told lpl3_404_all ' playback_fail reason=playlist'
	told varpl_all_404 ' cause text=.*matches%20no%20streams'
	for s in endlist vod_ts slive chunked; do
		silent $s ' (playback|startup)_fail | cause '
	done
}

@test "sequences and the media's continuity" {
	told slive ' sequence playlist=0 from=0 to=1 duration=2.000000'
	told seg3_trunc_noreconn ' continuity kind=corrupt' 5.1.9 7.1.5 9.0.2
	told expired ' continuity kind=discontinuity' 7.1.5 9.0.2
	for line in 'Non-monotonous DTS in output stream 0:0' \
		'Non-monotonic DTS; previous: 9, current: 8' \
		'DTS 5, next:9 st:0 invalid dropping'; do
		[[ $(hls-parse <<<"1795351500.000000 1.0 log [null @ 0x1] [warning] $line") \
			== *" continuity kind=dts" ]]
	done
}

@test "keys: opened, failed" {
	told vod_aes ' fetch .*type=key status=200 .*bytes=16 '
	t='1795351500.000000 1.0 log'
	run hls-parse <<-E
	$t [http @ 0x1] [warning] HTTP error 403 Forbidden
	$t [hls @ 0x2] [error] Unable to open key file http://o/k.key?t=1, Server returned 403
	E
	[[ $output == *" key_fail reason="*" url=http://o/k.key?t=*" ]]
	[[ $output != *t=1* ]]
}

@test "byte ranges, initialization sections, the multivariant playlist" {
	told vod_brf ' fetch n=2 type=init .*bytes=1354 .*range=0-1353 '
	told vod_brf ' fetch n=3 type=segment .*range=1354-'
	told vod_fmp4 ' fetch .*type=init status='
	told vod_2v ' fetch n=1 .*multivariant=1 .*master.m3u8'
	silent slive multivariant
}

@test "what caches say" {
	told slive_hdr ' fetch .*cache=hit age=37.000000 '
}

@test "a playlist that was loading when we stopped FFmpeg has not failed" {
	local said='[hls @ 0x1] [warning] parse_playlist error'
	local url='[http://h/a.m3u8]'
	{
		echo '100.000000 - swarm format=1 version=0.1.0 target=2'
		echo '100.000000 1.0 start pid=1 attempt=0'
		echo "101.000000 1.0 log $said Immediate exit requested $url"
		echo "101.000000 1.0 log $said Invalid data found $url"
		echo '102.000000 1.0 exit code=255 uptime=2 reason=shutdown'
	} >"$T/raw"
	[ "$(hls-parse "$T/raw" | grep -c ' playlist_fail ')" -eq 1 ]
}
