# Sums of a session, beside player.awk:
#
#	awk -v stop=T [-v audio=REGEX] -f totals.awk DURATIONS PLAYER TRANSFERS
#
# Prints "EMPTY VIEWED MEDIA STARTUP": the first two as PLAYER (the output of
# player.awk, total=1) has them; the media that came whole until the stop, of
# the shorter rendition; and the time that the transfers took, one after the
# other, until there was media to play: each path once, with its first answer
# of each status. "-" where play never began.

FILENAME == ARGV[1] { extinf[$1] = $2; next }
FILENAME == ARGV[2] {
	if ($1 == "total") {
		empty = $2
		viewed = $3
	}
	next
}

# An answer that was never begun has no last byte.
$2 == 0 || $7 > stop { next }

{
	whole = ($2 == 200 || $2 == 206) && $3 == $4 && ($1 in extinf)
	if (!begun && !seen[$1, $2]++)
		startup += $7 - $5
}

whole && !had[$1]++ {
	if (audio != "" && $1 ~ audio)
		sound += extinf[$1]
	else
		picture += extinf[$1]
	if (picture > 0 && (audio == "" || sound > 0))
		begun = 1
}

END {
	media = audio != "" && sound < picture ? sound : picture
	printf "%.6f %.6f %.6f %s\n", empty, viewed, media, \
	    begun ? sprintf("%.6f", startup) : "-"
}
