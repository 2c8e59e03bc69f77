# bin/origin: what it serves, the faults it injects, and its true log.

load ../lib/helper
load ../lib/servers

setup_file() {
	"$TOP/tests/media.sh"
}

# up OPTION...: an origin in the background: its URL is $U, too.
up() {
	origin_up "$@"
	U=$URL
	PORT=${URL##*:}
}

# Every origin ends in order, which also shows what a sanitizer has to say.
teardown() {
	if [ -n "${ORIGIN:-}" ]; then
		kill -TERM "$ORIGIN" 2>/dev/null || :
		wait "$ORIGIN" || { cat "$T/origin"; return 1; }
	fi
	clean_up
}

# get FORMAT PATH [curl option...]: what curl saw, as -w writes it.
get() {
	curl -s -o "$T/body" -w "$1" "$U$2" "${@:3}"
}

# logged PATH KEY: that value of each of the path's lines, in order.
logged() {
	sed -n "s|.* path=$1 .*|&|p" "$T/truth" | sed "s/.*\b$2=\([^ ]*\).*/\1/" |
		xargs
}

# raw TEXT: sends bytes as they are; prints what comes until the origin closes.
raw() {
	exec 4<>"/dev/tcp/127.0.0.1/$PORT"
	printf "$1" >&4
	timeout 5 cat <&4
	exec 4>&-
}

# ms FROM TO PATH: milliseconds between two stamps of the path's first line.
ms() {
	awk -v a="$1" -v b="$2" -v p="path=$3" '
		{ split("", v) }
		{ for (i = 1; i <= NF; i++) {
			split($i, f, "="); v[f[1]] = f[2]
		} }
		"path=" v["path"] == p {
			printf "%d\n", (v[b] - v[a]) * 1000; exit
		}' "$T/truth"
}

at_least() {
	echo "$2: $1 <= $3?"
	(($3 >= $1))
}

between() {
	echo "$2: $1 <= $3 <= $4?"
	(($3 >= $1 && $3 <= $4))
}

@test "paths lead to playlists, segments and pages" {
	up
	is "$(get '%{http_code} %{content_type}' /health)" '200 text/plain'
	is "$(cat "$T/body")" ok
	is "$(get '%{http_code} %{content_type}' /vod/hi.m3u8)" \
		'200 application/vnd.apple.mpegurl'
	is "$(grep -c '^hi_0000..\.ts$' "$T/body")" 30
	grep -qx '#EXT-X-ENDLIST' "$T/body"
	is "$(get '%{http_code}' /vodf/lo.m3u8)" 200
	grep -qx '#EXT-X-MAP:URI="lo_init.mp4"' "$T/body"
	is "$(get '%{http_code}' /live/master.m3u8)" 200
	is "$(sed -n 's/.*\(RESOLUTION=[^,]*\).*/\1/p' "$T/body" | xargs)" \
		'RESOLUTION=320x180 RESOLUTION=640x360 RESOLUTION=160x90'
	is "$(get '%{http_code}' /live/master4.m3u8)" 200
	is "$(grep -v '^#' "$T/body" | xargs)" \
		'mid.m3u8 hi.m3u8 lo.m3u8 alt.m3u8'
	is "$(get '%{http_code}' /vod/alt_000007.ts)" 200
	cmp "$T/body" "$TOP/tests/media/lo_000007.ts"
	is "$(get '%{http_code}' /vod/mid_000007.ts)" 200
	cmp "$T/body" "$TOP/tests/media/mid_000007.ts"
	for path in /vod/hi_000030.ts /vod/hi_7.ts /vod/hi_000001.m4s \
	    /vod/hi_init.mp4 /vod/no.m3u8 /live/ /livex/hi.m3u8; do
		is "$(get '%{http_code}' $path)" 404
	done
	get '' /echo -A 'me/1'
	grep -q 'User-Agent: me/1' "$T/body"
}

@test "HEAD, absolute targets, HTTP/1.0, pipelining and keep-alive" {
	up --rule '/vod/lo_000002.ts close'
	is "$(get '%{http_code} %{size_download}' /vod/hi.m3u8 -I)" '200 0'
	is "$(logged /vod/hi.m3u8 complete)" 1
	size=$(stat -c %s "$TOP/tests/media/lo_000001.ts")
	is "$(logged /vod/hi.m3u8 len)" "$(curl -s "$U/vod/hi.m3u8" | wc -c)"
	curl -s -x "$U" -o "$T/body" http://example.org/vod/lo_000001.ts?a=b
	is "$(logged '/vod/lo_000001.ts?a=b' sent)" "$size"

	raw 'GET /health HTTP/1.0\r\n\r\n' | grep -q '^Connection: close'
	local three='GET /a HTTP/1.1\nHost: x\n\n'
	three+='HEAD /b HTTP/1.1\r\nHost: x\r\n\r\n'
	three+='GET /health HTTP/1.0\r\n\r\n'
	raw "$three" >"$T/out"
	is "$(grep -ac '^HTTP/1.1 404' "$T/out")" 2
	is "$(tail -n 1 "$T/out")" ok
	is "$(logged '/[ab]' nreq)" '1 2'

	curl -s "$U/1" "$U/2" "$U/vod/lo_000002.ts" "$U/3" >"$T/out"
	is "$(logged '/[123]' nreq)" '1 2 1'
	is "$(logged /vod/lo_000002.ts nreq)" 3
}

@test "ranges" {
	up
	file=$TOP/tests/media/lo_000000.ts
	size=$(stat -c %s "$file")
	path=/vod/lo_000000.ts
	both='%{http_code} %{size_download}'
	is "$(get "$both" $path -r 100-299)" '206 200'
	cmp "$T/body" <(tail -c +101 "$file" | head -c 200)
	get '' $path -r 100-299 -D "$T/head"
	tr -d '\r' <"$T/head" | grep -qx "Content-Range: bytes 100-299/$size"
	is "$(get "$both" $path -r -7)" '206 7'
	cmp "$T/body" <(tail -c 7 "$file")
	is "$(get "$both" $path -r 0-)" "206 $size"
	is "$(get "$both" $path -r 5-999999999)" \
		"206 $((size - 5))"
	is "$(get '%{http_code}' $path -r "$size-")" 416
	is "$(get '%{http_code}' $path -r 1-2,4-5)" 200
	is "$(get '%{http_code}' $path -H 'Range: bytes=9-3')" 200
	is "$(logged $path range | cut -d' ' -f1)" bytes=100-299
}

sequence() {
	curl -s "$U/$1/hi.m3u8" | sed -n 's/#EXT-X-MEDIA-SEQUENCE://p'
}

sequence_is() {
	is "$(sequence live)" "$1"
}

@test "a live playlist slides, and ends when told" {
	up --window 4 --end-segments 1
	is "$(sequence live)" 0
	is "$(curl -s "$U/livef/hi.m3u8" | tail -n 1)" hi_000003.m4s
	is "$(get '%{http_code}' /live/hi_000003.ts)" 200
	is "$(get '%{http_code}' /live/hi_000004.ts)" 404
	wait_for 4 sequence_is 1
	is "$(curl -s "$U/live/hi.m3u8" | tail -n 2 | xargs)" \
		'hi_000004.ts #EXT-X-ENDLIST'
	is "$(get '%{http_code}' /live/hi_000004.ts)" 200
	is "$(get '%{http_code}' /live/hi_000005.ts)" 404
	# It stays as it is: the end is the end.
	is "$(get '%{http_code}' /live/hi_000000.ts)" 200
}

@test "the media repeats behind a discontinuity" {
	up --window 40
	curl -s "$U/live/lo.m3u8" >"$T/list"
	is "$(grep -A 2 -x '#EXT-X-DISCONTINUITY' "$T/list" | tail -n 1)" \
		lo_000030.ts
	is "$(grep -cx '#EXT-X-DISCONTINUITY' "$T/list")" 1
	grep -qx '#EXT-X-DISCONTINUITY-SEQUENCE:0' "$T/list"
	get '' /live/lo_000031.ts
	cmp "$T/body" "$TOP/tests/media/lo_000001.ts"
}

@test "conditions count the matching requests" {
	up --rule '/n nth=2 status=500' --rule '/e every=3 status=501' \
		--rule '/a after=2 status=502' --rule '/f first=2 status=503' \
		--rule '/p/* per=path nth=2 status=504' \
		--rule '/p/* status=505' --rule '/n status=507' \
		--rule '/m after=1 first=3 status=506'
	for path in n e a f p/1 m; do
		curl -s "$U/$path?x" "$U/$path" "$U/$path" "$U/$path" >"$T/out"
	done
	curl -s "$U/p/2" "$U/p/2" >"$T/out"
	is "$(logged '/n[?x]*' status)" '507 500 507 507'
	is "$(logged '/e[?x]*' status)" '404 404 501 404'
	is "$(logged '/a[?x]*' status)" '404 404 502 502'
	is "$(logged '/f[?x]*' status)" '503 503 404 404'
	is "$(logged '/p/1[?x]*' status)" '505 504 505 505'
	is "$(logged '/p/2' status)" '505 504'
	is "$(logged '/m[?x]*' status)" '404 506 506 404'
}

@test "conditions tell the origin's age" {
	up --rule '/on from=2s first=2 status=503' \
		--rule '/off until=2s status=503'
	is "$(get '%{http_code}' /off)" 503
	turned_on() {
		is "$(get '%{http_code}' /on)" 503
	}
	is "$(get "%{http_code}" /on)" 404
	wait_for 10 turned_on
	turned_on
	is "$(get "%{http_code}" /on)" 404
	is "$(get '%{http_code}' /off)" 404
	# Not before its time: two seconds of requests every 50 ms.
	is "$(logged /on status | grep -o 404 | wc -l)" -gt 5
}

@test "delay and rate keep their time" {
	up --rule '/vod/lo_000001.ts delay=131ms' \
		--rule '/vod/lo_000002.ts rate=100000 delay=23ms' \
		--rule '/vod/lo_000003.ts stall=700ms@1000 rate=400000'
	for i in 1 2 3; do
		path=/vod/lo_00000$i.ts
		get '%{time_starttransfer} %{time_total}\n' $path >"$T/curl$i"
		cmp "$T/body" "$TOP/tests/media/lo_00000$i.ts"
	done
	# Never early; how late is for make accuracy.
	at_least 131 delay "$(ms t_req t_fb /vod/lo_000001.ts)"
	at_least 23 delay "$(ms t_req t_fb /vod/lo_000002.ts)"
	bytes=$(logged /vod/lo_000002.ts sent)
	at_least $((bytes / 100)) rate "$(ms t_fb t_last /vod/lo_000002.ts)"
	bytes=$(logged /vod/lo_000003.ts sent)
	at_least $((bytes / 400 + 700)) stall "$(ms t_fb t_last /vod/lo_000003.ts)"
	# curl's own clock agrees with the log.
	read -r first total <"$T/curl2"
	at_least 23 curl "$(awk "BEGIN { print int($first * 1000) }")"
	at_least 391 curl "$(awk "BEGIN { print int($total * 1000) }")"
	is "$(logged /vod/lo_000003.ts fault)" stall,rate
}

@test "--rate is shared by all connections" {
	up --rate 400000
	for i in 1 2 3 4; do
		curl -s -o "$T/body$i" "$U/vod/hi_00000$i.ts" &
		pids[i]=$!
	done
	wait "${pids[@]}"
	for i in 1 2 3 4; do
		cmp "$T/body$i" "$TOP/tests/media/hi_00000$i.ts"
	done
	total=$(cat "$T"/body? | wc -c)
	# The last byte of all, in ms behind the first request.
	took=$(awk '{
		for (i = 1; i <= NF; i++) {
			split($i, f, "=")
			if (f[1] == "t_req" && (!from || f[2] < from))
				from = f[2]
			if (f[1] == "t_last" && f[2] > to)
				to = f[2]
		}
	} END { printf "%d", (to - from) * 1000 }' "$T/truth")
	at_least $((total / 400 - 1)) rate "$took"
	# They end together, as each has its share: none before a third of it.
	for i in 1 2 3 4; do
		at_least $((total / 1200)) share "$(ms t_req t_last \
			"/vod/hi_00000$i.ts")"
	done
}

@test "the next request on the connection does not cut a pause short" {
	up --rule '/vod/lo_000001.ts stall=900ms@1000'
	exec 8<>"/dev/tcp/127.0.0.1/$PORT"
	printf 'GET /vod/lo_000001.ts HTTP/1.1\r\nHost: x\r\n\r\n' >&8
	sleep 0.2
	printf 'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' >&8
	timeout 10 cat <&8 >"$T/both"
	exec 8>&-
	at_least 900 stall "$(ms t_fb t_last /vod/lo_000001.ts)"
	tail -n 1 "$T/both" | grep -q 'ok$'
}

@test "reset, truncate and drop cut the response" {
	up --rule '/vod/hi_000001.ts reset' \
		--rule '/vod/hi_000002.ts reset=5000' \
		--rule '/vod/hi_000003.ts truncate=70000' --rule '/d drop' \
		--rule '/health truncate=3'
	size=$(stat -c %s "$TOP/tests/media/hi_000001.ts")
	run get '%{http_code} %{size_download}' /vod/hi_000001.ts
	is "$status" 56
	is "$output" "200 $((size / 2))"
	run get '%{size_download}' /vod/hi_000002.ts
	is "$status $output" '56 5000'
	run get '%{size_download}' /vod/hi_000003.ts
	is "$status $output" '18 70000'
	run get '%{http_code}' /d
	is "$status $output" '52 000'
	# A cut at the end or behind it is none.
	run get '%{size_download}' /health
	is "$status $output" '0 3'
	is "$(logged '/vod/.*' sent)" "$((size / 2)) 5000 70000"
	is "$(logged '/[vd].*' complete)" '0 0 0 0'
	is "$(logged /d status) $(logged /d t_fb)" '0 -'
}

@test "chunked, garbage, empty, redirect, header, exemption" {
	up --rule '/vod/hi_000001.ts' --rule '/vod/hi_* chunked rate=2M' \
		--rule '*.m4s body=garbage' --rule '/x body=empty status=503' \
		--rule '/go/* redirect=/vod/{name} header=X:%%20HI header=Age:7'
	is "$(get '%{http_code}' /vod/hi_000002.ts -D "$T/head")" 200
	cmp "$T/body" "$TOP/tests/media/hi_000002.ts"
	grep -qi '^transfer-encoding: chunked' "$T/head"
	no grep -qi '^content-length' "$T/head"
	size=$(stat -c %s "$T/body")
	is "$(logged /vod/hi_000002.ts sent)" "$size"
	raw 'GET /vod/hi_000002.ts HTTP/1.0\r\n\r\n' >"$T/out"
	cmp <(tail -c "$size" "$T/out") "$TOP/tests/media/hi_000002.ts"

	get '' /vod/hi_000001.ts -D "$T/head"
	grep -qi '^content-length' "$T/head"

	is "$(get '%{http_code} %{size_download}' /vodf/lo_000001.m4s)" \
		"200 $(stat -c %s "$TOP/tests/media/lo_000001.m4s")"
	no cmp -s "$T/body" "$TOP/tests/media/lo_000001.m4s"
	is "$(get '%{http_code} %{size_download}' /x)" '503 0'

	get '' /go/lo_000000.ts -L -D "$T/head"
	cmp "$T/body" "$TOP/tests/media/lo_000000.ts"
	tr -d '\r' <"$T/head" | grep -qx 'X:% HI'
	tr -d '\r' <"$T/head" | grep -qx 'Age:7'
}

@test "a stale playlist stands still while others move" {
	up --rule '/live/hi.m3u8 after=1 stale'
	is "$(sequence live)" 0
	is "$(sequence live)" 0
	wait_for 4 eval 'is "$(sequence livef)" 1'
	is "$(sequence live)" 0
	is "$(get '%{http_code}' /live/hi_000006.ts)" 200
}

@test "the log equals what the client saw" {
	up
	args=()
	for v in hi mid lo; do
		for i in 0 1 2 3 4 5 6 7 8 9; do
			args+=(-o /dev/null "$U/vod/${v}_00000$i.ts")
		done
	done
	curl -s -A 'a "b"%' -w '%{http_code} %{size_download} %{urlnum}\n' \
		"${args[@]}" | awk '{ print $1, $2 }' >"$T/saw"
	wait_for 2 eval 'is "$(wc -l <"$T/truth")" 30'
	sed 's/.* status=\([0-9]*\) sent=\([0-9]*\) .*/\1 \2/' "$T/truth" \
		>"$T/told"
	same "$T/saw" "$T/told"
	last='complete=1 fault=- ua=a%20%22b%22%25 range=-$'
	is "$(grep -c " conn=1 .* $last" \
		"$T/truth")" 30
	# Every line has every key in its place, and the stamps are in order.
	keys='t_req t_fb t_last conn nreq method path status sent len '
	keys+='complete fault ua range '
	is "$(sed 's/=[^ ]*//g; s/$/ /' "$T/truth" | sort -u)" "$keys"
	[ -z "$(awk -F '[= ]' '$2 > $4 || $4 > $6' "$T/truth")" ]
}

@test "a client that leaves is logged as not complete" {
	up --rule '/vod/* rate=50000' --rule '/wait delay=500ms'
	run get '%{size_download}' /vod/hi_000001.ts -m 0.3
	is "$status" 28
	run get '' /wait -m 0.2
	wait_for 2 eval 'is "$(wc -l <"$T/truth")" 2'
	is "$(logged /vod/hi_000001.ts complete)" 0
	between 10000 sent "$(logged /vod/hi_000001.ts sent)" 40000
	is "$(logged /wait complete)" 0
}

@test "hostile requests are refused and harm nobody" {
	up --idle 500ms
	long=$(head -c 100000 /dev/zero | tr '\0' a)
	raw "GET /$long HTTP/1.1\r\nHost: x\r\n\r\n" | grep -q '^HTTP/1.1 431'
	raw 'POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc' |
		grep -q '^HTTP/1.1 405'
	for text in 'GET /health\r\n\r\n' \
	    'GET health HTTP/1.1\r\nHost: x\r\n\r\n' \
	    'GET /health HTTP/1.1\r\n\r\n' \
	    'GET / HTTP/1.1\r\nHost: x\r\nbad\r\n\r\n' \
	    'GET /\001 HTTP/1.1\r\nHost: x\r\n\r\n' '\377\376\375\r\n\r\n' \
	    'GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n'; do
		echo "$text"
		raw "$text" | grep -q '^HTTP/1.1 400'
	done
	raw 'GET / HTTP/2.0\r\nHost: x\r\n\r\n' | grep -q '^HTTP/1.1 505'
	# A head that never ends is closed by the idle limit.
	[ -z "$(raw 'GET / HTTP/1.1\r\nHost')" ]
	head -c 300000 /dev/urandom | timeout 5 bash -c \
		"cat >/dev/tcp/127.0.0.1/$PORT" 2>/dev/null || :
	is "$(get '%{http_code}' /health)" 200
}

@test "FFmpeg plays live, VOD and fragmented MP4, to the last byte" {
	up --end-segments 2
	for path in live/hi livef/mid vod/lo vodf/mid; do
		timeout 20 ffmpeg -nostdin -v error -i "$U/$path.m3u8" \
			-map 0:v:0 -map 0:a:0 -c copy -f null - \
			>"$T/ff.${path//\//.}" 2>&1 3>&- &
		pids+=($!)
		started $!
	done
	for pid in "${pids[@]}"; do
		wait "$pid"
	done
	# Live starts three segments from the end of the window 0 … 5.
	is "$(logged '/live/hi_.*' path | xargs -n 1 basename -s .ts | sort |
		xargs)" 'hi_000003 hi_000004 hi_000005 hi_000006 hi_000007'
	is "$(logged '/livef/mid_0.*' path | wc -w)" 5
	is "$(logged '/vod/lo_.*' path | wc -w)" 30
	is "$(logged '/vodf/mid_0.*' path | wc -w)" 30
	no grep -v ' complete=1 ' "$T/truth"
}

