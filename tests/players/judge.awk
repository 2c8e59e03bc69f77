# The table of make players and its two gates: awk -f judge.awk players.tsv,
# lines of "scenario player key value". Exits with 1 if a gate failed.
#
#	hls.js		what the page saw of it
#	hls.js-model	player.awk over hls.js's own transfers, and start
#	hls-parse	its viewer over FFmpeg's log
#	hls-parse-model	player.awk over the origin's log of that FFmpeg
#
# error: what the model gives less what hls.js did; what our viewer says less
# what the model gives.
#
# Gate 1, the model: in all, its empties are within 0.5 s of hls.js's stalls,
# and so is each one, but for what Chromium joined: then one segment that it
# holds back at the end may be missing, and the join is told.
#
# Gate 2, the viewer: its share of stalled time is within 2 points or a fifth
# of hls.js's, whichever is more, where hls.js followed no policy of its own (a
# jump, a back-off, joined empties). Elsewhere within a quarter; or the whole
# difference is in what the two fetched and when, as both models show: each
# viewer is within 0.5 s of the model over its own transfers. Startup within
# 0.5 s, but where FFmpeg reads at the speed of playing and has none. Nothing
# rebuffers in the calm scenarios, and ours is never empty: a busy machine may
# hold a browser up for a tenth of a second.

BEGIN {
	FS = "\t"
	LIMIT = 0.5
	SEGMENT = 2
	printf "%-13s %-7s %7s %9s %7s %6s %5s %7s\n", "scenario", "player",
	    "startup", "rebuffers", "stalled", "share", "edge", "error"
}

{
	if (!($1 in known)) {
		known[$1] = 1
		order[++n] = $1
	}
	v[$1, $2, $3] = $4
}

function abs(x) {
	return x < 0 ? -x : x
}

function get(player, key) {
	return ((s, player, key) in v) ? v[s, player, key] : "-"
}

# A number for the table, or "-".
function figure(x, format) {
	return x == "-" ? x : sprintf(format, x)
}

function share(player,    stalled, viewed) {
	stalled = get(player, "stalled")
	viewed = get(player, "viewed")
	return stalled == "-" || viewed <= 0 ? "-" : 100 * stalled / viewed
}

function difference(a, b) {
	return a == "-" || b == "-" ? "-" : a - b
}

function row(title, name, player, error) {
	printf "%-13s %-7s %7s %9s %7s %6s %5s %7s\n", title, name,
	    figure(get(player, "startup"), "%.2f"), get(player, "rebuffers"),
	    figure(get(player, "stalled"), "%.2f"),
	    figure(share(player), "%.1f%%"),
	    figure(get(player, "edge"), "%.1f"), figure(error, "%+.2f s")
}

function say(text) {
	printf "%-13s %s\n", "", text
}

function fault(gate, text) {
	say("GATE " gate ": " text)
	failed[gate]++
}

# What hls.js did that our viewer does not do.
function policy(    said, retries) {
	said = ""
	if (get("hls.js", "jumps") > 0)
		said = sprintf(", jumped (%d) over %.1f s",
		    get("hls.js", "jumps"), get("hls.js", "jumped"))
	if (get("hls.js", "skipped") > 0)
		said = said sprintf(" (%.1f s of it fetched)",
		    get("hls.js", "skipped"))
	retries = get("hls.js", "retries")
	if (retries > 0)
		said = said sprintf(", back-off (%d)", retries)
	if (get("hls.js", "joined") > 0)
		said = said sprintf(", joined empties (%d, %d spared)",
		    get("hls.js", "joined"), get("hls.js", "spared"))
	return substr(said, 3)
}

# Where the three measures of hls.js do not agree, or the machine was too busy
# to look every 50 ms.
function doubts(    stalled) {
	stalled = get("hls.js", "stalled")
	if (abs(get("hls.js", "dark") - stalled) > LIMIT ||
	    abs(get("hls.js", "waited") - stalled) > LIMIT)
		say(sprintf("by its pictures %.2f s, by its events %.2f s",
		    get("hls.js", "dark"), get("hls.js", "waited")))
	if (get("hls.js", "late") > 0.25)
		say(sprintf("the browser was not looked at for %.2f s",
		    get("hls.js", "late")))
}

function gate_1(error,    least, most) {
	most = LIMIT
	least = -LIMIT - (get("hls.js", "joined") > 0 ? SEGMENT : 0)
	if (error == "-" || get("hls.js", "viewed") <= 0) {
		fault(1, "hls.js did not play")
		return 0
	}
	if (error > most || error < least)
		fault(1, sprintf("the model is %+.2f s off", error))
	else if (get("hls.js", "worst") > LIMIT)
		fault(1, sprintf("one stall is %.2f s off",
		    get("hls.js", "worst")))
	else
		return 1
	return 0
}

# From its first segment on: what a busy machine makes long.
function own_start() {
	return get("hls.js", "startup") - get("hls.js", "first")
}

function startup_gate(    d) {
	d = difference(get("hls-parse", "startup"), get("hls.js", "startup"))
	if (d == "-" && get("hls-parse", "pace") == "realtime")
		say("no startup of ours: that FFmpeg reads a VOD as it plays it")
	else if (d == "-")
		fault(2, "no startup to compare")
	else if (abs(d) > LIMIT)
		fault(2, sprintf("startup differs by %+.2f s; " \
		    "hls.js's own start is %.2f s", d, own_start()))
}

function calm_gate() {
	if (get("scenario", "calm") == 1 &&
	    (get("hls.js", "rebuffers") > 0 ||
	    get("hls-parse", "stalled") > 0))
		fault(2, "a rebuffer where there is no fault")
}

function most(a, b) {
	return a > b ? a : b
}

function gate_2(modelled, error, why,    ours, theirs, d, near) {
	ours = share("hls-parse")
	theirs = share("hls.js")
	if (ours == "-" || theirs == "-") {
		fault(2, "no share to compare")
		return
	}
	d = ours - theirs
	near = most(2, theirs / 5)
	if (abs(d) <= near)
		return
	if (why == "")
		fault(2, sprintf("%+.1f points, over %.1f", d, near))
	else if (abs(d) <= theirs / 4)
		say(sprintf("%+.1f points: within a quarter", d))
	else if (modelled && abs(error) <= LIMIT)
		say(sprintf("%+.1f points: attributed to that", d))
	else
		fault(2, sprintf("%+.1f points, and that is not all policy", d))
}

function judge(    model, error, why, modelled) {
	model = difference(get("hls.js-model", "stalled"),
	    get("hls.js", "stalled"))
	error = difference(get("hls-parse", "stalled"),
	    get("hls-parse-model", "stalled"))
	row(s, "hls.js", "hls.js", model)
	row("", "ours", "hls-parse", error)
	why = policy()
	if (why != "")
		say(why)
	doubts()
	if (get("hls-parse", "missing") != "-")
		say("ours has no figures: " get("hls-parse", "missing"))
	modelled = gate_1(model)
	startup_gate()
	calm_gate()
	gate_2(modelled, error == "-" ? LIMIT + 1 : error, why)
	start += own_start()
}

END {
	for (i = 1; i <= n; i++) {
		s = order[i]
		judge()
	}
	if (n)
		printf "\nhls.js's own start, from its first segment on: " \
		    "%.2f s on average\n", start / n
	for (gate = 1; gate <= 2; gate++)
		if (n && !failed[gate])
			print "gate " gate ": passed"
		else
			print "gate " gate ": " failed[gate] + 0 " failed"
	exit !n || failed[1] + failed[2] > 0
}
