#!/usr/bin/env bats
# The watched playlist: what hls-spawn asks for, and what stands in the stream.
# Most viewers here are no FFmpeg, as nobody has to play.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/swarm
load ../lib/streams
load ../lib/servers

# What nginx serves: playlists in $D/www, with a log that tells the headers.
sites() {
	cat <<-E
	log_format l '\$uri \$status "\$http_user_agent" id="\$http_x_id" '
		'cookie="\$http_cookie" enc="\$http_accept_encoding" '
		'conn=\$connection';
	access_log $D/access l;
	gzip on; gzip_types *; gzip_min_length 1;
	server {
		listen 127.0.0.1:$PORT;
		location = /multi.m3u8 {
			add_header Set-Cookie "s=SECRET; Path=/";
			add_header Set-Cookie "other=1; Path=/elsewhere";
		}
		location = /top.m3u8 { return 302 /live.m3u8; }
		location = /moved.m3u8 { return 302 /live.m3u8; }
		location = /edge.m3u8 {
			if (-f $D/www/b.m3u8) { return 302 /b.m3u8; }
			return 302 /a.m3u8;
		}
	}
	E
}

setup_file() {
	"$TOP/tests/need" nginx curl
	"$TOP/tests/media.sh" >/dev/null
	export D=$BATS_FILE_TMPDIR PORT NGINX
	mkdir "$D/www"
	: >"$D/www/up"
	nginx_up "$D" 127.0.0.1 /up
}

teardown_file() {
	kill -KILL $NGINX 2>/dev/null || :
}

setup() {
	set_up
	U=http://127.0.0.1:$PORT
	: >"$D/access"
	rm -f "$D"/www/*
	fake_ffmpeg '  -rw_timeout <int64>' 'format.duration="N/A"'
	sed -i 's/^esac/*) exec sleep 60 ;;\n&/' "$T/ffmpeg"
}

# playlist FILE SEQUENCE SEGMENTS [TAG...]: live, of target duration 1.
playlist() {
	local file=$1 i from=$2 n=$3
	shift 3
	{
		printf '#EXTM3U\n#EXT-X-TARGETDURATION:%s\n' "${TARGET:-1}"
		echo "#EXT-X-MEDIA-SEQUENCE:$from"
		[ -z "${TYPE:-}" ] || echo "#EXT-X-PLAYLIST-TYPE:$TYPE"
		for ((i = from; i < from + n; i++)); do
			printf '#EXTINF:1.000,100%% of "it"\nseg %s.ts?a=b\n' $i
		done
		[ $# -eq 0 ] || printf '%s\n' "$@"
	} >"$D/next"
	mv "$D/next" "$D/www/$file"
}

# multi: a multivariant playlist of two variants, and audio apart.
multi() {
	cat >"$D/www/multi.m3u8" <<-'X'
	#EXTM3U
	#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="no",URI="no.m3u8"
	#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="yes",DEFAULT=YES,URI="audio.m3u8"
	#EXT-X-STREAM-INF:BANDWIDTH=100,AUDIO="a"
	low.m3u8
	#EXT-X-STREAM-INF:BANDWIDTH=200,AUDIO="a"
	high.m3u8
	X
}

# up OPTION... URL: a run in the background, $PID; its stream is in $T/raw.
up() {
	hls-spawn --ffmpeg "$T/ffmpeg" --max-restarts any \
		"$@" >"$T/raw" 2>"$T/err" 3>&- &
	PID=$!
	started $PID
}

# fetched N [PATTERN]: so many watch records are there.
fetched() {
	wait_for 10 at_least "$1" " - watch n=${2:-}" "$T/raw"
}

down() {
	kill -INT "$PID"
	wait_for 5 gone "$PID"
}

# asked PATH: how often the watch asked for it.
asked() {
	grep -c "^$1 .*(watch)" "$D/access"
}

versions() {
	mkdir -p "$T/v$1"
	awk -v n="$1" -v dir="$T/v$1" -f "$TOP/tests/awk/watch.awk" "$T/raw"
}

@test "each version can be put together again from what changed" {
	playlist live.m3u8 5 4
	cp "$D/www/live.m3u8" "$T/1"
	up "$U/live.m3u8"
	fetched 3
	for i in 6 7 8; do
		playlist live.m3u8 $i 4
		cp "$D/www/live.m3u8" "$T/$((i - 4))"
		wait_for 5 grep -q "n=1 text=seg%20$((i + 3)).ts" "$T/raw"
	done
	# It goes back, and has an empty line and no last newline.
	printf '#EXTM3U\n\n#EXT-X-TARGETDURATION:1\n' >"$D/next"
	printf '#EXTINF:1.000,100%% of "it"\nseg 1.ts?a=b' >>"$D/next"
	mv "$D/next" "$D/www/live.m3u8"
	{ cat "$D/www/live.m3u8"; echo; } >"$T/5"
	wait_for 5 grep -q "n=1 text=seg%201.ts" "$T/raw"
	fetched 12
	down
	ended interrupt "$T/raw"
	versions 1
	is "$(ls "$T/v1" | wc -l)" 5
	for i in 1 2 3 4 5; do
		same "$T/$i" "$T/v1/$i"
	done
	# Only news is written, and that nothing is new.
	is "$(count ' watch_line ' "$T/raw")" -lt 30
	grep -q "$(line ' - watch n=1 status=200 time=0\.[0-9]* bytes=[0-9]* lines=11' \
		'same=1 url=http://127.*/live.m3u8$')" "$T/raw"
	head -n 1 "$T/raw" | grep -q ' kind=live prefetch=0 watch=1 '
	grep -qx 'hls-spawn: live, target duration 1 s; .*' "$T/err"
	# One connection for all but those of the first looks.
	is "$(grep watch "$D/access" | grep -o 'conn=.*' | sort -u | wc -l)" 3
	# Half a target duration.
	awk '$3 == "watch" { if (n++ > 2 && $1 - t < 0.4) bad = 1; t = $1 }
		END { exit bad }' "$T/raw"
}

