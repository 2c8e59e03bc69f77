# hls-export's server: where it listens, what it refuses, and /stat.

load ../lib/helper
load ../lib/export

# follow [CURL ARGS]: attaches to the stream in the background, into $T/got.
follow() {
	curl -sN "$@" "$URL/stat?follow" >"$T/got" 3>&- 7>&- &
	FOLLOWER=$!
	started "$FOLLOWER"
}

# marked N...: those blocks as they come to one who follows.
marked() {
	echo '# followed'
	for n; do block "$n"; done
}

# got N: so many blocks have come to the follower.
got() {
	is "$(grep -c ' - block ' "$T/got")" "$1"
}

# followed: the follower has ended; its exit code.
followed() {
	wait_for 5 gone "$FOLLOWER"
	wait "$FOLLOWER"
}

# tcp NAME: a connection of its own; its descriptor in the variable NAME.
tcp() {
	eval "exec {$1}<>/dev/tcp/127.0.0.1/$PORT"
}

@test "several addresses and sockets are served at once" {
	umask 027
	serve -l localhost:0 -l "unix:$T/a" -l "unix:$T/b"
	is "$(grep -c 'listening on http' "$T/err")" 2
	grep -qx "hls-export: listening on unix:$T/a" "$T/err"
	is "$(ls -l "$T/a" | cut -c 1-10)" srwxr-x---
	block 1 >&7
	wait_for 5 is_at 1795351501.000000
	sed -n 's/.*listening on \(http.*\)/\1/p' "$T/err" |
	    while read -r url; do
		curl -s "$url" | same "$T/metrics" -
	done
	for s in a b; do
		curl -s --unix-socket "$T/$s" http://localhost/metrics |
		    same "$T/metrics" -
	done
	finish
	[ ! -e "$T/a" ]
	[ ! -e "$T/b" ]
}

@test "every address must be had, or nothing is served" {
	serve
	run hls-export -l "unix:$T/s" -l "127.0.0.1:$PORT" <"$STAT"
	is "$status" 1
	is "$output" "$(line "hls-export: cannot listen on 127.0.0.1:$PORT: Address" \
		'already in use (another --listen ADDR, or --listen-optional to' \
		'go on without)')"
	[ ! -e "$T/s" ]
	run hls-export --listen-optional -l no.such.host.invalid:80 <"$STAT"
	is "$status" 1
	run hls-export -l 127.0.0.1:0 -l no.such.host.invalid:80 <"$STAT"
	is "$status" 1
	[[ $output == "hls-export: no.such.host.invalid:80: "* ]]
	run hls-export $(printf -- '-l :0 %.0s' {1..17}) <"$STAT"
	is "$status" 2
	finish
}

@test "--listen-optional goes on without an address, and says so once" {
	serve
	taken=$PORT
	# Of this stream the verdict is its own, and nobody is waited for.
	run hls-export -p --linger 1h <"$STAT" --listen-optional \
		-l "127.0.0.1:$taken" --html "$T/run.html"
	is "$status" 0
	is "$(grep ^hls-export: <<<"$output")" "$(line 'hls-export: cannot' \
		"listen on 127.0.0.1:$taken: Address already in use; it goes on" \
		'without')"
	same "$STAT" <(grep -v ^hls-export: <<<"$output")
	[ -s "$T/run.html" ]
	finish
	rm "$T/in"
	# The others serve.
	serve --listen-optional -l "unix:$T"
	grep -q "cannot listen on unix:$T: is there, and is no socket; it goes" \
		"$T/err"
	is "$(curl -s "$URL/healthz")" ok
	finish
}

