# However hls-top ends, and whatever befalls it, the terminal is as it was
# before. tests/pty looks on: it knows the few sequences that may come.

load ../lib/helper

STAT=$TOP/tests/data/stat/run.stat

# First and last block of a run, and one of those between them.
setup() {
	set_up
	export TERM=xterm T
	unset NO_COLOR LINES COLUMNS
	awk -v t="$T/block" '{ print >(t n + 1) } / - block / { n++ }' "$STAT"
	mkfifo "$T/in"
}

# feed [BLOCK]: somebody upstream, $feeder, who says this and goes on; $T/fed is
# there when it has.
feed() {
	rm -f "$T/fed"
	(cat "${1:-$T/block1}"; : >"$T/fed"
	exec sleep 100) >"$T/in" 2>/dev/null 3>&- &
	feeder=$!
	export feeder
	started $feeder
}

# watched END [OPTION...]: the script on stdin for hls-top that reads $feeder;
# it has to end so ("exit 0", "signal 15") and leave the terminal in order.
watched() {
	local end=$1
	shift
	feed
	in_order "$end" "$@" "exec hls-top <'$T/in'"
	kill -KILL $feeder 2>/dev/null || :
}

in_order() {
	local end=$1
	shift
	# A test must not go on where the script failed: that is status 2.
	pty "$@" >"$T/told" || { cat "$T/told"; return 1; }
	grep -qx "$end" "$T/told" || { cat "$T/told"; return 1; }
}

# busy MS: hls-top took more CPU than so many milliseconds.
busy() {
	is "$(sed -n 's/^cpu \([0-9]*\) .*/\1/p' "$T/told")" -gt $(($1 * 1000))
}

# torn N: so many sequences were broken off.
torn() {
	grep -q ", $1 torn, " "$T/told"
}

# full SIGNAL: the terminal takes no more, so that a frame is on its way; that
# ends it even then.
full() {
	watched "signal $(kill -l $1)" -r 200 -c 200 <<-END
		wait running
		hold
		run for i in \$(seq 60); do cat $T/block1 $T/block3; sleep 0.01; done >$T/in
		run kill -$1 \$JOB
		ended
		go
	END
}

# It ends when its writer is killed.
OVER='run kill -KILL $feeder'

@test "the terminal is ours only in between" {
	watched "exit 0" <<-END
		wait running
		alternate
		modes raw
		$OVER
		ended
		main
		modes same
		wait 0:01  clients
	END
	torn 0
	# Without a block nothing is changed at all.
	: >"$T/none"
	feed "$T/none"
	in_order "exit 1" "exec hls-top <'$T/in'" <<-END
		run until [ -e $T/fed ]; do sleep 0.02; done
		pause 100
		modes same
		$OVER
		wait ended without a block
	END
	grep -q 'entered 0 left 0' "$T/told"
}

# A pipeline that ends in order on the first INT, as one of ours does.
pipeline() {
	cat >"$T/run" <<-END
		exec 2>/dev/null
		trap 'cat $T/block4; kill \$!; exit 0' INT
		cat $T/block1
		sleep 100 >/dev/null &
		wait
	END
	in_order "exit 0" "trap : INT; sh '$T/run' | hls-top"
}

@test "q and ^C" {
	for key in q ^C; do
		pipeline <<-END
			wait running
			key $key
			ended
			wait 6 viewers, 4s
		END
	done
}

@test "q in the filter is text, ^C is not" {
	pipeline <<-END
		wait running
		key 4/q
		wait filter: q_
		key ^C
		ended
		wait 6 viewers, 4s
	END
}

@test "^C does not tear a frame" {
	# The terminal has not read it yet when ^C is typed.
	watched "exit 0" <<-END
		wait running 0
		hold
		key ^L
		pause 100
		key ^L
		pause 100
		key ^L
		pause 100
		run cat $T/block3 >$T/in
		pause 100
		key ^C
		go
		wait running 4
		$OVER
	END
	torn 0
}

@test "a file as its input: INT and HUP end it" {
	# So long that it is not at its end before the signal comes.
	for i in {1..200}; do cat "$STAT"; done >"$T/long"
	for signal in INT HUP; do
		in_order "signal $(kill -l $signal)" -r 10 -c 40 \
		    "exec hls-top <'$T/long'" <<-END
			alternate
			hold
			run kill -STOP \$JOB
			stopped
			run kill -$signal \$JOB
			go
			fg
			ended
		END
	done
}

@test "signals that end it" {
	for signal in TERM QUIT ALRM USR1 USR2 XCPU VTALRM PROF; do
		watched "signal $(kill -l $signal)" <<-END
			wait running
			run kill -$signal \$JOB
		END
	done
}

@test "a crash" {
	for signal in SEGV BUS FPE ILL ABRT SYS TRAP; do
		watched "signal $(kill -l $signal)" <<-END
			wait running
			run kill -$signal \$JOB
		END
	done
}

@test "a crash in the middle of a frame" {
	full SEGV
}

@test "signals that do not end it" {
	watched "exit 0" <<-END
		wait running 0
		run kill -INT \$JOB
		run kill -HUP \$JOB
		run kill -PIPE \$JOB
		run kill -TTIN \$JOB
		run kill -TTOU \$JOB
		run cat $T/block3 >$T/in
		wait running 4
		alternate
		modes raw
		$OVER
	END
}

