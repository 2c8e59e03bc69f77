#!/usr/bin/env bats
# Viewers of many kinds: --variant as a height, a bandwidth or a mix, and
# --values, a row of a table for each viewer. Whose values these are must show
# nowhere below the raw stream.

bats_require_minimum_version 1.5.0
load ../lib/helper
load ../lib/servers
load ../lib/swarm

need_media() {
	command -v ffmpeg >/dev/null || skip "needs ffmpeg"
	"$TOP/tests/media.sh" >/dev/null
}

# print WHICH: the command of such a viewer, and what is said of it.
print() {
	run --separate-stderr hls-spawn --variant "$1" --print-command \
		"$URL/live/master.m3u8"
}

@test "a height, a bandwidth: the highest that is not above, or an error" {
	need_media
	origin_up
	while read -r which program; do
		print "$which"
		is "$status" 0
		is "$stderr" ""
		[[ $output == *"-map '0:p:$program:v:0?' "* ]]
	done <<-'END'
	360p 1
	180p 0
	90p 2
	<=10M 1
	<=911424 1
	<=0.9M 0
	<=200k 2
	END
	print 720p
	is "$status" 0
	[[ $output == *"-map '0:p:1:v:0?' "* ]]
	is "$stderr" "$(line 'hls-spawn: --variant: 720p: there is none; clients' \
		'play the next below, 640x360@911424')"
	for which in 89p '<=100k' '360p,<=100k'; do
		print "$which"
		is "$status" 1
		is "$stderr" "$(line "hls-spawn: --variant: ${which#*,}: no" \
			'variant is known to be so or lower; the lowest is' \
			'160x90@177472')"
	done
	# A playlist without variants has no bandwidth.
	URL=$URL/live/hi.m3u8? print '<=1M'
	is "$status" 1
	hls-spawn -d 1s --variant lowest "$URL/live/hi.m3u8" >"$T/raw" 2>&1
	is "$(records start "$T/raw" | grep -c rendition=)" 0
}

@test "without ffprobe, and without both, what is not known is no choice" {
	need_media
	mkdir "$T/bin"
	ln -s "$(command -v curl)" "$(command -v ffmpeg)" "$T/bin/"
	spawn=$(command -v hls-spawn)
	origin_up
	run -0 --separate-stderr env PATH="$T/bin" "$spawn" \
		--variant '180p' --print-command "$URL/live/master.m3u8"
	[[ $output == *"-map '0:p:0:v:0?' "* ]]
	rm "$T/bin/curl"
	run -1 --separate-stderr env PATH="$T/bin" "$spawn" \
		--variant '180p' --print-command "$URL/live/master.m3u8"
	[[ $stderr == *'--variant: 180p: the variants are not known, or '* ]]
}

@test "a mix: 60 to 40 of ten viewers are six and four, by the origin's log" {
	need_media
	origin_up
	hls-spawn -n 10 -r 50 --once --pace off --variant 360p=60,lowest=40 \
		"$URL/vod/master.m3u8" >"$T/raw" 2>"$T/err"
	grep -q ' 360p=60,lowest=40 of 3 (mean 618 kbit/s); 10 ' "$T/err"
	head -n 1 "$T/raw" | grep -q ' variant=360p=60,lowest=40 '
	is "$(records start "$T/raw" | grep -o 'rendition=[^ ]*' | sort |
		uniq -c | awk '{ print $1, $2 }' | paste -sd' ')" \
		"4 rendition=160x90@177472 6 rendition=640x360@911424"
	# Of what it does not play FFmpeg reads the beginning alone.
	is "$(awk '/ path=.vod.(hi|lo)_.*client%20/ {
			split($0, at, /client%20/)
			n[at[2] + 0, / path=.vod.hi_/]++
			seen[at[2] + 0]
		}
		END {
			for (w in seen) {
				hi += n[w, 1] == 30 && n[w, 0] < 10
				lo += n[w, 0] == 30 && n[w, 1] < 10
			}
			print hi, lo
		}' "$T/truth")" "6 4"
	hls-parse "$T/raw" | hls-agg --by rendition --json -q \
		-t 'segment.count{rendition=160x90@177472} >= 120' >"$T/json"
	jq -e '.by.rendition | ."640x360@911424".segment.count >= 180 and
		."160x90@177472".segment.count >= 120' "$T/json"
}

@test "a mix: each variant that is played is watched" {
	need_media
	origin_up
	hls-spawn -n 2 --variant highest,180p,90p "$URL/live/master.m3u8" \
		>"$T/raw" 2>"$T/err" &
	pid=$!
	started $pid
	for name in hi mid lo; do
		wait_for 20 grep -q " watch .* of=1 .*/$name.m3u8$" "$T/raw"
	done
	kill -TERM $pid
	wait $pid
}

# table LINE...: the file of --values.
table() {
	printf '%s\n' "$@" >"$T/values"
}

