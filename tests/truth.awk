# Compares a session's events with the server's own log: the same requests,
# the same statuses, the same bytes. Usage: awk [-v level=LEVEL] -f truth.awk
# EVENTS TRUTH. Prints each difference, and exits with 1 if there is one.
#
# A line of the truth is PATH STATUS SENT LENGTH ...; STATUS 0: the server read
# the request and never answered. A request that the client's end cut off
# (abort) may have any outcome there. One that was never answered on a
# kept-alive connection is void: to the client it looks like one that the
# server has not seen. Below trace the log has no bytes, and of what is
# complete no status: it failed, or not.

function path(url) {
	sub(/^[a-z]+:\/\/[^\/]*/, "", url)
	sub(/\?.*/, "", url)
	return url
}

function value(key,    i) {
	for (i = 4; i <= NF; i++)
		if (index($i, key "=") == 1)
			return substr($i, length(key) + 2)
	return ""
}

function ok(p, status, bytes) {
	return p " ok" (trace ? " " status " " bytes : "")
}

BEGIN { trace = level == "" || level ~ /^trace/ }

FILENAME == ARGV[1] {
	p = path(value("url"))
	status = value("status")
	if ($3 == "request") {
		url[$2 "/" value("n")] = p
	} else if ($3 == "fetch") {
		diff[ok(p, status, value("bytes"))]++
	} else if ($3 == "fetch_fail") {
		diff[p (status >= 400 ? " status " status : \
		    status > 0 ? " short" : " none")]++
	} else if ($3 == "abort") {
		aborted[url[$2 "/" value("n")]]++
	} else if ($3 == "void") {
		voided[url[$2 "/" value("n")]]++
	}
	next
}

{
	p = path($1)
	if ($2 == 0)
		diff[p " none"]--
	else if ($2 >= 400)
		diff[p " status " $2]--
	else if ($3 < $4)
		diff[p (trace ? " short" : " none")]--
	else
		diff[ok(p, $2, $3)]--
}

END {
	for (k in diff) {
		split(k, part, " ")
		while (diff[k] < 0 && aborted[part[1]] > 0) {
			diff[k]++
			aborted[part[1]]--
		}
		while (diff[k] < 0 && part[2] == "none" && \
		    voided[part[1]] > 0) {
			diff[k]++
			voided[part[1]]--
		}
		if (diff[k] != 0) {
			print (diff[k] > 0 ? "only in the events: " : \
			    "only at the server: ") k " x" \
			    (diff[k] > 0 ? diff[k] : -diff[k])
			bad = 1
		}
	}
	exit bad
}
