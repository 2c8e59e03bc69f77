# Our figures against the server's log: the size of their error, be it early
# or late.
#
#	awk -v name=NAME -f accuracy.awk TRUTH EVENTS [TRUTH EVENTS ...]
#
# TRUTH has a line "PATH STATUS SENT LENGTH T_REQ T_FB T_LAST" per request in
# the order of T_REQ, EVENTS are of one client. Prints lines
#
#	NAME TYPE FIGURE N P50 P95 P99 MAX VERDICT
#
# TYPE is ts or fmp4 for segments, else that of the fetch. FIGURE is ttfb
# (ms; on kept connections only), ttfb.new (ms; the others), time (ms) or time%
# (the same in % of the time). VERDICT is ok, OVER, or - where nothing is
# required:
#
#	ttfb		p50 <= 0.7 ms, p99 <= 5 ms
#	time of ts	p50 <= 1 ms, p95 <= the greater of 5 ms and 3 %
#	time of fmp4	p50 <= 3 ms
#
# Left out are requests up to a client's third segment, its startup, and times
# that are upper bounds. With -v each=1 it prints each error instead, with its
# sign: "NAME TYPE FIGURE ERROR N PATH" in ms.

function path(url) {
	sub(/^[a-z]+:\/\/[^\/]*/, "", url)
	sub(/\?.*/, "", url)
	return url
}

function parse(    i, eq) {
	split("", v)
	for (i = 4; i <= NF; i++) {
		eq = index($i, "=")
		v[substr($i, 1, eq - 1)] = substr($i, eq + 1)
	}
}

function add(figure, error, whole, n,    k) {
	if (each)
		printf "%s %s %s %+.3f %d %s\n", name, type, figure, error,
		    n, url[n]
	k = type " " figure
	if (!(k in count))
		row[++rows] = k
	error = error < 0 ? -error : error
	e[k, ++count[k]] = error
	if (whole > 0) {
		e[k "%", count[k]] = 100 * error / whole
		count[k "%"] = count[k]
	}
}

# Fetch n, the one that the server's log has as k.
function compare(n, k) {
	$0 = fetched[n]
	parse()
	type = v["type"] != "segment" ? v["type"] : \
	    url[n] ~ /\.m4s$/ ? "fmp4" : "ts"
	if ("ttfb" in v)
		add(v["conn"] == "reused" ? "ttfb" : "ttfb.new",
		    1e3 * (v["ttfb"] - ttfb[k]), 0, n)
	if ("time" in v && v["basis"] != "upper")
		add("time", 1e3 * (v["time"] - time[k]), 1e3 * time[k], n)
}

# The end of a pair of files.
function compare_all(    n, k) {
	for (n = 1; n <= last; n++) {
		if (!(n in url))
			continue
		k = url[n] " " ++asked[url[n]]
		if (n in fetched && n > startup && k in time)
			compare(n, k)
	}
	split("", url)
	split("", asked)
	split("", fetched)
	split("", answered)
	split("", time)
	last = segments = 0
}

function sort_row(k,    i, j, x) {
	for (i = 2; i <= count[k]; i++) {
		x = e[k, i]
		for (j = i - 1; j > 0 && e[k, j] > x; j--)
			e[k, j + 1] = e[k, j]
		e[k, j + 1] = x
	}
}

function p(k, percent) {
	return e[k, int((count[k] * percent + 99) / 100)]
}

function verdict(k,    ok) {
	if (k ~ / ttfb$/)
		ok = p(k, 50) <= 0.7 && p(k, 99) <= 5
	else if (k == "fmp4 time")
		ok = p(k, 50) <= 3
	else if (k == "ts time")
		ok = p(k, 50) <= 1 && (p(k, 95) <= 5 || p(k "%", 95) <= 3)
	else
		return "-"
	return ok ? "ok" : "OVER"
}

function put_row(k) {
	print name, k, count[k], sprintf("%.3f %.3f %.3f %.3f", p(k, 50), \
	    p(k, 95), p(k, 99), p(k, 100)), verdict(k)
}

FNR == 1 && ++files % 2 { line = $0; compare_all(); $0 = line }

files % 2 {
	k = path($1) " " ++answered[path($1)]
	ttfb[k] = $6 - $5
	time[k] = $7 - $5
	next
}

{ parse() }

$3 == "request" {
	n = v["n"] + 0
	url[n] = path(v["url"])
	last = n > last ? n : last
	if (v["type"] == "segment" && ++segments == 3)
		startup = n
}

# The server has not seen it.
$3 == "void" { delete url[v["n"] + 0] }

$3 == "fetch" { fetched[v["n"] + 0] = $0 }

END {
	compare_all()
	for (i = 1; i <= rows && !each; i++) {
		k = row[i]
		sort_row(k)
		if (k "%" in count)
			sort_row(k "%")
		put_row(k)
		if (k "%" in count)
			put_row(k "%")
	}
}
