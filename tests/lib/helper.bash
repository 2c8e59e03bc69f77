# What every test file needs: the programs in PATH, a temporary folder $T, and
# the means to wait for a condition and to end what the test started.

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
PATH=$TOP/bin:$PATH
export LC_ALL=C.UTF-8

setup() {
	T=$(mktemp -d "${TMPDIR:-/tmp}/hls-test.XXXXXX")
	STARTED=()
}

teardown() {
	local pid
	for pid in "${STARTED[@]}"; do
		kill -KILL "$pid" 2>/dev/null || :
	done
	rm -rf "$T"
}

# started PID: end this process when the test ends.
started() {
	STARTED+=("$1")
}

# wait_for SECONDS COMMAND...: run COMMAND until it succeeds or time is up.
wait_for() {
	local limit=$((SECONDS + $1))
	shift
	until "$@"; do
		((SECONDS < limit)) || { echo "not within the limit: $*"; return 1; }
		sleep 0.05
	done
}

# gone PID: the process has ended (a zombie counts as gone).
gone() {
	local state
	state=$(ps -o stat= -p "$1" 2>/dev/null) || return 0
	[[ $state == Z* ]]
}

# same EXPECTED GOT: compare two files, show the difference.
same() {
	diff -u "$1" "$2"
}

# vod_folder: the test's segments as a VOD stream, $T/www/hi.m3u8.
vod_folder() {
	local f
	mkdir -p "$T/www"
	ln -s "$TOP/tests/media" "$T/www/media"
	{
		printf '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n'
		for f in "$TOP"/tests/media/hi_*.ts; do
			printf '#EXTINF:2.0,\nmedia/%s\n' "${f##*/}"
		done
		echo '#EXT-X-ENDLIST'
	} >"$T/www/hi.m3u8"
}
