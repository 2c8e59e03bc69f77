# The wall clock is set while a run lasts.

# set_clock FILE SECONDS: from now on it is off by so many.
set_clock() {
	printf '%020d %020d\n' $(($2 * 1000000)) "${EPOCHREALTIME/./}" 1<>"$1"
}

# pipeline: all five over real FFmpegs, their clock by the file clock; it begins
# in two seconds.
pipeline() {
	hls-spawn -n 2 -d 7s --start-at $(($(date +%s) + 2)) -r 5 \
		--blackbox box -H "X: $PWD/" "$1" 2>spawn.err |
		tee raw | hls-parse 2>parse.err | tee events |
		hls-agg -T default --json-file json --csv csv 2>agg.err |
		hls-export -p -l unix:sock --html html -o prom 2>export.err |
		hls-top -b >top 2>top.err
	echo "${PIPESTATUS[*]}" >codes
}

# at_tick RAW N: so many ticks are in it.
at_tick() {
	local i
	for ((i = 0; i < 600; i++)); do
		[ ! -e "$1" ] || [ "$(grep -c ' - tick ' "$1")" -lt "$2" ] ||
			return
		sleep 0.05
	done
}

# again: the verdict, report and figures are what a replay makes of the stream,
# whatever the clock was.
again() {
	local code
	hls-parse <raw 2>/dev/null >events.again
	cmp -s events events.again || echo "the events are others again"
	hls-agg -q -T default --json-file again.json <events >/dev/null 2>&1
	code=$?
	cmp -s json again.json || echo "the JSON is another again"
	[ "$(<codes)" = "0 0 0 0 $code $code $code" ] ||
		echo "codes $(<codes), $code again"
}

# told_time: records do not step back, and no figure is negative.
told_time() {
	awk '$3 == "tick" || $3 == "start" || $3 == "exit" {
		if (last && $1 < last - 0.001)
			print "it steps back by " last - $1 " s"
		last = $1
	}
	NR == 1 { first = $1 }
	END { if ($1 - first > 60) print "it lasts " $1 - first " s" }' raw
	awk '$3 == "log" { if ($1 < last[$2] || $1 < start[$2]) n++
		last[$2] = $1 }
	$3 == "start" { start[$2] = $1 }
	END { if (n) print n " lines step back" }' raw
	jq -r 'paths(numbers) as $p | getpath($p) | select(. < 0) |
		"negative: \($p | join(".")) \(.)"' json
	grep -E '(^|[ ,=])-[0-9]' csv top events | head -n 3
	# On a busy machine viewers may not come to play.
	grep -q ' log ' raw || echo "nobody said anything"
}

# clock_one NAME SECONDS,TICKS: set by so many, as soon as there are so many.
clock_one() {
	local jump=${2%,*}
	ERR=$DIR/err
	rm -rf "$DIR"
	mkdir -p "$DIR"
	set_clock "$DIR/clock" 0
	(
		cd "$DIR" || exit
		export TORTURE_CLOCK=$DIR/clock LD_PRELOAD=$TOP/bin/fail.so
		timeout -k 2 60 bash -c "$(declare -f pipeline)
			pipeline $URL/live/hi.m3u8" 2>err &
		LD_PRELOAD=
		at_tick raw "${2#*,}"
		set_clock clock "$jump"
		wait $!
	)
	CODE=$?
	WHY=
	[ $CODE -ne 124 ] && [ $CODE -ne 137 ] || WHY="it hangs"
	[ -n "$WHY" ] || WHY=$(cd "$DIR" && { again; told_time; } 2>&1 |
		paste -sd ';')
	all_gone || WHY="$WHY; somebody is left"
	cat "$DIR"/*.err >>"$ERR" 2>/dev/null
	verdict "$1 by $jump s at tick ${2#*,}"
}

clock() {
	origin_up
	printf '%s\n' 3600,1 -3600,1 5,5 -5,5 3600,6 -3600,6 |
		WORKERS=6 together clock_one clock
	told clock "the wall clock set by an hour and by 5 s"
	origin_down
}
