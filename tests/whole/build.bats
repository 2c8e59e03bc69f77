#!/usr/bin/env bats
# The Makefile: what depends on what, asked of a copy of the tree in which
# everything counts as built.

bats_require_minimum_version 1.5.0
load ../lib/helper

PROGRAMS="hls-agg hls-export hls-parse hls-spawn hls-top"

setup_file() {
	# The make that runs this test is no part of it.
	unset MAKEFLAGS MAKELEVEL MFLAGS
	COPY=$(mktemp -d "${TMPDIR:-/tmp}/hls-test.XXXXXX")
	export COPY
	cd "$TOP"
	cp -R Makefile lib hls-* man "$COPY/"
	mkdir "$COPY/bin" "$COPY/tests"
	(cd tests && cp -R bench fuzz origin pty tools torture unit \
		"$COPY/tests/")
	find "$COPY" -name '*.o' -exec rm -f {} +
	find "$COPY" -exec touch -d '1 hour ago' {} +
	make -s -C "$COPY" -t all units tools >"$COPY/touched"
	# Between what the page is made of and its object.
	touch -d '30 minutes ago' "$COPY/bin/assets.c"
	find "$COPY" ! -name '*.[ch]' ! -name '*.js' ! -name '*.css' \
	    ! -name '*.awk' -exec touch -d '1 minute ago' {} +
}

teardown_file() {
	rm -rf "$COPY"
}

# built FILE TARGET...: of what, were FILE newer, make would build something;
# the programs whose objects, and what is put into bin.
built() {
	make -C "$COPY" -n V=1 -W "$1" "${@:2}" |
	    sed -n -e '/ -c -o bin\/assets/d' -e 's# -o tests/# -o tests%#' \
		-e 's#.* -c -o \([^ /]*\)/[^ ]*\.o .*#\1#p' \
		-e 's#.* -o \(bin/[^ ]*\) .*#\1#p' | tr % / | sort -u |
	    paste -sd' '
}

# files FOLDER PATTERN: what of it has such a name, in whichever room.
files() {
	(cd "$COPY" && find "$1" -name "$2" | sort | grep .)
}

# ends FOLDER: its first header and its last.
ends() {
	files "$1" '*.h' | sed -n '1p;$p'
}

@test "nothing is built twice" {
	make -C "$COPY" -q all units tools
}

@test "a header is built into its own program, one of lib into all" {
	for d in $PROGRAMS; do
		for header in $(ends $d); do
			is "$(built $header all)" "bin/$d $d"
		done
	done
	for header in $(ends lib); do
		is "$(built $header all)" \
		    "$(printf 'bin/%s ' $PROGRAMS)$PROGRAMS lib"
	done
	is "$(built tests/origin/http.h all bin/origin)" \
	    "bin/origin tests/origin"
}

@test "the page's script is built into hls-export" {
	is "$(built hls-export/page/page.js all)" bin/hls-export
}

@test "all objects of a program, no other" {
	for d in lib $PROGRAMS; do
		is "$(files $d '*.c' | sed 's|c$|o|')" "$(files $d '*.o')"
	done
	make -C "$COPY" -n V=1 -W "$(files hls-agg '*.h' | head -n 1)" \
	    >"$T/commands"
	is "$(grep -c ' -c -o hls-agg/' "$T/commands")" \
	    "$(files hls-agg '*.c' | wc -l)"
}

@test "a unit program is built anew for what it tests, and for nothing else" {
	printf 'include Makefile\nof-agg:\n\t@echo $(AGG_U)\n' >"$COPY/with"
	agg=$(make -s -C "$COPY" -f with of-agg | xargs -n 1 | sort | xargs)
	is "$(built tests/unit/test-window.c units tools)" "bin/test-window"
	is "$(built "$(files hls-agg window.c)" units)" "$agg hls-agg"
	is "$(built tests/tools/dial.h tools)" "bin/callers bin/drop"
	is "$(built "$(files hls-parse raw.h)" tools)" \
	    "bin/parse-count bin/replay hls-parse"
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
	is "$output" ""
	run -0 make -C "$COPY" CC=./cc V=1 bin/test-window
	[[ $output == *"./cc -std=c11 "*" -o bin/test-window "* ]]
	[[ $output != *"  LD"* ]]

	printf 'include Makefile\njobs:\n\t@echo "$(MAKEFLAGS)"\n' >"$COPY/with"
	jobs() {
		make --no-print-directory -C "$COPY" -f with "$@" | tail -n 1
	}
	[[ $(jobs jobs) == *"-j$(getconf _NPROCESSORS_ONLN)"* ]] ||
	    is "$(getconf _NPROCESSORS_ONLN)" 1
	[[ $(jobs -j7 jobs) == *-j7* ]]
	[[ $(MAKEFLAGS=-j7 jobs jobs) == *-j7* ]]
	[[ $(jobs clean jobs) != *-j* ]]
}

@test "words for a fuzzer are as short as it takes them" {
	for dict in "$TOP"/tests/fuzz/*.dict; do
		sed -n 's/^"\(.*\)"$/\1/p' "$dict" |
			sed 's/\\x[0-9a-f][0-9a-f]/x/g; s/\\\(.\)/\1/g' >"$T/words"
		[ -s "$T/words" ]
		is "$(awk 'length > 64' "$T/words")" ''
	done
}