@test "a socket in the file system is replaced only if nobody serves it" {
	serve -l "unix:$T/s"
	run hls-export -l "unix:$T/s" <"$STAT"
	is "$status" 1
	[[ $output == *"cannot listen on unix:$T/s: Address already in use ("* ]]
	# The one that was there still answers.
	is "$(curl -s --unix-socket "$T/s" http://localhost/healthz)" ok
	kill -KILL "$EXPORT"
	wait_for 5 gone "$EXPORT"
	exec 7>&-
	[ -S "$T/s" ]
	rm "$T/in"
	serve -l "unix:$T/s"
	is "$(curl -s --unix-socket "$T/s" http://localhost/healthz)" ok
	kill -TERM "$EXPORT"
	finish
	is "$CODE" 143
	[ ! -e "$T/s" ]
}

@test "what is no socket is left alone" {
	echo precious >"$T/file"
	ln -s "$T/nowhere" "$T/link"
	mkdir "$T/dir"
	for f in file link dir; do
		run hls-export -l "unix:$T/$f" <"$STAT"
		is "$status" 1
		[[ $output == *"unix:$T/$f: is there, and is no socket" ]]
	done
	is "$(cat "$T/file")" precious
	[ -L "$T/link" ]
	run hls-export -l "unix:$T/no/such/dir" <"$STAT"
	is "$status" 1
	[[ $output == *"unix:$T/no/such/dir: No such file"* ]]
	run hls-export -l "unix:$(printf '%0200d' 0)" <"$STAT"
	is "$status" 1
	[[ $output == *"File name too long" ]]
	run hls-export -l unix: <"$STAT"
	is "$status" 2
}

@test "what others have put in a socket's place meanwhile is not removed" {
	serve -l "unix:$T/s"
	mv "$T/s" "$T/old"
	touch "$T/s"
	finish
	[ -e "$T/s" ]
}

@test "aliases and queries" {
	serve
	is "$(curl -s "$URL/health")" ok
	is "$(curl -s "$URL/healthz?verbose=1")" ok
	is "$(status "$URL/ready")" 503
	block 1 >&7
	wait_for 5 is_status 200 "$URL/ready"
	is "$(status "$URL/metrics?name=x")" 200
	is "$(status "$URL/metricsz")" 404
	finish
}

@test "each refusal has its status" {
	serve
	local request code long
	long=$(printf '%05000d' 0)
	while read -r code request; do
		[[ $(talk "$request\r\n\r\n") == "HTTP/1.1 $code "* ]] ||
		    { echo "$request"; return 1; }
	done <<-END
		501 BREW /metrics HTTP/1.0
		501 get /metrics HTTP/1.0
		405 DELETE /metrics HTTP/1.0
		405 PATCH /stat?follow HTTP/1.0
		405 OPTIONS * HTTP/1.0
		405 CONNECT a:1 HTTP/1.0
		404 POST /nothing HTTP/1.0
		400 GET metrics HTTP/1.0
		400 GET /metrics HTTP/1.1\r\nHost: a/b
		400 GET /metrics HTTP/1.1\r\nHost: localhost\r\nHost: a
		400 GET /metrics HTTP/1.0\r\nContent-Length: -1
		400 GET /metrics HTTP/1.0\r\nContent-Length: 1\r\nContent-Length: 2
		400 GET /metrics HTTP/1.0\r\n: x
		501 POST /metrics HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked
		405 POST /metrics HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: Chunked
		414 GET /$long HTTP/1.0
		431 GET / HTTP/1.0\r\nX: $long
		505 GET / HTTP/3.0
	END
	# Every refusal says how long it is; that of HEAD has no body.
	talk 'HEAD /x HTTP/1.0\r\n\r\n' | tr -d '\r' >"$T/head"
	grep -qx 'Content-Length: 14' "$T/head"
	[ -z "$(tail -n 1 "$T/head")" ]
	talk 'HEAD / HTTP/1.1\r\n\r\n' | tr -d '\r' >"$T/head"
	grep -qx 'HTTP/1.1 400 Bad Request' "$T/head"
	grep -qx 'Content-Type: text/plain; charset=utf-8' "$T/head"
	grep -qx 'Content-Length: 16' "$T/head"
	[ -z "$(tail -n 1 "$T/head")" ]
	finish
}

