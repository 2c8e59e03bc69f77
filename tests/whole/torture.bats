#!/usr/bin/env bats
# Some of what make torture does, where that takes no time.

load ../lib/helper

# tortured CASES FIRST REST: so many of their allocations fail, once each.
tortured() {
	CASE=$1 FIRST=$2 REST=$3 "$TOP/tests/torture/run" alloc \
		>"$T/log" 2>&1 || { cat "$T/log"; return 1; }
	grep -qE '^torture: ([0-9]{2,}) of \1$' "$T/log"
}

@test "an allocation that fails is told, and no threshold is lost by it" {
	tortured "parse gate" 40 20
}

@test "hls-spawn out of memory leaves nobody behind, and no FIFO" {
	tortured children 1 12
}

# alone COMMAND...: as a user of whom no other process may start.
alone() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=54321 --clear-groups prlimit --nproc=1:1 "$@"
	else
		prlimit --nproc=1:1 "$@"
	fi
}

@test "hls-spawn that may start no process says so, in its stream as well" {
	local code=0
	alone test -x "$TOP/bin/hls-spawn" ||
		skip "another user cannot read this tree"
	alone hls-spawn -n 2 -d 1s http://127.0.0.1:1/x.m3u8 >"$T/raw" \
		2>"$T/err" || code=$?
	is "$code" 1
	grep '^hls-spawn: guard: Resource temporarily unavailable$' "$T/err"
	tail -n 1 "$T/raw" | grep ' - end reason=failed$'
}