@test "a VOD is fetched once; an EVENT playlist until it ends" {
	playlist vod.m3u8 0 3 '#EXT-X-ENDLIST'
	TYPE=EVENT playlist event.m3u8 0 3
	printf '1 vod %s\n1 event %s\n' "$U/vod.m3u8" "$U/event.m3u8" >"$T/urls"
	up --urls "$T/urls"
	fetched 4 2
	TYPE=EVENT playlist event.m3u8 0 4 '#EXT-X-ENDLIST'
	wait_for 5 grep -q ' n=2 text=#EXT-X-ENDLIST' "$T/raw"
	n=$(count ' - watch n=2' "$T/raw")
	# Three target durations more.
	wait_for 10 at_least $(($(count ' tick ' "$T/raw") + 3)) ' tick ' "$T/raw"
	is "$(count ' - watch n=2' "$T/raw")" "$n"
	is "$(count ' - watch n=1' "$T/raw")" 1
	is "$(asked /vod.m3u8)" 2
	[ -z "$(ps -eo ppid=,comm= | awk -v p="$PID" '$1 == p && $2 == "curl"')" ]
	down
}

@test "an EVENT is live: not paced, and said so" {
	TYPE=EVENT playlist event.m3u8 0 3
	# As FFmpeg 9.0 has it.
	fake_ffmpeg '  -rw_timeout <int64>' 'format.duration="3.000000"'
	run -0 --separate-stderr hls-spawn --ffmpeg "$T/ffmpeg" --print-command "$U/event.m3u8"
	[[ $output != *' -re '* ]]
	hls-spawn --ffmpeg "$T/ffmpeg" --once -d 5s "$U/event.m3u8" 2>"$T/err" |
		head -n 1 >"$T/head"
	grep -q ' kind=event .* pace=off' "$T/head"
	grep -q '^hls-spawn: event, target duration 1 s; ' "$T/err"
	# Its own target duration decides when nothing is a stall: 15 s + 1 s.
	grep -q ' stall=16.000000 start=16.000000' "$T/head"
	hls-spawn --ffmpeg "$T/ffmpeg" --no-watch --once -d 5s "$U/event.m3u8" 2>"$T/err" |
		head -n 1 | grep -q ' kind=vod .* watch=0 .* stall=21.000000 '
}

@test "multivariant: the chosen variant and its audio; cookies go with them" {
	multi
	for f in low high audio no; do playlist $f.m3u8 0 3; done
	up -H 'X-Id: <{id}.{run}>' --user-agent me "$U/multi.m3u8"
	fetched 3 2
	fetched 3 3
	down
	grep -q " - watch n=1 status=200 .* url=$U/multi.m3u8$" "$T/raw"
	grep -q " - watch n=2 of=1 status=200 .* url=$U/high.m3u8$" "$T/raw"
	grep -q " - watch n=3 of=1 status=200 .* url=$U/audio.m3u8$" "$T/raw"
	is "$(count ' - watch n=1' "$T/raw")" 1
	no grep -E '^/(low|no).m3u8' "$D/access"
	grep -q '^/multi.m3u8 200 "me (watch)" id="<0.0>" cookie="-" enc="-" ' "$D/access"
	no grep -E '^/(high|audio).*watch' <(grep -v \
		'"me (watch)" id="<0.0>" cookie="s=SECRET" enc="-" ' "$D/access")
	# Nothing of it but in the stream.
	no grep SECRET "$T/err"
	versions 1; same "$D/www/multi.m3u8" "$T/v1/1"
	versions 3; same "$D/www/audio.m3u8" "$T/v3/1"
	grep -q 'highest of 2 (200 bit/s\|highest of 2 (0.20 kbit/s' "$T/err"
}

