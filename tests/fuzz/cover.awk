# What a control file of libFuzzer's -merge=1 tells, by awk -v most=N: the
# inputs that reach all that any reaches, the one that adds most first; the
# smaller one, where two add as much. N of them at most.
NR == 1 { files = $1; next }
NR == 2 { next }
NR <= files + 2 { name[NR - 3] = $0; next }
$1 == "STARTED" { size[$2] = $3 }
$1 == "FT" || $1 == "COV" {
	for (i = 3; i <= NF; i++)
		reached[$2] = reached[$2] " " $1 $i
}
END {
	for (; n < most; n++) {
		best = -1
		for (f in reached) {
			k = split(reached[f], edge, " ")
			left = ""
			for (i = gain = 0; ++i <= k;)
				if (!(edge[i] in has)) {
					left = left " " edge[i]
					gain++
				}
			# What it adds gets less, so the rest need not be kept.
			if (gain == 0)
				delete reached[f]
			else
				reached[f] = left
			if (gain > most_gain || (gain > 0 && best >= 0 &&
			    gain == most_gain && size[f] < size[best])) {
				best = f
				most_gain = gain
			}
		}
		if (best < 0)
			exit
		k = split(reached[best], edge, " ")
		for (i = 1; i <= k; i++)
			has[edge[i]] = 1
		print name[best]
		most_gain = 0
	}
}
