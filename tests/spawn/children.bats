#!/usr/bin/env bats
# hls-spawn with fake children: small scripts instead of FFmpeg. The last test
# runs the real one against the test origin.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/swarm
load ../lib/servers

# A stall takes 12 s to be called one, so its run goes on beside the others.
setup_file() {
	local child='echo out_time_us=$$ >&3; kill -STOP $$; echo more >&2
		while :; do echo out_time_us=$((i += 1)) >&3; sleep 0.2; done'
	hls-spawn --timeout 1s -d 90s -- sh -c "$child" \
		>"$BATS_FILE_TMPDIR/stall" 2>&1 3>&- &
	echo $! >"$BATS_FILE_TMPDIR/stall.pid"
}

teardown_file() {
	kill -KILL "$(cat "$BATS_FILE_TMPDIR/stall.pid")" 2>/dev/null || :
}

@test "every line is a record; swarm comes first, a tick and end last" {
	living_child
	hls-spawn -n 3 -r 50 -d 1200ms --seed 7 http://u:p@h/x?k=v -- \
		"$T/child" >"$T/raw"
	record='(log .*|progress .*|[a-z]+( [a-z0-9_.]+=[!-~]*)+)'
	no grep -Ev "^[0-9]{10}\.[0-9]{6} (-|[0-9]+\.[0-9]+) $record\$" "$T/raw"
	head -n 1 "$T/raw" | grep -q "$(line ' - swarm format=1 version=[0-9.]*' \
		'ffmpeg=none host=[A-Za-z0-9._-]* cores=[0-9]* target=3' \
		'rate=50.000000 duration=1.200000 variant=highest kind=unknown' \
		'.*seed=7 url=http://h/x?k=\*$')"
	is "$(count ' swarm ' "$T/raw")" 1
	ended duration "$T/raw"
	tail -n 2 "$T/raw" | head -n 1 |
		grep -q "$(line ' - tick target=3 started=3 starting=0 running=0' \
		'stalled=0 backoff=0 stopped=3 asked=3 starts=3 late_n=[0-9]*' \
		'late_max=[0-9.]* lost=0 lost_bytes=0')"
	is "$(count ' tick ' "$T/raw")" 2
	grep ' tick ' "$T/raw" | head -n 1 | grep -q 'running=3.* cpu=0\.[0-9]*'
	is "$(records state "$T/raw" | grep '^2.0' | paste -sd,)" \
		"2.0 state from=starting to=running,2.0 state from=running to=stopped"
	# Nothing of a session before its start or behind its exit.
	awk '$2 != "-" { if ($3 == "start") open[$2] = 1
		if (!open[$2]) bad = 1
		if ($3 == "exit") open[$2] = 0 } END { exit bad }' "$T/raw"
	is "$(count ' exit signal=15 uptime=[0-9.]* reason=shutdown$' "$T/raw")" 3
}

@test "agent and command: how it was called, without secrets" {
	child <<<'exit 0'
	# word FORM...: the run's command as a shell has it.
	word() {
		hls-spawn -d 50ms "$@" -- "$T/child" >"$T/raw" 2>"$T/err"
		# The rest of the stream is not made of the command line.
		no grep SECRET "$T/raw" "$T/err"
		sed -n 's/.* - swarm .* command=\([^ ]*\) .*/\1/p' "$T/raw" |
			sed 's/%20/ /g; s/%22/"/g; s/%25/%/g' >"$T/command"
		is "$(cat "$T/command")" "hls-spawn -d 50ms $WANT -- $T/child"
	}
	WANT="-H 'Authorization: *'"
	word -H 'Authorization: Bearer SECRET'
	word -H'Authorization: Bearer SECRET'
	word --header 'Authorization: Bearer SECRET'
	word --header='Authorization: Bearer SECRET'
	word --head='Authorization:SECRET: SECRET'
	WANT="-H 'X: *' -H 'Y: *' --no-cache -n 2 -r 50"
	word -H "X: 'SECRET" --header 'Y: SECRET http://SECRET/' --no-cache \
		-n2 --ramp-rate=50
	WANT='--proxy http://px:8080/ --label '"'of=http://h/?t=*'"
	word --proxy http://u:SECRET@px:8080/ --label='of=http://u:SECRET@h/?t=SECRET'
	WANT="'http://h/{id}?t=*' 'http://i/it%27s?*'"
	word 'http://u:SECRET@h/{id}?t=SECRET "and SECRET' "http://i/it's?SECRET"
	WANT="--host -H --seed 7"
	word --host -H --seed 7
	no grep -q ' agent=' "$T/raw"

	# What another command's arguments mean nobody knows.
	hls-spawn -d 50ms http://h/ -- "$T/child" -u me:SECRET {url} >"$T/raw"
	grep -q " command=hls-spawn%20-d%2050ms%20http://h/%20--%20$T/child%20\.\.\. " "$T/raw"
	hls-spawn -d 50ms -- "$T/child" SECRET >"$T/raw"
	grep -q " command=hls-spawn%20-d%2050ms%20--%20$T/child%20\.\.\. " "$T/raw"
}

