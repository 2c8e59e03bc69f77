# hls-agg --baseline: two reports side by side.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/streams

D=$TOP/tests/data

setup() {
	set_up
	hls-agg -jq "$D/agg/run.events" >"$T/old.json"
	jq '.run.ffmpeg = "7.1.5" | .segment.ttfb.p95 = 0.04 |
		.http.error.ratio = 0 | del(.startup.p99) |
		.rebuffer.ratio = 0.1 | .segment.rate *= 2 |
		.segment.count = 3' "$T/old.json" >"$T/new.json"
}

# row PATH: the cells of a figure's row.
row() {
	sed -n "s/^$1  *//p" <<<"$output" | tr -s ' '
}

@test "two stored reports: warnings first, then figure, old, new, change" {
	run -0 --separate-stderr hls-agg --baseline "$T/old.json" "$T/new.json"
	is "$stderr" ''
	is "${lines[0]}" 'Warning: ffmpeg differs: 5.1.9 before, 7.1.5 now'
	is "$(grep -c '^Warning' <<<"$output")" 1
	is "$(row Figure)" 'old new change'
	is "$(row segment.ttfb.p95)" '20.0 ms 40.0 ms +100.0 % worse'
	is "$(row segment.ttfb.p50)" '10.0 ms 10.0 ms same'
	is "$(row segment.rate)" '0.89/s 1.78/s +100.0 % more'
	is "$(row http.error.ratio)" '25.0 % 0 % -100.0 % better'
	is "$(row rebuffer.ratio)" '27.5 % 10.0 % -63.7 % better'
	is "$(row startup.p99)" '105 ms - not measured now'
	is "$(row segment.count)" ''
	is "$(row segment.ttfb.max)" ''
}

@test "the other way round the words turn" {
	run -0 hls-agg --baseline "$T/new.json" "$T/old.json"
	is "$(row segment.ttfb.p95)" '40.0 ms 20.0 ms -50.0 % better'
	is "$(row segment.rate)" '1.78/s 0.89/s -50.0 % less'
	is "$(row http.error.ratio)" '0 % 25.0 % from 0 worse'
	is "$(row startup.p99)" '- 105 ms not measured before'
}

@test "the table is aligned, in the catalogue's order" {
	run -0 hls-agg --baseline "$T/old.json" "$T/new.json"
	sed '1,/^Figure/d' <<<"$output" >"$T/rows"
	# The old value ends in the 38th column, the new one in the 50th.
	no grep -vE '^.{37}[^ ] .{10}[^ ]( |$)' "$T/rows"
	is "$(cut -d. -f1 "$T/rows" | uniq | xargs)" \
		'playlist segment connect http startup rebuffer qoe'
}

@test "--all compares every figure, status codes too" {
	run -0 hls-agg --baseline "$T/old.json" --all "$T/new.json"
	is "$(row segment.count)" '2 3 +50.0 % more'
	is "$(row segment.ttfb.max)" '20.0 ms 20.0 ms same'
	is "$(row 'http.code.503')" '1 1 same'
	is "$(row session.restarts)" '1 1 same'
	is "$(row clients.target)" '2 2 same'
}

@test "against the run just folded: a section of its report" {
	run -0 --separate-stderr hls-agg -j --baseline "$T/new.json" \
		"$D/agg/run.events"
	same "$T/old.json" <(echo "$output")
	grep -q '^Warning: ffmpeg differs: 7.1.5 before, 5.1.9 now$' <<<"$stderr"
	output=$stderr
	is "$(row segment.ttfb.p95)" '40.0 ms 20.0 ms -50.0 % better'
	# In the blocks too, as every line of the report is.
	hls-agg -q --baseline "$T/new.json" "$D/agg/run.events" >"$T/stat"
	grep -q ' - report text=segment.ttfb.p95%20.*better$' "$T/stat"
}

@test "a file may be compared with and then replaced" {
	cp "$T/new.json" "$T/last.json"
	run -0 --separate-stderr hls-agg --baseline "$T/last.json" \
		--json-file "$T/last.json" "$D/agg/run.events"
	same "$T/old.json" "$T/last.json"
	output=$stderr
	is "$(row segment.ttfb.p95)" '40.0 ms 20.0 ms -50.0 % better'
}

