# Whether two event streams, the first of a trace log, have as many requests of
# media that were complete, and as many that failed, by status or reason. Says
# what differs, in one line.

function name(    status) {
	status = value("status")
	if ($3 == "fetch")
		return value("type")
	return value("type") "!" (status >= 400 ? status : value("reason"))
}

FNR == 1 {
	stream++
}

/ type=(segment|init|key) / && ($3 == "fetch" || $3 == "fetch_fail") {
	n[stream, name()]++
	names[name()]
}

END {
	for (k in names)
		if (n[1, k] != n[2, k])
			text = text " " k ":" n[1, k] + 0 ">" n[2, k] + 0
	if (text != "")
		print text
	exit text != ""
}
