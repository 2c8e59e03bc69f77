#!/usr/bin/env bats
# What caches say in their headers, and the word for it.

load ../lib/helper

# exchanges TABLE: a raw stream with a session for each row of it.
exchanges() {
	awk '/^#/ { next }
	{
		t = 1795351500 ".000000 " ++n ".0 "
		print t "log [hls @ 0x1] [info] Opening '"'http://o/1.ts'"' for reading"
		print t "log [http @ 0x5] [debug] request: GET /1.ts HTTP/1.1"
		k = split("HTTP/1.1 200 OK // content-length:5 // " \
		    substr($0, index($0, " ") + 1) " // ", line, " // ")
		for (i = 1; i <= k; i++)
			print t "log [http @ 0x5] [trace] header='"'"'" line[i] "'"'"'"
		print t "exit code=0 uptime=4.000000 reason=exit"
	}' "$1"
}

# words TABLE: the word of each row, as hls-parse gives it.
words() {
	exchanges "$1" | hls-parse --only fetch | awk '
	{
		split($2, id, ".")
		word[id[1]] = "-"
		for (i = 4; i <= NF; i++)
			if ($i ~ /^cache=/)
				word[id[1]] = substr($i, 7)
		n++
	}
	END { for (i = 1; i <= n; i++) print word[i] }'
}

@test "every header of the table is the word that stands there" {
	grep -v '^#' "$TOP/tests/data/caches" >"$T/rows"
	words "$T/rows" | paste -d ' ' - <(cut -d ' ' -f 2- "$T/rows") >"$T/got"
	is "$(wc -l <"$T/rows")" -gt 100
	same "$T/rows" "$T/got"
}

@test "headers in any case, with and without the blank; names of others" {
	cat >"$T/rows" <<-E
	hit x-cache:HIT
	hit X-CACHE: hit
	hit cdn-cache:	HIT
	- X-Cached: HIT
	- X-Cache-Key: HIT
	E
	is "$(words "$T/rows")" "$(cut -d ' ' -f 1 "$T/rows")"
}

@test "each header of the table stands in hls-event(5)" {
	grep -v '^#' "$TOP/tests/data/caches" | tr ' ' '\n' |
		grep -E '^[A-Z][A-Za-z]*-?[A-Za-z-]*:$|^Via:$' | sort -u >"$T/names"
	is "$(wc -l <"$T/names")" -gt 10
	while read -r name; do
		[ "$name" = Age: ] || grep -qi -- "${name%:}" "$TOP/man/hls-event.5" ||
			{ echo "no $name"; return 1; }
	done <"$T/names"
}
