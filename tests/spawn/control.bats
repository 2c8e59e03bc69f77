#!/usr/bin/env bats
# hls-spawn --control: the load is changed while it runs.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/swarm

# controlled ARGUMENTS...: hls-spawn with living children in the background,
# under $PID, into $T/raw and $T/err; orders go to $T/fifo.
controlled() {
	[ -e "$T/child" ] || living_child
	launch hls-spawn --control "$T/fifo" "$@" -- "$T/child" >"$T/raw" 2>"$T/err" 3>&- &
	PID=$!
	started "$PID"
	wait_for 5 test -p "$T/fifo"
}

# order TEXT: a line for the FIFO.
order() {
	printf '%s\n' "$1" >"$T/fifo"
}

# swarm_is KEY=N...: so says the newest tick.
swarm_is() {
	local last word
	last=$(grep ' - tick ' "$T/raw" | tail -n 1)
	for word; do
		[[ "$last " == *" $word "* ]] || { echo "$word: $last"; return 1; }
	done
}

soon() {
	wait_for 10 swarm_is "$@"
}

said() {
	wait_for 5 grep -qxF "hls-spawn: control: $1" "$T/err"
}

# over REASON STATUS: the run ends so.
over() {
	local status=0
	wait_for 10 gone "$PID"
	wait "$PID" || status=$?
	is "$status" "${2:-0}"
	ended "$1" "$T/raw"
}

phases() {
	records phase "$T/raw" | cut -d' ' -f 3- | paste -sd,
}

@test "clients N: up, beyond -n, down, none, and up again; stop ends the run" {
	controlled -n 2 -r 50
	soon target=2 running=2
	order 'clients 5'
	said '5 clients (was 2)'
	soon target=5 started=5 running=5
	order 'clients 3'
	soon target=3 started=5 running=3 stopped=2
	# Who came first has left.
	is "$(records exit "$T/raw" | awk '/reason=session$/ { print $1 }' |
		sort | paste -sd' ')" "1.0 2.0"
	order 'clients 0'
	soon target=0 running=0 stopped=5
	# Nobody is there, and the run goes on.
	n=$(count ' tick ' "$T/raw")
	wait_for 5 at_least $((n + 2)) ' tick ' "$T/raw"
	order 'clients 7'
	soon target=7 started=7 running=7
	order stop
	said stop
	over control
	is "$(phases)" "$(line n=1 target=2,n=2 target=5,n=3 target=3,n=4 \
		target=0,n=5 target=7)"
	is "$(records control "$T/raw" | cut -d' ' -f 3- | paste -sd' ')" "$(line \
		text=clients%205 text=clients%203 text=clients%200 \
		text=clients%207 text=stop)"
	# Slots that were left come first, by new processes of theirs.
	is "$(records start "$T/raw" | awk '$1 ~ /\.1$/' | wc -l)" 5
	[ ! -e "$T/fifo" ]
	nobody_left
}

@test "more clients come at the rate, one after the other" {
	controlled -n 1 -r 10 --ramp-jitter 0
	soon running=1
	order 'clients 11'
	soon running=11
	order stop
	over control
	awk '$3 == "phase" && / n=2 / { t0 = $1 }
		t0 && $3 == "start" && $2 != "1.0" {
			late = $1 - t0 - 0.1 * i++
			if (late < -0.01 || late > 0.3) { print; bad = 1 }
		}
		END { exit bad || i != 10 }' "$T/raw"
}

@test "an order takes the place of a shape, whose phases go on" {
	controlled --load 0:2,1h:2 -r 50
	soon target=2 running=2
	order 'clients 4'
	soon target=4 running=4
	order 'clients 1'
	said '1 client (was 4)'
	soon target=1 running=1
	order stop
	over control
	is "$(phases)" "n=1 target=2,n=2 target=4,n=3 target=1"
	# A step that would have come does not.
	rm "$T/raw"
	controlled -n 4 --step 2:1500ms -r 50
	soon target=2 running=2
	order 'clients 1'
	wait_for 5 grep -q ' phase n=2 target=1$' "$T/raw"
	n=$(count ' tick ' "$T/raw")
	wait_for 6 at_least $((n + 3)) ' tick ' "$T/raw"
	swarm_is target=1 running=1
	order stop
	over control
	is "$(phases)" "n=1 target=2,n=2 target=1"
}

@test "rate R holds for those that are still to come, and for restarts" {
	child <<-'X'
	[ "$1" -gt 2 ] || exit 1
	exec sleep 60
	X
	living_child
	controlled -n 40 -r 0.01 --ramp-jitter 0
	soon running=1
	order 'rate 200'
	said '200 starts per second (was 0.01)'
	soon running=40
	order 'rate 0.02'
	order 'clients 60'
	said '60 clients (was 40)'
	n=$(count ' tick ' "$T/raw")
	wait_for 5 at_least $((n + 2)) ' tick ' "$T/raw"
	# One at once, and one that the slack allows.
	swarm_is target=60
	n=$(count ' start ' "$T/raw")
	((n <= 42))
	order stop
	over control
	is "$(phases)" "n=1 target=40,n=2 target=60"
}

