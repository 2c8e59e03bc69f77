# hls-top without a screen: lines, pages; and replays, on a screen too.

load ../lib/helper
load ../lib/terminal

@test "-b prints a line per block" {
	hls-top -b <"$STAT" >"$T/got"
	same "$TOP/tests/data/stat/top-lines.txt" "$T/got"
	# So it does where there is no terminal to draw on.
	hls-top <"$STAT" | same "$T/got" -
	hls-top --batch --window all <"$STAT" >"$T/all"
	is "$(wc -l <"$T/all")" 4
	grep -q '0:04 .* playlist/s   15.0 ' "$T/all"
	# Too short to be measured is not nothing.
	sed 's/ ttfb\.p50=[^ ]*/ ttfb.p50=0.000000/' "$STAT" | hls-top -b |
	    grep -q ' p50   <1 us p95 '
	# What is not measured is a dash.
	sed -e '/ 1s segment /d' -e '/ - clients /d' "$STAT" | hls-top -b |
	    grep -q 'clients -/-  .*segment/s      - .* p50       - p95       - '
}

@test "origins in lines" {
	block 3 | with_origins | hls-top -b >"$T/got"
	grep -q '  failed so far [0-9]*  origin ?\[2Jdb DOWN refused, web cpu 41.8 %$' "$T/got"
	block 3 | with_origins | sed 's/answering=0/answering=1/; s/exporters=1/exporters=2/;
	    s/cpu=[^ ]*//' | hls-top -b | grep -q 'db 1/2 up refused, web req/s 48.8$'
}

@test "hosts of a merge in lines, where something is to be said of them" {
	block 3 | with_hosts | hls-top -b >"$T/got"
	grep -q "$(line '  failed so far [0-9]*  host b silent for 4.20 s,' \
		'c cut off, d clock 90.0 s behind, e?x clock 3.00 s ahead$')" "$T/got"
	block 3 | with_hosts | sed '/name=[bcde]/d' | hls-top -b >"$T/got"
	no grep ' host ' "$T/got"
}

@test "failed connections are failures in lines" {
	refused | hls-top -b -w 10s >"$T/got"
	is "$(grep -c '  failed 7  failed so far 7$' "$T/got")" 4
	refused | hls-top -b -w all >"$T/got"
	is "$(grep -c '  rebuffering [01]  failed so far 7$' "$T/got")" 4
	# Where nothing could have failed there is a dash.
	refused 0 | hls-top -b | grep -q '  failed -  failed so far -$'
}

@test "-b prints one line for each second" {
	# Ticks at 4, the last block at 4.3 s with nothing new.
	(cat "$STAT"; block 4; block 4 | sed 's/elapsed=4.0/elapsed=4.3/') |
	    hls-top -b | same "$TOP/tests/data/stat/top-lines.txt" -
	# Of what is new in the last one nothing is lost.
	(cat "$STAT"; block 4; block 4 | sed -e 's/elapsed=4.0/elapsed=4.3/' \
	    -e '/ all connect /s/fail=1/fail=2/') | hls-top -b >"$T/got"
	is "$(wc -l <"$T/got")" 5
	grep -q '^   0:04 .* failed so far 3$' "$T/got"
	tail -n 1 "$T/got" | grep -q '^   0:04 .* failed so far 4$'
	# Without a clock no line can be one too many.
	(block 1; block 1) | sed 's/ elapsed=[^ ]*//' | hls-top -b >"$T/got"
	is "$(wc -l <"$T/got")" 2
}

@test "-b prints a line as soon as its block is there" {
	mkfifo "$T/in"
	hls-top -b <"$T/in" >"$T/got" 3>&- &
	started $!
	exec 7>"$T/in"
	for n in 1 2 3; do
		block $n >&7
		wait_for 5 eval "[ \"\$(wc -l <$T/got)\" -eq $n ]"
	done
	exec 7>&-
	wait $!
}