@test "a long command is cut between two words" {
	child <<<'exit 0'
	long=$(printf 'x%.0s' {1..3900})
	hls-spawn -d 50ms --label "a=$long" -H 'A: SECRET' \
		"http://u:SECRET@h/$long?a=SECRET" http://after/ -- "$T/child" \
		>"$T/raw"
	sed -n 's/.* - swarm .* command=\([^ ]*\) .*/\1/p' "$T/raw" >"$T/got"
	is "$(sed "s/$long/LONG/; s/%20/ /g" "$T/got")" \
		"hls-spawn -d 50ms --label a=LONG -H 'A: *' ..."
	# Once cut it does not go on with a shorter word.
	no grep -q after "$T/got"
}

@test "agent is the text of --user-agent, of FFmpeg alone" {
	run -1 --separate-stderr hls-spawn --ffmpeg /bin/false http://h/
	[[ ${lines[0]} == *" agent=hls-swarm/$(hls-spawn -V | cut -d' ' -f2) "* ]]
	[[ ${lines[0]} == *" command=hls-spawn%20--ffmpeg%20/bin/false%20http://h/ "* ]]
	run -1 --separate-stderr hls-spawn --ffmpeg /bin/false \
		--user-agent 'me/1 (http://u:SECRET@h/?t=SECRET )' http://h/
	[[ ${lines[0]} == *" agent=me/1%20(http://h/?t=*%20) command="* ]]
	[[ $output != *SECRET* ]]
}

@test "the ramp follows an absolute schedule" {
	child <<<'exec sleep 60'
	hls-spawn -n 10 -r 20 --ramp-jitter 0 -d 900ms -- "$T/child" >"$T/raw"
	is "$(records start "$T/raw" | cut -d. -f 1 | paste -sd' ')" "1 2 3 4 5 6 7 8 9 10"
	# Never early; how late is for the benchmark.
	awk '$3 == "start" { if (!n) t0 = $1; if ($1 - t0 < n / 20 - 0.005) bad = 1; n++ }
		END { exit bad }' "$T/raw"
	# The same seed spreads the starts the same way.
	for i in 1 2; do
		hls-spawn -n 20 -r 100 --seed 3 -d 400ms -- "$T/child" |
			awk '$3 == "start" { print $2 }' >"$T/order$i"
	done
	same "$T/order1" "$T/order2"
	is "$(wc -l <"$T/order1")" 20
	is "$(sort -n "$T/order1" | head -n 1)" 1.0
}

@test "{url} and {id} are replaced and no shell is involved" {
	child <<-'X'
	for a; do echo "<$a>" >&2; done
	X
	hls-spawn -n 2 --once -d 10s 'http://h/a b$(id)"' -- "$T/child" '{id}' \
		'x{id}y{id}' '{url}' '$(touch '"$T"'/no)' "it's" '' '{other}' >"$T/raw"
	cat >"$T/want" <<-X
	2.0 log <2>
	2.0 log <x2y2>
	2.0 log <http://h/a b\$(id)">
	2.0 log <\$(touch $T/no)>
	2.0 log <it's>
	2.0 log <>
	2.0 log <{other}>
	X
	records log "$T/raw" | grep '^2' >"$T/got"
	same "$T/want" "$T/got"
	[ ! -e "$T/no" ]
}

