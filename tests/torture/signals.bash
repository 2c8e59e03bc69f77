# Each stage of a live pipeline is killed, or stopped for a while, at a random
# moment of its five seconds. ROUNDS=N of each.
ROUNDS=${ROUNDS:-2}
STAGES='spawn parse agg export top'

# stages: all five over fake FFmpegs, joined by FIFOs, their pids in PID.
stages() {
	local d=$DIR p
	declare -gA PID
	(cd "$d" && mkfifo raw.p events.p stat.p pass.p)
	FAKE_CAPTURE=$IN/capture hls-spawn -n 2 -d 5s -r 20 --grace 200ms \
		--ffmpeg "$d/ffmpeg" -H "X: $d" \
		"$MY_URL/live/hi.m3u8" >"$d/raw.p" 2>"$d/spawn.err" &
	PID[spawn]=$!
	hls-parse "$d/raw.p" >"$d/events.p" 2>"$d/parse.err" &
	PID[parse]=$!
	# On a machine that has nothing to spare a pass is one, too.
	hls-agg -t 'segment.count > 0' --min-idle 0 --max-late 60s \
		--max-lost 1 --min-starts 0 --json-file "$d/json" \
		"$d/events.p" >"$d/stat.p" 2>"$d/agg.err" &
	PID[agg]=$!
	hls-export -p -l "unix:$d/sock" --html "$d/html" <"$d/stat.p" \
		>"$d/pass.p" 2>"$d/export.err" &
	PID[export]=$!
	hls-top -b <"$d/pass.p" >"$d/top.out" 2>"$d/top.err" &
	PID[top]=$!
}

# victims WHO: the pids of a stage, of a child, or of the origin.
victims() {
	case $1 in
	child) pgrep -f "^$DIR/ffmpeg .*-progress" | head -n 1 ;;
	guard) pgrep -P "${PID[spawn]}" -x hls-guard | head -n 1 ;;
	origin) echo "$MY_ORIGIN" ;;
	*) echo "${PID[$1]}" ;;
	esac
}

# strike WHO HOW: at a random moment; a stop ends after 1 to 3 seconds. Sets HIT
# if it was there.
strike() {
	local pid
	HIT=
	sleep "$((RANDOM % 4)).$((1 + RANDOM % 9))"
	pid=$(victims "$1")
	[ -n "$pid" ] && kill "-$2" "$pid" 2>/dev/null && HIT=1
	[ "$2" = STOP ] && [ -n "$HIT" ] || return
	sleep "$((1 + RANDOM % 2)).$((RANDOM % 10))"
	kill -CONT "$pid" 2>/dev/null
}

# ends: waits for all stages, their codes into ENDED; somebody who does not end
# is killed, and that is told.
ends() {
	local name i
	declare -gA ENDED
	for ((i = 0; i < 300; i++)); do
		kill -0 "${PID[@]}" 2>/dev/null || break
		for name in $STAGES; do
			kill -0 "${PID[$name]}" 2>/dev/null && break
		done || break
		sleep 0.1
	done
	for name in $STAGES; do
		if kill -KILL "${PID[$name]}" 2>/dev/null; then
			WHY="$WHY; $name hangs"
		fi
		{ wait "${PID[$name]}"; } 2>/dev/null
		ENDED[$name]=$?
	done
}

# judge_stage NAME WHO HOW: what one stage ended with.
judge_stage() {
	local code=${ENDED[$1]} err=$DIR/$1.err
	[ "$1 $3" != "$2 KILL" ] || [ -z "$HIT" ] || return
	case $1,$code in
	*,0) ;;
	agg,9[89] | export,9[89] | top,9[89]) ;;
	# The verdict of a run that failed, which hls-agg has words for.
	export,1 | top,1) [ -s "$err" ] || [ "${ENDED[agg]}" -eq 1 ] ||
		WHY="$WHY; $1: exit 1 without a word" ;;
	# Nobody took anything, nor waits for its words.
	agg,1) [ -s "$err" ] || [[ "$2 $3" = "export KILL" ]] ||
		WHY="$WHY; $1: exit 1 without a word" ;;
	*,1) [ -s "$err" ] || WHY="$WHY; $1: exit 1 without a word" ;;
	*) WHY="$WHY; $1: exit $code" ;;
	esac
}

# never_passed WHO HOW: who was cut off from the end of the run has no pass.
never_passed() {
	[ -n "$HIT" ] && [ "$2" = KILL ] || return
	case $1 in
	spawn | parse) [ "${ENDED[agg]}" -ne 0 ] || WHY="$WHY; agg passes" ;;&
	spawn | parse | agg)
		[ "${ENDED[export]}" -ne 0 ] || WHY="$WHY; export passes" ;;&
	spawn | parse | agg | export)
		[ "${ENDED[top]}" -ne 0 ] || WHY="$WHY; top passes" ;;
	esac
}

# signals_one signals WHO,HOW,SEED
signals_one() {
	local who how seed name codes=
	IFS=, read -r who how seed <<<"$2"
	RANDOM=$seed
	WHY='' ERR=$DIR/err
	live_folder
	origin -l 127.0.0.1:0 --port-file "$DIR/port" --for 60s \
		>/dev/null 2>&1 &
	MY_ORIGIN=$!
	until [ -s "$DIR/port" ]; do sleep 0.02; done
	MY_URL=http://127.0.0.1:$(<"$DIR/port")
	stages
	strike "$who" "$how"
	ends
	kill -KILL $MY_ORIGIN 2>/dev/null
	wait $MY_ORIGIN 2>/dev/null
	for name in $STAGES; do
		judge_stage "$name" "$who" "$how"
		codes="$codes $name ${ENDED[$name]}"
	done
	never_passed "$who" "$how"
	[ "$who" != top ] || [ "$how" != STOP ] || [ "${ENDED[agg]}" -eq 0 ] ||
		WHY="$WHY; no pass where nothing was lost"
	# What was killed cannot remove its own.
	all_gone || WHY="$WHY; somebody is left"
	[ "$who" = export ] || [ ! -e "$DIR/sock" ] || WHY="$WHY; socket left"
	cat "$DIR"/*.err >"$ERR"
	WHY=${WHY#; } CODE=${ENDED[top]}
	verdict "$who $how${HIT:+ed} seed $seed:$codes"
}

signals() {
	local who how i
	for who in $STAGES child guard origin; do
		for how in KILL STOP; do
			for ((i = 0; i < ROUNDS; i++)); do
				echo "$who,$how,$((SEED++))"
			done
		done
	done >"$T/moments"
	WORKERS=6 together signals_one signals <"$T/moments"
	told signals "each stage, a child, a guard and the origin, killed or \
stopped"
}
