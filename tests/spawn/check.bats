#!/usr/bin/env bats
# hls-spawn --check --json: what a script asks of a host.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/swarm
load ../lib/servers

# got FILTER: of the object.
got() {
	jq -r "$1" "$T/json"
}

@test "another command: media flows, and why the rest is not known" {
	child <<-'X'
	echo out_time_us=40000 >&3
	sleep 0.2
	echo out_time_us=2000000 >&3
	sleep 0.2
	exit 0
	X
	hls-spawn --check --json --once --host h1 -- "$T/child" >"$T/json"
	now=$EPOCHSECONDS
	is "$(got '"\(.ok) \(.host) \(.media.duration) \(.reason)"')" \
		"true h1 2 null"
	[[ $(got .text) =~ ^"ok: media flowed, 2.00 s of it in "[0-9]+" ms"$ ]]
	is "$(got .version)" "$(hls-spawn -V | cut -d' ' -f 2)"
	near 5 "$(got .clock)" "$now"
	is "$(got '.cores > 0')" true
	is "$(got '[.ffmpeg, .stream, .start, .carries] | unique')" \
		"$(printf '[\n  null\n]')"
	is "$(got '.unknown | del(.memory) | keys | join(" ")')" \
		"carries ffmpeg start stream"
}

@test "no media, and no run at all: not ok, with the reason; exit 1" {
	child <<<'echo "it is \"gone\"" >&2; exit 1'
	run -1 --separate-stderr hls-spawn --check --json --max-restarts 1 \
		-- "$T/child"
	echo "$output" >"$T/json"
	is "$(got .ok)" false
	is "$(got .reason)" "$(line 'no media came (no out_time_us on' \
		'descriptor 3), after 1 restart; the client said: it is "gone"')"
	is "$(got '.messages[0]')" \
		'client 1 ended at once with status 1: it is "gone"'
	run -1 --separate-stderr hls-spawn --check --json \
		--ffmpeg "$T/none" http://127.0.0.1:9/x
	echo "$output" >"$T/json"
	is "$(got .text)" "failed: $(got .reason)"
	is "$(got .reason)" "$(line "no run: $T/none: No such file or directory:" \
		"no client can play;" \
		'install FFmpeg, or name one with --ffmpeg PATH')"
	is "$(got '"\(.unknown.ffmpeg) \(.messages | length)"')" 'not found 1'
	misused '--json is what --check says' --json http://127.0.0.1:9/x
}

@test "FFmpeg: its version, the stream, what a start takes, what it carries" {
	origin_up
	hls-spawn --check --json "$URL/live/hi.m3u8" >"$T/json" 2>"$T/err"
	is "$(got .ok)" true
	is "$(got .ffmpeg)" "$(ffmpeg -version | awk 'NR == 1 { print $3 }')"
	is "$(got '"\(.stream.kind) \(.stream.target_duration)"')" "live 2"
	is "$(got '.start.cpu > 0 and .start.rate > 0 and .memory > 0')" true
	is "$(got '.carries.viewers > 0')" true
	is "$(got .unknown)" null
	is "$(got '.messages | length')" "$(wc -l <"$T/err")"
}
