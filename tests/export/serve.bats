# hls-export: what it serves, and the copy of -p.

load ../lib/helper
load ../lib/export

@test "misuse is exit 2" {
	for args in "-x" "operand" "-l" "-l 17091" "-l 127.0.0.1:http" \
	    "-l 127.0.0.1:65536" "-l ::1:0" "-l [::1"; do
		run hls-export $args </dev/null
		[ "$status" -eq 2 ] || { echo "$args: $status"; return 1; }
		[[ $output == hls-export:* ]]
	done
	run script -qec hls-export /dev/null </dev/null
	is "$status" 2
	[[ $output == *"standard input is a terminal"* ]]
}

@test "an address that cannot be had is exit 1" {
	run hls-export -l 203.0.113.9:0 <"$STAT"
	is "$status" 1
	[[ $output == *"cannot listen on 203.0.113.9:0: "* ]]
	serve
	run hls-export -l "127.0.0.1:$PORT" <"$STAT"
	is "$status" 1
	[[ $output == *"cannot listen on 127.0.0.1:$PORT: Address"* ]]
	finish
}

@test "health, readiness and the front page" {
	serve
	is "$(curl -s "$URL/healthz")" ok
	is "$(status "$URL/readyz")" 503
	[[ $(curl -s "$URL/readyz") == *"no block"* ]]
	[[ $(curl -s "$URL/") == *'href="/metrics"'*'href="/readyz"'* ]]
	[[ $(curl -sI "$URL/") == *"Content-Type: text/html"* ]]
	block 1 >&7
	wait_for 5 is_status 200 "$URL/readyz"
	is "$(curl -s "$URL/readyz")" ready
	wait_for 6 is_status 503 "$URL/readyz"
	[[ $(curl -s "$URL/readyz") == *"older than 3 s"* ]]
	block 2 >&7
	wait_for 5 is_status 200 "$URL/readyz"
	finish
	is "$CODE" 0
}

@test "a block is served as a whole, the newest" {
	serve
	scrape
	has export_blocks_dropped_total 0
	lacks hls_swarm_fetches_total
	block 1 >&7
	wait_for 5 is_at 1795351501.000000
	has 'requests_total{type="playlist"}' 12
	block 2 | head -n 40 >&7
	sleep 0.2
	is_at 1795351501.000000
	block 2 | tail -n +41 >&7
	wait_for 5 is_at 1795351502.000000
	has 'requests_total{type="playlist"}' 26
	finish
}

@test "without an address every address is served, IPv6 too" {
	mkfifo "$T/in"
	hls-export -l :0 <"$T/in" 2>"$T/err" 3>&- &
	EXPORT=$!
	started "$EXPORT"
	exec 7>"$T/in"
	wait_for 5 grep -q listening "$T/err"
	PORT=$(sed -n 's|.*:\([0-9]*\)/metrics$|\1|p' "$T/err")
	is_status 200 "http://127.0.0.1:$PORT/healthz"
	run hls-export -l "[::1]:0" </dev/null
	[[ $output != *"cannot listen"* ]] || skip "no IPv6 here"
	is_status 200 "http://[::1]:$PORT/healthz"
	run hls-export -l ":$PORT" </dev/null
	is "$status" 1
	[[ $output == *"cannot listen on :$PORT: Address"* ]]
	finish
}

@test "GET and HEAD, 1.1 and 1.0" {
	serve
	cat "$STAT" >&7
	wait_for 5 is_at 1795351504.000000
	curl -sI "$URL/metrics" | tr -d '\r' >"$T/head"
	grep -qx 'HTTP/1.1 200 OK' "$T/head"
	grep -qx 'Content-Type: text/plain; version=0.0.4; charset=utf-8' \
	    "$T/head"
	grep -qx "Content-Length: $(wc -c <"$T/metrics")" "$T/head"
	curl -s --http1.0 "$URL/metrics" | same "$T/metrics" -
	curl -s --http1.0 -H 'Connection: keep-alive' -D - "$URL/healthz" |
	    tr -d '\r' | grep -x 'Connection: keep-alive'
	# One connection serves both.
	run curl -s -o /dev/null -o /dev/null -w '%{num_connects} ' \
	    "$URL/metrics" "$URL/healthz"
	is "$output" "1 0 "
	finish
}

@test "pipelined requests are answered in order" {
	serve
	local get='HTTP/1.1\r\nHost: localhost\r\n'
	local asked="GET /healthz $get\r\nHEAD /readyz $get\r\nGET /x $get\r\n"
	asked+="GET /readyz ${get}Connection: close\r\n\r\n"
	talk "${asked}GET /healthz $get\r\n" |
	    tr -d '\r' | grep -a '^HTTP\|^ok\|^no block' >"$T/got"
	printf '%s\n' 'HTTP/1.1 200 OK' ok 'HTTP/1.1 503 Service Unavailable' \
	    'HTTP/1.1 404 Not Found' 'HTTP/1.1 503 Service Unavailable' \
	    'no block has come yet' | same - "$T/got"
	finish
}

