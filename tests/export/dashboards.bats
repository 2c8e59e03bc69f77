# What stands around hls-export: the dashboard, the recording rules, the alerts.

load ../lib/helper
load ../lib/export

BOARD=$TOP/hls-export/grafana.json
RULES=$TOP/hls-export/rules.yml
ALERTS=$TOP/hls-export/alerts.yml
FLEET=$TOP/hls-export/fleet.yml
CASES=$TOP/tests/data/rules

# stats SECONDS: a swarm with something of everything.
stats() {
	awk -v seconds="$1" -f "$TOP/tests/awk/swarm-events.awk" |
	    hls-agg -t 'http.error.ratio < 0.9' \
	    -t 'warn: http.error.ratio < 0.9' 2>/dev/null || [ $? -eq 98 ]
}

# filled PATTERN: the scrape, in $T/metrics, has such a line. In both formats,
# as the sum of a histogram that can go down is _gsum in OpenMetrics.
filled() {
	local url=$URL/metrics
	curl -s "$url" -H 'Accept: application/openmetrics-text' --next -s "$url" >"$T/metrics"
	grep -q "$1" "$T/metrics"
}

# All expressions of the dashboard with its variables filled in, as rules that
# record what the panels would show: panel:ID:REF. Prometheus 2 will not record
# histograms that increase() made: they are counted.
panels() {
	jq '{groups: [{name: "panels", interval: "1s", rules: [.panels[] |
	    .id as $id | .type as $type | .targets[]? | {
	    record: "panel:\($id):\(.refId)",
	    expr: (.expr | gsub("\\$__rate_interval"; "10s") |
	    gsub("\\$[a-z]+"; ".+") |
	    if $type == "heatmap" then "count by (le) (\(.))" else . end)
	    }]}]}' "$BOARD"
}

# The expressions of a rule file, one a line.
expressions() {
	sed -n '/^ *expr:/,/^ *\(labels\|for\|annotations\|- record\):/p' \
	    "$1" | sed 's/^ *\(labels\|for\|annotations\|- record\):.*//' |
	    tr -s '\n ' ' ' | sed 's/expr: |*/\n/g'
}

@test "promtool has nothing to say of the rules, and their cases hold" {
	promtool check rules "$RULES" "$ALERTS" "$FLEET"
	promtool test rules "$CASES"/{rules,alerts,fleet}.yml
}

@test "every rule has a case, and every alert one in which it is silent" {
	for f in rules fleet; do
		sed -n 's/^ *- record: //p' "$TOP/hls-export/$f.yml" |
		    sort -u >"$T/rules"
		sed -n 's/^ *- expr: \([^{]*\).*/\1/p' "$CASES/$f.yml" |
		    sort -u | same "$T/rules" -
	done
	awk '/- alert:/ { name = $3 } /severity:/ { s = $2 }
	    /limit:/ { s = s " " $2 } /annotations:/ { print name, s }' \
	    "$ALERTS" "$FLEET" | sort -u >"$T/alerts"
	awk '/alertname:/ { name = $3 } /exp_labels:/ {
		gsub(/[",{}]/, " ")
		s = ""
		for (i = 1; i < NF; i++)
			if ($i == "severity:" || $i == "limit:")
				s = s " " $(i + 1)
		print name s
	    }' "$CASES"/{alerts,fleet}.yml | sort -u | same "$T/alerts" -
	awk '/alertname:/ { name = $3 } /exp_alerts: \[\]/ { print name }' \
	    "$CASES"/{alerts,fleet}.yml | sort -u >"$T/silent"
	cut -d' ' -f1 "$T/alerts" | sort -u | same - "$T/silent"
}

# says JQ: the dashboard has nothing for which this holds.
says() {
	run jq -r "$1" "$BOARD"
	[ "$status" -eq 0 ] && [ -z "$output" ] || { echo "$output"; return 1; }
}

@test "each panel has what a reader needs" {
	says '.panels[] | select(.type != "row") | select(
	    (.title // "") == "" or (.description // "" | length) < 20 or
	    (.fieldConfig.defaults.unit // "") == "" or
	    .datasource.uid != "${datasource}" or
	    (.targets | length) == 0) | "panel \(.id) is not complete"'
	says '.panels[] | .id as $id | .targets // [] |
	    select((map(.refId) | unique | length) < length or
	    any(.[]; .legendFormat == null or .datasource != null)) |
	    "targets of \($id)"'
	says 'if .templating.list | map([.name, .type]) == [
	    ["datasource", "datasource"], ["job", "query"],
	    ["instance", "query"]] then empty else "variables" end'
	says 'if [.panels[] | select(.type == "row") | .title] == ["Overview",
	    "HLS", "HTTP", "TCP", "Viewers", "Origin", "Generator", "Fleet"]
	    then empty else "rows" end'
	says 'if .schemaVersion >= 36 and .id == null and .uid == "hls-swarm"
	    then empty else "head" end'
}

