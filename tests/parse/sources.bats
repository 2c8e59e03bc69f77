#!/usr/bin/env bats
# Where hls-parse reads from: bare logs, in pieces, with lines missing; and how
# it thins and scrubs.

load ../lib/helper

C=$TOP/tests/data/captures

raw() {
	gzip -dc "$C/$1.raw.gz"
}

# bare CAPTURE: the log as FFmpeg wrote it.
bare() {
	raw "$1" | awk '$3 == "log" { sub(/^[^ ]* [^ ]* log /, ""); print }'
}

# stamped CAPTURE: the same through ts '%.s'.
stamped() {
	raw "$1" | awk '$3 == "log" {
		t = $1
		sub(/^[^ ]* [^ ]* log /, "")
		print t, $0
	}'
}

# figures: the exchanges of standard input without what a bare log lacks.
figures() {
	awk '$3 ~ /^(request|fetch|fetch_fail|void|connect|sequence|startup)$/ {
		$2 = ""
		print
	}'
}

@test "a log through ts gives what hls-spawn's stream gives" {
	for c in 4.3.7/slive 5.1.9/seg_kaclose 7.1.5/vod_2v 9.0.2/slive_fmp4; do
		raw "$c" | hls-parse | figures >"$T/want"
		stamped "$c" | hls-parse --plain | figures >"$T/got"
		same "$T/want" "$T/got"
		stamped "$c" | sed 's/ / | /' | hls-parse --plain | figures >"$T/got"
		same "$T/want" "$T/got"
	done
}

@test "a log with FFmpeg's own dates: its figures within 2 ms" {
	raw 9.0.2/slive.trace+dt | hls-parse | grep ' fetch ' >"$T/want"
	bare 9.0.2/slive.trace+dt | TZ=UTC hls-parse --plain | grep ' fetch ' >"$T/got"
	is "$(wc -l <"$T/got")" -gt 10
	paste -d' ' "$T/want" "$T/got" | awk '
	function value(key, nth,    i, v) {
		for (i = 1; i <= NF; i++)
			if (index($i, key "=") == 1 && nth-- == 1)
				return substr($i, length(key) + 2)
	}
	{
		d = value("ttfb", 1) - value("ttfb", 2)
		n += d < 0.0025 && d > -0.0025
		if (value("bytes", 1) != value("bytes", 2))
			bad = 1
	}
	# What the reader was late for at the start is no error of the dates.
	END { exit bad || n < NR - 4 }'
}

@test "dates are of the local time zone" {
	line='2026-11-22 13:25:38.054 [http @ 0x1] [error] odd'
	[[ $(TZ=UTC hls-parse --plain <<<"$line") == *"1795353938.054000 0.0 message "* ]]
	[[ $(TZ=CET-1 hls-parse --plain <<<"$line") == *"1795350338.054000 0.0 message "* ]]
}

@test "times without a date go on over midnight" {
	hls-parse --plain >"$T/ev" <<-E
	23:59:59.900 [http @ 0x1] [info] Opening 'http://o/1.ts' for reading
	23:59:59.950 [http @ 0x1] [debug] request: GET /1.ts HTTP/1.1
	00:00:00.050 [http @ 0x1] [trace] header='HTTP/1.1 200 OK'
	00:00:00.050 [http @ 0x1] [trace] header='Content-Length: 5'
	00:00:00.050 [http @ 0x1] [trace] header=''
	00:00:01.050 [verbose] Exiting with exit code 0
	E
	grep -q ' fetch .* ttfb=0.100000 ' "$T/ev"
	grep -q ' 0.0 exit code=0 uptime=1.150000 reason=exit' "$T/ev"
}

@test "a log without any stamp: events, but no durations" {
	bare 9.0.2/slive | hls-parse --plain >"$T/ev"
	is "$(grep -c ' fetch .* bytes=' "$T/ev")" -gt 10
	run grep -E ' (ttfb|time|connect|late|interval|buffer|uptime)=' "$T/ev"
	[ -z "$output" ] || { echo "$output"; return 1; }
	is "$(grep -c ' tick ' "$T/ev")" 1
}

