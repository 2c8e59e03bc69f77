#!/usr/bin/env bats
# make small-ffmpeg, as far as it goes without a network: which package sources
# apt is given, when there is nothing to do, and that the page says the same.

bats_require_minimum_version 1.5.0
load ../lib/helper

S=$TOP/tests/small

# made: what tests/small/sources makes of $T/list and $T/parts, into $T/out.
made() {
	mkdir -p "$T/out" "$T/parts"
	"$S/sources" "$T/list" "$T/parts" "$T/out"
}

# sources DIR: the indices of source packages that apt would fetch by these.
sources() {
	apt-get -o Dir::Etc::sourcelist=/dev/null \
		-o Dir::Etc::sourceparts="$1" -o Dir::State::lists="$T/none" \
		update --print-uris |
		sed -n "s#^'\([^']*\)/source/Sources.*#\1#p" | sort -u
}

one_line() {
	cat <<-'X'
	# deb http://a.test/debian old main
	deb http://a.test/debian stable main contrib
	deb-src http://a.test/debian stable main contrib
	deb [ arch=amd64 signed-by=/k/b.gpg ] https://b.test/u jammy universe
	deb cdrom:[Debian 12]/ stable main
	X
}

stanzas() {
	cat <<-'X'
	# A comment.
	Types: deb
	# http://snapshot.test
	URIs: http://c.test/debian
	Suites: trixie trixie-updates
	Components: main
	Signed-By: /k/c.gpg

	Types: deb deb-src
	URIs: http://d.test/debian
	Suites: trixie
	Components: main
	Signed-By:
	 -----BEGIN PGP PUBLIC KEY BLOCK-----
	 .
	 abc
	 -----END PGP PUBLIC KEY BLOCK-----

	types: deb
	uris: cdrom:[Debian 13]/
	suites: trixie
	components: main

	Types: deb
	URIs: http://e.test/debian
	Suites: sid
	Components: main
	Enabled: no
	X
}

@test "one-line sources: each has its deb-src, with the same options" {
	one_line >"$T/list"
	made
	same "$T/out/list" - <<-'X'
	deb http://a.test/debian stable main contrib
	deb-src http://a.test/debian stable main contrib
	deb [ arch=amd64 signed-by=/k/b.gpg ] https://b.test/u jammy universe
	deb-src [ arch=amd64 signed-by=/k/b.gpg ] https://b.test/u jammy universe
	X
}

@test "stanzas: the type is added, all else is as it was" {
	mkdir "$T/parts"
	stanzas >"$T/parts/x.sources"
	echo 'deb http://f.test/debian sid main' >"$T/parts/y.list"
	echo 'deb http://g.test/debian sid main' >"$T/parts/z.list.save"
	made
	same <(stanzas | sed -e '/^#/d' -e 's/^Types: deb$/& deb-src/' \
		-e '/^types/,/^$/d') <(sed '$d' "$T/out/x.sources")
	is "$(cat "$T/out/y.list")" "deb http://f.test/debian sid main
deb-src http://f.test/debian sid main"
	is "$(cd "$T/out" && echo *)" "x.sources y.list"
}

@test "apt finds source packages by them, not by a disabled one" {
	command -v apt-get || skip "no apt here"
	mkdir "$T/parts" "$T/none"
	one_line >"$T/parts/sources.list"
	stanzas >"$T/parts/x.sources"
	made
	same <(sources "$T/out") - <<-'X'
	http://a.test/debian/dists/stable/contrib
	http://a.test/debian/dists/stable/main
	http://c.test/debian/dists/trixie-updates/main
	http://c.test/debian/dists/trixie/main
	http://d.test/debian/dists/trixie/main
	https://b.test/u/dists/jammy/universe
	X
}

@test "no sources at all" {
	echo '# nothing' >"$T/list"
	run ! made
}

# tree: a copy with a small FFmpeg in it, of this package version, and a need
# that says that something would be built.
tree() {
	mkdir -p "$T/tree/tests" "$T/tree/small-ffmpeg/bin" "$T/path"
	cp -R "$S" "$T/tree/tests/"
	printf '#!/bin/sh\necho needs >&2\nexit 7\n' >"$T/tree/tests/need"
	printf '#!/bin/sh\n' >"$T/path/apt-get"
	chmod +x "$T/tree/tests/need" "$T/path/apt-get"
	cp "$T/path/apt-get" "$T/tree/small-ffmpeg/bin/ffmpeg"
	cp "$T/path/apt-get" "$T/tree/small-ffmpeg/bin/ffprobe"
	echo "$1 $(cksum <"$S/switches" | tr ' ' -) $1" \
		>"$T/tree/small-ffmpeg/built"
}

# has VERSION: what the machine would install.
has() {
	printf '#!/bin/sh\necho "ffmpeg:"\necho "  Candidate: %s"\n' "$1" \
		>"$T/path/apt-cache"
	chmod +x "$T/path/apt-cache"
}

small() {
	run env PATH="$T/path:$PATH" "$T/tree/tests/small/run" "$@"
}

@test "nothing is done where it is as new as the package" {
	command -v dpkg || skip "no dpkg here"
	tree 7:5.1.9-0+deb12u1
	for version in 7:5.1.9-0+deb12u1 7:5.1.9-0+deb12u1+b2 7:5.1.8-1 \
	    '(none)'; do
		has "$version"
		small
		is "$status" 0
		[[ $output == *"is there, 7:5.1.9-0+deb12u1" ]]
	done
}

@test "a newer package, other switches or a missing program: it is built" {
	command -v dpkg || skip "no dpkg here"
	tree 7:5.1.9-0+deb12u1
	has 7:5.1.10-0+deb12u1
	small
	is "$status $output" "7 needs"
	has 7:5.1.9-0+deb12u1
	small
	is "$status" 0
	echo --enable-small >>"$T/tree/tests/small/switches"
	small
	is "$status $output" "7 needs"
	tree 7:5.1.9-0+deb12u1
	rm "$T/tree/small-ffmpeg/bin/ffprobe"
	small
	is "$status $output" "7 needs"
}

@test "without apt it says what to do" {
	tree 1
	rm "$T/path/apt-get"
	for tool in sh dirname mktemp rm cksum tr; do
		ln -s "$(command -v $tool)" "$T/path/$tool"
	done
	run env PATH="$T/path" "$T/tree/tests/small/run"
	is "$status" 1
	[[ $output == *"make small-ffmpeg SOURCE=FOLDER"* ]]
	run env PATH="$T/path" "$T/tree/tests/small/run" "$T"
	is "$status" 1
	[[ $output == *"$T: not a folder of FFmpeg's source" ]]
}

@test "the page has the same switches" {
	sed -n '/^\\&\.\/configure/,/^make$/{
		s/^\\&\.\/configure//
		s/\\e$//
		/^make$/d
		p
	}' "$TOP/man/hls-spawn.1" | tr -s ' \n' '\n\n' |
		grep -v -e '^$' -e '^--prefix=' >"$T/page"
	same "$S/switches" "$T/page"
}
