# A player at 1x over the transfers of one viewer:
#
#	awk -v stop=T [-v durations=FILE] [-v audio=REGEX] [-v total=1] \
#	    [-v from=T] [-v least=S] -f player.awk TRANSFERS
#
# TRANSFERS are lines of "PATH STATUS SENT LEN T_REQ T_FB T_LAST" in the order
# of their last bytes (compact.awk makes them from the origin's log). Media
# counts when the last byte of a whole segment has left, each path once; play
# starts at the first; empty for 0.25 s or more is a rebuffer, until the next
# segment or the stop. Prints "START LENGTH" for each, with "open" if the stop
# ended it.
#
# durations: a file of lines "PATH SECONDS", one for each segment's EXTINF; a
#	path is looked up as it is, then without its query. What is not in it
#	is no segment. Without the file each path that ends in .ts is 2 s.
# audio: paths that match it are a rendition of their own: there is media to
#	play only as far as both reach.
# from: play starts then, if the first segment was there before: a player's own
#	start.
# least: prints what was empty for so long, in place of 0.25 s.
# total=1: a last line "total EMPTY VIEWED": all empty time, however short, and
#	the time from the start of play to the stop; their ratio is the share.
#	"total 0 0" when play never began.

function empty_until(t, word,    empty) {
	empty = t - until
	if (empty <= 0)
		return
	if (empty >= least)
		printf "%.6f %.6f%s\n", until, empty, word
	all += empty
	until = t
}

function seconds(path) {
	if (durations == "")
		return path ~ /\.ts$/ ? 2 : 0
	if (!(path in extinf))
		sub(/\?.*/, "", path)
	return (path in extinf) ? extinf[path] : 0
}

function reached() {
	return audio != "" && sound < picture ? sound : picture
}

BEGIN {
	if (least == "")
		least = 0.25
	while (durations != "" && (getline line <durations) > 0) {
		split(line, word, " ")
		extinf[word[1]] = word[2]
	}
}

($2 == 200 || $2 == 206) && $3 == $4 && $7 <= stop && !seen[$1]++ {
	before = reached()
	if (audio != "" && $1 ~ audio)
		sound += seconds($1)
	else
		picture += seconds($1)
	if (reached() <= before)
		next
	if (!start)
		start = until = ($7 < from ? from : $7)
	empty_until($7, "")
	until += reached() - before
}

END {
	if (start)
		empty_until(stop, " open")
	if (total)
		printf "total %.6f %.6f\n", all, start ? stop - start : 0
}
