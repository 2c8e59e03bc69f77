#!/usr/bin/env bats
# hls-parse: raw lines in, events out.

load ../lib/helper

D=$TOP/tests/data
C=$D/captures

# events CAPTURE: what hls-parse makes of a stored capture.
events() {
	gzip -dc "$C/$1.raw.gz" | hls-parse
}

# The same as it is stored: the golden events are compared first.
stored() {
	gzip -dc "$C/$1.events.gz"
}

# All of them, or each SAMPLE-th.
captures() {
	(cd "$C" && for f in */*.raw.gz; do echo "${f%.raw.gz}"; done) |
		awk -v n="${SAMPLE:-1}" 'NR % n == 0'
}

@test "the hand-written chain: raw to events" {
	hls-parse <"$D/chain.raw" >"$T/got"
	same "$D/chain.events" "$T/got"
}

@test "every capture gives its golden events" {
	n=0
	for c in $(captures); do
		events "$c" >"$T/got"
		gzip -dc "$C/$c.events.gz" | cmp -s - "$T/got" || {
			gzip -dc "$C/$c.events.gz" >"$T/want"
			same "$T/want" "$T/got" || { echo "in $c"; return 1; }
		}
		n=$((n + 1))
	done
	is "$n" -ge $((700 / ${SAMPLE:-1}))
}

# Bodies without a length that end at once: 4.3.7/nocl_close, see hls-parse(1).
@test "every capture agrees with the server's own log" {
	n=0
	for c in $(captures); do
		[ -e "$C/$c.truth" ] && [ "$c" != 4.3.7/nocl_close ] || continue
		case $c in
		*.*.*.*) level=${c##*.} ;;
		*) level=trace ;;
		esac
		stored "$c" >"$T/ev"
		awk -v level="$level" -f "$TOP/tests/awk/event.awk" \
			-f "$TOP/tests/awk/truth.awk" \
			"$T/ev" "$C/$c.truth" || { echo "in $c"; return 1; }
		n=$((n + 1))
	done
	is "$n" -ge $((700 / ${SAMPLE:-1}))
}

@test "the comparison with the server's log notices one fetch too few" {
	truth=$C/5.1.9/slive.truth
	events 5.1.9/slive | awk '!($3 == "fetch" && ++n == 5)' >"$T/ev"
	run awk -f "$TOP/tests/awk/event.awk" \
			-f "$TOP/tests/awk/truth.awk" "$T/ev" "$truth"
	is "$status" 1
	[[ $output == "only at the server: "* ]]
	run awk -f "$TOP/tests/awk/event.awk" \
			-f "$TOP/tests/awk/truth.awk" /dev/null "$truth"
	is "$status" 1
}

@test "each request is closed exactly once" {
	for c in $(captures); do
		echo "= $c"
		stored "$c"
	done | awk '
	function settle(k) {
		for (k in open)
			if (open[k] != 0) { print "in " c; exit bad = 1 }
		split("", open)
	}
	$1 == "=" { settle(); c = $2 }
	$3 == "request" { open[$2 $4]++ }
	$3 ~ /^(fetch|fetch_fail|void|abort)$/ { open[$2 $4]-- }
	END { if (!bad) settle(); exit bad }'
}

@test "the same input in pieces gives the same output" {
	for c in 5.1.9/slive 9.0.2/seg_kaclose 4.3.7/chunked; do
		gzip -dc "$C/$c.raw.gz" >"$T/raw"
		hls-parse <"$T/raw" >"$T/want"
		for n in 1 7 65536; do
			pieces $n <"$T/raw" | hls-parse >"$T/got"
			same "$T/want" "$T/got"
		done
	done
}

@test "1 MiB of random bytes: no crash, nothing but a sentence or a count" {
	{ echo; head -c 1048576 /dev/urandom; } >"$T/rnd"
	run hls-parse <"$T/rnd"
	is "$status" 1
	is "$output" \
		'hls-parse: standard input: this is binary data: it is not read'
	echo '1795351500.000000 1.0 log a' | cat - "$T/rnd" >"$T/raw"
	run hls-parse <"$T/raw"
	is "$status" 0
	[[ $output == *"were no valid record" ]]
}

@test "random bytes inside of log lines leave no control byte" {
	gzip -dc "$C/5.1.9/slive.raw.gz" | head -3000 >"$T/raw"
	{ head -c 200000 /dev/urandom | tr '\n' 'x' | fold -b -w 60; echo; } |
		awk '{ print "1795351500.000000 1.0 log [http @ 0x55f] [error] " $0 }' >"$T/noise"
	for word in "Opening 'http://" "header='" "request: GET " \
	    "HLS request for url 'http://"; do
		head -500 "$T/noise" | sed "s|\[error\] |[error] $word|"
	done >>"$T/noise"
	hls-parse <"$T/noise" >"$T/ev"
	[ -s "$T/ev" ]
	is "$(LC_ALL=C tr -d '\n\040-\176' <"$T/ev" | wc -c)" 0
}

@test "secrets are redacted, the rest of the URL stays" {
	t='1795351500.000000 1.0 log [http @ 0x1]'
	cat >"$T/raw" <<-E
	$t [info] Opening 'https://bob:hunter2@o.example:8443/a/b.m3u8?sig=abc&exp=1' for reading
	$t [debug] request: GET /a/b.m3u8?sig=abc&exp=1 HTTP/1.1
	$t [error] odd thing at http://x:y@z/q?k=v, really
	E
	hls-parse <"$T/raw" >"$T/ev"
	run cat "$T/ev"
	[[ $output == *"url=https://o.example:8443/a/b.m3u8?sig=*&exp=*"* ]]
	[[ $output == *"text=odd%20thing%20at%20http://z/q?k=*%20really"* ]]
	[[ $output != *hunter2* && $output != *abc* ]]
}

@test "a hole in the log: no request is paired across it" {
	gzip -dc "$C/5.1.9/slive.raw.gz" >"$T/raw"
	at=$(grep -n 'request: GET.*seg_006' "$T/raw" | head -1 | cut -d: -f1)
	sed -e "$((at + 1)),$((at + 40))d" \
		-e "${at}a 1795353077.034000 1.0 lost lines=40 bytes=3000" \
		"$T/raw" >"$T/holed"
	hls-parse <"$T/holed" >"$T/ev"
	run grep -c ' fetch .*seg_006' "$T/ev"
	is "$output" 0
	grep -q ' request .*seg_006' "$T/ev"
	grep -q ' lost lines=40' "$T/ev"
	grep -q ' fetch .*seg_007' "$T/ev"
}

@test "a stream whose beginning is lost: no body is called short for it" {
	for c in 4.3.7/vod_2v 5.1.9/seg3_trunc_noreconn 7.1.5/chunked 9.0.2/seg3_reset_noreconn; do
		gzip -dc "$C/$c.raw.gz" | tail -c 64000 | sed \
			'1s/.*/1795353000.000000 1.0 lost lines=99 bytes=9999/' >"$T/raw"
		hls-parse <"$T/raw" >"$T/ev"
		is "$(grep -c ' fetch ' "$T/ev")" -gt 3
		run grep ' fetch_fail .*reason=short' "$T/ev"
		[ -z "$output" ] || { echo "in $c: $output"; return 1; }
	done
}

@test "a request whose opening is lost has its type by its path" {
	printf '1795351500.000000 1.0 %s\n' 'lost lines=9 bytes=900' \
		'log [http @ 0x5] [debug] request: GET /seg_006.ts HTTP/1.1' \
		"log [http @ 0x5] [trace] header='HTTP/1.1 200 OK'" \
		"log [http @ 0x5] [trace] header=''" >"$T/raw"
	hls-parse <"$T/raw" >"$T/ev"
	grep -q ' request n=1 type=segment .*url=/seg_006.ts$' "$T/ev"
}

@test "unknown kinds pass if they are valid, others are counted" {
	printf '%s\n' '1795351500.000000 - weather sun=1 text=a%20b' \
		'1795351500.000000 - weather sun' 'nonsense' '# a comment' >"$T/raw"
	run hls-parse <"$T/raw"
	is "${lines[0]}" '1795351500.000000 - weather sun=1 text=a%20b'
	is "${lines[1]}" 'hls-parse: 2 of 3 lines were no valid record'
	is "${#lines[@]}" 2
}

@test "a line too long and a last line without its newline are counted" {
	{ head -c 70000 /dev/zero | tr '\0' a; echo
	  echo '1795351500.000000 - weather sun=1'
	  printf '1795351500.000000 - weather sun=2'; } >"$T/raw"
	run hls-parse <"$T/raw"
	is "${lines[0]}" '1795351500.000000 - weather sun=1'
	is "${lines[1]}" 'hls-parse: 2 of 3 lines were no valid record'
}

@test "the viewer: a late segment is a rebuffer of that length" {
	sed -e '/503\|Failed to open/d' -e '/exit signal/,$d' "$D/chain.raw" >"$T/raw"
	t='1795351504.100000 1.0 log [hls @ 0x5580] [verbose]'
	cat >>"$T/raw" <<-E
	1795351503.305800 1.0 log [http @ 0x55b0] [trace] header='HTTP/1.1 200 OK'
	1795351503.305810 1.0 log [http @ 0x55b0] [trace] header='Content-Length: 1000'
	1795351503.305820 1.0 log [http @ 0x55b0] [trace] header=''
	1795351503.805800 1.0 log [mpegts @ 0x55c0] [trace] pid=100 stream_id=0xe0
	$t HLS request for url 'http://o.example/live/hi_009.ts', offset 0, playlist 0
	1795351504.100000 1.0 log [http @ 0x55b0] [debug] request: GET /live/hi_009.ts HTTP/1.1
	1795351504.200000 1.0 log [http @ 0x55b0] [trace] header='HTTP/1.1 200 OK'
	E
	hls-parse <"$T/raw" >"$T/ev"
	grep -q '^1795351503.805800 1.0 rebuffer start=1795351502.305800 time=1.500000$' "$T/ev"
}

@test "a session that ends before its first segment is a startup failure" {
	run events 9.0.2/master_404
	[[ $output == *"fetch_fail n=1 type=playlist status=404 reason=http"* ]]
	[[ $output == *" startup_fail reason=exit_error"* ]]
	run events 5.1.9/refused
	[[ $output == *" connect_fail addr=127.0.0.1 port="*" reason=refused"* ]]
}

@test "warnings that no rule knows become messages" {
	run hls-parse <<<"1795351500.000000 3.1 log [hls @ 0x1] [warning] the sky is falling"
	is "$output" "1795351500.000000 3.1 message level=warning text=the%20sky%20is%20falling"
}

@test "exit status: a full disk and a missing file are failures, a wrong option misuse" {
	run bash -c 'hls-parse <"$1" >/dev/full' _ "$D/chain.raw"
	is "$status" 1
	[[ $output == "hls-parse: standard output: "* ]]
	run hls-parse "$T/none"
	is "$status" 1
	run hls-parse --nonsense
	is "$status" 2
	[[ $output == "hls-parse: --nonsense: unknown option"* ]]
}

@test "files as operands are read one after the other" {
	head -20 "$D/chain.raw" >"$T/a"
	tail -n +21 "$D/chain.raw" >"$T/b"
	hls-parse "$T/a" "$T/b" >"$T/got"
	same "$D/chain.events" "$T/got"
}

@test "a reader that goes away is a quiet end" {
	run bash -c 'for i in $(seq 200); do cat "$1"; done |
		hls-parse 2>&1 >/dev/null | cat; :' _ "$D/chain.raw"
	is "$output" ""
	run bash -c 'set -o pipefail; for i in $(seq 2000); do cat "$1"; done |
		hls-parse | head -1 >/dev/null; echo ${PIPESTATUS[1]}' _ "$D/chain.raw"
	is "$output" 0
}

@test "on a pipe INT and HUP are ignored: the end is end-of-file" {
	mkfifo "$T/in"
	hls-parse <"$T/in" >"$T/out" 3>&- &
	pid=$!
	started $pid
	exec 9>"$T/in"
	head -3 "$D/chain.raw" >&9
	wait_for 5 test -s "$T/out"
	kill -INT $pid
	kill -HUP $pid
	tail -n +4 "$D/chain.raw" >&9
	exec 9>&-
	wait $pid
	same "$D/chain.events" "$T/out"
}

@test "a hole in the log is no rebuffer and no failed startup" {
	# The viewer of the chain would rebuffer from 502.3 on.
	sed -e '/tick.*running=1/i 1795351501.900000 1.0 lost lines=9 bytes=700' \
		"$D/chain.raw" >"$T/raw"
	hls-parse <"$T/raw" >"$T/ev"
	run grep -c rebuffer\  "$T/ev"
	is "$output" 0
	sed -e '/Opening.*hi_007/a 1795351500.095700 1.0 lost lines=9 bytes=700' \
		-e '/hi_007\|hi_008\|mpegts/d' \
		-e 's/exit signal=15 \(.*\) reason=shutdown/exit code=1 \1 reason=exit/' \
		"$D/chain.raw" >"$T/raw"
	hls-parse <"$T/raw" >"$T/ev"
	run grep startup "$T/ev"
	[[ $output != *startup_fail* ]]
	sed '/ lost /d' "$T/raw" | hls-parse >"$T/ev"
	grep -q 'startup_fail reason=exit_error' "$T/ev"
}

@test "a control byte in a subject makes it no record" {
	printf '1795351500.000000 %b foo a=1\n' 1.0 '\033[31mX\007' |
		hls-parse >"$T/ev" 2>"$T/err"
	is "$(cat "$T/ev")" '1795351500.000000 1.0 foo a=1'
	grep -q '1 of 2 lines' "$T/err"
}

@test "absurd sizes and stamps are refused or kept in range" {
	max=9223372036854775807
	for i in 1 2 3 4 5 6; do
		t="1795351500.00000$i 1.0 log"
		cat <<-E
		99999999999.999999 1.0 log [http @ 0x5] [debug] request: GET /$i.ts HTTP/1.1
		$t [http @ 0x5] [trace] header='HTTP/1.1 200 OK'
		$t [http @ 0x5] [trace] header='Content-Length: $((1 << 50))'
		$t [http @ 0x5] [trace] header=''
		$t [http @ 0x5] [trace] Chunked encoding data size: 1125899906842624
		$t [AVIOContext @ 0x6] [verbose] Statistics: $max bytes read, 0 seeks
		E
	done >"$T/raw"
	hls-parse <"$T/raw" >"$T/ev"
	is "$(grep -c ' request ' "$T/ev")" 6
	run grep -E 'bytes=-|bytes=[0-9]{18}' "$T/ev"
	is "$status" 1
}

@test "what is left of a body in place of an answer proves nothing whole" {
	t='1795351500.000000 1.0 log [http @ 0x5]'
	hls='1.0 log [hls @ 0x1]'
	cat >"$T/raw" <<-E
	1795351500.000000 $hls [verbose] HLS request for url 'http://o/1.ts', offset 0, playlist 0
	1795351500.000000 1.0 log [hls @ 0x1] [info] Opening 'http://o/1.ts' for reading
	$t [debug] request: GET /1.ts HTTP/1.1
	$t [trace] header='HTTP/1.1 200 OK'
	$t [trace] header='Content-Length: 5000'
	$t [trace] header=''
	1795351502.000000 $hls [verbose] HLS request for url 'http://o/2.ts', offset 0, playlist 0
	1795351502.000000 1.0 log [http @ 0x6] [info] Opening 'http://o/2.ts' for reading
	$t [debug] request: GET /2.ts HTTP/1.1
	$t [trace] header='G@x1xG@x2x'
	$t [trace] header='HTTP/1.1 200 OK'
	1795351504.000000 1.0 exit code=0 uptime=4.000000 reason=exit
	E
	hls-parse <"$T/raw" >"$T/ev"
	grep -q ' fetch_fail n=1 type=segment status=200 reason=short' "$T/ev"
	run grep -c ' fetch n=1 ' "$T/ev"
	is "$output" 0
}

# Of two captures with upper bounds among the times, and one without.
@test "the median of hls-event(5)'s own awk is that of hls-agg" {
	sed -n '/^awk .*type=segment/,/^\.Ed/{ /^\.Ed/d; p; }' \
		"$TOP/man/hls-event.5" >"$T/median"
	is "$(wc -l <"$T/median")" 3
	for c in 5.1.9/expired 9.0.2/lpl3_stall 7.1.5/slive; do
		stored "$c" >"$T/run.events"
		got=$(cd "$T" && sh ./median)
		want=$(hls-agg --json "$T/run.events" 2>/dev/null |
			jq .segment.time.p50)
		echo "$c: $got, hls-agg $want"
		awk -v a="$got" -v b="$want" 'BEGIN {
			d = a > b ? a - b : b - a
			exit !(a > 0 && d <= 0.006 * b)
		}'
	done
	grep -q ' fetch .*type=segment .*basis=upper' <(stored 5.1.9/expired)
}
