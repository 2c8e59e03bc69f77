#!/usr/bin/env bats
# hls-spawn's load: who comes, leaves, fails and comes again, with small
# scripts instead of FFmpeg.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/swarm

# spawn ARGUMENTS...: hls-spawn with a child that lives, into $T/raw.
spawn() {
	[ -e "$T/child" ] || living_child
	hls-spawn "$@" -- "$T/child" >"$T/raw" 2>"$T/err"
}

# starts_at SECONDS...: as many starts, at these times after the first. A loaded
# machine makes them late, nothing makes them early, but for a late first one.
starts_at() {
	awk -v want="$*" 'BEGIN { n = split(want, due) }
		$3 == "start" { if (!i++) t0 = $1; d = $1 - t0 - due[i]
			if (d < -0.05 || d > 0.2) { print; bad = 1 } }
		END { exit bad || i != n }' "$T/raw"
}

# first_sessions: how long each client's first viewer stayed.
first_sessions() {
	records exit "$T/raw" | sed -n 's/^\([0-9]*\.0\) .*uptime=\([0-9.]*\).*/\1 \2/p' | sort -n
}


@test "--load follows its points; who came first leaves first" {
	spawn --load 0:0,1s:4,2s:4,3s:0 --ramp-jitter 0
	ended done "$T/raw"
	is "$(records phase "$T/raw" | cut -d' ' -f 3- | paste -sd,)" \
		"n=1 target=4,n=2 target=4,n=3 target=0"
	awk '$3 == "start" { print $2, "start", $1 }
		/ reason=session$/ { print $2, "end", $1 }' "$T/raw" | awk '
		NR == 1 { t0 = $3 }
		{ printf "%s %s %.1f\n", $1, $2, int(4 * ($3 - t0) + 0.2) / 4 }' \
		>"$T/got"
	cat >"$T/want" <<-'X'
	1.0 start 0.0
	2.0 start 0.2
	3.0 start 0.5
	4.0 start 0.8
	1.0 end 2.2
	2.0 end 2.5
	3.0 end 2.8
	4.0 end 3.0
	X
	same "$T/want" "$T/got"
	grep -q ' tick target=4 started=4 .* running=4 ' "$T/raw"
	grep -q ' tick target=0 ' "$T/raw"
}

@test "a slot that was left is used again; a jump is climbed at the rate" {
	spawn --load 0:2,500ms:2,500ms:0,1500ms:0,1500ms:2,2s:2,2s:0 -r 5 --ramp-jitter 0
	ended done "$T/raw"
	is "$(records start "$T/raw" | cut -d' ' -f 1 | paste -sd' ')" "1.0 2.0 1.1 2.1"
	is "$(count ' reason=session' "$T/raw")" 4
	# 5 starts a second, with one period of slack.
	spawn --load 0:4,2s:4,2s:0 -r 5 --ramp-jitter 0
	starts_at 0 0 0.2 0.4
}

@test "--step writes a phase for each step, --hold counts from the last start" {
	spawn -n 5 --step 2:500ms -r 20 --ramp-jitter 0 --hold 700ms --label env=ci --label run=a%b
	ended duration "$T/raw"
	is "$(records phase "$T/raw" | cut -d' ' -f 3- | paste -sd,)" \
		"n=1 target=2,n=2 target=4,n=3 target=5"
	starts_at 0 0.05 0.5 0.55 1
	awk '$3 == "start" { t = $1 } $3 == "state" && /to=stopped/ {
		exit !($1 - t > 0.68 && $1 - t < 1) }' "$T/raw"
	head -n 1 "$T/raw" | grep -q "$(line ' target=5 rate=20.000000' \
		'step=2:500ms hold=0.700000 .* labels=env=ci,run=a%25b$')"
	grep -q ' tick target=5 .* asked=5 starts=5 ' "$T/raw"
}