# run_of SECONDS: a block for each of them, the first at 1 s, the last 0.3 s
# later than the one before; each half a second of stamps after another.
run_of() {
	block 3 >"$T/block"
	awk -v n="$1" '{ text[NR] = $0 }
	    END { for (k = 1; k <= n + 1; k++) {
		for (i = 1; i <= NR; i++) {
			line = text[i]
			sub(/^[0-9.]*/, sprintf("%.6f", 1000 + k / 2), line)
			sub(/ elapsed=[^ ]*/, sprintf(" elapsed=%.6f",
			    k <= n ? k : n + 0.3), line)
			print line
		}
	    } }' "$T/block"
}

# clocks: the times of the lines on standard input.
clocks() {
	awk '{ print $1 }' | xargs
}

@test "--every: a line per so much of the run, and the last one" {
	run_of 25 >"$T/run"
	is "$(hls-top --every 10s <"$T/run" | clocks)" "0:01 0:10 0:20 0:25"
	# It is the run's time that counts: a run that has begun, a slow reader.
	is "$(tail -n +$(($(wc -l <"$T/block") * 12 + 1)) "$T/run" |
	    hls-top -b --every 10s | clocks)" "0:13 0:20 0:25"
	hls-top --every 10s <"$T/run" >"$T/got"
	hls-top --every 10s --replay 50 <"$T/run" | same "$T/got" -
	# The last line is there once.
	run_of 20 >"$T/run"
	is "$(hls-top --every 10s <"$T/run" | clocks)" "0:01 0:10 0:20"
	is "$(hls-top --every 1m <"$T/run" | clocks)" "0:01 0:20"
}

# counted: the blocks of run_of, whose totals grow by so much each second.
counted() {
	run_of "$1" | awk '$2 ~ /^(all|10s|30s)$/ || $3 ~ /^(run|block)$/ {
		if ($2 == "-" && $3 == "run")
			for (i = 4; i <= NF; i++)
				if ($i ~ /^elapsed=/)
					t = substr($i, 9)
		all[++n] = $0
	}
	/ - block / {
		for (i = 1; i <= n; i++) {
			line = all[i]
			if (line ~ / all playlist /)
				sub(/ count=[0-9]*/, " count=" int(t * 3), line)
			if (line ~ / all segment /)
				sub(/ count=[0-9]*/, " count=" int(t * t), line)
			if (line ~ / all http /) {
				gsub(/ (bytes|requests|error.count)=[^ ]*/, "",
				    line)
				line = line " bytes=" int(t * 125000) \
				    " requests=" int(t * 9) " error.count=" \
				    int(t)
			}
			if (line ~ / all connect /)
				sub(/ fail=[0-9]*/, " fail=0", line)
			print line
		}
		n = 0
	}'
}

# columns: time, playlists, segments, Mbit/s and failures of lines.
columns() {
	awk '{ for (i = NF; i > 0; i--) v[$i] = $(i + 1)
	    print $1, v["playlist/s"], v["segment/s"], v["Mbit/s"],
	        v["failed"] }'
}

@test "--every: the window of that width, or what the counters gained" {
	# Each window has another rate.
	run_of 12 | sed -e '/ 1s segment /s/ rate=[^ ]*/ rate=1.000000/' \
	    -e '/ 10s segment /s/ rate=[^ ]*/ rate=10.000000/' \
	    -e '/ 30s segment /s/ rate=[^ ]*/ rate=30.000000/' \
	    -e '/ 10s segment /s/ ttfb.p50=[^ ]*/ ttfb.p50=0.010000/' \
	    -e '/ 30s segment /s/ ttfb.p50=[^ ]*/ ttfb.p50=0.030000/' >"$T/run"
	is "$(hls-top -b <"$T/run" | grep -c '/s    1.0 .* TTFB p50 ')" 12
	is "$(hls-top --every 10s <"$T/run" |
	    grep -c '/s   10.0 .* segment TTFB p50 10.0 ms ')" 3
	is "$(hls-top --every 30s <"$T/run" |
	    grep -c '/s   30.0 .* segment TTFB p50 30.0 ms ')" 2
	# Who says another one gets it.
	is "$(hls-top --every 10s -w 30s <"$T/run" |
	    grep -c '/s   30.0 .* segment TTFB p50 30.0 ms ')" 3
	# The stream may have other windows.
	is "$(grep -v ' 10s ' "$T/run" | hls-top --every 10s |
	    grep -c ' segment TTFB 1s p50 ')" 3
}