@test "requests that are refused" {
	serve
	is "$(status "$URL/nothing")" 404
	is "$(status -X DELETE "$URL/metrics")" 405
	[[ $(curl -s -D - -X POST -d x "$URL/metrics") == *"Allow: GET, HEAD"* ]]
	local request
	while read -r code request; do
		[[ $(talk "$request") == "HTTP/1.1 $code "* ]] ||
		    { echo "$request"; return 1; }
	done <<-'END'
		400 GET /\r\n\r\n
		400 GET / HTTP/1.1\r\n\r\n
		400 GET / HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n
		400 GET / HTTP/1.1\r\nHost : a\r\n\r\n
		400 \026\003\001
		505 PRI * HTTP/2.0\r\n\r\n
		200 GET http://localhost:1/healthz?x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n
		200 \r\nGET /healthz HTTP/1.0\n\n
	END
	is "$(status -H "X: $(printf '%05000d' 0)" "$URL/")" 431
	[[ $(talk 'GET / HT') == 'HTTP/1.1 408 '* ]]
	finish
}

@test "slow and silent connections do not keep a scrape out" {
	serve
	cat "$STAT" >&7
	wait_for 5 is_at 1795351504.000000
	local i fd fds=()
	for i in {1..150}; do
		exec {fd}<>"/dev/tcp/127.0.0.1/$PORT"
		fds+=("$fd")
		# Half of a request, or many whose answers nobody reads.
		if ((i % 2)); then
			printf 'GET /metrics HTTP/1.1\r\n' >&$fd
		else
			printf 'GET /metrics HTTP/1.0\r\n\r\n' >&$fd
		fi
	done
	run curl -s --max-time 1 -o "$T/again" -w '%{http_code}' "$URL/metrics"
	is "$output" 200
	same "$T/metrics" "$T/again"
	is "$(ls "/proc/$EXPORT/fd" 2>/dev/null | wc -l)" -le 80
	for fd in "${fds[@]}"; do exec {fd}>&-; done
	finish
	is "$CODE" 0
}

@test "-p copies every byte" {
	head -c 200000 /dev/urandom >"$T/noise"
	cat "$STAT" "$T/noise" "$STAT" >"$T/stream"
	for file in "$STAT" "$T/stream" "$T/noise"; do
		hls-export -p -l 127.0.0.1:0 <"$file" >"$T/out" 2>/dev/null || :
		cmp "$file" "$T/out"
		hls-export -p -l 127.0.0.1:0 <"$file" 2>/dev/null |
		    cmp "$file" -
		cat "$file" | hls-export -p -l 127.0.0.1:0 2>/dev/null |
		    cmp "$file" -
	done
	run hls-export -l 127.0.0.1:0 <"$STAT"
	is "${#lines[@]}" 1
}

@test "-p loses nothing of a stored stream to a slow reader" {
	for i in {1..12}; do cat "$STAT"; done >"$T/stream"
	hls-export -p -l 127.0.0.1:0 <"$T/stream" 2>"$T/err" |
	    (sleep 1.3; cmp "$T/stream" -)
	is "$(wc -l <"$T/err")" 1
}

@test "-p drops whole blocks of a live stream for a stuck reader" {
	mkfifo "$T/pipe"
	(until [ -e "$T/go" ]; do sleep 0.05; done
	    cat >"$T/got") <"$T/pipe" 3>&- &
	started $!
	mkfifo "$T/in"
	hls-export -p -l 127.0.0.1:0 <"$T/in" >"$T/pipe" 2>"$T/err" 3>&- &
	EXPORT=$!
	started "$EXPORT"
	exec 7>"$T/in"
	wait_for 5 grep -q listening "$T/err"
	find_port
	for i in {1..10}; do cat "$STAT" >&7; done
	wait_for 8 is_at 1795351504.000000
	block 2 | sed 's/^1795351502/1795351599/; s/ n=2$/ n=99/' >&7
	wait_for 5 is_at 1795351599.000000
	local dropped
	dropped=$(sed -n 's/^hls_swarm_export_blocks_dropped_total //p' \
	    "$T/metrics")
	is "$dropped" -gt 10
	touch "$T/go"
	finish
	wait_for 5 grep -q 'n=99$' "$T/got"
	[ $(($(grep -c ' - block ' "$T/got") + dropped)) -eq 41 ]
	grep -q "$dropped blocks dropped" "$T/err"
	# Every block that came is one of the stream's, whole.
	for i in 1 2 3 4; do block $i | md5sum; done >"$T/sums"
	for i in 1 2 8; do
		block $i "$T/got" | md5sum | grep -qFf - "$T/sums"
	done
}

@test "a scraper that never reads does not delay -p" {
	serve -p
	cat "$STAT" >&7
	wait_for 5 is_at 1795351504.000000
	exec 9<>"/dev/tcp/127.0.0.1/$PORT"
	for i in {1..100}; do
		printf 'GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n' >&9
	done
	cat "$STAT" >&7
	cat "$STAT" "$STAT" >"$T/twice"
	wait_for 2 cmp -s "$T/twice" "$T/out"
	exec 9>&-
	finish
}