@test "--session: viewers leave after their time, new ones come at once" {
	spawn -n 8 -r 1000 --session 1s -d 4s --seed 5
	records exit "$T/raw" | awk '/reason=session/' >"$T/left"
	is "$(wc -l <"$T/left")" -ge 8
	# Each of them was followed by another process of the same client.
	awk '/reason=session/ { split($2, s, "."); want[s[1] "." s[2] + 1] = $1 }
		$3 == "start" && ($2 in want) {
			n++
			if ($1 - want[$2] > 1.1 || !/attempt=0/) bad = 1
		}
		END { exit bad || n < 8 }' "$T/raw"
	# Its length comes from the seed.
	first_sessions >"$T/one"
	is "$(wc -l <"$T/one")" 8
	spawn -n 8 -r 1000 --session 1s -d 4s --seed 5
	first_sessions | paste -d' ' "$T/one" - |
		awk '$1 != $3 || $2 - $4 > 0.2 || $4 - $2 > 0.2 { print; bad = 1 }
			END { exit bad }'
}

@test "slices are disjoint, whole, and in step with the whole swarm's ramp" {
	at=$(($(date +%s) + 2))
	for i in 0 1 2; do
		living_child
		hls-spawn -n 7 -r 10 --ramp-jitter 0 -d 1500ms --slice $i/3 --start-at $at \
			--host node-$i -- "$T/child" >"$T/raw$i" 3>&- &
	done
	wait
	cat "$T"/raw[012] | records start /dev/stdin | cut -d. -f 1 | sort -n |
		paste -sd' ' >"$T/ids"
	is "$(cat "$T/ids")" "1 2 3 4 5 6 7"
	is "$(records start "$T/raw1" | cut -d' ' -f 1 | paste -sd' ')" "2.0 5.0"
	# Client k starts k tenths behind the common second, on whichever host.
	cat "$T"/raw[012] | awk -v at="$at" '$3 == "start" { late = $1 - at - (int($2) - 1) / 10
		if (late < -0.01 || late > 0.3) { print; bad = 1 } } END { exit bad }'
	head -n 1 "$T/raw1" | grep -q ' host=node-1 .* target=2 rate=10.000000 slice=1/3 '
}

@test "a start that has passed is made up for at the rate" {
	spawn -n 20 -r 20 --ramp-jitter 0 --start-at $(($(date +%s) - 60)) -d 600ms
	# One period of slack, and the one at 0 s.
	n=$(count ' start ' "$T/raw")
	((n >= 10 && n <= 14))
	grep -q '^hls-spawn: --start-at was [0-9.]* s ago: the load is late' "$T/err"
}

@test "restarts share the ramp's rate" {
	child <<<'exit 1'
	spawn -n 50 -r 10 -d 4s --backoff 1ms:1ms:1
	n=$(count ' start ' "$T/raw")
	# 10 a second, and the jitter's slack.
	((n >= 38 && n <= 45))
	tail -n 2 "$T/raw" | grep -q " tick .* starts=$n "
	grep -q 'hls-spawn: client [0-9]* ended at once with status 1: (it said nothing)$' "$T/err"
	is "$(wc -l <"$T/err")" 1
}

@test "a failure of which nothing may be shown is one, too" {
	run --separate-stderr hls-spawn --skip-preflight -d 1s 'u:p@' -- \
		sh -c 'echo u:p@ >&2; exit 3'
	is "${stderr_lines[0]}" \
		'hls-spawn: client 1 ended at once with status 3: (it said nothing)'
}

@test "--max-restarts ends a client, and the run when all are given up" {
	child <<<'echo "[error] no such stream" >&2; exit 1'
	status=0; spawn -n 2 -r 1000 --max-restarts 1 -d 20s || status=$?
	is "$status" 1
	ended giveup "$T/raw"
	is "$(count ' start ' "$T/raw")" 4
	grep -q 'ended at once with status 1: \[error\] no such stream$' "$T/err"
}

