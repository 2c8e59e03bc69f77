#!/usr/bin/env bats
# Twenty-one ways in which a run comes to nothing from its start on, and two in
# which it comes to something. Each is judged as it was, and once more as if
# its machine had had no time for it.

load ../lib/helper
load ../lib/servers

# NAME CODE BUSY ALONE WORDS: the exit code with -T default, on a busy machine,
# and without thresholds; what the first sentence says, a pattern.
table() {
	sed 's/#.*//; /^$/d' <<-'END'
	404         99 99 1  *nothing?played?[(]playlist?404)*
	401         99 99 1  *nothing?played?[(]playlist?401)*
	403         99 99 1  *nothing?played?[(]playlist?403)*
	503         99 99 1  *nothing?played?[(]playlist?503)*
	html        99 99 1  *nothing?played?[(]no?stream*
	mp4         99 99 1  *nothing?played?[(]no?stream*
	mpd         99 99 1  *nothing?played?[(]no?stream*
	empty       99 99 1  *nothing?played?[(]no?stream*
	m3u         99 99 1  *nothing?played?[(]playlist?invalid)*
	refused     99 99 1  *nothing?played?[(]connect?refused)*
	dns         99 99 1  *nothing?played?[(]connect?dns)*
	timeout     99 99 1  *nothing?played*
	tls         99 99 1  *nothing?played?[(]connect?tls)*
	silent      99 99 1  *nothing?played*	# of TLS no word
	https       99 99 1  *nothing?played?[(]playlist?400)*
	segments    99 99 1  *nothing?played?[(]segment?404)*
	keys        99 99 1  *nothing?played?[(]key?404)*
	wrongkeys   99 99 1  *nothing?played*
	dead        99 98 0  *stale?playlist*	# what it has is played, late
	noffmpeg    1  1  1  *
	file        1  1  1  *			# no URL
	noffprobe   0  0  0  *none?rebuffered*
	good        0  0  0  *none?rebuffered*
	END
}

# The playlist of the test's segments, with another head and foot.
#	playlist HEAD FOOT PREFIX
playlist() {
	local i
	printf '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n%s' "$1"
	for i in 0 1 2 3 4; do
		printf '#EXTINF:2.0,\n%shi_00000%d.ts\n' "$3" $i
	done
	printf '%s' "$2"
}

folder() {
	local end=$'#EXT-X-ENDLIST\n' m=media/
	mkdir -p "$D/www"
	ln -s "$TOP/tests/media" "$D/www/media"
	playlist '' "$end" $m >"$D/www/good.m3u8"
	playlist $'#EXT-X-PLAYLIST-TYPE:EVENT\n' '' $m >"$D/www/dead.m3u8"
	playlist '' "$end" nowhere/ >"$D/www/segments.m3u8"
	playlist $'#EXT-X-KEY:METHOD=AES-128,URI="none.key"\n' "$end" $m \
		>"$D/www/keys.m3u8"
	printf 0123456789abcdef >"$D/www/k.key"
	playlist $'#EXT-X-KEY:METHOD=AES-128,URI="k.key"\n' "$end" $m \
		>"$D/www/wrongkeys.m3u8"
	: >"$D/www/empty.m3u8"
	printf '#EXTM3U\n#EXTINF:123,A song\nsong.mp3\n' >"$D/www/m3u.m3u"
	echo '<!DOCTYPE html><html><body>Gone fishing</body></html>' \
		>"$D/www/html.html"
	echo '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"
		type="static"></MPD>' >"$D/www/mpd.mpd"
	ffmpeg -v error -i "$D/www/media/hi_000000.ts" -c copy \
		-movflags faststart "$D/www/mp4.mp4" </dev/null
}

sites() {
	cat <<-E
	types { application/vnd.apple.mpegurl m3u8; video/mp2t ts;
		video/mp4 mp4; text/html html; application/dash+xml mpd; }
	server { listen 127.0.0.1:$PORT; }
	server { listen 127.0.0.1:$((PORT + 1)) ssl;
		ssl_certificate $D/tls.pem; ssl_certificate_key $D/tls.key; }
	E
}

# url NAME: what is asked for.
url() {
	case $1 in
	40[134] | 503 | timeout) echo "$URL/s/$1/live/hi.m3u8" ;;
	refused) echo "http://127.0.0.1:1/x.m3u8" ;;
	dns) echo "http://no-such-host.invalid/x.m3u8" ;;
	tls) echo "https://127.0.0.1:$PORT/good.m3u8" ;;
	silent) echo "${URL/http:/https:}/live/hi.m3u8" ;;
	https) echo "http://127.0.0.1:$((PORT + 1))/good.m3u8" ;;
	file) echo "$D/www/good.m3u8" ;;
	noff*) echo "http://127.0.0.1:$PORT/good.m3u8" ;;
	mp4) echo "http://127.0.0.1:$PORT/mp4.mp4" ;;
	html) echo "http://127.0.0.1:$PORT/html.html" ;;
	mpd) echo "http://127.0.0.1:$PORT/mpd.mpd" ;;
	m3u) echo "http://127.0.0.1:$PORT/m3u.m3u" ;;
	*) echo "http://127.0.0.1:$PORT/$1.m3u8" ;;
	esac
}

