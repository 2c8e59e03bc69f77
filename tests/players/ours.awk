# What hls-parse's viewer says: awk -f ours.awk EVENTS. Prints facts, "key
# value"; what it does not say is "-".

{
	split("", v)
	for (i = 4; i <= NF; i++) {
		eq = index($i, "=")
		v[substr($i, 1, eq - 1)] = substr($i, eq + 1)
	}
}

function known(x) {
	return x == "" ? "-" : x
}

$3 == "swarm" { pace = v["pace"] }
$3 == "startup" && startup == "" { startup = v["time"] }
$3 == "rebuffer" { rebuffers++ }
$3 == "viewer" && "played" in v {
	played[$2] = v["played"]
	rebuffered[$2] = v["rebuffered"]
}
$3 == "viewer" { missing = known(v["missing"]) }
"edge" in v { edge = v["edge"] }
$3 == "viewer" && v["prefetch"] { prefetch = 1 }
$3 == "startup_fail" || $3 == "playback_fail" { failed++ }
$3 == "exit" { stop = $1 }

# A viewer that was started again is one viewing all the same.
END {
	for (s in played) {
		stalled += rebuffered[s]
		viewed += played[s] + rebuffered[s]
	}
	printf "startup %s\npace %s\n", known(startup), known(pace)
	if (viewed > 0)
		printf "rebuffers %d\nstalled %.6f\nviewed %.6f\n", \
		    rebuffers, stalled, viewed
	else
		printf "rebuffers -\nstalled -\nviewed -\n"
	printf "edge %s\nmissing %s\nprefetch %d\nfailed %d\nstop %s\n", \
	    known(edge), known(missing), prefetch, failed, known(stop)
}