@test "--every: counters between lines where there is no such window" {
	counted 45 >"$T/run"
	hls-top --every 20s <"$T/run" >"$T/got"
	# The last line comes too early, and looks back to the one before it.
	# 3 playlists a second, t * t segments, 1 Mbit/s, a failure each second.
	columns <"$T/got" | same - <(printf '%s\n' '0:01 3.0 1.0 1.0 1' \
	    '0:20 3.0 21.0 1.0 19' '0:40 3.0 60.0 1.0 20' '0:45 3.0 65.3 1.0 25')
	# The nearest window, the wider of two, is named.
	is "$(grep -c '  segment TTFB 30s p50 ' "$T/got")" 4
	hls-top --every 15s <"$T/run" >"$T/got"
	is "$(grep -c '  segment TTFB 10s p50 ' "$T/got")" 5
	# Who comes later does not know what was before.
	awk '/ elapsed=23/ { on = 1 } on' "$T/run" |
	    sed '1,/ - block /d' >"$T/late"
	hls-top --every 20s <"$T/late" | columns >"$T/got"
	is "$(head -n 1 "$T/got")" "0:24 - - - -"
	sed -n 2p "$T/got" | grep -q '^0:40 3.0 64.0 1.0 16$'
	# Another run behind it starts anew.
	cat "$T/run" "$T/run" | hls-top --every 20s | columns >"$T/got"
	grep -c '^0:20 3.0 21.0 1.0 19$' "$T/got" | same - <(echo 2)
}

# judge STATE WHY [OK]: the block on standard input, with a threshold, judged.
judge() {
	local threshold="n=1 ${3:-ok=1} value=0.02 text=segment.ttfb.p95%20<%201s"
	sed "s/^\([0-9.]*\) - verdict .*/\1 - threshold $threshold\n\1 - verdict \
state=$1 code=0 why=$2/"
}

# ends_with WORDS: the line on standard input does.
ends_with() {
	grep -q "  failed so far [0-9]*$1\$"
}

@test "lines end with the state, and with what makes it worthless" {
	local limited='s/^\([0-9.]*\) - block /\1 - evidence text=late\n&/'
	local lossy='/ all pipeline /s/lost=0/lost=5/'

	block 3 | hls-top -b | ends_with ""
	block 3 | judge inconclusive running | hls-top -b | ends_with "  PASSING"
	block 3 | judge inconclusive running ok=0 | hls-top -b | ends_with "  FAILING"
	block 3 | judge inconclusive running "warn=1 ok=0" | hls-top -b |
	    ends_with "  PASSING"
	block 3 | judge pass "" | hls-top -b | ends_with "  PASS"
	block 3 | judge fail "" | hls-top -b | ends_with "  FAIL"
	block 3 | judge inconclusive cut | hls-top -b | ends_with "  INCONCLUSIVE"
	block 3 | sed "$limited" | hls-top -b | ends_with "  GENERATOR-LIMITED"
	block 3 | judge inconclusive late,running | sed "$limited" | hls-top -b |
	    ends_with "  PASSING  GENERATOR-LIMITED"
	block 3 | judge pass "" | sed "$lossy" | hls-top -b |
	    ends_with "  PASS  METRICS DEGRADED"
	block 3 | judge pass "" | with_origins | hls-top -b |
	    grep -q '  PASS  origin ?\[2Jdb DOWN'
}

@test "while nobody has played a run is starting, or failing; not passing" {
	local none='/ all startup /s/ count=[0-9]* fail=[0-9]*/ count=0 fail=0/'
	local some='/ all startup /s/ count=[0-9]* fail=[0-9]*/ count=0 fail=2/'
	local waits='s/^\([0-9.]*\) - block /\1 - startup pending=3\n&/'

	block 3 | grep -q ' all startup count=[1-9]'
	block 3 | judge inconclusive running | sed -e "$none" -e "$waits" |
	    hls-top -b | ends_with "  STARTING"
	block 3 | judge inconclusive running | sed "$some" | hls-top -b |
	    ends_with "  FAILING"
	block 3 | judge inconclusive running | sed "$waits" | hls-top -b |
	    ends_with "  PASSING"
}

