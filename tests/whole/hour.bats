# The judge of make soak's hour: what it must see.

bats_require_minimum_version 1.5.0
load ../lib/helper

setup() { set_up; }
teardown() { clean_up; }

# samples KIB_A_MINUTE DESCRIPTORS_AN_HOUR: five programs, as in an hour, of which
# the third grows by the first, and the second by the other.
samples() {
	awk -v grows="$1" -v opens="$2" 'BEGIN {
		for (t = 0; t < 3600; t += 5)
			for (i = 1; i <= 5; i++)
				printf "%d hls-%d %d %d\n", t, i, \
				    3000 + (i == 3 ? grows * t / 60 : \
				    500 * (1 - exp(-t / 300))), \
				    10 + (i == 2 ? opens * t / 3600 : t % 3)
	}'
}

judged() {
	mawk -v seconds=3600 -f "$TOP/tests/awk/growth.awk"
}

@test "an hour without growth passes, one with a leak does not" {
	samples 0 0 | judged
	run -1 judged < <(samples 2 0)
	[[ $output == *'hls-3 '*'+50 KiB in the last half, rising all the time'* ]]
	run -1 judged < <(samples 60 0)
	run -1 judged < <(samples 0 6)
	[[ $output == *'hls-2 keeps descriptors: never below 15'* ]]
	run -1 judged </dev/null
}
