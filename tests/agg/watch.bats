# hls-agg: what it makes of watched playlists, and of what viewers tell by them.

load ../lib/helper
load ../lib/streams

# watched TIME N [FIELD...]: a playlist came; missed TIME N FIELD...: it did not.
watched() { at "$1" - watch n="$2" state=ok "${@:3}"; }
missed() { at "$1" - watch n="$2" state=fail "${@:3}"; }
live() { watched "$1" 1 kind=live target=2.000000 sequence=7 segments=6 \
	window=12.000000 status=200 time=0.004000 bytes=400 \
	url=http://o/hi.m3u8; }
broke() { at "$1" - rule n="${4:-1}" rule="$2" value="$3" limit=2.000000; }
# plays TIME SESSION [FIELD...]: a viewer's record.
plays() { at "$1" "$2" viewer state=playing "${@:3}"; }

@test "fetches of watched playlists: counts, times, failures by reason, gauges" {
	{
		watched 100 1 kind=multivariant status=200 time=0.010000 \
			bytes=300 url=http://o/top.m3u8
		live 100.1
		watched 100.2 3 kind=live target=3.000000 window=9.000000 \
			time=0.002000 url=http://o/audio.m3u8
		missed 101 1 reason=http status=404 url=http://o/hi.m3u8
		missed 101 1 reason=timeout url=http://o/hi.m3u8
		watched 102 1 same=1 status=200 time=0.008000 url=http://o/hi.m3u8
		at 103 - tick
	} >"$T/in"
	folds <"$T/in"
	holds '.watch | .count == 4 and .fail == 2 and .minutes == 1 and
		.time.max == 0.01 and .time.min == 0.002 and .playlists == 2 and
		.target == 3 and .window == 9 and .breaches == 0' .watch
	holds '[.faults[] | "\(.count) \(.text)"] | sort ==
		["1 watch 404", "1 watch timeout"]' .faults
	is "$(rows Watch)" "$(line '2 playlists, target duration 3.00 s, window 9.00 s,' \
		'2 of 6 fetches failed, no rule broken')"
	# A viewer's requests and windows know nothing of it.
	holds '.http.requests == 0 and .playlist.requests == 0'
	# Of an EVENT playlist there is no window that could be short.
	{ cat "$T/in"; watched 104 3 kind=event target=3.000000 \
		window=900.000000 url=http://o/audio.m3u8; at 105 - tick; } | folds
	holds '.watch.window == 12'
}

@test "rules: breaches, minutes of the run with one; a word unknown is none" {
	{
		at 100 - swarm kind=live
		live 100
		at 101 - tick
		broke 101.5 extinf 3
		broke 101.5 extinf 4
		broke 101.6 window 5
		broke 101.7 nonsense 1
		at 102 - tick
		live 159
		at 160 - tick
		at 161 - tick
		live 161.5
		broke 161.5 extinf 3
		at 162 - tick
		at 249 - tick
		live 250
		broke 250 sequence 1
		broke 250 target 1
		broke 250 discontinuity 1
		at 251 - tick
		at 252 - end reason=done
	} >"$T/in"
	folds <"$T/in"
	holds '.watch | .breaches == 7 and .minutes == 3' .watch
	holds '.watch.rule == {extinf: 3, target: 1, sequence: 1, window: 1,
		late: 0, discontinuity: 1}' .watch.rule
	holds '.watch.broken == {any: 3, extinf: 2, target: 1, sequence: 1,
		window: 1, late: 0, discontinuity: 1}' .watch.broken
	rows Rules >"$T/got"
	same - "$T/got" <<-'END'
	EXTINF over the target duration: 3 times, in 2 of 3 minutes
	target duration changed: 1 time, in 1 of 3 minutes
	media sequence went back, or a number names another segment: 1 time, in 1 of 3 minutes
	live window under three target durations: 1 time, in 1 of 3 minutes
	discontinuity sequence does not follow: 1 time, in 1 of 3 minutes
	END
	is "$(rows Watch)" '1 playlist, target duration 2.00 s, window 12.0 s'
	grep -q '^0 clients, 2m32s: 7 broken playlist rules' "$T/report"
	# In windows, of the seconds in which they were seen.
	hls-agg -q "$T/in" >"$T/got"
	is "$(value "$T/got" 102.000000 1s watch rule.extinf)" 2
	is "$(value "$T/got" 162.000000 10s watch rule.extinf)" 1
	is "$(value "$T/got" 162.000000 60s watch rule.extinf)" 1
	is "$(value "$T/got" 162.000000 all watch broken.extinf)" 2
}

