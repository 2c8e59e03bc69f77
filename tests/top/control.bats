#!/usr/bin/env bats
# hls-top --control: keys for the load of a run.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/terminal

# watch ARGUMENTS: hls-top in the terminal, on a FIFO that fd 7 writes.
watch() {
	mkfifo "$T/in"
	type_line "stty -g >\$T/before; hls-top $1 <\$T/in; echo code \$?"
	exec 7>"$T/in"
	block 1 >&7
	wait_for 5 screen_is "1 0"
}

# got LINE...: the lines that came through the FIFO so far.
got() {
	is "$(cat "$T/got")" "$(printf '%s\n' "$@")"
}

# leave: the input ends, and the terminal is as it was.
leave() {
	exec 7>&-
	wait_for 5 shows '^code 0'
	restored
}

@test "keys write lines into the FIFO, and the last row says so" {
	terminal 80 24
	mkfifo "$T/fifo"
	# As hls-spawn has it: a reader that is also a writer.
	cat <>"$T/fifo" >"$T/got" 3>&- &
	started $!
	watch '--control $T/fifo'
	tm send-keys +
	wait_for 5 shows '^asked: 7 clients$'
	wait_for 5 got 'clients 7'
	tm send-keys + -
	wait_for 5 got 'clients 7' 'clients 8' 'clients 7'
	tm send-keys C
	wait_for 5 shows '^clients: _  Enter sends it'
	tm send-keys -l 'x4a0'
	wait_for 5 shows '^clients: 40_ '
	tm send-keys Enter
	wait_for 5 shows '^asked: 40 clients$'
	tm send-keys R
	wait_for 5 shows '^starts per second: _'
	tm send-keys -l 0
	tm send-keys Enter
	wait_for 5 shows '^starts per second: 0_ .*0.001 to 100000$'
	tm send-keys -l .5
	tm send-keys Enter
	wait_for 5 shows '^asked: 0.5 starts per second$'
	tm send-keys P
	wait_for 5 shows '^asked: pause$'
	# The help has them; without a message the last row is the views again.
	tm send-keys '?'
	wait_for 5 shows '^X  *stop the run by --control'
	shows 'P starts paused'
	tm send-keys '?' P
	wait_for 5 shows '^asked: resume$'
	tm send-keys X
	wait_for 5 shows '^stop the run? y: yes'
	tm send-keys q
	wait_for 5 shows '^not stopped$'
	tm send-keys X y
	wait_for 5 got 'clients 7' 'clients 8' 'clients 7' 'clients 40' \
		'rate 0.5' pause resume stop
	tm send-keys w
	wait_for 5 shows '^stopping  q again: at once'
	leave
}

@test "what cannot be sent is told, and nothing waits" {
	terminal 80 24
	mkfifo "$T/fifo"
	watch '--control $T/fifo'
	tm send-keys +
	wait_for 5 shows '^not sent: clients 7: nobody reads it$'
	rm "$T/fifo"
	tm send-keys P
	wait_for 5 shows '^not sent: pause: No such file or directory$'
	echo text >"$T/fifo"
	tm send-keys P
	wait_for 5 shows '^not sent: pause: it is no FIFO$'
	is "$(cat "$T/fifo")" text
	rm "$T/fifo"
	mkfifo "$T/fifo"
	# A reader that takes nothing.
	exec 8<>"$T/fifo"
	head -c 65536 /dev/zero >&8
	tm send-keys P
	wait_for 5 shows '^not sent: pause: it is full$'
	exec 8>&-
	block 2 >&7
	wait_for 5 shows 'running 2'
	leave
}

@test "without --control its keys say how to have it, others do nothing" {
	terminal 80 24
	watch ''
	for key in + - C R P X; do
		tm send-keys "$key"
		wait_for 5 shows "^$key changes the load: start hls-spawn and .*FIFO\$"
		# The next key is a key again, and takes the answer away.
		tm send-keys z
		wait_for 5 shows '^1 overview'
	done
	tm capture-pane -p >"$T/before-keys"
	tm send-keys z Z '!' F5 Up
	tm send-keys '?'
	wait_for 5 shows '^> <  *draw less or more often$'
	run ! shows '^X '
	shows '^1 overview'
	tm send-keys '?'
	looks_like "$T/before-keys"
	leave
}

@test "the keys of a real run: more, paused, stopped" {
	terminal 80 24
	printf '#!/bin/sh\nexec sleep 60\n' >"$T/child"
	chmod +x "$T/child"
	type_line 'stty -g >$T/before; clear'
	type_line "hls-spawn -n 2 --control \$T/fifo -- \$T/child 2>\$T/err |
tee -i \$T/raw | hls-parse | hls-agg -q | hls-top --control \$T/fifo; echo code \$?"
	wait_for 20 screen_is "1 0"
	wait_for 10 shows '2/2 started'
	tm send-keys +
	wait_for 10 shows '3/3 started'
	tm send-keys X y
	wait_for 10 shows '^code 0'
	grep -q '^hls-spawn: control: 3 clients (was 2)$' "$T/err"
	is "$(tail -n 1 "$T/raw" | cut -d' ' -f 2-)" '- end reason=control'
	restored
}

@test "--control is for the screen" {
	for how in -b -1 '--every 2s' '--replay 1'; do
		run -2 hls-top --control "$T/fifo" $how <"$STAT"
		[[ ${lines[0]} == 'hls-top: --control is for the screen of a run'* ]]
	done
}
