# What the suites of hls-export share: a server with a FIFO as its input, and
# its scrapes.

STAT=$TOP/tests/data/stat/run.stat

# block N [FILE]: the Nth block of a stat stream.
block() {
	awk -v n="$1" '{ b = b $0 "\n" }
	    / - block / { if (++k == n) printf "%s", b; b = "" }' "${2:-$STAT}"
}

# serve ARGS: starts hls-export with a FIFO as its input, which fd 7 writes.
serve() {
	mkfifo "$T/in"
	# What one before it said is not its own.
	: >"$T/err"
	# A shell starts what is in the background with INT ignored.
	launch hls-export -l 127.0.0.1:0 "$@" \
	    <"$T/in" >"$T/out" 2>"$T/err" 3>&- &
	EXPORT=$!
	started "$EXPORT"
	exec 7>"$T/in"
	wait_for 5 grep -q listening "$T/err"
	find_port
}

find_port() {
	PORT=$(sed -n 's|.*on http://127.0.0.1:\([0-9]*\)/metrics$|\1|p' \
	    "$T/err" | head -n 1)
	URL=http://127.0.0.1:$PORT
}

# finish: the end of its input; its exit code in $CODE.
finish() {
	exec 7>&-
	CODE=0
	wait "$EXPORT" || CODE=$?
}

status() {
	curl -s -o /dev/null -w '%{http_code}' "$@"
}

is_status() {
	is "$(status "$2")" "$1"
}

scrape() {
	curl -s "$URL/metrics" >"$T/metrics"
}

# has NAME VALUE: the last scrape has this series.
has() {
	grep -qxF "hls_swarm_$1 $2" "$T/metrics" ||
	    { echo "no $1 $2, but:"; grep -F "${1%%\{*}" "$T/metrics"; return 1; }
}

# lacks PATTERN: the last scrape has no such line.
lacks() {
	if grep "$1" "$T/metrics"; then return 1; fi
}

# is_at STAMP: the last scrape is of the block with this stamp.
is_at() {
	scrape
	grep -qx "hls_swarm_last_snapshot_timestamp_seconds ${1%.000000}" \
	    "$T/metrics"
}

# talk BYTES: sends them on a connection of their own and prints the answer.
talk() {
	exec 9<>"/dev/tcp/127.0.0.1/$PORT"
	printf "$1" >&9
	timeout 8 cat <&9
	exec 9>&-
}
