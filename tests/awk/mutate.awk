# Spoils events: lines left out or doubled, times that jump, subjects and kinds
# of others, fields left out or with values that make no sense. Usage:
# awk -v seed=N -f mutate.awk EVENTS. The same seed spoils the same way.

function pick(list, n) {
	return list[1 + int(rand() * n)]
}

function spoil(f) {
	sub(/=.*/, "=" pick(values, nvalues), f)
	return f
}

BEGIN {
	srand(seed)
	nsubjects = split("1.0 1.1 1.2 2.0 2.1 3.0 west:1.0 east:1.0 - 0.0 " \
	    "99999.7", subjects, " ")
	nvalues = split("0 -1 -1.5 1 2 0.000001 1e9 abc % %00 %FF 65536 " \
	    "4294967295 9223372036854775807 18446744073709551616 " \
	    "99999999999.999999", values, " ")
	nkinds = split("request fetch fetch_fail void abort exit start viewer " \
	    "rebuffer sequence stale segment_fail segment_skip lost tick " \
	    "phase swarm end startup startup_fail playback_fail continuity " \
	    "parse connect connect_fail expired", kinds, " ")
}

/^[0-9]/ {
	times = rand()
	times = times < 0.02 ? 0 : times < 0.04 ? 2 : 1
	while (times-- > 0) {
		n = split($0, f, " ")
		if (rand() < 0.2)
			f[2] = pick(subjects, nsubjects)
		if (rand() < 0.04)
			f[3] = pick(kinds, nkinds)
		if (rand() < 0.03)
			f[1] = sprintf("%.6f", rand() < 0.5 ? rand() * 9e12 : \
			    f[1] - 100 + rand() * 200)
		line = f[1] " " f[2] " " f[3]
		for (i = 4; i <= n; i++) {
			x = rand()
			if (x >= 0.03)
				line = line " " (x < 0.08 ? spoil(f[i]) : f[i])
		}
		print line
	}
}
