# hls-top: its screen in a tmux terminal.

load ../lib/helper
load ../lib/terminal

# watch [PREFIX]: hls-top in the terminal, on a FIFO that fd 7 writes.
watch() {
	mkfifo "$T/in"
	type_line "stty -g >\$T/before; ${1:-} hls-top <\$T/in; echo code \$?"
	exec 7>"$T/in"
}

# has_rows WORD...: the rows of the screen begin with these, all of them.
has_rows() {
	is "$(tm capture-pane -p | awk '{ print $1 }' | xargs)" "$*"
}

@test "the overview fits each size, and resizes at once" {
	terminal 80 24
	watch
	block 3 >&7
	should_look_like top-80x24.txt
	for size in 120x40 160x50 200x60 40x10; do
		tm resize-window -x "${size%x*}" -y "${size#*x}"
		should_look_like top-$size.txt
	done
	# No heading without its rows, no rows without their heading.
	tm resize-window -x 80 -y 5
	wait_for 5 has_rows hls-top clients viewers errors 1
	tm resize-window -x 20 -y 5
	wait_for 5 has_rows ht... clients viewers errors 1
	for size in "20 3" "3 2" "1 1"; do
		tm resize-window -x ${size% *} -y ${size#* }
	done
	tm resize-window -x 80 -y 24
	should_look_like top-80x24.txt
	exec 7>&-
	wait_for 5 shows '^code 0'
	restored
}

@test "the overview during the ramp, with errors and stalls, at the end" {
	terminal 80 24
	watch
	block 1 >&7
	should_look_like top-ramp.txt
	tm resize-window -x 100 -y 30
	# The terminal grows in the middle of a block, too.
	block 2 | head -n 20 >&7
	tm resize-window -x 110 -y 40
	block 2 | tail -n +21 >&7
	block 3 | sed 's/ stalled=1/ stalled=3/; s/ running=4/ running=2/' >&7
	should_look_like top-errors.txt
	local broken ok
	broken=$(line n=1 ok=0 value=0.008000 window=steady broke=1795351503.000000 \
	    worst=0.503000 text=segment.ttfb.p95%20'<'%205ms%20over%2010s)
	ok="n=2 ok=1 value=0.050800 window=steady text=rebuffer.ratio%20<%2010%25"
	block 4 | awk -v broken="$broken" -v ok="$ok" '
		/ - verdict / {
			print $1, "- threshold", broken
			print $1, "- threshold", ok
			$0 = $1 " - verdict state=fail code=99"
		}
		{ print }' >&7
	should_look_like top-end.txt
	exec 7>&-
	wait_for 5 shows '^code 99'
	restored
}

@test "origins have rows, what is down first" {
	terminal 80 30
	watch
	block 3 | with_origins >&7
	wait_for 5 shows '^origin  *?\[2Jdb DOWN  refused$'
	shows '^  *web up  cpu 41.8 %  out 720.0 Mbit/s  req/s 48.8  conns 57$'
	tm resize-window -x 120 -y 30
	wait_for 5 shows 'conns 57  memory 31.0 %  in 10.0 Mbit/s$'
	# The first of them stays until little else does.
	tm resize-window -x 80 -y 9
	wait_for 5 eval "! shows '^  *web up'"
	shows '^origin .*DOWN'
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "what another program wrote onto the screen goes" {
	local i
	terminal 80 24
	watch
	block 3 >&7
	wait_for 5 shows '^clients  *running'
	tty=$(tm display -p '#{pane_tty}')
	printf 'hls-spawn: %80s\n\n\n' spoilt >"$tty"
	wait_for 5 shows spoilt
	for i in 1 2 3 4 5 6 7; do
		block 3 >&7
		sleep 1
	done
	no shows spoilt
	is "$(tm capture-pane -p | grep -c '^clients  *running')" 1
	is "$(tm capture-pane -p | head -n 1 | cut -c 1-7)" hls-top
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "hosts of a merge have a row, with those that are in trouble" {
	terminal 100 30
	watch
	block 3 | with_hosts | sed '/name=[bcde]/d' >&7
	wait_for 5 shows '^hosts  *live 3$'
	block 4 | with_hosts >&7
	wait_for 5 shows "$(line '^hosts  *live 5  silent 1  cut 1 ' \
		'b silent for 4.20 s  c cut off  d clock 90.0 s behind')"
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "it waits for the first block, then keeps the report" {
	terminal 80 24
	watch
	sleep 0.2
	screen_is "0 1"
	block 1 >&7
	wait_for 5 screen_is "1 0"
	block 4 >&7
	wait_for 5 shows 'stopped 6'
	exec 7>&-
	wait_for 5 shows '^code 0'
	shows '^6 viewers, 4s: 1 rebuffered (5.08 % of viewing)'
	shows '^Errors     segment 503 x 1'
	restored
}

# A run that ends in order on the first INT, as a pipeline of ours does.
run_of_ours() {
	cat >"$T/run" <<-'END'
		trap 'cat $T/last; kill $!; exit 0' INT
		cat $T/first
		sleep 20 >/dev/null &
		wait
	END
	block 1 >"$T/first"
	block 4 >"$T/last"
	type_line 'stty -g >$T/before; bash $T/run | hls-top; echo code $?'
	wait_for 5 screen_is "1 0"
}

@test "q ends the whole pipeline in order" {
	terminal 80 24
	run_of_ours
	shows '^1 overview .*  q stop  ? help$'
	tm send-keys q
	wait_for 5 shows '^code 0'
	shows '^6 viewers, 4s'
	restored
}

@test "^C ends the whole pipeline in order" {
	terminal 80 24
	run_of_ours
	tm send-keys C-c
	wait_for 5 shows '^code 0'
	shows '^6 viewers, 4s'
	restored
}

@test "a run that breaks off leaves its last figures" {
	terminal 160 24
	watch
	block 2 >&7
	wait_for 5 screen_is "1 0"
	exec 7>&-
	wait_for 5 shows '^code 0'
	shows '0:02  clients 4/6 .* failed so far 3'
	restored
}

@test "TERM and QUIT restore the terminal" {
	terminal 80 24
	for signal in TERM QUIT; do
		watch "sh -c 'echo \$\$ >\$T/pid; exec \"\$@\"' sh"
		block 1 >&7
		wait_for 5 screen_is "1 0"
		kill -$signal "$(cat "$T/pid")"
		wait_for 5 shows "^code $((128 + $(kill -l $signal)))"
		restored
		exec 7>&-
		rm "$T/in"
	done
}

@test "INT and HUP do not end it, its input does" {
	terminal 80 24
	watch "sh -c 'echo \$\$ >\$T/pid; exec \"\$@\"' sh"
	block 1 >&7
	wait_for 5 screen_is "1 0"
	kill -INT "$(cat "$T/pid")"
	kill -HUP "$(cat "$T/pid")"
	block 2 >&7
	wait_for 5 shows 'running 2'
	sed 's/state=none code=0/state=fail code=99/' "$STAT" >&7
	exec 7>&-
	wait_for 5 shows '^code 99'
	restored
}

@test "^Z gives the terminal back, fg takes it again" {
	terminal 80 24
	watch
	block 1 >&7
	wait_for 5 screen_is "1 0"
	tm send-keys C-z
	wait_for 5 shows 'Stopped'
	restored
	type_line fg
	wait_for 5 screen_is "1 0"
	wait_for 5 shows '^hls-top  http'
	# From the background it leaves the terminal alone.
	tm send-keys C-z
	wait_for 5 screen_is "0 1"
	type_line bg
	block 2 >&7
	sleep 0.3
	restored
	type_line fg
	block 3 >&7
	wait_for 5 shows 'running 4'
	screen_is "1 0"
	exec 7>&-
	wait_for 5 screen_is "0 1"
	restored
}

# has_amounts COLUMNS WINDOW: segments per second, and that of the latencies.
has_amounts() {
	[ "$(tm capture-pane -p | awk '/^segment.s/ { $1 = ""; print }' |
	    xargs)" = "$1" ] && shows "^latency, $2 "
}

# at ELAPSED COLUMNS WINDOW: so it stands there so long after the start.
at() {
	block 3 | sed "s/ elapsed=[^ ]*/ elapsed=$1/" >&7
	wait_for 5 has_amounts "$2" "$3"
}

@test "a window is empty until the run is as long" {
	terminal 80 24
	watch
	at 9.800000 "8.0 - - - - 7.0" all
	at 9.950000 "8.0 7.0 - - - 7.0" all
	at 30.000000 "8.0 7.0 7.0 - - 7.0" all
	# What w has chosen comes when it is full.
	at 60.000000 "8.0 7.0 7.0 7.0 - 7.0" 60s
	tm send-keys w
	wait_for 5 shows '^latency, all '
	tm send-keys w w w w
	wait_for 5 shows '^latency, 60s '
	at 300.000000 "8.0 7.0 7.0 7.0 7.0 7.0" 60s
	# The whole run is the only one in the others, too.
	at 0.500000 "- - - - - 7.0" all
	tm send-keys w
	tm send-keys 2
	wait_for 5 shows '^of the whole run'
	# Without a clock nobody knows.
	block 3 | sed 's/ elapsed=[^ ]*//' >&7
	tm send-keys 1 w
	wait_for 5 shows '^segment/s  *8.0  *7.0  *7.0  *7.0  *7.0  *7.0$'
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "q at a FIFO that has a name detaches: nothing else is ended" {
	terminal 80 24
	watch
	block 4 >&7
	wait_for 5 shows '^1 overview .*  q detach  ? help$'
	tm send-keys '?'
	wait_for 5 shows '^q  *leave the run, which goes on'
	# Its writer still holds the FIFO open.
	tm send-keys q
	wait_for 5 shows '^code 0'
	shows '^6 viewers, 4s'
	restored
	exec 7>&-
}

@test "keys: windows, help, repaint, and none inside a sequence" {
	terminal 80 24
	watch
	block 1 | sed 's/ elapsed=[^ ]*/ elapsed=400.000000/' >&7
	wait_for 5 shows '^latency, 60s '
	for window in 300s all 1s 10s 30s 60s; do
		tm send-keys w
		wait_for 5 shows "^latency, $window "
	done
	tm send-keys '?'
	wait_for 5 shows '^q  *leave the run, which goes on'
	tm send-keys '?'
	wait_for 5 shows '^latency, 60s '
	tm send-keys Up F5 PPage C-l
	tm send-keys -l $'\033Ow\033[1;2q'
	tm send-keys w
	wait_for 5 shows '^latency, 300s '
	# The views, by number and by Tab.
	tm send-keys 4
	wait_for 5 shows '^1 overview .*q detach'
	wait_for 5 eval "! shows '^latency'"
	tm send-keys Tab Tab Tab
	wait_for 5 shows '^latency, 300s '
	tm send-keys BTab
	wait_for 5 shows '^limits '
	tm send-keys 1
	# The first error, and Esc.
	tm send-keys e
	wait_for 5 shows '^first error  none so far'
	block 3 >&7
	wait_for 5 shows '^first error  at 0:03: segment 503'
	tm send-keys Escape
	wait_for 5 eval "! shows '^first error'"
	exec 7>&-
	wait_for 5 shows '^code'
}

# The escape sequences of frame.c and term.c, and nothing else.
only_known_sequences() {
	sed -e 's/\x1b\[\([0-9]*;1H\|K\|2J\)//g' \
	    -e 's/\x1b\[\(0\|1\|2\|7\|31\|33\|36\)m//g' \
	    -e 's/\x1b\[?\(1049\|25\)[hl]//g' "$1" | tr -d '\r\n' |
	    LC_ALL=C grep -aq '[^ -~]' && return 1
	return 0
}

@test "no foreign byte reaches the terminal, no line is too long" {
	terminal 80 24
	# Left to bash, the line editor's sequences would be in the capture.
	local nasty='%1B[31m%1B]0;x%07%C2%9B%9B2J%0D%0A%08%00%7F%E2%82%AC'
	nasty+=$nasty$nasty$nasty$nasty
	sed -e "s/url=[^ ]*/url=$nasty/" -e "s/kind=[^ ]*/kind=$nasty/" \
	    -e "s/text=[^ ]*/text=$nasty/" "$STAT" >"$T/nasty"
	type_line 'clear; sh -c "read line; LC_ALL=C; exec hls-top <\$T/in"; sleep 9'
	mkfifo "$T/in"
	tm pipe-pane -O "cat >$T/bytes"
	tm send-keys Enter
	exec 7>"$T/in"
	cat "$T/nasty" >&7
	wait_for 5 shows 'stopped 6'
	exec 7>&-
	wait_for 5 screen_is "0 1"
	wait_for 5 grep -qa 1049l "$T/bytes"
	tr '\n' '\r' <"$T/bytes" | sed 's/.*\x1b\[?1049h/\x1b[?1049h/' |
	    tr '\r' '\n' >"$T/ours"
	only_known_sequences "$T/ours"
	tr '\n' '\r' <"$T/ours" | sed 's/\x1b\[?1049l.*//' | tr '\r' '\n' |
	    sed -e 's/\x1b\[[0-9]*;1H/\n/g' -e 's/\x1b\[[?0-9]*[A-Za-z]//g' |
	    awk 'length > 80 { print; bad = 1 } END { exit bad || NR < 24 }'
}

@test "NO_COLOR and TERM=dumb" {
	terminal 80 24
	tm pipe-pane -O "cat >$T/bytes"
	mkfifo "$T/in"
	for colour in "" 1; do
		type_line "NO_COLOR=$colour hls-top <\$T/in"
		exec 7>"$T/in"
		block 3 >&7
		wait_for 5 shows 'running 4'
		exec 7>&-
		wait_for 5 screen_is "0 1"
		wait_for 5 grep -qa 1049l "$T/bytes"
		if [ -z "$colour" ]; then
			grep -qaF $'\033[31m' "$T/bytes"
		fi
		: >"$T/bytes"
	done
	run grep -caF $'\033[31m' "$T/bytes"
	is "$output" 0
	type_line 'clear; TERM=dumb hls-top <$STAT; echo code $?'
	wait_for 5 shows '^code 0'
	shows '0:04  clients 0/6'
}

@test "in the background it prints lines and leaves the terminal alone" {
	terminal 160 24
	type_line 'stty -g >$T/before; hls-top <$STAT & wait $!; echo code $?'
	wait_for 5 shows '^code 0'
	shows '0:04  clients 0/6'
	restored
}

@test "failed connections are failures in the tables" {
	terminal 80 24
	watch
	refused >"$T/refused"
	STAT=$T/refused block 3 >&7
	wait_for 5 shows '^errors        7 of 7 connections$'
	shows '^failed    *7  *-  *-  *-  *-  *7$'
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "exit codes" {
	run hls-top -b </dev/null
	is "$status" 1
	[[ $output == *"ended without a block"* ]]
	sed 's/state=none code=0/state=fail code=99/' "$STAT" >"$T/fail"
	run hls-top -b <"$T/fail"
	is "$status" 99
	run hls-top -b -w 2s <"$STAT"
	is "$status" 2
	[[ $output == *"2s"*"none of 1s, 10s, 30s, 60s, 300s, all"* ]]
	run hls-top operand <"$STAT"
	is "$status" 2
	run script -qec hls-top /dev/null </dev/null
	is "$status" 2
	run bash -c "hls-top -b <'$STAT' >/dev/full"
	is "$status" 1
	[[ $output == *"standard output: No space left"* ]]
	mkfifo "$T/in"
	bash -c "hls-top -b <'$T/in' | head -n 1; exit \${PIPESTATUS[0]}" \
	    >"$T/got" 3>&- &
	exec 7>"$T/in"
	cat "$STAT" >&7
	wait_for 5 test -s "$T/got"
	(cat "$STAT" >&7) 2>/dev/null || :
	exec 7>&-
	wait $!
	is "$(wc -l <"$T/got")" 1
}