@test "--variant lowest and all" {
	multi
	for f in low high audio no; do playlist $f.m3u8 0 3 '#EXT-X-ENDLIST'; done
	up --variant lowest "$U/multi.m3u8"
	fetched 1 3
	down
	grep -q ' n=2 of=1 .*/low.m3u8$' "$T/raw"
	up --variant all "$U/multi.m3u8"
	fetched 1 2; fetched 1 3; fetched 1 4; fetched 1 5
	down
	is "$(grep -o '/[a-z]*.m3u8$' <(grep -a ' - watch ' "$T/raw") | sort -u | paste -sd' ')" \
		"/audio.m3u8 /high.m3u8 /low.m3u8 /multi.m3u8 /no.m3u8"
}

@test "redirects: the first playlist reloads where it led, a variant is led each time" {
	playlist live.m3u8 0 3
	up "$U/top.m3u8"
	fetched 4
	down
	# The look before the run, and the first fetch.
	is "$(asked /top.m3u8)" 2
	is "$(asked /live.m3u8)" -ge 4
	is "$(count " url=$U/live.m3u8 asked=$U/top.m3u8" "$T/raw")" 1
	printf '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nmoved.m3u8\n' >"$D/www/multi.m3u8"
	: >"$D/access"
	up "$U/multi.m3u8"
	fetched 4 2
	down
	is "$(asked /moved.m3u8)" -ge 5
	is "$(grep -c " n=2 .* url=$U/live.m3u8 asked=$U/moved.m3u8" "$T/raw")" -ge 4
}

@test "an edge that is gone, a variant's URL that has run out: found anew" {
	playlist a.m3u8 0 3
	up "$U/edge.m3u8"
	fetched 3
	mv "$D/www/a.m3u8" "$D/www/b.m3u8"
	wait_for 10 grep -q " reason=http .* url=$U/a.m3u8" "$T/raw"
	wait_for 10 grep -q " same=1 url=$U/b.m3u8 asked=$U/edge.m3u8" "$T/raw"
	wait_for 10 grep -q " same=1 url=$U/b.m3u8\$" "$T/raw"
	down
	is "$(count ' reason=http ' "$T/raw")" 3
	printf '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nb.m3u8\n' >"$D/www/multi.m3u8"
	up "$U/multi.m3u8"
	fetched 3 2
	mv "$D/www/b.m3u8" "$D/www/c.m3u8"
	printf '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nc.m3u8\n' >"$D/www/multi.m3u8"
	wait_for 10 at_least 3 " n=2 of=1 status=200 .* url=$U/c.m3u8" "$T/raw"
	down
	is "$(count ' n=3 ' "$T/raw")" 0
	is "$(count ' n=1 status=200 ' "$T/raw")" -ge 2
}

@test "a live stream that ends may begin again: it is watched on" {
	playlist live.m3u8 7 3
	up "$U/live.m3u8"
	fetched 3
	playlist live.m3u8 7 3 '#EXT-X-ENDLIST'
	wait_for 10 grep -q 'text=#EXT-X-ENDLIST' "$T/raw"
	fetched 8
	playlist live.m3u8 0 2
	wait_for 10 grep -q 'text=#EXT-X-MEDIA-SEQUENCE:0' "$T/raw"
	down
}

@test "an origin that fails, is slow or serves HTML is told, and comes back" {
	# The first request is of the look before the run; what one rule took
	# the next does not count.
	origin_up --rule '*.m3u8 nth=4 status=503' \
		--rule '*.m3u8 nth=4 truncate' \
		--rule '*.m3u8 nth=4 body=garbage' --rule '*.m3u8 nth=4 delay=3s'
	up --timeout 1500ms "$URL/live/hi.m3u8"
	wait_for 20 grep -q ' reason=timeout ' "$T/raw"
	fetched $(($(count ' - watch ' "$T/raw") + 2))
	kill "$ORIGIN"
	wait_for 10 grep -q ' reason=refused ' "$T/raw"
	down
	grep -q ' - watch n=1 status=503 reason=http time=[0-9.]* url=' "$T/raw"
	grep -q ' - watch n=1 status=200 reason=closed time=[0-9.]* url=' "$T/raw"
	grep -q ' - watch n=1 reason=timeout time=1.5[0-9]* url=' "$T/raw"
	# What is no playlist stands there as it is.
	versions 1
	# Begins and ends of it, in words.
	grep -q '^hls-spawn: watched playlist: http://127.*: status 503$' "$T/err"
	grep -q '^hls-spawn: watched playlist: http://127.*: it is there again$' "$T/err"
	is "$(grep -c 'watched playlist' "$T/err")" -ge 3
	ended interrupt "$T/raw"
}

