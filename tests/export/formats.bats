# What a scrape of hls-export says, and in which format.

load ../lib/helper
load ../lib/export

# once ARGS: the metrics of the stream on standard input.
once() {
	hls-export -1 "$@" >"$T/metrics"
}

# as ACCEPT: a scrape with that Accept, its head in "$T/head".
as() {
	curl -s -D "$T/head" -H "Accept: $1" "$URL/metrics" >"$T/metrics"
}

# typed TYPE: the last scrape is of this Content-Type.
typed() {
	tr -d '\r' <"$T/head" | grep -qix "content-type: $1"
}

# run_stats ARGS: a small run's stats, without its own label.
run_stats() {
	sed 's/ labels=[^ ]*//' "$TOP/tests/data/agg/run.events" |
	    hls-agg -q "$@"
}

# everything: a block in which each figure of the catalogue stands.
everything() {
	hls-agg --list-metrics | awk '
	/^#/ { next }
	{
		dot = index($1, ".")
		kind = dot ? substr($1, 1, dot - 1) : $1
		key = dot ? substr($1, dot + 1) : ""
		at = $2 == "gauge" || $2 == "state" ? "-" : "all"
		if ($2 == "sketch" || $2 == "state")
			key = (key == "" ? "" : key ".") "p50"
		sub(/N$/, "503", key)
		rest[at " " kind] = rest[at " " kind] " " key "=1"
	}
	END {
		for (k in rest)
			print "1000.000000 " k rest[k]
		print "1000.000000 - run url=x version=1 variant=first"
		print "1000.000000 - verdict state=none code=0"
		print "1000.000000 - block n=1"
	}'
}

@test "the figures are those of the block" {
	serve
	cat "$STAT" >&7
	wait_for 5 is_at 1795351504.000000
	has 'fetches_total{type="segment",result="ok"}' 30
	has 'fetches_total{type="segment",result="fail"}' 2
	has 'requests_total{type="key"}' 0
	has manifest_requests_total 60
	has segment_bytes_downloaded_total 6510000
	has bytes_downloaded_total 6534000
	has error_rate 0.021739
	has rebuffer_seconds_total 0.75
	has 'http_errors_total{status_code="503"}' 1
	has 'client_exits_total{category="success"}' 6
	has 'clients{state="stopped"}' 6
	has target_clients 6
	has test_remaining_seconds 4
	has segment_throughput_1s_bytes_per_second 1953000
	has manifest_requests_per_second 15
	has 'verdict{state="none"}' 1
	has 'verdict{state="fail"}' 0
	local url='http://127.0.0.1:8080/live/a \"b\"\\c.m3u8?x=1'
	has 'info{version="0.1.0",stream_url="'"$url"'",variant="highest"}' 1
	has 'segment_ttfb_seconds_bucket{le="0.5"}' 29
	has 'segment_ttfb_seconds_bucket{le="1.0"}' 30
	has segment_ttfb_seconds_sum 0.644542
	has segment_ttfb_seconds_count 30
	has 'latency_window_seconds{of="segment.ttfb",window="10s",q="0.95"}' 0.008811
	finish
}

@test "a warning is no threshold that is crossed" {
	block 3 | awk '/ - verdict / {
		print $1, "- threshold n=1 ok=1 text=a%20<%201"
		print $1, "- threshold n=2 warn=1 ok=0 text=b%20<%201"
		print $1, "- threshold n=3 warn=1 ok=1 text=c%20<%201"
		print $1, "- threshold n=4 warn=1 holds=0 text=d%20<%201"
	} { print }' | once
	is "$(grep '^hls_swarm_threshold_' "$T/metrics")" \
		'hls_swarm_threshold_crossed{threshold="a < 1"} 0
hls_swarm_threshold_warning{threshold="b < 1"} 1
hls_swarm_threshold_warning{threshold="c < 1"} 0'
}

