# What the test of the examples knows of them: which paragraphs are no commands,
# which cannot be run, what is put in for hosts and durations, what they read,
# and what stands in for programs that act on other machines.

# Paragraphs that are no commands: their page, what they are, how they begin.
not_commands() {
	cat <<-'END'
	README.md output|10 viewers, 19s: none rebuffered
	hls-agg.1 columns|time run.elapsed clients.target
	hls-agg.1 thresholds|segment.ttfb.p95 < 500ms
	hls-agg.1 thresholds|segment.loss.ratio < 0.1 %
	hls-agg.1 output|carries 300 viewers; at 350
	hls-event.5 grammar|time subject kind key=value
	hls-event.5 records|1795351500.105700 1.0 connect
	hls-export.1 PromQL|histogram_quantile(0.95,
	hls-export.1 YAML|rule_files:
	hls-parse.1 output|ffmpeg.log: prefix
	hls-raw.5 records|1795351500.000000 - swarm
	hls-raw.5 records|1795351502.000310 - watch n=1
	hls-spawn.1 a file of --values|token,device
	hls-spawn.1 output|hls-spawn: control: 300 clients
	hls-spawn.1 output|live, target duration 2 s
	hls-spawn.1 output|http://h/a.mp4: not an HLS playlist
	hls-spawn.1 output|this machine starts 17 FFmpegs
	hls-spawn.1 output|this machine carries no more
	hls-spawn.1 output|ok: media flowed, 12.0 s
	hls-stat.5 records|1795351500.000000 10s segment
	hls-swarm.7 output|hls-agg: run.raw: this is a raw stream
	hls-swarm.7 output|carries 314 viewers; at 321
	hls-swarm.7 YAML, read by package.bats|on: workflow_dispatch
	hls-swarm.7 YAML, read by package.bats|hls:
	hls-swarm.7 YAML|rule_files:
	hls-top.1 output|0:04  clients 98/100
	END
}

# Commands that are not run: their page, why, how they begin.
not_run() {
	cat <<-'END'
	hls-spawn.1 needs FFmpeg's source: make small-ffmpeg runs it|./configure
	hls-swarm.7 hosts.bats runs it, in namespaces|trap : INT
	hls-swarm.7 make hosts runs it|make install DESTDIR
	hls-swarm.7 needs what builds images|docker build
	hls-swarm.7 clusters.bats runs it, with a stub|kubectl apply
	hls-swarm.7 make slurm runs it|sbatch
	END
}

# How commands end that do not end with 0: their page, the status, how they
# begin. The search is let loose on a stream that lacks every other segment.
statuses() {
	cat <<-'END'
	hls-agg.1 99|mkfifo /tmp/load
	hls-swarm.7 99|hls-spawn --step 50:30s -n 1000 --control ctl
	END
}

# instead: what is put in, as a script for sed -zE.
instead() {
	local o=$ORIGIN_URL live=$ORIGIN_URL/live/master.m3u8
	local to='127.0.0.1\2http://cdn.example:'$PORT

	cat <<-END
	# What the text leaves out.
	s,(^|\n)\.\.\. \|,\1hls-spawn URL | hls-parse |,g
	s, \| \.\.\.(\n), | hls-parse | hls-agg\1,g
	s,DIR/|/var/lib/node_exporter/|/usr/local/bin/|/tmp/,,g
	s, \.\.\. \|, |,g
	s,EPOCH,\$((\$(date +%s) + 2)),g
	s,\bFILE\b,channels,g
	# Hosts, and the URLs that are played.
	s,(--resolve )192\.0\.2\.7([ \\\\\n]+)(URL|https://cdn\.example),\1$to,g
	s,(cdn\.example:[0-9]+)( \||/live\.m3u8),\1/live/master.m3u8\2,g
	s,(/live/master\.m3u8)/live\.m3u8,\1,g
	s,https://cdn\.example/\{token\},$o/s/{token}/live,g
	s,https://cdn\.example/(news|sport)/,$o/s/\1/live/,g
	s,https?://(cdn|origin)\.example/live(/master)?\.m3u8,$live,g
	s,--once URL,--once $VOD_URL,g
	s,(--blackbox bad) URL,\1 $o/s/bad/live/hi.m3u8,g
	s,(--control (load|ctl)) URL( \|\s+tee),\1 $o/s/lost/live/hi.m3u8\3,g
	s,\bURL\b,$live,g
	s,http://(HOST|127\.0\.0\.1):17091,$EXPORT_URL,g
	s,(http://)?GATEWAY:9091,$GATEWAY_URL,g
	s,--origin-host [A-Za-z0-9]+,--origin-host 127.0.0.1,g
	s,-l :17091,-l 127.0.0.1:0,g
	s,(hls-export( -p)?)( \||\n| --linger| --custom),\1 -l 127.0.0.1:0\3,g
	# How many viewers, how long.
	s, -n [0-9]+, -n 3,g
	s, -d [0-9]+[smh], -d 4s,g
	s,hls-spawn( -n 3)? (http),hls-spawn -n 3 -d 4s \2,g
	s,\\$\{VIEWERS:-200\}" -d "\\$\{DURATION:-5m\},3" -d "12s,g
	s,--session 10m,--session 2s,g
	s,--load [0-9smh:\,]+,--load 1s:2\,2s:3\,3s:0,g
	s,--step 50:30s,--step 1:3s,g
	s,(--find [a-z]+):30s,\1:3s,g
	s,--linger (30s|1m),--linger 1s,g
	s, \+ 30\)\), + 2)),g
	s,1080p=30\,720p=50,360p=30\,180p=50,g
	s,--variant 720p,--variant 360p,g
	s, -n 3( -r 20 --control load [^|]*/s/lost/), -n 1\1,g
	s,--hold [0-9]+[sm],--hold 2s,g
	# The lines of a crontab.
	s,(^|\n)[0-9*/]+ [0-9*]+ \* \* \* ,\1,g
	s,\\\\%,%,g
	# What another shell does, what has no end, a name that chance gives.
	s,(-n 3) (--control load http),\1 -d 5s \2,g
	s,(hls-top --control load)\n(echo clients) 80,\1 \&\nready load\n\2 2,g
	s,(> load\n),\1wait \$!\n,g
	s,(unix:run.sock)\n,\1 \&\nready run.sock\n,g
	s,(localhost/metrics\n),\1wait \$!\n,g
	s,while :; do,for i in 1 2; do,g
	s,trace -i,trace -t 6 -i,g
	s,bad/17.2-exit.raw,\$(ls bad/*.raw | head -n 1),g
	END
}

# stand_in NAME: makes that command, of the script on standard input.
stand_in() {
	{ echo '#!/bin/bash'; cat; } >"$STAND/$1"
	chmod +x "$STAND/$1"
}

# stand_ins: commands that would act on other machines or install something, or
# need not be there.
stand_ins() {
	mkdir "$STAND"
	stand_in ssh <<-'X'
	[ "$1" != -n ] || shift
	shift
	exec sh -c "$*"
	X
	stand_in sudo <<<'exec "$@"'
	# No more than that there are such targets.
	stand_in make <<-X
	MAKEFLAGS= exec "$(command -v make)" -n -C "$TOP" "\$@" >/dev/null
	X
	stand_in docker <<-X
	[ "\$*" = "logs -t restream" ] &&
		cat "$TOP/tests/data/plain/docker-t.log" >&2
	X
	stand_in ts <<-'X'
	[ "$*" = %.s ] || exit 2
	while IFS= read -r line; do
		printf '%s %s\n' "$EPOCHREALTIME" "$line"
	done
	X
	stand_in mpv <<-X
	cat "$TOP/tests/data/plain/mpv-trace.log"
	exec sleep 60
	X
	stand_in less <<<cat
	# Another shell waits until what it talks to is there.
	stand_in ready <<-'X'
	until [ -e "$1" ]; do sleep 0.1; done
	[ ! -p "$1" ] || sleep 2
	X
	stand_in gnuplot <<-'X'
	for column in run.elapsed segment.ttfb.p50 segment.ttfb.p95; do
		head -n 1 run.csv | tr , '\n' | grep -qx "$column" &&
			grep -q "$column" <<<"$2" || exit
	done
	X
}

# readings DIR: makes what examples read that no line before has made.
readings() {
	local d=$TOP/tests/data f
	cp "$KEPT" "$1/run.raw"
	hls-parse <"$KEPT" >"$1/run.events"
	for f in run last-week a b c d host1 host2; do
		cp "$d/stat/run.stat" "$1/$f.stat"
	done
	hls-agg -jq <"$1/run.events" >"$1/last.json" || :
	cp "$1/last.json" "$1/old.json"
	printf 'token,device\nk3x9a7,"Living Room TV"\np07r2d,phone\nz5,tv\n' \
		>"$1/viewers.csv"
	printf '%s\n' "3 news $ORIGIN_URL/s/news/live/hi.m3u8" \
		"1 sport $ORIGIN_URL/s/sport/live/lo.m3u8" >"$1/channels"
}

# listed TABLE PAGE FILE: prints what that table says of this example; fails if
# nothing.
listed() {
	"$1" | awk -v page="$2" -v first="$(head -n 1 "$3")" '
	{
		bar = index($0, "|")
		if ($1 == page && index(first, substr($0, bar + 1)) == 1) {
			head = substr($0, 1, bar - 1)
			print substr(head, length(page) + 2)
			found = 1
		}
	}
	END { exit !found }'
}

# Each command's status counts, as with "set -e", but what is inconclusive on a
# busy machine does not keep those behind it from being run.
EACH='trap '\''s=$?; [ "$s" -eq 98 ] || exit "$s"'\'' ERR
. ./script'

# run_example FILE: runs it in a folder of its own, FILE.d, with what it wrote
# in out and err, and its status.
run_example() {
	local d=$1.d status=0
	mkdir "$d" "$d/home"
	readings "$d"
	sed -zE -f "$W/instead" "$1" >"$d/script"
	(
		cd "$d" || exit
		export HOME=$d/home STREAM=$ORIGIN_URL/live/master.m3u8 BUILD=1
		PATH=$STAND:$PATH exec timeout -k 5 "${LIMIT:-60}" \
			bash -c "$EACH" >out 2>err </dev/null 3>&-
	) || status=$?
	echo "$status" >"$d/status"
}

# right STATUS PAGE FILE: whether an example may end so.
right() {
	[ "$1" -eq 0 ] || listed statuses "$2" "$3" | grep -qwx "$1" ||
		# A busy machine may be the limit where something is judged.
		{ [ "$1" -eq 98 ] && grep -qE ' -[tT] |--step|hls-swarm' "$3"; }
}

# went_well FILE: it ended as it should, and no program complained of options.
went_well() {
	local status page=${1##*/}
	status=$(cat "$1.d/status")
	right "$status" "${page%:*}" "$1" &&
		no grep -E 'try "hls-|not found$|: [Ss]yntax' "$1.d/err" &&
		return
	echo "${1##*/} ends with $status:"
	sed 's/^/	/' "$1.d/script"
	tail -n 12 "$1.d/err"
	return 1
}
