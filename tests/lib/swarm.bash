# What the tests of hls-spawn share: children, and looks at the raw stream.

# child: makes $T/child, which runs the script given on standard input.
child() {
	{ echo '#!/bin/sh'; cat; } >"$T/child"
	chmod +x "$T/child"
}

# A child that lives until TERM and says something every 50 ms.
living_child() {
	child <<-'X'
	i=0
	while :; do
		i=$((i + 1))
		echo "line $i" >&2
		echo "out_time_us=$i" >&3
		sleep 0.05
	done
	X
}

# processes: those that belong to this test, zombies and ourselves left out.
processes() {
	ps -eo stat=,args= | awk -v t="$T/" \
		'$1 !~ /^Z/ && index($0, t) && !/awk|ps -eo/'
}

# guard_of PID: the child of hls-spawn that leads a group of its own.
guard_of() {
	ps -eo pid=,ppid=,pgid= | awk -v p="$1" '$2 == p && $1 == $3 { print $1 }'
}

nobody_left() {
	[ -z "$(processes)" ]
}

# records KIND FILE: the records of a kind, without their times.
records() {
	awk -v k="$1" '$3 == k { sub(/^[^ ]* /, ""); print }' "$2"
}

ended() {
	is "$(tail -n 1 "$2" | cut -d' ' -f 2-)" "- end reason=$1"
}

count() {
	grep -c -- "$1" "$2"
}

at_least() {
	is "$(count "$2" "$3")" -ge "$1"
}

# misused MESSAGE ARGUMENTS...: hls-spawn says so and ends with 2.
misused() {
	local want=$1
	shift
	run hls-spawn "$@"
	is "$status" 2
	is "${lines[0]}" "hls-spawn: $want"
	is "${lines[1]}" 'hls-spawn: try "hls-spawn --help"'
}

# failed MESSAGE ARGUMENTS...: the preflight fails, and the stream says so, with
# $REASON if it is another.
failed() {
	local want=$1 status=0
	shift
	hls-spawn "$@" >"$T/raw" 2>"$T/err" || status=$?
	is "$status" 1
	is "$(head -n 1 "$T/err")" "hls-spawn: $want"
	is "$(cut -d' ' -f 3 "$T/raw" | paste -sd' ')" "swarm tick end"
	ended "${REASON:-failed}" "$T/raw"
}

# fake_ffmpeg HELP PROBE: $T/ffmpeg and $T/ffprobe that print these texts.
fake_ffmpeg() {
	printf '%s\n' "$1" >"$T/help"
	printf '%s\n' "$2" >"$T/flat"
	cat >"$T/ffmpeg" <<-X
	#!/bin/sh
	case \$1\$2 in
	-version) echo "ffmpeg version 4.3.7-0+x Copyright" ;;
	-hide_banner-demuxers) cat "$T/demuxers" 2>/dev/null ;;
	-hide_banner-protocols) cat "$T/protocols" 2>/dev/null ;;
	-hide_banner*) cat "$T/help" ;;
	esac
	X
	cat >"$T/ffprobe" <<-X
	#!/bin/sh
	printf '%s\n' "\$@" >"$T/probed"
	cat "$T/flat"
	X
	chmod +x "$T/ffmpeg" "$T/ffprobe"
}

# older_than_3s FILE: nothing has been written into it for so long.
older_than_3s() {
	[ -z "$(find "$1" -newermt '-3 seconds')" ]
}
