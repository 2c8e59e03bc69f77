# What every test file needs: the programs in PATH, a temporary folder $T, and
# the means to wait for a condition and to end what the test started.

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
PATH=$TOP/bin:$PATH
export LC_ALL=C.UTF-8

setup() {
	set_up
}

teardown() {
	clean_up
}

# set_up: a temporary folder. A suite with a setup of its own begins with it.
set_up() {
	T=$(mktemp -d "${TMPDIR:-/tmp}/hls-test.XXXXXX")
	STARTED=()
}

# clean_up: nothing is left. A suite with a teardown of its own ends with it.
clean_up() {
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

# wait_for SECONDS COMMAND...: run COMMAND until it succeeds or time is up; what
# it says is shown of the last time only.
wait_for() {
	local limit=$((SECONDS + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		if ((SECONDS >= limit)); then
			! "$@" || return 0
			echo "not within the limit: $*"
			return 1
		fi
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

# is GOT WANTED, or is GOT -ge WANTED, as test has it: says what differs.
is() {
	local op=${3+$2} want=${3-$2}
	[ "$1" "${op:-=}" "$want" ] && return
	if [[ $1$want == *$'\n'* ]]; then
		same <(echo "$want") <(echo "$1")
	else
		echo "got \"$1\", not ${op:+$op }\"$want\""
	fi
	return 1
}

# near LIMIT A B: A and B differ by LIMIT at most.
near() {
	echo "$2 near $3?"
	awk -v l="$1" -v a="$2" -v b="$3" \
		'BEGIN { exit !(a != "" && a - b <= l && b - a <= l) }'
}

# line PART...: one line, its parts with a blank between them.
line() {
	echo "$*"
}

# no COMMAND...: it says no, or fails (a bare ! would not fail the test). What
# grep and cmp cannot read is no answer.
no() {
	local code=0
	"$@" || code=$?
	case $1 in
	grep | cmp) ((code == 1)) ;;
	*) ((code != 0)) ;;
	esac
}
