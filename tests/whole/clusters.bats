#!/usr/bin/env bats
# The files for Kubernetes and Slurm, and their commands in hls-swarm(7), as
# written: kubectl and srun are stubs, all else is real. make kubernetes has the
# schemas, make slurm the real Slurm.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/servers

JOB=$TOP/hls-spawn/swarm.yaml

# Of a test that failed pods may be left.
teardown() {
	local f
	for f in "$T"/pods/*.pid; do
		if [ -e "$f" ] && [ ! -e "${f%pid}code" ]; then
			kill $(pgrep -P "$(cat "$f")") "$(cat "$f")" || :
		fi
	done 2>/dev/null
	clean_up
}

# block KEY: the text under "KEY: |" or "- |" behind KEY in the YAML.
block() {
	awk -v key="$1:" '
	$1 == key { found = 1 }
	found && !inside && /\|$/ { inside = 1; next }
	inside && !indent { match($0, /^ */); indent = RLENGTH }
	inside && match($0, /^ */) && RLENGTH < indent { exit }
	inside { print substr($0, indent + 1) }' "$JOB"
}

# env_of_job: NAME=VALUE of the container, a line each.
env_of_job() {
	awk '/^          env:/ { inside = 1 } /^          command:/ { exit }
	    inside && $2 == "name:" { name = $3 }
	    inside && $1 == "value:" {
		sub(/^ *value: /, "")
		gsub(/"/, "")
		print name "=" $0
	    }' "$JOB"
}

# on_page SECTION: its example, as the page shows it.
on_page() {
	mandoc -Tascii -Owidth=500 "$TOP/man/hls-swarm.7" | col -bx | awk -v \
	    of="   $1" '
	/^   [A-Z]/ { inside = $0 == of }
	inside && sub(/^           /, "")'
}

# stub NAME: a command of that name in front of the others, from stdin.
stub() {
	mkdir -p "$T/stubs"
	{ echo '#!/bin/bash'; cat; } >"$T/stubs/$1"
	chmod +x "$T/stubs/$1"
	PATH=$T/stubs:$PATH
}

# A node that runs three pods. Of each a line at a time goes from both streams
# into one log, as a runtime's does.
kubectl_stub() {
	block args >"$T/script"
	block thresholds >"$T/thresholds"
	{ env_of_job; cat; } >"$T/env"
	mkdir "$T/pods"
	export T
	stub kubectl <<-'X'
	pod() {
		mkfifo "$1.out" "$1.err"
		>"$1.log"
		sed -u '' <"$1.out" >>"$1.log" &
		sed -u '' <"$1.err" >>"$1.log" &
		mapfile -t set <"$T/env"
		code=0
		env "${set[@]}" JOB_COMPLETION_INDEX="$1" sh -c \
		    "$(cat "$T/script")" >"$1.out" 2>"$1.err" &
		echo $! >"$1.pid"
		wait $! || code=$?
		wait
		echo $code >"$1.code"
	}
	cd "$T/pods"
	case $1 in
	apply)
		for i in 0 1 2; do
			pod $i </dev/null >/dev/null 2>&1 3>&- &
			echo $! >$i.node
		done
		;;
	wait)
		until [ -s 0.log ] && [ -s 1.log ] && [ -s 2.log ]; do
			sleep 0.1
		done
		;;
	logs)
		i=${!#}
		i=${i##*=}
		[ "${!#}" = "job-name=swarm,batch.kubernetes.io/$(
		    )job-completion-index=$i" ] && [[ " $* " == \
		    *" -f --tail=-1 "* ]] || exit 1
		exec tail -f -n +1 -s 0.1 --pid="$(cat $i.node)" $i.log
		;;
	esac
	X
	stub hls-top <<-X
	tee "$T/all.stat" | "$TOP/bin/hls-top" "\$@"
	X
}

# code LOG: that of the last verdict in it.
code() {
	awk '$3 == "verdict" { sub("code=", "", $5); v = $5 } END { print v }' \
	    "$1"
}

# whole: what the viewers of all got, by a report, is what the origin sent them.
whole() {
	ours "$1" >"$T/ours"
	theirs >"$T/theirs"
	same "$T/theirs" "$T/ours"
	is "$(jq .clients.seen "$1")" "$2"
	is "$(jq -r '[.hosts[].name] | length' "$1")" "$3"
}

@test "Kubernetes: three pods into one report, live and from their logs" {
	origin_up --end-after 10s
	kubectl_stub <<-X
	URL=$URL/live/hi.m3u8
	VIEWERS=6
	DURATION=60s
	OPTIONS=--once
	THRESHOLDS=$T/thresholds
	LISTEN=127.0.0.1:0
	LINGER=0s
	TMPDIR=$T
	X
	on_page Kubernetes >"$T/page"
	is "$(wc -l <"$T/page")" -gt 6
	mkdir "$T/here"
	(cd "$T/here" && sh "$T/page") >"$T/lines" 2>"$T/said" 3>&- || :
	for i in 0 1 2; do
		wait_for 20 test -s "$T/pods/$i.code"
		# Comments are all there is beside records.
		is "$(grep -c '^# .*: listening' "$T/pods/$i.log")" 1
		is "$(grep -cv '^[0-9.]* [^ ]* [a-z]\|^# ' \
		    "$T/pods/$i.log")" 0
		is "$(cat "$T/pods/$i.code")" "$(code "$T/pods/$i.log")"
	done
	hls-agg --merge -q -j "$T"/pods/*.log >"$T/json"
	whole "$T/json" 6 3
	is "$(jq -r '.hosts[] | "\(.state) \(.reason) \(.refused)"' \
	    "$T/json" | sort -u)" "ended done 0"
	# Live, the last block has the same.
	for figure in segment playlist; do
		awk -v g=$figure '$2 == "all" && $3 == g && !/ by=/ { l = $0 }
		    END { print l }' "$T/all.stat" | grep -q \
		    " count=$(jq .$figure.count "$T/json") "
	done
	grep -q '^Hosts  *3: 3 ended' "$T/said"
}

@test "a pod's exit status is its verdict, also of a run ended by TERM" {
	origin_up --rule '/live/hi_*.ts every=3 status=404'
	block args >"$T/script"
	echo 'http.code.404 == 0' >"$T/thresholds"
	mapfile -t set < <(env_of_job)
	env "${set[@]}" JOB_COMPLETION_INDEX=0 HOSTS=1 VIEWERS=2 \
	    URL="$URL/live/hi.m3u8" THRESHOLDS="$T/thresholds" \
	    LISTEN=127.0.0.1:0 LINGER=0s TMPDIR="$T" \
	    sh "$T/script" >"$T/stat" 2>"$T/said" 3>&- &
	local pod=$! code=0
	started $pod
	# Were it not ended here, nobody would end it.
	wait_for 5 pgrep -P $pod -x hls-spawn
	started "$(pgrep -P $pod -x hls-spawn)"
	wait_for 20 grep -q ' - threshold n=1 holds=0 ' "$T/stat"
	kill -TERM $pod
	wait_for 20 gone $pod
	wait $pod || code=$?
	is "$code" 99
	tail -n 1 "$T/stat" | grep -q ' - block '
	grep -q '^# Verdict  *fail: the threshold is crossed' "$T/said"
	[ -z "$(pgrep -f "ffmpeg .*$URL")" ]
}

# A controller that runs the tasks of one step here.
srun_stub() {
	stub srun <<-'X'
	while [ $# -gt 0 ]; do
		case $1 in
		--output=*) out=${1#*=} ;;
		--error=*) err=${1#*=} ;;
		*) break ;;
		esac
		shift
	done
	for ((i = 0; i < SLURM_NTASKS; i++)); do
		SLURM_PROCID=$i "$@" >"${out/\%t/$i}" 2>"${err/\%t/$i}" &
	done
	wait
	X
}

@test "Slurm: two tasks into one report and its verdict" {
	origin_up --end-after 10s
	srun_stub
	cd "$T"
	echo 'segment.count > 0 over all' >thresholds
	run -0 env SLURM_JOB_ID=7 SLURM_NTASKS=2 VIEWERS=4 DURATION=60s \
	    URL="$URL/live/hi.m3u8" START=$(($(date +%s) + 1)) \
	    OPTIONS=--once THRESHOLDS="$T/thresholds" \
	    sh "$TOP/hls-spawn/swarm.sbatch"
	whole swarm-7/report.json 4 2
	is "$(ls swarm-7 | paste -sd' ')" "0.log 0.stat 1.log 1.stat \
junit.xml report.json report.txt run.stat"
	grep -q '^Hosts  *2: 2 ended' swarm-7/report.txt
	# Not twice into one folder, and not without a URL.
	run -1 env SLURM_JOB_ID=7 SLURM_NTASKS=2 URL=x \
	    sh "$TOP/hls-spawn/swarm.sbatch"
	run -2 env SLURM_JOB_ID=8 SLURM_NTASKS=2 \
	    sh "$TOP/hls-spawn/swarm.sbatch"
	[ ! -e swarm-8 ]
}

@test "Prometheus: the page's configuration is one" {
	on_page 'Prometheus alone' >"$T/prometheus.yml"
	is "$(wc -l <"$T/prometheus.yml")" -gt 6
	mkdir "$T/rules"
	cp "$TOP"/hls-export/*.yml "$T/rules"
	sed -i "s#/usr/local/share/hls-swarm#$T/rules#" "$T/prometheus.yml"
	promtool check config "$T/prometheus.yml" >"$T/said"
	grep -q 'is valid prometheus config' "$T/said"
}
