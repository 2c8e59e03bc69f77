#!/bin/sh
# hls-swarm: puts the five programs together to one run. What it runs is the
# text that --dry-run prints; here is no more than its options, the quoting, and
# the waiting for the end.
set -u

name=hls-swarm
dir='' raw='' dry='' judge='' gated='' checked='' T=''

# The options as the page has them.
help() {
	cat <<'END'
hls-swarm: the whole pipeline in one command

Examples:
  hls-swarm -n 20 -d 1m URL
  hls-swarm -o results --raw -n 200 -r 20 -d 5m URL
  hls-swarm -T default -t 'segment.ttfb.p95 < 500ms' -n 50 -d 1m URL
  hls-swarm -o results --dry-run -n 200 -d 5m URL >scenario.sh

Usage:
  hls-swarm [-o DIR [--raw]] [-t TEXT] [-T FILE] [--dry-run] [options] URL ...

Options, in front of those of hls-spawn:
  -o, --output DIR          keep the results in this folder
  -t, --threshold TEXT      what must hold; repeatable
  -T, --thresholds FILE     thresholds of a file, or default; repeatable
      --raw                 keep what FFmpeg said too, in run.raw.gz
      --dry-run             print what would be run, for a shell
  -h, --help                print this help
  -V, --version             print the version

The whole story: man hls-swarm
END
}

# fail STATUS MESSAGE
fail() {
	echo "$name: $2" >&2
	[ "$1" -ne 2 ] || echo "$name: try \"$name --help\"" >&2
	exit "$1"
}

# quote WORD: as a shell reads it back.
quote() {
	case $1 in
	'' | =* | *[!A-Za-z0-9_@%+=:,./-]*)
		printf '%s\n' "$1" |
			LC_ALL=C sed "s/'/'\\\\''/g; 1s/^/'/; \$s/\$/'/"
		;;
	*) printf '%s\n' "$1" ;;
	esac
}

# words WORD...: a stage, on lines that begin with its options.
words() {
	line=
	for word; do
		case $word in
		-*) room=50 ;;
		*) room=70 ;;
		esac
		word=$(quote "$word")
		if [ $((${#line} + ${#word})) -gt $room ] && [ -n "$line" ]
		then
			printf '%s \\\n' "$line"
			line="       "
		fi
		line="$line${line:+ }$word"
	done
	printf '%s |\n' "$line"
}

# threshold LETTER VALUE: for hls-agg. What can be read but once is not checked
# before. A warning is no gate.
threshold() {
	case $1$2 in
	twarn:* | 't '*warn:*) ;;
	*) gated=1 ;;
	esac
	judge="$judge \\
        -$1 $(quote "$2")"
	[ -p "$2" ] || [ -c "$2" ] || checked="$checked -$1 $(quote "$2")"
}

# What comes before the pipeline.
prelude() {
	[ -z "$beside" ] || printf 'PATH=%s:$PATH\n' "$(quote "$beside")"
	cat <<-'END'
	trap '' INT HUP
	[ -t 1 ] && lines= || lines=--every=10s
	END
	[ -n "$dir" ] || return 0
	d=$(quote "$dir")
	own=" /run.stat${raw:+ /run.raw.gz}"
	cat <<-END
	for f in '' /report.txt /report.json /junit.xml /run.html \\
	   $own; do
	    [ ! -L $d"\$f" ] ||
	        { echo $name: $d"\$f": is a symbolic link >&2; exit 1; }
	done
	mkdir -p $d || exit 1
	for f in$own; do
	    [ ! -e $d"\$f" ] ||
	        { echo $name: $d"\$f": there already >&2; exit 1; }
	done
	set -C
	true >$d/run.stat || exit 1
	END
	[ -z "$raw" ] || echo "(umask 077; true >$d/run.raw.gz) || exit 1"
	echo 'set +C'
}

# pipeline ARGUMENT...: of hls-spawn.
pipeline() {
	d=$(quote "$dir")
	words hls-spawn "$@"
	if [ -n "$raw" ]; then
		cat <<-END
		    { { tee -i /dev/fd/3 | hls-parse >&4; } 3>&1 |
		        (umask 077; gzip -1 >$d/run.raw.gz 4>&-); } 4>&1 |
		END
	else
		echo "    hls-parse |"
	fi
	if [ -n "$dir" ]; then
		cat <<-END
		    hls-agg$judge \\
		        --report $d/report.txt \\
		        --json-file $d/report.json \\
		        --junit $d/junit.xml |
		    tee -i $d/run.stat |
		    hls-export -p --html $d/run.html |
		END
	else
		echo "    hls-agg$judge |"
	fi
	echo '    hls-top $lines'
}

# spawn COMMAND...: the first of the pipeline, with its pid for stop, and its
# status.
spawn() {
	code=0
	sh -c 'echo $$ >"$0" && exec "$@"' "$T/pid" "$@" || code=$?
	echo "$code" >"$T/status"
}

# TERM ends hls-spawn, and that the others, as ^C does.
stop() {
	stops=$((stops + 1))
	until [ -s "$T/pid" ] || [ -e "$T/status" ]; do sleep 1; done
	[ -e "$T/status" ] || kill "$(cat "$T/pid")" 2>/dev/null || :
}

# run PIPELINE: its last one's status is that of the run. A signal ends the
# waiting, but not the run.
run() {
	stops=0
	eval "spawn $1 &"
	job=$!
	trap stop TERM QUIT
	while :; do
		before=$stops verdict=0
		wait "$job" || verdict=$?
		[ "$stops" -gt "$before" ] && kill -0 "$job" 2>/dev/null ||
			break
	done
	while :; do
		before=$stops
		wait || :
		[ "$stops" -gt "$before" ] || break
	done
}

# misused ARGUMENT...: hls-spawn did not take these, and the others complain of
# having had nothing to read.
misused() {
	for word; do
		case $word in
		--) break ;;
		-o* | -t* | -T* | --output* | --threshold* | --raw | --dry-run)
			echo "$name: $word: goes before the options of" \
				"hls-spawn" >&2
			break
			;;
		esac
	done
	echo "$name: nothing was run: the first message tells why" >&2
	[ -n "$dir" ] && [ ! -s "$dir/run.stat" ] || exit 2
	for f in report.txt report.json junit.xml run.stat run.html run.raw.gz
	do
		rm -f "$dir/$f"
	done
	rmdir "$dir" 2>/dev/null || :
	exit 2
}

