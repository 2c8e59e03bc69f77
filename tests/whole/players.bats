#!/usr/bin/env bats
# The gates of make players, without a browser: what they let pass, and what
# they do not.

load ../lib/helper

# facts PLAYER KEY=VALUE...: of the scenario "one".
facts() {
	local player=$1 pair
	shift
	for pair; do
		printf 'one\t%s\t%s\t%s\n' "$player" "${pair%%=*}" "${pair#*=}"
	done >>"$T/tsv"
}

# scene STALLED MODEL OURS OURS-MODEL: 40 s of viewing, all else in order.
scene() {
	: >"$T/tsv"
	facts hls.js startup=0.3 first=0.1 rebuffers=1 stalled="$1" viewed=40 \
		dark="$1" waited="$1" late=0.05 edge=8 worst=0.1
	facts hls.js-model stalled="$2" viewed=40
	facts hls-parse startup=0.05 rebuffers=1 stalled="$3" viewed=40 edge=9
	facts hls-parse-model stalled="$4" viewed=40
}

judge() {
	run awk -f "$TOP/tests/players/judge.awk" "$T/tsv"
	echo "$output"
}

passes() {
	judge
	is "$status" 0
	[[ $output == *'gate 1: passed'*'gate 2: passed'* ]]
}

# fails GATE TEXT: that gate alone, and for that.
fails() {
	judge
	is "$status" 1
	[[ $output == *"GATE $1: $2"* ]]
	[[ $output == *"gate $((3 - $1)): passed"* ]]
	[[ $output == *"gate $1: 1 failed"* ]]
}

@test "the model has to give hls.js's stalls" {
	scene 4 4.4 4 4
	passes
	scene 4 4.6 4 4
	fails 1 'the model is +0.60 s off'
	scene 4 3.4 4 4
	fails 1 'the model is -0.60 s off'
	scene 4 4 4 4
	facts hls.js worst=0.6
	fails 1 'one stall is 0.60 s off'
}

@test "a join may hold one segment back, and no more" {
	scene 6 3.6 6 6
	facts hls.js joined=1 spared=2
	passes
	[[ $output == *'joined empties (1, 2 spared)'* ]]
	scene 6 3.4 6 6
	facts hls.js joined=1 spared=2
	fails 1 'the model is -2.60 s off'
	scene 6 6.6 6 6
	facts hls.js joined=1 spared=2
	fails 1 'the model is +0.60 s off'
}

@test "without a policy of hls.js: two points or a fifth" {
	scene 0.4 0.4 1.1 1.1
	passes
	scene 0.4 0.4 1.3 1.3
	fails 2 '+2.2 points, over 2.0'
	scene 10 10 8.1 8.1
	passes
	scene 10 10 7.9 7.9
	fails 2 '-5.2 points, over 5.0'
}

@test "with a policy: a quarter, or what both models say" {
	scene 10 10 7.9 5
	facts hls.js jumps=1 jumped=7
	passes
	[[ $output == *'jumped (1) over 7.0 s'*'within a quarter'* ]]
	scene 10 10 5 5.4
	facts hls.js retries=4
	passes
	[[ $output == *'back-off (4)'*'attributed to that'* ]]
	scene 10 10 5 5.6
	facts hls.js retries=4
	fails 2 '-12.5 points, and that is not all policy'
}

@test "startup, calm scenarios, and what did not play" {
	scene 4 4 4 4
	facts hls-parse startup=0.81
	fails 2 'startup differs by +0.51 s'
	scene 0.1 0 0 0
	facts scenario calm=1
	facts hls.js rebuffers=0
	passes
	facts hls.js rebuffers=1
	fails 2 'a rebuffer where there is no fault'
	scene 0 0 0.1 0.1
	facts hls.js rebuffers=0
	passes
	facts scenario calm=1
	fails 2 'a rebuffer where there is no fault'
	scene 4 4 4 4
	facts hls-parse stalled=- missing=durations
	fails 2 'no share to compare'
	[[ $output == *'ours has no figures: durations'* ]]
	scene 4 4 4 4
	facts hls.js viewed=0
	judge
	is "$status" 1
	[[ $output == *'GATE 1: hls.js did not play'* ]]
	: >"$T/tsv"
	judge
	is "$status" 1
}

# match MODEL STALLS: lists of START:LENGTH, as facts on one line.
match() {
	printf '%s\n' $1 | tr : ' ' >"$T/model"
	printf '%s\n' $2 | tr : ' ' >"$T/stalls"
	awk -f "$TOP/tests/players/match.awk" "$T/model" "$T/stalls" |
		xargs
}

@test "stalls are held against the empties that they touch" {
	is "$(match '10:1 20:2' '10.1:0.875 20:2.25')" \
		'joined 0 spared 0 worst 0.250000'
	is "$(match '10:1 20:2' '20:2')" 'joined 0 spared 0 worst 1.000000'
	is "$(match '20:2' '10:0.75 20:2')" \
		'joined 0 spared 0 worst 0.750000'
	is "$(match '10:1' '10:4')" 'joined 0 spared 0 worst 3.000000'
	is "$(match '10:0.5 12:0.5 14:0.5 16:0.5 18:0.5' \
		'10:0.5 12:2.5 18:0.5')" 'joined 1 spared 1 worst 0.000000'
}
