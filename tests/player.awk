# A player at 1x over the server's log: awk -v stop=T -f player.awk TRUTH.
# Media counts when the last byte of a whole segment has left; play starts at
# the first; empty for 0.25 s or more is a rebuffer, until the next segment or
# the stop. Prints "START LENGTH" for each, with "open" if the stop ended it.

function play(t, word,    empty) {
	empty = t - until
	if (start && empty >= 0.25)
		printf "%.6f %.6f%s\n", until, empty, word
	if (empty > 0)
		until = t
}

# Segments come one after the other, so in the order of their last bytes.
$1 ~ /\.ts$/ && $2 == 200 && $3 == $4 && $7 <= stop {
	if (!start)
		start = until = $7
	play($7, "")
	until += 2
}

END { play(stop, " open") }