@test "a child has four descriptors, default signals and original limits" {
	[ -d /proc/self/fd ] || skip "needs /proc"
	# INT and USR1 ignored, a low limit, and a stray descriptor.
	(trap '' INT USR1; ulimit -Sn 64; exec 7<"$BATS_TEST_FILENAME"
	AV_LOG_FORCE_COLOR=1 FFREPORT=x \
		exec hls-spawn -n 40 -r 1000 --ramp-jitter 0 -- sleep 60 >"$T/raw" 3>&-) &
	started $!
	wait_for 5 grep -q ' 40.0 start ' "$T/raw"
	pid=$(sed -n 's/.* 40.0 start pid=\([0-9]*\).*/\1/p' "$T/raw")
	wait_for 5 grep -q sleep "/proc/$pid/comm"
	for fd in /proc/"$pid"/fd/*; do
		link=$(readlink "$fd")
		echo "${fd##*/} ${link%%:*}"
	done >"$T/got"
	# 32 and 33 are the C library's own: nobody can set or reset them.
	grep -E '^Sig(Blk|Ign|Cgt)' "/proc/$pid/status" | while read -r name set; do
		printf '%s %x\n' "$name" $((16#$set & ~(3 << 31)))
	done >>"$T/got"
	awk '/open files/ { print $4 }' "/proc/$pid/limits" >>"$T/got"
	tr '\0' '\n' <"/proc/$pid/environ" | grep -E '^(AV_LOG|FFREPORT)' >>"$T/got"
	cat >"$T/want" <<-'X'
	0 /dev/null
	1 /dev/null
	2 pipe
	3 pipe
	SigBlk: 0
	SigIgn: 0
	SigCgt: 0
	64
	AV_LOG_FORCE_NOCOLOR=1
	X
	same "$T/want" "$T/got"
	# Its group is the guard's.
	is "$(ps -o pgid= -p "$pid")" -eq "$(guard_of $!)"
	kill -TERM $!
	wait $!
}

@test "exits are reported and restarted with growing delays" {
	child <<-'X'
	case $1 in
	1) exit 3 ;;
	2) kill -KILL $$ ;;
	3) exit 0 ;;
	esac
	X
	# Starts a third of a second apart: the ticks fall into back-offs.
	hls-spawn -n 3 -r 3 --ramp-jitter 0 -d 2800ms -- "$T/child" '{id}' >"$T/raw"
	grep -q ' 1.0 exit code=3 uptime=0\.[0-9]* reason=exit' "$T/raw"
	grep -q ' 2.0 exit signal=9 uptime=0\.[0-9]* reason=exit' "$T/raw"
	# Without --once a clean exit is a failure as well.
	grep -q ' 3.1 exit code=0 ' "$T/raw"
	is "$(records state "$T/raw" | grep '^1' | head -n 1)" "1.0 state from=starting to=backoff"
	is "$(records retry "$T/raw" | grep '^1' | cut -d' ' -f 3 | paste -sd' ')" \
		"attempt=1 attempt=2 attempt=3"
	# state, retry, exit, in this order, then the next start 1 s later.
	is "$(awk '$2 ~ /^1\.[01]$/ { print $2 $3 }' "$T/raw" | paste -sd' ')" \
		"1.0start 1.0state 1.0retry 1.0exit 1.1start 1.1state 1.1retry 1.1exit"
	awk '$3 == "start" { split($2, s, "."); if (s[2] > 0 && $1 - t[s[1]] < 0.999) bad = 1
		t[s[1]] = $1 } END { exit bad }' "$T/raw"
	grep -q ' tick .* started=3 .*backoff=[123]' "$T/raw"
}

@test "--once: a clean exit ends the viewer, a failure does not" {
	child <<-X
	echo x >>"$T/runs"
	[ "\$(wc -l <"$T/runs")" -ge 2 ]
	X
	hls-spawn --once -d 10s -- "$T/child" >"$T/raw"
	is "$(wc -l <"$T/runs")" 2
	ended done "$T/raw"
	is "$(records exit "$T/raw" | cut -d' ' -f 1-3 | paste -sd,)" \
		"1.0 exit code=1,1.1 exit code=0"
	is "$(records state "$T/raw" | tail -n 1)" "1.1 state from=starting to=stopped"
}

@test "INT, TERM and HUP end the run in order, even if inherited as ignored" {
	living_child
	for s in INT:interrupt TERM:term HUP:hup; do
		rm -f "$T/raw"
		(trap '' INT TERM HUP
		exec hls-spawn -n 3 -r 1000 -- "$T/child" >"$T/raw" 3>&-) &
		started $!
		wait_for 5 at_least 3 'to=running' "$T/raw"
		kill -"${s%:*}" $!
		wait $!
		ended "${s#*:}" "$T/raw"
		is "$(count 'reason=shutdown' "$T/raw")" 3
		nobody_left
	done
}