# failing_ffmpeg [COMMAND]: an FFmpeg that fails at once, behind this.
failing_ffmpeg() {
	fake_ffmpeg '-progress url' 'format.duration="N/A"'
	mv "$T/ffmpeg" "$T/answers"
	cat >"$T/ffmpeg" <<-X
	#!/bin/sh
	case \$* in
	*' -i '*) $1 echo '[error] no such stream' >&2; exit 1 ;;
	esac
	exec "$T/answers" "\$@"
	X
	chmod +x "$T/ffmpeg"
}

@test "a stream that no viewer ever played ends the run" {
	failing_ffmpeg
	status=0
	hls-spawn --ffmpeg "$T/ffmpeg" --no-watch -n 3 -r 100 -d 60s http://h/ \
		>"$T/raw" 2>"$T/err" || status=$?
	is "$status" 1
	ended giveup "$T/raw"
	for id in 1 2 3; do
		is "$(count " $id\.[0-9]* start " "$T/raw")" -ge 5
	done
	is "$(count ' start ' "$T/raw")" -le 18
	is "$(tail -n 1 "$T/err")" "$(line 'hls-spawn: no viewer played: 3' \
		'clients failed 5 times in a row each; the last one said:' \
		'[error] no such stream; --max-restarts any goes on')"
	# A replay fails as the run did.
	run -1 bash -c "hls-parse '$T/raw' | hls-agg"
	[[ $output == *giveup* ]]
	misused "$(line '--max-restarts: "many" is neither a whole number (0 to' \
		'2147483647) nor any')" --max-restarts many http://h/
	nobody_left
}

@test "one that has been played, or --max-restarts any, does not" {
	failing_ffmpeg 'case $* in *"client 1)"*) echo out_time_us=1 >&3 ;; esac;'
	hls-spawn --ffmpeg "$T/ffmpeg" --no-watch -n 2 -r 100 -d 8s http://h/ \
		>"$T/raw" 2>&1
	ended duration "$T/raw"
	is "$(count ' 2\.[0-9]* start ' "$T/raw")" -ge 5
	failing_ffmpeg
	hls-spawn --ffmpeg "$T/ffmpeg" --no-watch --max-restarts any -d 8s \
		http://h/ >"$T/raw" 2>&1
	ended duration "$T/raw"
	# A number is a client's own.
	run -1 hls-spawn --ffmpeg "$T/ffmpeg" --no-watch --max-restarts 1 http://h/
	[[ $output == *'1 clients were given up (--max-restarts)'* ]]
}

@test "viewers that leave by the load are no failures" {
	child <<-'X'
	[ "$1" != 1 ] || exit 1
	exec sleep 60
	X
	hls-spawn --load 0:3,1s:3,1s:0 --max-restarts 0 -- "$T/child" '{id}' >"$T/raw" 2>/dev/null
	ended done "$T/raw"
}

@test "a slot that is still being left starts its next viewer once" {
	child <<-'X'
	[ "$1" = 0 ] || exit 1
	trap '' TERM
	while :; do sleep 0.1; done
	X
	hls-spawn --load 0:2,500ms:2,500ms:0,700ms:2,3s:2 -d 3500ms --ramp-jitter 0 \
		--grace 600ms --max-restarts 0 -- "$T/child" '{run}' >"$T/raw" 2>/dev/null
	ended done "$T/raw"
	is "$(count ' start ' "$T/raw")" 4
	no grep -q ' retry ' "$T/raw"
	grep -q ' 1.0 state from=starting to=stopped' "$T/raw"
}

@test "a stopped client is a stall, and is replaced with --restart-on-stall" {
	living_child
	hls-spawn -n 2 -r 1000 --stall-timeout 1s --restart-on-stall --grace 300ms -- \
		"$T/child" >"$T/raw" 3>&- &
	started $!
	wait_for 5 at_least 2 'to=running' "$T/raw"
	pid=$(sed -n 's/.* 2.0 start pid=\([0-9]*\).*/\1/p' "$T/raw")
	kill -STOP "$pid"
	wait_for 5 grep -q ' 2.1 state from=starting to=running' "$T/raw"
	kill -TERM $!
	wait $!
	awk '$2 == "2.0" && $3 == "progress" { t = $1 }
		/2.0 state from=running to=stalled/ { d = $1 - t }
		END { exit !(d > 0.9 && d < 1.5) }' "$T/raw"
	# One that is stopped is continued, so that TERM ends it.
	grep -q ' 2.0 exit signal=15 .* reason=stall$' "$T/raw"
	grep -q ' 2.1 start pid=[0-9]* attempt=1$' "$T/raw"
	! grep ' 1\.' "$T/raw" | grep -q stall
}