@test "rules: a gap that is told again when it is over is one breach" {
	{
		live 100
		watched 100 2 kind=live target=2.000000
		at 160 - tick
		# No news since 155; still none, in another minute; at last.
		broke 159.2 late 4.200000
		at 161 - tick
		broke 162 late 7.000000
		# The next one begins where that ended; another playlist's own.
		broke 166 late 4.000000
		broke 166 late 11.000000 2
		at 167 - tick
	} | folds
	holds '.watch.rule.late == 3 and .watch.breaches == 3' .watch.rule
	holds '.watch.broken.late == 1' .watch.broken
}

@test "rules that nobody could judge have no figure, and no threshold holds" {
	{ at 100 1.0 start; at 101 - tick; at 102 - end reason=done; } >"$T/in"
	run hls-agg -jq -t 'watch.rule.late == 0' "$T/in"
	is "$status" 99
	jq -e '.watch == null and .thresholds[0].why == "no data"' <<<"$output"
	run hls-agg -jq -t 'watch.rule.late == 0' <(live 100; cat "$T/in")
	is "$status" 0
	run hls-agg -jq -t 'watch.breaches == 0' \
		<(live 100; broke 100.5 late 4; cat "$T/in")
	is "$status" 99
}

# reload TIME LATE URL: a viewer loads it again.
reload() {
	at "$1" 1.0 request n=2 type=playlist interval=2.000000 \
		${2:+late=$2} url="http://o/$3"
}

@test "late reloads: by the playlist's own target duration, else the longest" {
	{
		watched 100 1 kind=live target=2.000000 url=http://o/hi.m3u8
		watched 100 2 kind=live target=6.000000 url=http://o/audio.m3u8
		reload 101 '' hi.m3u8
		reload 103 1.500000 hi.m3u8
		reload 105 1.500000 audio.m3u8
		reload 107 3.500000 other.m3u8
		at 108 - tick
	} | folds
	holds '.hls.reload | .count == 4 and .judged == 3 and .late == 2' \
		.hls.reload
	no grep -q 'late and stale ones' "$T/report"
}

@test "an unknown target duration: no late, no stale, and the report says so" {
	{
		at 100 - swarm kind=live
		at 100 1.0 sequence playlist=0 from=1 to=2 duration=2.000000
		reload 103 1.500000 hi.m3u8
		at 108 - tick
		at 109 - end reason=done
	} >"$T/in"
	folds <"$T/in"
	holds '.hls.reload | .count == 1 and .judged == 0 and .late == null and
		.jitter.max == 1.5' .hls.reload
	holds '.hls.stale == null'
	is "$(rows Reloads | tail -n 1)" \
		'late and stale not judged: target duration unknown (--target-duration)'
	run hls-agg -jq -t 'hls.reload.late == 0' "$T/in"
	is "$status" 99
	# As the operator has it; and as the playlist does, which knows better.
	sed 's/kind=live/kind=live target_duration=2.000000/' "$T/in" >"$T/asked"
	folds <"$T/asked"
	holds '.hls.reload.late == 1 and .hls.stale == {count: 0, time: 0}'
	{ watched 99 1 kind=live target=4.000000; cat "$T/asked"; } | folds
	holds '.hls.reload.late == 0'
}

