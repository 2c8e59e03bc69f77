# hls-export at the end of its input, and without a server.

load ../lib/helper
load ../lib/export

# A stream of which the verdict is that a threshold was crossed.
failing() {
	sed 's/state=none code=0/state=fail code=99/' "$STAT"
}

# end_input: the end of its input, where it stays up.
end_input() {
	exec 7>&-
	wait_for 5 has_ended
}

has_ended() {
	[[ $(curl -s "$URL/readyz") == "the input has ended; "* ]]
}

# ended CODE: it ends, with this code.
ended() {
	wait_for 5 gone "$EXPORT"
	CODE=0
	wait "$EXPORT" || CODE=$?
	is "$CODE" "$1"
}

@test "misuse of linger, once and output is exit 2" {
	for args in "-1 -p" "-1 -l :0" "--once --pass" "-1 --linger 5s" \
	    "-1 --linger-scrapes 1" "-o $T/x --linger 5s" "--linger x" \
	    "--linger 8d" "--linger 169h" "--linger-scrapes 0" \
	    "--linger-scrapes x" "-o" "--output=" "-1 --listen-optional"; do
		run hls-export $args <"$STAT"
		[ "$status" -eq 2 ] || { echo "$args: $status"; return 1; }
		[[ $output == hls-export:* ]]
	done
	[ ! -e "$T/x" ]
}

@test "--linger keeps the last block up, and nobody behind -p waits" {
	mkfifo "$T/pipe"
	cat <"$T/pipe" >"$T/copy" 3>&- &
	local reader=$!
	mkfifo "$T/in"
	launch hls-export -p -l 127.0.0.1:0 --linger 1h <"$T/in" \
	    >"$T/pipe" 2>"$T/err" 3>&- &
	EXPORT=$!
	started "$EXPORT"
	exec 7>"$T/in"
	wait_for 5 grep -q listening "$T/err"
	find_port
	failing >&7
	end_input
	is "$(status "$URL/readyz")" 503
	is "$(status "$URL/healthz")" 200
	is_at 1795351504.000000
	has 'verdict{state="fail"}' 1
	curl -s "$URL/stat" | same <(failing | tail -n "$(block 4 | wc -l)") -
	# One who comes now has the last block and the end.
	curl -sN --max-time 2 "$URL/stat?follow" |
	    same <(echo '# followed'; curl -s "$URL/stat") -
	# The reader of the copy has ended.
	wait_for 5 gone "$reader"
	same <(failing) "$T/copy"
	kill -TERM "$EXPORT"
	ended 99
}

@test "--linger ends when its time is over, INT ends it too" {
	serve --linger 300ms
	cat "$STAT" >&7
	exec 7>&-
	ended 0
	rm "$T/in"
	serve --linger 1h
	failing >&7
	end_input
	kill -INT "$EXPORT"
	ended 99
	# Of no block there is nothing to show.
	run timeout 5 hls-export -l 127.0.0.1:0 --linger 1h </dev/null
	is "$status" 1
	[[ $output == *"ended without a block" ]]
}

@test "--linger-scrapes ends with the last of them" {
	serve --linger-scrapes 2
	failing >&7
	wait_for 5 is_at 1795351504.000000
	scrape
	scrape
	# Those before the end do not count, nor does anything but a scrape.
	end_input
	curl -sI "$URL/metrics" >/dev/null
	curl -s "$URL/stat" >/dev/null
	curl -s "$URL/nothing" >/dev/null
	scrape
	is_status 503 "$URL/readyz"
	scrape
	has 'verdict{state="fail"}' 1
	ended 99
}

@test "--linger and --linger-scrapes: whichever is first" {
	serve --linger 1h --linger-scrapes 1
	cat "$STAT" >&7
	end_input
	scrape
	ended 0
	rm "$T/in"
	serve --linger 200ms --linger-scrapes 1
	cat "$STAT" >&7
	exec 7>&-
	ended 0
}

@test "an unread answer holds up the end for two seconds at most" {
	serve
	cat "$STAT" >&7
	wait_for 5 is_at 1795351504.000000
	local fd
	exec {fd}<>"/dev/tcp/127.0.0.1/$PORT"
	for i in {1..400}; do
		printf 'GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n'
	done >&$fd
	exec 7>&-
	local before=$SECONDS
	ended 0
	[ $((SECONDS - before)) -le 3 ]
	exec {fd}>&-
}

@test "-1 prints the last block's metrics, and needs no address" {
	serve
	failing >&7
	wait_for 5 is_at 1795351504.000000
	finish
	failing >"$T/fail"
	run hls-export -1 <"$T/fail"
	is "$status" 99
	hls-export -1 <"$T/fail" >"$T/once" 2>"$T/err" || :
	[ ! -s "$T/err" ]
	# All but when the two programs were started.
	same <(grep -v 'start_time' "$T/metrics") \
	    <(grep -v 'start_time' "$T/once")
	promtool check metrics <"$T/once"
}