@test "a rate that has risen holds for starts that wait for their turn" {
	controlled --load 0:30,1h:30 -r 1 --ramp-jitter 0
	soon asked=30
	order 'rate 500'
	soon running=30 asked=30 starts=30
	order stop
	over control
}

@test "pause: no start, no restart, nothing late; resume makes them up" {
	child <<-'X'
	[ "$1" = 0 ] || exec sleep 60
	sleep 1.5
	X
	launch hls-spawn --control "$T/fifo" -n 8 -r 100 --ramp-jitter 0 -- \
		"$T/child" '{run}' >"$T/raw" 2>"$T/err" 3>&- &
	PID=$!
	started "$PID"
	soon asked=8 starts=8
	order pause
	said paused
	soon backoff=8
	n=$(count ' tick ' "$T/raw")
	order 'clients 12'
	wait_for 5 at_least $((n + 3)) ' tick ' "$T/raw"
	# What a pause holds back is not due.
	swarm_is target=12 started=8 asked=8 starts=8
	order pause
	said 'paused already'
	order resume
	said 'resumed, 8 starts wait'
	soon started=12 starting=12 asked=20 starts=20
	order resume
	said 'not paused'
	order stop
	over control
	is "$(grep -c ' tick .* late_max=[1-9]' "$T/raw")" 0
	hls-parse <"$T/raw" | hls-agg >"$T/stat" 2>"$T/report"
	no grep -q 'starts that were due' "$T/report"
}

@test "a ramp stands while it is paused, and can be stopped then" {
	controlled -n 300 -r 10 --ramp-jitter 0
	wait_for 10 eval "grep -q ' start ' $T/raw && grep -q ' tick ' $T/raw"
	order pause
	said paused
	n=$(count ' tick ' "$T/raw")
	wait_for 5 at_least $((n + 2)) ' tick ' "$T/raw"
	a=$(count ' start ' "$T/raw")
	wait_for 10 at_least $((n + 4)) ' tick ' "$T/raw"
	is "$(count ' start ' "$T/raw")" "$a"
	swarm_is asked="$a" starts="$a"
	order stop
	over control
}

@test "what cannot be read is answered, and the run goes on" {
	controlled -n 1 -r 10
	soon running=1
	long=$(printf 'pause%252s' x)
	printf '%s\n' 'clients x' $'jump \033[2J' '' '# stop' 'rate 0' 'stop it' \
		"$long" 'clients 100001' 'clients' >"$T/fifo"
	said '"clients x": not a whole number (0 to 100000)'
	said '"jump ?[2J": none of clients N, rate R, pause, resume, stop'
	said '"rate 0": not a rate (0.001 to 100000 per second)'
	said '"stop it": more words than it takes'
	said "\"${long:0:60}...\": longer than 256 bytes"
	said '"clients 100001": not a whole number (0 to 100000)'
	said '"clients": not a whole number (0 to 100000)'
	# Two in one write, one in pieces, by writers that come and go.
	printf '  clients 2 \t\nrate 20\ncli' >"$T/fifo"
	said '2 clients (was 1)'
	said '20 starts per second (was 10)'
	printf 'ents' >"$T/fifo"
	printf ' 3\r\n' >"$T/fifo"
	said '3 clients (was 2)'
	soon running=3
	order stop
	over control
	is "$(grep -c . "$T/err")" 11
}

@test "a FIFO that somebody else reads is told" {
	controlled -n 1
	! grep 'open for reading' "$T/err" || false
	launch hls-spawn --control "$T/fifo" -n 1 --hold 100ms -- "$T/child" \
		>"$T/raw2" 2>"$T/err2" 3>&- &
	wait "$!"
	grep -qxF "$(line "hls-spawn: --control: $T/fifo: somebody else has it" \
		'open for reading, and may take lines')" "$T/err2"
	# It is the first one's still.
	[ -p "$T/fifo" ]
	order stop
	over control
	[ ! -e "$T/fifo" ]
}

@test "the FIFO may be there, and stays then; what is none is refused" {
	mkfifo "$T/fifo"
	controlled -n 1
	soon running=1
	order 'clients 2'
	said '2 clients (was 1)'
	kill -TERM "$PID"
	over term
	[ -p "$T/fifo" ]
	rm "$T/fifo"
	controlled -n 1
	is "$(stat -c %a "$T/fifo")" 600
	# Another one in its place is not ours.
	soon running=1
	rm "$T/fifo"
	mkfifo "$T/fifo"
	kill -TERM "$PID"
	over term
	[ -p "$T/fifo" ]
	echo text >"$T/file"
	run -1 hls-spawn --control "$T/file" -- "$T/child"
	is "$output" "hls-spawn: --control: $T/file: what is there is no FIFO"
	is "$(cat "$T/file")" text
	run -1 hls-spawn --control "$T/no/fifo" -- "$T/child"
	is "$output" "hls-spawn: --control: $T/no/fifo: No such file or directory"
}