@test "what is not measured is NaN or absent, never 0" {
	serve
	block 1 | sed -e '/ 10s segment /s/ ttfb.*//' -e '/ - generator /d' \
	    -e '/ all http /s/ error.ratio=[^ ]*//' >&7
	wait_for 5 is_at 1795351501.000000
	has 'latency_window_seconds{of="segment.ttfb",window="10s",q="0.5"}' NaN
	has error_rate NaN
	lacks 'generator_\|key_ttfb\|of="key'
	finish
}

@test "the text format is what Prometheus wants" {
	serve
	scrape
	promtool check metrics <"$T/metrics"
	# Label values that are no UTF-8 would cost the whole scrape.
	sed 's/variant=[^ ]*/variant=a%FF%C3%A9%0A%5C%22/' "$STAT" >&7
	wait_for 5 is_at 1795351504.000000
	promtool check metrics <"$T/metrics"
	grep -q $'variant="a\xef\xbf\xbd\xc3\xa9\\\\n\\\\\\\\\\\\"' "$T/metrics"
	# Each family has its head once, and its series in one piece.
	awk '/^# HELP/ { if (seen[$3]++) { print "twice", $3; bad = 1 }
	    family = $3 } /^# TYPE/ { if ($3 != family) bad = 1 }
	    /^[^#]/ { n++; if (index($1, family) != 1) { print; bad = 1 } }
	    END { exit bad || n < 200 || n > 510 }' "$T/metrics"
	finish
}

@test "control characters in a label do not cost the scrape" {
	serve
	sed 's/ url=[^ ]*/ url=http:\/\/x%00y%01%09%0D%1F%7F%C2%9B%0Az/' "$STAT" >&7
	wait_for 5 is_at 1795351504.000000
	promtool check metrics <"$T/metrics"
	local bad=$'\xef\xbf\xbd'
	grep -qaF "stream_url=\"http://x${bad}y$bad$bad$bad$bad$bad$bad\\nz\",var" \
	    "$T/metrics"
	finish
}

@test "a series comes once, and no counter is below 0" {
	block 4 | awk '{ if (/ - block /) {
	    print $1, "- mine n=1 a=x b=y"
	    print $1, "- mine n=2 b=y a=x"
	    print $1, "- mine n=3 a=x"
	    print $1, "- mine lost_total=-3"
	    print $1, "- client id=1 state=playing errors=-1 segments=4"
	    print $1, "- client id=1 state=playing errors=2 segments=5" }
	    sub(/ watched=[^ ]*/, " watched=-7.5"); print }' >"$T/odd"
	once --custom --per-client <"$T/odd"
	has 'mine_n{a="x",b="y"}' 1
	has 'mine_n{a="x"}' 3
	has 'client_segments_total{client_id="1"}' 4
	has 'client_errors_total{client_id="1"}' 2
	lacks 'mine_lost_total\|watched.* -7'
	is "$(grep -v '^#' "$T/metrics" | sed 's/ [^ ]*$//' | sort |
	    uniq -d)" ""
	promtool check metrics <"$T/metrics" || [ $? -eq 3 ]
}

@test "at most 510 series, whatever the figures" {
	everything >"$T/all"
	once <"$T/all"
	promtool check metrics <"$T/metrics"
	local n=$(grep -vc '^#' "$T/metrics")
	is "$n" -gt 400
	[ "$n" -le 510 ] || { echo "$n series"; return 1; }
	# Nothing of the catalogue that has a name is missing.
	hls-agg --list-metrics | awk '!/^#/ && $4 != "-" {
		sub(/\{.*/, "", $4); print $4 }' | sort -u |
	while read -r name; do
		grep -q "^${name}[_{ ]" "$T/metrics" ||
			{ echo "no $name"; return 1; }
	done
}

