#!/usr/bin/env bats
# hls-spawn: the ramp that goes with the machine, what starts cost here, whose
# processor time comes first, and the time of lines.
bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/swarm

# ffmpeg <<'END': an FFmpeg that answers the preflight and then is this script.
ffmpeg() {
	{
		echo '#!/bin/sh'
		echo 'case "$*" in *-version*|*-h\ full*|*-demuxers*|*-protocols*)'
		echo '	exec fake-ffmpeg "$@" ;;'
		echo 'esac'
		cat
	} >"$T/ffmpeg"
	chmod +x "$T/ffmpeg"
	ln -sf "$(command -v fake-ffmpeg)" "$T/ffprobe"
}

@test "without a rate the ramp is the machine's, with one it is that" {
	child <<<'exec sleep 60'
	hls-spawn -n 3 --hold 1200ms -- "$T/child" >"$T/raw"
	head -n 1 "$T/raw" | grep -q ' target=3 rate=auto '
	is "$(count ' tick .* rate=[0-9.]* ramp=' "$T/raw")" 0
	grep -q ' tick .* starts=3 .* ramp=0\.[0-9]* held=[0-9.]* ' "$T/raw"
	hls-spawn -n 3 -r auto --once -- true >"$T/raw"
	head -n 1 "$T/raw" | grep -q ' rate=auto '
	hls-spawn -n 3 -r 50 --hold 1200ms -- "$T/child" >"$T/raw"
	head -n 1 "$T/raw" | grep -q ' rate=50.000000 '
	! grep -q ' tick .* ramp=' "$T/raw"
}

@test "times of the user's own have no rate of the machine's" {
	for option in '--load 1s:1,2s:0' '--slice 0/2' '--start-at 1700000000'; do
		# shellcheck disable=SC2086 # words
		hls-spawn -n 2 $option -d 100ms -- true 2>"$T/messages" >"$T/raw" ||
			hls-spawn $option -d 100ms -- true 2>"$T/messages" >"$T/raw"
		head -n 1 "$T/raw" | grep -q ' rate=10.000000 '
		# shellcheck disable=SC2086
		run -2 hls-spawn -r auto $option -- true
		is "${lines[0]}" "$(line hls-spawn: --ramp-rate auto goes with the \
			machine: not with --load, --slice or --start-at)"
	done
	run -2 hls-spawn -r fast -- true
	[[ ${lines[0]} == *'--ramp-rate: "fast"'* ]]
}

@test "steps without a rate: nobody comes before his step" {
	child <<<'exec sleep 60'
	hls-spawn --step 2:1s -n 4 --hold 1s -- "$T/child" >"$T/raw"
	is "$(records phase "$T/raw" | paste -sd' ')" "- phase n=1 target=2 - phase n=2 target=4"
	awk '$3 == "phase" { p = $4 } $3 == "start" { n[p]++ }
		END { exit !(n["n=1"] <= 2 && n["n=1"] + n["n=2"] == 4) }' "$T/raw"
}

# ticks KEY: its values, one a line.
ticks() {
	sed -n "s/.* - tick .* $1=\([0-9.]*\).*/\1/p" "$T/raw"
}

@test "beyond what the machine carries nobody comes, and none is waited for" {
	child <<<'exec sleep 60'
	export CARRIES=5
	full-spawn -n 30 --hold 2s -- "$T/child" >"$T/raw" 2>"$T/err"
	n=$(count ' start ' "$T/raw")
	# Those that come between two looks are too many.
	((n >= 5 && n <= 10))
	is "$(cat "$T/err")" "$(line hls-spawn: this machine carries no more: \
		"$n of 30 clients;" the rest is not started)"
	# They are due, none was late, and the hold began when they were given up.
	is "$(ticks asked | tail -n 1)" 30
	is "$(ticks rate | tail -n 1)" 0.000000
	awk '/ - tick / && / ramp=/ { ramp = $0; sub(/.* ramp=/, "", ramp) }
		$3 == "state" && /to=stopped/ && !end { end = $1 }
		$3 == "start" && !first { first = $1 }
		END { s = end - first - 2; print s, ramp; exit !(s > 2.9 && s < 4.5) }' \
		"$T/raw"
	ended duration "$T/raw"
	hls-parse <"$T/raw" | hls-agg >"$T/stat" 2>"$T/report"
	grep "$n of 30 starts that were due were made" "$T/report"
	# Nobody knows, or there is room: all come.
	CARRIES=0 full-spawn -n 12 --hold 500ms -- "$T/child" >"$T/raw"
	is "$(count ' start ' "$T/raw")" 12
}

@test "given up: restarts go on, orders that fit too, more is a new attempt" {
	child <<<'exec sleep 60'
	CARRIES=5 launch full-spawn --control "$T/fifo" -n 30 -- "$T/child" \
		>"$T/raw" 2>"$T/err" 3>&- &
	started $!
	given='carries no more:'
	wait_for 10 grep -q "$given" "$T/err"
	n=$(count ' start ' "$T/raw")
	kill "$(sed -n 's/.* 1.0 start pid=\([0-9]*\) .*/\1/p' "$T/raw")"
	wait_for 10 grep -q ' 1.1 start ' "$T/raw"
	# No more than those that are there are wanted: none is due any more.
	echo 'clients 4' >"$T/fifo"
	wait_for 5 grep -q " tick target=4 .* starting=4 .* asked=$((n + 1)) starts=$((n + 1)) " \
		"$T/raw"
	is "$(count "$given" "$T/err")" 1
	echo 'clients 20' >"$T/fifo"
	wait_for 10 at_least 2 "$given" "$T/err"
	grep -q "$given [5-9] of 20 clients" "$T/err"
	is "$(tail -n 1 "$T/raw" | grep -c ' - end ')" 0
	kill -TERM $!
	wait $! || :
	ended term "$T/raw"
	grep -q ' - phase n=3 target=20$' "$T/raw"
}

