#!/usr/bin/env bats
# The page of hls-export: what can be told of it without a browser.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/export

# kept ARGS...: the page of the stream on standard input, in $T/run.html, its
# data in $T/run.json.
kept() {
	hls-export --html "$T/run.html" "$@"
	data_of "$T/run.html" >"$T/run.json"
}

# data_of FILE: its JSON.
data_of() {
	sed -n '/<script type="application\/json" id="run">/,/<\/script>/p' "$1" |
	    sed '1d; s,</script>.*,,'
}

# told FILTER: jq's of the data, on one line.
told() {
	jq -c "$1" "$T/run.json"
}

# rising N: a stat stream of N seconds, its k-th second with k segments, all of
# them of a TTFB of 2^k us, up to 2^16, and k viewers; the tenth second has the
# machine as its limit.
rising() {
	awk -v n="$1" '
	function stamp() {
		return sprintf("%.6f", 1000 + k)
	}
	BEGIN {
		for (k = 1; k <= n; k++) {
			exponent = (k - 1) % 16
			count[exponent] += k
			sum += k
			t = stamp()
			print t " all segment count=" sum " requests=" sum \
			    " bytes=" sum * 1000
			print t " all http requests=" sum " bytes=" sum * 1000
			print t " all rebuffer time=" k / 100 " watched=" k
			print t " - run elapsed=" k ".000000"
			print t " - viewers startup=0 playing=" k \
			    " rebuffering=0"
			print t " - limited late=0 idle=" (k >= 10) \
			    " blocked=0 lost=0"
			line = ""
			for (i = 0; i < 16; i++)
				if (count[i])
					line = line (line == "" ? "" : ",") \
					    (i - 20) * 64 + 64 ":" count[i]
			print t " - sketch of=segment.ttfb scale=1000000 n=" \
			    sum " sum=9 min=1 max=99999 zero=0 clamped=0 b=" \
			    line
			print t " - verdict state=none code=0"
			print t " - block n=" k
		}
	}'
}

@test "a page is made of a stored stream, without a server" {
	run -0 --separate-stderr kept <"$STAT"
	[ -z "$output$stderr" ]
	is "$(head -n 1 "$T/run.html")" '<!DOCTYPE html>'
	is "$(tail -n 1 "$T/run.html")" '</html>'
	is "$(told '[.format, .live, .blocks, .lost, .verdict.state]')" \
	    '[1,false,4,0,"none"]'
	# Again the same bytes: nothing in it is of now.
	cp "$T/run.html" "$T/first"
	kept <"$STAT"
	cmp "$T/first" "$T/run.html"
}

@test "every figure of the page's table is the block's" {
	kept <"$STAT"
	told '.figures[] | "\(.[0]) \(.[1])"' | tr -d '"' | sort >"$T/page"
	block 4 | awk '
	$2 == "all" || ($2 == "-" && $3 !~ /^(sketch|report|threshold|verdict)$/) {
		for (i = 4; i <= NF; i++) {
			if (/ by=/)
				next
			eq = index($i, "=")
			v = substr($i, eq + 1)
			if (v ~ /^-?[0-9.]+$/)
				print $3 "." substr($i, 1, eq - 1), v + 0
		}
	}' | sort >"$T/block"
	is "$(wc -l <"$T/page")" -gt 100
	# Each of the page is there, with its value.
	awk 'NR == FNR { v[$1] = $2; next }
	!($1 in v) || v[$1] - $2 > 1e-9 || $2 - v[$1] > 1e-9 { print; bad = 1 }
	END { exit bad }' "$T/block" "$T/page"
}

@test "rates, shares and percentiles of each second" {
	rising 40 | kept
	is "$(told '.step')" 1
	is "$(told '.time | length')" 40
	is "$(told '.series["segment.requests"].v[0:4]')" '[1,2,3,4]'
	is "$(told '.series["segment.requests"].unit')" '"per second"'
	is "$(told '.series["http.bytes"].v[2]')" 24000
	is "$(told '.series["rebuffer.ratio"].v[1:3]')" '[0.01,0.01]'
	is "$(told '.series["viewers.playing"].v[39]')" 40
	# 2^16 us, by the middle of its bucket.
	near 0.0004 "$(told '.series["segment.ttfb.p95"].v[15]')" 0.0625
	is "$(told '.limits')" '[{"from":9,"to":10,"why":["idle"]}]'
	is "$(told '.series | has("key.requests")')" false
}

