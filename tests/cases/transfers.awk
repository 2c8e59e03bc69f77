# What a session got, for player.awk:
#
#	awk -v client=N -v from=T -v to=T -f transfers.awk DURATIONS TRUTH
#
# DURATIONS are of durations.awk; TRUTH are lines of the origin's log, "PATH
# STATUS SENT LEN T_REQ T_FB T_LAST CLIENT RANGE" (truth.awk makes them). Those
# of that client, asked for from and until those moments, with each path as
# DURATIONS has it: without query and session. A range becomes a line
# for each segment that came whole with it.

FILENAME == ARGV[1] {
	known[$1] = 1
	n = split($1, word, /[@+]/)
	if (n == 3) {
		ranges[++nranges] = $1
		of[nranges] = word[1]
		first[nranges] = word[2]
		size[nranges] = word[3]
	}
	next
}

$8 != client || $5 < from || $5 > to { next }

{
	name = $1
	sub(/\?.*/, "", name)
	sub(/^\/s\/[^\/]*\//, "/", name)
	$1 = name
}

# "bytes=100-299", or "-" where there is none: then from the first byte.
function expand(    at, i) {
	at = $9 ~ /^bytes=/ ? substr($9, 7) + 0 : 0
	for (i = 1; i <= nranges; i++)
		if (of[i] == name && first[i] >= at &&
		    first[i] + size[i] <= at + $3)
			print ranges[i], $2, size[i], size[i], $5, $6, $7
}

{
	for (i = 1; i <= nranges && of[i] != name; i++)
		;
	if (i > nranges || name in known)
		print
	else if ($2 == 200 || $2 == 206)
		expand()
}
