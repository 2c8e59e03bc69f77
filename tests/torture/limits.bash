# Descriptors that are closed; few descriptors; few processes.

# Who has no other process: counted are all of a user.
NOBODY=54321

# closed_one NAME WHICH: a sum of 1 standard input, 2 output, 4 error.
closed_one() {
	local in=$(($2 & 1)) out=$(($2 & 2)) err=$(($2 & 4)) file=$DIR.out
	ERR=$DIR/err
	fresh "$1"
	: >"$ERR"
	[ "$out" -ne 0 ] || file=$DIR/out
	WRAP=("$TOP/tests/torture/closed" "$in" "$out" "$err")
	(cd "$DIR" && go "$1" >"$file" 2>err)
	CODE=$?
	[ "$out" -eq 0 ] || : >"$DIR/out"
	MUTE=${err#0}
	judge "$1" $CODE
	MUTE=
	if [ "$out" -ne 0 ] && [ $CODE -ne 1 ] && [ -s "$T/model/$1/out" ]; then
		WHY="exit $CODE without an output"
	fi
	verdict "$1 with closed descriptors, $2"
}

few_one() {
	WRAP=(prlimit "--nofile=$2:$2")
	trial "$1" "with $2 descriptors"
}

few_live() {
	WRAP=(prlimit "--nofile=$2:$2")
	trial_live "$1" "with $2 descriptors"
}

processes_live() {
	WRAP=(setpriv "--reuid=$NOBODY" --clear-groups
		prlimit "--nproc=$2:$2")
	OWNER=$NOBODY
	trial_live "$1" "with $2 processes"
	OWNER=
}

# numbers A B: with less than 4 descriptors the loader finds no library.
numbers() {
	seq "$1" "$2"
}

limits() {
	local c
	for c in "${CASES[@]}"; do
		chosen "$c" || continue
		numbers 1 7 | together closed_one "$c"
		numbers 4 40 | together few_one "$c"
	done
	told limits "the filters: closed descriptors, 4 to 40 of them"
	origin_up
	for c in $LIVE; do
		chosen "$c" || continue
		numbers 4 40 | WORKERS=6 together few_live "$c"
	done
	told limits "hls-spawn: 4 to 40 descriptors"
	chmod 755 "$T"
	if [ "$(id -u)" -eq 0 ] && setpriv --reuid=$NOBODY --clear-groups \
		test -x "$TOP/bin/hls-spawn"; then
		for c in $LIVE; do
			chosen "$c" || continue
			numbers 1 16 | WORKERS=1 together processes_live "$c"
		done
		told limits "hls-spawn: 1 to 16 processes"
	else
		echo "limits: not root, or nobody may read here: processes" \
			"are not limited"
	fi
	origin_down
}