@test "the names of go-ffmpeg-hls-swarm that the page lists are served" {
	everything | sed -e '/ - block /i1000.000000 all pipeline lines=9 lost=1' \
	    -e '/ - block /i1000.000000 - client id=1 speed=1 drift=0 bytes=9' \
	    -e '/^[^ ]* all /{p;s/ all / 10s /;p;s/ 10s / 60s /}' >"$T/all"
	sed 's/ 10s / 1s /;t;d' "$T/all" >"$T/more"
	sed 's/ 10s / 30s /;t;d' "$T/all" >>"$T/more"
	sed 's/ 10s / 300s /;t;d' "$T/all" >>"$T/more"
	sed -i 's/ p50=1/&/; s/ \([a-z_]*\).p50=1/& \1.mean=1 \1.max=1/g' \
	    "$T/all"
	cat "$T/more" "$T/all" | once --per-client
	sed -n '/^.Sh NAMES OF GO/,/^Gone/s/^.It Li \([a-zA-Z0-9_]*\).*/\1/p' \
	    "$TOP/man/hls-metrics.5" >"$T/names"
	is "$(wc -l <"$T/names")" -gt 15
	while read -r name; do
		for n in 1 30 60 300; do
			grep -q "^hls_swarm_${name/_Ns_/_${n}s_}[{ ]" \
			    "$T/metrics" || { echo "no $name"; return 1; }
		done
	done <"$T/names"
}

@test "Accept chooses the format" {
	serve
	cat "$STAT" >&7
	wait_for 5 is_at 1795351504.000000
	cp "$T/metrics" "$T/text"
	as 'text/plain'
	typed 'text/plain; version=0.0.4; charset=utf-8'
	cmp "$T/metrics" "$T/text"
	as 'application/openmetrics-text;version=1.0.0,text/plain;q=0.5'
	typed 'application/openmetrics-text; version=1.0.0; charset=utf-8'
	is "$(tail -n 1 "$T/metrics")" "# EOF"
	local type=application/vnd.google.protobuf
	local proto=proto=io.prometheus.client.MetricFamily
	as "$type;$proto;encoding=delimited;q=0.7,text/plain;q=0.3"
	typed "$type; $proto; encoding=delimited"
	grep -qa hls_swarm_segment_ttfb_seconds "$T/metrics"
	# Two fields are one list.
	curl -s -D "$T/head" -H 'Accept: text/plain;q=0.1' \
	    -H 'Accept: application/openmetrics-text' "$URL/metrics" >/dev/null
	typed 'application/openmetrics-text; version=1.0.0; charset=utf-8'
	finish
}

@test "OpenMetrics has the same series, and when counters began" {
	serve
	cat "$STAT" >&7
	wait_for 5 is_at 1795351504.000000
	cp "$T/metrics" "$T/text"
	as application/openmetrics-text
	grep -v '^#' "$T/text" | sort >"$T/a"
	grep -v -e '^#' -e '_created[{ ]' "$T/metrics" |
	    sed -e 's/_gcount/_count/; s/_gsum/_sum/' | sort >"$T/b"
	diff "$T/a" "$T/b"
	has 'fetches_created{type="segment",result="ok"}' 1795351500
	has segment_ttfb_seconds_created 1795351500
	grep -qx '# TYPE hls_swarm_fetches counter' "$T/metrics"
	grep -qx '# UNIT hls_swarm_segment_ttfb_seconds seconds' "$T/metrics"
	grep -qx '# UNIT hls_swarm_fetch_bytes bytes' "$T/metrics"
	lacks '^# UNIT .*latency_window_seconds bytes'
	finish
}

@test "a family is of one type in all formats" {
	serve
	everything >&7
	wait_for 5 grep -q hls_swarm_segments <(scrape; cat "$T/metrics")
	scrape
	sed -n 's/^# TYPE //p' "$T/metrics" | sort >"$T/text"
	as application/openmetrics-text
	sed -n 's/^# TYPE //p' "$T/metrics" |
	    sed 's/ counter$/_total&/; s/gaugehist/hist/' | sort >"$T/open"
	as 'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited'
	od -An -v -tu1 "$T/metrics" | awk -f "$TOP/tests/awk/families.awk" |
	    sed 's/gaugehist/hist/' | sort >"$T/proto"
	is "$(grep -c gauge "$T/text")" -gt 20
	grep -qx 'hls_swarm_latency_window_seconds gauge' "$T/text"
	same "$T/text" "$T/open"
	same "$T/text" "$T/proto"
	finish
}