@test "panels do not overlap, and their ids are their own" {
	says '.panels | map(.id) | group_by(.)[] | select(length > 1)'
	says '.panels[] | select(.gridPos | .x < 0 or .x + .w > 24 or .h < 1) |
	    "panel \(.id) is outside"'
	says '.panels as $p | range($p | length) as $i |
	    range($i + 1; $p | length) as $k |
	    [$p[$i, $k].gridPos] | select(.[0].x < .[1].x + .[1].w and
	    .[1].x < .[0].x + .[0].w and .[0].y < .[1].y + .[1].h and
	    .[1].y < .[0].y + .[0].h) |
	    "panels \($p[$i].id) and \($p[$k].id) overlap"'
}

@test "each query keeps to the job and hosts chosen, and to the panel's step" {
	says '.panels[] | .id as $id | .targets[]? | select(
	    ([.expr | scan("hls_swarm_[a-z_]+")] | length) !=
	    ([.expr | scan("hls_swarm_[a-z_]+{job=~\"\\$job\",instance=~\"\\$instance\"[,}]")] |
	    length)) | "panel \($id): \(.expr)"'
	says '.panels[] | .id as $id | .targets[]? | select(
	    ([.expr | scan("(?:rate|increase)\\(")] | length) !=
	    ([.expr | scan("\\[\\$__rate_interval\\]")] | length)) |
	    "panel \($id): \(.expr)"'
}

@test "every metric and label that they name is in a scrape" {
	serve
	stats 30 >&7
	wait_for 5 filled '^hls_swarm_test_elapsed_seconds.* 30\(\.0*\)\?$'
	{ panels | jq -r '.groups[].rules[].expr'
	    jq -r '.templating.list[] | .query | objects | .query' "$BOARD"
	    expressions "$RULES"
	    expressions "$ALERTS"
	    expressions "$FLEET"
	} >"$T/promql"
	is "$(wc -l <"$T/promql")" -gt 150
	awk -v ours=hls_swarm_ -f "$TOP/tests/awk/promql.awk" "$T/metrics" \
	    "$T/promql" >"$T/lacks"
	same /dev/null "$T/lacks"
	# The look-out sees what is not there.
	echo 'sum by (tpye) (hls_swarm_fetches_total{result="oops"}) +
	    hls_swarm_nothing{a="b"} + hls_swarm_clients{nothing=~"x|y"} +
	    hls_swarm_clients{state=~"running|walking"}' >"$T/wrong"
	awk -v ours=hls_swarm_ -f "$TOP/tests/awk/promql.awk" "$T/metrics" \
	    "$T/wrong" | same - <(printf '%s\n' \
	    'no metric has the label tpye' \
	    'hls_swarm_fetches_total has no result=oops' \
	    'no metric hls_swarm_nothing' \
	    'hls_swarm_clients has no label nothing' \
	    'hls_swarm_clients has no state=walking')
	exec 7>&-
}

# prometheus_at DIR ARGS...: one that scrapes and evaluates each second; its
# address in $PROMETHEUS.
prometheus_at() {
	mkdir -p "$1/rules"
	panels >"$1/rules/panels.yml"
	for f in "$RULES" "$ALERTS" "$FLEET"; do
		sed 's/interval: 15s/interval: 1s/' "$f" >"$1/rules/${f##*/}"
	done
	cat >"$1/prometheus.yml" <<-END
	global: { scrape_interval: 1s, evaluation_interval: 1s }
	rule_files: [ "rules/*.yml" ]
	scrape_configs:
	  - job_name: swarm
	    static_configs: [ { targets: [ ${TARGETS:-"${URL#http://}"} ] } ]
	END
	prometheus --config.file="$1/prometheus.yml" \
	    --storage.tsdb.path="$1/data" --web.listen-address=127.0.0.1:0 \
	    "${@:2}" 2>"$1/log" 3>&- 7>&- &
	started $!
	wait_for 20 grep -q 'msg="Listening on"' "$1/log"
	PROMETHEUS=$(sed -n \
	    's/.*msg="Listening on" address=\(.*\)/\1/p' "$1/log")
}

# ask ADDRESS PATH [NAME=VALUE]: the API's data.
ask() {
	curl -sG "http://$1/api/v1/$2" --data-urlencode "${3:-_=_}"
}

# has_names ADDRESS PATTERN FILE: the names that match are those in FILE.
has_names() {
	ask "$1" query "query={__name__=~\"$2\"}" >"$T/answer"
	jq -r '.data.result[].metric.__name__' "$T/answer" | sort -u >"$T/got"
	cmp -s "$3" "$T/got"
}

p95() {
	local series=job_quantile:hls_swarm_segment_ttfb_seconds:histogram_quantile
	ask "$1" query "query=$series{quantile=\"0.95\"}" |
	    jq -r '.data.result[].value[1]'
}

# Live figures: most blocks at once, for what takes time, then two a second.
feed() {
	stats 45 >"$T/stats"
	awk -v k=25 '{ print } / - block / && ++n > k {
	    fflush(); system("sleep 0.5") }' "$T/stats" >&7 3>&- &
	started $!
}

