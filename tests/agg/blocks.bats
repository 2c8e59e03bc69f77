# hls-agg: what a block tells of the run in short, for pages and other readers
# of the stat stream alone.

load ../lib/helper
load ../lib/streams

D=$TOP/tests/data

# texts FILE KIND: the texts of such records, unescaped as far as needed here.
texts() {
	sed -n "s/^[0-9.]* - $2 .*text=//p" "$1" |
		sed 's/%20/ /g; s/%25/%/g; s/%22/"/g'
}

# of KIND: its records in the last block of $T/got, without stamp and subject.
of() {
	awk -v kind="$1" '{ b = b $0 "\n" } / - block / { last = b; b = "" }
		END {
			n = split(last, line, "\n")
			for (i = 1; i <= n; i++) {
				split(line[i], w, " ")
				if (w[3] == kind)
					print substr(line[i], length(w[1]) + 4)
			}
		}' "$T/got"
}

# count KIND: of them in all blocks.
count() {
	grep -c "^[0-9.]* - $1 " "$T/got" || :
}

# group NAME CLIENT STATUS [COUNT]: ten requests of a client in a group.
group() {
	local i
	at 100 "$2.0" start "group=$1"
	for i in $(seq "${4:-10}"); do
		if [ "$3" = 200 ]; then
			at 100.5 "$2.0" fetch type=segment status=200 ttfb=0.01
		else
			at 100.5 "$2.0" fetch_fail type=segment status="$3" \
				reason=http
		fi
	done
}

# ticks FIELDS...: a run of as many seconds; each argument is what its tick has.
ticks() {
	local s=100
	at 100 - swarm target=1 kind=live
	for tick; do
		s=$((s + 1))
		at $s - parse lines=$((1000 * (s - 100))) garbled=0
		at $s - tick target=1 started=1 running=1 $tick
	done
}

# now: what was limited, tick for tick.
now() {
	sed -n 's/^\([0-9]*\).* - limited .*now=\(.*\)/\1:\2/p' "$T/got" |
		paste -sd ' '
}

@test "the summary is the report's first line, in every block" {
	hls-agg "$D/agg/run.events" >"$T/got" 2>"$T/report"
	is "$(count summary)" "$(count block)"
	is "$(texts "$T/got" summary | tail -n 1)" "$(head -n 1 "$T/report")"
	texts "$T/got" summary | head -n 1 | grep '^[12] viewers\?, 1\.0s: '
	# Of logs that tell nothing too.
	{
		at 1 - source name=x lines=477 known=0 processes=1 hls=0
		at 1 - end reason=done
	} >"$T/in"
	hls-agg "$T/in" >"$T/got" 2>"$T/report" || is $? 1
	is "$(texts "$T/got" summary)" "$(head -n 1 "$T/report")"
	grep "none understood as FFmpeg's" "$T/report"
}

@test "findings: those of the report, three at most, as things stand" {
	{
		group good 1 200
		at 101 - tick
		group bad 2 500
		for i in 3 4 5 6; do group "bad$i" "$i" "50$i" $i; done
		at 102 - tick
	} >"$T/in"
	hls-agg "$T/in" >"$T/got" 2>"$T/report"
	no grep '^101.* - finding ' "$T/got"
	is "$(grep -c '^102.* - finding ' "$T/got")" 6
	sed -n 's/^  \(group .*others .*\)/\1/p' "$T/report" >"$T/want"
	is "$(wc -l <"$T/want")" 3
	of finding >"$T/last"
	is "$(texts <(sed 's/^/1 - /' "$T/last") finding)" "$(cat "$T/want")"
	grep '^group bad: 100 % 500, others 0$' "$T/want"
}

