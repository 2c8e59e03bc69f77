#!/usr/bin/env bats
# The catalogue, and what is told of it: hls-agg --list-metrics, hls-metrics(5)
# and the names in Prometheus.

load ../lib/helper

# paths FILE: the paths of a listing.
paths() {
	sed '/^#/d; s/ .*//' "$1" | sort
}

@test "the page is what tests/metrics-page makes of the catalogue" {
	"$TOP/tests/metrics-page" >"$T/page"
	same "$T/page" "$TOP/man/hls-metrics.5"
}

@test "every metric of the source is listed once, and has its entry" {
	hls-agg --list-metrics >"$T/list"
	# The source's own list, by the preprocessor alone.
	{
		printf '#include "metric.h"\n%s\nMETRIC_LIST(PATH)\n' \
		    '#define PATH(id, kind, unit, path, ...) @@ path @@' |
			"${CC:-cc}" -E -P -I"$TOP/lib" - | tr -d '\n' |
			sed 's/@@/\n/g' | grep '^ *"' | tr -d '" '
		echo http.code.N
	} | sort >"$T/want"
	(($(wc -l <"$T/want") > 180))
	paths "$T/list" >"$T/got"
	same "$T/want" "$T/got"
	sed -n 's/^\.It Cm //p' "$TOP/man/hls-metrics.5" | sort >"$T/page"
	same "$T/want" "$T/page"
}

@test "--list-metrics: six columns, known words, no input; a full disk is 1" {
	hls-agg --list-metrics <&- >"$T/list"
	grep -v '^#' "$T/list" >"$T/rows"
	kind='(counter|rate|ratio|sketch|state|gauge)'
	unit='(count|bytes|seconds|ratio|1/s|bytes/s|bits/s|decimal)'
	name='(-|hls_swarm_[a-z_]+(\{[^ ]+\})?)'
	grep -vE "^[a-z0-9_.]+N? +$kind +$unit +$name +[^ ]+ +[^ ].*" \
		"$T/rows" >"$T/wrong" || :
	same /dev/null "$T/wrong"
	# What rates and ratios are made of is there.
	awk '{ of[$1] = $5; kind[$1] = $2 }
	    END { for (p in of) {
		n = split(of[p], x, "/")
		if ((kind[p] == "ratio" && n != 2) ||
		    (kind[p] == "rate" && of[p] == "-"))
			print p, of[p]
		for (i = 1; i <= n; i++)
			if (of[p] != "-" && kind[x[i]] != "counter")
				print p, of[p] } }' "$T/rows" >"$T/wrong"
	same /dev/null "$T/wrong"
	grep -q '^# .* \.p95 .* a state also for \.p5$' "$T/list"
	run bash -c 'hls-agg --list-metrics >/dev/full'
	is "$status" 1
}

@test "the names in Prometheus are those that hls-export serves" {
	hls-export -1 <"$TOP/tests/data/stat/run.stat" >"$T/metrics"
	# Counters are served before they count, but for those of what can
	# only be judged at times.
	hls-agg --list-metrics |
		awk '$2 == "counter" && $4 != "-" && $5 == "-" { print $4 }' |
		grep -v 'status_code="N"' | sort >"$T/want"
	(($(wc -l <"$T/want") > 60))
	sed 's/ [^ ]*$//' "$T/metrics" | sort -u >"$T/got"
	comm -23 "$T/want" "$T/got" >"$T/missing"
	same /dev/null "$T/missing"
}
