# The table of hls-event(5): awk -f mdoc.awk players.tsv. In each cell hls.js,
# then our viewer.

BEGIN {
	FS = "\t"
	print ".Bl -column \"multivariant\" \"3.12 / 2.69 \" \"Rebuffers \" " \
	    "\"21.25 / 17.33 \" \"51.5 / 41.9 \" \"12.9 / 10.2\""
	print ".It Sy Scenario Ta Sy Startup Ta Sy Rebuffers Ta Sy Stalled " \
	    "Ta Sy Share Ta Sy Edge"
}

{
	if (!($1 in known)) {
		known[$1] = 1
		order[++n] = $1
	}
	v[$1, $2, $3] = $4
}

function figure(player, key, format) {
	if (!((s, player, key) in v) || v[s, player, key] == "-")
		return "\\(en"
	return sprintf(format, v[s, player, key])
}

function shared(player) {
	if (v[s, player, "viewed"] > 0)
		v[s, player, "share"] = 100 * v[s, player, "stalled"] / \
		    v[s, player, "viewed"]
}

function cell(key, format) {
	return " Ta " figure("hls.js", key, format) " / " \
	    figure("hls-parse", key, format)
}

END {
	for (i = 1; i <= n; i++) {
		s = order[i]
		shared("hls.js")
		shared("hls-parse")
		print ".It " s cell("startup", "%.2f") cell("rebuffers", "%d") \
		    cell("stalled", "%.2f") cell("share", "%.1f") \
		    cell("edge", "%.1f")
	}
	print ".El"
}
