# The test origin, for what is asked of an FFmpeg: its folder $T, its address
# $URL. Sourced by scripts that are in the project's folder.

PATH=$PWD/bin:$PATH
export LC_ALL=C
T=$(mktemp -d)
started=()
finish() {
	local pid
	for pid in "${started[@]}"; do
		kill "$pid" || :
	done 2>/dev/null
	wait 2>/dev/null || :
	rm -rf "$T"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

fail() {
	echo "small-ffmpeg: $*" >&2
	exit 1
}

# until_there PID FILE COMMAND...: COMMAND succeeds, while PID lives; else what
# is in FILE is why not.
until_there() {
	local pid=$1 log=$2
	shift 2
	until "$@"; do
		kill -0 "$pid" 2>/dev/null || { cat "$log" >&2; exit 1; }
		sleep 0.05
	done
}

# serve OPTION...: the origin.
serve() {
	tests/media.sh
	origin --media tests/media --port-file "$T/port" --for 300s "$@" \
		2>"$T/origin" &
	started+=($!)
	until_there $! "$T/origin" test -s "$T/port"
	URL=http://127.0.0.1:$(cat "$T/port")
}
