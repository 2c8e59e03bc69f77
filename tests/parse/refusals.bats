#!/usr/bin/env bats
# What the server sent as it was asked to, and FFmpeg made nothing of: names it
# refuses, redirects and reconnects without an end, keys that are none. Logs of
# FFmpeg 5.1.9, 7.1.5 and 9.0.2 at trace, unless their name has another level,
# of an nginx that wrote down what it was asked.

load ../lib/helper

D=$TOP/tests/data/refusals

# events LOG: as hls-parse reads it.
events() {
	gzip -dc "$D/$1.log.gz" >"$T/log"
	hls-parse --plain "$T/log" >"$T/ev"
}

# count PATTERN: events that match.
count() {
	grep -Ec "$1" "$T/ev" || :
}

# errors: that part of the report.
errors() {
	hls-agg "$T/ev" 2>&1 >/dev/null |
		sed -n '/^Errors/,/^[A-DF-Z]/{ s/^Errors//; s/^  *//; /^[0-9]/p; }'
}

@test "a segment's name: its failure, the option that helps" {
	for log in 5.1.9-jpg 7.1.5-jpg 9.0.2-jpg 5.1.9-jpg_info 9.0.2-jpg_info; do
		events "$log"
		is "$(count ' segment_fail reason=extension url=.*/s0.jpg$')" 1
		is "$(count 'invalid$|reason=empty')" 0
		errors >"$T/errors"
		grep -q '^1 x segment extension .*-extension_picky 0' "$T/errors"
	done
	events 9.0.2-jpg
	is "$(count ' fetch .*type=playlist status=206')" 1
	is "$(count ' playlist_fail playlist=0 reason=extension')" 1
	grep ' cause ' "$T/ev" | grep -q 's0.jpg%20is%20not.*--any-extension'
}

@test "a name that does not fit what is in it" {
	for v in 5.1.9 7.1.5 9.0.2; do
		events $v-mp4
		is "$(count ' fetch_fail .*status=206 reason=extension .*/s0.mp4')" 1
		is "$(count ' segment_fail ')" 0
		errors >"$T/errors"
		grep -q 'extension (.*--any-extension)' "$T/errors"
	done
}

@test "one variant's segments: the other one plays" {
	for v in 5.1.9 7.1.5 9.0.2; do
		events $v-variant
		is "$(count ' segment_fail reason=extension ')" 1
		is "$(count ' playlist_fail reason=extension .*/jpg/')" 1
		is "$(count ' fetch .*type=segment .*status=206')" 4
	done
}

@test "a playlist as text/plain: the cause names -f hls" {
	for v in 7.1.5 9.0.2; do
		events $v-text
		is "$(count ' playlist_fail playlist=0 reason=mimetype')" 1
		errors >"$T/errors"
		grep -q '^1 x playlist mimetype (.*-f hls.*)' "$T/errors"
	done
	grep ' cause ' "$T/ev" | grep -q 'mime%20type%20(.*-f%20hls'
}

@test "a loop of redirects fails, with all of its hops" {
	for log in 5.1.9-loop 7.1.5-loop 9.0.2-loop; do
		events "$log"
		is "$(count ' fetch_fail n=1 type=playlist status=302 reason=redirects .*redirects=9 ')" 1
		is "$(errors | grep -c '^1 x playlist redirects')" 1
	done
	for log in 5.1.9-loop_debug 9.0.2-loop_debug; do
		events "$log"
		is "$(count ' fetch_fail n=1 .*reason=redirects .*redirects=8 ')" 1
	done
}

# The server's log has 99 answers to /loop/s2.ts in each of them.
@test "a segment whose redirects loop, with each of its tries" {
	for v in 5.1.9 7.1.5 9.0.2; do
		events $v-loopseg
		awk '/ url=.*\/loop\/s2.ts/ && / fetch/ {
			for (i = 4; i <= NF; i++)
				if ($i ~ /^redirects=/)
					n += substr($i, 11)
			bad += !/ fetch_fail .*type=segment .*reason=redirects/
		}
		END { exit !(n == 99 && bad == 0) }' "$T/ev" ||
			{ grep loop/s2 "$T/ev"; return 1; }
		is "$(count ' fetch .*type=segment .*status=206')" 3
	done
}

@test "an endless loop of reconnects: each playlist counts, and it is told" {
	for log in 5.1.9-reconnect 7.1.5-reconnect 9.0.2-reconnect; do
		events "$log"
		requests=$(grep -c 'request: GET' "$T/log")
		is "$requests" 100
		is "$(count ' fetch .*type=playlist status=200 .*bytes=1102')" 99
		is "$(count ' loop type=playlist kind=reconnect url=')" 1
		errors >"$T/errors"
		grep -q '^1 x playlist reconnect loop' "$T/errors"
	done
	for log in 5.1.9-reconnect_info 9.0.2-reconnect_info; do
		events "$log"
		is "$(count ' fetch .*type=playlist')" -ge 98
		is "$(count ' loop type=playlist kind=reconnect')" 1
	done
}

# Where the server has no end, FFmpeg has none.
@test "more open requests than there can be hide none" {
	awk 'BEGIN {
		t = "1795351500.000000 1.0 log "
		for (i = 1; i <= 200; i++) {
			print t "[hls @ 0x1] [debug] Opening '"'"'http://o/" i ".m3u8'"'"' for reading"
			print t "[http @ 0x" i "] [debug] request: GET /" i ".m3u8 HTTP/1.1"
			print t "[http @ 0x" i "] [trace] header='"'"'HTTP/1.1 200 OK'"'"'"
			print t "[http @ 0x" i "] [trace] header='"'"''"'"'"
		}
		print t "[hls @ 0x1] [info] x"
	}' | hls-parse >"$T/ev"
	is "$(count ' abort ')" 0
	is "$(count ' fetch ')" -ge 136
}

@test "keys that are none: short, empty, an HTML page" {
	for v in 5.1.9 7.1.5 9.0.2; do
		events $v-keyshort
		is "$(count ' key_fail reason=short bytes=5 url=.*/k.key$')" \
			"$(count ' fetch .*type=key ')"
		errors | grep -q 'x key short'
		events $v-keyempty
		is "$(count ' key_fail reason=empty bytes=0 ')" \
			"$(count ' fetch .*type=key ')"
		errors | grep -q 'x key empty'
		events $v-keyhtml
		is "$(count ' key_fail reason=invalid bytes=70 ')" 1
		errors | grep -q '^1 x key invalid'
	done
	events 5.1.9-keyshort_info
	is "$(count ' key_fail reason=short url=')" 1
	events 9.0.2-keyshort_info
	is "$(count ' key_fail reason=short bytes=5 url=')" 4
}
