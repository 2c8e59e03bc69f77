# What a program grew by, from "SECONDS PROGRAM KIB DESCRIPTORS" lines: draws
# both figures over the run, the largest in each of 60 parts of it, and ends
# with 1 if the last half has more than LIMIT_KIB or a trend: each of its six
# parts with more than the one before.
function most(values, program, part) {
	return (program, part) in values ? values[program, part] : ""
}
function bar(values, program, low, high,   i, v, line) {
	for (i = 0; i < PARTS; i++) {
		v = most(values, program, i)
		line = line (v == "" ? " " : substr(LEVELS, 1 + int((v - low) * \
		    7 / (high > low ? high - low : 1)), 1))
	}
	return line
}
function draw(values, program, unit,   i, v, low, high, n) {
	for (i = 0; i < PARTS; i++) {
		v = most(values, program, i)
		if (v == "")
			continue
		if (!n++ || v < low)
			low = v
		if (v > high)
			high = v
	}
	printf "  %-10s |%s| %d to %d %s\n", program, \
	    bar(values, program, low, high), low, high, unit
}
# sixth PROGRAM N: the most memory in that part of the last half.
function sixth(program, n,   i, v, high) {
	for (i = 0; i < PARTS / 12; i++) {
		v = most(kib, program, PARTS / 2 + n * PARTS / 12 + i)
		if (v > high)
			high = v
	}
	return high
}
function judge(program,   i, rising, growth) {
	for (i = 1; i < 6; i++)
		rising += sixth(program, i) > sixth(program, i - 1)
	growth = sixth(program, 5) - sixth(program, 0)
	printf "  %-10s %+d KiB in the last half%s\n", program, growth, \
	    rising == 5 ? ", rising all the time" : ""
	return growth > LIMIT_KIB || rising == 5
}
BEGIN {
	PARTS = 60
	LIMIT_KIB = 256
	LEVELS = "_.-~=+*#"
}
{
	part = int($1 * PARTS / seconds)
	if (part >= PARTS)
		next
	if (!($2 in known)) {
		known[$2] = 1
		order[++programs] = $2
	}
	if ($3 > kib[$2, part])
		kib[$2, part] = $3
	if ($4 > fds[$2, part])
		fds[$2, part] = $4
	now[$2] = $4
}
END {
	for (i = 1; i <= programs; i++)
		draw(kib, order[i], "KiB")
	for (i = 1; i <= programs; i++)
		draw(fds, order[i], "descriptors")
	for (i = 1; i <= programs; i++)
		bad += judge(order[i])
	for (i = 1; i <= programs; i++)
		if (most(fds, order[i], PARTS - 1) > most(fds, order[i], PARTS / 2)) {
			print "  " order[i] " keeps descriptors"
			bad++
		}
	exit programs < 5 || bad > 0
}
