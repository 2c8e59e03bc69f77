# Every example of README.md and of the pages in man/ is run as it stands, but
# for hosts, numbers of viewers and durations.
bats_require_minimum_version 1.5.0

load ../lib/helper
load ../lib/servers
load ../lib/examples

sites() {
	cat <<-X
	server {
		listen 127.0.0.1:$PORT;
		location /metrics { return 202; }
	}
	X
}

# short_vod: $T/www/vod.m3u8, four seconds.
short_vod() {
	local s
	mkdir -p "$T/www"
	{
		printf '#EXTM3U\n#EXT-X-TARGETDURATION:2\n'
		for s in hi_000000.ts hi_000001.ts; do
			ln -s "$TOP/tests/media/$s" "$T/www/$s"
			printf '#EXTINF:2.0,\n%s\n' $s
		done
		echo '#EXT-X-ENDLIST'
	} >"$T/www/vod.m3u8"
}

# servers: what examples name: streams, a Pushgateway, a run elsewhere.
servers() {
	origin_up --for 20m --rule '/s/bad/*.m3u8 after=8 status=404' \
		--rule '/s/lost/*[02468].ts status=404' \
		--rule '/s/kept/*.m3u8 nth=6 delay=1100ms'
	ORIGIN_URL=$URL
	short_vod
	nginx_up "$T" 127.0.0.1 /vod.m3u8
	GATEWAY_URL=http://127.0.0.1:$PORT
	VOD_URL=$GATEWAY_URL/vod.m3u8
	hls-export -l 127.0.0.1:0 --linger 20m \
		<"$TOP/tests/data/stat/run.stat" 2>"$T/served" 3>&- &
	started $!
	wait_for 5 grep -q listening "$T/served"
	EXPORT_URL=$(sed -n 's|.*\(http://.*\)/metrics$|\1|p' "$T/served")
	PORT=${ORIGIN_URL##*:}
}

setup_file() {
	set_up
	servers
	echo "${STARTED[*]} $NGINX" >"$T/pids"
	export W=$T/examples STAND=$T/stand-ins ORIGIN_URL
	mkdir "$W"
	stand_ins
	export KEPT=$T/kept
	hls-spawn -n 3 -d 5s "$ORIGIN_URL/s/kept/live/hi.m3u8" >"$KEPT" \
		2>"$T/spawn"
	SERVERS=$(jobs -rp | wc -l)
	awk -v dir="$W" -f "$TOP/tests/awk/examples.awk" "$TOP/README.md" \
		"$TOP"/man/*.[157]
	ls "$W" >"$T/all"
	instead >"$W/instead"
	run_all
}

teardown_file() {
	local pid
	for pid in $(cat "${W%/*}/pids"); do
		kill -KILL "$pid" 2>/dev/null || :
	done
	rm -rf "${W%/*}"
}

# is_run PAGE FILE: it is listed nowhere as something else.
is_run() {
	! listed not_commands "$@" && ! listed not_run "$@"
} >/dev/null

# run_all: those that are run, eight at a time; those that fail once more and
# alone, as they may have failed for want of a processor.
run_all() {
	local example pids=()
	for example in $(cat "$T/all"); do
		is_run "${example%:*}" "$W/$example" || continue
		while [ "$(jobs -rp | wc -l)" -ge $((8 + SERVERS)) ]; do
			sleep 0.1
		done
		run_example "$W/$example" &
		pids+=($!)
	done
	wait "${pids[@]}"
	for example in "$W"/*.d; do
		went_well "${example%.d}" >/dev/null && continue
		rm -rf "$example"
		run_example "${example%.d}"
	done
}

# of PAGE...: the examples of these were run, and went well.
of() {
	local page example n=0 bad=0
	for page; do
		for example in $(grep "^$page:" "${W%/*}/all"); do
			[ -d "$W/$example.d" ] || continue
			n=$((n + 1))
			went_well "$W/$example" || bad=$((bad + 1))
		done
	done
	is "$bad" 0
	is "$n" -gt 0
}

@test "what is neither run nor a command is listed, and is there" {
	local table row page example first
	for table in not_commands not_run statuses; do
		while read -r row; do
			page=${row%% *}
			for example in $(grep "^$page:" "${W%/*}/all"); do
				first=$(head -n 1 "$W/$example")
				[[ $first != "${row#*|}"* ]] || continue 2
			done
			echo "$table: $row: no such example"
			return 1
		done < <($table)
	done
	is "$(find "$W" -name '*.d' | wc -l)" -gt 50
}

@test "README.md" {
	of README.md
}

@test "hls-spawn(1)" {
	of hls-spawn.1
}

@test "hls-parse(1)" {
	of hls-parse.1
}

@test "hls-agg(1)" {
	of hls-agg.1
}

@test "hls-export(1)" {
	of hls-export.1
}

@test "hls-top(1)" {
	of hls-top.1
}

@test "hls-swarm(1) and (7)" {
	of hls-swarm.1 hls-swarm.7
}

@test "the formats" {
	of hls-event.5 hls-metrics.5 hls-raw.5 hls-stat.5
}
