# What hls-agg has to find in a capture, told from its events and, for those of
# level trace, from the server's own log. Usage:
# awk -v name=NAME -f event.awk -f loss.awk EVENTS [TRUTH]
# Prints NAME, segments, their failures, playlists, connections, startups and
# bytes; and, with the truth, distinct segments lost and ended.
#
# A segment is a URL, with the body's length where ranges of one file are asked
# for. One that the client broke off has not ended. What failed before there
# was a request (TLS) only FFmpeg's own numbers tell.

function segment(p, bytes) {
	return p (ranges ? " " bytes : "")
}

FILENAME == ARGV[1] {
	n[$3]++
	if ($3 == "segment_fail")
		failed[$4] = 1
	if (value("type") == "playlist" && $3 == "fetch")
		playlists++
	if (value("type") != "segment")
		next
	n["segment " $3]++
	p = path(value("url"))
	if ($3 == "request")
		url[value("n")] = p
	if (value("range") != "")
		ranges = 1
	if ($3 == "abort")
		aborted[url[value("n")]] = 1
	if ($3 == "fetch") {
		bytes += value("bytes")
		fetched[segment(p, value("bytes"))] = 1
	}
	if ($3 ~ /^fetch/)
		asked[segment(p, value("bytes"))] = 1
	next
}

{
	s = segment(path($1), $3)
	if ((s in asked) && !((s in aborted) && !(s in fetched)))
		ended[s] += $2 > 0 && $2 < 400 && $3 >= $4
}

END {
	printf "%s %d %d %d %d %d %d", name, n["segment fetch"], \
	    n["segment fetch_fail"], playlists, n["connect"], n["startup"], bytes
	if (ARGC > 2) {
		for (s in ended)
			ended[s] > 0 ? delivered++ : lost++
		if (n["segment request"] == 0)
			for (s in failed)
				lost++
		printf " %d %d", lost, lost + delivered
	}
	print ""
}
