# hls-agg on a machine that has no time for the run. It makes the machine busy
# and then needs it idle: make check runs it when all else is done.

load ../lib/helper
load ../lib/streams

# idle: percent of the machine's processor time in the next half second.
idle() {
	{ head -n 1 /proc/stat; sleep 0.5; head -n 1 /proc/stat; } | awk '
		{ t = 0; for (i = 2; i <= 9; i++) t += $i }
		NR == 1 { i0 = $5; t0 = t }
		END { printf "%d\n", 100 * ($5 - i0) / (t - t0 + 0.001) }'
}

# strict: six seconds of three viewers whose thresholds hold.
strict() {
	local got=0
	hls-spawn -n 3 -r 100 -d 6s --ffmpeg "$T/fake-ffmpeg" \
		http://127.0.0.1:1/x.m3u8 2>"$T/spawn" 3>&- | hls-parse 3>&- |
		hls-agg -jq --strict -t 'segment.count > 2 over all' \
			>"$T/json" 3>&- || got=$?
	echo "$got"
}

@test "a starved generator is inconclusive; the same run alone passes" {
	local try got=
	[ -r /proc/stat ] || skip "needs the system's idle time"
	fake
	# Twice as many as there are processors, at work for as long as it runs.
	for i in $(seq $((2 * $(getconf _NPROCESSORS_ONLN)))); do
		sh -c 'while :; do :; done' 3>&- &
		started $!
	done
	is "$(strict)" 98
	kill -KILL "${STARTED[@]}"
	wait "${STARTED[@]}" 2>/dev/null || :
	jq -e '.thresholds[0].ok and .verdict.state == "inconclusive" and
		(.verdict.why | contains("idle"))' "$T/json"
	# Alone is what nobody can promise: others may come while it runs.
	for try in 1 2 3; do
		[ "$(idle)" -gt 30 ] || continue
		got=$(strict)
		[ "$got" -ne 0 ] || break
	done
	[ "${got:-98}" -ne 98 ] || [ "$(idle)" -gt 30 ] ||
		skip "others keep this machine busy"
	is "$got" 0
	jq -e '.verdict == {"state": "pass", "code": 0}' "$T/json"
}
