#!/usr/bin/env bats
# hls-spawn --stdout: what another command writes to its standard output.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/swarm

# said: the texts of the log records.
said() {
	sed -n 's/^[^ ]* 1\.0 log //p' "$T/raw"
}

@test "lines of both stand in the order in which they were written" {
	child <<-'X'
	for i in 1 2 3 4 5 6 7 8 9; do
		echo "out $i"
		echo "err $i" >&2
	done
	printf 'half of '
	printf 'a line\rand\r\nlast'
	X
	hls-spawn --once -d 10s --stdout -- "$T/child" >"$T/raw"
	said >"$T/got"
	{ for i in 1 2 3 4 5 6 7 8 9; do printf '%s\n' "out $i" "err $i"; done
	printf '%s\n' 'half of a line' and last; } >"$T/want"
	same "$T/want" "$T/got"
}

@test "without it standard output is nowhere" {
	child <<<'echo out; echo err >&2'
	hls-spawn --once -d 10s -- "$T/child" >"$T/raw"
	is "$(said)" err
}

@test "it is of another command alone" {
	misused '--stdout is of a command behind --' --stdout http://h/
}

@test "mpv's lines become events, and lose their secrets" {
	hls-spawn --once -d 10s --stdout -- \
		cat "$TOP/tests/data/plain/mpv-trace.log" >"$T/raw"
	hls-parse "$T/raw" >"$T/events"
	is "$(count ' fetch .* type=segment ' "$T/events")" 6
	is "$(count ' fetch .* type=playlist ' "$T/events")" 5
	is "$(awk '$3 == "fetch" && / type=segment / {
		sub(/.* bytes=/, ""); n += $1 } END { print n }' \
		"$T/events")" 1194176

	child <<-'X'
	printf '[ffmpeg] http: request: GET /a HTTP/1.1\r\n'
	printf '[ffmpeg] Cookie: id=SECRET\r\n[ffmpeg] Host: h\r\n'
	echo "[ffmpeg] http: header='Set-Cookie: id=SECRET'"
	X
	hls-spawn --once -d 10s --stdout -- "$T/child" | hls-parse --scrub >"$T/raw"
	is "$(said | grep -c '^\[ffmpeg\] ')" 4
	is "$(said | grep -c 'Cookie: [0-9a-f]\{16\}')" 2
	no grep SECRET "$T/raw"
}