@test "^C for the whole process group does not reach the children" {
	living_child
	setsid launch hls-spawn -n 3 -r 1000 -- "$T/child" >"$T/raw" 3>&- &
	started $!
	wait_for 5 at_least 3 'to=running' "$T/raw"
	is "$(ps -o pgid= -p $!)" -eq $!
	kill -INT -- "-$!"
	wait $!
	ended interrupt "$T/raw"
	# The children were ended by TERM, in order.
	is "$(count ' exit signal=15 .*reason=shutdown' "$T/raw")" 3
}

@test "TERM comes twice, KILL after the grace, or at once at a second signal" {
	child <<-'X'
	trap 'echo TERM >&2' TERM
	echo ready >&2
	while :; do sleep 0.01; done
	X
	# A busy machine lets the child say late that it was told: the times are
	# right in one of three runs at least.
	for try in 1 2 3; do
		hls-spawn --grace 300ms -d 300ms -- "$T/child" >"$T/raw"
		is "$(count ' log TERM' "$T/raw")" 2
		right=$(awk '/log TERM/ { if (n++) { gap = $1 - t } t = $1 }
			/ exit / { last = $1 - t }
			END { print (gap > 0.04 && last > 0.25) }' "$T/raw")
		[ "$right" -eq 0 ] || break
	done
	is "$right" 1
	grep -q ' exit signal=9 .*reason=shutdown' "$T/raw"
	ended duration "$T/raw"
	rm "$T/raw"
	hls-spawn --grace 60s -- "$T/child" >"$T/raw" 3>&- &
	started $!
	wait_for 5 grep -q ' log ready' "$T/raw"
	kill -TERM $!
	# At once it would be the same request, as timeout(1) makes it.
	kill -TERM $!
	wait_for 5 at_least 2 ' log TERM' "$T/raw"
	sleep 0.1
	run ! gone $!
	kill -TERM $!
	wait $!
	grep -q ' exit signal=9 .*reason=shutdown' "$T/raw"
	ended term "$T/raw"
}

@test "a reader that leaves ends the run quietly, and nobody stays" {
	living_child
	run bash -c "set -o pipefail; hls-spawn -n 5 -r 1000 -- '$T/child' | head -n 5"
	is "$status" 0
	is "${#lines[@]}" 5
	nobody_left
	# Even when there is nothing to write for a second.
	t0=${EPOCHREALTIME/./}
	hls-spawn -- sleep 60 | sleep 0.2
	is "${PIPESTATUS[0]}" 0
	[ $((${EPOCHREALTIME/./} - t0)) -lt 900000 ]
}

# Children that ignore TERM and broken pipes, and children of theirs.
stubborn_child() {
	child <<-'X'
	trap '' TERM PIPE
	[ "$1" != fork ] || "$0" stay &
	while :; do echo line >&2; sleep 0.1; done
	X
}

@test "50 SIGKILLs of hls-spawn at random moments leave nobody" {
	KILLS=50 "$TOP/tests/soak" kills 3>&-
}

@test "SIGKILL of hls-spawn and its guard together leaves nobody" {
	stubborn_child
	hls-spawn -n 4 -r 1000 -- "$T/child" fork >"$T/raw" 3>&- &
	started $!
	wait_for 5 at_least 4 ' log line' "$T/raw"
	kill -KILL $! "$(guard_of $!)"
	wait_for 5 nobody_left
}

@test "without its guard the run ends with 1" {
	living_child
	hls-spawn -n 2 -r 1000 -- "$T/child" >"$T/raw" 2>"$T/err" 3>&- &
	started $!
	wait_for 5 at_least 2 'to=running' "$T/raw"
	kill -KILL "$(guard_of $!)"
	status=0; wait $! || status=$?
	is "$status" 1
	is "$(cat "$T/err")" "hls-spawn: a guard process is gone: the run ends"
	ended failed "$T/raw"
	nobody_left
}

@test "without its guard even what ignores TERM does not stay" {
	hls-spawn -n 2 -r 1000 --grace 300ms -- sh -c "trap '' TERM; sleep 31.$$; :" \
		>"$T/raw" 2>"$T/err" 3>&- &
	started $!
	wait_for 5 eval 'is "$(pgrep -fc "^sleep 31.$$")" 2'
	kill -KILL "$(guard_of $!)"
	wait $! || :
	wait_for 5 eval '! pgrep -f "^sleep 31.$$"'
}

@test "without both guards even what a child left behind does not stay" {
	# Each client has a child that ignores TERM. Guards and we are three more.
	ln -s "$TOP/bin/fake-child" "$T/child"
	hls-spawn -n 2 -r 1000 -- "$T/child" -k 4 >"$T/raw" 2>"$T/err" 3>&- &
	started $!
	wait_for 5 eval 'is "$(processes | wc -l)" 7'
	wait_for 5 at_least 2 to=running "$T/raw"
	kill -KILL $(pgrep -P $! -x hls-guard)
	status=0; wait $! || status=$?
	is "$status" 1
	ended failed "$T/raw"
	wait_for 2 nobody_left
}

@test "what a child leaves behind holds up its exit record for 1 s at most" {
	child <<-X
	sh -c 'sleep 60; : $T/' &
	exit 5
	X
	hls-spawn -d 1500ms -- "$T/child" >"$T/raw"
	awk '/ start / && !t { t = $1 } / 1.0 exit code=5 / { d = $1 - t }
		END { exit !(d > 0.9 && d < 1.3) }' "$T/raw"
	grep -q ' 1.0 exit code=5 uptime=0.0' "$T/raw"
	nobody_left
}

@test "a slow reader costs lines, counted exactly, and no other record" {
	child <<-'X'
	for b in 0 1 2 3 4 5 6 7 8 9; do
		awk -v b="$b" 'BEGIN { for (i = 2000 * b; i < 2000 * b + 2000; i++)
			print "a line of text that is about as long as most are " \
			    i > "/dev/stderr" }'
		sleep 0.1
	done
	X
	# Waits, then takes 1.5 MB/s, then all.
	hls-spawn -n 8 -r 1000 --once -d 10s --buffer 64K -- "$T/child" |
		{ sleep 0.5; for _ in {1..50}; do head -c 30000; sleep 0.02; done; cat; } >"$T/raw"
	ended done "$T/raw"
	awk '$3 == "log" { out++ } $3 == "lost" { split($4, a, "="); lost += a[2] }
		$3 == "tick" && match($0, / lost=[0-9]+/) {
			told = substr($0, RSTART + 6, RLENGTH - 6)
		}
		END { print out + lost, (lost > 0), (told == lost) }' "$T/raw" >"$T/sum"
	is "$(cat "$T/sum")" "160000 1 1"
	# A gap lies where its record stands: the numbers continue behind it.
	awk '$3 == "log" { if ($NF != next_[$2] + 0) bad = 1; next_[$2] = $NF + 1 }
		$3 == "lost" { split($4, a, "="); next_[$2] += a[2] } END { exit bad }' "$T/raw"
	is "$(count ' start ' "$T/raw")" 8
	is "$(count ' exit code=0' "$T/raw")" 8
	is "$(count ' to=stopped' "$T/raw")" 8
}

