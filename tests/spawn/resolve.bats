#!/usr/bin/env bats
# --resolve, --insecure and --cacert of hls-spawn, with the real FFmpeg against
# nginx: names that no name server knows, two certificates of a CA of our own.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/servers

# certificate NAME: $D/NAME.pem and .key, signed by the CA.
certificate() {
	openssl req -newkey rsa:2048 -nodes -keyout "$D/$1.key" \
		-out "$D/$1.csr" -subj "/CN=$1"
	openssl x509 -req -in "$D/$1.csr" -CA "$D/ca.pem" -CAkey "$D/ca.key" \
		-CAcreateserial -days 2 -out "$D/$1.pem" \
		-extfile <(echo "subjectAltName=DNS:$1")
}

certificates() {
	openssl req -x509 -newkey rsa:2048 -nodes -keyout "$D/ca.key" \
		-out "$D/ca.pem" -days 2 -subj /CN=test-ca
	certificate good.test
	certificate other.test
}

playlist() {
	printf '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n'
	[ "$1" = clear ] ||
		printf '#EXT-X-KEY:METHOD=AES-128,URI="k.key",IV=0x%032d\n' 0
	for i in 0 1 2 3; do
		printf '#EXTINF:2.0,\n%s_%d.ts\n' "$1" $i
	done
	echo '#EXT-X-ENDLIST'
}

media() {
	local i
	mkdir "$D/www"
	printf 0123456789abcdef >"$D/www/k.key"
	for i in 0 1 2 3; do
		cp "$TOP/tests/media/hi_00000$i.ts" "$D/www/clear_$i.ts"
		openssl enc -aes-128-cbc -in "$D/www/clear_$i.ts" \
			-out "$D/www/aes_$i.ts" -iv 00000000000000000000000000000000 \
			-K "$(od -An -tx1 "$D/www/k.key" | tr -d ' \n')"
	done
	playlist clear >"$D/www/clear.m3u8"
	playlist aes >"$D/www/aes.m3u8"
}

# What nginx serves: http on its port, https on the one behind it.
sites() {
	cat <<-E
	log_format l '\$status \$scheme \$http_host \$ssl_server_name '
		'\$request_uri \$body_bytes_sent \$http_user_agent';
	access_log $D/access l;
	server {
		listen 127.0.0.2:$PORT;
		location = /away.m3u8 {
			return 302 http://other.test:$PORT/clear.m3u8;
		}
		location = /local.m3u8 {
			return 302 http://127.0.0.2:$PORT/clear.m3u8;
		}
	}
	server {
		listen 127.0.0.2:$((PORT + 1)) ssl;
		server_name good.test;
		ssl_certificate $D/good.test.pem;
		ssl_certificate_key $D/good.test.key;
	}
	server {
		listen 127.0.0.2:$((PORT + 1)) ssl;
		server_name wrong.test;
		ssl_certificate $D/other.test.pem;
		ssl_certificate_key $D/other.test.key;
	}
	E
}

setup_file() {
	"$TOP/tests/need" openssl nginx curl
	"$TOP/tests/media.sh"
	export D=$BATS_FILE_TMPDIR NGINX
	certificates 2>/dev/null
	media
	nginx_up "$D" 127.0.0.2 /clear.m3u8
	export HTTP=$PORT HTTPS=$((PORT + 1))
}

teardown_file() {
	kill -KILL $NGINX 2>/dev/null || :
}

setup() {
	set_up
	: >"$D/access"
}

# watch URL OPTIONS...: one viewer to the end; its stream is in $T/raw.
watch() {
	local url=$1
	shift
	hls-spawn --pace off --once -d 20s "$@" "$url" >"$T/raw" 2>"$T/err"
}

# seen STATUS SCHEME HOST SNI: paths that FFmpeg asked for in this way, sorted.
seen() {
	awk -v want="$*" '$1 " " $2 " " $3 " " $4 == want && !/probe|curl|watch/ {
		print $5 }' "$D/access" | sort | paste -sd' '
}

# watched SCHEME HOST SNI: the watch asked so for the playlist, and for nothing
# else: in the look before the run and once in it.
watched() {
	is "$(grep -c "^200 $1 $2 $3 /clear.m3u8 .*(watch)" "$D/access")" 2
	is "$(grep -c '(watch)' "$D/access")" 2
	is "$(grep -c ' - watch n=1 status=200 ' "$T/raw")" 1
}