@test "what is slow stands out among as many parts as there are" {
	{
		for i in $(seq 40); do
			at 100 "$i.0" start "group=g$i"
			for k in $(seq 25); do
				at 100.5 "$i.0" fetch type=segment status=200 \
					ttfb=0.0$((15 + i % 7))
			done
		done
		for k in $(seq 25); do
			at 100.6 7.0 fetch type=segment status=200 ttfb=0.3
		done
		# One without a group is in none.
		at 100.7 99.0 fetch type=segment status=200 ttfb=9
		at 101 - tick
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	of finding | sed 's/^/1 - /' >"$T/last"
	is "$(texts "$T/last" finding)" \
		'group g7: TTFB p95 299 ms, others 21.0 ms'
}

@test "text of others stays escaped, and within its record" {
	{
		group 'a%0Ab%20c%22%25%1B%5Btext=x' 1 503
		group '<b>' 2 200
		at 100.5 1.0 startup_fail reason=http
		at 100.6 1.0 connect addr=10.0.0.1:80%20x%0Ay
		at 101 - tick
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got" || is $? 1	# nothing played
	no grep -vE '^[0-9]+\.[0-9]{6} [^ ]+ [a-z_]+( [a-z0-9_.]+=[!-~]*)+$' \
		"$T/got"
	no grep -E '"|%[^0-9A-F]|%.[^0-9A-F]' "$T/got"
	of worst | grep -F \
		' group=a%0Ab%20c%22%25%1B[text=x'
	of finding | grep -F \
		'finding text=group%20a?b%20c%22%25?[text=x:%20100%20%25%20503,'
}

@test "what is unmeasured, why and of how many, in words" {
	{
		at 100 - swarm kind=live
		at 100 1.0 start stamps=none
		at 101 2.0 viewer state=playing missing=durations
		at 101 3.0 viewer state=playing missing=ends
		at 101 4.0 viewer state=playing missing=ends
		at 101 - tick
	} >"$T/in"
	hls-agg "$T/in" >"$T/got" 2>"$T/report"
	of unmeasured | cut -d ' ' -f 2-4 >"$T/what"
	same - "$T/what" <<-'END'
	what=rebuffering why=durations count=1
	what=rebuffering why=ends count=2
	what=times why=unstamped count=1
	END
	# As the report has it.
	of unmeasured | sed 's/^/1 - /' >"$T/last"
	sed -n 's/^Unmeasured  //p' "$T/report" >"$T/rows"
	is "$(texts "$T/last" unmeasured | head -n 2)" "$(cat "$T/rows")"
	hls-agg -q "$D/chain.events" >"$T/got"
	of unmeasured | grep '^unmeasured what=reloads why=target count=1 text='
	sed 's/ - swarm /&target_duration=2 /' "$D/chain.events" >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(count unmeasured)" 0
	{
		at 100 - swarm kind=live prefetch=0
		at 101 1.0 viewer state=playing buffer=1 played=1 rebuffered=0 \
			prefetch=1
		at 101 - tick
	} | hls-agg -q >"$T/got"
	of unmeasured |
		grep '^unmeasured what=rebuffering why=prefetch count=1 '
}

@test "phases: when they began and their clients, at most 64 of them" {
	{
		at 100 - swarm target=9
		at 100.5 - phase n=1 target=5
		at 101 - tick
		at 101.25 - phase n=2 target=9
		at 101.5 - phase n=2 target=8
		at 101.6 - phase n=x target=1
		at 101.7 - phase target=1
		at 101.8 - phase n=3
		at 102 - tick
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(grep '^101.* - phase ' "$T/got")" \
		'101.000000 - phase n=1 at=100.500000 target=5'
	is "$(of phase)" 'phase n=1 at=100.500000 target=5
phase n=2 at=101.250000 target=8
phase n=3 at=101.800000'
	for i in $(seq 64); do at $((100 + i)) - phase n=$i target=$i; done \
		>"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(of phase | cut -d ' ' -f 2 | paste -sd ' ')" \
		"$(seq -f n=%g 64 | paste -sd ' ')"
	for i in $(seq 65 170); do
		at $((100 + i)) - phase n=$i target=$i
	done >>"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(of phase | cut -d ' ' -f 2 | paste -sd ' ')" \
		"$(seq -f n=%g 32 | paste -sd ' ') $(seq -f n=%g 139 170 |
			paste -sd ' ')"
	of phase | tail -n 1 | grep 'n=170 at=270.000000 target=170$'
}

@test "limited: ticks over a limit of the verdict, and which" {
	{
		ticks '' 'late_max=0.2 idle=0.9' 'late_max=0.1 idle=0.049' \
			'late_max=0.3 idle=0.01 blocked=0.15' \
			'idle=0.05 blocked=0.1'
		at 105.9 1.0 lost lines=2 bytes=200
		at 106 - parse lines=6000 garbled=0
		at 106 - tick target=1 started=1 idle=0.9
		at 106.1 1.0 lost lines=1 bytes=100
		at 107 - parse lines=7000 garbled=0
		at 107 - tick target=1 started=1
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	# Nobody told of the generator in the first.
	no grep '^101.* - limited ' "$T/got"
	is "$(now)" '102:late 103:idle 104:late,idle,blocked 106:lost'
	is "$(of limited)" 'limited late=2 idle=2 blocked=1 lost=1'
	# Thresholds change nothing in it, but limits do.
	hls-agg -q -t 'segment.count >= 0' --max-late=250ms --min-idle=2% \
		--max-lost=1% "$T/in" >"$T/got" || is $? 98
	is "$(now)" '104:late,idle'
	is "$(of limited)" 'limited late=1 idle=1 blocked=0 lost=0'
	ticks '' '' | hls-agg -q >"$T/got"
	is "$(count limited)" 0
}

@test "limited: from the stop of the run on nothing is counted" {
	{
		ticks idle=0.01 idle=0.01
		at 102.5 1.0 exit code=255 uptime=9 reason=shutdown
		at 103 - tick target=1 started=1 running=0 idle=0.01
		at 104 - tick target=1 started=1 running=0 idle=0.01
		at 104.5 - end reason=duration
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(now)" '101:idle 102:idle'
	is "$(of limited)" 'limited late=0 idle=2 blocked=0 lost=0'
	# The last block closes a second of its own, or shows the last tick's.
	{ ticks idle=0.01; at 101.5 1.0 start; } | hls-agg -q >"$T/got"
	is "$(now)" 101:idle
	is "$(count block)" 2
	ticks idle=0.01 late_max=9 | hls-agg -q \
		-t 'generator.late_max < 1s over 1s stop' >"$T/got" || is $? 99
	is "$(now)" '101:idle 102:late'
}

@test "a starved run says so in its blocks, second by second" {
	{
		at 1000 - swarm kind=live target=1
		at 1000.1 1.0 start
		for s in $(seq 12); do
			idle=0.6
			[ "$s" -le 4 ] || [ "$s" -gt 10 ] || idle=0.004
			at $((1000 + s)) - tick target=1 started=1 running=1 \
				late_max=0.001 idle=$idle
		done
		at 1012.1 - end reason=duration
	} >"$T/in"
	hls-agg -q -t 'session.starts > 0' --strict --json-file "$T/json" \
		"$T/in" >"$T/got" || is $? 98
	holds '.verdict.why == "idle"' .verdict
	is "$(now)" "$(seq -f '%g:idle' 1005 1010 | paste -sd ' ')"
	is "$(of limited)" 'limited late=0 idle=6 blocked=0 lost=0'
}

# fare CLIENT STARTUP: a viewer whose startup took that long.
fare() {
	at 100 "$1.0" start "group=g$1"
	at 101 "$1.0" startup time="$2" wall="$2"
	at 101 "$1.0" viewer state=playing buffer=1 played=1 rebuffered=0
}

@test "worst: at most ten, the lowest scores first, none that is excellent" {
	{
		for i in $(seq 12); do fare "$((50 - i))" "$((i + 1))"; done
		fare 1 0.1
		fare 2 0.5
		fare 60 14
		fare 3 14
		at 102 - tick
	} >"$T/in"
	hls-agg -q "$T/in" >"$T/got"
	is "$(of worst | sed 's/.* id=\([0-9]*\) .*/\1/' | paste -sd ' ')" \
		'3 60 38 39 40 41 42 43 44 45'
	is "$(of worst | head -n 1)" \
		'worst id=3 state=playing score=36.363636 why=startup group=g3'
	# They are those of --per-client, with the keys that need no account.
	hls-agg -q --per-client=10 "$T/in" >"$T/all"
	grep '^102.* - worst ' "$T/all" >"$T/worst"
	grep '^102.* - client ' "$T/all" | sed 's/ - client / - worst /
		s/ segments=.* group=/ group=/' >"$T/clients"
	same "$T/clients" "$T/worst"
	grep '^102.* - worst ' "$T/got" | same "$T/worst" -
	# The report has the first five of them.
	hls-agg "$T/in" 2>&1 >/dev/null |
		awk '/^Worst / { on = 1; next } on && NF { print $1 }' |
		paste -sd ' ' >"$T/rows"
	is "$(cat "$T/rows")" '3 60 38 39 40'
	# Who does well again is none of them.
	{ fare 1 0.1; at 102 - tick; } | hls-agg -q >"$T/got"
	is "$(count worst)" 0
}

# second N TTFB: one segment in the second before the tick at 100+N.
second() {
	at $((99 + $1)).5 1.0 fetch type=segment status=200 ttfb="$2"
	at $((100 + $1)) - tick target=1 started=1 running=1
}

# fell: of each threshold in the last block.
fell() {
	of threshold | awk '{
		v = "-"
		for (i = 2; i <= NF; i++)
			if ($i ~ /^fell=/)
				v = substr($i, 6) + 0
		print v
	}' | paste -sd ' '
}

@test "fell: the first tick outside the limit, whether it holds again or not" {
	{
		at 100 - swarm target=1 kind=live
		second 1 0.01
		second 2 0.9
		for s in 3 4 5 6 7 8; do second $s 0.01; done
		at 108.2 1.0 exit code=255 uptime=9 reason=shutdown
		at 109 - tick target=1 started=1 running=0
		at 109.1 - end reason=duration
	} >"$T/in"
	hls-agg -q -t 'segment.ttfb.p50 < 500ms' \
		-t 'segment.ttfb.p50 < 500ms over 1s for 3s' \
		-t 'segment.ttfb.p50 < 500ms over 1s after 3s' \
		-t 'segment.ttfb.p95 < 1s' -t 'segment.count > 2 over all' \
		-t 'segment.ttfb.max < 500ms over 1s' \
		-t 'key.ttfb.p95 < 1s' -t 'clients.running == 1' \
		"$T/in" >"$T/got" || is $? 99
	# The first holds in the end: in steady its one second was slow.
	is "$(fell)" '102 102 - - 101 102 - -'
	of threshold | grep '^threshold n=1 ok=1 .* fell=102.000000 text='
	of threshold | grep '^threshold n=2 ok=1 .* fell=102.000000 text='
	of threshold | grep "$(line '^threshold n=6 ok=0 .* broke=102.000000' \
		'worst=0.900000 fell=102.000000 ')"
	no grep '^101.* n=[1234678] .*fell=' "$T/got"
	# Without a value nothing is outside a limit; what falls at the stop
	# does so as the swarm is taken down.
	no grep ' n=[78] .*fell=' "$T/got"
}

@test "fell: where steps of the load are judged, within their windows" {
	step() {
		local s
		at "$1" - phase n="$2" target="$3"
		for s in $(seq "$4"); do
			at $(($1 + s - 1)).5 1.0 fetch type=segment status=200 \
				ttfb="${5:-0.01}"
			at $(($1 + s)) - tick target="$3" started="$3" \
				running="$3" starting=0 stalled=0 backoff=0
		done
	}
	{
		at 1000 - swarm target=20 kind=live step=10:30s
		at 1000.1 1.0 start
		step 1000 1 10 30
		step 1030 2 20 30 0.2
	} >"$T/in"
	hls-agg -q -t 'segment.ttfb.p95 < 50ms' -t 'segment.ttfb.p95 < 1s' \
		"$T/in" >"$T/got" || is $? 99
	# It has settled for five seconds before it counts.
	is "$(fell)" '1037 -'
	of threshold |
		grep '^threshold n=1 .*window=step .*fell=1037.000000 text='
}

# host NAME SECONDS REASON IDLE: the stat stream of a run.
host() {
	local s
	{
		at 1000 - swarm target=1 kind=live host="$1"
		at 1000.1 - phase n=1 target=1
		at 1000.1 1.0 start group="$1"
		at 1000.1 2.0 start group="$1"
		at 1000.1 2.0 startup time=0.1
		at 1000.2 1.0 startup_fail reason=http
		for s in $(seq "$2"); do
			at $((1000 + s)) - tick target=1 started=1 running=1 \
				late_max=0.001 idle="$4"
		done
		at $((1000 + $2)).1 - end reason="$3"
	} | hls-agg -q >"$T/$1"
}

@test "--merge: of all hosts, or passed over" {
	host a 3 done 0.01
	host b 8 done 0.9
	grep -q ' - worst ' "$T/a"
	grep -q ' - phase ' "$T/b"
	hls-agg --merge "$T/a" "$T/b" >"$T/got" 2>"$T/report"
	is "$(texts "$T/got" summary | tail -n 1)" "$(head -n 1 "$T/report")"
	texts "$T/got" summary | tail -n 1 | grep '^4 viewers, .* 2 never played'
	is "$(count phase)" 0
	is "$(count worst)" 0
	# A second in which one was busy counts once; one that ended is busy no
	# more.
	is "$(now)" '1001:idle 1002:idle 1003:idle'
	of limited | grep '^limited late=0 idle=3 blocked=0 lost=0'
	no grep '^Limited by' "$T/report"
	hls-agg -q --merge --min-idle=1% "$T/a" "$T/b" >"$T/got"
	is "$(now)" ''
}

@test "hls-export and hls-top make nothing of them" {
	{
		at 100 - phase n=1 target=5
		group bad 1 503
		group good 2 200
		at 101 1.0 startup_fail reason=http
		at 101 3.0 viewer state=playing missing=ends
		at 101 - tick target=1 started=1 idle=0.01 late_max=0.2
	} | { hls-agg -q >"$T/got" || is $? 1; }	# nothing played
	for kind in summary finding unmeasured phase limited worst; do
		is "$(of $kind | grep -c .)" -ge 1
	done
	grep -vE ' - (summary|finding|unmeasured|phase|limited|worst) ' \
		"$T/got" >"$T/old"
	for f in got old; do
		hls-export -1 --custom <"$T/$f" >"$T/$f.metrics" || is $? 1
		hls-top -1 <"$T/$f" >"$T/$f.page" || is $? 1
	done
	same "$T/old.metrics" "$T/got.metrics"
	same "$T/old.page" "$T/got.page"
}