@test "it stops in order, by itself or on TERM, and logs what was cut" {
	up --rule '/vod/* rate=20000'
	curl -s -N -o "$T/part" "$U/vod/hi_000001.ts" 3>&- &
	started $!
	wait_for 3 test -s "$T/part"
	kill -TERM "$ORIGIN"
	wait "$ORIGIN"
	ORIGIN=
	is "$(logged /vod/hi_000001.ts complete)" 0
	grep -qx "origin: listening on http://127.0.0.1:$PORT" "$T/origin"

	run origin --media "$TOP/tests/media" --for 50ms -l '127.0.0.1:0'
	is "$status" 0
}

# folder: $T/cast, eight segments as a packager leaves them, 0.4 s each.
folder() {
	local i
	mkdir -p "$T/cast/below"
	{
		printf '#EXTM3U\r\n#EXT-X-VERSION:7\n'
		printf '#EXT-X-TARGETDURATION:1\n#EXT-X-PLAYLIST-TYPE:VOD\n'
		printf '#EXT-X-MEDIA-SEQUENCE:7\n#EXT-X-MAP:URI="i1"\n'
		for i in 0 1 2 3 4 5 6 7; do
			eval "${1:-:}"
			printf '#EXTINF:0.400000,\n%s.ts?t={n}\n' $i
			echo "segment $i" >"$T/cast/$i.ts"
		done
		echo '#EXT-X-ENDLIST'
	} >"$T/cast/hi.m3u8"
	printf '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9\n/s/{n}/cast/hi.m3u8' \
		>"$T/cast/master.m3u8"
	echo deep >"$T/cast/below/0.m4s"
}