@test "the last line has the verdict, though it is of the same second" {
	(block 3 | judge inconclusive running; block 3 | judge fail "" ok=0) |
	    sed 's/code=0/code=99/' >"$T/run"
	run hls-top -b <"$T/run"
	is "$status" 99
	is "${#lines[@]}" 2
	[[ ${lines[0]} == *"  PASSING" ]]
	[[ ${lines[1]} == *"  FAIL" ]]
	(block 3 | judge pass ""; block 3 | judge pass "") | hls-top -b >"$T/got"
	is "$(wc -l <"$T/got")" 1
}

# headings: the names that stand over a row of as many dashes.
headings() {
	awk '/^-+$/ && length == length(last) { print last } { last = $0 }' "$1" |
	    xargs
}

@test "-1 prints one page, of the last block" {
	hls-top -b -1 <"$STAT" >"$T/got"
	is "$(grep -c '^hls-top  ' "$T/got")" 1
	head -n 1 "$T/got" | grep -q ' live 0:04/0:08$'
	is "$(headings "$T/got")" \
	    "overview layers viewers origin generator verdict"
	grep -q '^latency, all ' "$T/got"
	grep -q '^playlist/s .* 15\.0$' "$T/got"
	# The sparklines are of a screen; a page has no blanks at its ends.
	is "$(grep -c -e '^requests/s' -e ' max  *-$' -e ' $' "$T/got")" 0
	# It knows of the blocks before.
	grep -q '  blocks seen  *4$' "$T/got"
	is "$(tail -n 1 "$T/got")" "verdict       none: no thresholds  exit code 0"
	# The letter alone says it; so does the long name.
	hls-top -1 <"$STAT" | same "$T/got" -
	hls-top --page <"$STAT" | same "$T/got" -
	hls-top -1 -w 1s <"$STAT" >"$T/got"
	grep -q '^latency, 1s ' "$T/got"
}