@test "records that hls-agg needs are made: swarm first, a tick a second, end last" {
	stamped 5.1.9/slive | hls-parse --plain >"$T/ev"
	[[ $(head -1 "$T/ev") == *" - swarm format=1 "*" target=1 "* ]]
	[[ $(tail -1 "$T/ev") == *" - end reason=done" ]]
	n=$(grep -c ' tick ' "$T/ev")
	is "$n" -ge 14
	is "$n" -le 17
	hls-agg -jq <"$T/ev" >"$T/json"
	is "$(jq .segment.count "$T/json")" -gt 8
}

@test "several logs are clients side by side, in the order of their stamps" {
	stamped 5.1.9/slive >"$T/a"
	stamped 9.0.2/slive >"$T/b"
	stamped 5.1.9/slive_fmp4 >"$T/c"
	hls-parse --plain "$T/b" "$T/a" "$T/c" >"$T/ev"
	grep -v ' fetch \| startup \| stale ' "$T/ev" | cut -d' ' -f1 >"$T/times"
	LC_ALL=C sort -nc "$T/times"
	is "$(grep -c ' start\( stamps=none\)\?$' "$T/ev")" 3
	is "$(grep -c ' exit ' "$T/ev")" 3
	grep -q ' 2.0 fetch .*m4s' "$T/ev"
	hls-parse --plain --id 7 "$T/a" | grep -q ' 7.0 start$'
}

@test "a loop in one log: a process for each banner" {
	{ for i in 1 2 3; do
		echo "ffmpeg version $i.0 Copyright (c) 2000-2026 the FFmpeg developers"
		echo "  built with gcc"
		bare 5.1.9/master_404
	done; } >"$T/log"
	hls-parse --plain "$T/log" >"$T/ev"
	[[ $(head -1 "$T/ev") == *" ffmpeg=1.0 "* ]]
	for run in 0 1 2; do
		grep -q " 0.$run start stamps=none$" "$T/ev"
		grep -q " 0.$run fetch_fail .*status=404" "$T/ev"
		grep -q " 0.$run exit " "$T/ev"
	done
	# Without a banner the first line of debug begins one.
	{ bare 5.1.9/master_404; bare 5.1.9/master_404; } | hls-parse --plain >"$T/ev"
	is "$(grep -c ' start\( stamps=none\)\?$' "$T/ev")" 2
}

@test "colours and carriage returns are no part of a log" {
	stamped 5.1.9/slive >"$T/log"
	hls-parse --plain <"$T/log" >"$T/want"
	awk '{
		t = $1
		sub(/^[^ ]* /, "")
		e = "\033[48;5;0m\033[38;5;155m"
		print t " " e $0 "\033[0m\r"
	}' "$T/log" | hls-parse --plain >"$T/got"
	same "$T/want" "$T/got"
	# The line of -stats ends in a CR and has the next record behind it.
	printf '1795351500.5 [info] frame=1 speed=4x\r[http @ 0x1] [error] odd\n' |
		hls-parse --plain | grep -q ' message level=error text=odd$'
}

@test "without level tags: errors by their first word, the rest as ever" {
	raw 9.0.2/lpl3_404_all |
		sed 's/ \[\(trace\|debug\|verbose\|info\|warning\|error\|fatal\)\] / /' |
		hls-parse | grep -v ' message ' >"$T/got"
	raw 9.0.2/lpl3_404_all | hls-parse | grep -v ' message ' >"$T/want"
	same "$T/want" "$T/got"
	run hls-parse <<<"1795351500.000000 1.0 log Error opening input: End of file"
	[[ $output == *" message level=error text=Error%20opening%20input:%20End%20of%20file" ]]
}

@test "at info: requests by what is opened, and no figure that is not there" {
	raw 9.0.2/slive | grep -av ' \[\(trace\|debug\|verbose\)\] \| log [^[]' >"$T/raw"
	hls-parse <"$T/raw" >"$T/ev"
	is "$(grep -c ' fetch .*type=segment' "$T/ev")" -gt 8
	run grep -E ' fetch .*(ttfb|time|bytes|status|conn)=' "$T/ev"
	[ -z "$output" ] || { echo "$output"; return 1; }
	run grep -E 'buffer=' "$T/ev"
	[ -z "$output" ]
}