@test "the edge and the clock: each viewer once a tick, in its group" {
	{
		at 100 - swarm kind=live
		at 100 1.0 start group=a
		at 100 2.0 start group=b
		plays 100.5 1.0 edge=99.000000
		plays 101 1.0 edge=4.000000 latency=5.000000
		plays 101 2.0 edge=8.000000
		at 101 - tick
		plays 102 1.0 edge=5.000000 latency=6.000000
		# The other one does not know any more.
		plays 102 2.0
		at 102 - tick
		# Nobody has told since.
		at 103 - tick
		at 104 1.0 exit signal=15 reason=shutdown
		at 105 - end reason=done
	} >"$T/in"
	hls-agg --by group "$T/in" >"$T/got" 2>"$T/report"
	grep ' - sketch of=viewers.edge ' "$T/got" | tail -n 1 >"$T/sketch"
	grep -q ' n=3 sum=17000000 min=4000000 max=8000000 ' "$T/sketch"
	is "$(value "$T/got" 102.000000 1s viewers edge.max)" 5.000000
	is "$(value "$T/got" 103.000000 1s viewers edge.max)" ''
	is "$(value "$T/got" 103.000000 10s viewers latency.max)" 6.000000
	grep '^103.000000 all viewers ' "$T/got" | grep -v by= |
		grep -q ' edge.mean=5.666666 '
	grep '^103.000000 all viewers by=group:b ' "$T/got" |
		grep -q ' edge.max=8.000000 '
	is "$(rows Edge)" 'p50 4.99 s, p95 8.00 s, max 8.00 s behind the live edge
p50 5.00 s, p95 6.00 s, max 6.00 s behind EXT-X-PROGRAM-DATE-TIME'
	# Client by client: as told last, and only of those alive.
	head -n 5 "$T/in" | hls-agg -jq --per-client >"$T/json"
	holds '[.per_client[] | .edge] == [4, null]' .per_client
	sed '/ exit /,$d' "$T/in" | hls-agg -q --per-client |
		grep ' - client id=1 ' | tail -n 1 | grep -q ' edge=5.000000 '
	hls-agg -q -t 'viewers.edge.p95 < 12s' -t 'viewers.edge.max < 9s over 10s' \
		"$T/in" >"$T/got" || [ $? -eq 99 ]
	grep -q ' threshold n=1 ok=1 ' "$T/got"
	run hls-agg -jq --junit "$T/junit" -t 'viewers.edge.p95 < 6s' "$T/in"
	is "$status" 99
	grep -q 'viewers.edge.p95 &lt; 6s' "$T/junit"
}

@test "why figures of playing are missing: each session once, in words" {
	{
		at 100 - swarm kind=live
		plays 101 1.0 missing=ends
		plays 101 2.0 missing=durations
		plays 101 3.0 missing=ends
		plays 101 4.0 missing=odd
		at 101 7.0 viewer state=ended missing=ends
		plays 101 5.0 buffer=1.000000 played=1.000000 rebuffered=0.000000
		at 101 6.0 viewer state=startup missing=durations
		at 101 - tick
		plays 102 1.0 missing=ends
		plays 102 6.0 buffer=1.000000 played=1.000000 rebuffered=0.000000
		plays 102 5.0 missing=stamps
		at 102 - tick
	} >"$T/in"
	folds <"$T/in"
	holds '.viewers.missing == {durations: 1, ends: 3, stamps: 1, pace: 0}' \
		.viewers.missing
	is "$(rows Unmeasured)" \
		'1 session: nothing tells how long segments are (no watched playlist)
3 sessions: the log does not tell when segments end
1 session: the log has no stamps finer than a second'
	{ at 100 - swarm kind=vod; plays 101 1.0 missing=pace; at 102 - tick; } | folds
	holds '.viewers.missing.pace == 1'
	grep -q '^1 viewer, 2.0s: rebuffering unknown$' "$T/report"
	is "$(rows Unmeasured)" \
		'1 session: VOD fetched as fast as it comes is not played'
	# VOD that is paced has its figures, and its score.
	{
		at 100 - swarm kind=vod
		at 100 1.0 startup time=0.000000
		plays 101 1.0 buffer=1 played=1 rebuffered=0
		at 102 - tick
	} | folds
	holds '([.viewers.missing[]] | add) == 0 and .qoe.excellent == 1'
}

@test "figures that turn out not to hold are taken back" {
	{
		at 100 - swarm kind=live
		at 100 1.0 startup time=0.010000
		at 100 2.0 startup time=0.010000
		plays 101 1.0 buffer=0.000000 played=1.000000 rebuffered=9.000000
		plays 101 2.0 buffer=1.000000 played=4.000000 rebuffered=1.000000
		at 101 - tick
		plays 102 1.0 missing=durations
		plays 102 2.0 buffer=1.000000 played=5.000000 rebuffered=1.000000
		at 102 - tick
		at 103 1.0 viewer state=ended missing=durations
		at 103 - end reason=done
	} >"$T/in"
	folds <"$T/in"
	holds '.rebuffer | .played == 5 and .time == 1 and .watched == 6' .rebuffer
	holds '.viewers.missing.durations == 1'
	# With nobody left there are none, and no threshold on one holds.
	grep -v ' 2\.0 ' "$T/in" | folds
	holds '.rebuffer | .count == null and .share == null and .ratio == null' \
		.rebuffer
	grep -q '^1 viewer, 3.0s: rebuffering unknown, startup' "$T/report"
	for figure in count sessions time share ratio; do
		run hls-agg -jq -t "rebuffer.$figure == 0" <(grep -v ' 2\.0 ' "$T/in")
		is "$status" 99
	done
}

