#!/usr/bin/env bats
# The files that the programs write, hls-swarm(7): every option with everything
# that may be at a name, as root and as a user; and what is put there while a
# run lasts.

bats_require_minimum_version 1.5.0
load ../lib/helper

D=$TOP/tests/data
# Those that also write into what is no regular file, and those that do not.
ONCE='--json-file --report --junit --csv'
AGAIN='-o --html'
LINK='is a symbolic link: name what it leads to'
NOBODY=65534

# What each is to write.
setup_file() {
	local o AS=()
	export WANT=$BATS_FILE_TMPDIR
	ln -s "$D/chain.events" "$D/chain.stats" "$TOP/bin" "$WANT/"
	local T=$WANT
	for o in $ONCE $AGAIN; do
		write $o "$WANT/$o" >"$WANT/out"
		[ ! -s "$WANT/out" ] || mv "$WANT/out" "$WANT/blocks"
	done
}

# A user of no rights cannot look into the tree, which may be anywhere.
setup() {
	set_up
	umask 022
	chmod 755 "$T"
	mkdir "$T/bin"
	cp "$TOP"/bin/hls-{agg,export,spawn} "$T/bin/"
	cp "$D/chain.events" "$D/chain.stats" "$T/"
	AS=() SHM=()
	WHO=user
	[ "$(id -u)" -ne 0 ] || WHO=root
	! become true 2>/dev/null || WHO='root user'
}

teardown() {
	rm -rf "${SHM[@]}"
	clean_up
}

# become COMMAND...: as nobody, where we are root.
become() {
	[ "$(id -u)" -eq 0 ] &&
		setpriv --reuid=$NOBODY --regid=$NOBODY --clear-groups "$@"
}

# act USER: from now on programs are run by it, in a new folder of its own.
act() {
	echo "# as $1"
	DIR=$T/$1
	AS=()
	rm -rf "$DIR"
	mkdir "$DIR"
	[[ $WHO != *' '* && $1 = user || $1 = root ]] || AS=(become)
	mine "$DIR"
}

# mine FILE...: of the user that runs the programs.
mine() {
	[ ${#AS[@]} -eq 0 ] || chown -h $NOBODY:$NOBODY "$@"
}

# write OPTION FILE
write() {
	case $1 in
	-o | --html) "${AS[@]}" "$T/bin/hls-export" "$1" "$2" \
		<"$T/chain.stats" ;;
	*) "${AS[@]}" "$T/bin/hls-agg" -q "$1" "$2" "$T/chain.events" ;;
	esac
}

# code STATUS OPTION FILE: of writing it.
code() {
	local got=0
	write "$2" "$3" >"$T/out" 2>"$T/err" || got=$?
	echo "# $2 $3: $got"
	cat "$T/err"
	is "$got" "$1"
}

# written OPTION FILE: all of it is there, it alone.
written() {
	code 0 "$1" "$2"
	[ ! -s "$T/err" ]
	same "$WANT/$1" "$2"
	nothing_beside
}

# refused OPTION FILE WHY: before the run, so nothing is printed.
refused() {
	code 1 "$1" "$2"
	grep -F "$2: $3" "$T/err"
	[ ! -s "$T/out" ]
	nothing_beside
}

nothing_beside() {
	no compgen -G "$DIR/*.??????"
}

# rights FILE: mode, owner and group.
rights() {
	command stat -c '%a %u %g' "$1"
}

@test "a new file has the umask's mode; one that is there keeps its own" {
	local who o was
	for who in $WHO; do
		for o in $ONCE $AGAIN; do
			act $who
			umask 027
			written $o "$DIR/new"
			umask 022
			is "$(command stat -c %a "$DIR/new")" 640
			echo old >"$DIR/kept"
			chmod 600 "$DIR/kept"
			ln "$DIR/kept" "$DIR/hard"
			mine "$DIR/kept"
			was=$(rights "$DIR/kept")
			written $o "$DIR/kept"
			is "$(rights "$DIR/kept")" "$was"
			# Another name of the old file is that of the old one.
			is "$(cat "$DIR/hard")" old
			mkdir "$DIR/folder"
			refused $o "$DIR/folder" 'Is a directory'
			refused $o "$DIR/no/such" 'No such file or directory'
		done
	done
}