@test "a long run is joined: means, extremes, and percentiles of all values" {
	rising 2500 | kept
	is "$(told '.step')" 8
	is "$(told '.time | length')" 313
	is "$(told '.time[0:2]')" '[8,16]'
	is "$(told '.time[-1]')" 2500
	is "$(told '[.series["segment.requests"] | .v[0], .lo[0], .hi[0]]')" \
	    '[4.5,1,8]'
	is "$(told '[.series["viewers.playing"] | .v[1], .lo[1], .hi[1]]')" \
	    '[12.5,9,16]'
	# 36 values, the 35th of which is of the eighth second: 2^7 us. Their
	# percentiles' mean would be a quarter of it.
	near 0.000002 "$(told '.series["segment.ttfb.p95"].v[0]')" 0.000243
	# Not joined: what was the limit for a second was it no longer.
	is "$(told '.limits')" '[{"from":9,"to":10,"why":["idle"]}]'
	is "$(told '[.series[].v | length] | unique')" '[313]'
	is "$(stat -c %s "$T/run.html")" -lt 1048576
}

@test "blocks that are missing are a longer stretch, and are counted" {
	rising 20 | awk '/ block n=/ { n = $NF }
	    { b = b $0 "\n" }
	    / block n=/ { if (n !~ /=(6|7|8)$/) printf "%s", b; b = "" }' | kept
	is "$(told '[.lost, .blocks, (.time | length)]')" '[3,17,17]'
	is "$(told '.time[4:7]')" '[5,9,10]'
	# 6 + 7 + 8 + 9 in four seconds.
	is "$(told '.series["segment.requests"].v[5]')" 7.5
	# From the middle of a run on: what was before is in no point.
	rising 20 | awk '/ block n=/ { n = $NF }
	    { b = b $0 "\n" }
	    / block n=/ { sub(/n=/, "", n); if (n + 0 > 9) printf "%s", b; b = "" }' |
	    kept
	is "$(told '[.time[0], .series["segment.requests"].v[0]]')" '[11,11]'
	# A second run takes the first one's place.
	{ rising 30; rising 5; } | kept
	is "$(told '[.blocks, (.time | length)]')" '[5,5]'
}

@test "a block that comes in no time waits for the next" {
	rising 12 | sed 's/ elapsed=6.000000/ elapsed=5.200000/
	    s/ elapsed=12.000000/ elapsed=11.166000/' | kept
	is "$(told '[.blocks, .elapsed, (.time | length)]')" '[12,11.166,10]'
	is "$(told '.time[4:6]')" '[5,7]'
	# 6 + 7 in two seconds; the 12 of a sixth of a second are in no point.
	is "$(told '.series["segment.requests"].v[5]')" 6.5
	is "$(told '.series["segment.requests"].v[-1]')" 11
	is "$(told '[.figures[] | select(.[0] == "segment.count")][0][1]')" 78
}

@test "another run is drawn beside it" {
	rising 10 >"$T/old.stat"
	rising 20 | kept --against "$T/old.stat"
	is "$(told '[.against.name | endswith("/old.stat")]')" '[true]'
	is "$(told '[(.time | length), (.against.time | length)]')" '[20,10]'
	run -1 hls-export --html "$T/x" --against "$T/no" <"$STAT"
	[[ $output == "hls-export: --against: $T/no: No such file"* ]]
	echo no >"$T/empty"
	run -1 hls-export --html "$T/x" --against "$T/empty" <"$STAT"
	is "$output" \
	    "hls-export: --against: $T/empty: no block of hls-agg's in it"
	[ ! -e "$T/x" ]
	# What never ends can be ended.
	run timeout -k 5 1 hls-export --html "$T/x" --against /dev/zero <"$STAT"
	is "$status" 124
}

@test "a threshold that is a warning, and what its window does not see" {
	local told='n=1 warn=1 ok=0 value=0.5 outside=0.25 all=0.125'
	block 4 | awk -v told="$told" '/ - verdict / { print $1,
	    "- threshold", told, "text=segment.ttfb.p95%20<%201ms" }
	    { print }' >"$T/run"
	kept <"$T/run"
	is "$(told '.thresholds[0] | [.warn, .value, .outside, .all]')" \
	    '[true,"500 ms","250 ms","125 ms"]'
}

