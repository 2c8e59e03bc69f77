# What grows with what a stream says has a bound, and what lies beyond it is
# counted and told.

load ../lib/helper
load ../lib/streams

# viewers N: so many clients start and say something, and none ever ends.
viewers() {
	at 100 - swarm target=1
	awk -v n="$1" 'BEGIN {
		for (i = 0; i < n; i++) {
			print "100.000000 " i ".0 start pid=1 attempt=0"
			print "100.000000 " i ".0 log [info] hello"
		}
	}'
	at 101 - tick target=1 started=1 running=1
	at 102 - end reason=done
}

@test "100000 clients at once in hls-parse and hls-agg, and no more" {
	local code=0
	viewers 100003 | hls-parse >"$T/events" 2>"$T/err"
	is "$(cat "$T/err")" "hls-parse: 6 lines are of clients beyond the \
100000 that may run at once: passed over"
	# A run that goes on as it should, with three too many.
	{
		sed '/ - end /d' "$T/events"
		at 101.5 0.0 startup time=0.5 wall=0.5
		at 102 - end reason=done
	} | hls-agg -t 'http.error.count == 0' >"$T/out" 2>"$T/err" || code=$?
	is "$code" 98
	grep -q ' - unmeasured what=clients why=limit count=3 ' "$T/out"
	grep -q ' - verdict state=inconclusive code=98 why=uncounted$' "$T/out"
	grep -q '^Unmeasured  3 records of clients beyond the first 100000' \
		"$T/err"
	grep -q ' all session starts=100000 ' "$T/out"
	# Nor do hosts pass of which one was so.
	viewers 1 >"$T/raw"
	{
		hls-parse <"$T/raw" | sed '/ - end /d'
		at 101.5 0.0 startup time=0.5 wall=0.5
		at 102 - end reason=done
	} | hls-agg -q >"$T/few"
	code=0
	sed 's/ verdict .*/ verdict state=none code=0/' "$T/out" >"$T/many"
	hls-agg --merge -t 'http.error.count == 0' "$T/many" "$T/few" \
		>"$T/merged" 2>"$T/err" || code=$?
	is "$code" 98
	grep -q ' - unmeasured what=clients why=limit count=3 ' "$T/merged"
	# With as many as there may be nothing is said.
	viewers 100000 | hls-parse 2>"$T/err" |
		hls-agg -q >"$T/out" || is $? 1
	is "$(wc -c <"$T/err")" 0
	no grep -q 'unmeasured what=clients' "$T/out"
}

@test "clients that end make room in hls-parse" {
	awk 'BEGIN {
		for (i = 0; i < 100003; i++) {
			print "100.000000 " i ".0 start pid=1 attempt=0"
			print "100.000000 " i ".0 exit code=0 uptime=1.000000"
		}
	}' | hls-parse >"$T/events" 2>"$T/err"
	is "$(wc -c <"$T/err")" 0
	is "$(grep -c ' exit ' "$T/events")" 100003
}

@test "--custom: 1000 names, and how many numbers had none" {
	awk 'BEGIN {
		for (i = 1; i <= 1005; i++)
			print "100.000000 - mine k" i "=" i " who=me"
		print "100.000000 - mine k1=7 k1005=8 who=you"
		print "100.000000 - export custom_left_out=9"
		print "100.000000 - block n=1"
	}' >"$T/in"
	hls-export -1 --custom <"$T/in" >"$T/out"
	is "$(grep -c '^hls_swarm_mine_k[0-9]*{who="me"}' "$T/out")" 1000
	grep -qxF 'hls_swarm_mine_k1{who="you"} 7' "$T/out"
	no grep -q 'mine_k1005' "$T/out"
	# Five, one of them twice, and what came last of all.
	is "$(grep -c '^hls_swarm_export_custom_left_out' "$T/out")" 1
	grep -qx 'hls_swarm_export_custom_left_out 7' "$T/out"
	hls-export -1 <"$T/in" >"$T/out"
	no grep -q 'left_out' "$T/out"
}

@test "--merge: a host that begins anew for ever does not take all memory" {
	awk 'BEGIN {
		pad = sprintf("%8000s", "")
		gsub(/ /, "x", pad)
		pad = pad pad pad pad
		for (i = 0; i < 200; i++) {
			print "100.000000 all segment count=1"
			print "100.000000 all segment by=group:" pad " count=1"
			print "100.000000 - run host=a elapsed=1.000000"
			print "100.000000 - block n=1"
		}
	}' >"$T/in"
	hls-agg -q --merge --by group "$T/in" >"$T/out" 2>"$T/err"
	is "$(grep -c 'began anew too often' "$T/err")" 1
	grep -q ' - host name=a .* restarts=199' "$T/out"
}