@test "clients that spoke while hls-spawn was stopped are not stalled" {
	living_child
	sed -i 's/0\.05/0.5/' "$T/child"
	launch hls-spawn -n 150 -r 300 --stall-timeout 2s -- "$T/child" >"$T/raw" 3>&- &
	started $!
	wait_for 10 at_least 150 'to=running' "$T/raw"
	kill -STOP $!
	wait_for 10 older_than_3s "$T/raw"
	kill -CONT $!
	n=$(count ' tick ' "$T/raw") || :
	wait_for 5 at_least $((n + 2)) ' tick ' "$T/raw"
	kill -TERM $!
	wait $!
	! grep -q 'to=stalled' "$T/raw"
}

@test "no first media is a stall after --start-timeout, without restart too" {
	child <<<'exec sleep 60'
	spawn --start-timeout 500ms -d 1500ms
	is "$(records state "$T/raw" | head -n 1)" "1.0 state from=starting to=stalled"
	grep -q ' tick .* starting=0 running=0 stalled=1 ' "$T/raw"
	grep -q ' 1.0 exit .* reason=shutdown$' "$T/raw"
}

@test "channels: by weight, named in start, {url}, {id} and {run} replaced" {
	child <<<'echo "$@" >&2; exit 1'
	printf '%s\n' '# a mix' '3 news http://h/n?i={id}&r={run}' '' \
		'1 sport http://h/s' >"$T/urls"
	hls-spawn -n 8 -r 1000 -d 1500ms --urls "$T/urls" -- "$T/child" '{url}' \
		'{progress}' >"$T/raw" 2>/dev/null
	is "$(records start "$T/raw" | awk '$1 ~ /\.0$/ { print $4 }' | sort | uniq -c |
		awk '{ print $1 $2 }' | paste -sd' ')" "7group=news 1group=sport"
	grep -q ' 1.0 log http://h/[ns][^{}]* pipe:3' "$T/raw"
	id=$(records start "$T/raw" | awk '/group=news/ { print int($1); exit }')
	grep -q " $id.0 log http://h/n?i=$id&r=0 pipe:3$" "$T/raw"
	grep -q " $id.1 log http://h/n?i=$id&r=1 pipe:3$" "$T/raw"
	head -n 1 "$T/raw" | grep -q ' urls=2 url=multiple$'
	hls-spawn -n 2 -r 1000 -d 300ms http://a/ http://b/ -- "$T/child" '{url}' \
		>"$T/raw" 2>/dev/null
	is "$(records log "$T/raw" | cut -d' ' -f 3 | sort -u | paste -sd' ')" \
		"http://a/ http://b/"
	is "$(count ' group=[12] ' "$T/raw")" 2
	for line in 'x news http://h/' '1 news' '1 a http://h/ more'; do
		echo "$line" >"$T/urls"
		run -2 hls-spawn --urls "$T/urls" -- true
		[[ ${lines[0]} == "hls-spawn: --urls: $T/urls, line 1: "* ]]
	done
	echo '1 a ftp://u:secret@h/' >"$T/urls"
	misused '"ftp://h/" is no URL that begins with http:// or https://' --urls "$T/urls"
}

@test "--block: a slow reader loses no line, and clients are not called stalled" {
	child <<-'X'
	exec awk 'BEGIN { for (i = 0; i < 30000; i++)
		print "a line of text that is about as long as most are " i > "/dev/stderr" }'
	X
	hls-spawn -n 4 -r 1000 --once --buffer 64K --block --stall-timeout 500ms -- "$T/child" |
		{ sleep 1.5; cat; } >"$T/raw"
	ended done "$T/raw"
	is "$(count ' log ' "$T/raw")" 120000
	no grep -q ' lost lines=' "$T/raw"
	no grep -q stalled$ "$T/raw"
	grep -Eq ' tick .* blocked=(1|0\.[5-9])' "$T/raw"
}

