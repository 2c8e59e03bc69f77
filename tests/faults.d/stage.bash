# What a fault does: its origin and its viewers. Each has its folder $D.

STARTED=() PORT=

# until_there PID COMMAND...: it succeeds, while PID lives.
until_there() {
	local pid=$1
	shift
	until "$@"; do
		kill -0 "$pid"
		sleep 0.05
	done
}

# serve OPTION|RULE...: an origin, its port in $PORT. Its time begins when both
# viewers are there: a start may take long on a busy machine.
serve() {
	local options=()
	while [ $# -gt 0 ]; do
		case $1 in
		--*) options+=("$1" "$2"); shift ;;
		/*) options+=(--rule "*$1") ;;
		*) options+=(--rule "$1") ;;
		esac
		shift
	done
	rm -f "$D/port"
	origin --media "$TOP/tests/media" --port-file "$D/port" \
		--log "$D/log.${#STARTED[@]}" --for 300s \
		--await '*client?2*' "${options[@]}" &
	STARTED+=($!)
	until_there $! test -s "$D/port"
	PORT=$(cat "$D/port")
}

# leave: the origin is no more.
leave() {
	kill -KILL "${STARTED[-1]}"
	wait "${STARTED[-1]}" || :
	unset 'STARTED[-1]'
} 2>/dev/null

unstage() {
	local pid
	for pid in "${STARTED[@]}"; do
		kill "$pid" || :
		wait "$pid" || :
	done 2>/dev/null
	STARTED=()
}

# dies SECONDS: so long behind the first viewer's request the origin does, as a
# machine does.
dies() {
	local log=$D/log.$((${#STARTED[@]} - 1)) pid=${STARTED[-1]}
	(
		until grep -qs '(client' "$log"; do sleep 0.1; done
		sleep "$1"
		kill -KILL "$pid"
	) &
	STARTED+=($!)
}

# comes SECONDS: the origin, on the port where there is none yet.
comes() {
	(
		sleep "$1"
		exec origin --media "$TOP/tests/media" -l "127.0.0.1:$PORT" \
			--log "$D/log.9" --for 300s
	) &
	STARTED+=($!)
}

# cast LINE...: for --cast, the encrypted segments with these lines in front.
cast() {
	local i
	mkdir "$D/cast"
	printf %s "$KEY" >"$D/cast/k.key"
	{
		printf '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n'
		printf '%s\n' "$@"
		for i in 0 1 2 3 4 5; do
			ln -s "$T/aes/$i.ts" "$D/cast/"
			printf '#EXTINF:2.0,\n%s.ts\n' "$i"
		done
	} >"$D/cast/hi.m3u8"
}

KEY=0123456789abcdef
# encrypt: six segments, into $T/aes.
encrypt() {
	local i hex
	hex=$(printf %s "$KEY" | od -An -tx1 | tr -d ' \n')
	mkdir -p "$T/aes"
	for i in 0 1 2 3 4 5; do
		openssl enc -aes-128-cbc -K "$hex" -iv "$(printf %032x 0)" \
			-in "$TOP/tests/media/hi_00000$i.ts" -out "$T/aes/$i.ts"
	done
}

# there: both viewers have asked the origin for something, or have failed twice.
there() {
	local asked
	asked=$(cat "$D"/log.* 2>/dev/null | awk -f "$HERE/truth.awk" |
		cut -d' ' -f 8 | sort -u | wc -l)
	[ "$asked" -eq 2 ] || [ "$(grep -Ec \
		' (connect_fail|startup_fail) | end reason' "$D/events")" -gt 1 ]
}

# stop SPAWN SECONDS: so long behind that, unless it has ended.
stop() {
	until there; do
		kill -0 "$1" || return 0
		sleep 0.2
	done
	sleep "$2"
	kill "$1" || :
} 2>/dev/null

# watch PATH|URL SECONDS OPTION...: two viewers of it for so long from when both
# are there; then $D/events, $D/json, $D/report, $D/truth and $D/durations are.
# Each has a path of its own, so that the log tells them apart.
watch() {
	local host=http://127.0.0.1:$PORT urls=("$1" "$1")
	local seconds=$2 spawn chain
	[ "${1#/}" = "$1" ] || urls=("$host/s/1$1" "$host/s/2$1")
	shift 2
	: >"$D/events"
	mkfifo "$D/fifo"
	tee "$D/raw" <"$D/fifo" | hls-parse 2>"$D/parse" | tee "$D/events" |
		hls-agg -j --report "$D/report" >"$D/json" 2>"$D/agg" &
	chain=$!
	hls-spawn -n 2 --nice 0 --ffmpeg "$FFMPEG" --max-restarts any "$@" \
		"${urls[@]}" >"$D/fifo" 2>"$D/spawn" &
	spawn=$!
	stop $spawn "$seconds"
	wait $spawn $chain || :
	unstage
	cat "$D"/log.* 2>/dev/null | awk -f "$HERE/truth.awk" |
		sort -n -k 7 >"$D/truth"
	{
		seq -f '/live/hi_%06.0f.ts 2' 0 59
		seq -f '/live/lo_%06.0f.ts 2' 0 59
		seq -f '/live/mid_%06.0f.ts 2' 0 59
		seq -f '/vod/hi_%06.0f.ts 2' 0 29
		seq -f '/livef/hi_%06.0f.m4s 2' 0 59
	} >"$D/durations"
}
