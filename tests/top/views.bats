# hls-top: the views layers, viewers, origin and generator.

load ../lib/helper
load ../lib/terminal
STAT=$TOP/tests/data/stat/views.stat

# opened COLS ROWS [OPTION]: hls-top in a terminal, on a FIFO that fd 7 writes.
opened() {
	mkfifo "$T/in"
	tm new-session -d -x "$1" -y "$2" "PATH='$PATH' hls-top ${3:-} \
	    <'$T/in'; echo code \$?; sleep 60"
	exec 7>"$T/in"
}

# sized NAME SIZE: the stored screen of that size.
sized() {
	awk -v size="$2" '/^== / { on = $2 == size; next } on' \
	    "$TOP/tests/data/stat/views-$1.txt"
}

# blocks: the stored one, behind some in which the generator fared otherwise.
blocks() {
	local k

	for k in 1 2 3 4 5 6 7 8; do
		sed "s/ late_max=[^ ]*/ late_max=0.0$k/; s/ cpu=0.02/ cpu=0.0$k/
		    s/ block n=61/ block n=$((52 + k))/" "$STAT"
	done
	cat "$STAT"
}

# view_fits NAME KEY: the view is the stored one at each size.
view_fits() {
	local size

	opened 80 24
	blocks >&7
	wait_for 5 shows '1:00/10:00'
	tm send-keys "$2"
	for size in 40x10 80x24 120x40 200x60; do
		tm resize-window -x "${size%x*}" -y "${size#*x}"
		sized "$1" "$size" >"$T/want"
		test -s "$T/want"
		looks_like "$T/want"
	done
	# However small it is, it goes on.
	for size in 20x5 12x4 3x2 1x1; do
		tm resize-window -x "${size%x*}" -y "${size#*x}"
	done
	tm resize-window -x 120 -y 40
	sized "$1" 120x40 >"$T/want"
	looks_like "$T/want"
	exec 7>&-
	wait_for 5 shows '^code 98'
}

@test "overview: how far viewers are from the live edge, if it is known" {
	opened 120 30
	{
		echo '1.000000 all rebuffer count=0 ratio=0.000000'
		echo '1.000000 - block n=1'
	} >&7
	wait_for 5 shows '^viewers .*rebuffers 0$'
	{
		echo '2.000000 all rebuffer count=0 ratio=0.000000'
		echo '2.000000 all viewers edge.p50=5.000000 edge.p95=6.500000'
		echo '2.000000 - block n=2'
	} >&7
	wait_for 5 shows '^viewers .*rebuffers 0 .*edge p95 6.50 s$'
	exec 7>&-
	wait_for 5 shows '^code'
}

@test "layers fits each size" {
	view_fits layers 2
}

@test "viewers fits each size" {
	view_fits viewers 3
}

@test "origin fits each size" {
	view_fits origin 5
}

@test "generator fits each size" {
	view_fits generator 6
}

# health WORD FIELDS...: the word of the layer that is under test.
health() {
	local word=$1
	shift
	(printf '1.000000 60s %s\n' "$@"; echo "1.000000 - block n=1") >&7
	wait_for 5 shows "^$layer  *$word\$" ||
	    { echo "not $word: $*"; tm capture-pane -p; return 1; }
	# Two cases of one word are two.
	(printf '1.000000 60s other n=1\n1.000000 - block n=1\n') >&7
	wait_for 5 shows "^$layer  *no data\$"
}

@test "health of HLS" {
	layer=HLS
	opened 80 24
	echo '1.000000 - block n=1' >&7
	wait_for 5 shows '^ramp'
	tm send-keys 2
	health healthy "playlist requests=5 fail=0"
	health healthy "segment loss.count=0 loss.ended=9" \
	    "hls segments.skipped=0 segments.expired=0 sequence.resets=2"
	# What nobody felt is no word: a sequence that moved by two, a rule.
	health healthy "segment requests=9" "hls sequence.skips=1"
	health healthy "segment requests=9" "watch count=9 fail=2 breaches=1"
	# Nor is a load that the next one made good.
	health healthy "playlist requests=1000 count=999 fail=1"
	health healthy "playlist requests=9 count=9 fail=0" \
	    "hls playlists.failed=1 stale.count=0"
	health degraded "segment requests=9" "rebuffer count=1"
	health degraded "segment requests=9" "hls stale.count=1"
	health unhealthy "segment requests=9" "hls segments.skipped=1"
	health unhealthy "segment requests=9" "hls segments.expired=1"
	health unhealthy "segment requests=9" "startup count=9 fail=1"
	health unhealthy "segment requests=9" "playback fail=1"
	health unhealthy "segment loss.count=1 loss.ended=1000" \
	    "rebuffer count=1"
	health critical "playlist requests=1000 count=900 fail=100" \
	    "hls stale.count=1" "segment loss.count=1 loss.ended=9"
	health critical "playlist requests=9 count=9 fail=0" \
	    "hls playlists.failed=1 stale.count=1"
	health critical "playlist requests=3 count=0 fail=3"
	(echo "1.000000 60s segment requests=9"
	echo "1.000000 - viewers rebuffering=1"
	echo "1.000000 - block n=1") >&7
	wait_for 5 shows '^HLS  *degraded$'
	exec 7>&-
	wait_for 5 shows '^code'
}

