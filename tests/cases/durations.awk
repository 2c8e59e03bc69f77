# The segments of a packager's playlists:
#
#	awk [-v folder=/cast/] -f durations.awk FOLDER/*.m3u8
#
# Prints "PATH SECONDS" for each, by EXTINF and as the playlist names it, but
# without a query; a byte range is PATH@FIRST+LENGTH. Segments with EXT-X-GAP
# are none: there is nothing to play.

FNR == 1 {
	gap = range = 0
	split("", at)
}

/^#EXTINF:/ { seconds = substr($0, 9) + 0 }
/^#EXT-X-GAP/ { gap = 1 }
/^#EXT-X-BYTERANGE:/ {
	n = split(substr($0, 18), word, "@")
	range = word[1]
	first = n > 1 ? word[2] : -1
}

/^[^#]/ && seconds != "" {
	name = folder $0
	sub(/\?.*/, "", name)
	if (range) {
		if (first < 0)
			first = at[name] + 0
		at[name] = first + range
		name = name "@" first "+" range
	}
	if (!gap)
		print name, seconds
	gap = range = 0
	seconds = ""
}