@test "what a process said before it died is read to its end" {
	child <<-'X'
	exec awk 'BEGIN { for (i = 0; i < 900; i++) {
		print "last words, number " i > "/dev/stderr"
		print "n=" i > "/dev/fd/3" } }'
	X
	hls-spawn -n 20 -r 1000 --once -d 10s -- "$T/child" >"$T/raw"
	is "$(count ' log ' "$T/raw")" 18000
	is "$(count ' progress ' "$T/raw")" 18000
	awk '$3 == "exit" { gone[$2] = 1 }
		($3 == "log" || $3 == "progress") && gone[$2] { bad = 1 }
		END { exit bad }' "$T/raw"
}

@test "CR, LF and CRLF end a line, an unfinished one counts, a long one is cut" {
	child <<-'X'
	printf 'GET / HTTP/1.1\r\nHost: x\r\n\r\n\nframe=1 \rnext\n  %%20 "\tx\001\377\n' >&2
	head -c 9000 /dev/zero | tr '\0' y >&2
	printf '\nlast' >&2
	printf 'progress=continue\n' >&3
	X
	hls-spawn --once -d 10s -- "$T/child" >"$T/raw"
	LC_ALL=C grep -aE ' (log|cut|progress) ' "$T/raw" | LC_ALL=C cut -d' ' -f 2- >"$T/got"
	{ printf '1.0 log %s\n' 'GET / HTTP/1.1' 'Host: x' '' '' 'frame=1 ' next
	printf '1.0 log   %%20 "\tx\001\377\n1.0 log %s\n' "$(head -c 8000 /dev/zero | tr '\0' y)"
	printf '1.0 cut bytes=1000\n1.0 log last\n1.0 progress progress=continue\n'; } >"$T/want"
	LC_ALL=C sort "$T/want" >"$T/want.sorted"
	LC_ALL=C sort "$T/got" >"$T/got.sorted"
	same "$T/want.sorted" "$T/got.sorted"
}