@test "-T default holds for paced VOD, whose startup times nobody knows" {
	{
		at 100 - swarm kind=vod
		at 100 1.0 start pid=1
		at 100 1.0 connect addr=a time=0.001000
		at 100 1.0 fetch n=1 type=segment status=200 ttfb=0.001 time=0.1 bytes=9
		at 100 1.0 startup
		plays 101 1.0 buffer=1.000000 played=1.000000 rebuffered=0.000000
		at 101 - tick
		at 102 1.0 exit code=0 reason=success
		at 103 - end reason=done
	} >"$T/in"
	hls-agg -jq -T default "$T/in" >"$T/json"
	holds '.verdict.state == "pass"' .verdict
	run hls-agg -jq -t 'startup.p95 < 4s' "$T/in"
	is "$status" 99
	# Who never starts is waited for, and fails.
	grep -v ' 1.0 startup\| viewer ' "$T/in" | sed 's/^103/110/' >"$T/never"
	run hls-agg -jq -T default "$T/never"
	is "$status" 99
}

@test "who never played is in the report, not only in JSON" {
	{
		at 100 - swarm kind=live
		at 100 1.0 start pid=1
		at 100 1.0 viewer state=startup
		at 105 - tick
		at 106 1.0 exit signal=15 reason=shutdown
		at 106 - end reason=done
	} | folds
	holds '.startup.unfinished.max == 6' .startup
	grep -q '^1 viewer, 6.0s: 1 never played$' "$T/report"
	is "$(rows Viewers)" '0 of 1 played, 1 never did'
	is "$(rows Sessions)" '1 had not started when they ended'
}

@test "viewers that fetched ahead: what the report then says of rebuffering" {
	{
		at 100 - swarm kind=live prefetch=0
		plays 101 1.0 buffer=1 played=1 rebuffered=0 prefetch=1
		plays 101 2.0 buffer=1 played=1 rebuffered=0
		at 101 - tick
		plays 102 1.0 buffer=1 played=2 rebuffered=0 prefetch=1
		at 102 - tick
	} >"$T/in"
	folds <"$T/in"
	holds '.viewers.prefetching == 1'
	rows Prefetch >"$T/got"
	same - "$T/got" <<-'END'
	1 session fetched two segments at once, which no player does: rebuffering is a
	lower bound
	END
	grep -q ': none rebuffered, a lower bound (prefetch)$' "$T/report"
	sed 's/prefetch=0/prefetch=1/' "$T/in" | folds
	holds '.viewers.prefetching == 2'
	sed 's/ prefetch=.//' "$T/in" | folds
	holds '(.viewers.prefetching // 0) == 0'
	is "$(rows Prefetch)" ''
}

@test "emptiness under 0.25 s is in the share, and no rebuffer" {
	{
		plays 110 1.0 buffer=1 played=9.800000 rebuffered=0.200000
		at 110 - tick
	} | folds
	holds '.rebuffer | .count == 0 and .ratio == 0.02 and .time == 0.2'
	is "$(rows Watched)" '10s, 0.2s of it with an empty buffer (2.0 %)'
	grep -q ': none rebuffered (2.0 % of viewing empty)' "$T/report"
}

