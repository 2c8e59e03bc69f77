#!/usr/bin/env bats
# The Makefile: what depends on what, asked of a copy of the tree in which
# everything counts as built.

bats_require_minimum_version 1.5.0
load helper

setup_file() {
	# The make that runs this test is no part of it.
	unset MAKEFLAGS MAKELEVEL MFLAGS
	COPY=$(mktemp -d "${TMPDIR:-/tmp}/hls-test.XXXXXX")
	export COPY
	cd "$TOP"
	cp -R Makefile lib hls-* man "$COPY/"
	mkdir "$COPY/bin" "$COPY/tests"
	cp -R tests/*.[ch] tests/origin tests/unit tests/fuzz tests/pty \
	    tests/bench "$COPY/tests/"
	find "$COPY" -name '*.o' -exec rm -f {} +
	find "$COPY" -exec touch -d '1 hour ago' {} +
	make -s -C "$COPY" -t all units tools >"$COPY/touched"
	find "$COPY" ! -name '*.[ch]' -exec touch -d '1 minute ago' {} +
}

teardown_file() {
	rm -rf "$COPY"
}

# built FILE TARGET...: of what, were FILE newer, make would build something;
# the folders of the objects, and what is put into bin.
built() {
	make -C "$COPY" -n V=1 -W "$1" "${@:2}" |
	    sed -n -e 's|.* -c -o \([^ ]*\)/[^ /]*\.o .*|\1|p' \
		-e 's|.* -o \(bin/[^ ]*\) .*|\1|p' | sort -u | paste -sd' '
}

@test "nothing is built twice" {
	make -C "$COPY" -q all units tools
}

@test "a header is built into its own program, one of lib into all" {
	[ "$(built hls-agg/agg.h all)" = "bin/hls-agg hls-agg" ]
	[ "$(built hls-parse/raw.h all)" = "bin/hls-parse hls-parse" ]
	[ "$(built hls-spawn/swarm.h all)" = "bin/hls-spawn hls-spawn" ]
	[ "$(built hls-export/expo.h all)" = "bin/hls-export hls-export" ]
	[ "$(built hls-top/view.h all)" = "bin/hls-top hls-top" ]
	[ "$(built lib/record.h all)" = "bin/hls-agg bin/hls-export bin/hls-parse\
 bin/hls-spawn bin/hls-top hls-agg hls-export hls-parse hls-spawn hls-top lib" ]
	[ "$(built tests/origin/http.h all bin/origin)" = "bin/origin tests/origin" ]
}

@test "all objects of a program, no other" {
	for d in lib hls-*; do
		[ "$(ls "$TOP/$d"/*.c | sed 's|.*/||; s|c$|o|')" = \
		    "$(ls "$COPY/$d"/*.o | sed 's|.*/||')" ]
	done
	make -C "$COPY" -n V=1 -W hls-agg/agg.h >"$T/commands"
	[ "$(grep -c ' -c -o hls-agg/' "$T/commands")" -eq \
	    "$(ls "$TOP"/hls-agg/*.c | wc -l)" ]
}

@test "a unit program is built anew for what it tests, and for nothing else" {
	[ "$(built tests/unit/test-window.c units tools)" = "bin/test-window" ]
	agg="bin/test-baseline bin/test-series bin/test-threshold bin/test-window"
	[ "$(built hls-agg/window.c units)" = "$agg hls-agg" ]
	[ "$(built tests/dial.h tools)" = "bin/callers bin/drop" ]
	[ "$(built hls-parse/raw.h tools)" = \
	    "bin/parse-count bin/replay hls-parse" ]
	for u in "$TOP"/tests/unit/test-*.c; do
		u=${u##*/}
		[ -e "$COPY/bin/${u%.c}" ]
	done
}

@test "a line for each program; V=1 shows the commands; -j, if given, counts" {
	rm "$COPY/bin/test-window"
	cat >"$COPY/cc" <<-'X'
	#!/bin/sh
	X
	chmod +x "$COPY/cc"
	run -0 make -C "$COPY" CC=./cc bin/test-window
	[[ $'\n'$output$'\n' == *$'\n  LD  bin/test-window\n'* ]]
	[[ $output != *./cc* ]]
	run -0 make -s -C "$COPY" CC=./cc bin/test-window
	[ "$output" = "" ]
	run -0 make -C "$COPY" CC=./cc V=1 bin/test-window
	[[ $output == *"./cc -std=c11 "*" -o bin/test-window "* ]]
	[[ $output != *"  LD"* ]]

	printf 'include Makefile\njobs:\n\t@echo "$(MAKEFLAGS)"\n' >"$COPY/with"
	jobs() {
		make --no-print-directory -C "$COPY" -f with "$@" | tail -n 1
	}
	[[ $(jobs jobs) == *"-j$(getconf _NPROCESSORS_ONLN)"* ]] ||
	    [ "$(getconf _NPROCESSORS_ONLN)" -eq 1 ]
	[[ $(jobs -j7 jobs) == *-j7* ]]
	[[ $(MAKEFLAGS=-j7 jobs jobs) == *-j7* ]]
	[[ $(jobs clean jobs) != *-j* ]]
}