# asked HOST [TARGET]: the status of a request for that host.
asked() {
	talk "GET ${2:-/stat} HTTP/1.1\\r\\nHost: $1\\r\\nConnection: close\\r\\n\\r\\n" |
		sed -n '1s/^HTTP\/1.1 \([0-9]*\).*/\1/p'
}

# A page elsewhere whose name resolves to 127.0.0.1 asks for its own name.
@test "on a loopback address nobody asks for a name from elsewhere" {
	local host
	serve
	block 1 >&7
	wait_for 5 is_at 1795351501.000000
	for host in 127.0.0.1 "127.0.0.1:$PORT" localhost LOCALHOST:1 \
		'[::1]:17091' '[::1]' 192.0.2.7 "$(uname -n)" "$(uname -n):80"; do
		is "$(asked "$host")" 200
	done
	for host in evil.example "evil.example:$PORT" localhost.evil.example \
		127.0.0.1.evil.example evil.localhost 0x7f.1 2130706433 \
		'[evil]' '[::1' '[::1]evil.example' 'localhost@evil.example' ':80'; do
		[[ $(asked "$host") == 4[02][01] ]]
		# That of the target goes before the header.
		[[ $(asked localhost "http://$host/stat") == 4[02][01] ]]
	done
	is "$(asked evil.example http://localhost/stat)" 200
	talk 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n' \
		>"$T/answer"
	head -n 1 "$T/answer" | grep '^HTTP/1.1 421 Misdirected Request'
	grep 'address, localhost, or this machine' "$T/answer"
	no grep -i '<html' "$T/answer"
	# Without a host there is no name; an empty one is none.
	talk 'GET /healthz HTTP/1.0\r\n\r\n' | grep -q '^HTTP/1.1 200'
	is "$(asked '')" 400
	is "$(asked localhost http:///stat)" 400
}

@test "nc gets an answer, also when it closes its side at once" {
	serve
	printf 'GET /healthz HTTP/1.0\r\n\r\n' | nc -N 127.0.0.1 "$PORT" |
	    tr -d '\r' >"$T/answer"
	is "$(sed -n '1p;$p' "$T/answer")" $'HTTP/1.1 200 OK\nok'
	block 1 >&7
	wait_for 5 is_at 1795351501.000000
	printf 'GET /stat?follow HTTP/1.0\r\n\r\n' |
	    nc -N 127.0.0.1 "$PORT" >"$T/got" 3>&- 7>&- &
	FOLLOWER=$!
	wait_for 5 got 1
	block 2 >&7
	wait_for 5 got 2
	finish
	followed
	sed '1,/^\r$/d' "$T/got" | same <(marked 1 2) -
}

@test "at the limit of descriptors a scrape still gets in" {
	mkfifo "$T/in"
	bash -c 'ulimit -n 16; exec launch hls-export -l 127.0.0.1:0' \
	    <"$T/in" 2>"$T/err" 3>&- &
	EXPORT=$!
	started "$EXPORT"
	exec 7>"$T/in"
	wait_for 5 grep -q listening "$T/err"
	find_port
	block 1 >&7
	wait_for 5 is_at 1795351501.000000
	local fd i
	for i in {1..40}; do
		tcp fd
		# It may have had to give way already.
		(printf 'GET /stat?follow HTTP/1.1\r\nHost: localhost\r\n\r\n' >&$fd) ||
		    :
	done
	for i in {1..40}; do tcp fd; done
	run curl -s --max-time 2 -o "$T/again" -w '%{http_code}' "$URL/metrics"
	is "$output" 200
	same "$T/metrics" "$T/again"
	finish
	is "$CODE" 0
}