@test "-p ends in order when its reader goes" {
	mkfifo "$T/pipe" "$T/in"
	head -n 1 <"$T/pipe" >/dev/null 3>&- &
	hls-export -p -l 127.0.0.1:0 <"$T/in" >"$T/pipe" 2>"$T/err" 3>&- &
	EXPORT=$!
	started "$EXPORT"
	exec 7>"$T/in"
	cat "$STAT" >&7
	# Its input is still open: it is the reader that ends it.
	wait_for 5 gone "$EXPORT"
	finish
	is "$CODE" 0
	is "$(wc -l <"$T/err")" 1
}

@test "-p to a full disk is exit 1" {
	run bash -c "hls-export -p -l 127.0.0.1:0 <'$STAT' >/dev/full"
	is "$status" 1
	[[ $output == *"standard output: No space left"* ]]
}

@test "the exit code is the last block's verdict" {
	run hls-export -l 127.0.0.1:0 <"$STAT"
	is "$status" 0
	sed 's/state=none code=0/state=fail code=99/' "$STAT" >"$T/fail"
	run hls-export -l 127.0.0.1:0 <"$T/fail"
	is "$status" 99
	cat "$T/fail" "$STAT" >"$T/both"
	run hls-export -l 127.0.0.1:0 <"$T/both"
	is "$status" 0
	block 1 | grep -v ' - block ' >"$T/none"
	run hls-export -l 127.0.0.1:0 <"$T/none"
	is "$status" 1
	[[ $output == *"ended without a block"* ]]
}

@test "lines that are no records are passed over and counted" {
	(echo '# a comment'; echo nonsense; echo; cat "$STAT") >"$T/stream"
	run hls-export -l 127.0.0.1:0 <"$T/stream"
	is "$status" 0
	[[ $output == *"1 lines were no stat records"* ]]
}

@test "INT and HUP do not end a filter on a pipe, TERM does" {
	serve
	block 1 >&7
	wait_for 5 is_at 1795351501.000000
	kill -INT "$EXPORT"
	kill -HUP "$EXPORT"
	block 2 >&7
	wait_for 5 is_at 1795351502.000000
	kill -TERM "$EXPORT"
	finish
	is "$CODE" 143
}

# provisional N TIME [STAMP]: a block whose viewers had this empty time so far.
provisional() {
	local s=${3:-100$1.000000}
	echo "$s all rebuffer count=0 time=$2 played=5.000000 watched=9.000000"
	echo "$s all rebuffer by=group:a count=0 time=$2"
	echo "$s - block n=$1"
}

@test "what is taken back of a counter never makes it go down" {
	serve -p
	provisional 1 4.000000 >&7
	wait_for 5 is_at 1001.000000
	has 'rebuffer_seconds_total{group="a"}' 4
	has played_seconds_total 5
	# It was less, as it turned out: a decrease would be a new beginning.
	provisional 2 2.500000 >&7
	wait_for 5 is_at 1002.000000
	has 'rebuffer_seconds_total{group="a"}' 4
	lacks 'rebuffer_seconds_total{group=""}'
	curl -s "$URL/stat" | grep -qxF \
	    '1002.000000 all rebuffer by=group:a count=0 time=2.500000'
	provisional 3 4.500000 >&7
	wait_for 5 is_at 1003.000000
	has 'rebuffer_seconds_total{group="a"}' 4.5
	# Another run on the same stream is a new beginning.
	provisional 1 0.500000 2000.000000 >&7
	wait_for 5 is_at 2000.000000
	has 'rebuffer_seconds_total{group="a"}' 0.5
	finish
	is "$(grep -c 'time=2.500000' "$T/out")" 2
	# The last block alone, as it came: nothing was shown before it.
	{ provisional 1 4.000000; provisional 2 2.500000; } | hls-export -1 \
	    >"$T/metrics"
	has 'rebuffer_seconds_total{group="a"}' 2.5
}

@test "what cannot be judged is no 0: late reloads, rules of playlists" {
	{
		echo '1000.000000 all hls reload.count=5 reload.judged=0'
		echo '1000.000000 - block n=1'
	} | hls-export -1 >"$T/metrics"
	lacks 'playlist_late_total\|playlist_stale\|playlist_rule'
	{
		echo '1000.000000 all hls reload.judged=2 reload.late=0'
		echo '1000.000000 all watch count=2 fail=1 rule.extinf=0 broken.extinf=0'
		echo '1000.000000 - watch playlists=1 target=2.000000 window=6.000000'
		echo '1000.000000 - block n=1'
	} | hls-export -1 >"$T/metrics"
	has playlist_late_total 0
	has 'playlist_rule_breaches_total{rule="extinf"}' 0
	has 'playlist_watches_total{result="fail"}' 1
	has playlist_window_seconds 6
}