# list [PATH]: a playlist in one line, {n} and the head's first lines left out.
list() {
	curl -s "$U${1:-/cast/hi.m3u8}" | sed 's/?t=[0-9]*//
		s/^#EXT-X-/#/; /^#EXTM3U/d; /^#VERSION/d
		/^#TARGETDURATION/d' | tr -d '\r' | xargs
}

# listed NAMES: these are its segments; it stands in $T/listed then.
listed() {
	list >"$T/listed"
	is "$(grep -o '[0-9]\.ts' "$T/listed" | xargs)" "$1"
}

@test "a packager's folder appears as if made now" {
	folder
	up --cast "$T/cast" --window 2 --ahead 3
	info='#EXTINF:0.400000,'
	is "$(list)" "#MEDIA-SEQUENCE:8 #MAP:URI=i1 $info 1.ts $info 2.ts"
	wait_for 5 listed '2.ts 3.ts'
	is "$(list | cut -d' ' -f1)" '#MEDIA-SEQUENCE:9'
	wait_for 5 listed '6.ts 7.ts'
	list | grep -q '7.ts #ENDLIST$'
	is "$(list /castvod/hi.m3u8 | grep -o '[0-9]\.ts' | wc -l)" 8
	list /castvod/hi.m3u8 | grep -q '^#MEDIA-SEQUENCE:7 #PLAYLIST-TYPE:VOD '
	for path in /cast/3.ts '/s/me/cast/3.ts?t=9' /castvod/3.ts; do
		is "$(get '%{http_code} %{content_type}' $path)" \
			'200 video/mp2t'
		is "$(cat "$T/body")" 'segment 3'
	done
	is "$(get '%{content_type}' /cast/below/0.m4s)" video/mp4
	is "$(cat "$T/body")" deep
	is "$(get '%{http_code}' /cast/8.ts)" 404
	is "$(get '%{http_code}' /cast/)" 404
	is "$(get '%{http_code}' /s/me)" 404
	# Each request has its number.
	curl -s "$U/cast/master.m3u8" "$U/cast/master.m3u8" |
		grep -o '/s/.*' >"$T/urls"
	is "$(sort -u "$T/urls" | wc -l)" 2
	curl -s "$U/cast/hi.m3u8" | grep -q '^7.ts?t=[0-9][0-9]*$'
}