@test "Last message repeated: as many times" {
	t='1795351500.000000 1.0 log'
	run hls-parse <<-E
	$t [hls @ 0x1] [warning] the sky is falling
	$t     Last message repeated 3 times
	$t [debug] nothing
	$t     Last message repeated 2 times
	E
	is "${#lines[@]}" 4
	is "$(sort -u <<<"$output" | wc -l)" 1
	run hls-parse <<-E
	$t [hls @ 0x1] [warning] the sky is falling
	$t     Last message repeated 9000000000 times
	E
	is "${#lines[@]}" 2
	is "${lines[1]}" 'hls-parse: 1 of 2 lines were no valid record'
}

@test "the same input in pieces gives the same output" {
	for c in 4.3.7/chunked 7.1.5/seg~5_404 9.0.2/live_ts_2v 9.0.2/stale; do
		raw "$c" >"$T/raw"
		hls-parse <"$T/raw" >"$T/want"
		stamped "$c" >"$T/log"
		hls-parse --plain <"$T/log" >"$T/want.plain"
		for n in 1 7 65536; do
			pieces $n <"$T/raw" | hls-parse >"$T/got"
			same "$T/want" "$T/got"
			pieces $n <"$T/log" | hls-parse --plain >"$T/got"
			same "$T/want.plain" "$T/got"
		done
	done
}