@test "/stat is the last whole block" {
	serve
	is "$(status "$URL/stat")" 503
	[[ $(curl -s "$URL/stat") == *"no block"* ]]
	block 1 >&7
	wait_for 5 is_status 200 "$URL/stat"
	block 2 | head -n 40 >&7
	curl -s "$URL/stat?x" | same <(block 1) -
	block 2 | tail -n +41 >&7
	wait_for 5 is_at 1795351502.000000
	curl -s -D "$T/head" "$URL/stat" | same <(block 2) -
	tr -d '\r' <"$T/head" | grep -x 'Content-Type: text/plain; charset=utf-8'
	tr -d '\r' <"$T/head" |
	    grep -x "Content-Length: $(block 2 | wc -c | tr -d ' ')"
	curl -sI "$URL/stat" | tr -d '\r' |
	    grep -x "Content-Length: $(block 2 | wc -c | tr -d ' ')"
	finish
}

@test "/stat?follow is the stream from the newest block on" {
	serve
	(block 1; block 2) >&7
	wait_for 5 is_at 1795351502.000000
	follow -D "$T/head"
	wait_for 5 got 1
	block 3 | head -n 40 >&7
	sleep 0.2
	# A block comes as a whole, or not at all.
	marked 2 | same - "$T/got"
	block 3 | tail -n +41 >&7
	wait_for 5 got 2
	(block 4; echo 'no whole block') >&7
	finish
	is "$CODE" 0
	followed
	marked 2 3 4 | same - "$T/got"
	tr -d '\r' <"$T/head" | grep -x 'Transfer-Encoding: chunked'
	if grep -i '^content-length' "$T/head"; then return 1; fi
}

@test "/stat?follow in HTTP/1.0 ends with the connection" {
	serve
	block 1 >&7
	wait_for 5 is_at 1795351501.000000
	follow --http1.0 -D "$T/head" -H 'Connection: keep-alive'
	wait_for 5 got 1
	block 2 >&7
	finish
	followed
	marked 1 2 | same - "$T/got"
	tr -d '\r' <"$T/head" | grep -x 'Connection: close'
	if grep -i '^transfer-encoding\|^content-length' "$T/head"; then
		return 1
	fi
}

@test "a follower from before the first block waits for it" {
	serve
	follow -D "$T/head"
	wait_for 5 test -s "$T/head"
	grep -q '^HTTP/1.1 200 ' "$T/head"
	[ ! -s "$T/got" ]
	cat "$STAT" >&7
	finish
	followed
	marked 1 2 3 4 | same - "$T/got"
}

@test "HEAD of the stream has no body, and the connection goes on" {
	serve
	local get='HTTP/1.1\r\nHost: localhost\r\n'
	talk "HEAD /stat?follow $get\r\nGET /healthz ${get}Connection: close\r\n\r\n" |
	    tr -d '\r' >"$T/answer"
	grep -qx 'Transfer-Encoding: chunked' "$T/answer"
	is "$(grep -c '^HTTP/1.1 200 OK' "$T/answer")" 2
	is "$(tail -n 1 "$T/answer")" ok
	finish
}

@test "a request behind a followed stream is answered after it" {
	serve --linger 30s
	block 1 >&7
	wait_for 5 is_at 1795351501.000000
	local get='HTTP/1.1\r\nHost: localhost\r\n' fd
	tcp fd
	printf "GET /stat?follow $get\r\nGET /readyz ${get}Connection: close\r\n\r\n" >&$fd
	sleep 0.2
	exec 7>&-
	timeout 5 cat <&$fd | tr -d '\r' >"$T/answer"
	grep -qx 0 "$T/answer"
	grep -qx 'HTTP/1.1 503 Service Unavailable' "$T/answer"
	[[ $(tail -n 1 "$T/answer") == "the input has ended"* ]]
	kill -TERM "$EXPORT"
	finish
}