@test "a folder's tags that hold, and a packager that began anew" {
	folder 'case $i in
	2) printf "#EXT-X-MAP:URI=\"i2\"\n#EXT-X-DISCONTINUITY\n" ;;
	4) printf "#EXT-X-GAP\n#EXT-X-TARGETDURATION:3\n" ;;
	5) printf "#EXT-X-MEDIA-SEQUENCE:100\n#EXT-X-DISCONTINUITY\n" ;;
	esac'
	up --cast "$T/cast" --window 3 --ahead 4
	list >"$T/first"
	wait_for 5 listed '2.ts 3.ts 4.ts'
	curl -s "$U/cast/hi.m3u8" | grep -qx '#EXT-X-TARGETDURATION:3'
	cp "$T/listed" "$T/second"
	wait_for 5 listed '5.ts'
	cp "$T/listed" "$T/third"
	sed -i 's/#EXTINF:0.400000,/=/g' "$T"/first "$T"/second "$T"/third
	grep -qx '#MEDIA-SEQUENCE:8 #DISCONTINUITY-SEQUENCE:0 #MAP:URI=i1 = 1.ts'\
' #MAP:URI=i2 #DISCONTINUITY = 2.ts = 3.ts' "$T/first"
	grep -qx '#MEDIA-SEQUENCE:9 #DISCONTINUITY-SEQUENCE:0 #MAP:URI=i2'\