@test "a broken table is an error before the run, with its line" {
	while IFS='|' read -r text n why; do
		printf "$text" >"$T/values"
		run -2 hls-spawn --values "$T/values" 'http://h/{a}'
		is "${lines[0]}" "hls-spawn: --values: $T/values$n: $why"
	done <<-'END'
	||it is empty
	a,b\nx,y\nz\n|, line 3|there are fewer fields than names
	a\nx,y\n|, line 2|there are more fields than names
	a\nx\ry\n|, line 2|a control byte
	a,a\nx,y\n|, line 1|two columns have the same name
	a,url\nx,y\n|, line 1|id, run, url and progress are no names of columns
	END
	misused "--values: $T/none: No such file or directory" \
		--values "$T/none" http://h/
	misused '--values-random needs --values' --values-random http://h/
	table a,b 'x y,z'
	misused '--values: line 2: a blank in "a", which stands in the URL' \
		--values "$T/values" 'http://h/{a}'
	misused '--values: the URL has {c}, which is no column' \
		--values "$T/values" 'http://h/{b}{c}'
	misused '--values: the header has {c}, which is no column' \
		--values "$T/values" -H 'X: {a}{c}' 'http://h/{b}'
	# Without a table a name is no name.
	child <<<'echo "$*" >&2'
	run -0 hls-spawn --once 'http://h/{a}' -- "$T/child" '{url}{id}'
	[[ $output == *' log http://h/{a}1'* ]]
}

# told FILE: what each process said, "ID.RUN words".
told() {
	records log "$1" | sed 's/ log / /' | sort -V
}

@test "rows in turn, by client; shared by hosts; by chance" {
	child <<<'echo "$*" >&2'
	table a,b r1,x r2,y r3,z
	hls-spawn -n 5 -r 100 --once --values "$T/values" 'http://h/{a}/{id}' \
		-- "$T/child" '{url}' '{b}{a}' '{c}' >"$T/raw" 2>"$T/err"
	is "$(told "$T/raw")" "1.0 http://h/r1/1 xr1 {c}
2.0 http://h/r2/2 yr2 {c}
3.0 http://h/r3/3 zr3 {c}
4.0 http://h/r1/4 xr1 {c}
5.0 http://h/r2/5 yr2 {c}"
	no grep -q column "$T/err"
	hls-spawn -n 5 -r 100 --once --slice 1/2 --values "$T/values" \
		'http://h/{a}' -- "$T/child" '{url}' >"$T/raw" 2>"$T/err"
	is "$(told "$T/raw")" "2.0 http://h/r2
4.0 http://h/r1"
	grep -qx 'hls-spawn: --values: nothing names the column "b"' "$T/err"
	# The same seed draws the same.
	for try in 1 2; do
		hls-spawn -n 20 -r 200 --once --seed 7 --values "$T/values" \
			--values-random 'http://h/{a}' -- "$T/child" '{url}' \
			>"$T/raw" 2>/dev/null
		told "$T/raw" >"$T/told$try"
	done
	same "$T/told1" "$T/told2"
	is "$(wc -l <"$T/told1")" 20
	is "$(cut -d/ -f 4 "$T/told1" | sort -u | wc -l)" 3
}

@test "who comes later has the row behind those of the first" {
	child <<-'X'
	echo "$*" >&2
	while :; do sleep 0.1; done
	X
	table a r1 r2 r3 r4
	hls-spawn --load 500ms:2,1s:2,1500ms:0,2s:2 --values "$T/values" \
		--ramp-jitter 0s 'http://h/{a}' -- "$T/child" '{url}' \
		>"$T/raw" 2>"$T/err" &
	pid=$!
	started $pid
	wait_for 20 grep -q ' 1.1 log ' "$T/raw"
	wait_for 20 grep -q ' 2.1 log ' "$T/raw"
	kill -TERM $pid
	wait $pid
	is "$(told "$T/raw" | sed 's/.*h.//' | sort | paste -sd' ')" "r1 r2 r3 r4"
	is "$(told "$T/raw" | grep '\.0 ')" "1.0 http://h/r1
2.0 http://h/r2"
}

@test "a process that is started again has its viewer's row" {
	child <<<'echo "$*" >&2; exit 1'
	table a r1 r2
	hls-spawn -n 2 -r 100 --max-restarts 1 --values "$T/values" \
		'http://h/{a}' -- "$T/child" '{url}' >"$T/raw" 2>/dev/null || :
	is "$(told "$T/raw")" "1.0 http://h/r1
1.1 http://h/r1
2.0 http://h/r2
2.1 http://h/r2"
}

# free_of FILE WORD...: none of these is in it.
free_of() {
	local file=$1 word
	shift
	for word; do
		no grep -n -F -- "$word" "$file"
	done
}