# on IDLE EVENTS: as a machine with so much idle time would tell them.
on() {
	sed -E -e "/ tick /s/ idle=[0-9.]+/ idle=$1/" \
		-e '/ tick /s/ late_max=[0-9.]+/ late_max=0.001/' "$2"
}

# run_one NAME: two viewers, and all that is judged of them, below $D/NAME.
run_one() {
	local d=$D/$1 how code extra=()
	mkdir "$d"
	[ "$1" != noffmpeg ] || extra=(--ffmpeg "$D/none/ffmpeg")
	[ "$1" != noffprobe ] || extra=(--ffmpeg "$D/only/ffmpeg")
	[ "$1" != dead ] || extra=(-d 12s)
	code=0
	hls-spawn -n 2 -r 2 -d 6s "${extra[@]}" "$(url "$1")" \
		>"$d/raw" 2>"$d/err" || code=$?
	echo $code >"$d/spawn"
	hls-parse <"$d/raw" >"$d/events" 2>"$d/parse" || :
	on 0.900000 "$d/events" >"$d/calm"
	on 0.000000 "$d/events" >"$d/busy"
	for how in calm busy; do
		code=0
		hls-agg -T default --junit "$d/$how.xml" "$d/$how" \
			>/dev/null 2>"$d/$how.report" || code=$?
		echo $code >"$d/$how.code"
		code=0
		hls-agg --junit "$d/$how.alone.xml" "$d/$how" \
			>/dev/null 2>"$d/$how.alone" || code=$?
		echo $code >"$d/$how.alone.code"
	done
}

setup_file() {
	local name rest
	"$TOP/tests/need" nginx curl ffmpeg openssl
	"$TOP/tests/media.sh"
	export D=$BATS_FILE_TMPDIR
	T=$D STARTED=()
	folder
	mkdir "$D/only"
	printf '#!/bin/sh\nexec %s "$@"\n' "$(command -v ffmpeg)" >"$D/only/ffmpeg"
	chmod +x "$D/only/ffmpeg"
	openssl req -x509 -newkey rsa:2048 -nodes -keyout "$D/tls.key" \
		-out "$D/tls.pem" -days 2 -subj /CN=localhost 2>/dev/null
	nginx_up "$D" 127.0.0.1 /good.m3u8
	origin_up --rule '/s/404/* status=404' --rule '/s/401/* status=401' \
		--rule '/s/403/* status=403' --rule '/s/503/* status=503' \
		--rule '/s/timeout/* delay=60s' --for 300s
	table | {
		while read -r name rest; do
			while [ "$(jobs -pr | wc -l)" -ge 5 ]; do sleep 0.1; done
			run_one "$name" 3>&- &
		done
		wait
	}
	kill -KILL $NGINX "${STARTED[@]}"
}

# judged HOW: each row of the table against what came of it.
judged() {
	local name code busy alone words want got bad=0
	while read -r name code busy alone words; do
		[ "$1" = calm ] || code=$busy
		want="$code $alone"
		got="$(cat "$D/$name/$1.code") $(cat "$D/$name/$1.alone.code")"
		[ "$got" = "$want" ] || {
			echo "$name: $got, not $want"
			bad=1
		}
		# shellcheck disable=SC2053
		[[ $(head -n 1 "$D/$name/$1.report") == $words ]] || {
			echo "$name: $(head -n 1 "$D/$name/$1.report")"
			bad=1
		}
	done < <(table)
	return $bad
}

# counted NAME HOW CODE: JUnit has a failure or an error, as the code says.
counted() {
	case $3 in
	0) grep ' failures="0" errors="0"' "$D/$1/$2.xml" ;;
	98) grep ' failures="0" errors="[1-9]' "$D/$1/$2.xml" ;;
	99) grep ' failures="[1-9]' "$D/$1/$2.xml" ;;
	*) [ "$(cat "$D/$1/spawn")" -gt 0 ] ;;	# there was no run
	esac >/dev/null
}

@test "twenty-one ways to fail: exit codes and first sentences" {
	judged calm
}

@test "the same on a machine without idle time" {
	judged busy
}

@test "the same in JUnit" {
	local name code busy alone words bad=0
	while read -r name code busy alone words; do
		counted "$name" calm "$code" && counted "$name" busy "$busy" && continue
		echo "$name"
		bad=1
	done < <(table)
	return $bad
}