# Every capture, with a hole of 30 lines at each of five places.
@test "no fetch spans a hole" {
	for c in $(cd "$C" &&
	    ls ./*/{slive,chunked,seg_kaclose,vod_2v,vod_aes,live_fmp4}.raw.gz); do
		c=${c#./}
		c=${c%.raw.gz}
		lines=$(raw "$c" | wc -l)
		for k in 1 2 3 4 5; do
			raw "$c" | awk -v at=$((lines * k / 6)) '
			NR > at && NR <= at + 30 {
				if (NR == at + 30) {
					print $1, "1.0 lost lines=30 bytes=2000"
					print $1, "1.0 log [hole @ 0x1] [error] the hole"
				}
				next
			}
			1' | hls-parse >"$T/ev"
			awk -v c="$c" '
			function n(    i) {
				for (i = 4; i <= NF; i++)
					if ($i ~ /^n=/)
						return $i
			}
			$3 == "request" { open[n()] = 1 }
			$3 == "lost" { split("", open); holes++ }
			$3 ~ /^(fetch|fetch_fail|void|abort)$/ {
				if (!(n() in open)) { print c, $0; bad = 1 }
				delete open[n()]
			}
			END { exit bad || holes != 1 }' "$T/ev"
		done
	done
}

@test "--only and --no-requests thin the stream" {
	raw 5.1.9/slive | hls-parse >"$T/all"
	raw 5.1.9/slive | hls-parse --only fetch,exit >"$T/got"
	grep -E '^[^ ]+ [^ ]+ (fetch|exit) ' "$T/all" >"$T/want"
	same "$T/want" "$T/got"
	raw 5.1.9/slive | hls-parse --no-requests >"$T/got"
	grep -v ' request ' "$T/all" >"$T/want"
	same "$T/want" "$T/got"
	for list in '' fetch, ,fetch fetch,,exit Fetch 'a b'; do
		run hls-parse --only "$list" </dev/null
		is "$status" 2
		[[ $output == *"--only: "*"list of kinds"* ]]
	done
}

@test "--scrub: no secret is left, and the same figures" {
	t='1795351500.000000 1.0 log'
	cat >"$T/raw" <<-E
	1795351500.000000 1.0 start pid=1
	$t [debug] Reading option '-headers' ... matched as AVOption 'headers' \
with argument 'Authorization: Bearer sesame
	1795351500.000000 1.0 log X-Mine: sesame
	1795351500.000000 1.0 log '.
	$t [debug] Applying option cookies (set cookies) with argument sid=sesame; path=/.
	$t [http @ 0x1] [info] Opening \
'https://bob:sesame@o.example:8443/a/b.m3u8?sig=sesame&exp=1' for reading
	$t [https @ 0x1] [debug] request: GET /a/b.m3u8?sig=sesame&exp=1 HTTP/1.1
	1795351500.000000 1.0 log Authorization: Basic sesame
	1795351500.000000 1.0 log Cookie: sid=sesame
	1795351500.010000 1.0 log [https @ 0x1] [trace] header='HTTP/1.1 200 OK'
	1795351500.010000 1.0 log [https @ 0x1] [trace] header='Set-Cookie: sid=sesame; Path=/'
	1795351500.010000 1.0 log [https @ 0x1] [trace] header='X-Session-Token: sesame'
	1795351500.010000 1.0 log [https @ 0x1] [trace] header='Location: /x?tok=sesame'
	1795351500.010000 1.0 log [https @ 0x1] [trace] header='Content-Length: 5'
	1795351500.010000 1.0 log [https @ 0x1] [trace] header=''
	1795351500.100000 1.0 exit code=0 uptime=0.100000 reason=exit
	E
	hls-parse --scrub <"$T/raw" >"$T/scrubbed"
	no grep sesame "$T/scrubbed"
	is "$(wc -l <"$T/raw")" "$(wc -l <"$T/scrubbed")"
	hls-parse <"$T/raw" >"$T/want"
	hls-parse <"$T/scrubbed" >"$T/got"
	same "$T/want" "$T/got"
	for c in 5.1.9/redir_pl 9.0.2/seg~5_404 4.3.7/vod_aes 7.1.5/slive_hdr; do
		raw "$c" | hls-parse >"$T/want"
		raw "$c" | hls-parse --scrub | hls-parse >"$T/got"
		same "$T/want" "$T/got"
	done
	stamped 5.1.9/redir_pl | hls-parse --plain --scrub | hls-parse >"$T/got"
	stamped 5.1.9/redir_pl | hls-parse --plain >"$T/want"
	# Whose viewer plays, and of what it is, a scrubbed log has not been asked.
	same <(grep -v ' parse \| tick ' "$T/want" | sed 's/ hls=1$//') \
		<(grep -v ' parse \| tick ' "$T/got")
	run hls-parse --scrub --only fetch </dev/null
	is "$status" 2
}

@test "--stats: what was read" {
	raw 5.1.9/slive | hls-parse --stats 2>"$T/err" >/dev/null
	n=$(raw 5.1.9/slive | grep -c ' log ')
	grep -Eq "^ +$n log$" "$T/err"
	grep -Eq "^ +1 exit$" "$T/err"
	grep -Eq '^ +0 not understood' "$T/err"
	grep -Eq 'seconds, [0-9]+ lines a second$' "$T/err"
}

@test "a paced body has a time to its first byte, and no time" {
	{ echo '1795353000.000000 - swarm format=1 pace=burst'
	  raw 9.0.2/vod_nm0; } | hls-parse >"$T/ev"
	is "$(grep -c ' fetch .*type=segment .*ttfb=' "$T/ev")" -gt 10
	run grep ' fetch .*type=segment .* time=' "$T/ev"
	[ -z "$output" ]
}

@test "clocks that step: no duration of a day" {
	raw 5.1.9/slive | awk 'NR > 600 { $1 = sprintf("%.6f", $1 - 86400 * 400) } 1' >"$T/back"
	raw 5.1.9/slive | awk 'NR > 600 { $1 = sprintf("%.6f", $1 + 86400 * 400) } 1' >"$T/ahead"
	for f in back ahead; do
		hls-parse <"$T/$f" >"$T/ev"
		is "$(grep -c ' fetch ' "$T/ev")" -gt 10
		run grep -E '=(-|[0-9]{5,}\.)' "$T/ev"
		[ -z "$(grep -v ' since=' <<<"$output")" ] ||
			{ echo "$f: $output"; return 1; }
	done
}
