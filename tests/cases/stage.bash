# What a case does: origins and viewers. Each case has its folder $D.

ORIGINS=()

# stage CAST|- OPTION...: an origin, its port in $PORT. Its segments are those
# of the folder CAST, or (-) of variant hi of /live and /livef.
stage() {
	local cast=$1 list
	shift
	if [ -n "$REPLAY" ]; then
		PORT=0
		return
	fi
	: >"$D/durations"
	if [ "$cast" = - ]; then
		built_in
	else
		set -- --cast "$TOP/tests/media/casts/$cast" "$@"
		for list in "$TOP/tests/media/casts/$cast"/*.m3u8; do
			awk -v folder=/cast/ -f "$HERE/durations.awk" "$list"
		done >>"$D/durations"
	fi
	rm -f "$D/port"
	origin --media "$TOP/tests/media" --port-file "$D/port" \
		--log "$D/log.${#ORIGINS[@]}" --for 150s "$@" &
	ORIGINS+=($!)
	until [ -s "$D/port" ]; do
		kill -0 $!
		sleep 0.05
	done
	PORT=$(cat "$D/port")
}

# built_in: the segments of /live and /livef, too.
built_in() {
	{
		seq -f '/live/hi_%06.0f.ts 2' 0 59
		seq -f '/livef/hi_%06.0f.m4s 2' 0 59
	} >>"$D/durations"
}

# dead NAME: there is nothing to play in this segment, whatever is sent.
dead() {
	[ -n "$REPLAY" ] && return
	grep -v "/$1 " "$D/durations" >"$D/alive"
	mv "$D/alive" "$D/durations"
}

unstage() {
	local pid
	for pid in "${ORIGINS[@]}"; do
		kill "$pid" || :
		wait "$pid" || :
	done 2>/dev/null
	ORIGINS=()
}

# view "PATH..." OPTION...: viewers of them, with these options of hls-spawn;
# then $D/events, $D/truth and $D/durations are there.
view() {
	local path urls=()
	for path in $1; do
		urls+=("http://127.0.0.1:$PORT$path")
	done
	shift
	if [ -z "$REPLAY" ]; then
		hls-spawn --ffmpeg "$FFMPEG" --skip-preflight --ramp-jitter 0 \
			"$@" "${urls[@]}" >"$D/raw" || :
		unstage
		cat "$D"/log.* | awk -f "$HERE/truth.awk" |
			sort -n -k 7 >"$D/truth"
	else
		gzip -dc "$REPLAY/$NAME.raw.gz" >"$D/raw"
		cp "$REPLAY/$NAME.truth" "$REPLAY/$NAME.durations" "$D"
		mv "$D/$NAME.truth" "$D/truth"
		mv "$D/$NAME.durations" "$D/durations"
	fi
	[ -z "$KEEP" ] || keep
	hls-parse <"$D/raw" >"$D/events"
	hls-agg -jq <"$D/events" >"$D/json" || :
}

keep() {
	gzip -9nc "$D/raw" >"$KEEP/$NAME.raw.gz"
	cp "$D/truth" "$KEEP/$NAME.truth"
	cp "$D/durations" "$KEEP/$NAME.durations"
}
