# Servers of test streams: the test origin, and nginx.

# origin_up OPTION...: the test origin on a free port until the test ends: $URL,
# its pid in $ORIGIN, its log in $T/truth.
origin_up() {
	rm -f "$T/port"
	origin --media "$TOP/tests/media" -l 127.0.0.1:0 --log "$T/truth" \
		--port-file "$T/port" --for 120s "$@" 2>"$T/origin" 3>&- &
	ORIGIN=$!
	started $ORIGIN
	wait_for 5 test -s "$T/port"
	URL=http://127.0.0.1:$(cat "$T/port")
}

# vod_folder: the test's segments as a VOD stream, $T/www/hi.m3u8.
vod_folder() {
	local f
	mkdir -p "$T/www"
	ln -s "$TOP/tests/media" "$T/www/media"
	{
		printf '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n'
		for f in "$TOP"/tests/media/hi_*.ts; do
			printf '#EXTINF:2.0,\nmedia/%s\n' "${f##*/}"
		done
		echo '#EXT-X-ENDLIST'
	} >"$T/www/hi.m3u8"
}

# nginx_conf DIR: the suite's "sites" prints what is its own in it. One process,
# which leaves no worker when it is killed.
nginx_conf() {
	cat <<-E
	daemon off;
	master_process off;
	user root;
	pid $1/nginx.pid;
	error_log $1/nginx.err;
	events { }
	http {
		client_body_temp_path $1/1; proxy_temp_path $1/2;
		fastcgi_temp_path $1/3; uwsgi_temp_path $1/4; scgi_temp_path $1/5;
		root $1/www;
		$(sites)
	}
	E
}

# nginx_up DIR HOST PATH: nginx with all its files in DIR, $NGINX, on a $PORT of
# that host: nobody says which are free, so another is tried until PATH is there.
nginx_up() {
	local try
	for try in 1 2 3 4 5; do
		PORT=$((20000 + RANDOM % 12000))
		nginx_conf "$1" >"$1/nginx.conf"
		PATH=$PATH:/usr/sbin nginx -c "$1/nginx.conf" 2>/dev/null 3>&- &
		NGINX=$!
		wait_for 5 curl -sf -A probe -o "$1/probe" "http://$2:$PORT$3" &&
			return
		kill -KILL $NGINX 2>/dev/null || :
	done
	return 1
}

# theirs: what the viewers got whole by the origin's log, and what failed.
theirs() {
	awk '{
		for (i = 1; i <= NF; i++) {
			eq = index($i, "=")
			v[substr($i, 1, eq - 1)] = substr($i, eq + 1)
		}
		kind = v["path"] ~ /m3u8/ ? "playlist" : "segment"
		if (v["ua"] ~ /probe|watch/)
			next
		if (v["complete"] != 1 || v["status"] >= 400)
			fail[kind]++
		else {
			count[kind]++
			bytes[kind] += v["sent"]
		}
	}
	END {
		printf "segment %d %d fail %d playlist %d\n", count["segment"],
		    bytes["segment"], fail["segment"], count["playlist"]
	}' "$T/truth"
}

# ours FILE: the same by a report in JSON.
ours() {
	jq -r '"segment \(.segment.count) \(.segment.bytes) fail " +
	    "\(.segment.fail) playlist \(.playlist.count)"' "$1"
}
