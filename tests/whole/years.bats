#!/usr/bin/env bats
# Runs behind 2038, when 32 bits of seconds end, and behind 2106, when 32 bits
# without a sign do: the figures of today, at their times.

load ../lib/helper
load ../lib/streams

RUN=$TOP/tests/data/chain.raw

# chain NAME: all that the four filters make of $T/NAME.raw.
chain() {
	local n=$T/$1
	hls-parse <"$n.raw" >"$n.events"
	hls-agg -T default --json-file "$n.json" --junit "$n.xml" \
		--csv "$n.csv" <"$n.events" >"$n.stats" 2>"$n.report" || :
	hls-export -1 --html "$n.html" <"$n.stats" >"$n.prom" || :
	hls-top -b <"$n.stats" >"$n.lines" || :
	hls-top -1 <"$n.stats" >"$n.page" || :
}

# moved STAMPS DATE: the run, begun at STAMPS00 and that date, has the outputs
# of the stored one, whose stamps begin with 17953515.
moved() {
	local out was=2026-11-22T12:45:00
	cp "$RUN" "$T/now.raw"
	chain now
	sed "s/^17953515/$1/" "$RUN" >"$T/then.raw"
	chain then
	grep -q "timestamp=\"$2\"" "$T/then.xml"
	for out in events json xml csv stats report html prom lines page; do
		[ -s "$T/then.$out" ]
		sed "s/$1/17953515/g
			s/timestamp=\"$2\"/timestamp=\"$was\"/" \
			"$T/then.$out" >"$T/back"
		same "$T/now.$out" "$T/back"
	done
	grep -q "^${1}03" "$T/then.csv"
	grep -q "last_snapshot_timestamp_seconds $1" "$T/then.prom"
	grep -q "\"broke_at\": $1" "$T/then.json"
	grep -q "$1" "$T/then.html"
}

@test "a run of 2042 has the outputs of one of today" {
	moved 22953515 2042-09-26T13:38:20
}

@test "a run of 2107 has the outputs of one of today" {
	moved 43253515 2107-01-24T22:31:40
}

# dated DATE STAMP: a log in the local time of a winter has events of that time.
dated() {
	TZ=CET-1CEST,M3.5.0,M10.5.0/3 hls-parse --plain \
		>"$T/events" 2>"$T/err" <<-END
		$1 10:00:00.250 [info] Input #0, hls, from 'http://o/x.m3u8':
		$1 10:00:01.250 [error] [hls @ 0x1] Failed to open segment 1 of playlist 0
		END
	grep "^$2.250000 " "$T/events" || { cat "$T/events" "$T/err"; return 1; }
}

@test "a log's own dates are read behind 2038 and 2106" {
	dated 2026-01-22 1769072400
	dated 2042-01-22 2273994000
	dated 2107-01-22 4325130000
}

@test "hls-spawn's clock may stand in 2042" {
	fake
	export FAKETIME_DONT_FAKE_MONOTONIC=1
	faketime -f '@2042-09-27 00:00:00' hls-spawn -n 1 -d 300ms \
		--ffmpeg "$T/fake-ffmpeg" http://127.0.0.1:1/x.m3u8 \
		>"$T/raw" 2>"$T/err" 3>&- || :
	grep -E '^22953[0-9]{5}\.[0-9]{6} - swarm ' "$T/raw" ||
		{ cat "$T/raw" "$T/err"; return 1; }
	grep -E '^22953[0-9]{5}\.[0-9]{6} 1\.0 start ' "$T/raw"
	grep -E '^22953[0-9]{5}\.[0-9]{6} - (done|end)' "$T/raw"
}
