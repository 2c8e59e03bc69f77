#!/usr/bin/env bats
# What all five programs have in common on the command line.

load ../lib/helper

PROGRAMS="hls-spawn hls-parse hls-agg hls-export hls-top"
# With the script that joins them.
COMMANDS="$PROGRAMS hls-swarm"

page() {
	mandoc -Tascii -Owidth=500 "$TOP/man/$1.1" | col -bx
}

# listed PROGRAM: its options as --help has them, "-n, --clients N", a tab and
# what stands alone in brackets at the end of the line, the default.
listed() {
	$1 --help | awk '
	!/^ +(-., )?--/ { next }
	{ option = substr($0, 1, 28) }
	/^ +(-., )?--[a-z-]+([ =[][^ ]+)?$/ { option = $0; getline }
	{
		gsub(/^ +| +$/, "", option)
		if (gsub(/\(/, "(") != 1 || !sub(/.* \(/, "") || !sub(/\)$/, ""))
			$0 = ""
		print option "\t" $0
	}'
}

# entries PROGRAM: its options as the page has them, a tab and what it says.
entries() {
	page $1 | awk '
	match($0, /^     (-., )?--[a-z-]+([ =[][^ ]+)?(  |$)/) {
		tag = substr($0, 6, RLENGTH - 5)
		sub(/ +$/, "", tag)
		printf "%s%s\t%s ", n++ ? "\n" : "", tag, substr($0, RLENGTH + 1)
		inside = 1
		next
	}
	/^ ? ? ? ? ?[^ ]/ { inside = 0 }
	inside { sub(/^ +/, ""); printf "%s ", $0 }
	END { print "" }'
}

@test "the usage equals the page's SYNOPSIS" {
	for p in $COMMANDS; do
		$p --help | sed -n '/^Usage:/,/^$/p' | sed '1d;s/^ *//;/^$/d' >"$T/help"
		page $p | sed -n '/^SYNOPSIS/,/^DESCRIPTION/p' |
			sed '1d;$d;s/^ *//;/^$/d' >"$T/page"
		[ -s "$T/help" ]
		same "$T/page" "$T/help"
	done
}

@test "every option of --help has its entry in the page, and the reverse" {
	for p in $COMMANDS; do
		listed $p | cut -f1 | sort >"$T/help"
		entries $p | cut -f1 | sort >"$T/page"
		is "$(wc -l <"$T/help")" -gt 6
		same "$T/page" "$T/help"
	done
}

@test "the page has the default that --help has, and no other" {
	for p in $PROGRAMS; do
		# What is a sentence, and an example.
		listed $p | grep -v -e "	that of" -e '; ' -e 'x\.prom$' >"$T/help"
		entries $p >"$T/page"
		awk -F '\t' -v p=$p '
		# Whether s has the word w.
		function says(s, w, i) {
			s = " " s " "
			while ((i = index(s, w)) > 0) {
				if (index(" (\047`", substr(s, i - 1, 1)) &&
				    index(" .,;)\047", substr(s, i + length(w), 1)))
					return 1
				s = substr(s, i + 1)
			}
			return 0
		}
		NR == FNR { value[$1] = $2; next }
		value[$1] == "" { next }
		!says($2, value[$1]) { print p, $1 ": lacks", value[$1] }
		match($2, /default is [`\047]?[0-9a-z]+[^ ;]*/) {
			stated = substr($2, RSTART + 11, RLENGTH - 11)
			gsub(/[`\047]|[.,]$/, "", stated)
			if (stated != "the" && stated != value[$1])
				print p, $1 ": default", stated, "not", value[$1]
		}
		{ n++ }
		END { if (n == 0) print p ": nothing compared" }
		' "$T/help" "$T/page" >"$T/wrong"
		cat "$T/wrong"
		[ ! -s "$T/wrong" ]
	done
}

@test "--help leads with examples, -V prints the version, both on stdout" {
	for p in $COMMANDS; do
		$p --help >"$T/out" 2>"$T/err"
		[ ! -s "$T/err" ]
		head -1 "$T/out" | grep -q "^$p: "
		sed -n 3p "$T/out" | grep -qx 'Examples:'
		run $p -V
		is "$status" 0
		[[ $output =~ ^$p\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
	done
}

@test "an option that nothing reads does not compile" {
	local warnings rest
	warnings=$(sed -n '/^WARN =/,/[^\\]$/p' "$TOP/Makefile" | tr -d '\\\n')
	row() {
		printf '%s\n' '#include "opt/opt.h"' \
		    'struct options { int all; const char *text; };' \
		    'extern const struct opt table[];' \
		    "const struct opt table[] = { { 0, \"--a\", 0, 0, \"b\"$1 } };" \
		    >"$T/row.c"
		${CC:-cc} -std=c11 ${warnings#*=} -Werror -I"$TOP/lib" -c \
		    -o "$T/row.o" "$T/row.c"
	}
	row ', OPT_FLAG(all)'
	for rest in '' ', OPT_FLAG(none)' ', OPT_FLAG(text)'; do
		run row "$rest"
		[ "$status" -eq 1 ]
	done
}

@test "what an option sets is looked at" {
	local p m
	for p in $PROGRAMS; do
		grep -ohE 'OPT_[B-Z][A-Z]*\([a-z_.]+[,)]' "$TOP/$p"/*.c |
		    sed 's/.*(//;s/[,)]//;s/.*\.//' | sort -u >"$T/members"
		[ -s "$T/members" ]
		while read -r m; do
			grep -rqE --include=*.c "(->|\.)$m\>" "$TOP/$p" ||
				{ echo "$p: nobody reads $m"; return 1; }
		done <"$T/members"
	done
}

@test "an unknown option is answered with the nearest" {
	is() {
		run "${@:2}"
		[ "$status" -eq 2 ]
		[ "${lines[0]}" = "${2##*/}: $1" ] ||
			{ echo "${lines[0]}"; return 1; }
	}
	is "--threshhold: unknown option; the nearest is --threshold" \
	    hls-agg --threshhold x
	is "--cleints=5: unknown option; the nearest is --clients" \
	    hls-spawn --cleints=5
	is "--hepl: unknown option; the nearest is --help" hls-top --hepl
	is "--x: unknown option" hls-parse --x
	is "--xyz: unknown option" hls-parse --xyz
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

# One candidate a line, of a command line whose last word is to be completed.
in_bash() {
	TOP=$TOP bash -c '. "$TOP/bin/$1.bash"
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _$1
	((${#COMPREPLY[@]} == 0)) || printf "%s\n" "${COMPREPLY[@]}"' _ "$@"
}

in_fish() {
	HOME=$T fish --no-config -c "source $TOP/bin/$1.fish; complete -C'$*'" |
	    cut -f1
}

@test "bash completes options, words and files, and nothing else" {
	cd "$T"
	touch 'run one.json' run.stat
	for p in $PROGRAMS; do
		in_bash $p -- | sort >got
		listed $p | grep -o -- '--[a-z-]*' | sort >expected
		same expected got
	done
	is "$(in_bash hls-spawn --variant '')" $'highest\nlowest\nfirst\nall'
	is "$(in_bash hls-spawn --variant = lo)" lowest
	is "$(in_bash hls-spawn --pace = | wc -l)" -eq 3
	is "$(in_bash hls-agg -T ru | sort)" $'run one.json\nrun.stat'
	is "$(in_bash hls-parse run.)" run.stat
	is "$(in_bash hls-spawn x -- curl run.)" run.stat
	is "$(in_bash hls-spawn -d '')" ""
	is "$(in_bash hls-spawn run.)" ""
}

@test "fish completes options, words and files, and nothing else" {
	cd "$T"
	touch run.stat
	for p in $PROGRAMS; do
		in_fish $p -- | sort >got
		listed $p | grep -o -- '--[a-z-]*' | sort >expected
		same expected got
	done
	is "$(in_fish hls-spawn --variant lo)" lowest
	is "$(in_fish hls-spawn --pace=re)" --pace=realtime
	is "$(in_fish hls-agg -T ru)" run.stat
	is "$(in_fish hls-parse ru)" run.stat
	is "$(in_fish hls-spawn -d ru)" ""
	is "$(in_fish hls-spawn ru)" ""
}

@test "zsh completes options, words and files, and nothing else" {
	cd "$T"
	touch run.stat
	for p in $PROGRAMS; do
		cp "$TOP/bin/$p.zsh" _$p
	done
	cat >rc <<-'X'
	PS1= PS2= RPS1=
	fpath=($PWD $fpath)
	autoload -U compinit
	compinit -u -D
	unsetopt beep automenu autolist
	for p in _hls-*; do
		eval "${p#_}() { print -r -- 'got <'\$0 \"\$*\"'>' }"
	done
	print REA''DY
	X
	# Each line is completed, then run: its last word has become another.
	cat >type <<-'X'
	zmodload zsh/zpty
	zpty z zsh -f -i
	zpty -w z 'source ./rc'
	until [[ $out == *READY* ]]; do zpty -r z out || exit; done
	for line; do
		zpty -n -w z "$line"$'\t\n'
		out=
		until [[ $out == *got\ \<* ]]; do zpty -r z out || exit; done
		print -r -- "${${out#*got <}%>*}"
	done
	X
	timeout 60 zsh -f type 'hls-spawn --skip' 'hls-spawn --variant lo' \
	    'hls-spawn --pace=re' 'hls-agg --thresholds=ru' 'hls-agg -jqT ru' \
	    'hls-parse ru' 'hls-spawn -d ru' 'hls-spawn ru' 'hls-top -1 --as' \
	    'hls-export --linger-' >got
	cat >expected <<-'X'
	hls-spawn --skip-preflight
	hls-spawn --variant lowest
	hls-spawn --pace=realtime
	hls-agg --thresholds=run.stat
	hls-agg -jqT run.stat
	hls-parse run.stat
	hls-spawn -d ru
	hls-spawn ru
	hls-top -1 --ascii
	hls-export --linger-scrapes
	X
	same expected got
}

@test "install puts them where the shells look, and uninstall takes them away" {
	make -s -C "$TOP" install DESTDIR="$T" PREFIX=/p
	(cd "$T/p/share" && find bash-completion zsh fish -type f | sort) >"$T/got"
	for p in $PROGRAMS; do
		echo "bash-completion/completions/$p"
		echo "fish/vendor_completions.d/$p.fish"
		echo "zsh/site-functions/_$p"
	done | sort >"$T/expected"
	same "$T/expected" "$T/got"
	is "$(cd "$T/p/bin" && echo *)" "$(printf '%s\n' $COMMANDS | sort | xargs)"
	is "$("$T/p/bin/hls-swarm" -V)" "hls-swarm $(hls-top -V | cut -d' ' -f2)"
	make -s -C "$TOP" uninstall DESTDIR="$T" PREFIX=/p
	is "$(find "$T/p" -type f)" ""
}
