# No byte that comes from outside (a server, a log, a name) does anything on
# the terminal but stand in its column: all pairs of bytes, and all pairs of
# the characters of UTF-8 that do more or less than that. What may come is in
# tests/pty/terminal.c.

load ../lib/helper

setup() {
	set_up
	export TERM=xterm
	unset NO_COLOR LINES COLUMNS
}

# A block with something of every kind, without what is never drawn.
a_block() {
	awk -v seconds=5 -f "$TOP/tests/awk/swarm-events.awk" |
	    hls-agg -q --per-client --by group -t 'segment.ttfb.p95 < 1ms' \
	    -t 'http.error.ratio < 99%' |
	    awk '{ b = b $0 "\n" }
		/ - block / { last = b; b = "" }
		END { printf "%s", last }' |
	    awk '/ (1|10|30|300)s | steady | sketch / { next }
		/ (10|60)s / && !/ (http|connect|segment|hls) / { next }
		/ report / && reports++ > 3 { next }
		{ print }'
}

# block_with WHAT: that block as a template for nasty, with the chunk in place
# of each value (escaped, or as it is), behind it, or in keys.
block_with() {
	a_block | awk -v what="$1" '
	$3 == "block" { print; next }
	{
		for (i = 4; i <= NF; i++) {
			key = value = $i
			sub(/=.*/, "", key)
			sub(/[^=]*=/, "", value)
			if (what == "behind")
				$i = key "=" value "@E"
			else if (what == "escaped")
				$i = key "=@E"
			else if (what == "verbatim")
				$i = key "=" value "@V"
			else
				$i = $i " " key "@V=1 code.@V=1 @V.p50=1"
		}
		print
	}'
}

drawn() {
	draw "$@" >"$T/told" || { head -n 50 "$T/told"; return 1; }
}

@test "all pairs of bytes, in all that a block says" {
	for what in behind verbatim; do
		block_with $what >"$T/template"
		grep -q '@[EV]' "$T/template"
		nasty 0 "$(nasty </dev/null)" <"$T/template" | drawn -c 250 -r 60
		grep -q '^8192 blocks' "$T/told"
	done
	# Where nothing else stands there, those with a control character.
	for what in escaped keys; do
		block_with $what >"$T/template"
		nasty 0 1024 <"$T/template" | drawn -c 250 -r 60
	done
}

@test "characters that do more than stand in their columns" {
	chunks=$(nasty -u </dev/null)
	for what in behind escaped; do
		block_with $what >"$T/template"
		for size in "-r 60 -c 250" "-r 24 -c 80" "-a -r 24 -c 80"; do
			nasty -u 0 "$chunks" <"$T/template" | drawn $size
			grep -q "^$chunks blocks" "$T/told"
		done
	done
}

@test "in columns of every width" {
	block_with behind >"$T/template"
	for cols in {1..130}; do
		nasty -u $((cols * 7)) $((cols * 7 + 3)) <"$T/template" |
		    drawn -r $((cols % 40 + 1)) -c $cols
	done
}

