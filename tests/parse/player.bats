#!/usr/bin/env bats
# The viewer against the server's log: stored captures of real FFmpeg, what
# hls-parse makes of them, and a player over what the server sent.

load ../lib/helper

V=$TOP/tests/data/viewer

# events NAME: what hls-parse makes of that capture, into $T/ev.
events() {
	gzip -dc "$V/$1.raw.gz" | hls-parse >"$T/ev"
}

# ours: the rebuffers of $T/ev, as player.awk prints them.
ours() {
	awk '$3 == "rebuffer" {
		gsub(/(start|time)=/, "")
		sub(/open=1/, "open")
		sub(/^[^ ]* [^ ]* rebuffer /, "")
		print
	}' "$T/ev"
}

# theirs NAME: the same by the server's log.
theirs() {
	awk -v stop="$(awk '$3 == "exit" { print $1 }' "$T/ev")" \
		-f "$TOP/tests/awk/player.awk" "$V/$1.truth"
}

# rebuffers NAME N: as many, where the server's log has them.
rebuffers() {
	events "$1"
	ours >"$T/ours"
	theirs "$1" >"$T/theirs"
	head "$T/ours" "$T/theirs"
	is "$(wc -l <"$T/theirs")" "$2"
	is "$(wc -l <"$T/ours")" "$2"
	paste -d' ' "$T/ours" "$T/theirs" | awk '
	function off(a, b) {
		return a - b > 0.5 || b - a > 0.5
	}
	{ half = NF / 2 }
	half == 3 && $3 != $6 { bad = 1 }
	NF % 2 || off($1, $(half + 1)) || off($2, $(half + 2)) { bad = 1 }
	END { exit bad }'
}

# rebuffered: as the last viewer record has it.
rebuffered() {
	sed -n 's/.* viewer state=ended .* rebuffered=//p' "$T/ev"
}

# startup NAME: its startup record within 50 ms of the server's log.
startup() {
	events "$1"
	read -r time wall < <(awk -f "$TOP/tests/awk/startup.awk" \
		"$V/$1.truth")
	near 0.05 "$(sed -n 's/.* startup time=\([^ ]*\).*/\1/p' "$T/ev")" \
		"$time"
	near 0.05 "$(sed -n 's/.* startup .*wall=//p' "$T/ev")" "$wall"
}

@test "no fault, no rebuffer" {
	rebuffers clean 0
	is "$(rebuffered)" 0.000000
}

@test "stalls of 8 and 13 s are two rebuffers, when and as long as they were" {
	rebuffers stall-8-13 2
	near 1 "$(rebuffered)" "$(awk '{ s += $2 } END { print s }' \
		"$T/theirs")"
}

@test "8 s of buffer last for a stall of 8 s" {
	rebuffers stall-8-8 1
}

@test "segments that are gone: a rebuffer that only the end closes" {
	rebuffers gone 1
	grep -q ' open$' "$T/theirs"
}

@test "a playlist that is not there: no startup, and it says so" {
	events master-404
	is "$(grep -c ' startup_fail reason=exit_error$' "$T/ev")" 2
	run grep -E ' (startup|rebuffer) ' "$T/ev"
	is "$status" 1
}

@test "startup of one of four variants: TS" {
	startup startup-ts
}

@test "startup of one of four variants: fMP4, with its init section" {
	startup startup-fmp4
	# 0.5 s each: two playlists, init section, segment.
	near 0.05 "$time" 2
}

# player NAME=VALUE...: player.awk over $T/transfers, until second 20.
player() {
	local settings=() s
	for s; do
		settings+=(-v "$s")
	done
	awk -v stop=20 "${settings[@]}" \
		-f "$TOP/tests/awk/player.awk" "$T/transfers"
}

# transfer PATH LAST [STATUS [SENT]]: a line of $T/transfers, 100 bytes.
transfer() {
	echo "$1 ${3:-200} ${4:-100} 100 0 0 $2" >>"$T/transfers"
}

@test "the player itself: each segment's own duration, all empty time" {
	printf '/a.ts 4\n/b.m4s 1.5\n/c.ts 3\n' >"$T/durations"
	transfer /live.m3u8 0.5
	transfer /a.ts 1
	transfer '/b.m4s?token=1' 5.125
	transfer /b2.ts 5.5 404
	transfer /c.ts 6 200 50
	transfer /a.ts 6.25
	transfer /c.ts 7.125
	transfer /other.ts 8
	player durations="$T/durations" >"$T/got"
	printf '%s\n' '6.625000 0.500000' '10.125000 9.875000 open' >"$T/want"
	same "$T/want" "$T/got"
	player durations="$T/durations" total=1 >"$T/got"
	echo 'total 10.500000 19.000000' >>"$T/want"
	same "$T/want" "$T/got"
}

@test "the player itself: a start of its own, and what counts as empty" {
	transfer /v1.ts 1
	transfer /v2.ts 3.125
	transfer /v3.ts 6
	player total=1 least=0.1 >"$T/got"
	printf '%s\n' '3.000000 0.125000' '5.125000 0.875000' \
		'8.000000 12.000000 open' 'total 13.000000 19.000000' >"$T/want"
	same "$T/want" "$T/got"
	player total=1 from=1.5 >"$T/got"
	printf '%s\n' '5.500000 0.500000' '8.000000 12.000000 open' \
		'total 12.500000 18.500000' >"$T/want"
	same "$T/want" "$T/got"
}

@test "the player itself: separate audio, as far as both reach" {
	transfer /v1.ts 1
	transfer /a1.ts 2
	transfer /a2.ts 3
	transfer /a3.ts 3.5
	transfer /v2.ts 6
	transfer /v3.ts 7
	player audio=/a total=1 >"$T/got"
	printf '%s\n' '4.000000 2.000000' '10.000000 10.000000 open' \
		'total 12.000000 18.000000' >"$T/want"
	same "$T/want" "$T/got"
}

@test "the player itself: nothing to play, nothing empty" {
	transfer /v1.ts 21
	player total=1 >"$T/got"
	echo 'total 0.000000 0.000000' >"$T/want"
	same "$T/want" "$T/got"
}