@test "in Prometheus no panel is empty, with classic and native histograms" {
	serve
	prometheus_at "$T/classic"
	local classic=$PROMETHEUS
	prometheus_at "$T/native" --enable-feature=native-histograms
	local native=$PROMETHEUS
	feed
	jq -r '.panels[] | .id as $id | .targets[]? |
	    "panel:\($id):\(.refId)"' "$BOARD" | sort >"$T/panels"
	sed -n 's/^ *- record: //p' "$RULES" | sort -u >"$T/rules"
	for p in "$classic" "$native"; do
		wait_for 15 has_names "$p" 'panel:.*' "$T/panels" ||
		    same "$T/panels" "$T/got"
		# Each {{label}} of a legend is there.
		jq -r --slurpfile board "$BOARD" '.data.result[].metric as $m |
		    $board[0].panels[] | .id as $id | .targets[]? |
		    select($m.__name__ == "panel:\($id):\(.refId)") |
		    .legendFormat | scan("{{([a-z_]+)}}")[] |
		    select($m[.] == null and . != "le") |
		    "\($m.__name__) has no \(.)"' "$T/answer" >"$T/lacks"
		same /dev/null "$T/lacks"
		wait_for 15 has_names "$p" 'job.*:hls_swarm.*' "$T/rules" ||
		    same "$T/rules" "$T/got"
		ask "$p" rules | jq -r '.data.groups[].rules[] |
		    select(.health != "ok") | .lastError // .name' >"$T/lacks"
		same /dev/null "$T/lacks"
	done
	# All took 20 ms: between two powers of two, and to the point.
	[[ $(p95 "$classic") == 0.0[23]* ]]
	[[ $(p95 "$native") == 0.0200* ]]
	for p in "$classic" "$native"; do
		ask "$p" query 'query=count({__name__=~"job_quantile:.*"})' |
		    jq -e '.data.result[0].value[1] == "12"'
	done
	has_names "$classic" 'hls_swarm_segment_ttfb_seconds' /dev/null
	has_names "$native" 'hls_swarm_segment_ttfb_seconds_bucket' /dev/null
	exec 7>&-
}

# host NAME TTFB: an exporter with the whole run of a host on which segments
# begin so late; its stream is $T/NAME.stat, its address in $TARGETS.
host() {
	awk -v seconds=30 -f "$TOP/tests/awk/swarm-events.awk" |
	    awk -v ttfb="$2" '/type=segment/ {
		sub(/ ttfb=[^ ]*/, " ttfb=" ttfb * (1 + n++ % 20 / 20))
	    }
	    { print }' | sed "s/ host=vm/ host=$1/" |
	    hls-agg -q >"$T/$1.stat"
	hls-export -l 127.0.0.1:0 --linger 60s <"$T/$1.stat" 2>"$T/err" \
	    3>&- &
	started $!
	wait_for 5 grep -q listening "$T/err"
	find_port
	TARGETS=${TARGETS:+$TARGETS, }127.0.0.1:$PORT
}

# value ADDRESS QUERY: one number.
value() {
	ask "$1" query "query=$2" | jq -er '.data.result[0].value[1]'
}

@test "hosts that Prometheus joins are those that --merge joins" {
	TARGETS=
	host a 0.02
	host b 0.024
	host c 0.3
	prometheus_at "$T/native" --enable-feature=native-histograms
	local n='sum(histogram_count(hls_swarm_segment_ttfb_seconds))'
	hls-agg -q --merge -j "$T"/[abc].stat >"$T/json"
	wait_for 15 value "$PROMETHEUS" "$n == $(jq .segment.count "$T/json")"
	for q in 50 95 99; do
		value "$PROMETHEUS" "histogram_quantile(0.$q,
		    sum(hls_swarm_segment_ttfb_seconds))" >"$T/ours"
		jq ".segment.ttfb.p$q" "$T/json" | paste "$T/ours" - |
		    awk -v q=$q '{ print "p" q, $0 }
		    { exit !($1 / $2 < 1.02 && $1 / $2 > 0.98) }'
	done
	# The one that is apart, beside the median of all.
	wait_for 15 value "$PROMETHEUS" \
	    'count(instance:hls_swarm_segment_ttfb_seconds:p95 > on (job)
	    group_left () (2 * job:hls_swarm_segment_ttfb_seconds:median +
	    0.02)) == 1'
	wait_for 15 value "$PROMETHEUS" 'count(ALERTS{limit="ttfb",instance="'$(
	    )"${TARGETS##* }"'"}) == 1'
}

@test "install puts them beside the programs, and uninstall takes them away" {
	make -s -C "$TOP" install DESTDIR="$T" PREFIX=/p
	for f in "$BOARD" "$RULES" "$ALERTS" "$FLEET" \
	    "$TOP"/hls-spawn/{Containerfile,swarm.yaml,swarm.sbatch}; do
		cmp "$f" "$T/p/share/hls-swarm/${f##*/}"
	done
	make -s -C "$TOP" uninstall DESTDIR="$T" PREFIX=/p
	[ -z "$(find "$T/p" -type f)" ]
}