@test "-1 without a block, to a full disk, to nobody" {
	run hls-export -1 </dev/null
	is "$status" 1
	is "$output" "hls-export: standard input: ended without a block"
	run bash -c "hls-export -1 <'$STAT' >/dev/full"
	is "$status" 1
	[[ $output == *"standard output: No space left"* ]]
	run bash -c "set -o pipefail; (sleep 0.2; cat '$STAT') |
	    hls-export -1 | true"
	is "$status" 0
	[ -z "$output" ]
}

@test "-1 can be pushed" {
	# What a Pushgateway gets is what -1 printed, byte for byte.
	hls-export -1 <"$STAT" >"$T/once"
	(printf 'HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n' |
	    nc -l 127.0.0.1 0 -v >"$T/push" 2>"$T/err") 3>&- &
	started $!
	wait_for 5 grep -qi listening "$T/err"
	local port
	port=$(sed -n 's/.*[^0-9]\([0-9][0-9]*\)$/\1/p' "$T/err" | head -n 1)
	hls-export -1 <"$STAT" | curl -s -H 'Expect:' --max-time 2 \
	    --data-binary @- "http://127.0.0.1:$port/metrics/job/hls" || :
	wait_for 5 grep -q '^POST /metrics/job/hls' "$T/push"
	sed '1,/^\r$/d' "$T/push" | same "$T/once" -
}

@test "-o keeps the newest block's metrics in a file, without a server" {
	mkfifo "$T/in"
	hls-export -o "$T/x.prom" <"$T/in" 2>"$T/err" 3>&- &
	EXPORT=$!
	started "$EXPORT"
	exec 7>"$T/in"
	echo old >"$T/x.prom"
	block 1 >&7
	wait_for 5 grep -q '^hls_swarm_last_.* 1795351501$' "$T/x.prom"
	promtool check metrics <"$T/x.prom"
	failing | tail -n +"$(block 1 | wc -l)" >&7
	exec 7>&-
	ended 99
	grep -q '^hls_swarm_last_.* 1795351504$' "$T/x.prom"
	[ ! -s "$T/err" ]
	is "$(ls "$T" | grep -c prom)" 1
}

@test "-o beside -l, -p and -1" {
	serve -p -o "$T/x.prom"
	cat "$STAT" >&7
	wait_for 5 is_at 1795351504.000000
	finish
	same "$T/metrics" "$T/x.prom"
	same "$STAT" "$T/out"
	hls-export -1 -o "$T/y.prom" <"$STAT" >"$T/once"
	same "$T/once" "$T/y.prom"
	hls-export -p -o "$T/z.prom" <"$STAT" 2>"$T/err" | same "$STAT" -
	[ -s "$T/z.prom" ]
	[ ! -s "$T/err" ]
}

@test "nobody reads half of a file" {
	mkfifo "$T/in"
	hls-export -o "$T/x.prom" <"$T/in" 2>"$T/err" 3>&- &
	EXPORT=$!
	started "$EXPORT"
	exec 7>"$T/in"
	block 4 >&7
	wait_for 5 test -e "$T/x.prom"
	local whole i
	whole=$(wc -c <"$T/x.prom")
	(for i in {1..3000}; do block 4; done >&7) 3>&- &
	started $!
	exec 7>&-
	for i in {1..300}; do
		is "$(wc -c <"$T/x.prom")" "$whole"
	done
	kill -TERM "$EXPORT"
	wait "$EXPORT" || CODE=$?
	is "$CODE" 143
	no ls "$T/x.prom."*
}

@test "-o into what cannot be written is exit 1 at once" {
	mkdir "$T/dir"
	for file in "$T/no/such/x.prom" "$T/dir" /dev/null; do
		run hls-export -o "$file" <"$STAT"
		is "$status" 1
		[[ $output == "hls-export: --output: $file"* ]]
	done
	[ -c /dev/null ]
	# With the permissions that the umask leaves.
	(umask 077; hls-export -o "$T/own.prom" <"$STAT")
	is "$(ls -l "$T/own.prom" | cut -c 1-10)" -rw-------
}

# moved: -o writes the first block into a folder that is then away, and fails
# to write the second.
moved() {
	mkdir "$T/dir"
	serve -o "$T/dir/x.prom"
	block 1 >&7
	wait_for 5 test -e "$T/dir/x.prom"
	mv "$T/dir" "$T/away"
	block 2 >&7
	wait_for 5 is_at 1795351502.000000
}

@test "a write of -o that fails is told once, and tried again" {
	moved
	block 3 >&7
	wait_for 5 is_at 1795351503.000000
	is "$(grep -c "$T/dir/x.prom: not written: No such" "$T/err")" 1
	grep -q 1795351501 "$T/away/x.prom"
	mv "$T/away" "$T/dir"
	block 4 >&7
	finish
	is "$CODE" 0
	grep -q 1795351504 "$T/dir/x.prom"
}

@test "-o without the last block is exit 1" {
	moved
	finish
	is "$CODE" 1
}