# Everything that was asked for was asked for in this one way.
all_seen() {
	local want=$1
	shift
	[ "$(seen "$@")" = "$want" ] || { cat "$D/access" "$T/err"; return 1; }
	is "$(grep -Evc 'probe|curl|watch' "$D/access")" "$(wc -w <<<"$want")"
}

TRUST="hls-spawn: the server's certificate is not trusted: --cacert FILE trusts"
TRUST+=" its CA, --insecure takes any"
CLEAR="/clear.m3u8 /clear_0.ts /clear_1.ts /clear_2.ts /clear_3.ts"

@test "http: playlist and segments go to the address, Host is kept" {
	watch "http://good.test:$HTTP/clear.m3u8" \
		--resolve "good.test:$HTTP:127.0.0.2"
	all_seen "$CLEAR" 200 http "good.test:$HTTP" -
	watched http "good.test:$HTTP" -
	# Whole, as without a relay.
	is "$(awk '/ts / { n += $6 } END { print n }' "$D/access")" -ge \
		"$(cat "$D"/www/clear_*.ts | wc -c)"
	grep -q ' exit code=0 ' "$T/raw"
}

@test "https: SNI and certificate are those of the name" {
	watch "https://good.test:$HTTPS/clear.m3u8" --cacert "$D/ca.pem" \
		--resolve "good.test:$HTTPS:127.0.0.2"
	all_seen "$CLEAR" 200 https "good.test:$HTTPS" good.test
	watched https "good.test:$HTTPS" good.test
	grep -q ' exit code=0 ' "$T/raw"
}

@test "the bare form means the URL's own host" {
	watch "https://good.test:$HTTPS/clear.m3u8" --cacert "$D/ca.pem" \
		--resolve 127.0.0.2
	all_seen "$CLEAR" 200 https "good.test:$HTTPS" good.test
}

@test "an AES-128 key goes the same way" {
	watch "https://good.test:$HTTPS/aes.m3u8" --cacert "$D/ca.pem" \
		--resolve 127.0.0.2
	all_seen "/aes.m3u8 /aes_0.ts /aes_1.ts /aes_2.ts /aes_3.ts /k.key" \
		200 https "good.test:$HTTPS" good.test
}

@test "a certificate for another name fails; --insecure takes it" {
	run -0 watch "https://wrong.test:$HTTPS/clear.m3u8" -d 3s \
		--cacert "$D/ca.pem" --resolve 127.0.0.2
	grep -q "owner does not match hostname wrong.test" "$T/raw"
	is "$(grep -cx "$TRUST" "$T/err")" 1
	all_seen "" 200 https "wrong.test:$HTTPS" wrong.test
	watch "https://wrong.test:$HTTPS/clear.m3u8" --insecure \
		--resolve 127.0.0.2
	no grep "$TRUST" "$T/err"
	all_seen "$CLEAR" 200 https "wrong.test:$HTTPS" wrong.test
}

@test "a CA that is not known fails" {
	run -0 watch "https://good.test:$HTTPS/clear.m3u8" -d 3s \
		--resolve 127.0.0.2
	grep -q "Peer certificate failed verification" "$T/raw"
	grep -q ' - watch n=1 reason=tls ' "$T/raw"
	is "$(grep -cx "$TRUST" "$T/err")" 1
	all_seen "" 200 https "good.test:$HTTPS" good.test
}

@test "redirects lead to other hosts, with and without a rule" {
	watch "http://good.test:$HTTP/away.m3u8" --resolve 127.0.0.2 \
		--resolve "OTHER.test:$HTTP:127.0.0.2"
	is "$(seen 302 http "good.test:$HTTP" -)" /away.m3u8
	is "$(seen 200 http "other.test:$HTTP" -)" "$CLEAR"
	: >"$D/access"
	watch "http://good.test:$HTTP/local.m3u8" --resolve 127.0.0.2
	is "$(seen 200 http "127.0.0.2:$HTTP" -)" "$CLEAR"
}

