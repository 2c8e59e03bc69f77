# What is right in a case, and what we say: each judgement is a row of $D/rows.

# row FIGURE RIGHT OURS 0|1
row() {
	printf '%-14s %-16s %-30s %-34s %s\n' "$NAME" "$1" "$2" "$3" \
		"$([ "$4" -eq 1 ] && echo ok || echo NOT)" >>"$D/rows"
}

# The case itself did not run to its end.
broken() {
	row case "runs" "$(tail -n 1 "$D/err" | tr ' ' _ | cut -c 1-60)" 0
}

# Limits are so many times as wide, where many cases run at a time.
MARGIN=1

# near LIMIT A B: 1 or 0.
near() {
	awk -v l="$1" -v m="$MARGIN" -v a="$2" -v b="$3" 'BEGIN {
		l *= m
		print (a != "" && b != "" && a - b <= l && b - a <= l)
	}'
}

sessions() {
	awk '$3 == "start" { print $2 }' "$D/events"
}

# stamp KIND SESSION: the time of that record.
stamp() {
	awk -v k="$1" -v s="$2" '$3 == k && $2 == s { t = $1 }
	END { print t }' "$D/events"
}

# field KIND SESSION KEY: of the last such record that has it.
field() {
	awk -v k="$1" -v s="$2" -v key="$3=" '
	$3 == k && $2 == s {
		for (i = 4; i <= NF; i++)
			if (index($i, key) == 1)
				v = substr($i, length(key) + 1)
	}
	END { print v }' "$D/events"
}

# theirs SESSION [SLACK]: what player.awk makes of its transfers: $D/theirs, and
# in $D/total "EMPTY VIEWED MEDIA STARTUP". What came in the last SLACK seconds
# does not count.
theirs() {
	local stop
	stop=$(stamp exit "$1")
	awk -v client="${1%.*}" -v from="$(stamp start "$1")" -v to="$stop" \
		-f "$HERE/transfers.awk" "$D/durations" "$D/truth" |
		awk -v last="$stop" -v slack="${2:-0}" \
			'$7 <= last - slack' >"$D/transfers"
	awk -v stop="$stop" -v durations="$D/durations" -v audio="${AUDIO:-}" \
		-v total=1 -f "$TOP/tests/awk/player.awk" "$D/transfers" \
		>"$D/player"
	grep -v '^total' "$D/player" >"$D/theirs" || :
	awk -v stop="$stop" -v audio="${AUDIO:-}" -f "$HERE/totals.awk" \
		"$D/durations" "$D/player" "$D/transfers" >"$D/total"
}

# ours SESSION: the same of the events.
ours() {
	awk -v s="$1" '$2 == s && $3 == "rebuffer" {
		gsub(/(start|time)=/, "")
		sub(/open=1/, "open")
		sub(/^[^ ]* [^ ]* rebuffer /, "")
		print
	}' "$D/events" >"$D/ours"
}

# spell FILE TOTAL: "9.13@14.2 3.10@30.0open =12.23", for people.
spell() {
	awk -v t="$2" -v begin="$BEGIN" '
	NR <= 3 { printf "%.2f@%.1f%s ", $2, $1 - begin, $3 }
	END {
		if (NR > 3)
			printf ".. %d ", NR
		printf(t == "" ? "=none" : "=%.2f", t)
	}' "$1"
}

# paired: whether $D/ours and $D/theirs are as many, when and as long. One that
# is hardly over the 0.25 s that make a rebuffer may be in one list alone.
paired() {
	same_list "$D/ours" "$D/theirs" && return
	awk '$2 >= 0.35' "$D/ours" >"$D/ours.long"
	awk '$2 >= 0.35' "$D/theirs" >"$D/theirs.long"
	same_list "$D/ours.long" "$D/theirs.long"
}