@test "hostile text is text" {
	local nasty='%3C/script%3E%3C!--%3Cscript%3Ealert(1)%3C/script%3E%22%27%5C'
	nasty+='%00%01%0A%7F%C2%9B%FF%C0%AF%E2%80%A8%3Csvg/onload=x%3E&#60;%5D%5D%3E'
	block 4 | awk -v nasty="$nasty" '
	/ (run|fault|threshold|evidence) / {
		gsub(/(url|labels|command|text)=[^ ]*/, "&" nasty)
	}
	/ block / {
		print "1.0 - summary text=" nasty
		print "1.0 - finding text=" nasty
		print "1.0 - worst id=1 why=" nasty " addr=" nasty
		print "1.0 - report text=" nasty
		print "1.0 all segment by=group:" nasty " count=1"
	}
	{ print }' >"$T/nasty.stat"
	is "$(grep -c . "$T/nasty.stat")" -gt 20
	kept <"$T/nasty.stat"
	told '[.summary, .findings, .worst, .run, .parts]' |
	    grep -q 'script>alert(1)'
	# Elements are those of a page without it.
	block 4 | hls-export --html "$T/plain.html"
	tags() { grep -ao '<[a-zA-Z/!][^ >]*' "$1" | sort | uniq -c; }
	same <(tags "$T/plain.html") <(tags "$T/run.html")
	is "$(LC_ALL=C tr -d '\11\12\40-\176\200-\377' <"$T/run.html" | wc -c)" 0
	iconv -f UTF-8 -t UTF-8 "$T/run.html" >/dev/null
	# Nor those control characters that take two bytes.
	is "$(LC_ALL=C grep -ac $'\xc2\x9b' "$T/run.html")" 0
}

@test "served live, then ended" {
	serve --linger 30s
	[[ $(curl -s "$URL/") == *"No block has come"*'href="/metrics"'* ]]
	is "$(status "$URL/page.json")" 503
	rising 3 >&7
	wait_for 5 is_status 200 "$URL/page.json"
	curl -s "$URL/page.json" >"$T/run.json"
	is "$(told '[.live, .blocks]')" '[true,3]'
	curl -sD "$T/head" "$URL/" >"$T/run.html"
	same <(jq . "$T/run.json") <(data_of "$T/run.html" | jq .)
	grep -q '<body data-from="server">' "$T/run.html"
	tr -d '\r' <"$T/head" >"$T/fields"
	grep -qx 'X-Content-Type-Options: nosniff' "$T/fields"
	grep -qx 'Cache-Control: no-store' "$T/fields"
	grep -q "^Content-Security-Policy: default-src 'none'; script-src 'sha256-" \
	    "$T/fields"
	grep -q "connect-src 'self'.*frame-ancestors 'none'" "$T/fields"
	exec 7>&-
	wait_for 5 eval "curl -s $URL/page.json | grep -q '\"live\": false'"
	kill -TERM "$EXPORT"
	finish
}

@test "the policy names the page's own style and script, and no more" {
	kept <"$STAT"
	local part
	for part in style script; do
		awk -v part="$part" '
		index($0, "<" part ">") == 1 { on = 1; sub("<" part ">", "") }
		on && $0 == "</" part ">" { exit }
		on' "$T/run.html" | openssl dgst -sha256 -binary | base64 \
		    >"$T/$part"
		grep -qF "$part-src 'sha256-$(cat "$T/$part")'" "$T/run.html"
	done
	! grep -q "connect-src\|unsafe" <(head -n 8 "$T/run.html")
	! grep -q 'src="\|@import\|url([^#]' "$T/run.html"
}

@test "--html while the run goes on, and into what cannot be written" {
	serve --html "$T/run.html"
	rising 2 >&7
	wait_for 5 test -e "$T/run.html"
	grep -q '"live": true' "$T/run.html"
	finish
	is "$CODE" 0
	grep -q '"live": false' "$T/run.html"
	no ls "$T/run.html."*
	run -1 hls-export --html "$T/no/run.html" <"$STAT"
	[[ $output == "hls-export: --html: $T/no/run.html: No such file"* ]]
	run -1 hls-export --html /dev/full <"$STAT"
	[[ $output == *"is no regular file" ]]
}

@test "numbers beyond all measure are no numbers" {
	local most=9223372036854775807
	for n in $most -$most 4611686018427387904 0 -5 7; do
		printf '%s\n' "5.000000 - run elapsed=9223372036854.775807" \
		    "5.000000 all segment count=$n bytes=$n" \
		    "5.000000 - limited idle=$n" "5.000000 - phase n=1 at=$n.0 target=$n" \
		    "5.000000 - sketch of=segment.ttfb n=1 zero=$n b=1:$n,2:$n" \
		    "5.000000 - verdict state=none code=0" "5.000000 - block n=$n"
	done >"$T/wild.stat"
	kept --against "$T/wild.stat" <"$T/wild.stat"
	jq -e .format "$T/run.json" >/dev/null
}
