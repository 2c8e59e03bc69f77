# hls-top: the view of the clients one by one.

load ../lib/helper
load ../lib/terminal

# watch [OPTIONS]: hls-top with its view of clients, on a FIFO that fd 7 writes.
watch() {
	mkfifo "$T/in"
	type_line "clear; hls-top ${1:-} <\$T/in; echo code \$?"
	exec 7>"$T/in"
	block 1 >&7
	wait_for 5 shows '^hls-top  http'
	tm send-keys 4
	wait_for 5 shows 'clients so far$'
}

# with FILE [SEEN]: a block with the client records that FILE has the rest of.
with() {
	block 3 | awk -v file="$1" -v seen="${2:-0}" '
		/ - clients / && seen { $0 = $0 " seen=" seen }
		/ - block / {
			while ((getline line <file) > 0)
				print $1, "-", "client", line
		}
		{ print }'
}

# crowd N: the rests of N client records.
crowd() {
	awk -v n="$1" 'BEGIN {
		split("playing playing rebuffering startup gone", states)
		split("startup rebuffering startup_fail:exit_error " \
		    "playback_fail:signal", whys)
		for (i = 1; i <= n; i++)
			printf "id=%d state=%s score=%.6f why=%s speed=%.6f " \
			    "drift=%.6f segments=%d bytes=%d errors=%d " \
			    "rebuffers=%d ttfb.mean=%.6f addr=192.0.2.%d " \
			    "group=g%d agent=hls-swarm/0.1.0%%20(client%%20%d)\n",
			    i, states[i % 5 + 1], i * 37 % 101, whys[i % 4 + 1],
			    0.7 + i % 9 / 10, i * 7 % 23 - 1.5, i * 31 % 700,
			    i * 31 % 700 * 200548, i % 3, i % 4,
			    i * 13 % 17 / 1000, i % 11, i % 4, i
	}'
}

# Clients with little in common, of whom one is hardly known.
five() {
	cat <<-END
	id=2 state=playing score=90.5 why=startup speed=1.0 drift=0.5 segments=10 bytes=3000000 \
errors=0 rebuffers=0 ttfb.mean=0.010 addr=192.0.2.10 group=News \
rendition=640x360@900000 agent=x/2
	id=9 state=rebuffering score=12.25 why=rebuffering speed=0.7 drift=17.7 segments=9 \
bytes=999 errors=3 rebuffers=12 ttfb.mean=0.002 addr=192.0.2.9 group=news \
rendition=1280x720@2500000 agent=x/10
	id=10 state=startup segments=0 bytes=0 errors=3 rebuffers=0 addr=2001:db8::1 group=a \
agent=x/2
	id=30 state=gone score=12.25 why=playback_fail:signal segments=100 bytes=12000000 \
errors=20 rebuffers=1 ttfb.mean=1.5
	id=web:1 state=alive score=100 why=%21 speed=1.3 drift=-0.2 segments=11 bytes=5000000 \
errors=0 rebuffers=2 ttfb.mean=0.0105 addr=192.0.2.10 group=zoo agent=
	END
}

# ids: of the rows on the screen, from its fourth to the last but one.
ids() {
	tm capture-pane -p | sed -e 1,3d -e '$d' | awk '{ print $1 }' | xargs
}

# Rows stand so now: the ids, then words of the row above the heading.
ordered() {
	[ "$(ids)" = "$1" ] && shows "  by $2  "
}