' #DISCONTINUITY = 2.ts = 3.ts #GAP = 4.ts' "$T/second"
	grep -qx '#MEDIA-SEQUENCE:100 #DISCONTINUITY-SEQUENCE:0 #MAP:URI=i2'\
' #DISCONTINUITY = 5.ts' "$T/third"
}

@test "bursts, EVENT, program dates, and durations that EXTINF hides" {
	folder 'printf "#duration 0.5\n"'
	up --cast "$T/cast" --event --burst 3 --ahead 3 --pdt --end-after 2s
	begin=$(date +%s)
	list >"$T/first"
	grep -q '^#MEDIA-SEQUENCE:7 #PLAYLIST-TYPE:EVENT ' "$T/first"
	is "$(grep -o '[0-9]\.ts' "$T/first" | xargs)" '0.ts 1.ts 2.ts'
	wait_for 5 listed '0.ts 1.ts 2.ts 3.ts 4.ts 5.ts'
	# The end shows what there is, whole burst or not.
	wait_for 5 listed '0.ts 1.ts 2.ts 3.ts 4.ts 5.ts 6.ts'
	list | grep -q '6.ts #ENDLIST$'
	curl -s "$U/cast/hi.m3u8" | sed -n 's/#EXT-X-PROGRAM-DATE-TIME://p' |
		tr -d Z | while read -r date; do
			date -ud "$date" +%s.%3N
		done >"$T/dates"
	# 0.5 s apart, and the first 1.5 s before the origin began.
	awk -v b="$begin" 'NR > 1 && ($1 - was < 0.498 || $1 - was > 0.502) {
		bad = 1
	}
	NR == 1 && ($1 < b - 3 || $1 > b + 0.5) { bad = 1 }
	{ was = $1 }
	END { exit bad || NR != 7 }' "$T/dates"
}

