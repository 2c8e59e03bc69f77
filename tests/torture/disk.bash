# A disk that is full sooner or later; files that must not grow.

# The size of a worker's own file system, in KiB; what a run leaves is less.
DISK=1024

# full_one NAME FREE[,out]: with so many KiB free, which standard output takes
# from as well, or not.
full_one() {
	local free=${2%,*} out=$DIR.out
	ERR=$DIR.err
	if ! mountpoint -q "$DIR" && ! { mkdir -p "$DIR" &&
		mount -t tmpfs -o size=${DISK}k torture "$DIR"; } 2>"$ERR"
	then
		WHY="no small disk" CODE=
		verdict "$1 with $free KiB free"
		return
	fi
	fresh "$1"
	[ "$2" = "$free" ] || { out=$DIR/out && : >"$out"; }
	head -c ${DISK}K /dev/zero >"$DIR/ballast" 2>/dev/null
	truncate -s "-$((free * 1024))" "$DIR/ballast"
	WRAP=()
	(cd "$DIR" && go "$1" >"$out" 2>"$ERR")
	CODE=$?
	rm -f "$DIR/ballast"
	[ "$out" = "$DIR/out" ] || cat "$out" >"$DIR/out"
	judge "$1" $CODE
	verdict "$1 with $free KiB free${2#"$free"}"
}

# sized_one NAME KIB: no file grows beyond that.
sized_one() {
	ERR=$DIR/err
	fresh "$1"
	WRAP=(prlimit "--fsize=$(($2 * 1024))")
	(cd "$DIR" && go "$1" >out 2>err)
	CODE=$?
	judge "$1" $CODE
	verdict "$1 with files of $2 KiB at most"
}

# device_one NAME: standard output is a full device: that is never success.
device_one() {
	local out=/dev/full
	ERR=$DIR/err
	fresh "$1"
	WRAP=()
	(cd "$DIR" && go "$1" >$out 2>err)
	CODE=$?
	: >"$DIR/out"
	judge "$1" $CODE
	[ $CODE -eq 1 ] || WHY="exit $CODE"
	verdict "$1 into $out"
}

# steps_of NAME: how many KiB to leave: 24 steps to what it needs, 4 at least.
steps_of() {
	du -k --apparent-size -s "$T/model/$1" | awk '{
		step = int($1 / 96 + 1) * 4
		for (i = 0; i < $1 + step; i += step)
			print i "\n" i ",out"
	}'
}

disk() {
	local c
	for c in "${CASES[@]}"; do
		chosen "$c" || continue
		echo 0 | together device_one "$c"
		awk 'BEGIN { for (i = 1; i < 200; i *= 2) print i }' |
			together sized_one "$c"
		[ -z "$MOUNTS" ] || steps_of "$c" | together full_one "$c"
	done
	[ -n "$MOUNTS" ] ||
		echo "disk: nothing may be mounted here: no small disk"
	told disk "a small disk, /dev/full, a limit of sizes"
	umount "$T"/w* 2>/dev/null
}
