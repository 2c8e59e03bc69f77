#!/usr/bin/env bats
# Kept cases of tests/cases/run: real FFmpeg at origins of every awkward kind,
# and what hls-parse makes of it beside a player over the origin's log.

load ../lib/helper

# judged VERSION: every row of what that FFmpeg left is right.
judged() {
	run "$TOP/tests/cases/run" -r "$TOP/tests/data/cases/$1"
	echo "$output"
	is "$status" 0
}

@test "FFmpeg 5.1" { judged 5.1; }
@test "FFmpeg 7.1" { judged 7.1; }
@test "FFmpeg 9.0" { judged 9.0; }

@test "the judge sees what is wrong" {
	local kept=$TOP/tests/data/cases/5.1
	mkdir "$T/kept"
	cp "$kept"/redirect.* "$T/kept"
	# The late segment came in time, says this log.
	awk '/hi_000012.ts 200/ { $7 = $5 } { print }' "$kept/redirect.truth" |
		sort -n -k 7 >"$T/kept/redirect.truth"
	run "$TOP/tests/cases/run" -r "$T/kept"
	is "$status" 1
	is "$(grep -c '^redirect .* NOT$' <<<"$output")" -ge 2
	# A segment of other length.
	cp "$kept/redirect.truth" "$T/kept"
	sed 's/ 2$/ 3/' "$kept/redirect.durations" >"$T/kept/redirect.durations"
	run "$TOP/tests/cases/run" -r "$T/kept"
	is "$status" 1
	run "$TOP/tests/cases/run" nonsense
	is "$status" 2
}