@test "--block: a reader that takes nothing does not keep a run from ending" {
	child <<-'X'
	exec awk 'BEGIN { for (;;) print "a line of text" > "/dev/stderr" }'
	X
	mkfifo "$T/pipe"
	sleep 60 <"$T/pipe" 3>&- &
	started $!
	hls-spawn --buffer 64K --block --grace 200ms -- "$T/child" >"$T/pipe" 2>"$T/err" 3>&- &
	started $!
	wait_for 5 eval '[ -n "$(processes)" ]'
	sleep 0.3
	kill -INT $!; sleep 0.2; kill -INT $!
	wait_for 15 gone $!
	nobody_left
}

@test "a proxy in the environment is taken away, or given with --proxy" {
	child <<<'env | grep -i ^[a-z]*_proxy= >&2; exit 0'
	http_proxy=http://p:1 ALL_PROXY=x no_proxy=h spawn --once
	is "$(records log "$T/raw")" "1.0 log no_proxy=h"
	is "$(cat "$T/err")" "$(line 'hls-spawn: a proxy is set in the environment:' \
		'the clients do not use it (--proxy URL)')"
	http_proxy=http://p:1 no_proxy=h spawn --once --proxy http://q:2
	is "$(records log "$T/raw" | sort | paste -sd,)" \
		"1.0 log http_proxy=http://q:2,1.0 log https_proxy=http://q:2"
	[ ! -s "$T/err" ]
}

@test "--check says in words whether media flows" {
	child <<-'X'
	echo out_time_us=40000 >&3
	sleep 0.2
	echo out_time_us=2000000 >&3
	sleep 0.2
	exit 0
	X
	run -0 hls-spawn --check --once -- "$T/child"
	[[ $output =~ ^"ok: media flowed, 2.00 s of it in "[0-9]+" ms"$ ]]
	child <<<'echo "http://u:p@h/x: Connection refused" >&2; exit 1'
	run -1 hls-spawn --check --max-restarts 1 -- "$T/child"
	is "${lines[-1]}" "$(line 'failed: no media came (no out_time_us on descriptor 3),' \
		'after 1 restart; the client said: http://h/x: Connection refused')"
}

@test "no secret of a URL leaves, wherever it stands" {
	child <<<'echo "cannot open $1" >&2; exit 1'
	status=0
	hls-spawn -n 1 --max-restarts 0 --label 'of=http://u:secret@h/?t=secret' \
		'http://u:secret@h/{id}?t=a secret' -- "$T/child" {url} \
		>"$T/raw" 2>"$T/err" || status=$?
	grep -q 'cannot open http://h/1?t=\*$' "$T/err"
	grep -q ' labels=of=http://h/?t=\* ' "$T/raw"
	no grep secret "$T/err" <(grep -v ' log ' "$T/raw")
	hls-spawn -d 100ms 'u:secret@h/x?t=secret' -- true >"$T/raw"
	grep -q ' url=h/x?t=\*$' "$T/raw"
	misused '"h/x?t=*" is no URL that begins with http:// or https://' 'u:secret@h/x?t=secret'
	misused '--proxy: "h:8080" is no URL that begins with http://' \
		--proxy u:secret@h:8080 http://h/
}

