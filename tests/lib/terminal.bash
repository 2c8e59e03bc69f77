# What the suites of hls-top share: a terminal that tmux draws, and the blocks of
# a stored stream. To be loaded behind helper.

STAT=$TOP/tests/data/stat/run.stat

setup() {
	set_up
	export TMUX_TMPDIR=$T
	unset TMUX NO_COLOR LINES COLUMNS
}

teardown() {
	tm kill-server 2>/dev/null || :
	clean_up
}

tm() {
	tmux -f /dev/null -L hls-test "$@" 3>&-
}

# block N: the Nth block of the stored stream.
block() {
	awk -v n="$1" '{ b = b $0 "\n" }
	    / - block / { if (++k == n) printf "%s", b; b = "" }' "$STAT"
}

# terminal COLS ROWS: an interactive shell in a terminal of this size.
terminal() {
	tm new-session -d -x "$1" -y "$2" "env PS1='$ ' PATH='$PATH' T='$T' \
	    STAT='$STAT' bash --norc --noprofile"
	wait_for 5 shows '^\$'
}

type_line() {
	tm send-keys -l "$1"
	tm send-keys Enter
}

# shows REGEX: the terminal has such a line now.
shows() {
	tm capture-pane -p | grep -q -e "$1"
}

# screen is "1 0" for the alternate screen without a cursor.
screen_is() {
	is "$(tm display -p '#{alternate_on} #{cursor_flag}')" "$1"
}

is_drawn() {
	tm capture-pane -p >"$T/screen"
	cmp -s "$1" "$T/screen"
}

# looks_like FILE: the screen is that, to the last character, before long.
looks_like() {
	wait_for 5 is_drawn "$1" || same "$1" "$T/screen"
}

# should_look_like NAME: it is the stored one. With GOLDEN=1 what is there is
# stored: look at it before it is committed.
should_look_like() {
	if [ -n "${GOLDEN:-}" ]; then
		sleep 1
		tm capture-pane -p >"$TOP/tests/data/stat/$1"
	fi
	looks_like "$TOP/tests/data/stat/$1"
}

# Everything is as it was: the screen, the cursor, the terminal's modes.
restored() {
	screen_is "0 1"
	rm -f "$T/after"
	type_line 'stty -g >$T/after'
	wait_for 5 test -s "$T/after"
	same "$T/before" "$T/after"
}

# with_origins: the block on standard input, with these in it.
with_origins() {
	local web db
	web=$(line up=1 exporters=2 answering=2 age=1.2 scrapes=9 failed=0 \
	    cpu=0.418000 memory=0.310000 net_in=1250000.000000 \
	    net_out=90000000.000000 connections=57 requests=48.800000)
	db="up=0 reason=refused exporters=1 answering=0 age=0.2 scrapes=9 failed=3"
	awk -v web="$web" -v db="$db" '
		/ - block / {
			print $1, "- origin name=web", web
			print $1, "- origin name=%1B[2Jdb", db
		}
		{ print }'
}

# with_hosts: the block on standard input, as that of a merge.
with_hosts() {
	awk '
		/ - block / {
			of = $1 " - host name="
			print of "a state=live age=0.1 offset=3.000000"
			print of "f state=live age=0.1 offset=3.100000"
			print of "g state=live age=0.1 offset=4.000000"
			print of "b state=silent age=4.2 offset=3.000000"
			print of "c state=cut age=9.2 offset=3.000000"
			print of "d state=live age=0.1 offset=93.000000"
			print of "e%1Bx state=live age=0.1 offset=0.000000"
		}
		{ print }'
}

# refused: the stored stream, as it would be had no connection been accepted.
refused() {
	sed -e '/ http /s/ requests=[0-9]*/ requests=0/' \
	    -e '/ http /s/ error.count=[0-9]*/ error.count=0/' \
	    -e '/ http /s/ code\.[0-9]*=[0-9]*//g' \
	    -e '/ connect /s/ count=[0-9]*/ count=0/' \
	    -e "/ connect /s/ fail=[0-9]*/ fail=${1:-7}/" "$STAT"
}