@test "misuse is named, and ends with 2" {
	misused 'no URL'
	misused 'no URL' -n 3
	misused '--clients: "abc" is not a whole number (1 to 100000)' -n abc http://h/
	misused '--clients: "0" is not a whole number (1 to 100000)' --clients 0 http://h/
	misused '--ramp-rate: "0" is not a rate per second (0.001 to 100000)' -r 0 http://h/
	misused "$(line '--variant: "best": it is none of highest, lowest,' \
		'first, all, a height such as 720p, a bandwidth such as' \
		'<=2M')" --variant best http://h/
	misused '--header: not "Name: value"' -H foo http://h/
	misused '--header: line ends and control bytes are refused' -H $'A: b\r\nC: d' http://h/
	misused '--user-agent: line ends and control bytes are refused' \
		--user-agent $'a\nb' http://h/
	misused 'the URL holds line ends or control bytes' $'http://h/\r\n'
	misused '"ftp://h/" is no URL that begins with http:// or https://' ftp://h/
	misused '--buffer: "1K" is not a size such as 512K or 8M (64K to 4G)' --buffer 1K http://h/
	misused '--bogus: unknown option' --bogus http://h/
	misused '-d: needs a value' -d
	misused '"-n": options go before the URL, a command behind --' http://h/ -n 5
	misused 'no command behind --' http://h/ --
	misused 'the command has {url}, but no URL is given' -- curl '{url}'
}

@test "a terminal on standard output: usage with the next stage, exit 2" {
	run script -qec "hls-spawn http://127.0.0.1:9/" /dev/null
	is "$status" 2
	[[ $output == *"standard output is a terminal"* ]]
	[[ $output == *"hls-spawn [options] URL | hls-parse | hls-agg"* ]]
}

@test "a standard output that fails is a failure" {
	[ -c /dev/full ] || skip "needs /dev/full"
	living_child
	run bash -c "hls-spawn -- '$T/child' >/dev/full"
	is "$status" 1
	is "$output" "hls-spawn: standard output: No space left on device"
	run bash -c "hls-spawn --once -- true >/dev/full"
	is "$status" 1
	run bash -c "hls-spawn -- '$T/child' >&-"
	is "$status" 1
	is "$output" "hls-spawn: standard output: Bad file descriptor"
	nobody_left
}

@test "what cannot be run is named, and the stream is still a whole one" {
	failed "nosuch: No such file or directory" -- nosuch
	failed "$T: Permission denied" -- "$T"
	failed "$(line "$T/ffmpeg: No such file or directory: no client can play;" \
		'install FFmpeg, or name one with --ffmpeg PATH')" \
		--ffmpeg "$T/ffmpeg" http://h/
	failed "/bin/true: it is no FFmpeg, by what it says to -version" \
		--ffmpeg /bin/true http://h/
	failed "/bin/false: it failed without a word" --ffmpeg /bin/false --reconnect http://h/
	is "$(wc -l <"$T/err")" 1
	(ulimit -n 100; failed "$(line '200 clients need 432 descriptors,' \
		'the limit is 100: raise it (ulimit -n 432)')" -n 200 -- true)
}

