# Each allocation fails once.

# counted NAME: how many there are.
counted() {
	DIR=$T/count
	rm -f "$T/n"
	fresh "$1"
	preloaded "$1" 0 FAIL_COUNT="$T/n"
	(cd "$DIR" && go "$1" >/dev/null 2>&1)
	cat "$T/n"
}

# preloaded NAME N [VARIABLE=VALUE]: the words in front of it.
preloaded() {
	WRAP=(env "LD_PRELOAD=$TOP/bin/fail.so" "FAIL_ALLOC=$2"
		"FAIL_PROGRAM=${PROGRAM[$1]-hls-spawn}" "${@:3}")
}

# moments N: 1 to N; of those beyond the first 2,000 every so many, that 500 are
# left, or as FIRST and REST say.
moments() {
	awk -v n="$1" -v first="${FIRST:-2000}" -v rest="${REST:-500}" 'BEGIN {
		step = n > first + rest ? (n - first) / rest : 1
		for (i = 1; i <= n; i += i < first ? 1 : step)
			print int(i)
	}'
}

alloc_one() {
	preloaded "$1" "$2"
	trial "$1" "allocation $2"
}

alloc_live() {
	preloaded "$1" "$2"
	trial_live "$1" "allocation $2"
}

# A run has some more than another.
counted_live() {
	DIR=$T/count
	preloaded "$1" 0 FAIL_COUNT="$T/n"
	live_folder
	go_live "$1" >/dev/null 2>&1
	echo $(($(cat "$T/n") + 10))
}

# all_allocations NAME COUNTED FUNCTION
all_allocations() {
	local n
	n=$($2 "$1")
	moments "$n" >"$T/moments"
	together "$3" "$1" <"$T/moments"
	told "alloc $1" "$(wc -l <"$T/moments") of $n allocations"
}

alloc() {
	local c
	origin_up
	for c in "${CASES[@]}" $LIVE; do
		chosen "$c" || continue
		case " $LIVE " in
		*" $c "*)
			WORKERS=6 all_allocations "$c" counted_live alloc_live
			;;
		*) all_allocations "$c" counted alloc_one ;;
		esac
	done
	origin_down
}
