# hls-spawn with what it supervises, for half a second; and whole pipelines.
# What it starts has the folder of its run in its arguments.

LIVE='children watch relay'

# origin_up: a test origin until the end of the part: $URL.
origin_up() {
	rm -f "$T/port"
	origin -l 127.0.0.1:0 --port-file "$T/port" --for 30m --pdt "$@" \
		>/dev/null 2>&1 &
	ORIGIN=$!
	until [ -s "$T/port" ]; do
		kill -0 $ORIGIN || return
		sleep 0.02
	done
	URL=http://127.0.0.1:$(cat "$T/port")
}

origin_down() {
	kill "$ORIGIN"
	wait "$ORIGIN" 2>/dev/null
}

# live_folder: $DIR with fakes that nobody else has.
live_folder() {
	local f
	[ ! -d "$DIR" ] || rm -rf "$DIR"
	mkdir -p "$DIR/box"
	for f in child:fake-child ffmpeg:fake-ffmpeg ffprobe:fake-ffmpeg; do
		ln -s "$TOP/bin/${f#*:}" "$DIR/${f%:*}"
	done
	ln -s "$(command -v curl)" "$DIR/curl"
	[ -z "${OWNER-}" ] || chown -R "$OWNER" "$DIR"
}

# go_live NAME: hls-spawn, behind the words of WRAP.
go_live() {
	local d=$DIR
	local brief="-d 400ms --grace 100ms -r 50"
	local run=(timeout -k 2 $LIMIT "${WRAP[@]}" hls-spawn)
	case $1 in
	children)
		# shellcheck disable=SC2086
		"${run[@]}" -n 4 $brief --blackbox "$d/box" --control "$d/ctl" \
			-- "$d/child" -k '{id}' -r 50 -x 150
		;;
	watch)
		# shellcheck disable=SC2086
		FAKE_CAPTURE=$IN/capture FAKE_SPEED=20 \
			"${run[@]}" -n 2 $brief --ffmpeg "$d/ffmpeg" \
			--origin "o=$URL/health" --origin-interval 500ms \
			-H "X: $d" "$URL/live/master.m3u8"
		;;
	relay)
		# shellcheck disable=SC2086
		"${run[@]}" -n 2 $brief \
			--resolve "o.test:${URL##*:}:127.0.0.1" \
			"http://o.test:${URL##*:}/live/hi.m3u8?$d" -- \
			"$d/curl" -s -o /dev/null '{url}'
		;;
	esac </dev/null
}

left_over() {
	ps -eo pid=,stat=,args= | under="$DIR/" awk '
		$2 !~ /^Z/ && index($0, ENVIRON["under"]) { print $1 }'
}

# all_gone: nobody of the run is left, within five seconds.
all_gone() {
	local i left
	for ((i = 0; i < 50; i++)); do
		left=$(left_over)
		[ -n "$left" ] || return 0
		sleep 0.1
	done
	kill -KILL $left 2>/dev/null
	return 1
}

# verdict_of FILE: that of the stream.
verdict_of() {
	hls-parse "$1" 2>/dev/null | hls-agg -q -T default 2>/dev/null \
		>/dev/null
}

# judge_live CODE: into $WHY.
judge_live() {
	WHY=
	case $1 in
	0) tail -n 1 "$DIR/out" | grep -q ' - end reason=' ||
		WHY="exit 0, and the stream has no end" ;;
	1) grep -q '^hls-spawn: .*[a-z]' "$DIR/err" ||
		WHY="exit 1 without a word"
		! verdict_of "$DIR/out" || WHY="$WHY; exit 1, and a pass" ;;
	124 | 137) WHY="it hangs" ;;
	*) WHY="exit $1" ;;
	esac
	all_gone || WHY="$WHY; somebody is left"
	[ ! -e "$DIR/ctl" ] || WHY="$WHY; its FIFO is left"
	WHY=${WHY#; }
}

trial_live() {
	ERR=$DIR/err
	live_folder
	go_live "$1" >"$DIR/out" 2>"$ERR"
	CODE=$?
	judge_live $CODE
	verdict "$1 $2"
}
