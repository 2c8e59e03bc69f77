#!/usr/bin/env bats
# What FFmpeg writes over HTTP: outputs, and no part of what it reads.

load ../lib/helper
load ../lib/inputs

# count KIND: events of that kind among $T/ev.
count() {
	awk -v k="$1" '$3 == k { n++ } END { print n + 0 }' "$T/ev"
}

@test "info: what is opened for writing is no download" {
	plain <<-E
	[hls @ 0x1] Opening 'http://h.ex/s1.ts' for reading
	[hls @ 0x2] Opening 'http://o.ex/out/o0.ts?key=secret' for writing
	[hls @ 0x2] Opening 'out/o1.ts' for writing
	[hls @ 0x1] Opening 'http://h.ex/s2.ts' for reading
	[http @ 0x3] HTTP error 404 Not Found
	[hls @ 0x1] Failed to open segment 2 of playlist 0
	video:3kB audio:8kB muxing overhead: unknown
	E
	is "$(count request)" 2
	is "$(grep -c '^1.000000 0.0 fetch_fail .*status=404.*/s2.ts$' "$T/ev")" 1
	is "$(grep ' output ' "$T/ev")" \
		"1.000000 0.0 output url=http://o.ex/out/o0.ts?key=*"
}

@test "trace: each PUT is an output, and each GET as the server has it" {
	events written
	agrees written
	is "$(count output)" "$(wc -l <"$D/written.puts")"
	is "$(count connect)" 3
	sed -n 's/.* output method=\([A-Z]*\) url=http:..[^/]*/\1 /p' "$T/ev" |
		sort >"$T/got"
	sort "$D/written.puts" | same - "$T/got"
}

@test "an output that nobody takes is no failure of what is read" {
	plain <<-E
	[hls @ 0x1] [info] Opening 'http://h.ex/s1.ts' for reading
	[tcp @ 0x5] [verbose] Starting connection attempt to 192.0.2.1 port 80
	[tcp @ 0x5] [verbose] Successfully connected to 192.0.2.1 port 80
	[http @ 0x6] [debug] request: GET /s1.ts HTTP/1.1
	[hls @ 0x2] [info] Opening 'http://o.ex:8080/o0.ts' for writing
	[tcp @ 0x7] [verbose] Starting connection attempt to 192.0.2.2 port 8080
	[tcp @ 0x7] [error] Connection to tcp://o.ex:8080 failed: Connection refused
	[hls @ 0x2] [warning] Failed to open file 'http://o.ex:8080/o0.ts'
	[hls @ 0x2] [error] Something else: Connection reset by peer
	video:3kB audio:8kB muxing overhead: unknown
	E
	is "$(count connect_fail)$(count fetch_fail)$(count void)" 000
	is "$(count request)" 1
	is "$(grep ' output ' "$T/ev")" \
		"1.000000 0.0 output reason=refused url=http://o.ex:8080/o0.ts"
}

@test "a PUT's answer is its own: status, headers, a context used again" {
	plain <<-E
	[hls @ 0x1] [info] Opening 'http://h.ex/s1.ts' for reading
	[http @ 0x6] [debug] request: GET /s1.ts HTTP/1.1
	[hls @ 0x2] [info] Opening 'http://o.ex/o0.ts' for writing
	[http @ 0x8] [debug] request: PUT /o0.ts HTTP/1.1
	[http @ 0x6] [trace] header='HTTP/1.1 200 OK'
	[http @ 0x8] [trace] header='HTTP/1.1 403 Forbidden'
	[http @ 0x8] [warning] HTTP error 403 Forbidden
	[http @ 0x6] [trace] header='Content-Length: 5'
	[http @ 0x6] [trace] header=''
	[http @ 0x8] [debug] request: GET /s2.ts HTTP/1.1
	[http @ 0x8] [trace] header='HTTP/1.1 200 OK'
	[http @ 0x8] [trace] header=''
	video:3kB audio:8kB muxing overhead: unknown
	E
	is "$(count fetch_fail)" 0
	is "$(count fetch)" 2
	is "$(grep ' output ' "$T/ev")" \
		"1.000000 0.0 output method=PUT status=403 url=http://o.ex/o0.ts"
}

@test "one that is no playlist: by its header at info, its POST at debug" {
	plain <<-E
	[info] Output #0, mpegts, to 'http://o.ex/it's.ts':
	[info] Output #1, hls, to 'http://o.ex/a.m3u8':
	[info] Output #2, null, to 'pipe:':
	E
	is "$(grep ' output ' "$T/ev")" \
		"1.000000 0.0 output url=http://o.ex/it's.ts"
	plain <<-E
	[debug] Opening an output file: http://o.ex:81/a.ts.
	[tcp @ 0x7] [verbose] Starting connection attempt to 192.0.2.2 port 81
	[tcp @ 0x7] [verbose] Successfully connected to 192.0.2.2 port 81
	[http @ 0x8] [debug] request: POST /a.ts HTTP/1.1
	[info] Output #0, mpegts, to 'http://o.ex:81/a.ts':
	E
	is "$(count connect)$(count request)" 00
	is "$(grep ' output ' "$T/ev")" \
		"1.000000 0.0 output method=POST url=http://o.ex:81/a.ts"
}

@test "what an input posts, to read the answer, is a download" {
	plain <<-E
	[NULL @ 0x1] [debug] Opening 'http://h.ex/l.m3u8?a=b' for reading
	[http @ 0x6] [debug] request: POST /l.m3u8?a=b HTTP/1.1
	[http @ 0x6] [trace] header='HTTP/1.1 200 OK'
	[http @ 0x6] [trace] header=''
	E
	is "$(count output)" 0
	is "$(grep -c ' request .*type=playlist' "$T/ev")" 1
}
