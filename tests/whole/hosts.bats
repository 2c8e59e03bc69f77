#!/usr/bin/env bats
# Three hosts by ssh, with the page's own command: the small form of make hosts.

bats_require_minimum_version 1.5.0
load ../lib/helper

@test "three hosts by ssh: the merge is exact, and nothing is left on them" {
	run "$TOP/tests/hosts" able
	[ "$status" -eq 0 ] || skip "${lines[0]}"
	run -0 "$TOP/tests/hosts" short 3>&-
	[[ $output != *FAILED* ]]
	is "$(grep -c '^ok - clean: ' <<<"$output")" 9
}
