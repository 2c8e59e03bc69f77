# hls.js's stalls held against the model's empties over its own transfers:
# awk -f match.awk MODEL STALLS, both lines of "START LENGTH [open]", all of
# 0.1 s or more. Prints facts, "key value":
#
#	joined	stalls that outlast by more than 0.5 s, but not more than a
#		segment of 2 s, all the empties that they touch: Chromium waits
#		for one segment more after some short ones, and is then spared
#		as many
#	spared	empties of 0.25 s or more that no stall touches, behind a join
#	worst	the largest difference of another stall and the empties that
#		it touches, or the longest empty without a stall where nothing
#		had been joined

function off(x) {
	if (x < 0)
		x = -x
	if (x > worst)
		worst = x
}

NR == FNR { start[++n] = $1; len[n] = $2; next }

{
	touched = 0
	for (i = 1; i <= n; i++) {
		if (start[i] + len[i] < $1 - 0.3 || start[i] > $1 + $2)
			continue
		touched += len[i]
		met[i] = 1
	}
	if (touched > 0 && $2 - touched > 0.5 && $2 - touched <= 2.5) {
		if (!joined++)
			since = $1
	} else if ($2 >= 0.25 || touched >= 0.25)
		off($2 - touched)
}

END {
	for (i = 1; i <= n; i++) {
		if (met[i])
			continue
		if (joined && start[i] > since)
			spared += len[i] >= 0.25
		else
			off(len[i])
	}
	printf "joined %d\nspared %d\nworst %.6f\n", joined, spared, worst
}