@test "a follower that does not read misses whole blocks, never the last" {
	serve -p
	block 1 >&7
	wait_for 5 is_at 1795351501.000000
	local fd before after i
	tcp fd
	printf 'GET /stat?follow HTTP/1.0\r\n\r\n' >&$fd
	cat "$STAT" >&7
	wait_for 5 is_at 1795351504.000000
	before=$(ps -o rss= -p "$EXPORT")
	# More than any socket holds.
	for i in {1..100}; do cat "$STAT" "$STAT" "$STAT"; done >"$T/many"
	cat "$T/many" >&7
	block 2 | sed 's/^1795351502/1795351599/; s/ n=2$/ n=99/' >&7
	wait_for 5 is_at 1795351599.000000
	after=$(ps -o rss= -p "$EXPORT")
	# What it holds back are a few blocks of 16 KB.
	[ -n "${SANITIZED-}" ] || [ $((after - before)) -lt 1000 ]
	# The copy has had it all, long before anything was read here.
	is "$(grep -c ' - block ' "$T/out")" 1206
	exec 7>&-
	timeout 5 sed -e '1,/^\r$/d' -e '/^#/d' <&$fd >"$T/got"
	finish
	is "$CODE" 0
	is "$(grep -c ' - block ' "$T/got")" -lt 1206
	grep ' - block ' "$T/got" | tail -n 1 | grep -q 'n=99$'
	# Every block that came is one of the stream's, whole.
	local n
	n=$(grep -c ' - block ' "$T/got")
	for i in 1 2 3 4; do block $i | md5sum; done >"$T/sums"
	for i in 1 2 $((n / 2)) $((n - 1)); do
		block "$i" "$T/got" | md5sum | grep -qFf - "$T/sums"
	done
}

@test "48 can follow, and a scrape always gets in" {
	serve
	block 1 >&7
	wait_for 5 is_at 1795351501.000000
	local fd i fds=()
	for i in {1..48}; do
		tcp fd
		fds+=("$fd")
		printf 'GET /stat?follow HTTP/1.0\r\n\r\n' >&$fd
	done
	wait_for 5 is_status 503 "$URL/stat?follow"
	[[ $(curl -s "$URL/stat?follow") == *"too many"* ]]
	# As many again that only sit there.
	for i in {1..48}; do tcp fd; done
	block 2 >&7
	wait_for 5 is_at 1795351502.000000
	finish
	# None of those who follow had to give way.
	for fd in "${fds[@]}"; do
		timeout 2 sed '1,/^\r$/d' <&$fd >"$T/got"
		marked 1 2 | cmp - "$T/got"
	done
}

@test "followers that go leave their places" {
	serve
	block 1 >&7
	wait_for 5 is_at 1795351501.000000
	local fd i
	for i in {1..48}; do
		tcp fd
		printf 'GET /stat?follow HTTP/1.0\r\n\r\n' >&$fd
		exec {fd}>&-
	done
	# The second block after a reset finds out.
	block 2 >&7
	wait_for 5 is_at 1795351502.000000
	block 3 >&7
	wait_for 5 is_at 1795351503.000000
	follow
	wait_for 5 got 1
	is "$(ls "/proc/$EXPORT/fd" 2>/dev/null | wc -l)" -le 20
	finish
	followed
}

@test "hls-top attaches to a run" {
	serve
	(block 1; block 2) >&7
	wait_for 5 is_at 1795351502.000000
	(code=0
	    curl -sN "$URL/stat?follow" | hls-top -b >"$T/top" || code=$?
	    echo "code $code" >>"$T/top") 3>&- 7>&- &
	started $!
	wait_for 5 test -s "$T/top"
	(block 3; block 4 | sed 's/state=none code=0/state=fail code=99/') >&7
	finish
	is "$CODE" 99
	wait_for 5 grep -qx 'code 99' "$T/top"
	(block 2; block 3; block 4 | sed 's/state=none code=0/state=fail code=99/') |
	    hls-top -b >"$T/wanted" || [ $? -eq 99 ]
	sed '$d' "$T/top" | same "$T/wanted" -
}

@test "what is wanting is a descriptor, at each number of them" {
	local n
	for n in 4 5 6; do
		run bash -c 'ulimit -n "$1"; exec hls-export -l 127.0.0.1:0' \
			_ "$n" <"$TOP/tests/data/chain.stats" 3>&-
		is "$status" 1
		[ -n "${SANITIZED-}" ] ||
			[[ $output == *': Too many open files' ]]
	done
}