@test "misuse of the load is named" {
	misused '--load: "0:0,x": no TIME:CLIENTS such as 60s:200' --load 0:0,x http://h/
	misused '--load: "2s:5,1s:6": a time before that of the point before' \
		--load 2s:5,1s:6 http://h/
	misused '--load says how many clients: leave out --clients and --step' \
		--load 1s:5 -n 3 http://h/
	misused '--step: "50" is not CLIENTS:TIME such as 50:30s' --step 50 http://h/
	misused '--step: 50 starts at --ramp-rate take longer than the step lasts' \
		-r 10 -n 100 --step 50:1s http://h/
	misused '--hold: "2401h" is not a duration such as 250ms, 2s or 5m (1ms to 8640000s)' \
		--hold 2401h http://h/
	run -1 hls-spawn --hold 2400h -- nosuch
	misused '--slice: "3/3" is not I/K such as 0/4, I from 0 and below K' --slice 3/3 http://h/
	misused "$(line '--label: "a b=c" is not NAME=VALUE,' \
		'a name of the bytes A-Za-z0-9_ and a value without a comma')" \
		--label 'a b=c' http://h/
	misused '--label: "a" is given twice' --label a=1 --label a=2 http://h/
	misused "$(line '--backoff: "1s:2s" is not FIRST:LONGEST:FACTOR' \
		'such as 250ms:5s:1.7 (up to 1h, factor 1 to 100)')" \
		--backoff 1s:2s http://h/
	misused '--proxy: "socks://h" is no URL that begins with http://' \
		--proxy socks://u:p@h http://h/
	misused '--step goes up to --clients, which is not given' --step 5:10s http://h/
	misused '--check is of one URL' --check http://h/ http://i/
	misused 'the URL is empty' '' -- echo '{url}'
	run -2 hls-spawn --start-at "$(date +%s)000" http://h/
	[[ ${lines[0]} == *" is more than a year ahead; Unix time in seconds is wanted" ]]
	misused '--start-at: "now" is no Unix time in seconds' --start-at now http://h/
}

@test "options of the predecessor are answered with ours" {
	misused '-clients: unknown option; here it is --clients' -clients 5 http://h/
	misused '-no-cache: unknown option; here it is --no-cache' -no-cache http://h/
	misused '-print-cmd: unknown option; here it is --print-command' -print-cmd http://h/
	misused '--dangerous: unknown option; here it is --insecure' --dangerous http://h/
	misused '-duration: unknown option; here it is --duration' -duration=5m http://h/
}

@test "--blackbox: the last lines of what fails, stalls or is asked for replay" {
	child <<-'X'
	case $1$2 in
	10) for i in 1 2 3; do echo "line $i of $1" >&2; done; exit 3 ;;
	2*) echo "quiet" >&2; echo out_time_us=5 >&3; kill -STOP $$ ;;
	esac
	while :; do echo out_time_us=$((i += 1)) >&3; sleep 0.1; done
	X
	hls-spawn -d 500ms -- sleep 60 >"$T/raw" 3>&- &
	wait_for 5 grep -q " start " "$T/raw"
	# Nothing to write: nothing happens.
	kill -USR1 $!
	wait $!
	rm "$T/raw"
	launch hls-spawn -n 3 -r 1000 --stall-timeout 700ms --blackbox "$T/box:4K" -- \
		"$T/child" '{id}' '{run}' >"$T/raw" 2>/dev/null 3>&- &
	started $!
	wait_for 8 test -e "$T/box/2.0-stall.raw"
	wait_for 5 grep -q " 1.1 start " "$T/raw"
	kill -USR1 $!
	wait_for 5 test -s "$T/box/3.0-usr1.raw"
	kill -INT $!
	wait $!
	is "$(ls "$T/box" | paste -sd' ')" "$(line 1.0-exit.raw 1.1-usr1.raw \
		2.0-stall.raw 2.0-usr1.raw 3.0-usr1.raw)"
	cut -d' ' -f 2-3 "$T/box/1.0-exit.raw" >"$T/got"
	printf '%s\n' '- swarm' '1.0 start' '1.0 log' '1.0 log' '1.0 log' \
		'1.0 state' '1.0 retry' '1.0 exit' >"$T/want"
	same "$T/want" "$T/got"
	run -0 hls-parse "$T"/box/*.raw
	run -2 hls-spawn --blackbox "$T/x:1K" -- true
	run -1 hls-spawn --blackbox /proc/no/x -- true
	is "$output" "hls-spawn: --blackbox: /proc/no/x: No such file or directory"
}