@test "the owner is kept where we may; else nobody may more than before" {
	[ "$WHO" = 'root user' ] || skip "needs root, and setpriv"
	local o
	for o in $ONCE $AGAIN; do
		act root
		echo old >"$DIR/file"
		chown $NOBODY:1 "$DIR/file"
		chmod 640 "$DIR/file"
		written $o "$DIR/file"
		is "$(rights "$DIR/file")" "640 $NOBODY 1"
		act user
		echo old >"$DIR/file"
		chmod 664 "$DIR/file"
		written $o "$DIR/file"
		is "$(rights "$DIR/file")" "644 $NOBODY $NOBODY"
	done
}

@test "a link is neither followed nor replaced" {
	local who o name
	for who in $WHO; do
		act $who
		echo old >"$DIR/file"
		mkdir "$DIR/folder"
		mkfifo "$DIR/fifo"
		for name in file none folder fifo; do
			ln -s $name "$DIR/to-$name"
		done
		ln -s /dev/null "$DIR/to-device"
		mine "$DIR"/*
		for o in $ONCE $AGAIN; do
			for name in file none folder fifo device; do
				refused $o "$DIR/to-$name" "$LINK"
				[ -L "$DIR/to-$name" ]
			done
			# A folder on the way is the caller's business.
			rm -f "$DIR/folder/new"
			written $o "$DIR/to-folder/new"
		done
		is "$(cat "$DIR/file")" old
		[ ! -e "$DIR/none" ]
	done
}

@test "a FIFO, /dev/fd, /dev/null: written as they are, by what writes once" {
	local who o name reader
	for who in $WHO; do
		act $who
		mkfifo "$DIR/fifo"
		mine "$DIR/fifo"
		for o in $ONCE; do
			cat "$DIR/fifo" >"$T/got" 3>&- &
			reader=$!
			started $reader
			code 0 $o "$DIR/fifo"
			wait $reader
			same "$WANT/$o" "$T/got"
			{ code 0 $o /dev/fd/5 5>&1 >&2; } | cat >"$T/got"
			same "$WANT/$o" "$T/got"
			code 0 $o /dev/null
			# Not open, or not for writing.
			code 1 $o /dev/fd/77
			code 1 $o /dev/fd/5 5<"$T/chain.stats"
			[ ! -s "$T/out" ]
		done
		for o in $AGAIN; do
			for name in "$DIR/fifo" /dev/null /dev/stdout \
				/dev/fd/1; do
				refused $o "$name" \
					'is there, and is no regular file'
			done
		done
		[ -p "$DIR/fifo" ]
		[ -c /dev/null ]
	done
}

@test "a descriptor of a file: written where it stands, never replaced" {
	local who o name was
	for who in $WHO; do
		act $who
		for name in /dev/fd/5 /proc/self/fd/5; do
			for o in $ONCE; do
				echo old >"$DIR/file"
				was=$(command stat -c %i "$DIR/file")
				code 0 $o $name 5>>"$DIR/file"
				{ echo old; cat "$WANT/$o"; } >"$T/all"
				same "$T/all" "$DIR/file"
				echo head >"$T/got"
				{ code 0 $o $name >&2; echo tail >&5; } \
					5>>"$T/got"
				{
					echo head
					cat "$WANT/$o"
					echo tail
				} >"$T/all"
				same "$T/all" "$T/got"
				is "$(command stat -c %i "$DIR/file")" "$was"
			done
		done
		# Beside the blocks; the table is not for standard output.
		for o in ${ONCE% *}; do
			for name in /dev/stdout /dev/fd/1; do
				echo old >"$DIR/file"
				write $o $name >>"$DIR/file"
				is "$(head -n 1 "$DIR/file")" old
				cat <(echo old) "$WANT/blocks" "$WANT/$o" |
					sort >"$T/all"
				sort "$DIR/file" | same "$T/all" -
				write $o $name | sort >"$T/got"
				sort "$WANT/blocks" "$WANT/$o" | same - "$T/got"
			done
		done
		[ -e /dev/stdout ]
	done
}

@test "a full disk: no byte of what a descriptor had before is lost" {
	local code=0
	echo old >"$T/file"
	yes | head -c 1024 >>"$T/file"
	cp "$T/file" "$T/old"
	bash -c 'trap "" XFSZ; ulimit -f 2; "$1" -q --csv /dev/fd/5 "$2" \
		5>>"$3" >/dev/null' _ "$T/bin/hls-agg" "$D/agg/run.events" \
		"$T/file" 2>"$T/err" || code=$?
	cat "$T/err"
	is "$code" 1
	grep -q '^hls-agg: /dev/fd/5: File too large$' "$T/err"
	head -c "$(wc -c <"$T/old")" "$T/file" | same "$T/old" -
}

@test "a socket is refused" {
	local who o
	for who in $WHO; do
		act $who
		mkfifo "$DIR/hold"
		"$T/bin/hls-export" -l "unix:$DIR/socket" <"$DIR/hold" \
			>/dev/null 2>&1 3>&- &
		started $!
		exec 7>"$DIR/hold"
		wait_for 5 test -S "$DIR/socket"
		chmod 777 "$DIR/socket"
		for o in $ONCE $AGAIN; do
			refused $o "$DIR/socket" 'is a socket'
		done
		[ -S "$DIR/socket" ]
		exec 7>&-
	done
}

# full PATH: no option can write anything, and what was at PATH stays.
full() {
	local o as=("${AS[@]}")
	for o in $ONCE $AGAIN; do
		echo old >"$1"
		mine "$1"
		AS=("${as[@]}" bash -c 'ulimit -f 0; exec "$@"' _)
		write $o "$1" 2>&1 >/dev/null | cat >"$T/err" || :
		AS=("${as[@]}")
		is "$(wc -l <"$T/err")" 1
		grep -q "$1: .*File too large$" "$T/err"
		is "$(cat "$1")" old
		is "$(echo "${1%/*}"/*)" "$1"
	done
}

@test "a file below /dev/shm is a file like any other, on a full disk too" {
	[ -d /dev/shm ] && [ -w /dev/shm ] || skip "needs /dev/shm"
	local who o was shm
	for who in $WHO; do
		act $who
		shm=$(mktemp -d /dev/shm/hls-test.XXXXXX)
		SHM+=("$shm")
		mine "$shm"
		for o in $ONCE $AGAIN; do
			echo old >"$shm/file"
			mine "$shm/file"
			ln -f "$shm/file" "$shm/was"
			written $o "$shm/file"
			is "$(cat "$shm/was")" old
			rm "$shm/was"
		done
		full "$shm/file"
	done
}

@test "a full disk of its own below /dev/shm: the old file stays, whole" {
	[ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null &&
		[ -d /dev/shm ] || skip "needs root, unshare and /dev/shm"
	local o
	export T
	export -f write
	for o in $ONCE $AGAIN; do
		: >"$T/code"
		unshare -m bash -c '
			mount -t tmpfs -o size=16k none /dev/shm || exit 7
			echo old >/dev/shm/file
			head -c 16384 /dev/zero >/dev/shm/filler 2>/dev/null
			write "$1" /dev/shm/file 2>&1 >/dev/null
			echo $? >"$T/code"
			ls /dev/shm
			cat /dev/shm/file' _ $o >"$T/got" || skip "no tmpfs"
		cat "$T/got"
		is "$(cat "$T/code")" 1
		is "$(grep -c 'No space left' "$T/got")" 1
		is "$(tail -n 3 "$T/got")" $'file\nfiller\nold'
	done
}

# shared: $DIR becomes a folder of root's where all may write, like /tmp.
shared() {
	[ "$(id -u)" -ne 0 ] || chown 0:0 "$DIR"
	chmod 1777 "$DIR"
}

@test "in a folder of everybody: a planted link, and another one's file" {
	local who o
	for who in $WHO; do
		act $who
		shared
		echo old >"$T/victim"
		chmod 666 "$T/victim"
		for o in $ONCE $AGAIN; do
			rm -f "$DIR"/*
			ln -s "$T/victim" "$DIR/file"
			ln -s "$T/none" "$DIR/other"
			[ "$WHO" = user ] || chown -h 1:1 "$DIR"/*
			refused $o "$DIR/file" "$LINK"
			refused $o "$DIR/other" "$LINK"
			# The name beside is none that can be known.
			ln -s "$T/victim" "$DIR/new.tmp"
			written $o "$DIR/new"
			[ "$who" = user ] && [ "$WHO" != user ] || continue
			echo old >"$DIR/his"
			chmod 666 "$DIR/his"
			refused $o "$DIR/his" 'Operation not permitted'
			is "$(cat "$DIR/his")" old
		done
		is "$(cat "$T/victim")" old
		[ ! -e "$T/none" ]
	done
}

# late OPTION FILE: writes it; of the stream it has the first second so far.
late() {
	rm -f "$T/in"
	mkfifo "$T/in"
	case $1 in
	-o | --html)
		STREAM=$T/chain.stats BEGUN="test -e $2"
		set -- hls-export "$@"
		;;
	*)
		STREAM=$T/chain.events BEGUN="test -s $T/out"
		set -- hls-agg -q "$@"
		;;
	esac
	"${AS[@]}" "$T/bin/$1" "${@:2}" <"$T/in" >"$T/out" 2>"$T/err" 3>&- &
	LATE=$!
	started $LATE
	exec 7>"$T/in"
	sed '/ tick\| block n=/q' "$STREAM" >&7
	wait_for 5 $BEGUN
}

# ended STATUS: the rest of the stream, and how it ends.
ended() {
	local got=0
	sed '1,/ tick\| block n=/d' "$STREAM" >&7
	exec 7>&-
	wait $LATE || got=$?
	cat "$T/err"
	is "$got" "$1"
}

@test "what is put there during the run is left, and the results beside it" {
	local who o kept what
	echo old >"$T/victim"
	chmod 666 "$T/victim"
	for who in $WHO; do
		for o in --json-file --report --junit $AGAIN; do
			for what in link fifo folder; do
				act $who
				late $o "$DIR/file"
				rm -f "$DIR/file"
				case $what in
				link) ln -s "$T/victim" "$DIR/file" ;;
				fifo) mkfifo "$DIR/file" ;;
				folder) mkdir "$DIR/file" ;;
				esac
				ended 1
				kept=$(compgen -G "$DIR/file.??????") || :
				case $o in
				--*[!l])
					grep -F "file: it is kept in $kept" \
						"$T/err"
					same "$WANT/$o" "$kept"
					is "$(command stat -c %a "$kept")" 600
					;;
				*) is "$kept" '' ;;
				esac
			done
			[ -d "$DIR/file" ]
		done
	done
	is "$(cat "$T/victim")" old
}

@test "--blackbox: its folder is no link, whatever stands behind the name" {
	local who name
	for who in $WHO; do
		act $who
		mkdir "$DIR/folder"
		ln -s folder "$DIR/link"
		ln -s none "$DIR/dangling"
		mine "$DIR"/*
		for name in link link/ link//:4K dangling; do
			run -1 "${AS[@]}" "$T/bin/hls-spawn" \
				-d 300ms --blackbox "$DIR/$name" -- true
			name=${name%:4K}
			is "$output" "$(line hls-spawn: --blackbox: \
				"$DIR/${name%%/*}: $LINK")"
		done
		[ ! -e "$DIR/none" ]
		is "$(ls -A "$DIR/folder")" ''
		"${AS[@]}" "$T/bin/hls-spawn" -d 300ms --blackbox \
			"$DIR/link/new/" -- false >/dev/null 2>&1 || :
		[ -s "$DIR/folder/new/1.0-exit.raw" ]
		is "$(command stat -c %a "$DIR/folder/new")" 700
		is "$(command stat -c %a "$DIR/folder/new/"*)" 600
	done
}

@test "hls-swarm: neither its folder nor a file in it is a link" {
	local name how status
	cp "$TOP"/bin/hls-{swarm,parse,top} "$T/bin/"
	cat >"$T/bin/hls-spawn" <<-X
	#!/bin/sh
	touch "$T/ran"
	X
	mkdir "$T/folder"
	ln -s folder "$T/to-folder"
	ln -s none "$T/to-none"
	# swarm FOLDER NAME: refuses NAME, run and pasted, and starts nothing.
	swarm() {
		for how in '' --dry-run; do
			status=0
			"$T/bin/hls-swarm" -o "$1" --raw $how URL \
				>"$T/text" 2>"$T/err" || status=$?
			[ -z "$how" ] || sh "$T/text" 2>"$T/err" || status=$?
			cat "$T/err"
			is "$status" 1
			is "$(cat "$T/err")" "hls-swarm: $2"
			[ ! -e "$T/ran" ]
		done
	}
	for name in to-folder to-none; do
		swarm "$T/$name" "$T/$name: is a symbolic link"
		swarm "$T/$name//" "$T/$name: is a symbolic link"
	done
	echo old >"$T/victim"
	for name in report.txt report.json junit.xml run.html run.stat \
		run.raw.gz; do
		ln -s ../victim "$T/folder/$name"
		swarm "$T/folder" "$T/folder/$name: is a symbolic link"
		ln -sf ../none "$T/folder/$name"
		swarm "$T/folder" "$T/folder/$name: is a symbolic link"
		is "$(ls "$T/folder")" "$name"
		rm "$T/folder/$name"
	done
	for name in run.stat run.raw.gz; do
		cp "$T/victim" "$T/folder/$name"
		swarm "$T/folder" "$T/folder/$name: there already"
		is "$(ls "$T/folder")" "$name"
		is "$(cat "$T/folder/$name")" old
		rm "$T/folder/$name"
	done
	[ ! -e "$T/none" ]
	is "$(cat "$T/victim")" old
}

@test "what is read is not written over, nor two results into one file" {
	local o
	cp "$D/chain.events" "$T/run.events"
	cp "$D/chain.stats" "$T/run.stats"
	ln "$T/run.events" "$T/other name"
	for o in $ONCE; do
		run -1 hls-agg -q $o "$T/run.events" "$T/run.events"
		is "$output" "hls-agg: $T/run.events: is what is read"
		run -1 hls-agg -q $o "$T/run.events" "$D/chain.events" \
			"$T/other name"
		is "$output" "hls-agg: $T/run.events: is what is read"
		run -1 hls-agg -q $o "$T/run.events" <"$T/run.events"
		is "$output" "hls-agg: $T/run.events: is what is read"
	done
	run -1 hls-agg -q --report "$T/new" --csv "$T/new" "$T/run.events"
	is "$output" "hls-agg: $T/new: two options name this file"
	[ ! -e "$T/new" ]
	for o in $AGAIN; do
		run -1 hls-export $o "$T/run.stats" <"$T/run.stats"
		[[ $output == "hls-export: -"*"$T/run.stats: is what is read" ]]
	done
	run -1 hls-export -o "$T/new" --html "$T/new" <"$T/run.stats"
	is "$output" "hls-export: --html: $T/new: two options name this file"
	cmp "$D/chain.events" "$T/run.events"
	cmp "$D/chain.stats" "$T/run.stats"
	# Of a run before: read, and then replaced.
	hls-agg -q --json-file "$T/json" "$T/run.events" >"$T/out"
	hls-agg -q --baseline "$T/json" --json-file "$T/json" \
		"$T/run.events" >"$T/out"
}