@test "health of HTTP and TCP at their boundaries" {
	layer=HTTP
	opened 80 24
	echo '1.000000 - block n=1' >&7
	wait_for 5 shows '^ramp'
	tm send-keys 2
	health healthy "http requests=1 error.count=0"
	# The ratio is told cut, not rounded: the counts decide.
	health healthy "http requests=100000 error.count=999 error.ratio=0.01"
	health degraded "http requests=100 error.count=1 error.ratio=0.01"
	health degraded "http requests=100000 error.count=4999"
	health unhealthy "http requests=100 error.count=5 error.ratio=0.05"
	health unhealthy "http requests=100000 error.count=19999"
	health critical "http requests=5 error.count=1 error.ratio=0.2"
	health critical "http requests=3 error.count=3 error.ratio=1"
	layer=TCP
	health healthy "connect count=99 fail=1 tries=100 health=0.99"
	health degraded "connect count=98999 fail=1001 tries=100000"
	health degraded "connect count=19 fail=1 tries=20 health=0.95"
	health critical "connect count=94999 fail=5001 tries=100000"
	health critical "connect count=0 fail=1 tries=1 health=0"
	exec 7>&-
	wait_for 5 shows '^code'
}

@test "layers are judged over the window that w chooses" {
	opened 120 40 '-w 10s'
	(echo "1.000000 10s http requests=100 error.count=0"
	echo "1.000000 60s http requests=100 error.count=3 code.404=3"
	echo "1.000000 all http requests=100 error.count=30 code.404=30"
	echo "1.000000 all segment count=8"
	echo "1.000000 - sketch of=segment.ttfb scale=1000000 n=8"
	echo "1.000000 - sketch of=segment.time scale=1000000 n=6"
	echo "1.000000 - block n=1") >&7
	wait_for 5 shows '^ramp'
	tm send-keys 2
	wait_for 5 shows '^of the last 10s'
	shows 'HTTP  healthy'
	no shows 'codes'
	shows '^timing: measured 75.0 % of 8 segments of the run$'
	tm send-keys w w
	wait_for 5 shows '^of the last 60s'
	shows 'HTTP  degraded'
	shows ' codes  404 x3$'
	tm send-keys w w
	wait_for 5 shows '^of the whole run'
	shows 'HTTP  critical'
	# Of a window that the stream does not have there is nothing.
	tm send-keys w
	wait_for 5 shows '^of the last 1s'
	shows 'HTTP  no data'
	shows '^playlists  *-  *requests  *-  *attempts  *-$'
	exec 7>&-
}

@test "viewers: bars do not contradict the ratings, nor go missing" {
	opened 120 40
	cat "$STAT" >&7
	wait_for 5 shows '1:00/10:00'
	tm send-keys 3
	# The bucket of the score 89.89 ends above 90: by ratings there are 9.
	wait_for 5 shows '^excellent  *9 '
	shows '^90 to 100  *9  *33.3 %'
	tm capture-pane -p | cut -c1-58 |
	    awk '/^[0-9]+ to/ { n += $4; share += $5 }
	    /^(excellent|fair)/ { r += $2 + $4 }
	    END { exit n != 27 || r != 27 || share < 99.5 || share > 100.5 }'
	# Without a score or a pace there are neither bars nor words for them.
	sed -e '/ - qoe /d' -e '/of=viewers.speed/d' -e '/ - client /d' \
	    "$STAT" >&7
	wait_for 5 shows 'worst viewers: hls-agg --per-client shows them'
	no shows 'excellent'
	no shows 'clients by score'
	no shows 'speeds of the run'
	exec 7>&-
	wait_for 5 shows '^code 98'
}

@test "viewers: bars in ASCII" {
	export LC_ALL=C LANG=C
	opened 120 40
	cat "$STAT" >&7
	wait_for 5 shows '1:00/10:00'
	tm send-keys 3
	wait_for 5 shows '^90 to 100  *9  *33.3 %  ###'
	no shows "[^ -~]"
	exec 7>&-
}

@test "origin: how to get them, hosts apart, foreign text" {
	opened 120 40
	grep -v ' origin ' "$STAT" >&7
	wait_for 5 shows '1:00/10:00'
	tm send-keys 5
	wait_for 5 shows '^hls-spawn --origin-host HOST'
	sed -e 's/ origin name=web/ origin host=a name=web/' \
	    -e 's/up=0 reason=refused exporters=1/up=0 reason=%1B[2J exporters=2/' \
	    -e '/name=db/s/answering=0/answering=1/' "$STAT" >&7
	wait_for 5 shows '^a:web  *up  *40.0 %'
	shows '^db  *1/2 up ?\[2J  *-  *-'
	shows '^a:web  *p50  *40.0 %'
	shows '^a:web  *load  *0.66  *0.66  *0.66$'
	exec 7>&-
}

@test "generator: nothing speaks against it, unknown is left out" {
	opened 120 40
	sed -e '/ - evidence /d' -e 's/ blocked=[^ ]*//' -e 's/ idle=[^ ]*//' \
	    -e '/ pipeline /s/ lines=[0-9]*/ lines=900/' \
	    -e '/ pipeline /s/ lost=0/ lost=100/' \
	    "$STAT" >&7
	wait_for 5 shows '1:00/10:00'
	tm send-keys 6
	wait_for 5 shows '^doubt  *none: nothing speaks against the run$'
	no shows 'blocked'
	no shows 'machine idle'
	shows 'lines lost  *100 '
	shows 'share lost  *10.0 %'
	shows 'blocks seen  *1 '
	shows 'blocks missed  *60$'
	exec 7>&-
}

@test "what a block does not have is not among the errors" {
	sed 's/\( all http [^b].*\) error.ratio=[^ ]*/\1/' \
	    "$TOP/tests/data/agg/run.stats" | hls-top -1 >"$T/page"
	is "$(grep -m 1 '^errors' "$T/page")" \
	    'errors        1 of 4 requests  1 of 2 connections  503 x1'
}
