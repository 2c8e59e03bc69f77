#!/usr/bin/env bats
# Our figures against the server's log, on stored captures of FFmpeg 4.3 to
# 9.0. What is required of them stands in accuracy.awk.

load ../lib/helper

A=$TOP/tests/data/accuracy

# rows NAME CAPTURE...: the rows of accuracy.awk over these captures.
rows() {
	local name=$1 c pairs=()
	shift
	for c; do
		gzip -dc "$A/$c.raw.gz" | hls-parse >"$T/${c//\//-}"
		pairs+=("$A/$c.truth" "$T/${c//\//-}")
	done
	awk -v name="$name" -f "$TOP/tests/awk/accuracy.awk" "${pairs[@]}"
}

captures() {
	(cd "$A" && for f in $1; do echo "${f%.truth}"; done)
}

# required N TYPE FIGURE: standard input has such rows, of N fetches at least,
# and none is over what is required. Says which are.
required() {
	awk -v least="$1" -v type="$2" -v figure="$3" '
	$2 != type || $3 != figure { next }
	{ rows++ }
	$4 < least { print "too few:", $0; bad = 1 }
	$9 != "ok" { print; bad = 1 }
	END { exit bad || !rows }'
}

@test "times to first byte of 0, 5, 50 and 500 ms on kept connections" {
	for v in 4.3.7 5.1.9 7.1.5 9.0.2; do
		# shellcheck disable=SC2046 # names are words
		rows "$v" $(captures "$v/A1.*.truth")
	done >"$T/rows"
	required 50 ts ttfb <"$T/rows"
	required 50 playlist ttfb <"$T/rows"
}

# each PATTERN: the rows of each capture by itself.
each() {
	for c in $(captures "$1"); do
		rows "$c" "$c"
	done
}

# The captures of one rate are too few for a p95.
@test "segment times at 0.12, 0.4 and 1.5 MB/s: TS" {
	for v in 5.1.9 7.1.5 9.0.2; do
		# shellcheck disable=SC2046 # names are words
		rows "$v" $(captures "$v/A2.ts.*.truth")
	done | required 40 ts time
}

@test "segment times at 0.12, 0.4 and 1.5 MB/s: fMP4" {
	each '*/A2.fmp4.*.truth' | required 13 fmp4 time
}

@test "segment times at these rates, a connection for each request" {
	each '*/A2.np0ts.*.truth' | required 13 ts time
}

# A body that comes faster than FFmpeg reads ends, to FFmpeg, when it is read.
@test "segment times at full speed: late by FFmpeg's reading, never early" {
	each '*/A[13].*.truth' | awk '
	$2 == "ts" && $3 == "time" {
		rows++
		if ($5 > 3.5 || $6 > 9) { print; bad = 1 }
	}
	END { exit bad || rows < 20 }'
	for c in $(captures '*/A[13].*.truth'); do
		gzip -dc "$A/$c.raw.gz" | hls-parse >"$T/ev"
		awk -v each=1 -f "$TOP/tests/awk/accuracy.awk" \
			"$A/$c.truth" "$T/ev"
	done | awk '$1 == "ts" && $2 == "time" && $3 < -5 { print; bad = 1 }
		END { exit bad }'
}

@test "a segment fetched ahead has a time only as an upper bound" {
	for c in $(captures '*/A3.auto.*.truth'); do
		gzip -dc "$A/$c.raw.gz" | hls-parse >"$T/ev"
		awk '$3 == "fetch" && /type=segment/ && / time=/ {
			n += /basis=upper/
			other += !/basis=upper/
		}
		END { exit n < 100 || other > 1 }' "$T/ev" ||
			{ echo "in $c"; return 1; }
	done
}

@test "the comparison notices figures that are 10 ms off" {
	c=5.1.9/A2.ts.r400000
	gzip -dc "$A/$c.raw.gz" | hls-parse >"$T/ev"
	awk '{ $6 += 0.01; $7 += 0.01; print }' OFMT='%.6f' CONVFMT='%.6f' \
		"$A/$c.truth" >"$T/late"
	for truth in "$A/$c.truth" "$T/late"; do
		awk -f "$TOP/tests/awk/accuracy.awk" "$truth" "$T/ev"
	done | awk '$1 == "ts" && $2 == "ttfb" { print $NF }' >"$T/words"
	is "$(xargs <"$T/words")" 'ok OVER'
}