@test "an address that refuses is named before the run and in FFmpeg's log" {
	for scheme in http https; do
		run -0 watch "$scheme://good.test:$HTTP/clear.m3u8" -d 2s \
			--resolve 127.0.0.3
		grep -q "HTTP error 502 hls-relay: 127.0.0.3 port $HTTP: Connection refused" \
			"$T/raw"
		is "$(told "$T/err" | head -n 1)" "$(line 'hls-spawn: --resolve: no' \
			"connection to 127.0.0.3 port $HTTP: Connection refused;" \
			'clients take the first streams')"
		# No server has said that.
		hls-parse <"$T/raw" >"$T/ev"
		hls-agg -jq "$T/ev" >"$T/json" || is $? 1
		jq -e '.http.code == null and .http.class."5xx" == 0 and
			.playlist.denied == 0 and .startup.count == 0' "$T/json"
		[ $scheme = https ] ||
			grep -q 'fetch_fail .* status=502 reason=relay ' "$T/ev"
	done
}

@test "proxies of the environment are not asked" {
	http_proxy=http://127.0.0.1:1 no_proxy=good.test \
		watch "http://good.test:$HTTP/clear.m3u8" --resolve 127.0.0.2
	all_seen "$CLEAR" 200 http "good.test:$HTTP" -
}

@test "rules that are none are refused" {
	for rule in good.test:80 good.test:80:there :80:127.0.0.1 ::1 x:0:::1; do
		run -2 hls-spawn --resolve "$rule" http://good.test/ 2>"$T/err"
		[[ $output == *"--resolve: \"$rule\": "* ]]
	done
	run -2 hls-spawn --resolve 127.0.0.1 -- true
	[[ $output == *"an address alone needs one URL"* ]]
}

# relay_of PID: the relay among a run's processes, which has a child itself.
relay_of() {
	ps -eo pid=,ppid= | awk -v p="$1" '{ parent[$1] = $2 } END {
		for (i in parent)
			if (parent[parent[i]] == p)
				print parent[i] }'
}

@test "the relay ends with the run, however that ends; the run with it" {
	for signo in TERM KILL; do
		hls-spawn --resolve x.test:1:127.0.0.1 -- sleep 60 >"$T/raw" 2>"$T/err" 3>&- &
		pid=$!
		started $pid
		wait_for 5 grep -q ' start ' "$T/raw"
		relay=$(relay_of $pid)
		names=$(ps -eo pid=,ppid= | awk -v p="$relay" '$2 == p { print $1 }')
		[ -n "$relay" ]
		[ -n "$names" ]
		kill -$signo $pid
		wait_for 5 gone $pid
		wait_for 5 gone "$relay"
		wait_for 5 gone "$names"
	done
	hls-spawn --resolve x.test:1:127.0.0.1 -- sleep 60 >"$T/raw" 2>"$T/err" 3>&- &
	pid=$!
	started $pid
	wait_for 5 grep -q ' start ' "$T/raw"
	kill -KILL "$(relay_of $pid)"
	wait_for 5 gone $pid
	wait $pid && return 1
	grep -q 'the relay process is gone' "$T/err"
	tail -n 1 "$T/raw" | grep -q 'end reason=failed'
}

# relay_up OPTION...: a run that only has its relay: $pid, and $PROXY.
relay_up() {
	hls-spawn "$@" -- sh -c "echo \$http_proxy >$T/proxy; exec sleep 60" \
		>"$T/run" 2>"$T/told" 3>&- &
	pid=$!
	started $pid
	wait_for 5 test -s "$T/proxy"
	PROXY=$(cat "$T/proxy")
}

# stop_run: it ends, and so has said all it says.
stop_run() {
	kill $pid
	wait_for 5 gone $pid
}

# through [COMMAND...]: its curl asks through the relay, as http and in CONNECT,
# for a host with a rule and for one without; the statuses.
through() {
	local url
	for url in "http://good.test:$HTTP" "https://good.test:$HTTPS" \
		"http://127.0.0.2:$HTTP"; do
		"$@" curl -sk --proxy "$PROXY" -A tried -o "$T/body" \
			-w '%{http_code}/%{http_connect} ' "$url/clear.m3u8" || :
	done
}

# tried: how many of these requests came to the origin.
tried() {
	grep -c ' tried$' "$D/access" || :
}

# told FILE: what was said in it, but for how the relay knows its user's.
told() {
	grep -Ev 'relay: (without sock_diag|this system does not)' "$1" || :
}

# as_other COMMAND...: as a user whom this run is not.
as_other() {
	setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
}

# with_other: where that can be. Their hls-spawn and what it reads are in $T, as
# this tree may be out of their sight.
with_other() {
	[ "$(id -u)" = 0 ] || skip "only root can be another user"
	"$TOP/tests/need" setpriv
	hls-spawn -d 100ms --resolve x.test:1:127.0.0.1 -- sleep 9 \
		>/dev/null 2>"$T/told"
	no grep -q 'relay: this system does not tell' "$T/told" ||
		skip "nothing tells here whose a connection is"
	cp "$TOP/bin/hls-spawn" "$D/ca.pem" "$T"
	chmod 777 "$T"
}

