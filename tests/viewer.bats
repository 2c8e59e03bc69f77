#!/usr/bin/env bats
# The viewer against the server's log: stored captures of real FFmpeg, what
# hls-parse makes of them, and a player over what the server sent.

load helper

V=$BATS_TEST_DIRNAME/data/viewer

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
		-f "$BATS_TEST_DIRNAME/player.awk" "$V/$1.truth"
}

# rebuffers NAME N: as many, where the server's log has them.
rebuffers() {
	events "$1"
	ours >"$T/ours"
	theirs "$1" >"$T/theirs"
	head "$T/ours" "$T/theirs"
	[ "$(wc -l <"$T/theirs")" -eq "$2" ]
	[ "$(wc -l <"$T/ours")" -eq "$2" ]
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

# near LIMIT A B: A and B differ by LIMIT at most.
near() {
	echo "$2 near $3?"
	awk -v l="$1" -v a="$2" -v b="$3" \
		'BEGIN { exit !(a != "" && a - b <= l && b - a <= l) }'
}

# startup NAME: its startup record within 50 ms of the server's log.
startup() {
	events "$1"
	read -r time wall < <(awk -f "$BATS_TEST_DIRNAME/startup.awk" \
		"$V/$1.truth")
	near 0.05 "$(sed -n 's/.* startup time=\([^ ]*\).*/\1/p' "$T/ev")" \
		"$time"
	near 0.05 "$(sed -n 's/.* startup .*wall=//p' "$T/ev")" "$wall"
}

@test "no fault, no rebuffer" {
	rebuffers clean 0
	[ "$(rebuffered)" = 0.000000 ]
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
	[ "$(grep -c ' startup_fail reason=exit_error$' "$T/ev")" -eq 2 ]
	run grep -E ' (startup|rebuffer) ' "$T/ev"
	[ "$status" -eq 1 ]
}

@test "startup of one of four variants: TS" {
	startup startup-ts
}

@test "startup of one of four variants: fMP4, with its init section" {
	startup startup-fmp4
	# 0.5 s each: two playlists, init section, segment.
	near 0.05 "$time" 2
}