@test "the share of sessions that rebuffered is never of a stretch of the run" {
	{
		at 100 - swarm target=2
		for n in 1 2; do
			at 100 $n.0 startup time=0.100000
			plays 100 $n.0 buffer=1 played=0 rebuffered=0
		done
		at 101 - tick target=2 started=2
		at 121 - tick target=2 started=2
		# The one that starts now is not one of the two.
		at 122 3.0 startup time=0.100000
		for n in 1 2; do
			at 122 $n.0 rebuffer start=121 time=1.000000
		done
		at 122 - tick target=2 started=2
		at 123 - end reason=done
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(value "$T/got" 122.000000 10s rebuffer sessions)" 2
	is "$(value "$T/got" 122.000000 10s rebuffer share)" ''
	is "$(value "$T/got" 122.000000 steady rebuffer share)" ''
	is "$(value "$T/got" 122.000000 all rebuffer share)" 0.666666
	run hls-agg -jq -t 'rebuffer.share < 50 %' "$T/in"
	is "$status" 99
	jq -e '.thresholds[0] | .window == "all" and .value == 0.666666' \
		<<<"$output"
	run hls-agg -t 'rebuffer.share < 50 % over 10s' "$T/in"
	is "$status" 2
	[[ $output == *'a share of sessions is of the whole run, over all'* ]]
}

@test "the kind that hls-spawn could not tell is the playlist's" {
	{ at 100 - swarm kind=unknown; live 101; at 102 - tick; } | folds
	holds '.run.kind == "live"'
	{ at 100 - swarm kind=event; live 101; at 102 - tick; } | folds
	holds '.run.kind == "event"'
}

@test "a healthy watched run takes one row more, an unwatched one none" {
	{
		at 100 - swarm kind=live
		live 100
		at 101 - tick
	} >"$T/in"
	folds <"$T/in"
	is "$(rows Watch)" \
		'1 playlist, target duration 2.00 s, window 12.0 s, no rule broken'
	no grep -qE '^(Rules|Edge|Prefetch|Unmeasured)' "$T/report"
	grep -v ' watch ' "$T/in" | folds
	no grep -qE '^(Watch |Rules|Edge|Prefetch|Unmeasured)' "$T/report"
}

# host NAME BREACHES REBUFFERED...: the blocks of a host whose viewer tells these.
host() {
	local t=100 r
	{
		at 100 - swarm kind=live host="$1"
		for ((i = 0; i < $2; i++)); do
			live 100.$i
			broke 100.$i extinf 3
		done
		for r in "${@:3}"; do
			t=$((t + 1))
			plays $t 1.0 buffer=1 played=1 rebuffered="$r" \
				edge=$2.000000
			at $t - tick
		done
		at $((t + 1)) - end reason=done
	} | hls-agg -q
}

@test "--merge: watches add up, and a correction is no new beginning" {
	host x 2 0.4 0 1 >"$T/x"
	host y 5 0 0 0 >"$T/y"
	hls-agg --merge -j "$T/x" "$T/y" >"$T/json" 2>"$T/report"
	holds '[.hosts[].restarts] == [0, 0]' .hosts
	holds '.rebuffer | .time == 1 and .played == 2 and .watched == 3' .rebuffer
	holds '.watch | .count == 7 and .breaches == 7 and .rule.extinf == 7 and
		.broken.extinf == 2 and .minutes == 2 and .target == 2 and
		.playlists == 2 and .window == 12' .watch
	holds '.viewers.edge | .min == 2 and .max == 5 and .mean == 3.5' .viewers
	is "$(rows Rules)" \
		'EXTINF over the target duration: 7 times, in 2 of 2 minutes'
	# Each second as it was: the sum goes down with the host's.
	hls-agg --merge -q "$T/x" "$T/y" >"$T/got"
	is "$(grep ' all rebuffer ' "$T/got" | grep -v by= |
		sed 's/.* time=\([0-9.]*\) .*/\1/' | uniq | paste -sd ' ')" \
		'0.400000 0.000000 1.000000'
	no grep -qE ' (time|played|watched|ratio)=-' "$T/got"
}

@test "--list-metrics, the page and --compare know them" {
	hls-agg --list-metrics >"$T/list"
	grep -q '^watch.rule.extinf .* watch.count ' "$T/list"
	grep -q '^viewers.edge .* hls_swarm_viewer_edge_distance_seconds ' "$T/list"
	no grep -q edge_lag "$T/list"
	{ live 100; plays 101 1.0 edge=4.000000; at 101 - tick; } | folds
	cp "$T/json" "$T/before"
	{ live 100; plays 101 1.0 edge=8.000000; at 101 - tick; } | folds
	hls-agg --all --baseline "$T/before" "$T/json" >"$T/got"
	grep -qE '^ *viewers.edge.p95 +4.00 s +8.00 s' "$T/got"
}