# A run with such names: a client for each chunk from $1 to $2, with every log
# line that a text of a server, or of a user, comes into.
run_raw() {
	line '1000.000000 - swarm format=1 version=0.1.0@E ffmpeg=5@E host=h@E cores=2' \
	    'target=3 rate=10 variant=first@E kind=live labels=a%3D@E' |
	    nasty "$1" $(($1 + 1)) | tr '\n' ' '
	printf 'url=http://o.ex/%s\n' "$(printf @E | nasty "$1" "$2")"
	local null='@N.0 log [NULL @ 0x5580] [debug]'
	local tcp='@N.0 log [tcp @ 0x5590] [verbose]'
	nasty "$1" "$2" <<-END
		1000.001000 @N.0 start pid=1 group=g@E
		1000.002000 $null Opening 'http://o.ex/@V/@N.m3u8' for reading
		1000.003000 $tcp Starting connection attempt to 192.0.2.7 port 80
		1000.004000 $tcp Successfully connected to 192.0.2.7 port 80
		1000.005000 @N.0 log [http @ 0x55a0] [debug] request: GET /@V/@N.m3u8 HTTP/1.1
		1000.005000 @N.0 log User-Agent: @V
		1000.005000 @N.0 log X-@V: @V
		1000.005000 @N.0 log 
		1000.006000 @N.0 log [http @ 0x55a0] [trace] header='HTTP/1.1 404 @V'
		1000.006000 @N.0 log [http @ 0x55a0] [trace] header='Server: @V'
		1000.006000 @N.0 log [http @ 0x55a0] [trace] header='X-Cache: @V'
		1000.006000 @N.0 log [http @ 0x55a0] [trace] header=''
		1000.007000 @N.0 log [http @ 0x55a0] [warning] HTTP error 404 @V
		1000.008000 @N.0 log [hls @ 0x5580] [error] Failed to open @V
		1000.009000 @N.0 log [@V @ 0x5580] [error] @V
		1000.010000 @N.0 log @V: @V
		1000.010000 @N.0 progress @V=@V
		1000.011000 @N.0 @V x=1
		1000.011000 @N.0 word@V y=@V
		1000.012000 @N.0 exit code=1 uptime=0.01 reason=@E
		1000.013000 - origin name=o@E n=1 url=http://o.ex/@E up=0 reason=@E
		1000.014000 @N.0 connect_fail reason=@E
	END
	line "$((1001 + $1 / 32)).000000 - tick target=3 started=3 starting=1" \
	    "running=1 stalled=1 backoff=0 stopped=0 late_n=1 late_max=0.9@E" \
	    "lost=0 cpu=0.02 idle=0.01" |
	    nasty "$1" $(($1 + 1))
}

# The figures of such a run, and its events' too where a log gives none.
run_stats() {
	run_raw "$1" "$2" | hls-parse 2>>"$T/parse.err" | tee "$T/events" |
	    (hls-agg -q --per-client --by group,host -t 'connect.fail < 1' \
	    2>>"$T/agg.err" || [ $? -ge 98 ]) | grep -av ' steady \| sketch '
	# No control byte leaves hls-parse, nor anything that is not ASCII.
	! LC_ALL=C grep -aq '[^ -~]' "$T/events"
}

@test "all pairs of bytes, through hls-parse and hls-agg" {
	set -o pipefail
	for ((i = 0; i < 8192; i += 32)); do
		run_stats $i $((i + 32)) >>"$T/stats"
	done
	# They got that far.
	is "$(grep -ac ' - client id=' "$T/stats")" -gt 8192
	is "$(grep -ao ' - run url=[^ ]*%FF%FE[^ ]*' "$T/stats" | wc -l)" -gt 0
	! LC_ALL=C grep -aq '[^ -~]' "$T/stats"
	# Wide enough for the whole URL in the title.
	drawn -r 60 -c 800 <"$T/stats"
	hls-top -b <"$T/stats" >"$T/lines" || [ $? -ge 98 ]
	is "$(wc -l <"$T/lines")" -ge 256
	! LC_ALL=C grep -aq '[^ -~]' "$T/lines"
	# All of the views as a page, the last block's report with them.
	for option in -b1 "-b1 --ascii"; do
		pty -c 800 "exec hls-top $option <'$T/stats'" </dev/null >"$T/told"
		grep -q '^exit 9[89]$' "$T/told"
	done
	# And on a terminal, as one long run.
	awk -v t="$T/block" '{ print >(t n) } / - block / { close(t n); n++ }' \
	    "$T/stats"
	mkfifo "$T/in"
	(for f in "$T"/block*; do cat "$f"; sleep 0.01; done) >"$T/in" 3>&- &
	started $!
	pty -r 60 -c 800 "exec hls-top <'$T/in'" >"$T/told" <<-END || { cat "$T/told"; false; }
		limit 60
		alternate
		pause 500
		key 2
		pause 500
		key 3
		pause 500
		key 4
		pause 500
		key 5
		pause 500
		key 6e
		pause 500
		key ?
		ended
	END
	grep -q ' 0 torn, 0 foreign' "$T/told"
	is "$(sed -n 's/ bytes.*//p' "$T/told")" -gt 50000
}