while [ $# -gt 0 ]; do
	case $1 in
	-o | --output | -t | --threshold | -T | --thresholds)
		[ $# -gt 1 ] || fail 2 "$1: needs a value"
		option=$1 value=$2
		shift
		;;
	--output=* | --threshold=* | --thresholds=*)
		option=${1%%=*} value=${1#*=}
		;;
	-[otT]*)
		value=${1#-?}
		option=${1%"$value"}
		;;
	--raw | --dry-run) option=$1 ;;
	-h | --help)
		help
		exit
		;;
	-V | --version)
		echo "$name @VERSION@"
		exit
		;;
	*) break ;;
	esac
	shift
	case $option in
	-o | --output)
		[ -n "$value" ] || fail 2 "$option: needs a folder's name"
		dir=$value
		# A link with a slash behind it would be followed.
		while :; do
			case $dir in
			?*/) dir=${dir%/} ;;
			*) break ;;
			esac
		done
		;;
	-t | --threshold) threshold t "$value" ;;
	-T | --thresholds) threshold T "$value" ;;
	--raw) raw=1 ;;
	--dry-run) dry=1 ;;
	esac
done
[ $# -gt 0 ] || fail 2 "no URL"
for word; do
	case $word in
	--) break ;;
	--dry-run) fail 2 "$word: goes before the options of hls-spawn" ;;
	esac
done
[ -z "$raw" ] || [ -n "$dir" ] || fail 2 "--raw: needs a folder, -o DIR"
[ -n "$gated" ] || threshold T default
case $dir in
-*) dir=./$dir ;;
esac

beside=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
[ -f "$beside/hls-spawn" ] || beside=
[ -z "$beside" ] || PATH=$beside:$PATH
for p in hls-spawn hls-parse hls-agg hls-export hls-top ${raw:+gzip}; do
	command -v "$p" >/dev/null ||
		fail 1 "$p: neither beside $name nor in PATH"
done
eval "hls-agg --print-thresholds $checked" >/dev/null || exit

prelude=$(prelude)
pipeline=$(pipeline "$@")
if [ -n "$dry" ]; then
	printf '%s\n' "# What hls-swarm @VERSION@ runs, for any sh." "(" \
		"$prelude" "" "$pipeline" ")"
	exit
fi

T=$(mktemp -d "${TMPDIR:-/tmp}/hls-swarm.XXXXXX") || exit 1
trap 'rm -rf "$T"' EXIT
eval "$prelude"
run "$pipeline"
[ "$(cat "$T/status" 2>/dev/null)" != 2 ] || misused "$@"
exit "$verdict"
