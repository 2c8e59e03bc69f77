# Holds the screens of hls-top against the blocks that they were drawn from, and
# the blocks against reason: a file of blocks, then one of screens (draw -p),
# with -v view=N the number of the view. Prints what does not fit.

function bad(what) {
	if (errors++ < 10)
		print "block " n ", view " view ": " what
}

# A field of the record under way, or 0.
function field(key,   i) {
	for (i = 4; i <= NF; i++)
		if (index($i, key "=") == 1)
			return substr($i, length(key) + 2) + 0
	return 0
}

# The number behind a word of the row under way; -1 if the word is not there.
function behind(word,   i) {
	for (i = 1; i < NF; i++)
		if ($i == word)
			return $(i + 1) + 0
	return -1
}

function keep(key) {
	kept[n, $3, key] = field(key)
}

# shown WORD KIND: the row says of this what the block does, or neither does.
function shown(word, kind,   want) {
	want = kept[n, kind, word] == "" ? -1 : kept[n, kind, word]
	if (behind(word) != want)
		bad($1 ": " word " " behind(word) ", not " want)
	rows++
}

function block(   live, all) {
	live = kept[n, "clients", "starting"] + kept[n, "clients", "running"] \
	    + kept[n, "clients", "stalled"]
	all = live + kept[n, "clients", "backoff"] + \
	    kept[n, "clients", "stopped"]
	if (all > kept[n, "clients", "target"])
		bad(all " clients of " kept[n, "clients", "target"])
	if (live != kept[n, "viewers", "startup"] + \
	    kept[n, "viewers", "playing"] + kept[n, "viewers", "rebuffering"])
		bad(live " processes, but viewers " \
		    kept[n, "viewers", "startup"] " " \
		    kept[n, "viewers", "playing"] " " \
		    kept[n, "viewers", "rebuffering"])
	lives += live
}

# Shares are no more than the whole. CPU is none: a process has many cores.
function percentages(   s, v) {
	s = $0
	gsub(/CPU +[0-9.]+ %( max +[0-9.]+ %)?|cpu [0-9.]+ %/, "", s)
	while (match(s, /[0-9.]+ %/)) {
		v = substr(s, RSTART, RLENGTH) + 0
		if (v > 100)
			bad($0)
		s = substr(s, RSTART + RLENGTH)
		shares++
	}
}

# The list of clients that was on the screen before this one, if it was whole.
function listed(   s) {
	if (whole && n > 0) {
		split("startup playing rebuffering", a, " ")
		for (s in a) {
			rows++
			if (state[a[s]] + 0 != kept[n, "viewers", a[s]])
				bad(state[a[s]] + 0 " clients " a[s] ", not " \
				    kept[n, "viewers", a[s]])
		}
	}
	whole = 0
	split("", state)
}

FNR == 1 { file++; n = file == 1 ? 1 : 0 }

file == 1 && $2 == "-" && $3 == "clients" {
	split("target started starting running stalled backoff stopped", a, " ")
	for (i in a)
		keep(a[i])
}
file == 1 && $2 == "-" && $3 == "viewers" {
	keep("startup"); keep("playing"); keep("rebuffering")
}
file == 1 && $2 == "all" && $4 !~ /^by=/ && $3 == "http" {
	keep("requests"); keep("error.count")
}
file == 1 && $2 == "all" && $4 !~ /^by=/ && $3 == "connect" {
	keep("count"); keep("fail")
}
file == 1 && $3 == "block" { block(); n++ }
file == 1 { next }

$1 == "@" { listed(); n = $2; screens++; next }
{ percentages() }
view == 4 && $2 == "of" { whole = $1 == "1-" $3 }
view == 4 && $1 ~ /^[0-9]+$/ { state[$2]++ }
view == 1 && $1 == "ramp" {
	split($(NF - 1), a, "/")
	sub(/.*\]/, "", a[1])
	if (a[1] + 0 != kept[n, "clients", "started"] || a[2] + 0 != \
	    kept[n, "clients", "target"])
		bad($0)
	rows++
}
view == 1 && $1 == "clients" {
	shown("starting", "clients"); shown("running", "clients")
	shown("stalled", "clients"); shown("backoff", "clients")
	shown("stopped", "clients")
}
view == 1 && $1 == "viewers" {
	shown("playing", "viewers"); shown("rebuffering", "viewers")
	shown("startup", "viewers")
}
view == 1 && $1 == "errors" && $5 == "requests" {
	if ($2 + 0 != kept[n, "http", "error.count"] ||
	    $4 + 0 != kept[n, "http", "requests"])
		bad($0)
	rows++
}
view == 1 && $1 == "errors" && $(NF - 1) == "connections" {
	bad("not looked at: " $0)
}

END {
	listed()
	if (screens == 0 || lives == 0 || shares + rows == 0)
		bad("there is nothing to be seen")
	if (view == 1 && rows < 9 * screens)
		bad(rows " figures on " screens " screens")
	printf "view %d: %d screens, %d figures, %d shares\n", view, screens,
	    rows, shares
	exit errors > 0
}
