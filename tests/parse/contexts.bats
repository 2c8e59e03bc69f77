#!/usr/bin/env bats
# Whose line it is: several inputs, logs without addresses, lines told again.

load ../lib/helper
load ../lib/inputs

C=$TOP/tests/data/captures

# urls KIND: the URLs' last parts of the events of that kind, on one line.
urls() {
	sed -n "s/.* $1 .*url=//p" "$T/ev" | sed 's/.*\///' | tr '\n' ' '
}

# types: how many requests there are of each type, on one line.
types() {
	sed -n 's/.* request .*type=\([a-z]*\).*/\1/p' "$T/ev" | sort | uniq -c |
		awk '{ printf "%s%s %s", (NR > 1 ? ", " : ""), $1, $2 }'
}

@test "two inputs: each request as the server has it" {
	events two
	agrees two
	is "$(types)" "1 init, 2 playlist, 10 segment"
	is "$(grep -c ' void ' "$T/ev")" 0
}

@test "the same URL in two inputs, at trace and debug" {
	events twice
	agrees twice
	events twice.debug
	agrees twice.debug debug
	is "$(types)" "2 playlist, 60 segment"
	is "$(grep -c ' retry=1' "$T/ev")" 0
}

@test "an input that is no HLS: its requests are other" {
	events plain
	agrees plain
	is "$(types)" "3 other, 1 playlist, 5 segment"
}

@test "two inputs at info: an error is of the one that says so next" {
	plain <<-E
	[hls @ 0x1] Opening 'http://h.ex/a/1.ts' for reading
	[hls @ 0x2] Opening 'http://h.ex/b/1.ts' for reading
	[hls @ 0x1] Opening 'http://h.ex/a/2.ts' for reading
	[http @ 0x9] Opening 'http://h.ex/b/2.ts' for reading
	[http @ 0x8] HTTP error 404 Not Found
	[hls @ 0x1] Failed to open segment 2 of playlist 0
	video:3kB audio:8kB muxing overhead: unknown
	E
	is "$(urls fetch_fail)" "2.ts "
	is "$(grep -c ' fetch_fail .*/a/2.ts' "$T/ev")" 1
	is "$(grep -c ' fetch ' "$T/ev")" 3
}

# fate: what became of each request of a raw stream.
fate() {
	hls-parse | awk '
	$3 ~ /^(fetch|fetch_fail|void|abort)$/ {
		line = $3
		for (i = 4; i <= NF; i++)
			if ($i ~ /^(type|status|bytes|url)=/)
				line = line " " $i
		print line
	}' | sort
}

# In the others two bodies end at once, or a body is cut at verbose.
@test "without addresses: the same requests, statuses and bytes in 97 of 100" {
	n=0 same=0
	for f in "$C"/*/*.raw.gz; do
		n=$((n + 1))
		[ $((n % ${SAMPLE:-3})) = 0 ] || continue
		gzip -dc "$f" | fate >"$T/want"
		gzip -dc "$f" | sed 's/ @ 0x[0-9a-f]*\]/ @ 0x0]/g' |
			fate >"$T/got"
		! cmp -s "$T/want" "$T/got" || same=$((same + 1))
	done
	is $((same * ${SAMPLE:-3})) -ge $((n * 97 / 100))
}

@test "without addresses: mpv's log, and what is new or reused by TCP alone" {
	events mpv
	agrees mpv
	plain <<-E
	[hls @ 0x0] Opening 'http://h.ex/1.ts' for reading
	[http @ 0x0] request: GET /1.ts HTTP/1.1
	[http @ 0x0] header='HTTP/1.1 200 OK'
	[http @ 0x0] header='Content-Length: 5'
	[http @ 0x0] header=''
	video:3kB audio:8kB muxing overhead: unknown
	E
	is "$(grep -c 'conn=' "$T/ev")" 0
	is "$(grep -c ' fetch .*status=200.*bytes=5' "$T/ev")" 1
}

# Two of its six answers are not in the log, see tests/data/inputs.
@test "FFmpeg of 2018: byte ranges that it asks for amiss are no losses" {
	events 2018
	is "$(types)" "1 playlist, 6 segment"
	is "$(grep -c ' fetch ' "$T/ev")" 7
	is "$(grep -c ' fetch .*status=206.*bytes=' "$T/ev")" 5
	sed -n 's/.* fetch .*type=segment status=206.* bytes=\([0-9]*\).*/\1/p' \
		"$T/ev" | sort -n >"$T/got"
	awk '/all.ts/ && n++ < 4 { print $3 }' "$D/2018.truth" | sort -n |
		same - "$T/got"
}

@test "quotes, commas and brackets in a URL are of it" {
	plain <<-E
	[hls @ 0x1] [info] Opening 'http://h.ex/it's.m3u8' for reading
	[hls @ 0x1] [verbose] HLS request for url 'http://h.ex/a'b.ts?x='y&k=z', offset 0, playlist 0
	[hls @ 0x1] [info] Opening 'http://h.ex/k,'.key' for reading
	[http @ 0x2] [warning] HTTP error 404 Not Found
	[hls @ 0x1] [error] Unable to open key file http://h.ex/k,'.key, Server returned 404 Not Found
	[hls @ 0x1] [info] Opening 'crypto+http://h.ex/a'b.ts?x='y&k=z' for reading
	[http @ 0x2] [warning] HTTP error 404 Not Found
	[hls @ 0x1] [warning] parse_playlist error Server returned 404 Not Found [http://h.ex/[x]'.m3u8]
	E
	is "$(urls request)" "it's.m3u8 k,'.key a'b.ts?x=*&k=* "
	is "$(grep -c " request .*type=segment .*/a'b.ts?x=\*&k=\*" "$T/ev")" 1
	is "$(urls key_fail)$(urls playlist_fail)" "k,'.key [x]'.m3u8 "
}

@test "a repeat of a line too long to compare is of another URL" {
	long=http://h.ex/$(printf '%01100d' 0)
	short=http://h.ex/$(printf '%0900d' 0)
	plain <<-E
	[hls @ 0x1] Opening '$long/1.ts' for reading
	    Last message repeated 3 times
	[hls @ 0x1] Opening '$short/2.ts' for reading
	video:3kB audio:8kB muxing overhead: unknown
	E
	is "$(urls request)" "1.ts    2.ts "
	is "$(types)" "5 segment"
	is "$(grep -c ' fetch ' "$T/ev")$(grep -c ' retry=1' "$T/ev")" 50
	is "$(grep -c ' request .* url=$' "$T/ev")" 3
}

@test "repeats on a terminal count up" {
	plain <<-E
	[http @ 0x2] Packet corrupt (stream = 0, dts = 1).
	    Last message repeated 1 times
	    Last message repeated 2 times
	    Last message repeated 2 times
	[http @ 0x2] Packet corrupt (stream = 0, dts = 2).
	    Last message repeated 1 times
	E
	is "$(grep -c ' continuity ' "$T/ev")" 5
}