@test "who is not there at first is watched once it is" {
	up --timeout 2s "$U/live.m3u8"
	fetched 1
	playlist live.m3u8 0 3
	wait_for 10 grep -q 'text=seg%202.ts' "$T/raw"
	fetched 4
	down
	grep -q ' - watch n=1 status=404 reason=http ' "$T/raw"
	head -n 1 "$T/raw" | grep -q ' kind=live '
}

@test "a target duration that changes changes the interval" {
	TARGET=4 playlist live.m3u8 0 3
	up "$U/live.m3u8"
	fetched 1
	TARGET=1 playlist live.m3u8 0 4
	# After 2 s one sees it, and from then on there are two each second.
	fetched 6
	down
	awk '$3 == "watch" { t[++n] = $1 } END {
		exit !(t[2] - t[1] > 1.7 && t[6] - t[2] < 3.5) }' "$T/raw"
}

@test "compressed answers are read; the clients' own Accept-Encoding is sent" {
	playlist live.m3u8 0 3
	up -H 'Accept-Encoding: gzip' "$U/live.m3u8"
	fetched 3
	down
	grep -q '^/live.m3u8 200 .*(watch)" .* enc="gzip"' "$D/access"
	versions 1
	same "$D/www/live.m3u8" "$T/v1/1"
	grep -q " bytes=$(wc -c <"$D/www/live.m3u8") " "$T/raw"
}

@test "--no-watch, another command, no curl: nothing is watched" {
	playlist live.m3u8 0 3
	hls-spawn --ffmpeg "$T/ffmpeg" --no-watch -d 1500ms "$U/live.m3u8" >"$T/raw" 2>"$T/err"
	hls-spawn -d 500ms "$U/live.m3u8" -- sleep 60 >>"$T/raw" 2>>"$T/err"
	no grep -q ' - watch' "$T/raw"
	no grep -q curl "$T/err"
	[ ! -s "$D/access" ]
	mkdir "$T/bin"
	for p in sh cat sleep printf; do ln -s "$(command -v $p)" "$T/bin/$p"; done
	PATH=$T/bin "$TOP/bin/hls-spawn" --ffmpeg "$T/ffmpeg" -d 1500ms "$U/live.m3u8" \
		>"$T/raw" 2>"$T/err"
	is "$(grep -c curl "$T/err")" 1
	grep -qx "$(line 'hls-spawn: curl: No such file or directory: the' \
		'playlist is not watched, so that figures of the viewer may' \
		'be missing; install curl, or say --no-watch')" "$T/err"
	no grep -q ' - watch ' "$T/raw"
	head -n 1 "$T/raw" | grep -q ' watch=0 '
	ended duration "$T/raw"
}

# An older curl is one that says so; it must not be asked for what it lacks.
@test "an older curl is run for each fetch" {
	mkdir "$T/bin"
	cat >"$T/bin/curl" <<-X
	#!/bin/sh
	case \$2 in
	--version) echo "curl $1 (x) libcurl/x"; echo "Features: libz"; exit ;;
	esac
	cat >"$T/config"
	grep -Eq '^rate|exitcode' "$T/config" && exit 2
	echo run >>"$T/runs"
	exec $(command -v curl) -q -K "$T/config"
	X
	sed -i 's/^--version) echo "curl /&7.74.0/' "$T/bin/curl"
	chmod +x "$T/bin/curl"
	playlist live.m3u8 0 3
	PATH=$T/bin:$PATH
	up "$U/live.m3u8"
	fetched 4
	playlist live.m3u8 1 3
	wait_for 5 grep -q 'text=seg%203.ts' "$T/raw"
	rm "$D/www/live.m3u8"
	wait_for 5 grep -q ' status=404 reason=http ' "$T/raw"
	down
	versions 1
	is "$(ls "$T/v1" | wc -l)" 2
	is "$(wc -l <"$T/runs")" -ge 6
	# One may be late on a busy machine, and the next one not.
	awk '$3 == "watch" { if (!n++) first = $1; last = $1 }
		END { exit n < 6 || (last - first) / (n - 1) < 0.35 }' "$T/raw"
}

