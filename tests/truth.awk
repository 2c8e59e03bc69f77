# Compares a session's events with the server's own log: the same requests,
# the same statuses, the same bytes. Usage: awk -f truth.awk EVENTS TRUTH.
# Prints each difference; a request that the client's end cut off (abort) may
# have any outcome in the server's log.

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

FNR == NR {
	if ($3 == "request")
		url[$2 "/" value("n")] = path(value("url"))
	else if ($3 == "fetch")
		diff[path(value("url")) " ok " value("status") " " value("bytes")]++
	else if ($3 == "fetch_fail" && value("status") >= 400)
		diff[path(value("url")) " status " value("status")]++
	else if ($3 == "fetch_fail")
		diff[path(value("url")) " short"]++
	else if ($3 == "abort")
		aborted[url[$2 "/" value("n")]]++
	next
}

{
	p = path($1)
	if ($2 >= 400)
		diff[p " status " $2]--
	else if ($3 < $4)
		diff[p " short"]--
	else
		diff[p " ok " $2 " " $3]--
}

END {
	for (k in diff) {
		split(k, part, " ")
		while (diff[k] < 0 && aborted[part[1]] > 0) {
			diff[k]++
			aborted[part[1]]--
		}
		if (diff[k] != 0) {
			print (diff[k] > 0 ? "only in the events: " : \
			    "only at the server: ") k
			bad = 1
		}
	}
	exit bad
}