same_list() {
	[ "$(wc -l <"$1")" -eq "$(wc -l <"$2")" ] || return 1
	paste -d' ' "$1" "$2" | awk -v l=0.3 -v m="$MARGIN" '
	function off(a, b) { return a - b > l * m || b - a > l * m }
	{ half = NF / 2 }
	NF % 2 || (half == 3 && $3 != $6) { bad = 1 }
	off($1, $(half + 1)) || off($2, $(half + 2)) { bad = 1 }
	END { exit bad }'
}

# told SESSION: whether we say what $D/theirs and $D/total do: rebuffers, empty
# time and what is buffered at the end.
told() {
	local empty viewed media
	read -r empty viewed media _ <"$D/total"
	paired &&
		[ "$(near 0.3 "$empty" "$(field viewer "$1" rebuffered)")" = 1 ] &&
		[ "$(near 0.3 "$(buffered)" "$(field viewer "$1" buffer)")" = 1 ]
}

# buffered: at the end, by $D/total.
buffered() {
	awk '{ printf "%.2f", $3 - $2 + $1 }' "$D/total"
}

# as_player: each viewer's rebuffers and empty time are the player's, within
# 0.3 s; so are its startup and what is buffered at the end. A segment that
# came while the viewer was being stopped may count or not.
as_player() {
	local s n=0
	for s in $(sessions); do
		n=$((n + 1))
		ours "$s"
		theirs "$s" 0.2
		told "$s" || theirs "$s"
		if [ "$(cut -d' ' -f 4 "$D/total")" = - ]; then
			never_played "$s"
		else
			played "$s"
		fi
	done
	[ "$n" -gt 0 ]
}

never_played() {
	local got
	got=$(field startup "$1" time)$(field viewer "$1" played)
	row "$1" "never played" "${got:-none}" "$([ -z "$got" ] && echo 1 || echo 0)"
}

played() {
	local empty startup same=0
	BEGIN=$(stamp start "$1")
	read -r empty _ _ startup <"$D/total"
	paired && same=$(near 0.3 "$empty" "$(field viewer "$1" rebuffered)")
	row "$1" "$(spell "$D/theirs" "$empty")" \
		"$(spell "$D/ours" "$(field viewer "$1" rebuffered)")" "$same"
	compare "$1.startup" "$startup" "$(field startup "$1" time)" 0.5
	compare "$1.buffer" "$(buffered)" "$(field viewer "$1" buffer)" 0.3
}

# compare FIGURE RIGHT OURS LIMIT
compare() {
	row "$1" "$2" "${3:-none}" "$(near "$4" "$2" "$3")"
}

# rebuffers N LOW HIGH: what each viewer has by the player itself, so many and
# so long in all, whoever joined when: the case is what it is meant to be.
rebuffers() {
	local s n empty
	for s in $(sessions); do
		theirs "$s"
		read -r empty _ <"$D/total"
		n=$(wc -l <"$D/theirs")
		row "$s.player" "$1 of $2 to $3" "$n of $empty" \
			"$((n == $1 ? $(within "$2" "$empty" "$3") : 0))"
	done
}

# within LOW V HIGH: 1 or 0.
within() {
	awk -v v="$2" -v l="$1" -v h="$3" \
		'BEGIN { print (v != "" && v >= l && v <= h) }'
}

# counted FIGURE RIGHT: a number of the report's JSON.
counted() {
	local got
	got=$(jq -r ".$1 // 0" "$D/json")
	row "$1" "$2" "$got" "$((got == $2))"
}

# events KIND RIGHT: so many of them; RIGHT is a number, or "some".
events() {
	local got
	got=$(awk -v k="$1" '$3 == k { n++ } END { print n + 0 }' "$D/events")
	row "$1" "$2" "$got" \
		"$(case $2 in some) echo $((got > 0)) ;; *) echo $((got == $2)) ;; esac)"
}

# nobody_plays: not one viewer has started; each process that ended by itself is
# a failed startup with its cause.
nobody_plays() {
	local s
	events startup 0
	events playback_fail 0
	for s in $(sessions); do
		row "$s.failed" "a reason" \
			"$(field startup_fail "$s" reason | grep . || echo none)" \
			"$([ -n "$(field startup_fail "$s" reason)" ] &&
				[ -n "$(field cause "$s" text)" ] &&
				echo 1 || echo 0)"
	done
}

