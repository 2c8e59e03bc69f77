#!/usr/bin/env bats
# tests/faults: a few of its faults with the FFmpeg that is here, and whether
# the page has all of them.

load ../lib/helper

@test "a few faults, as an honest report has them" {
	"$TOP/tests/need" openssl
	run "$TOP/tests/faults" -s
	echo "$output"
	is "$status" 0
	[[ "${lines[-1]}" == 'faults: 8 with 1 versions, 0 wrong' ]]
}

@test "hls-parse(1) has the faults of the table, in its order" {
	same <("$TOP/tests/faults" -l | tr _ ' ') \
		<(sed -n '/^\.Ss Faults/,/^\.El/s/^\.It //p' \
			"$TOP/man/hls-parse.1" | grep -v '^Sy ')
}

@test "the judge sees what is wrong" {
	. "$TOP/tests/cases/judge.bash"
	D=$T NAME=case
	. "$TOP/tests/faults.d/judge.bash"
	hls-agg --list-metrics >"$T/metrics"
	echo '2 viewers, 9s: none rebuffered, 1 segment lost (5.0 %); generator fine' \
		>"$T/report"
	echo '{"segment": {"loss": {"count": 1}},
		"faults": [{"text": "segment 404", "count": 2}]}' >"$T/json"
	says "none rebuffered" "1 segment lost"
	lost 1
	named "segment 404" 2
	no grep 'NOT$' "$T/rows"
	says "1 rebuffered" "generator fine" "1 segment"
	lost 2
	named "segment 503" 1 9
	is_wrong=$(grep -c 'NOT$' "$T/rows")
	[ "$is_wrong" -eq 4 ]
	run "$TOP/tests/faults" nonsense
	[ "$status" -eq 2 ]
}