@test "steps: those behind the one that is given up do not come either" {
	child <<<'exec sleep 60'
	CARRIES=5 full-spawn --step 10:1s -n 30 --hold 1s -- "$T/child" \
		>"$T/raw" 2>"$T/err"
	is "$(records phase "$T/raw" | paste -sd' ')" "- phase n=1 target=10"
	is "$(cut -d' ' -f 2-6,8- "$T/err")" \
		"this machine carries no more: of 30 clients; the rest is not started"
	is "$(ticks asked | tail -n 1)" 10
	ended duration "$T/raw"
}

@test "--nice: clients run below us, restarts and those ordered as well" {
	child <<-'X'
	[ "$1" != 0 ] || exit 1
	exec sleep 60
	X
	own=$(ps -o ni= -p $$)
	for n in '' 0 7 19; do
		rm -f "$T/raw"
		# shellcheck disable=SC2086 # two words, or none
		launch hls-spawn ${n:+--nice $n} --control "$T/fifo" -n 2 -r 50 \
			--slice 0/2 -- "$T/child" '{run}' >"$T/raw" 2>/dev/null 3>&- &
		started $!
		# Those below all others may wait long for a processor.
		wait_for 20 grep -q ' 1.1 start ' "$T/raw"
		echo 'clients 4' >"$T/fifo"
		wait_for 20 grep -q ' 3.1 start ' "$T/raw"
		below=$((own + ${n:-5}))
		((below < 19)) || below=19
		sed -n 's/.* [13].1 start pid=\([0-9]*\) .*/\1/p' "$T/raw" >"$T/pids"
		is "$(wc -l <"$T/pids")" 2
		for pid in $(cat "$T/pids"); do
			wait_for 20 eval "ps -o args= -p $pid | grep -q ^sleep"
			near 0 "$(ps -o ni= -p "$pid")" "$below"
		done
		near 0 "$(ps -o ni= -p $!)" "$own"
		kill -TERM $!
		wait $! || :
	done
	misused '--nice: "20" is not a whole number (0 to 19)' --nice 20 -- true
}

@test "what a start costs is measured and told" {
	ffmpeg <<<'exec sleep 60'
	hls-spawn -n 2 -d 300ms --no-watch --ffmpeg "$T/ffmpeg" http://h/x.m3u8 \
		>"$T/raw" 2>"$T/messages"
	grep -q '; a start takes [0-9.]* [mu]*s of processor time: [0-9.]* a second at most$' \
		"$T/messages"
}

@test "a line's time is that of its writing, however late it is read" {
	[ "$(uname)" = Linux ] || skip "Linux alone stamps what is written"
	ffmpeg <<-END
		echo ready >&2
		until [ -e "$T/go" ]; do sleep 0.05; done
		printf 'wr' >&2
		date +%s.%N >"$T/then"
		echo itten >&2
		awk 'BEGIN { for (i = 0; i < 5000; i++) print "line", i }' >&2
		echo last >&2
		exec sleep 60
	END
	launch hls-spawn -n 1 -r 1 --no-watch --start-timeout 1h --ffmpeg "$T/ffmpeg" \
		http://h/x.m3u8 >"$T/raw" 2>/dev/null 3>&- &
	started $!
	wait_for 10 grep -q ' 1.0 log ready$' "$T/raw"
	kill -STOP $!
	touch "$T/go"
	wait_for 10 older_than_3s "$T/raw"
	kill -CONT $!
	wait_for 10 grep -q ' 1.0 log last$' "$T/raw"
	kill -TERM $!
	wait $! || :
	# Nothing is lost, and what was read 3 s late has the time it was written at.
	is "$(count ' 1.0 log line ' "$T/raw")" 5000
	awk -v then="$(cat "$T/then")" '/ 1.0 log written$/ { d = $1 - then }
		END { exit !(d > -1.5 && d < 1.5) }' "$T/raw"
}

@test "what the machine carries is held against what an order asked for" {
	ffmpeg <<-'X'
	i=0
	while :; do
		i=$((i + 1))
		echo "out_time_us=${i}00000" >&3
		sleep 0.1
	done
	X
	launch hls-spawn --ffmpeg "$T/ffmpeg" --control "$T/fifo" -n 1 -r 50 \
		http://127.0.0.1:9/x.m3u8 >"$T/raw" 2>"$T/err" 3>&- &
	PID=$!
	wait_for 5 test -p "$T/fifo"
	printf 'clients 3\nrate 40\n' >"$T/fifo"
	# It looks for 10 s, 15 s after the first start.
	wait_for 90 grep 'this machine .* carries about' "$T/err"
	grep -E ' asked: 3 at 40\.0/s' "$T/err"
	echo stop >"$T/fifo"
	wait "$PID"
}