# It is no word of the system's that a descriptor is wanting, and no reason to
# serve everybody.
@test "the relay is not open to all for want of descriptors" {
	local n run=(hls-spawn -d 100ms --resolve x.test:1:127.0.0.1 -- sleep 9)
	"${run[@]}" >/dev/null 2>"$T/told"
	no grep -q 'relay: this system does not tell' "$T/told" ||
		skip "nothing tells here whose a connection is"
	for n in $(seq 5 20); do
		(ulimit -n "$n" && exec "${run[@]}") >/dev/null 2>>"$T/err" || :
	done
	no grep 'this system does not tell' "$T/err"
	grep -q 'hls-spawn: relay: Too many open files' "$T/err"
}

@test "the relay of root serves no other user" {
	with_other
	relay_up --resolve "good.test:$HTTP:127.0.0.2" \
		--resolve "good.test:$HTTPS:127.0.0.2"
	is "$(through as_other)" "403/000 000/403 403/000 "
	is "$(tried)" 0
	is "$(through)" "200/000 200/200 200/000 "
	is "$(tried)" 3
	stop_run
	is "$(told "$T/told")" \
		"hls-spawn: relay: 3 connections of other users refused"
}

# proxy_of PID: that the run's FFmpeg plays through.
proxy_of() {
	local viewer
	viewer=$(ps -eo pid=,ppid=,comm= |
		awk -v p="$1" '$2 == p && $3 == "ffmpeg" { print $1 }')
	tr '\0' '\n' <"/proc/$viewer/environ" |
		sed -n 's/^http_proxy=//p' | grep .
}

# beside URL SCHEME HOST SNI: one viewer plays it to the end, by these requests,
# while another user tries the relay.
beside() {
	local url=$1
	shift
	: >"$D/access"
	hls-spawn --once -d 30s --cacert "$D/ca.pem" --resolve 127.0.0.2 \
		--resolve "other.test:$HTTP:127.0.0.2" "$url" \
		>"$T/raw" 2>"$T/err" 3>&- &
	pid=$!
	started $pid
	wait_for 15 proxy_of $pid
	PROXY=$(proxy_of $pid)
	is "$(through as_other)" "403/000 000/403 403/000 "
	wait $pid
	is "$(tried)" 0
	is "$(seen 200 "$@")" "$CLEAR"
	grep -q ' exit code=0 ' "$T/raw"
	is "$(tail -n 1 "$T/err")" \
		"hls-spawn: relay: 3 connections of other users refused"
}

@test "while others are refused the viewers play, redirected and by https" {
	with_other
	beside "http://good.test:$HTTP/away.m3u8" http "other.test:$HTTP" -
	beside "https://good.test:$HTTPS/clear.m3u8" \
		https "good.test:$HTTPS" good.test
}

@test "another user has a relay too, which serves that user" {
	with_other
	hls-spawn() {
		as_other "$T/hls-spawn" "$@"
	}
	watch "http://good.test:$HTTP/away.m3u8" --resolve 127.0.0.2 \
		--resolve "other.test:$HTTP:127.0.0.2"
	is "$(seen 200 http "other.test:$HTTP" -)" "$CLEAR"
	: >"$D/access"
	watch "https://good.test:$HTTPS/clear.m3u8" --cacert "$T/ca.pem" \
		--resolve 127.0.0.2
	all_seen "$CLEAR" 200 https "good.test:$HTTPS" good.test
	told "$T/err" | no grep relay
}

@test "where nobody can tell whose a connection is, that is said once" {
	unshare -U true || skip "no user namespaces here"
	relay_up --resolve "good.test:$HTTP:127.0.0.2"
	stop_run
	is "$(told "$T/told")" ""
	rm "$T/proxy"
	chmod 777 "$T"
	hls-spawn() {
		exec unshare -U "$TOP/bin/hls-spawn" "$@"
	}
	relay_up --resolve "good.test:$HTTP:127.0.0.2"
	is "$(cat "$T/told")" "$(line 'hls-spawn: relay: this system does not' \
		'tell whose a connection is: any user of this machine may use it')"
	is "$(through)" "200/000 000/502 200/000 "
}
