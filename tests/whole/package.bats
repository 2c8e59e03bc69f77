# What is handed out: the tarball, the Debian package, make install, and the CI
# recipes of the page.

load ../lib/helper

PROGRAMS="hls-spawn hls-parse hls-agg hls-export hls-top hls-swarm"

# version: the one place it is written at.
version() {
	sed -n 's/^VERSION = //p' "$TOP/Makefile"
}

@test "programs, news and pages have the Makefile's version" {
	v=$(version)
	[[ $v == [0-9]*.[0-9]*.[0-9]* ]]
	for p in $PROGRAMS; do
		is "$($p --version)" "$p $v"
	done
	is "$(sed -n 's/^## \([0-9][^ ]*\) (.*)$/\1/p' "$TOP/NEWS.md" | head -n 1)" "$v"
	is "$(grep -rhoE ' version=[0-9.]+' "$TOP/man" | sort -u)" " version=$v"
}

@test "the tarball is what is tracked, the same bytes each time" {
	git -C "$TOP" rev-parse -q --verify HEAD >/dev/null 2>&1 ||
		skip "no git checkout"
	name=hls-swarm-$(git -C "$TOP" show HEAD:Makefile | sed -n 's/^VERSION = //p')
	export SOURCE_DATE_EPOCH=1700000000
	"$TOP/tests/package" dist "$T/one" 2>/dev/null
	(
		umask 077
		export TZ=Asia/Tokyo GIT_CONFIG_COUNT=1 \
			GIT_CONFIG_KEY_0=tar.umask GIT_CONFIG_VALUE_0=0077
		"$TOP/tests/package" dist "$T/two" 2>/dev/null
	)
	cmp "$T/one/$name.tar.gz" "$T/two/$name.tar.gz"
	(cd "$T/one" && sha256sum -c "$name.tar.gz.sha256")
	git -C "$TOP" ls-tree -r -z --name-only HEAD | tr '\0' '\n' |
		sed "s,^,$name/," | sort >"$T/tracked"
	tar -tf "$T/one/$name.tar.gz" --quoting-style=literal |
		grep -v '/$' >"$T/packed"
	# A folder's files stand where its name does.
	tr / '\001' <"$T/packed" | sort -c
	sort -o "$T/packed" "$T/packed"
	same "$T/tracked" "$T/packed"
	TZ=UTC tar --numeric-owner -tvf "$T/one/$name.tar.gz" |
		awk '{ print substr($1, 2), $2, $4, $5 }' | sort -u >"$T/kinds"
	printf '%s 0/0 2023-11-14 22:13\n' rw-r--r-- rwxr-xr-x >"$T/expected"
	same "$T/expected" "$T/kinds"
	# The commit's date where nothing else is said.
	unset SOURCE_DATE_EPOCH
	"$TOP/tests/package" dist "$T/one" 2>/dev/null
	tar -xf "$T/one/$name.tar.gz" -C "$T" "$name/Makefile"
	is "$(date -r "$T/$name/Makefile" +%s)" "$(git -C "$TOP" log -1 --format=%ct)"
}

# What the tarball has of the build, without git; -O0, as it is only looked at.
@test "a Debian package is made of it, without git" {
	command -v dpkg-shlibdeps >/dev/null || skip "no dpkg-dev"
	mkdir -p "$T/src/tests" "$T/path"
	cp -R "$TOP"/{Makefile,LICENSE,NEWS.md,lib,hls-*,man} "$T/src/"
	cp -R "$TOP"/tests/{need,package,deb} "$T/src/tests/"
	printf '#!/bin/sh\nexit 127\n' >"$T/path/git"
	chmod +x "$T/path/git"
	touch -d @1700000000 "$T/src/Makefile"
	PATH=$T/path:$PATH DEB_BUILD_OPTIONS=noopt \
	    make -s -C "$T/src" deb >"$T/said"
	deb=$T/src/$(cat "$T/said")
	v=$(version)
	is "$(cat "$T/said")" "bin/hls-swarm_${v}_$(dpkg --print-architecture).deb"
	is "$(dpkg-deb -f "$deb" Version)" "$v"
	[[ $(dpkg-deb -f "$deb" Depends) == "libc6 (>= "*"), ffmpeg (>= 7:4.3)" ]]
	is "$(dpkg-deb -f "$deb" Recommends)" curl
	dpkg-deb -R "$deb" "$T/root"
	for p in $PROGRAMS; do
		is "$("$T/root/usr/bin/$p" --version)" "$p $v"
		[ -f "$T/root/usr/share/man/man1/$p.1.gz" ]
	done
	(cd "$T/root" && md5sum --quiet -c DEBIAN/md5sums)
	is "$(grep -c . "$T/root/DEBIAN/md5sums")" \
	    "$(find "$T/root/usr" -type f | grep -c .)"
	is "$(find "$T/root/usr" ! -newermt @1700000000 ! -newermt @1699999999)" ""
	is "$(find "$T/root/usr" -newermt @1700000000)" ""
	cmp "$TOP/hls-export/grafana.json" "$T/root/usr/share/hls-swarm/grafana.json"
	[ -f "$T/root/usr/share/zsh/vendor-completions/_hls-spawn" ]
	zcat "$T/root/usr/share/doc/hls-swarm/changelog.gz" >"$T/changelog"
	is "$(dpkg-parsechangelog -l "$T/changelog" -S Version 2>&1)" "$v"
	is "$(awk 'length($0) > 80' "$T/changelog")" ""
	# Each word of the news is in it.
	words() { tr -cs 'A-Za-z0-9_' '\n' | sort -u; }
	sed '/^#/d' "$TOP/NEWS.md" | words >"$T/news"
	is "$(words <"$T/changelog" | comm -23 "$T/news" -)" ""
	grep -q '^License: Expat$' "$T/root/usr/share/doc/hls-swarm/copyright"
}