# no_claim: no figure of playing, since the playlist does not tell.
no_claim() {
	local s
	events rebuffer 0
	for s in $(sessions); do
		row "$s.claim" none \
			"$(field viewer "$s" rebuffered | grep . || echo none)" \
			"$([ -z "$(field viewer "$s" rebuffered)" ] && echo 1 || echo 0)"
	done
}

# share LOW HIGH: of the viewing that is rebuffering, in percent, by us.
share() {
	local got
	got=$(jq -r '(.rebuffer.ratio // 0) * 100' "$D/json")
	row share "$1 to $2 %" "$got" \
		"$(within "$1" "$got" "$2")"
}

# told_at SESSION KEY: when we last said this of the viewer.
told_at() {
	awk -v s="$1" -v key=" $2=" \
		'$3 == "viewer" && $2 == s && index($0, key) { t = $1 }
	END { print t }' "$D/events"
}

# dated: each viewer's latency when we last said it, by the date of its first
# segment as the watch read it, and by what the player has played since.
dated() {
	local s first date right at
	for s in $(sessions); do
		at=$(told_at "$s" latency)
		theirs "$s"
		first=$(awk -f "$HERE/first.awk" "$D/durations" "$D/transfers")
		date=$(awk -v name="$first" '
		$3 == "watch_line" && / text=#EXT-X-PROGRAM-DATE-TIME:/ {
			date = $0
			sub(/.*DATE-TIME:/, "", date)
		}
		$3 == "watch_line" && $NF == "text=" name && !n++ {
			print date
		}' "$D/raw")
		right=$(awk -v b="$(date -ud "${date%Z}" +%s.%3N)" \
			-v stop="$(stamp exit "$s")" -v at="$at" '
			{ printf "%.2f", at - b - ($2 - $1 - (stop - at)) }
			' "$D/total")
		compare "$s.latency" "$right" "$(field viewer "$s" latency)" 0.3
	done
}

# edged: each viewer's distance, when we last said it, from the newest end of
# the playlist that the watch had read by then, or the viewer, if that was
# sooner: of such a segment nobody knows the length yet, so half a second may be
# off.
edged() {
	local s first newest own right at
	for s in $(sessions); do
		at=$(told_at "$s" edge)
		theirs "$s" "$(awk -v stop="$(stamp exit "$s")" -v at="$at" \
			'BEGIN { print stop - at }')"
		first=$(awk -f "$HERE/first.awk" "$D/durations" "$D/transfers")
		newest=$(awk -v at="$at" '
		$1 > at { exit }
		$3 == "watch_line" && $NF ~ /^text=[^#%]/ {
			name = substr($NF, 6)
		}
		END { print name }' "$D/raw")
		own=$(awk -v at="$at" '$7 <= at { name = $1 }
			END { sub(/.*\//, "", name); print name }' \
			"$D/transfers")
		right=$(awk -v first="/$first" -v newest="/$newest" \
			-v own="/$own" -v stop="$(stamp exit "$s")" -v at="$at" '
		FNR == NR {
			name = $1
			sub(/.*\//, "/", name)
			if (name == first)
				in_it = 1
			if (in_it)
				so_far += $2
			if (name == newest || name == own)
				sum = so_far
			next
		}
		{
			sum = sum > $3 ? sum : $3
			printf "%.2f", sum - ($2 - $1 - (stop - at))
		}
		' "$D/durations" "$D/total")
		compare "$s.edge" "$right" "$(field viewer "$s" edge)" 0.5
	done
}

# last KEY LOW HIGH: that field of each viewer's last record that has it.
last() {
	local s got
	for s in $(sessions); do
		got=$(field viewer "$s" "$1")
		row "$s.$1" "$2 to $3" "${got:-none}" "$(within "$2" "$got" "$3")"
	done
}
