# hls-export among clients that mean no good. How long it takes them, tests/
# bench/export measures; here everything is counted.

load ../lib/helper
load ../lib/export

# said PATTERN FILE: the program behind it has said so.
said() {
	grep -q "$1" "$2"
}

# scrapes N: so many, all whole.
scrapes() {
	local i
	for ((i = 0; i < $1; i++)); do
		curl -s -m 5 ${RETRY:-} "$URL/metrics" | cmp "$T/metrics" - || return
	done
}

# descriptors: how many hls-export has open.
descriptors() {
	ls "/proc/$EXPORT/fd" | wc -l
}

has_descriptors() {
	is "$(descriptors)" "$1"
}

# filled ARGS: a server that serves the last block of the sample stream.
filled() {
	serve "$@"
	cat "$STAT" >&7
	wait_for 5 is_at 1795351504.000000
}

@test "1,000 slow connections do not keep a scrape out" {
	filled
	callers slow "$PORT" 1000 5s >"$T/callers" 3>&- 7>&- &
	started $!
	wait_for 20 said ready "$T/callers"
	scrapes 20
	finish
	is "$CODE" 0
}

@test "who has just come outlives those who began to ask before" {
	filled
	local i fd late
	for i in {1..64}; do
		exec {fd}<>"/dev/tcp/127.0.0.1/$PORT"
		printf 'GET /metrics HT' >&$fd
	done
	exec {late}<>"/dev/tcp/127.0.0.1/$PORT"
	for i in {1..30}; do
		exec {fd}<>"/dev/tcp/127.0.0.1/$PORT"
		printf 'GET /metrics HT' >&$fd
	done
	# The loop has had its turn with all of them.
	scrapes 1
	printf 'GET /healthz HTTP/1.0\r\n\r\n' >&$late
	[[ $(timeout 5 cat <&$late) == 'HTTP/1.1 200 '* ]]
	finish
}

@test "5,000 dropped connections leave nothing behind" {
	[ -d /proc/self/fd ] || skip "no /proc"
	filled
	local before rss
	before=$(descriptors)
	# Memory once every kind of connection has been there.
	drop "$PORT" 500
	wait_for 5 has_descriptors "$before"
	rss=$(ps -o rss= -p "$EXPORT")
	drop "$PORT" 5000 3>&- 7>&- &
	local dropper=$!
	started $dropper
	# Under so many even the last to come may be the oldest, once.
	RETRY="--retry 2 --retry-all-errors" scrapes 20
	wait $dropper
	wait_for 5 has_descriptors "$before"
	[ $(($(ps -o rss= -p "$EXPORT") - rss)) -le 512 ]
	scrapes 1
	finish
	is "$CODE" 0
}

@test "64 scrapers that never read neither hold -p nor other scrapes" {
	mkfifo "$T/out"
	cat "$T/out" >"$T/copy" 3>&- &
	started $!
	filled -p
	callers mute "$PORT" 64 100ms >"$T/callers" 3>&- 7>&- &
	started $!
	wait_for 20 said ready "$T/callers"
	scrapes 20
	cat "$STAT" >&7
	cat "$STAT" "$STAT" >"$T/twice"
	wait_for 2 cmp -s "$T/twice" "$T/copy"
	finish
	is "$CODE" 0
}