@test "a token in path and query, a cookie, a device: in what the origin sees" {
	need_media
	origin_up
	table token,user,cookie,device \
		'tok-alpha7,u17,sid-one-1,"TV, big"' 'k2,u18,"ck""2",phone-x'
	hls-spawn -n 2 -r 50 --pace off --once --values "$T/values" \
		-H 'Cookie: s={cookie}' --user-agent 'dev/1 {device}' \
		"$URL/s/{token}/vod/hi.m3u8?user={user}" >"$T/raw" 2>"$T/err"
	grep -q 'path=/s/tok-alpha7/vod/hi.m3u8?user=u17 .*TV,%20big%20(client%201)' \
		"$T/truth"
	grep -q 'path=/s/k2/vod/hi.m3u8?user=u18 .*phone-x%20(client%202)' \
		"$T/truth"
	grep -q 'path=/s/k2/vod/hi_000007.ts .*phone-x%20(client%202)' "$T/truth"
	# ffprobe and the watch have the first row.
	grep -q 'path=/s/tok-alpha7/vod/hi.m3u8?user=u17 .*(probe)' "$T/truth"
	is "$(grep -c '/s/k2/.*\((watch)\|(probe)\)' "$T/truth")" 0
	# In the raw stream they are, and nowhere behind it.
	grep -q 'Cookie: s=ck"2' "$T/raw"
	values=(tok-alpha7 /k2/ u17 u18 sid-one-1 'ck"2' 'ck%222' 'TV,' phone-x)
	hls-parse "$T/raw" >"$T/events"
	free_of "$T/events" "${values[@]}"
	free_of "$T/err" "${values[@]}"
	no grep -q ' values=' "$T/events"
	head -n 1 "$T/raw" >"$T/swarm"
	free_of "$T/swarm" "${values[@]}"
	grep -q ' url=http://[^/]*/s/{token}/vod/hi.m3u8?user=\*$' "$T/swarm"
	grep -q ' fetch .*url=http://[^/]*/s/\*/vod/hi_000003.ts$' "$T/events"
	grep -q ' watch .*url=http://[^/]*/s/\*/vod/hi.m3u8?user=\*$' "$T/events"
	hls-agg --json --per-client --by variant,rendition "$T/events" \
		>"$T/json" 2>"$T/report"
	free_of "$T/json" "${values[@]}"
	free_of "$T/report" "${values[@]}"
	# For others to replay: as secret, and the same events.
	hls-parse --scrub "$T/raw" >"$T/scrubbed"
	free_of "$T/scrubbed" tok-alpha7 /k2/ u17 u18 sid-one-1 'ck"2' \
		'ck%222' %09k2%09
	hls-parse "$T/scrubbed" >"$T/got"
	same "$T/events" "$T/got"
	# One rendition is one, whoever asked for it.
	jq -e '.by.variant | keys == ["/s/*/vod/hi_#.ts"]' "$T/json"
	jq -e '.segment.count == 60 and .startup.count == 2' "$T/json"
}

@test "failures, their causes and our own messages are free of values" {
	need_media
	origin_up --rule '* status=404'
	table token,n secret-token-1,7 secret-token-2,8
	hls-spawn -n 2 -r 50 -d 3s --values "$T/values" \
		"$URL/a{n}b/{token}.m3u8" >"$T/raw" 2>"$T/err" || :
	grep -q secret-token-2 "$T/raw"
	grep -q 'a[*]b/[*].m3u8' "$T/err"
	hls-parse "$T/raw" >"$T/events"
	grep -q ' cause .*/a[*]b/[*].m3u8' "$T/events"
	for file in err events; do
		free_of "$T/$file" secret-token a7b a8b
	done
	# --check says what the client said.
	run hls-spawn --check --values "$T/values" "$URL/a{n}b/{token}.m3u8"
	is "$status" 1
	[[ $output == *'failed: no media came'* ]]
	[[ $output != *secret-token* ]] && [[ $output != *a7b* ]]
}

@test "a capture replayed as many viewers: their values are hidden too" {
	{
		echo '1000.000000 1.0 log [https @ 0x1] [info] Opening' \
			"'http://h/live/tok-fake-9/a.m3u8' for reading"
		echo '1000.100000 1.0 log [http @ 0x1] [error] HTTP error 404' \
			'http://h/x?t=tok-fake-9'
		echo '1000.200000 1.0 exit code=1'
	} >"$T/capture"
	ln -s "$(command -v fake-ffmpeg)" "$T/ffmpeg"
	ln -s "$(command -v fake-ffmpeg)" "$T/ffprobe"
	table t tok-fake-9
	FAKE_CAPTURE=$T/capture hls-spawn --ffmpeg "$T/ffmpeg" -n 2 --no-watch \
		--max-restarts 0 --values "$T/values" 'http://h/live/{t}/a.m3u8' \
		>"$T/raw" 2>"$T/err" || :
	is "$(count tok-fake-9 "$T/raw")" -ge 4
	hls-parse "$T/raw" >"$T/events"
	free_of "$T/events" tok-fake
	free_of "$T/err" tok-fake
	grep -q 'http://h/x?t=\*' "$T/events"
}