@test "the clients fit each size" {
	crowd 60 >"$T/crowd"
	terminal 80 24
	watch
	with "$T/crowd" 60 >&7
	for size in 80x24 40x10 120x40 200x60; do
		tm resize-window -x ${size%x*} -y ${size#*x}
		should_look_like top-clients-$size.txt
	done
	# No more than there is room for, down to nothing.
	for size in 30x6 20x5 12x4 8x3 3x2 1x1; do
		tm resize-window -x ${size%x*} -y ${size#*x}
	done
	tm resize-window -x 20 -y 5
	wait_for 5 shows '^  id ▲score  errors$'
	tm resize-window -x 80 -y 24
	should_look_like top-clients-80x24.txt
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "clients in the order of each column, both ways" {
	five >"$T/five"
	terminal 200 24
	watch
	with "$T/five" >&7
	while read -r column first there last back; do
		wait_for 5 ordered "$(tr , ' ' <<<"$there")" \
		    "$column, $(tr _ ' ' <<<"$first")"
		shows "[▲▼]$column"
		tm send-keys r
		wait_for 5 ordered "$(tr , ' ' <<<"$back")" \
		    "$column, $(tr _ ' ' <<<"$last")"
		tm send-keys s
	done <<-'END'
	score lowest_first 9,30,2,web:1,10 highest_first web:1,2,9,30,10
	speed lowest_first 9,2,web:1,10,30 highest_first web:1,2,9,10,30
	drift highest_first 9,2,web:1,10,30 lowest_first web:1,2,9,10,30
	segments lowest_first 10,9,2,web:1,30 highest_first 30,web:1,2,9,10
	bytes lowest_first 10,9,2,web:1,30 highest_first 30,web:1,2,9,10
	errors highest_first 30,9,10,2,web:1 lowest_first 2,web:1,9,10,30
	rebuffers highest_first 9,web:1,30,2,10 lowest_first 2,10,30,web:1,9
	ttfb highest_first 30,web:1,2,9,10 lowest_first 9,2,web:1,30,10
	group a_to_z 10,2,9,web:1,30 z_to_a web:1,9,2,10,30
	rendition a_to_z 2,9,10,30,web:1 z_to_a 9,2,10,30,web:1
	addr a_to_z 9,2,web:1,10,30 z_to_a 10,2,web:1,9,30
	why a_to_z web:1,30,9,2,10 z_to_a 2,9,30,web:1,10
	agent a_to_z 2,10,9,30,web:1 z_to_a 9,2,10,30,web:1
	id lowest_first 2,9,10,30,web:1 highest_first web:1,30,10,9,2
	state worst_first 9,30,10,web:1,2 best_first 2,web:1,10,30,9
	END
	wait_for 5 shows '  by score, lowest first  '
	# S goes back, and begins with what calls for attention, too.
	tm send-keys r S
	wait_for 5 ordered "9 30 10 web:1 2" "state, worst first"
	tm send-keys S
	wait_for 5 ordered "2 9 10 30 web:1" "id, lowest first"
	tm send-keys S
	wait_for 5 ordered "2 10 9 30 web:1" "agent, a to z"
	# On a narrow screen, too, what they are ordered by is to be seen.
	tm resize-window -x 40 -y 10
	wait_for 5 shows '^   id  state  .* ▲agent$'
	shows '^    9  rebuffering  .*  x/10$'
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "what is not known of a client is a dash" {
	printf '%s\n' 'id=1' 'id=2 score=x speed=1.0.0 drift= segments=-1' \
	    'id=3 bytes=99999999999999999999 errors=1e3 rebuffers=0x1' \
	    'id=4 segments=999999999999 errors=1234567' 'state=playing' \
	    'id=6 id=7 unknown=8 noise' >"$T/odd"
	terminal 124 12
	watch
	with "$T/odd" >&7
	tm send-keys S S
	wait_for 5 shows '^1-6 of 6  by id, lowest first'
	tm capture-pane -p | sed -n 4,9p >"$T/got"
	same - "$T/got" <<-'END'
	   1  -                -      -        -         -         -       -          -        -  -      -
	   2  -                -      -        -         -         -       -          -        -  -      -
	   3  -                -      -        -         -         -       -          -        -  -      -
	   4  -                -      -        -  9999999…         -  12345…          -        -  -      -
	   6  -                -      -        -         -         -       -          -        -  -      -
	   -  playing          -      -        -         -         -       -          -        -  -      -
	END
	exec 7>&-
	wait_for 5 shows '^code 0'
}

# position TEXT: which rows are shown.
position() {
	shows "^$1  "
}

@test "scrolling stops at both ends" {
	crowd 60 >"$T/crowd"
	terminal 80 24
	watch
	with "$T/crowd" 60 >&7
	wait_for 5 position '1-20 of 60'
	while read -r keys where; do
		tm send-keys ${keys//,/ }
		wait_for 5 position "$where of 60"
	done <<-'END'
	Up 1-20
	PPage 1-20
	Down 2-21
	Down,Down,Up 3-22
	NPage 23-42
	PPage 3-22
	NPage,NPage,NPage,Down 41-60
	Up 40-59
	End,Down 41-60
	End,NPage,PPage 21-40
	End,Up,Up 39-58
	Home,Up 1-20
	End 41-60
	END
	# The keys are the terminal's, whichever it sends.
	tm send-keys -l $'\033OH'
	wait_for 5 position '1-20 of 60'
	tm send-keys -l $'\033[4~\033[A'
	wait_for 5 position '40-59 of 60'
	# A different order begins at its start.
	tm send-keys r
	wait_for 5 position '1-20 of 60'
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "a resize leaves the scrolled rows where they are" {
	crowd 60 >"$T/crowd"
	terminal 80 24
	watch
	with "$T/crowd" 60 >&7
	wait_for 5 position '1-20 of 60'
	tm send-keys NPage
	wait_for 5 position '21-40 of 60'
	id=$(ids | cut -d ' ' -f 1)
	tm resize-window -x 40 -y 10
	wait_for 5 position '21-26 of 60'
	is "$(ids | cut -d ' ' -f 1)" "$id"
	tm resize-window -x 80 -y 24
	wait_for 5 position '21-40 of 60'
	is "$(ids | cut -d ' ' -f 1)" "$id"
	# Where there is more room than rows below, there are more above.
	tm resize-window -x 80 -y 54
	wait_for 5 position '11-60 of 60'
	tm resize-window -x 80 -y 80
	wait_for 5 position '1-60 of 60'
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "clients come and go between blocks" {
	crowd 60 >"$T/crowd"
	head -n 3 "$T/crowd" >"$T/few"
	terminal 80 24
	watch
	with "$T/crowd" 60 >&7
	wait_for 5 position '1-20 of 60'
	tm send-keys S S End
	wait_for 5 position '41-60 of 60'
	with "$T/few" 60 >&7
	wait_for 5 position '1-3 of 3  3 of 60 clients'
	is "$(ids)" "1 2 3"
	with /dev/null 60 >&7
	wait_for 5 shows '^60 clients so far$'
	shows '^hls-agg --per-client tells of each,$'
	run shows ' of '
	is "$output" ""
	tail -n 2 "$T/crowd" >"$T/others"
	with "$T/others" >&7
	wait_for 5 position '1-2 of 2  by id, lowest first'
	is "$(ids)" "59 60"
	# Equal ones keep their places, whatever the order they come in.
	sed 's/score=[^ ]*/score=50/' "$T/crowd" >"$T/equal"
	tm send-keys s s
	for order in cat tac shuf; do
		$order "$T/equal" >"$T/equal.$order"
		with /dev/null >&7
		wait_for 5 shows 'clients so far$'
		with "$T/equal.$order" >&7
		wait_for 5 position '1-20 of 60'
		is "$(ids)" "$(seq 20 | xargs)"
	done
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "a filter is typed, erased, kept and dropped" {
	five >"$T/five"
	terminal 200 24
	watch
	with "$T/five" 5 >&7
	wait_for 5 position '1-5 of 5'
	tm send-keys /
	wait_for 5 shows '^filter: _  Enter keeps it, Esc drops it$'
	# What it is typed with are no commands; it is applied at once.
	tm send-keys p
	wait_for 5 position '1-3 of 3  filter: p, 3 of 5'
	tm send-keys LAY
	wait_for 5 position '1-2 of 2  filter: pLAY, 2 of 5'
	tm send-keys i
	wait_for 5 position '1-1 of 1  filter: pLAYi, 1 of 5'
	is "$(ids)" 2
	tm send-keys q
	wait_for 5 shows '^filter: pLAYiq, 0 of 5  '
	is "$(ids)" ""
	tm send-keys BSpace BSpace
	wait_for 5 position '1-2 of 2  filter: pLAY, 2 of 5'
	tm send-keys Enter
	wait_for 5 shows '^1 overview .* q detach'
	position '1-2 of 2  filter: pLAY, 2 of 5'
	# Letters are commands again; other views leave the filter alone.
	tm send-keys r
	wait_for 5 ordered "2 30" "score, highest first"
	tm send-keys 1
	wait_for 5 shows '^ramp'
	tm send-keys Escape
	sleep 0.3
	tm send-keys 4
	wait_for 5 position '1-2 of 2  filter: pLAY, 2 of 5'
	# Esc closes help first; then the filter.
	tm send-keys '?'
	wait_for 5 shows '^/  '
	tm send-keys Escape
	wait_for 5 position '1-2 of 2  filter: pLAY, 2 of 5'
	tm send-keys Escape
	wait_for 5 position '1-5 of 5  by score, highest first'
	# A new one starts from nothing, and Esc drops what was typed.
	tm send-keys / news
	wait_for 5 position '1-2 of 2  filter: news, 2 of 5'
	tm send-keys Escape
	wait_for 5 position '1-5 of 5  by score, highest first'
	shows '^1 overview .* q detach'
	exec 7>&-
	wait_for 5 shows '^code 0'
}

# finds: each filter of standard input the ids behind it.
finds() {
	while read -r filter found; do
		tm send-keys / "$filter" Enter
		wait_for 5 shows "filter: $filter, "
		is "$(ids)" "$found"
	done
}

@test "a filter finds what is shown, in the columns that are" {
	five >"$T/five"
	terminal 200 24
	watch
	with "$T/five" 5 >&7
	wait_for 5 position '1-5 of 5'
	finds <<-'END'
	web web:1
	rebuffering 9
	12.2 9 30
	17.7 9
	11.4 30
	2001:DB8 10
	x/10 9
	signal 30
	! web:1
	%21
	zz
	END
	# What there is no room for is not looked at, until it is shown.
	tm resize-window -x 80 -y 24
	wait_for 5 eval "[ \"\$(tm display -p '#{pane_width}')\" = 80 ]"
	finds <<-'END'
	web web:1
	12.2 9 30
	signal 30
	2001:DB8
	x/10
	17.7
	END
	tm send-keys s s
	wait_for 5 shows ' [▲▼]drift'
	wait_for 5 eval '[ "$(ids)" = 9 ]'
	tm send-keys S
	wait_for 5 eval '[ -z "$(ids)" ]'
	tm resize-window -x 200 -y 24
	wait_for 5 eval '[ "$(ids)" = 9 ]'
	# A text that is cut off is looked at whole.
	sed 's/why=rebuffering/&_and_much_more_than_there_is_room_for_here/' \
	    "$T/five" >"$T/long"
	tm resize-window -x 80 -y 24
	with "$T/long" 5 >&7
	tm send-keys / for_here Enter
	wait_for 5 shows 'filter: for_here, 1 of 5'
	wait_for 5 eval '[ "$(ids)" = 9 ]'
	no shows '^ .*for_here$'
	# Neither more than it holds nor a sequence's letters get into it.
	tm send-keys Escape
	wait_for 5 position '1-5 of 5'
	tm send-keys / "$(printf 'a%.0s' $(seq 60))" BSpace
	wait_for 5 shows "filter: $(printf 'a%.0s' $(seq 38))_"
	tm send-keys Escape
	wait_for 5 position '1-5 of 5'
	tm send-keys / e Down F5 PPage -
	wait_for 5 shows '^filter: e-_'
	tm send-keys Escape
	wait_for 5 position '1-5 of 5'
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "on 80 columns all that the rows are chosen by is told" {
	crowd 60 >"$T/crowd"
	terminal 80 24
	watch
	with "$T/crowd" 200 >&7
	wait_for 5 position '1-20 of 60  60 of 200 clients'
	tm send-keys / playing Enter
	wait_for 5 shows "$(line '^1-20 of 24  filter: playing, 24 of 60 ' \
	    '60 of 200 clients  by score, lowest first$')"
	shows '^  id  state  *▲score  speed  errors  rebuffers  why$'
	tm send-keys '?'
	wait_for 5 shows '^/  *clients: only those .* Esc: all$'
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "lists scroll while the filter is typed" {
	crowd 60 >"$T/crowd"
	terminal 200 24
	watch
	with "$T/crowd" 60 >&7
	wait_for 5 position '1-20 of 60'
	tm send-keys End / g
	wait_for 5 position '1-20 of 60  filter: g, 60 of 60'
	tm send-keys Down NPage
	wait_for 5 position '22-41 of 60  filter: g, 60 of 60'
	shows '^filter: g_'
	tm send-keys 1
	wait_for 5 position '1-15 of 15  filter: g1, 15 of 60'
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "a screen that is held can be sorted and filtered" {
	crowd 60 >"$T/crowd"
	five >"$T/five"
	terminal 200 24
	watch
	with "$T/crowd" 60 >&7
	wait_for 5 position '1-20 of 60'
	tm send-keys p
	wait_for 5 shows ' PAUSED '
	with "$T/five" 5 >&7
	tm send-keys S S r
	wait_for 5 ordered "$(seq 60 -1 41 | xargs)" "id, highest first"
	tm send-keys / client%2059 BSpace
	wait_for 5 shows '^filter: client%205, 0 of 60'
	tm send-keys Escape
	wait_for 5 shows '^1 .* q detach'
	tm send-keys / '(client 5)' Enter
	wait_for 5 ordered 5 "id, highest first"
	tm send-keys p Escape
	wait_for 5 ordered "web:1 30 10 9 2" "id, highest first"
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "foreign text stays in its column" {
	local nihongo=%E6%97%A5%E6%9C%AC%E8%AA%9E
	cat >"$T/nasty" <<-END
	id=1 state=playing score=1 group=%1B[31m%07 addr=%C2%9B2J why=%0D%0A%08%00%7Fx \
agent=%1B]0;x%07%1B[2J
	id=2 state=playing score=2 group=$nihongo addr=%F0%9F%98%80 \
why=$nihongo$nihongo$nihongo$nihongo$nihongo agent=%E6%97%A5a
	id=3 state=%E2%80%AEgniyalp score=3 group=%D7%A9%D7%9C%D7%95%D7%9D \
addr=%E2%81%A6a%E2%81%A9 why=e%CC%81%CC%82%CC%83 agent=%E2%80%8B%EF%BB%BF
	id=4 state=%FF%FE%C0%80 score=4 group=%F0%9F%98 addr=%ED%A0%80 why=%E6%97 agent=%
	id=%1B[H5 state=playing%20and%20playing score=5 group=ab%20cd%20ef%20gh%20ij%20kl%20mn \
addr=%41%4 why=- agent=%09
	id=6 state=playing score=6 group=g addr=192.0.2.1 why=startup agent=plain
	END
	terminal 200 24
	watch
	with "$T/nasty" >&7
	wait_for 5 position '1-6 of 6'
	for size in 200 104 80; do
		tm resize-window -x $size -y 24
		wait_for 5 eval "[ \"\$(tm display -p '#{pane_width}')\" = $size ]"
		should_look_like top-clients-nasty-$size.txt
	done
	tm resize-window -x 200 -y 24
	should_look_like top-clients-nasty-200.txt
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "clients in ASCII" {
	five >"$T/five"
	terminal 80 12
	watch --ascii
	with "$T/five" 5 >&7
	tm send-keys / - Enter
	wait_for 5 shows '  <score  '
	tm send-keys r
	wait_for 5 shows '  >score  '
	tm capture-pane -p | LC_ALL=C grep -q '[^ -~]' && return 1
	exec 7>&-
	wait_for 5 shows '^code 0'
}

@test "the clients that hls-agg tells of" {
	terminal 120 24
	watch
	hls-agg -q --per-client <"$TOP/tests/data/agg/run.events" >&7
	wait_for 5 shows '^1-2 of 2  by score, lowest first'
	shows '^   2  gone  *0\.0 '
	shows '^   1  gone  *47\.9 .*rebuffering'
	hls-agg -q --per-client=1 <"$TOP/tests/data/agg/run.events" >&7
	wait_for 5 shows '^1-1 of 1  1 of 2 clients  by score'
	shows '^   2  gone  *0\.0 '
	exec 7>&-
	wait_for 5 shows '^code 0'
}