@test "the writer ends in the middle of a line" {
	for n in 1 30 1000 2000; do
		head -c $n "$T/block3" >"$T/part"
		watched "exit 0" <<-END
			wait running 0
			run cat $T/part >$T/in
			$OVER
			ended
			wait 0:01  clients
		END
	done
}

@test "blocks in small pieces" {
	: >"$T/none"
	feed "$T/none"
	in_order "exit 0" "exec hls-top <'$T/in'" <<-END
		run pieces 7 <$STAT >$T/in
		wait stopped 6
		$OVER
		ended
		wait 6 viewers, 4s
	END
}

# stop_and_go KEYS: stopped by ^Z and continued, with these keys typed before.
stop_and_go() {
	watched "exit 0" <<-END
		wait running
		key $1
		pause 150
		key ^Z
		stopped
		main
		modes same
		fg
		alternate
		modes raw
		wait $2
		key ^Z
		stopped
		main
		modes same
		fg
		alternate
		$OVER
	END
	grep -q 'entered 3 left 3' "$T/told"
}

@test "^Z and back" {
	stop_and_go w running
	stop_and_go p PAUSED
	stop_and_go 4/abc 'filter: abc_'
	stop_and_go '?' 'the views'
	stop_and_go '^[' running
	stop_and_go + running
}

@test "stopped, it ends as well" {
	for signal in TERM QUIT; do
		watched "signal $(kill -l $signal)" <<-END
			wait running
			key ^Z
			stopped
			run kill -$signal \$JOB
			fg
		END
	done
	watched "signal 9" <<-END
		wait running
		key ^Z
		stopped
		run kill -KILL \$JOB
	END
}

@test "in the background it leaves the terminal alone" {
	watched "exit 0" <<-END
		wait running
		key ^Z
		stopped
		bg
		run cat $T/block3 >$T/in
		pause 200
		main
		modes same
		fg
		run cat $T/block4 >$T/in
		alternate
		wait stopped 6
		key ^Z
		stopped
		bg
		$OVER
	END
	grep -q 'entered 2 left 2' "$T/told"
}

@test "STOP cannot be caught, but what comes behind it can" {
	# Ours is a shell that does not look after the terminal's modes.
	watched "exit 0" <<-END
		wait running
		run kill -STOP \$JOB
		stopped
		modes raw
		fg
		run cat $T/block3 >$T/in
		wait running 4
		modes raw
		$OVER
	END
	# In the background as well; but a shell that does keeps its own.
	for shell in "" own; do
		watched "exit 0" <<-END
			wait running
			run kill -STOP \$JOB
			stopped
			$shell
			bg
			pause 50
			key typed for the shell
			run cat $T/block3 >$T/in
			pause 300
			$OVER
		END
		! busy 100 || return 1
	done
}

@test "a slow terminal" {
	for size in "1 1" "2 3" "24 80" "70 200"; do
		for bytes in 1 7; do
			watched "exit 0" -r ${size% *} -c ${size#* } <<-END
				alternate
				slow $bytes
				run cat $T/block3 >$T/in
				run cat $T/block4 >$T/in
				pause 50
				$OVER
				slow 50
				ended
			END
			torn 0
		done
	done
}

@test "a terminal that takes nothing does not keep it" {
	# A frame is on its way; then nobody reads any more.
	full TERM
	# ^S: as little as one that is stopped.
	watched "signal 15" <<-END
		wait running
		key ^S
		run cat $T/block3 >$T/in
		pause 50
		run kill -TERM \$JOB
		ended
	END
}

@test "sizes, again and again" {
	watched "exit 0" <<-END
		wait running
		$(for i in {1..40}; do
			echo "size $((RANDOM % 60 + 1)) $((RANDOM % 200 + 1))"
			echo "key $((RANDOM % 6 + 1))"
		done)
		size 1 1
		size 24 80
		key 1
		wait running
		$OVER
	END
}

@test "the terminal hangs up" {
	# Its input goes on; what is to be told at the end, nobody can read.
	watched "exit 1" <<-END
		wait running
		hangup
		pause 300
		run cat $T/block3 >$T/in
		pause 300
		$OVER
	END
	busy 100 && return 1
	watched "exit 1" <<-END
		wait running
		key +
		hold
		hangup
		run cat $T/block3 >$T/in
		pause 500
		$OVER
	END
	! busy 100
}

@test "waiting costs nothing" {
	# Something is to be drawn, but cannot be: no time is lost with that.
	watched "exit 0" <<-END
		wait running
		key +
		pause 100
		key ^Z
		stopped
		bg
		run cat $T/block3 >$T/in
		pause 3000
		$OVER
	END
	busy 100 && return 1
	watched "signal 15" -r 200 -c 200 <<-END
		wait running
		hold
		run for i in \$(seq 60); do cat $T/block1 $T/block3; sleep 0.01; done >$T/in
		key +
		run cat $T/block1 >$T/in
		pause 3000
		run kill -TERM \$JOB
		ended
		go
	END
	! busy 300
}