@test "the changelog has an entry for each version, the news' own dates" {
	command -v dpkg-parsechangelog >/dev/null || skip "no dpkg-dev"
	cat >"$T/news" <<-'END'
	# News

	## 0.3.0 (2027-02-03)

	hls-top:

	- Colours.

	## 0.2.0 (2027-01-02)

	Faster, by a
	lot.
	END
	changelog() {
		awk -v version="$1" -v date='Wed, 03 Mar 2027 04:05:06 +0000' \
		    -v maintainer='A <a@example.org>' \
		    -f "$TOP/tests/deb/changelog.awk" "$2"
	}
	cat >"$T/expected" <<-'END'
	hls-swarm (0.3.0) unstable; urgency=medium

	  [ hls-top ]

	  * Colours.

	 -- A <a@example.org>  Wed, 03 Feb 2027 12:00:00 +0000

	hls-swarm (0.2.0) unstable; urgency=medium

	  * Faster, by a lot.

	 -- A <a@example.org>  Sat, 02 Jan 2027 12:00:00 +0000

	END
	changelog 0.3.0 "$T/news" >"$T/got"
	same "$T/expected" "$T/got"
	sed -i '2a ## Unreleased\n\n- Smaller.\n' "$T/news"
	changelog 0.3.0 "$T/news" >"$T/got"
	is "$(dpkg-parsechangelog -l "$T/got" -S Distribution)" UNRELEASED
	is "$(dpkg-parsechangelog -l "$T/got" -S Date)" \
	    "Wed, 03 Mar 2027 04:05:06 +0000"
	is "$(grep -c '^hls-swarm (' "$T/got")" 2
	grep -q 'Smaller' "$T/got"
}

@test "make install writes below DESTDIR alone, and uninstall takes it away" {
	where="DESTDIR=$T/stage PREFIX=$T/usr MANDIR=$T/man ZSHDIR=$T/zsh"
	make -s -C "$TOP" install $where
	is "$(cd "$T" && echo *)" stage
	is "$(cd "$T/stage/$T" && echo *)" "man usr zsh"
	[ "$(find "$T/stage" -type f | grep -c .)" -ge 35 ]
	make -s -C "$TOP" uninstall $where
	is "$(find "$T/stage" ! -type d)" ""
	is "$(cd "$T" && echo *)" stage
}

# recipe FILE: that of the page, as JSON.
recipe() {
	awk -v file="$1" '
	index($0, file) { found = 1 }
	found && /^\.Ed/ { exit }
	text { gsub(/\\e/, "\\"); print }
	found && /^\.Bd -literal/ { text = 1 }' "$TOP/man/hls-swarm.7" |
	perl -MCPAN::Meta::YAML -MJSON::PP -e '
		local $/;
		my $doc = CPAN::Meta::YAML->read_string(<STDIN>) or die;
		print JSON::PP->new->encode($doc->[0]);'
}

@test "the page's CI recipes are YAML, gate, and keep what a run leaves" {
	perl -MCPAN::Meta::YAML -e 1 2>/dev/null || skip "no CPAN::Meta::YAML"
	recipe .github/workflows/hls.yml >"$T/github"
	recipe .gitlab-ci.yml >"$T/gitlab"
	jq -e '.jobs.hls | .["runs-on"] and (.steps[-1] |
	    .if == "always()" and .with.path == "hls" and
	    (.uses | test("^actions/upload-artifact@v[0-9]+$")))' "$T/github"
	jq -e '.hls | .artifacts.when == "always" and .artifacts.paths == ["hls"]
	    and .artifacts.reports.junit == "hls/junit.xml" and
	    .allow_failure.exit_codes == "98"' "$T/gitlab"
	# The commands are a shell's, and hls-swarm takes its own.
	jq -r '.jobs.hls.steps[].run // empty' "$T/github" >"$T/github.sh"
	jq -r '.hls.script[]' "$T/gitlab" >"$T/gitlab.sh"
	for f in github gitlab; do
		sh -n "$T/$f.sh"
		is "$(grep -c '^hls-swarm ' "$T/$f.sh")" 1
		command=$(sed -n 's/^hls-swarm /&--dry-run /p' "$T/$f.sh")
		(cd "$T" && sh -c "$command") | grep -q 'junit hls/junit.xml'
		grep -q 'make -C toolkit' "$T/$f.sh"
	done
}
