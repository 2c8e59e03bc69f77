#!/usr/bin/env bats
# What all five programs have in common on the command line.

load ../lib/helper

PROGRAMS="hls-spawn hls-parse hls-agg hls-export hls-top"

page() {
	mandoc -Tascii "$TOP/man/$1.1" | col -b
}

@test "the usage equals the page's SYNOPSIS" {
	for p in $PROGRAMS; do
		$p --help | sed -n '/^Usage:/,/^$/p' | sed '1d;s/^ *//;/^$/d' >"$T/help"
		page $p | sed -n '/^SYNOPSIS/,/^DESCRIPTION/p' |
			sed '1d;$d;s/^ *//;/^$/d' >"$T/page"
		[ -s "$T/help" ]
		same "$T/page" "$T/help"
	done
}

@test "every option of --help has its entry in the page, and the reverse" {
	for p in $PROGRAMS; do
		$p --help | grep -oE '^  (-[A-Za-z0-9], |    )--[a-z][a-z-]*' |
			grep -o -- '--[a-z][a-z-]*' | sort -u >"$T/help"
		page $p | grep -oE '^     (-[A-Za-z0-9]( [A-Z]+)?, )?--[a-z][a-z-]*' |
			grep -o -- '--[a-z][a-z-]*' | sort -u >"$T/page"
		[ -s "$T/help" ]
		same "$T/page" "$T/help"
	done
}

@test "--help leads with examples, -V prints the version, both on stdout" {
	for p in $PROGRAMS; do
		$p --help >"$T/out" 2>"$T/err"
		[ ! -s "$T/err" ]
		head -1 "$T/out" | grep -q "^$p: "
		sed -n 3p "$T/out" | grep -qx 'Examples:'
		run $p -V
		is "$status" 0
		[[ $output =~ ^$p\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
	done
}

@test "a wrong option is named and ends with 2; a full disk under --help is 1" {
	for p in $PROGRAMS; do
		run $p --nonsense
		is "$status" 2
		is "${lines[0]}" "$p: --nonsense: unknown option"
		run $p -%
		is "$status" 2
		is "${lines[0]}" "$p: -%: unknown option"
		run bash -c '"$1" --help >/dev/full' _ $p
		is "$status" 1
	done
}
