# Compares a session's events with the server's own log: the same requests,
# the same statuses, the same bytes. Usage:
# awk [-v level=LEVEL] -f event.awk -f truth.awk EVENTS TRUTH
# Prints each difference, and exits with 1 if there is one.
#
# A line of the truth is PATH STATUS SENT LENGTH ...; STATUS 0: the server read
# the request and never answered. A request that the client's end cut off
# (abort) may have any outcome there. One that was never answered on a
# kept-alive connection is void: to the client it looks like one that the
# server has not seen.
#
# Below trace the log has no bytes, of what is complete no status, and does not
# show that a body was cut off. Below debug it has no requests: there are those
# of segments that went well, by what FFmpeg opened.

function ok(p, status, bytes) {
	return p " ok" (trace ? " " status " " bytes : "")
}

BEGIN {
	trace = level == "" || level ~ /^trace/
	opened = level == "verbose" || level == "info"
}

FILENAME == ARGV[1] {
	p = path(value("url"))
	status = value("status")
	key = $2 "/" value("n")
	if ($3 == "request")
		url[key] = p
	else if (opened && $3 ~ /^(fetch_fail|void|abort)$/)
		aborted[url[key]]++
	else if ($3 == "fetch")
		diff[ok(p, status, value("bytes"))]++
	else if ($3 == "fetch_fail")
		diff[p (status >= 400 ? " status " status : \
		    status > 0 ? " short" : " none")]++
	else if ($3 == "abort")
		aborted[url[key]]++
	else if ($3 == "void")
		voided[url[key]]++
	next
}

{
	p = path($1)
	if (opened && ($2 == 0 || $2 >= 400))
		;
	else if ($2 == 0)
		diff[p " none"]--
	else if ($2 >= 400)
		diff[p " status " $2]--
	else if ($3 < $4)
		diff[p (trace ? " short" : " cut")]--
	else
		diff[ok(p, $2, $3)]--
}

# What of the server's k is told as something else that it may well be.
function settle(k, p, outcome) {
	while (diff[k] < 0 && outcome == "cut" && diff[p " ok"] > 0) {
		diff[k]++
		diff[p " ok"]--
	}
	while (diff[k] < 0 && outcome == "cut" && diff[p " none"] > 0) {
		diff[k]++
		diff[p " none"]--
	}
	while (diff[k] < 0 && outcome ~ /none|cut/ && voided[p] > 0) {
		diff[k]++
		voided[p]--
	}
	while (diff[k] < 0 && aborted[p] > 0) {
		diff[k]++
		aborted[p]--
	}
}

END {
	for (k in diff) {
		split(k, part, " ")
		settle(k, part[1], part[2])
	}
	for (k in diff) {
		if (diff[k] == 0 || (opened && k !~ /\.(ts|m4s) ok$/))
			continue
		print (diff[k] > 0 ? "only in the events: " : \
		    "only at the server: ") k " x" \
		    (diff[k] > 0 ? diff[k] : -diff[k])
		bad = 1
	}
	exit bad
}