@test "a page ends with the thresholds and the verdict" {
	(block 2; block 3 | judge fail "late,idle" ok=0 |
	    sed 's/code=0/code=99/
	    s/^\([0-9.]*\) - block /\1 - evidence text=busy\n&/
	    s/^\([0-9.]*\) - evidence /\1 - evidence text=late%20by%201%1B[2Js\n&/') \
	    >"$T/run"
	run hls-top -1 <"$T/run"
	is "$status" 99
	printf '%s\n' "${lines[@]}" | tail -n 6 >"$T/got"
	cat >"$T/want" <<'END'
verdict
-------
thresholds    CROSSED  segment.ttfb.p95 < 1s  value 20.0 ms
evidence      late by 1?[2Js
              busy
verdict       FAIL  GENERATOR-LIMITED  exit code 99
END
	same "$T/want" "$T/got"
	# A warning is none of what went wrong; what its window did not see.
	block 3 | judge pass "" "warn=1 ok=0 all=0.5" | hls-top -1 |
	    tail -n 2 >"$T/got"
	cat >"$T/want" <<'END'
thresholds    warning  warn: segment.ttfb.p95 < 1s  value 20.0 ms  all 500 ms
verdict       PASS  exit code 0
END
	same "$T/want" "$T/got"
	# However many thresholds there are.
	block 3 | judge pass "" | awk '{ print }
	    / - threshold / { for (k = 2; k <= 300; k++) print }' >"$T/run"
	hls-top -1 <"$T/run" >"$T/got"
	is "$(sed -n '/^verdict$/,$p' "$T/got" | grep -c ' holds ')" 300
}

@test "a page is as wide as it may be, in the characters of the locale" {
	sed 's/ url=[^ ]*/ url=http:\/\/a.ex\/%C3%A9%1B[31m%C2%9B%E2%80%AE/' "$STAT" >"$T/run"
	for cols in "" 40 80 200; do
		COLUMNS=$cols hls-top -1 <"$T/run" >"$T/got"
		widest=0
		while IFS= read -r line; do
			[ ${#line} -le $widest ] || widest=${#line}
		done <"$T/got"
		[ $widest -eq ${cols:-100} ]
	done
	grep -q '^hls-top  http://a.ex/é?\[31m??  ' "$T/got"
	hls-top -1 --ascii <"$T/run" | grep -q 'a.ex/??*?\[31m'
	LC_ALL=C hls-top -1 <"$T/run" >"$T/got"
	is "$(LC_ALL=C grep -c '[^ -~]' "$T/got")" 0
}

@test "a page of nothing, and what excludes what" {
	run hls-top -1 </dev/null
	is "$status" 1
	is "$output" "hls-top: standard input: ended without a block"
	run hls-top -1 --every 10s <"$STAT"
	is "$status" 2
	is "${lines[0]}" "hls-top: --page and --every exclude each other"
	run hls-top -1 --replay 1 <"$STAT"
	is "$status" 2
	is "${lines[0]}" "hls-top: --page and --replay exclude each other"
	for wrong in 0 -1 1x fast 1000001 0.0001; do
		run hls-top -b --replay "$wrong" <"$STAT"
		is "$status" 2
		is "${lines[0]}" "$(line "hls-top: --replay: \"$wrong\" is neither max" \
		    "nor a number (0.001 to 1000000)")"
	done
	run hls-top --every 0.5s <"$STAT"
	is "$status" 2
	[[ $output == *'--every: "0.5s" is not a duration'* ]]
}

# takes MS COMMAND...: it needs at least so long.
takes() {
	local least=$1 start=${EPOCHREALTIME/./}
	shift
	"$@"
	[ $(((${EPOCHREALTIME/./} - start) / 1000)) -ge "$least" ]
}

replay() {
	hls-top -b --replay "$1" <"$T/run" >"$T/got"
}

@test "--replay follows the stamps, never faster" {
	cp "$STAT" "$T/run"
	takes 300 replay 10
	same "$TOP/tests/data/stat/top-lines.txt" "$T/got"
	takes 150 replay 20
	# From 1 s to 4 s in a thousandth of the time; or at once.
	sed 's/^179535150\([0-9]\)/\1000/' "$STAT" >"$T/run"
	takes 300 replay 10000
	timeout 20 hls-top -b --replay max <"$T/run" |
	    same "$TOP/tests/data/stat/top-lines.txt" -
	# A run behind another has its own time, though it was earlier.
	(cat "$STAT"; sed 's/^1795/1794/; s/elapsed=/elapsed=1/' "$STAT") >"$T/run"
	takes 600 replay 10
	is "$(wc -l <"$T/got")" 8
}

# lines_are N FILE: it has so many.
lines_are() {
	is "$(wc -l <"$2")" "$1"
}

# idles PID: in half a second it uses no processor.
idles() {
	local before
	before=$(awk '{ print $14 + $15 }' "/proc/$1/stat")
	sleep 0.5
	is "$(($(awk '{ print $14 + $15 }' "/proc/$1/stat") - before))" -le 5
}

@test "a replay waits without work, and INT ends the waiting" {
	[ -d /proc/self/fd ] || skip "no /proc"
	for from in file pipe; do
		: >"$T/got"
		if [ $from = file ]; then
			launch hls-top -b --replay 0.001 <"$STAT" >"$T/got" 3>&- &
		else
			launch hls-top -b --replay 0.001 < <(cat "$STAT") >"$T/got" 3>&- &
		fi
		started $!
		wait_for 5 lines_are 1 "$T/got"
		idles $!
		lines_are 1 "$T/got"
		kill -INT $!
		wait_for 5 gone $!
		code=0
		wait $! || code=$?
		if [ $from = file ]; then
			is "$code" 130
			lines_are 1 "$T/got"
		else
			is "$code" 0
			same "$TOP/tests/data/stat/top-lines.txt" "$T/got"
		fi
	done
}

@test "a replay on the screen: keys work, q shows the rest at once" {
	terminal 80 24
	for from in '<$STAT' '< <(cat $STAT)'; do
		type_line "clear; stty -g >\$T/before; hls-top --replay 0.001 $from; echo code \$?"
		wait_for 5 shows 'live 0:01'
		shows '  q end  ? help$'
		tm send-keys '?'
		wait_for 5 shows '^\^L  *draw everything again'
		tm send-keys '?'
		wait_for 5 shows '^ramp'
		tm send-keys q
		wait_for 5 shows '^code 0'
		shows '^6 viewers, 4s'
		restored
	done
}

# paused: PAUSED stands in the title.
paused() {
	shows '^hls-top .*PAUSED'
}

# title: the first row of the screen.
title() {
	tm capture-pane -p | head -n 1
}

@test "p holds a replay, and lets it go on from there" {
	terminal 80 24
	type_line 'stty -g >$T/before; hls-top --replay 1 <$STAT; echo code $?'
	wait_for 5 screen_is "1 0"
	tm send-keys p
	wait_for 5 paused
	held=$(title)
	# Longer than all that is left.
	sleep 3.5
	is "$(title)" "$held"
	tm send-keys p
	wait_for 5 eval '! paused'
	# A second of it is still to come, at least.
	screen_is "1 0"
	wait_for 5 shows '^code 0'
	restored
}

@test "p holds the end of the input, too, however fast it comes" {
	terminal 160 24
	mkfifo "$T/in"
	# Nothing more, or some blocks.
	for rest in /dev/null "$STAT"; do
		type_line 'clear; stty -g >$T/before; hls-top --replay max <$T/in; echo code $?'
		exec 7>"$T/in"
		block 1 >&7
		wait_for 5 shows 'live 0:01'
		tm send-keys p
		wait_for 5 paused
		cat "$rest" >&7
		exec 7>&-
		sleep 0.5
		paused
		shows 'live 0:01'
		tm send-keys p
		wait_for 5 shows '^code 0'
		if [ "$rest" = "$STAT" ]; then
			shows '^6 viewers, 4s'
		else
			shows '^ *0:01  clients 2/6'
		fi
		restored
	done
}

@test "^Z stops a replay's time" {
	terminal 80 24
	type_line 'stty -g >$T/before; hls-top --replay 1 <$STAT; echo code $?'
	wait_for 5 screen_is "1 0"
	tm send-keys C-z
	wait_for 5 shows 'Stopped'
	sleep 3.5
	type_line fg
	wait_for 5 screen_is "1 0"
	wait_for 5 shows 'running [246] '
	wait_for 8 shows '^6 viewers, 4s'
	restored
}

# attached: the server runs, and serves.
attached() {
	is "$(curl -s -o "$T/health" -w '%{http_code}' "$URL/health")" 200
}

@test "q while attached by /stat?follow ends only this pipeline" {
	# First, or tmux would keep the server's input open.
	terminal 160 24
	mkfifo "$T/in"
	setsid hls-export -l 127.0.0.1:0 <"$T/in" >"$T/out" 2>"$T/err" 3>&- &
	started $!
	exec 7>"$T/in"
	wait_for 5 grep -q listening "$T/err"
	URL=$(sed -n 's|.*on \(http://127.0.0.1:[0-9]*\)/metrics$|\1|p' "$T/err")
	block 1 >&7
	wait_for 5 attached
	for code in 0 99; do
		type_line "clear; stty -g >\$T/before"
		# A line of its own: at an INT the shell drops the rest of one.
		type_line "curl -sN $URL/stat?follow | hls-top"
		wait_for 5 screen_is "1 0"
		shows '^1 overview .*  q detach  ? help$'
		tm send-keys q
		# The run goes on, and has no report yet: its figures so far.
		wait_for 5 shows '^ *0:0[12]  clients '
		type_line 'echo code ${PIPESTATUS[*]}'
		wait_for 5 shows "^code 130 $code\$"
		restored
		attached
		block 2 | sed 's/state=none code=0/state=inconclusive code=99/' >&7
		wait_for 5 has_metric hls_swarm_last_snapshot_timestamp_seconds 1795351502
	done
	exec 7>&-
	wait_for 5 gone $!
}

# has_metric NAME VALUE: the server's newest block has it.
has_metric() {
	curl -s "$URL/metrics" | grep -qx "$1 $2"
}
