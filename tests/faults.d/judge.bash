# What is right of a fault, beside what we say. as_player and its like are of
# tests/cases/judge.bash.

MARGIN=2.5

# busy: the machine was the limit by the report's own word, so that no time is
# judged; what was counted is.
busy() {
	[ -z "$timed" ] && : >"$D/busy" &&
		sed 1q "$D/report" | grep -q 'generator in doubt' ||
		{ rm -f "$D/busy"; false; }
}

# is PATH LOW [HIGH]: that number of the JSON, 0 where it is left out.
is() {
	local got
	got=$(jq -r ".$1 // 0" "$D/json")
	case $1 in
	*rebuffer* | *.time | *.ttfb*) ! busy || return 0 ;;
	esac
	case $1 in
	http.code.*) ;;
	*.p50) ;;
	*) grep -q "^$1 " "$T/metrics" || got=none_of_that_name ;;
	esac
	row "$1" "$2${3:+ to $3}" "$got" "$(within "$2" "$got" "${3:-$2}")"
}

# says TEXT...: the report's first sentence has each.
says() {
	local text first
	first=$(sed 's/; generator.*//;1q' "$D/report")
	for text; do
		[[ $text != *rebuffered ]] || ! busy || continue
		row says "$text" "${first#*: }" \
			"$([[ ", ${first#*: }," == *", $text"[,\ ]* ]] &&
				echo 1 || echo 0)"
	done
}

# silent TEXT...: it has none of these.
silent() {
	local text first
	first=$(sed 's/; generator.*//;1q' "$D/report")
	for text; do
		row silent "no $text" "${first#*: }" \
			"$([[ $first == *"$text"* ]] && echo 0 || echo 1)"
	done
}

# named TEXT LOW [HIGH]: so many of it among what failed.
named() {
	local got
	got=$(jq -r --arg t "$1" \
		'[.faults[]? | select(.text == $t) | .count] | add // 0' \
		"$D/json")
	row "$1" "$2${3:+ to $3}" "$got" "$(within "$2" "$got" "${3:-$2}")"
}

# nobody CAUSE: nothing played, and that is why.
nobody() {
	says "nothing played ($1)"
	is startup.count 0
	is viewers.played 0
	is rebuffer.count 0
	as_answered
}

# all N: all N viewers played, each as a player would that had the origin's
# answers.
all() {
	is viewers.played "$1"
	busy || times
	as_answered
}

times() {
	says_rebuffered
	as_player
}

# says_rebuffered: as many of our viewers as of the player's; what hardly is a
# rebuffer may be one or not.
says_rebuffered() {
	local s t least=0 most=0
	for s in $(sessions); do
		theirs "$s" 0.2
		read -r t _ <"$D/total"
		least=$((least + $(within 1 "$t" 999)))
		most=$((most + $(within 0.1 "$t" 999)))
	done
	is viewers.rebuffered "$((least > 2 ? 2 : least))" "$most"
}

# answers STATUS-OR-CUT: of what viewers asked for, before they were stopped,
# by the origin's log: "LOW HIGH", as what came in the last moment may count or
# not.
answers() {
	awk -v want="$1" -v stop="$(awk '$3 == "exit" { t = $1 }
		END { print t }' "$D/events")" '
	{
		cut = $2 < 300 && $2 > 0 && $3 != $4
		hit = want == "cut" ? cut : $2 == want
		last = $7 > 0 ? $7 : $5
	}
	hit && last <= stop { high++ }
	hit && last <= stop - 0.3 { low++ }
	END { print low + 0, high + 0 }' "$D/truth"
}

# as_answered: each status of 400 and more as often as the origin sent it, and
# no other.
as_answered() {
	local code low high
	for code in $(awk '$2 >= 400 { print $2 }' "$D/truth" | sort -u); do
		read -r low high < <(answers "$code")
		is "http.code.\"$code\"" "$low" "$high"
	done
	row codes "those of its log" \
		"$(jq -r '.http.code // {} | to_entries |
			map(select(.value > 0) | .key) | join(" ")' "$D/json")" \
		"$(codes_known)"
}

codes_known() {
	local code
	for code in $(jq -r '.http.code // {} | to_entries |
		map(select(.value > 0) | .key) | .[]' "$D/json"); do
		awk -v c="$code" '$2 == c { n++ } END { exit !n }' "$D/truth" ||
			{ echo 0; return; }
	done
	echo 1
}

# lost N: so many segments.
lost() {
	is segment.loss.count "$1"
}

# given_up: as many as the viewers never had whole by the origin's log, though
# they went on to others; the last one of each may be lost or under way.
given_up() {
	local n
	n=$(never_whole)
	is segment.loss.count "$n" $((n + 2))
}

# cut_playlists: as many as the origin cut short. FFmpeg 4 says nothing of that
# until it closes the connection.
cut_playlists() {
	local low high
	read -r low high < <(answers cut)
	case $V in
	4.*) low=$((low > 0)) ;;
	esac
	named "playlist short" "$low" "$high"
}

# never_whole: how many segments that is by the origin's log, of each viewer;
# the last one that it asked for may be under way.
never_whole() {
	awk '$1 ~ /\.(ts|m4s)$/ {
		asked[$8, $1] = 1
		if ($2 == 200 && $3 == $4)
			whole[$8, $1] = 1
		last[$8] = $8 SUBSEP $1
	}
	END {
		for (k in asked)
			n += !(k in whole)
		for (c in last)
			n -= !(last[c] in whole)
		print n + 0
	}' "$D/truth"
}

# answered_by STATUS: at least so many.
answered_by() {
	answers "$1" | cut -d' ' -f 1
}
