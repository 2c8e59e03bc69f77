#!/usr/bin/env bats
# hls-swarm: the five programs as one command. Most runs are of stored lines,
# which an hls-spawn of the test's own prints.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/servers
load ../lib/streams
load ../lib/swarm
load ../lib/terminal

ALL="junit.xml report.json report.txt run.html run.raw.gz run.stat"
# Over all: what a run is steady for may be short.
HOLDS='segment.count >= 1 over all'

# A run that a test has lost ends with its hls-spawn.
teardown() {
	local pids
	tm kill-server 2>/dev/null || :
	pids=$(ps -eo pid=,args= | awk -v t="$T/" '
	    $2 ~ /(hls-spawn|hls-swarm|sh|bash)$/ && index($0, t) { print $1 }')
	[ -z "$pids" ] || kill -KILL $pids 2>/dev/null || :
	clean_up
}

# here: a folder with all programs, and such an hls-spawn: it keeps its
# arguments, $T/args, and prints what it is told to, $T/raw.
here() {
	local p
	mkdir "$T/here"
	cp "$TOP/bin/hls-swarm" "$T/here/"
	for p in hls-parse hls-agg hls-export hls-top; do
		ln -s "$TOP/bin/$p" "$T/here/"
	done
	cat >"$T/here/hls-spawn" <<-X
	#!/bin/sh
	printf '<%s>\n' "\$@" >"$T/args"
	cat "$T/raw"
	X
	chmod +x "$T/here/hls-spawn"
	cp "$TOP/tests/data/chain.raw" "$T/raw"
	export TMPDIR=$T
	SWARM=$T/here/hls-swarm
}

# files DIR: what is in it.
files() {
	(cd "$1" && echo *)
}

# Those that are here.
SHELLS=()
for s in dash bash 'bash --posix' 'busybox sh' mksh; do
	! command -v "${s%% *}" >/dev/null || SHELLS+=("$s")
done

# nothing_left: no folder for a run is left, and no process.
nothing_left() {
	nobody_left
	is "$(echo "$T"/hls-swarm.*)" "$T/hls-swarm.*"
}

@test "--dry-run: the pipeline, as lines, quoted for a shell" {
	here
	"$SWARM" -o 'a dir' --raw -T default -t "$HOLDS" --dry-run \
	    -n 200 -d 5m --header "X: it's \$HOME" --user-agent -o \
	    'http://h/{id}?a=1&b=*' >"$T/text"
	cat >"$T/want" <<-X
	# What hls-swarm $(hls-spawn -V | cut -d' ' -f2) runs, for any sh.
	(
	PATH=$T/here:\$PATH
	trap '' INT HUP
	[ -t 1 ] && lines= || lines=--every=10s
	for f in '' /report.txt /report.json /junit.xml /run.html \\
	    /run.stat /run.raw.gz; do
	    [ ! -L 'a dir'"\$f" ] ||
	        { echo hls-swarm: 'a dir'"\$f": is a symbolic link >&2; exit 1; }
	done
	mkdir -p 'a dir' || exit 1
	for f in /run.stat /run.raw.gz; do
	    [ ! -e 'a dir'"\$f" ] ||
	        { echo hls-swarm: 'a dir'"\$f": there already >&2; exit 1; }
	done
	set -C
	true >'a dir'/run.stat || exit 1
	(umask 077; true >'a dir'/run.raw.gz) || exit 1
	set +C

	hls-spawn -n 200 -d 5m --header 'X: it'\''s \$HOME' \\
	        --user-agent -o 'http://h/{id}?a=1&b=*' |
	    { { tee -i /dev/fd/3 | hls-parse >&4; } 3>&1 |
	        (umask 077; gzip -1 >'a dir'/run.raw.gz 4>&-); } 4>&1 |
	    hls-agg \\
	        -T default \\
	        -t 'segment.count >= 1 over all' \\
	        --report 'a dir'/report.txt \\
	        --json-file 'a dir'/report.json \\
	        --junit 'a dir'/junit.xml |
	    tee -i 'a dir'/run.stat |
	    hls-export -p --html 'a dir'/run.html |
	    hls-top \$lines
	)
	X
	same "$T/want" "$T/text"
}

@test "without -o: a report, and no file" {
	here
	cd "$T/here"
	before=$(files .)
	"$SWARM" -t "$HOLDS" URL >"$T/out" 2>"$T/err"
	grep -q '^ *0:03  clients 0/1 ' "$T/out"
	no grep -q ' block ' "$T/out"
	grep -q 'Segments  ' "$T/err"
	is "$(files .)" "$before"
	"$SWARM" --dry-run -n 5 URL >"$T/text"
	grep -qx '    hls-agg \\' "$T/text"
	grep -qx '        -T default |' "$T/text"
	no grep -qE 'export|tee|mkdir' "$T/text"
	# Warnings alone leave the gate as it is.
	for t in 'warn: segment.count > 1' ' warn:segment.count > 1'; do
		"$SWARM" -t "$t" --dry-run URL >"$T/text"
		grep -qx '        -T default |' "$T/text"
		grep -qF -- "-t '$t'" "$T/text"
		"$SWARM" -t "$t" -t "$HOLDS" --dry-run URL >"$T/text"
		no grep -q default "$T/text"
	done
	nothing_left
}

@test "all words reach hls-spawn as they were, run and pasted, in any shell" {
	here
	local sh words=(-n200 --ramp-rate=5 -H "A: it's \"b\" \\n \$HOME \`x\`"
	    --user-agent -o -H '' --label =x -H $'two\nlines ' -- -t
	    'http://h/a b?x=1&y={id};z=*#!~' -T)
	printf '<%s>\n' "${words[@]}" >"$T/want"
	for sh in "${SHELLS[@]}"; do
		echo "$sh"
		rm -rf "$T/args" "$T/o"
		$sh "$SWARM" -o "$T/o" -t "$HOLDS" "${words[@]}" >"$T/out" 2>"$T/err"
		same "$T/want" "$T/args"
		rm -rf "$T/args" "$T/o"
		$sh "$SWARM" -o "$T/o" -t "$HOLDS" --dry-run "${words[@]}" >"$T/text"
		$sh <"$T/text" >"$T/out" 2>"$T/err"
		same "$T/want" "$T/args"
		[ -s "$T/o/run.html" ]
	done
	nothing_left
}

# verdict CODE THRESHOLD: of a run, and of what it says that it runs.
verdict() {
	local sh how d=$T/dir
	for sh in "${SHELLS[@]}"; do
		for how in '' --dry-run; do
			rm -rf "$d"
			$sh -e "$SWARM" -o "$d" --raw -t "$2" $how URL \
			    >"$T/out" 2>"$T/err" && status=0 || status=$?
			if [ -n "$how" ]; then
				cp "$T/out" "$T/text"
				run $sh "$T/text"
			fi
			echo "$sh $how"
			is "$status" "$1"
			is "$(files "$d")" "$ALL"
			gzip -dc "$d/run.raw.gz" >"$T/again"
			same "$T/raw" "$T/again"
			is "$(command stat -c %a "$d/run.raw.gz")" 600
			hls-parse <"$T/again" | hls-agg -q -t "$2" >"$T/stat" || :
			same "$T/stat" "$d/run.stat"
		done
	done
}

@test "the status is the verdict, run and pasted: 0, 99, 98, 1" {
	here
	verdict 0 "$HOLDS"
	verdict 99 'segment.count > 1000'
	sed -i '$d' "$T/raw"
	verdict 98 "$HOLDS"
	echo '1795351503.300000 - end reason=failed' >>"$T/raw"
	verdict 1 "$HOLDS"
	nothing_left
}

# refused STATUS MESSAGE ARGUMENT...: and hls-spawn is not even asked.
refused() {
	local want=$1 message=$2
	shift 2
	rm -f "$T/args"
	run "$SWARM" "$@"
	is "$status" "$want"
	[[ $output == *"$message"* ]] || { echo "$output"; return 1; }
	[ ! -e "$T/args" ]
}

@test "what cannot be done is said before anything is started" {
	here
	refused 2 'hls-swarm: no URL'
	refused 2 'hls-swarm: -o: needs a value' -o
	refused 2 'hls-swarm: --output: needs a folder' --output= URL
	refused 2 'hls-swarm: --raw: needs a folder' --raw URL
	refused 2 'hls-swarm: --dry-run: goes before the options of' \
	    -o "$T/o" -n 5 URL --dry-run
	refused 2 'hls-agg: ' -t 'segment.cuont > 1' URL
	refused 2 'hls-agg: ' -o "$T/o" -T "$T/none" URL
	[ ! -e "$T/o" ]
	refused 1 mkdir: -o "$T/raw/o" URL
	mkdir "$T/o"
	echo mine >"$T/o/run.stat"
	refused 1 "hls-swarm: $T/o/run.stat: there already" --output="$T/o" URL
	is "$(cat "$T/o/"*)" mine
	# Another folder that is there will do.
	mkdir "$T/p"
	"$SWARM" -o "$T/p" --threshold="$HOLDS" URL >"$T/out" 2>"$T/err"
	[ -s "$T/p/run.stat" ]
	rm "$T/here/hls-top"
	PATH=/usr/bin:/bin refused 1 \
	    'hls-swarm: hls-top: neither beside hls-swarm nor in PATH' URL
	nothing_left
}

@test "thresholds of a FIFO are read once, and hold" {
	here
	run -99 "$SWARM" -T <(echo 'segment.count > 1000') URL
	[[ $output == *'segment.count > 1000'* ]]
}

@test "a wrong option of hls-spawn: its message, 2, and no folder" {
	export TMPDIR=$T
	run hls-swarm -o "$T/o" --cleints 5 http://127.0.0.1:1/x
	is "$status" 2
	[[ $output == 'hls-spawn: --cleints: unknown option; '* ]]
	[[ $output == *'hls-swarm: nothing was run: the first message tells why' ]]
	[ ! -e "$T/o" ]
	mkdir "$T/o"
	echo mine >"$T/o/mine"
	run hls-swarm -n 5 -o "$T/o" http://127.0.0.1:1/x
	is "$status" 2
	[[ $output == *'hls-swarm: -o: goes before the options of hls-spawn'* ]]
	run hls-swarm --raw -o "$T/o" -n 5 -o y http://127.0.0.1:1/x
	is "$status" 2
	is "$(files "$T/o")" mine
	nothing_left
}

@test "without FFmpeg: the message of hls-spawn, and 1" {
	export TMPDIR=$T
	run hls-swarm -o "$T/o" -n 2 --ffmpeg "$T/none" http://127.0.0.1:1/x
	is "$status" 1
	hls-spawn --ffmpeg "$T/none" http://127.0.0.1:1/x 2>"$T/err" | cat >"$T/raw"
	[[ $output == *"$(head -n 1 "$T/err")"* ]]
	grep -q 'code=1' "$T/o/run.stat"
	nothing_left
}

# playing DIR: hls-swarm --raw of two viewers that play until they are stopped,
# as its arguments are.
playing() {
	echo "-o $T/$1 --raw -t '$HOLDS' -n 2 -r 100 --ffmpeg $T/fake-ffmpeg" \
	    "http://127.0.0.1:1/x.m3u8"
}

# kept DIR REASON: all reports of a run that ended so, and the raw stream gives
# the same.
kept() {
	is "$(files "$T/$1")" "$ALL"
	gzip -dc "$T/$1/run.raw.gz" >"$T/raw"
	ended "$2" "$T/raw"
	hls-parse <"$T/raw" | hls-agg -q -t "$HOLDS" --report "$T/report" >"$T/stat"
	same "$T/stat" "$T/$1/run.stat"
	same "$T/report" "$T/$1/report.txt"
	xmllint --noout "$T/$1/junit.xml"
	jq -e .segment.count "$T/$1/report.json"
	grep -q '</html>' "$T/$1/run.html"
}

@test "in a terminal: the screen, ^C once, all reports, and the shell again" {
	fake
	export TMPDIR=$T
	local sh
	terminal 90 30
	type_line 'stty -g >$T/before'
	for sh in "${SHELLS[@]:0:2}"; do
		echo "$sh"
		rm -rf "$T/o"
		type_line "clear; $sh $TOP/bin/hls-swarm $(playing o); echo code \$?"
		wait_for 10 screen_is "1 0"
		wait_for 20 shows 'running 2 '
		wait_for 20 shows '^segment time .* ms'
		tm send-keys C-c
		wait_for 20 shows '^code 0$'
		wait_for 5 shows '^connect time  '
		restored
		kept o interrupt
		nothing_left
	done
}

@test "pasted into a terminal it is the same" {
	fake
	export TMPDIR=$T
	eval "hls-swarm --dry-run $(playing o)" >"$T/text"
	terminal 90 30
	type_line 'stty -g >$T/before; clear'
	tm load-buffer "$T/text"
	tm paste-buffer
	tm send-keys Enter
	wait_for 10 screen_is "1 0"
	wait_for 20 shows '^segment time .* ms'
	tm send-keys C-c
	wait_for 20 screen_is "0 1"
	type_line 'echo code $?'
	wait_for 5 shows '^code 0$'
	restored
	kept o interrupt
	nothing_left
}

@test "a closed terminal: the run ends, and all reports are whole" {
	fake
	export TMPDIR=$T
	terminal 90 30
	type_line "hls-swarm $(playing o)"
	wait_for 20 shows '^segment time .* ms'
	tm kill-server
	wait_for 20 nobody_left
	kept o hup
	nothing_left
}

# plays DIR: the raw stream of it has media.
plays() {
	grep -q ' segment count=[1-9]' "$T/$1/run.stat"
}

@test "TERM, and INT of the group, end it in order; nothing is left" {
	fake
	export TMPDIR=$T
	local sh pid sig
	for sh in "${SHELLS[@]}"; do
		for sig in TERM INT; do
			echo "$sh $sig"
			rm -rf "$T/o"
			eval "exec setsid launch $sh $TOP/bin/hls-swarm $(playing o)" \
			    >"$T/out" 2>"$T/err" 3>&- &
			pid=$!
			started $pid
			wait_for 20 plays o
			[ $sig = TERM ] && kill -TERM $pid || kill -INT -- -$pid
			wait $pid
			kept o $([ $sig = TERM ] && echo term || echo interrupt)
			nothing_left
		done
	done
}

@test "no terminal, a minimal environment, real FFmpeg" {
	origin_up
	cd "$T"
	env -i PATH=/usr/bin:/bin TMPDIR="$T" setsid sh -e "$TOP/bin/hls-swarm" \
	    -o kept/1 --raw -t "$HOLDS" -n 2 -r 5 -d 5s "$URL/live/hi.m3u8" \
	    >out 2>err </dev/null
	is "$(files kept/1)" "$ALL"
	grep -q '^ *0:0[0-9]  clients [0-2]/2 ' out
	grep -q '^ *Segments ' err
	is "$(jq .segment.count kept/1/report.json)" -ge 2
	kill $ORIGIN
	wait_for 5 gone $ORIGIN
	nothing_left
}