@test "labels of --label and of the run are on every series" {
	sed '/ - run /s/ url=/ labels=region=eu,team=a%%20b,le=1,version=9&/; s/a%%20b/a%20b/' \
	    "$STAT" >"$T/labelled"
	once --label site=fra --label region=us <"$T/labelled"
	promtool check metrics <"$T/metrics"
	if grep -v -e '^#' "$T/metrics" |
	    grep -v 'site="fra",region="us",team="a b"'; then return 1; fi
	local labels='site="fra",region="us",team="a b",version="9"'
	has "segment_ttfb_seconds_bucket{$labels,le=\"0.5\"}" 29
	has 'build_info{version="0.1.0",site="fra",region="us",team="a b"}' 1
	local args
	for args in "x" "=x" "9a=x" "__a=x" "le=1" "quantile=1" "a-b=1" \
	    "a=1 --label a=2"; do
		run hls-export -1 --label $args <"$STAT"
		[ "$status" -eq 2 ] || { echo "$args: $status"; return 1; }
		[[ $output == "hls-export: --label: "* ]]
	done
	run hls-export -1 --native-buckets 9 <"$STAT"
	is "$status" 2
}

@test "groups of clients split the main counters" {
	run_stats --by group >"$T/plain"
	once <"$T/plain"
	cp "$T/metrics" "$T/whole"
	has 'fetches_total{group="10",type="segment",result="ok"}' 2
	has 'bytes_downloaded_total{group="10"}' 500548
	has 'rebuffer_seconds_total{group="10"}' 0.57
	has segment_bytes_downloaded_total 500000
	lacks '^hls_swarm_bytes_downloaded_total '
	# What no group has, so that the sum is the whole.
	sed '/by=group/s/ count=2 / count=1 /; s/by=group:10/by=group:a%20%22b%22/' \
	    "$T/plain" | once
	has 'fetches_total{group="a \"b\"",type="segment",result="ok"}' 1
	has 'fetches_total{group="",type="segment",result="ok"}' 1
	promtool check metrics <"$T/metrics"
}

@test "--per-client has the figures of each client" {
	run_stats --per-client >"$T/clients"
	once <"$T/clients"
	lacks client_id
	once --per-client <"$T/clients"
	promtool check metrics <"$T/metrics"
	has 'client_state{client_id="1",group="10",state="gone"}' 1
	has 'client_qoe_score{client_id="1",group="10"}' 47.906192
	has 'client_bytes_total{client_id="1",group="10"}' 500548
	has 'client_errors_total{client_id="2",group="10"}' 1
	lacks 'client_speed'
}

@test "--custom adds records of other kinds" {
	block 4 | awk '{ if (/ - block /) {
	    print $1, "10s mine ratio=0.5 a.b_total=7 who=me why=a%22b"
	    print $1, "10s mine ratio=1e-3 who=you le=5 bad=x quantile=a"
	    print $1, "- mine n=-3 __name=x le2=5s"
	    print $1, "- build info=1"
	    print $1, "- fetches total=1"
	    print $1, "- mine_a b_total=1 who=else" } print }' >"$T/more"
	once <"$T/more"
	lacks 'mine'
	once --custom <"$T/more"
	has 'mine_ratio{window="10s",who="me",why="a\"b"}' 0.5
	has 'mine_ratio{window="10s",who="you",bad="x"}' 0.001
	has 'mine_a_b_total{window="10s",who="me",why="a\"b"}' 7
	has 'mine_n{le2="5s"}' -3
	grep -qx '# TYPE hls_swarm_mine_a_b_total counter' "$T/metrics"
	# Names that are ours, or taken.
	is "$(grep -c '^hls_swarm_build_info' "$T/metrics")" 1
	lacks '^hls_swarm_fetches_total [01]'
	lacks 'who="else"'
	promtool check metrics <"$T/metrics" || [ $? -eq 3 ]
}
