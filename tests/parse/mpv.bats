#!/usr/bin/env bats
# hls-parse --plain on logs of other players that carry libavformat's lines:
# mpv 0.35 against the test origin, with the origin's own log beside it; and a
# run of FFmpeg in the forms of Kodi and OBS. Lines of decoders and most of the
# demuxers are left out of the files.

load ../lib/helper

DATA=$TOP/tests/data/plain

# events NAME: those of NAME.log, in $T/events.
events() {
	hls-parse --plain "$DATA/$1.log" >"$T/events" 2>"$T/err"
}

# tally TYPE: complete downloads of a type, and their bytes.
tally() {
	awk -v t="type=$1" '$3 == "fetch" && index($0, " " t " ") {
		n++
		for (i = 4; i <= NF; i++)
			if (sub(/^bytes=/, "", $i))
				bytes += $i
	} END { print n + 0, bytes + 0 }' "$T/events"
}

# served NAME GLOB: the same by the origin's log, of what it sent as asked for.
served() {
	awk -v p="$2" '$0 ~ " path=[^ ]*" p " status=20" {
		n++
		for (i = 1; i <= NF; i++)
			if (sub(/^sent=/, "", $i))
				bytes += $i
	} END { print n + 0, bytes + 0 }' "$DATA/$1.truth"
}

# as_served NAME: what the log tells is what the origin sent.
as_served() {
	events "$1"
	is "$(tally segment)" "$(served "$1" '[.]ts')"
	is "$(tally playlist)" "$(served "$1" '[.]m3u8')"
}

# how_many KIND
how_many() {
	awk -v k="$1" '$3 == k { n++ } END { print n + 0 }' "$T/events"
}

# field KIND NAME: of each such event.
field() {
	awk -v k="$1" -v f="$2=" '$3 == k { for (i = 4; i <= NF; i++)
		if (index($i, f) == 1) print substr($i, length(f) + 1) }' \
		"$T/events"
}

@test "mpv on its standard output: segments, playlists and bytes" {
	as_served mpv-trace
	is "$(tally segment)" "6 1194176"
	is "$(how_many fetch_fail)" 0
	is "$(how_many abort)" 0
	is "$(how_many start)" 1
}

@test "mpv --msg-time" {
	as_served mpv-msg-time
	# Seconds since mpv's start: the times between lines are right.
	awk '$3 == "fetch" { if (!n++) first = $1; if ($1 > last) last = $1 }
		END { d = last - first; exit !(d > 5 && d < 9) }' "$T/events"
}

@test "mpv --log-file, whose lines have a letter of the level" {
	as_served mpv-log-file
}

@test "mpv --msg-module" {
	as_served mpv-msg-module
}

@test "mpv, a segment that is missing, at trace" {
	as_served mpv-404
	# mpv's own "Invalid audio PTS" is no error of FFmpeg's.
	is "$(how_many message)" 0
	is "$(field fetch_fail status | paste -sd' ')" "404 404"
	is "$(how_many segment_fail)" 1
}

@test "mpv, a segment that is missing, at its level v" {
	events mpv-404-v
	is "$(field fetch_fail status | sort -u)" 404
	is "$(how_many segment_fail)" 1
	# What was opened and not seen to fail; the last is open at the end.
	is "$(awk '$3 == "request" && /type=segment/' "$T/events" |
		grep -o 'hi_[0-9]*' | sort -u | wc -l)" 7
}

@test "mpv, a segment that is missing, at mpv's own level" {
	events mpv-404-info
	is "$(field fetch_fail status | sort -u)" 404
	is "$(how_many segment_fail)" 1
	is "$(how_many fetch)" 0
}

# as_served_but_one NAME: the log just ends, with a segment under way.
as_served_but_one() {
	events "$1"
	is "$(tally playlist)" "$(served "$1" '[.]m3u8')"
	is "$(tally segment)" "$(served "$1" '[.]ts' |
		awk '{ print $1 - 1, $2 - 198716 }')"
	is "$(awk '$3 == "abort" && /type=segment/' "$T/events" | wc -l)" 1
}

@test "mpv, a playlist that is missing, at mpv's own level" {
	for module in "" "[stream] " "   stream: "; do
		hls-parse --plain >"$T/events" 2>"$T/err" <<-E
		[ffmpeg] http: HTTP error 404 Not Found
		${module}Failed to open http://h/vod/l.m3u8.

		Exiting... (Errors when loading file)
		E
		grep -q ' fetch_fail .* type=playlist status=404 reason=http url=http://h/vod/l.m3u8$' "$T/events"
		is "$(how_many fetch_fail)" 1
		is "$(how_many startup_fail)" 1
	done
}

@test "Kodi" {
	as_served_but_one kodi
	is "$(field fetch_fail status | paste -sd' ')" "404 404"
	is "$(how_many segment_fail)" 1
}

@test "OBS" {
	as_served obs
	is "$(field fetch_fail status | paste -sd' ')" "404 404"
	is "$(how_many segment_fail)" 1
}