@test "each slice takes its share of what is ordered" {
	living_child
	pids=
	for i in 0 1 2; do
		launch hls-spawn --control "$T/fifo$i" -n 2 -r 300 --slice $i/3 -- \
			"$T/child" >"$T/raw$i" 2>"$T/err" 3>&- &
		pids+=" $!"
		started $!
		wait_for 5 test -p "$T/fifo$i"
	done
	for n in 8 5; do
		for i in 0 1 2; do
			wait_for 5 grep -q ' tick ' "$T/raw$i"
			echo "clients $n" >"$T/fifo$i"
		done
		for i in 0 1 2; do
			wait_for 20 eval "tail -n 1 <(grep ' tick ' $T/raw$i) |
				grep -q ' target=$(((n + 2 - i) / 3)) .* running=$(((n + 2 - i) / 3)) '"
		done
	done
	for i in 0 1 2; do echo stop >"$T/fifo$i"; done
	for pid in $pids; do wait_for 10 gone "$pid"; done
	# None of them twice.
	is "$(cat "$T"/raw[012] | records start /dev/stdin | awk '$1 ~ /\.0$/' |
		cut -d. -f 1 | sort -n | paste -sd' ')" "1 2 3 4 5 6 7 8"
}

@test "--hold begins anew when all that were ordered have come" {
	controlled -n 1 -r 50 --hold 3s
	soon running=1
	order 'clients 3'
	over duration
	awk '$3 == "start" { t = $1 } $3 == "state" && /to=stopped/ && !end { end = $1 }
		END { exit !(end - t > 2.9 && end - t < 4) }' "$T/raw"
	is "$(count ' start ' "$T/raw")" 3
}

@test "stop is followed by KILL when it comes twice; other orders are too late" {
	child <<-'X'
	trap '' TERM
	while :; do echo out_time_us=$((i += 1)) >&3; sleep 0.1; done
	X
	controlled -n 1 --grace 60s
	soon running=1
	order stop
	said stop
	order 'clients 5'
	said '"clients 5": the run is stopping'
	sleep 0.3
	order stop
	over control
	grep -q ' 1.0 exit signal=9 .* reason=shutdown$' "$T/raw"
}

@test "more clients than there are descriptors for are refused" {
	living_child
	(ulimit -n 60; exec hls-spawn --control "$T/fifo" -n 2 -- "$T/child") \
		>"$T/raw" 2>"$T/err" 3>&- &
	PID=$!
	started "$PID"
	soon running=2
	order 'clients 100'
	said "$(line '"clients 100": 232 descriptors are needed, the limit is' \
		'60 (ulimit -n)')"
	order 'clients 5'
	soon target=5 running=5
	order stop
	over control
	is "$(phases)" "n=1 target=2,n=2 target=5"
}

@test "many slots more, and a replay has the same phases" {
	child <<<'exec sleep 60'
	controlled -n 1 -r 400
	soon starting=1
	order 'clients 150'
	wait_for 30 swarm_is target=150 starting=150
	order 'clients 10'
	wait_for 30 swarm_is target=10 starting=10
	order 'clients 150'
	wait_for 30 swarm_is target=150 starting=150
	order stop
	over control
	hls-parse <"$T/raw" | hls-agg >"$T/stat" 2>"$T/report"
	is "$(awk '$1 == "phase" { p = 1; next } p && /, to / { print $1, $3 }' \
		"$T/report" | paste -sd' ')" "1, 1 2, 150 3, 10 4, 150"
}

@test "--block: orders are read while the clients wait for the reader" {
	child <<-'X'
	exec awk 'BEGIN { for (;;) print "a line of text" > "/dev/stderr" }'
	X
	mkfifo "$T/pipe"
	launch hls-spawn --buffer 64K --block --grace 200ms --control "$T/fifo" \
		-n 1 -- "$T/child" >"$T/pipe" 2>"$T/err" 3>&- &
	PID=$!
	started "$PID"
	exec 7<"$T/pipe"
	wait_for 5 test -p "$T/fifo"
	order 'clients 2'
	said '2 clients (was 1)'
	order stop
	said stop
	cat <&7 >"$T/raw"
	exec 7<&-
	over control
}

@test "--control -: orders by standard input, whose end stops the run" {
	living_child
	mkfifo "$T/fifo"
	hls-spawn --control - -n 2 -r 50 -- "$T/child" <"$T/fifo" >"$T/raw" \
		2>"$T/err" 3>&- &
	PID=$!
	started "$PID"
	exec 4>"$T/fifo"
	soon target=2 running=2
	echo 'clients 3' >&4
	said '3 clients (was 2)'
	soon target=3 running=3
	exec 4>&-
	said 'standard input has ended'
	said stop
	over control
	wait_for 5 nobody_left
	run -1 hls-spawn --control - -n 1 -- "$T/child" </dev/null
	is "$output" 'hls-spawn: --control -: standard input is no pipe'
}

@test "a FIFO that another user made is told, one of ours is not" {
	[ "$(id -u)" = 0 ] || skip "only root can be another user"
	mkfifo "$T/fifo"
	controlled -n 1
	soon running=1
	order stop
	over control
	no grep -q "another user" "$T/err"
	chown 65534 "$T/fifo"
	controlled -n 1
	soon running=1
	is "$(grep -c "another user's" "$T/err")" 1
	order stop
	over control
}
