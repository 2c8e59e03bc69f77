# Figures on the screen add up, at every moment of a run.

load ../lib/helper
load ../lib/servers

# sums SEED SECONDS TARGET [STATS]
sums() {
	"$TOP/tests/top/sums" "$@" >"$T/told" || { cat "$T/told"; return 1; }
}

@test "figures of random runs add up" {
	for seed in 1 2 3 4; do
		sums $seed 400 $((seed * 7))
	done
	# A crowd, and nobody but one.
	sums 5 300 200
	sums 6 100 1
}

@test "figures of a live run add up" {
	command -v ffmpeg >/dev/null
	origin_up --end-after 10s --rule '/live/hi_*.ts nth=9 status=503' \
	    --rule '/live/hi_*.ts nth=7 delay=2500ms'
	hls-spawn -n 10 -r 3 -d 12s --stall-timeout 2s "$URL/live/hi.m3u8" \
	    2>"$T/spawn" 3>&- |
	    tee "$T/raw" | hls-parse | hls-agg -q --per-client >"$T/stats" 3>&- &
	started $!
	# Two of them are killed, which is no moment of anybody's choice.
	for n in 2 5; do
		wait_for 20 grep -qa " $n.0 state from=starting" "$T/raw"
		sleep 0.$((RANDOM % 9))
		kill -KILL "$(sed -n "s/.* $n\.0 start pid=\([0-9]*\).*/\1/p" \
		    "$T/raw")"
	done
	wait $! || :
	is "$(grep -c ' - block ' "$T/stats")" -gt 8
	grep ' all session ' "$T/stats" | tail -n 1 | grep -q ' exit.signal=[2-9] '
	sums 0 0 0 "$T/stats"
}