@test "what is no report is refused, with its line" {
	run -1 --separate-stderr hls-agg --baseline "$T/none" "$T/new.json"
	is "$stderr" "hls-agg: $T/none: No such file or directory"
	is "$output" ''
	head -n 20 "$T/old.json" >"$T/cut.json"
	run -1 --separate-stderr hls-agg --baseline "$T/old.json" "$T/cut.json"
	is "$stderr" "$(line "hls-agg: $T/cut.json: line 21: a key in quotes was expected:" \
		"no report of hls-agg --json")"
	echo '{"a": 1}' >"$T/other.json"
	run -1 --separate-stderr hls-agg --baseline "$T/other.json" "$T/new.json"
	is "$stderr" "hls-agg: $T/other.json: has no verdict: no report of hls-agg --json"
	: >"$T/empty.json"
	run -1 --separate-stderr hls-agg --baseline "$T/old.json" "$T/empty.json"
	is "$stderr" "$(line "hls-agg: $T/empty.json: line 1: a value was expected:" \
		"no report of hls-agg --json")"
	# And before a run begins, not after it.
	run -1 --separate-stderr hls-agg --baseline "$T/cut.json" </dev/null
	is "$(grep -c . <<<"$stderr")" 1
}

@test "control characters in a text: a report is read back all the same" {
	sed 's/ url=[^ ]*/ url=http:\/\/x%00%C2%9B%EF%BF%BF%1By/' \
	    "$D/agg/run.events" >"$T/odd"
	hls-agg -jq --junit "$T/xml" -t 'startup.count > 0' "$T/odd" \
	    >"$T/odd.json"
	is "$(jq -j .run.url "$T/odd.json" | tail -c 1)" y
	is "$(LC_ALL=C tr -d '\n -~\357\277' <"$T/odd.json" | wc -c)" 0
	hls-agg --baseline "$T/odd.json" "$T/new.json"
	xmllint --noout "$T/xml"
	is "$(LC_ALL=C grep -c $'\xc2\x9b' "$T/xml")" 0
}

@test "thresholds against a baseline: of a run, and of two stored reports" {
	t='segment.ttfb.p95 < baseline * 1.1 over all'
	# 20 ms against 40 ms, and the other way round.
	run -0 hls-agg -q --baseline "$T/new.json" -t "$t" "$D/agg/run.events"
	jq '.segment.ttfb.p95 = 0.01' "$T/old.json" >"$T/fast.json"
	run -99 hls-agg -q --baseline "$T/fast.json" -t "$t" \
		"$D/agg/run.events"
	run -0 hls-agg --baseline "$T/new.json" -t "$t" "$T/old.json"
	grep -q '^ok    segment.ttfb.p95 < baseline \* 1.1 over all  20.0 ms$' <<<"$output"
	run -99 hls-agg --baseline "$T/old.json" -t "$t" "$T/new.json"
	grep -q '^FAIL  segment.ttfb.p95 < baseline \* 1.1 over all  40.0 ms$' <<<"$output"
	# Without a baseline it is misuse, without the figure it fails.
	run -2 hls-agg -t "$t" "$D/agg/run.events"
	run -99 hls-agg --baseline "$T/new.json" -t 'startup.p99 <= baseline' \
		"$T/old.json"
}

@test "steady is compared with steady" {
	jq '.windows.steady.segment.ttfb.p95 = 0.005' "$T/old.json" >"$T/a.json"
	jq '.windows.steady.segment.ttfb.p95 = 0.006' "$T/old.json" >"$T/b.json"
	t='segment.ttfb.p95 <= baseline'
	run -99 hls-agg --baseline "$T/a.json" -t "$t" "$T/b.json"
	grep -q '6.00 ms$' <<<"$output"
	run -0 hls-agg --baseline "$T/a.json" -t "$t over all" "$T/b.json"
	run -0 hls-agg --baseline "$T/b.json" -t "$t" "$T/a.json"
}

@test "misuse: three reports, JSON of two" {
	run -2 hls-agg --baseline "$T/old.json" "$T/new.json" "$T/old.json"
	run -2 hls-agg -j --baseline "$T/old.json" "$T/new.json"
}

@test "a reader that goes, a disk that is full" {
	hls-agg --baseline "$T/old.json" --all "$T/new.json" | head -n 1 >"$T/one"
	is "$(wc -l <"$T/one")" 1
	run -1 bash -c 'hls-agg --baseline "$1" "$2" >/dev/full' _ \
		"$T/old.json" "$T/new.json"
}