@test "the FFmpeg command has what this FFmpeg knows, and the chosen variant" {
	fake_ffmpeg '  -rw_timeout <int64>' 'programs.program.0.program_id=5
programs.program.0.tags.variant_bitrate="100"
programs.program.0.streams.stream.0.codec_type="video"
programs.program.1.program_id=6
programs.program.1.tags.variant_bitrate="200"
programs.program.1.streams.stream.0.codec_type="video"
format.duration="N/A"'
	run -0 hls-spawn --ffmpeg "$T/ffmpeg" --print-command --timeout 3s \
		--user-agent 'a b' -H "X-A: it's" 'http://u:p@h/x?t=1'
	is "$output" "$(line "$T/ffmpeg -hide_banner -nostdin -nostats" \
		"-loglevel repeat+level+trace -progress pipe:3 -rw_timeout 3000000" \
		"-user_agent 'a b (client 1)' -headers 'X-A: it'\\''s"$'\r\n'"'" \
		"-i 'http://u:p@h/x?t=1' -map '0:p:6:v:0?' -map '0:p:6:a:0?'" \
		"-c copy -f null - 3>/dev/null")"
	grep -qx 'a b (probe)' "$T/probed"
	fake_ffmpeg '-stats_period time  set
  -rw_timeout <int64>
  -http_seekable <boolean>
  -seekable <boolean>
  -http_multiple <boolean>
  -seg_max_retry <int>' 'format.duration="12.000000"'
	run -0 hls-spawn --ffmpeg "$T/ffmpeg" --print-command --loglevel debug \
		--variant all http://h/
	[[ $output == *"$(line ' -loglevel repeat+level+debug -progress pipe:3' \
		'-stats_period 1 -rw_timeout 15000000 -user_agent ')"* ]]
	[[ $output == *' -user_agent '*"$(line ' -http_seekable 0 -seekable 0' \
		'-http_multiple 0 -seg_max_retry 3 -re -i http://h/ -map 0 -c copy' \
		'-f null -')"* ]]
	[[ $output != *-reconnect* ]]
	# Live or VOD stands in the first record.
	hls-spawn --ffmpeg "$T/ffmpeg" --once -d 10s http://h/ | head -n 1 |
		grep -q ' ffmpeg=4.3.7-0+x .* kind=vod prefetch=0 '
	# FFmpeg's own habit.
	run -0 hls-spawn --ffmpeg "$T/ffmpeg" --print-command --prefetch http://h/
	[[ $output == *' -http_seekable 0 -seekable 0 -seg_max_retry 3 '* ]]
	hls-spawn --ffmpeg "$T/ffmpeg" --once --prefetch -d 10s http://h/ |
		head -n 1 | grep -q ' prefetch=1 '
}

# command OPTIONS...: what would be run with the FFmpeg of fake_ffmpeg.
command_of() {
	run -0 --separate-stderr hls-spawn --ffmpeg "$T/ffmpeg" --print-command "$@"
}

@test "options become FFmpeg's where it knows them, and a warning where not" {
	fake_ffmpeg '-stats_period time  set
  -rw_timeout <int64>
  -http_seekable <boolean>
  -seekable <boolean>
  -seg_max_retry <int>
  -readrate_initial_burst <double>
  -reconnect <boolean>
  -reconnect_on_network_error <boolean>
  -tls_verify <int>
  -ca_file <string>' 'format.duration="12.000000"'
	command_of --range --no-cache --reconnect --reconnect-delay 7 --segment-retries 0 http://h/
	[[ $output == *"$(line \
		" -headers 'Cache-Control: no-cache"$'\r\n'"Pragma: no-cache"$'\r\n'"'" \
		'-reconnect 1 -reconnect_streamed 1 -reconnect_on_network_error 1' \
		'-reconnect_delay_max 7 -seg_max_retry 0 -readrate 1' \
		'-readrate_initial_burst 30 -i ')"* ]]
	[[ $output != *seekable* ]]
	command_of --reconnect --no-reconnect --pace off http://h/
	[[ $output != *-reconnect* && $output != *-readrate* && $output != *-tls* ]]
	command_of -H 'X-Token: {id}-{run}' 'http://h/{id}?r={run}'
	[[ $output == *" -headers 'X-Token: 1-0"$'\r\n'"' "*" -i 'http://h/1?r=0' "* ]]
	command_of https://h/
	[[ $output == *" -tls_verify 1 "* ]]
	command_of --insecure --cacert /ca.pem https://h/
	[[ $output == *" -tls_verify 0 -ca_file /ca.pem "* ]]
	# An old one, and a live stream.
	fake_ffmpeg '  -rw_timeout <int64>' 'format.duration="N/A"'
	command_of --segment-retries 1 --reconnect --insecure --cacert x https://h/
	local lacks='hls-spawn: this FFmpeg (4.3.7-0+x) has no'
	is "$stderr" "$lacks -seg_max_retry: --segment-retries is left out
$lacks -reconnect: --reconnect is left out
$lacks -tls_verify: --insecure is left out
$lacks -ca_file: --cacert is left out"
	[[ $output != *-re* ]]
	command_of --pace realtime http://h/
	[[ $output == *" -re -i "* ]]
	[ -z "$stderr" ]
}

