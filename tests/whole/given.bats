#!/usr/bin/env bats
# What a program is given to begin with: closed descriptors, a limit of files.

load ../lib/helper

D=$TOP/tests/data

PROGRAMS='parse agg export top'

# on PROGRAM: it, with what it reads.
on() {
	case $1 in
	parse) hls-parse <"$D/chain.raw" ;;
	agg) hls-agg -q <"$D/chain.events" ;;
	export) hls-export -1 <"$D/chain.stats" ;;
	top) hls-top -1 <"$D/chain.stats" ;;
	esac
}

@test "standard output that is closed is an error, and nothing else is" {
	local p code
	for p in $PROGRAMS; do
		code=0
		on $p >&- 2>"$T/err" || code=$?
		is "$code" 1
		grep "^hls-$p: standard output: Bad file descriptor$" "$T/err"
		on $p >"$T/want"
		on $p >"$T/got" 2>&-
		same "$T/want" "$T/got"
	done
	code=0
	hls-spawn -n 1 -d 1s http://127.0.0.1:1/x.m3u8 -- true >&- \
		2>"$T/err" || code=$?
	is "$code" 1
	grep '^hls-spawn: standard output: Bad file descriptor$' "$T/err"
}

@test "standard input that is closed is an error, not an empty one" {
	local p code
	for p in $PROGRAMS; do
		code=0
		case $p in
		export | top) hls-$p -1 <&- >"$T/out" 2>"$T/err" || code=$? ;;
		*) hls-$p <&- >"$T/out" 2>"$T/err" || code=$? ;;
		esac
		is "$code" 1
		grep "^hls-$p: standard input: Bad file descriptor$" "$T/err"
	done
}

# What would be opened as descriptor 2 gets no message, nor is it read.
@test "all three closed: a file that is written has what is its own" {
	hls-agg -q <"$D/chain.events" >"$T/want" --json-file "$T/want.json"
	hls-agg -q --csv "$T/want.csv" "$D/chain.events" >/dev/null
	hls-agg --json-file "$T/json" --csv "$T/csv" "$D/chain.events" \
		<&- >&- 2>&-
	same "$T/want.json" "$T/json"
	same "$T/want.csv" "$T/csv"
	hls-parse "$D/chain.raw" <&- >"$T/events" 2>&-
	same <(hls-parse "$D/chain.raw") "$T/events"
}

@test "hls-export served without standard input or error: a file has its block" {
	local code=0
	hls-export -o "$T/x.prom" <&- >&- 2>&- || code=$?
	is "$code" 1
	hls-export -l 127.0.0.1:0 -p <"$D/chain.stats" >"$T/got" 2>&-
	same "$D/chain.stats" "$T/got"
}

# limited BLOCKS COMMAND...: no file grows beyond so many times 1,024 bytes.
limited() {
	bash -c 'ulimit -f "$0"; exec "$@"' "$@"
}

@test "a limit of file sizes is a write error with its name, and ends nothing" {
	local p code
	for p in $PROGRAMS; do
		on $p >"$T/whole"
		[ "$(wc -c <"$T/whole")" -gt 1024 ] || continue
		code=0
		case $p in
		parse) limited 1 hls-parse "$D/chain.raw" ;;
		agg) limited 1 hls-agg -q "$D/chain.events" ;;
		export) limited 1 hls-export -1 <"$D/chain.stats" ;;
		top) limited 1 hls-top -1 <"$D/chain.stats" ;;
		esac >"$T/out" 2>"$T/err" || code=$?
		is "$code" 1
		grep "^hls-$p: standard output: File too large$" "$T/err"
	done
	echo old >"$T/json"
	code=0
	limited 1 hls-agg -q --json-file "$T/json" "$D/chain.events" \
		2>"$T/err" >/dev/null || code=$?
	is "$code" 1
	grep "^hls-agg: $T/json: File too large$" "$T/err"
	is "$(cat "$T/json")" old
	code=0
	limited 1 hls-export -o "$T/json" <"$D/chain.stats" 2>"$T/err" ||
		code=$?
	is "$code" 1
	is "$(cat "$T/json")" old
	is "$(find "$T" -name 'json*' | wc -l)" 1
}