@test "an older playlist, HTTP/1.0, a page in place of a body" {
	up --rule '/live/hi.m3u8 from=2100ms ago=2s' --rule '/vod/* http10' \
		--rule '/live/hi_000001.ts body=html'
	is "$(sequence live)" 0
	wait_for 4 eval 'is "$(sequence livef)" 1'
	is "$(sequence live)" != 2
	wait_for 4 eval 'is "$(sequence livef)" 2'
	is "$(sequence live)" 1
	get '' /vod/hi_000001.ts -D "$T/head"
	grep -q '^HTTP/1.0 200 OK' "$T/head"
	curl -s -o "$T/a" -o "$T/b" "$U/vod/hi_000002.ts" "$U/vod/hi_000003.ts"
	is "$(logged '/vod/hi_00000[23].ts' nreq)" '1 1'
	is "$(get '%{http_code} %{content_type}' /live/hi_000001.ts)" \
		'200 text/html'
	grep -q '^<!DOCTYPE html>$' "$T/body"
}

@test "misuse ends with 2 and names the mistake" {
	for rule in 'x delay=3' 'x dely=3ms' 'x nth=0' 'x rate=0' \
	    'x status=99' 'x stall=1s@' 'x per=host' 'x close=1' \
	    'x from=2' 'x until=0s' 'x until=never' \
	    'x ago=6' 'x http10=1' 'x header=a' 'x body=' ''; do
		run origin --rule "$rule"
		echo "$rule: $output"
		is "$status" 2
		[[ $output == *'origin: --rule: '* ]]
	done
	run origin -l localhost
	is "$status" 2
	run origin extra
	is "$status" 2
	run origin --cast "$T/no" --media "$TOP/tests/media"
	is "$status" 1
	run origin --burst 0
	is "$status" 2
	run origin --media "$T"
	is "$status" 1
	[[ $output == *media.sh* ]]
	run origin --log "$T/no/log" --media "$TOP/tests/media"
	is "$status" 1
}

@test "make origin tells its URLs and what to try, and of a port that is taken" {
	"$TOP/tests/serve" 0 >"$T/said" 2>"$T/err" 3>&- &
	local serve=$!
	started $serve
	wait_for 10 grep -q 'bin/hls-agg$' "$T/said"
	is "$(grep -c '^  .*http://127.0.0.1:[0-9]*/live' "$T/said")" 4
	while read -r u; do
		curl -sf -o "$T/body" "$u"
		grep -q '^#EXTM3U' "$T/body"
	done < <(grep -o 'http://[^ ]*' "$T/said")
	PORT=$(sed -n 's|.*:\([0-9]*\)/live/hi.m3u8$|\1|p' "$T/said" | head -n 1)
	run "$TOP/tests/serve" "$PORT"
	is "$status" 1
	is "$output" "$(line "port $PORT of 127.0.0.1 is taken: say another one," \
		"as in make origin PORT=$((PORT + 1))")"
	run "$TOP/tests/serve" x
	is "$status" 2
	kill -TERM $serve
	wait $serve
	no curl -s "http://127.0.0.1:$PORT/health"
}