@test "an FFmpeg that lacks hls or https is named, with the remedy" {
	fake_ffmpeg '' ''
	printf '%s\n' 'Formats:' ' D.. = Demuxing supported' ' D   mpegts  MPEG-TS' >"$T/demuxers"
	failed "$(line "$T/ffmpeg: this FFmpeg (4.3.7-0+x) has no hls: take another," \
		'or build it with --enable-demuxer=hls')" \
		--ffmpeg "$T/ffmpeg" http://h/
	printf ' D   hls,applehttp   Apple HTTP Live Streaming\n' >>"$T/demuxers"
	printf '%s\n' 'Supported file protocols:' 'Input:' '  http' 'Output:' >"$T/protocols"
	failed "$(line "$T/ffmpeg: this FFmpeg (4.3.7-0+x) has no https: take another," \
		'or build it as hls-spawn(1) shows')" \
		--ffmpeg "$T/ffmpeg" https://h/
	hls-spawn --ffmpeg "$T/ffmpeg" --print-command http://h/ >/dev/null
}

@test "--probe-failure fail: a stream that cannot be probed is not loaded" {
	fake_ffmpeg '' ''
	cat >"$T/ffprobe" <<-'X'
	#!/bin/sh
	echo "[tcp @ 0x1] Connection refused" >&2
	echo "http://u:p@h/: I/O error" >&2
	exit 1
	X
	REASON=unplayable failed \
		"ffprobe: Connection refused: http://h/: I/O error" \
		--probe-failure fail --ffmpeg "$T/ffmpeg" http://u:p@h/
	rm "$T/ffprobe"
}

@test "a stream that cannot be probed is loaded all the same, with a warning" {
	fake_ffmpeg '' ''
	cat >"$T/ffprobe" <<-'X'
	#!/bin/sh
	echo "http://u:p@h/?t=1: Server returned 404 Not Found" >&2
	exit 1
	X
	run -0 hls-spawn --ffmpeg "$T/ffmpeg" --print-command 'http://u:p@h/?t=1'
	is "${lines[0]}" "$(line 'hls-spawn: ffprobe: http://h/?t=*:' \
		'Server returned 404 Not Found; clients take the first streams')"
	[[ ${lines[1]} == *"-map '0:v:0?' -map '0:a:0?'"* ]]
}

@test "a signal during the preflight ends it, and nobody stays" {
	fake_ffmpeg '' ''
	cat >"$T/ffprobe" <<-X
	#!/bin/sh
	touch "$T/asked"
	trap "" TERM
	sleep 60
	: $T/
	X
	launch hls-spawn --ffmpeg "$T/ffmpeg" http://h/ >"$T/raw" 3>&- &
	started $!
	wait_for 5 test -e "$T/asked"
	kill -INT $!
	wait $!
	ended interrupt "$T/raw"
	is "$(cut -d' ' -f 3 "$T/raw" | paste -sd' ')" "swarm tick end"
	nobody_left
}

@test "real FFmpeg plays VOD to its end without a Range header" {
	command -v ffmpeg >/dev/null || skip "needs ffmpeg"
	"$TOP/tests/media.sh" >/dev/null
	origin_up
	hls-spawn -n 2 --once -d 10s --pace off --user-agent me \
		"$URL/vod/master.m3u8" >"$T/raw"
	ended done "$T/raw"
	head -n 1 "$T/raw" | grep -q ' kind=vod variants=3 '
	is "$(count ' exit code=0 .*reason=exit' "$T/raw")" 2
	is "$(count ' to=running' "$T/raw")" 2
	is "$(awk '/ua=me%20\(client%202\)/ && /path=\/vod\/hi_/' "$T/truth" | wc -l)" 30
	no grep -vE 'range=(-|) *$' "$T/truth"
	! grep -qi ' log Range:' "$T/raw"
}

@test "media time that stands is a stall, and ends when it moves again" {
	stall=$BATS_FILE_TMPDIR/stall
	wait_for 18 grep -q 'from=running to=stalled' "$stall"
	awk '/to=running/ { t = $1 }
		/to=stalled/ { exit !($1 - t > 11.9 && $1 - t < 12.5) }' "$stall"
	wait_for 3 grep -q ' tick .* running=0 stalled=1 ' "$stall"
	kill -CONT "$(sed -n 's/.* start pid=\([0-9]*\).*/\1/p' "$stall")"
	wait_for 3 grep -q 'from=stalled to=running' "$stall"
	kill -TERM "$(cat "$BATS_FILE_TMPDIR/stall.pid")"
	wait_for 5 ended term "$stall"
}
