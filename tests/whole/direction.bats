#!/usr/bin/env bats
# tests/direction, on a small tree of its own: what it lets pass, and each thing
# that it does not.

bats_require_minimum_version 1.5.0
load ../lib/helper

# A program of two rooms over one function of lib: high calls low calls lib.
setup() {
	set_up
	cd "$T"
	mkdir -p tree/lib tree/tests tree/hls-x/low tree/hls-x/high
	printf 'lib\nhls-x low high\n' >rooms
	cd tree
	put lib/base.h 'int base(int n);'
	put lib/base.c '#include "base.h"' int 'base(int n)' '{' 'return n;' '}'
	put hls-x/low/one.h 'int one(int n);'
	put hls-x/low/one.c '#include "base.h"' '#include "one.h"' \
		int 'one(int n)' '{' 'return base(n);' '}'
	put hls-x/high/two.h 'int two(int n);'
	put hls-x/high/two.c '#include "low/one.h"' '#include "two.h"' \
		int 'two(int n)' '{' 'return one(n);' '}'
	put hls-x/main.c '#include "high/two.h"' '#include "low/one.h"' \
		int 'main(void)' '{' 'return two(one(0));' '}'
	put tests/unit.c 'int base(int n);' 'int two(int n);'
	compile
}

# put FILE LINE...: writes it anew.
put() {
	printf '%s\n' "${@:2}" >"$1"
}

compile() {
	find . -name '*.o' -exec rm {} +
	find . -name '*.c' | while read -r c; do
		cc -Ilib -iquote hls-x -c -o "${c%.c}.o" "$c"
	done
}

# wrong LINE...: that is what it says of the tree, all of it.
wrong() {
	run -1 "$TOP/tests/direction" . ../rooms
	is "$output" "$(printf '%s\n' "$@")"
}

@test "a tree that points one way" {
	run -0 "$TOP/tests/direction" . ../rooms
	is "$output" ""
	# The program's own folder may be the lowest, as lib's is.
	rm hls-x/main.[co]
	mv hls-x/low/* hls-x
	rmdir hls-x/low
	sed -i 's|low/||' hls-x/high/two.c
	printf 'lib\nhls-x . high\n' >../rooms
	compile
	run -0 "$TOP/tests/direction" . ../rooms
	is "$output" ""
	# But then nothing of it knows a room.
	sed -i '1i #include "high/two.h"' hls-x/one.c
	wrong 'hls-x/one.c:1: hls-x/high/two.h is above it'
}

@test "circles of objects, within a room and across them" {
	put hls-x/low/one.c 'int two(int n);' int 'one(int n)' '{' 'return two(n);' '}'
	put hls-x/low/a.c 'int b(void);' int 'a(void)' '{' 'return b();' '}'
	put hls-x/low/b.c 'int c(void);' int 'b(void)' '{' 'return c();' '}'
	put hls-x/low/c.c 'int a(void);' int 'c(void)' '{' 'return a();' '}'
	compile
	wrong 'hls-x: circle: high/two -> low/one -> high/two (one, two)' \
		'hls-x: circle: low/a -> low/b -> low/c -> low/a (b, c, a)'
	rm hls-x/low/b.o
	wrong 'hls-x/low/b.c: it is not built' \
		'hls-x: circle: high/two -> low/one -> high/two (one, two)' \
		'hls-x/low/c.c: nothing else needs c'
}

@test "two objects of one name, of which an archive keeps one" {
	put hls-x/high/one.c '#include "low/one.h"'
	compile
	run -1 "$TOP/tests/direction" . ../rooms
	[[ $output =~ ^hls-x/(low|high)/one\.c:\ hls-x\ has\ another\ file\ of\ that\ name$ ]]
}

@test "what nothing outside of its file uses" {
	put hls-x/low/one.c '#include "base.h"' '#include "one.h"' 'int kept = 1;' \
		int 'tested(void)' '{' 'return kept;' '}' \
		int 'one(int n)' '{' 'return base(n) + tested();' '}'
	put tests/test-one.c 'int tested(void);'
	compile
	wrong 'hls-x/low/one.c: nothing else needs kept'
	sed -i 's/^int kept/static int kept/' hls-x/low/one.c
	compile
	run -0 "$TOP/tests/direction" . ../rooms
}

@test "headers of a higher room, of the top, of nowhere" {
	put hls-x/top.h 'int top(void);'
	sed -i '1i #include "high/two.h"\n#include "top.h"\n#include "no.h"' \
		hls-x/low/one.c
	wrong 'hls-x/low/one.c:1: hls-x/high/two.h is above it' \
		'hls-x/low/one.c:2: hls-x/top.h is above it' \
		'hls-x/low/one.c:3: there is no no.h for it'
	# The other way around the table, other includes are wrong.
	printf 'lib\nhls-x high low\n' >../rooms
	sed -i 1,3d hls-x/low/one.c
	wrong 'hls-x/high/two.c:1: hls-x/low/one.h is above it'
	# Of another program there is nothing to be known.
	printf 'lib\nhls-x low high\nhls-y\n' >../rooms
	mkdir hls-y
	put hls-y/y.h '#include "low/one.h"'
	wrong 'hls-y/y.h:1: there is no low/one.h for it'
}

@test "rooms and programs that the table does not have, or has no more" {
	mkdir hls-x/odd hls-y
	put hls-x/odd/odd.h
	put hls-y/y.h
	printf 'lib\nhls-x low high gone\n' >../rooms
	wrong 'hls-x/gone: there is no such room' \
		'hls-x/odd: stands in no row of the rooms' \
		'hls-y: stands in no row of the rooms'
}

# body N: so many lines.
body() {
	printf 'n++;\n%.0s' $(seq "$1")
}

@test "what is too large" {
	for i in {1..43}; do put "hls-x/low/$i.h"; done
	put lib/many.c 'static int' 'fits(int a, int (*f)(int, int), int n,' \
		'    const char *fmt, ...)' '{' "$(body 40)" '}'
	seq 378 | sed 's/.*//' >lib/long.c
	put tests/wide.c "$(printf '\t%072d' 0)" "$(printf '%05d\té%071d' 0 0)"
	touch lib/many.o lib/long.o
	run -0 "$TOP/tests/direction" . ../rooms
	is "$output" ""

	put hls-x/low/44.h
	put lib/many.c 'static int' 'wide(int a, int (*f)(int, int), int n,' \
		'    int b, const char *fmt, ...)' '{' '}' '' 'static int' \
		'none(void)' '{' "$(body 41)" '}' '' int 'deep(void)' '{' \
		"$(body 42)" '}'
	echo >>lib/long.c
	put tests/wide.c "$(printf '\t%073d' 0)" "$(printf '%05d\té%072d' 0 0)"
	wrong 'hls-x/low: 46 files, 45 at most' \
		'lib/long.c: more than 378 lines' \
		'lib/many.c:2: wide: 5 parameters, four at most' \
		'lib/many.c:54: deep: 45 lines, 44 at most' \
		'tests/wide.c:1: 81 columns, 80 at most' \
		'tests/wide.c:2: 81 columns, 80 at most'
}
