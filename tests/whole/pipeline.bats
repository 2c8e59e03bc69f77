#!/usr/bin/env bats
# All five programs on real FFmpeg, against servers that keep their own log.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/servers

# ffmpegs: those that run on this test's origin.
ffmpegs() {
	pgrep -f "ffmpeg .*$URL" | while read -r pid; do
		gone "$pid" || echo "$pid"
	done
}

no_ffmpeg() {
	[ -z "$(ffmpegs)" ]
}

some_ffmpeg() {
	[ -n "$(ffmpegs)" ]
}

@test "counts and bytes equal the origin's own log; the fault is named" {
	origin_up --end-after 8s --rule '/live/hi_*.ts nth=9 status=503'
	hls-spawn -n 5 -r 10 --once "$URL/live/hi.m3u8" | hls-parse |
		hls-agg --json >"$T/json" 2>"$T/report"
	ours "$T/json" >"$T/ours"
	theirs >"$T/theirs"
	same "$T/theirs" "$T/ours"
	[[ $(cat "$T/ours") == "segment "*" fail 1 playlist "* ]]
	grep -q 'segment 503' "$T/report"
}

@test "the same with fMP4, bodies in chunks and a multivariant playlist" {
	origin_up --end-after 6s --rule '/live*/mid_*.[tm]* every=2 chunked'
	hls-spawn -n 2 -r 10 --once "$URL/livef/mid.m3u8" | hls-parse |
		hls-agg -q --json >"$T/json"
	got=$(jq -r '"\(.segment.count) \(.init.count) " +
		"\(.segment.bytes + .init.bytes)"' "$T/json")
	want=$(awk '/path=.livef/ && !/probe|watch/ {
		for (i = 1; i <= NF; i++) {
			eq = index($i, "=")
			v[substr($i, 1, eq - 1)] = substr($i, eq + 1)
		}
		if (v["path"] ~ /m4s/)
			s++
		else if (v["path"] ~ /init/)
			n++
		else
			next
		b += v["sent"]
	}
	END { print s, n, b }' "$T/truth")
	is "$got" "$want"

	hls-spawn -n 2 -r 10 --once "$URL/live/master.m3u8" | hls-parse |
		hls-agg -q --json >"$T/json"
	got=$(jq '.playlist.count' "$T/json")
	want=$(grep -Ev 'probe|watch' "$T/truth" | grep -c 'path=/live/.*m3u8')
	[ "$got" -eq "$want" ] || { jq -c .playlist "$T/json"
		grep 'path=/live/.*m3u8' "$T/truth"; return 1; }
	# What FFmpeg requests of the other variants and drops is no fetch.
	got=$(jq '.segment.count + .segment.aborted' "$T/json")
	want=$(grep -Ev 'probe|watch' "$T/truth" | grep -c 'path=/live/.*ts ')
	is "$got" "$want"
	is "$(jq '.startup.count' "$T/json")" 2
}

@test "counts and bytes equal nginx's access log" {
	vod_folder
	sites() {
		cat <<-E
		log_format l '\$status \$body_bytes_sent \$request_uri '
			'\$http_user_agent';
		access_log $T/access l;
		server { listen 127.0.0.1:$PORT; }
		E
	}
	nginx_up "$T" 127.0.0.1 /hi.m3u8
	started $NGINX
	URL=http://127.0.0.1:$PORT
	hls-spawn -n 4 -r 10 --once --pace off "$URL/hi.m3u8" | hls-parse |
		hls-agg -q --json >"$T/json"
	kill -QUIT $NGINX
	wait_for 5 gone $NGINX
	want=$(grep -Ev 'probe|watch' "$T/access" | awk '
		$1 >= 400 { fail++; next }
		$3 ~ /m3u8/ { p++; next } { n++; b += $2 }
		END { printf "segment %d %d fail %d playlist %d\n", n, b, fail, p }')
	got=$(ours "$T/json")
	is "$got" "$want"
	[[ $got == "segment 120 "* ]]
}

@test "tee and replay: the live report, byte for byte" {
	origin_up --end-after 5s --rule '/live/hi_*.ts nth=7 delay=200ms'
	hls-spawn -n 3 -r 10 --once "$URL/live/hi.m3u8" | tee -i "$T/run.raw" |
		hls-parse | hls-agg --json >"$T/live" 2>"$T/live.txt"
	hls-parse <"$T/run.raw" | hls-agg --json >"$T/again" 2>"$T/again.txt"
	same "$T/live" "$T/again"
	same "$T/live.txt" "$T/again.txt"
	[ -s "$T/live" ]
	hls-parse <"$T/run.raw" | hls-agg -q >"$T/blocks"
	pieces 7 <"$T/run.raw" | hls-parse | pieces 5 | hls-agg -q >"$T/cut"
	same "$T/blocks" "$T/cut"
}

@test "^C: the report is printed, nothing is left, ours <= origin <= ours + in flight" {
	origin_up
	setsid bash -c 'hls-spawn -n 5 -r 10 "$1/live/hi.m3u8" 2>"$2/err" |
		hls-parse | hls-agg --json 2>"$2/report" | cat >"$2/json"' _ "$URL" "$T" 3>&- &
	pid=$!
	started $pid
	wait_for 10 some_ffmpeg
	wait_for 10 bash -c '[ "$(grep -c "hi_.*client" "$1/truth")" -gt 25 ]' _ "$T"
	kill -INT -- -$pid
	wait_for 10 gone $pid
	wait_for 5 no_ffmpeg
	grep -q 'End *interrupt' "$T/report"
	read -r n flight <<<"$(jq -r '"\(.segment.count + .playlist.count) " +
		"\(.segment.aborted + .playlist.aborted)"' "$T/json")"
	server=$(grep -c 'client' "$T/truth")
	echo "ours $n, in flight $flight, origin $server"
	is "$n" -le "$server"
	is "$server" -le $((n + flight))
	is "$n" -gt 20
}

# A stage that is ready and has nothing to read yet; its exit code. Nobody knows
# what would have come: that is no failure of its, and holds no threshold.
@test "a stage whose reader goes ends at once, though nothing comes" {
	local stage code
	mkfifo "$T/in"
	while read -r code stage; do
		exec 8<>"$T/in"
		# shellcheck disable=SC2086
		{
			echo 0 >"$T/code"
			$stage <"$T/in" 2>"$T/err" || echo $? >"$T/code"
		} 3>&- 8>&- | true 3>&- 8>&-
		exec 8>&-
		# Of --json all comes at the end.
		is "$(cat "$T/err")" ''
		is "$stage: $(cat "$T/code")" "$stage: $code"
	done <<-'END'
		0 hls-parse
		0 hls-parse --plain
		0 hls-agg
		0 hls-agg -q --json
		98 hls-agg -t http.error.count==0
		99 hls-agg -T default
	END
}

@test "hls-parse --plain: a reader that goes amid a file is no failure" {
	local i
	# More than a pipe holds.
	for i in $(seq 200); do
		cat "$TOP/tests/data/plain/bare.log"
	done >"$T/log"
	mkfifo "$T/out"
	hls-parse --plain "$T/log" >"$T/out" 2>"$T/err" 3>&- &
	head -n 1 "$T/out" >"$T/first"
	wait $!
	grep -q ' - swarm ' "$T/first"
	is "$(cat "$T/err")" ''
}

@test "hls-export without its port: no FFmpeg is started" {
	origin_up
	hls-export -l 127.0.0.1:0 --linger 60s <"$TOP/tests/data/chain.stats" \
		2>"$T/other" 3>&- &
	started $!
	wait_for 5 grep -q 'listening on' "$T/other"
	taken=$(sed -n 's,.*listening on http://\([0-9.:]*\)/.*,\1,p' "$T/other")
	hls-spawn -n 3 -d 60s "$URL/live/hi.m3u8" 2>"$T/spawn" |
		hls-parse 2>"$T/parse" | hls-agg 2>"$T/agg" |
		hls-export -p -l "$taken" 2>"$T/export" >"$T/out" || :
	grep 'Address already in use' "$T/export"
	is "$(cat "$T/parse" "$T/agg")" ''
	# The probe before the run is all that asked.
	theirs >"$T/theirs"
	is "$(cat "$T/theirs")" 'segment 0 0 fail 0 playlist 0'
	no_ffmpeg
}

@test "a reader that leaves after five lines ends the run, nothing is left" {
	origin_up
	hls-spawn -n 5 -r 20 "$URL/live/hi.m3u8" 2>"$T/err" | head -5 >"$T/out"
	is "$(wc -l <"$T/out")" 5
	wait_for 5 no_ffmpeg
}

@test "SIGKILL of hls-spawn at 10 random moments: no FFmpeg is left within 5 s" {
	origin_up
	seen=0
	for round in {1..10}; do
		hls-spawn -n 5 -r 10 "$URL/live/hi.m3u8" >/dev/null 2>&1 3>&- &
		pid=$!
		started $pid
		# Half of the moments have somebody to leave behind.
		((round % 2)) || wait_for 10 some_ffmpeg
		sleep "$((RANDOM % 2)).$((RANDOM % 10))"
		some_ffmpeg && seen=$((seen + 1))
		kill -KILL $pid
		wait_for 5 no_ffmpeg
	done
	[ $seen -ge 5 ]
}

@test "a mid-run scrape satisfies promtool, and a real Prometheus" {
	origin_up
	mkfifo "$T/raw"
	hls-spawn -n 4 -r 10 "$URL/live/hi.m3u8" >"$T/raw" 2>/dev/null 3>&- &
	spawn=$!
	started $spawn
	hls-parse <"$T/raw" | hls-agg -q 3>&- |
		hls-export -l 127.0.0.1:0 2>"$T/export" 3>&- &
	pid=$!
	wait_for 15 grep -q listening "$T/export"
	metrics=$(grep -o 'http://[^ ]*' "$T/export")
	host=${metrics#http://}
	host=${host%%/*}
	wait_for 15 curl -sf -o "$T/ready" "http://$host/readyz"
	cat >"$T/prometheus.yml" <<-E
	global: { scrape_interval: 1s }
	scrape_configs: [ { job_name: swarm, static_configs: [ { targets: [ "$host" ] } ] } ]
	E
	origin_up
	kill %%
	prometheus --config.file="$T/prometheus.yml" --storage.tsdb.path="$T/tsdb" \
		--web.listen-address="${URL#http://}" >"$T/prometheus.log" 2>&1 3>&- &
	prometheus=$!
	started $prometheus
	# value EXPRESSION: what Prometheus says it is, or nothing.
	value() {
		curl -sf -G "$URL/api/v1/query" --data-urlencode "query=$1" |
			jq -r '.data.result[0].value[1] // empty'
	}
	scraped() {
		local n
		n=$(value 'sum_over_time(up[60s])')
		is "${n:-0}" -ge 4
	}
	wait_for 20 scraped
	curl -sf "$metrics" >"$T/scrape"
	promtool check metrics <"$T/scrape"
	# No scrape failed, and Prometheus has the figures.
	is "$(value 'min_over_time(up[60s])')" 1
	is "$(value hls_swarm_segment_ttfb_seconds_count)" -gt 0
	is "$(value hls_swarm_target_clients)" 4
	curl -sf "$URL/api/v1/targets" >"$T/targets"
	grep -q '"lastError":""' "$T/targets"
	kill $prometheus
	kill -INT $spawn
	wait $pid
}

@test "captures of four FFmpeg versions, played again by fake-ffmpeg" {
	ln -s "$TOP/bin/fake-ffmpeg" "$T/fake-ffmpeg"
	ln -s "$TOP/bin/fake-ffmpeg" "$T/fake-ffprobe"
	# What hls-parse makes of them, but for the stamps and what hls-spawn
	# itself adds, is what it made of the capture. Sorted: the last end of a
	# stream that is taken to be live is told a little later.
	facts() {
		awk '$3 ~ /^(request|fetch|fetch_fail|void|segment_fail|message)$/' "$1" |
			sed -E 's/^[^ ]+ [^ ]+ //; s/ basis=[^ ]*//
			s/ (ttfb|time|connect|tls|interval|late)=[^ ]*//g' | sort
	}
	for c in 4.3.7/slive 5.1.9/seg3_404_once 7.1.5/seg_kaclose 9.0.2/slive_fmp4; do
		gzip -dc "$TOP/tests/data/captures/$c.raw.gz" >"$T/capture"
		hls-parse <"$T/capture" >"$T/stored"
		FAKE_CAPTURE=$T/capture FAKE_SPEED=0 hls-spawn -n 2 -r 100 -d 900ms \
			--ffmpeg "$T/fake-ffmpeg" http://127.0.0.1:1/x.m3u8 >"$T/raw"
		grep ' - swarm .* ffmpeg=0-fake .* kind=live' "$T/raw"
		hls-parse <"$T/raw" >"$T/ev"
		facts "$T/stored" >"$T/want"
		for id in 1.0 2.0; do
			grep " $id " "$T/ev" >"$T/one"
			facts "$T/one" >"$T/got"
			same "$T/want" "$T/got"
		done
		is "$(wc -l <"$T/want")" -gt 20
	done
}

@test "fake-ffmpeg in real time takes as long as the capture" {
	FAKE_CAPTURE=$TOP/tests/data/chain.raw hls-spawn --once -d 5s -- \
		"$TOP/bin/fake-ffmpeg" >"$T/raw"
	up=$(sed -n 's/.* 1.0 exit .*uptime=\([0-9]*\)\..*/\1/p' "$T/raw")
	is "$up" -ge 3
	grep -q ' 1.0 exit signal=15 ' "$T/raw"
}

@test "the demo: exit 0, the figures agree, nothing is left" {
	export TMPDIR=$T/tmp
	mkdir "$TMPDIR"
	run env -u MAKEFLAGS -u MAKELEVEL make -s -C "$TOP" demo
	echo "$output"
	is "$status" 0
	ours=$(grep '^our report:' <<<"$output")
	theirs=$(grep "^the origin's log:" <<<"$output")
	is "${ours#*: }" != ""
	is "$(sed 's/.*: *//' <<<"$ours")" "$(sed 's/.*: *//' <<<"$theirs")"
	[[ $output == *"segment 503"* ]]
	[ -z "$(ls -A "$TMPDIR")" ]
	! pgrep -f "origin --media tests/media.*$TMPDIR"
}

# stopped_within_a_second RULE: ten viewers of a faulty live stream, ended by
# ^C once the fault holds them up.
stopped_within_a_second() {
	local before
	origin_up --rule "$1"
	rm -f "$T/raw"
	launch hls-spawn -n 10 -r 50 "$URL/live/hi.m3u8" >"$T/raw" 2>/dev/null 3>&- &
	started $!
	wait_for 15 eval 'is "$(grep -ac "to=running" "$T/raw")" 10'
	# Each asks for a segment every 2 s.
	sleep 3
	before=${EPOCHREALTIME/./}
	kill -INT $!
	wait $!
	[ $((${EPOCHREALTIME/./} - before)) -lt 1000000 ]
	is "$(grep -ac ' exit .* reason=shutdown$' "$T/raw")" 10
	no_ffmpeg
}

@test "^C ends viewers of a stalled and of a stale stream within a second" {
	stopped_within_a_second '/live/hi_*.ts after=40 stall=60s@1000'
	stopped_within_a_second '/live/hi.m3u8 after=20 stale'
}

@test "--check on a real stream, good and bad; --restart-on-stall on a stalled one" {
	origin_up --rule '/live/mid_*.ts after=6 stall=60s@1000'
	launch hls-spawn --stall-timeout 3s --restart-on-stall \
	    "$URL/live/mid.m3u8" >"$T/raw" 2>/dev/null 3>&- &
	stalled=$!
	started $stalled
	run -0 --separate-stderr hls-spawn --check "$URL/live/hi.m3u8"
	[[ $output == "ok: media flowed, "*" s of it in "* ]]
	[[ $stderr == "hls-spawn: live, target duration 2 s; "* ]]
	run -1 --separate-stderr hls-spawn --check --max-restarts 0 "$URL/live/none.m3u8"
	[[ $output == "failed: no media came; the client said: "*"404 Not Found" ]]
	wait_for 20 grep -aq ' 1.1 start ' "$T/raw"
	kill -INT $stalled
	wait $stalled
	grep -aq ' 1.0 state from=running to=stalled$' "$T/raw"
	grep -aq ' 1.0 exit .* reason=stall$' "$T/raw"
}