@test "16 playlists and no more; the rest is told once" {
	playlist live.m3u8 0 3
	for i in {1..20}; do echo "1 c$i $U/live.m3u8?$i"; done >"$T/urls"
	up -n 2 --urls "$T/urls"
	fetched 3 16
	is "$(ps -eo ppid=,comm= | awk -v p="$PID" '$1 == p && $2 == "curl"' | wc -l)" 16
	down
	no grep -q ' - watch n=17' "$T/raw"
	head -n 1 "$T/raw" | grep -q ' watch=16 '
	is "$(grep -c '16 playlists are watched and no more' "$T/err")" 1
}

# curl_of PID: its curl, once that fetches again and again.
curl_of() {
	ps -eo pid=,ppid=,comm= | awk -v p="$1" '$2 == p && $3 == "curl" { print $1 }'
}

@test "its process that dies is told and replaced; no secret stands in ps" {
	playlist live.m3u8 0 3
	up -H 'X-Id: SECRET' "${U/127/u:SECRET@127}/live.m3u8?t=SECRET"
	fetched 3
	curl=$(curl_of "$PID")
	no grep -q SECRET <(ps -o args= -p "$curl")
	kill -KILL "$curl"
	wait_for 5 grep -q ' - watch n=1 reason=signal ' "$T/raw"
	fetched 7
	down
	# All of it is the same: nothing was forgotten.
	is "$(count ' watch_line ' "$T/raw")" 9
	no grep -q SECRET "$T/err"
}

@test "KILL of hls-spawn leaves no curl, ^C waits for none" {
	has_curl() { [ -n "$(curl_of "$PID")" ]; }
	origin_up --rule '*.m3u8 after=2 delay=60s'
	up "$URL/live/hi.m3u8"
	wait_for 10 grep -q ' start ' "$T/raw"
	fetched 1
	wait_for 5 has_curl
	curl=$(curl_of "$PID")
	kill -KILL "$PID"
	for c in $curl; do wait_for 3 gone "$c"; done
	up "$URL/live/hi.m3u8"
	wait_for 10 grep -q ' start ' "$T/raw"
	wait_for 5 has_curl
	curl=$(curl_of "$PID")
	kill -INT "$PID"
	wait_for 2 gone "$PID"
	for c in $curl; do wait_for 1 gone "$c"; done
	ended interrupt "$T/raw"
	kill "$ORIGIN"
	wait_for 2 gone "$ORIGIN"
	wait_for 2 nobody_left
}

# A reader that takes nothing for 2 s; then the stream is whole again.
@test "a slow reader: groups are whole or missing, and nobody is blamed" {
	playlist live.m3u8 0 2000
	for block in "" --block; do
		hls-spawn --ffmpeg "$T/ffmpeg" --buffer 512K $block -d 4500ms \
			--max-restarts any "$U/live.m3u8" \
			2>"$T/err" 3>&- | { sleep 2; cat; } >"$T/raw"
		no grep -q ' reason=[^d]' <(grep -a ' - watch ' "$T/raw")
		no grep -q 'watched playlist' "$T/err"
		ended duration "$T/raw"
		[ -n "$block" ] || continue
		rm -rf "$T/v1"
		versions 1
	done
}

@test "a playlist that no queue could hold is told, and is not lost lines" {
	playlist live.m3u8 0 2000
	hls-spawn --ffmpeg "$T/ffmpeg" --buffer 64K -d 3s "$U/live.m3u8" \
		>"$T/raw" 2>"$T/err" 3>&-
	grep -q ' - watch n=1 status=200 reason=size ' "$T/raw"
	is "$(count 'live.m3u8: size$' "$T/err")" 1
	no grep -q ' lost=[1-9]' "$T/raw"
}

@test "real viewers: two of their requests at most, and none of its is theirs" {
	origin_up
	hls-spawn -n 2 -d 10s "$URL/live/master.m3u8" >"$T/raw" 2>"$T/err"
	hls-parse <"$T/raw" >"$T/ev"
	watch=$(grep -c 'path=/live/hi.m3u8 .*(watch)' "$T/truth")
	viewer=$(grep -c 'path=/live/hi.m3u8 .*(client%201)' "$T/truth")
	echo "$watch of the watch, $viewer of a viewer"
	is "$watch" -ge 8
	is "$watch" -le $((2 * viewer + 2))
	is "$(awk '$3 == "fetch" && / type=playlist / && $2 != "-"' "$T/ev" | wc -l)" -le \
		"$(grep -c 'm3u8 .*(client' "$T/truth")"
	versions 2
}
