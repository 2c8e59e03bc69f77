# What a program grew by, from "SECONDS PROGRAM KIB DESCRIPTORS" lines: draws
# both figures over the run, the largest in each of 60 parts of it. It ends with
# 1 if the last half grew by more than LIMIT_KIB or has a trend: more in each of
# its six parts than in the one before, and by no less than half of what the half
# before took, whose first minutes fill all windows; or if descriptors never came
# down again to what was the most of the first tenth.
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
# five PROGRAM FROM: the most memory in five parts.
function five(program, from,   i, v, high) {
	for (i = from; i < from + 5; i++) {
		v = most(kib, program, i)
		if (v > high)
			high = v
	}
	return high
}
function judge(program,   i, rising, growth, before) {
	for (i = 35; i < PARTS; i += 5)
		rising += five(program, i) > five(program, i - 5)
	growth = five(program, 55) - five(program, 30)
	before = five(program, 25) - five(program, 5)
	rising = rising == 5 && growth * 2 >= before
	printf "  %-10s %+d KiB in the last half%s\n", program, growth, \
	    rising ? ", rising all the time" : ""
	return growth > LIMIT_KIB || rising
}
# kept PROGRAM: whether descriptors stay open.
function kept(program,   i, first) {
	for (i = 0; i < 6; i++)
		if (most(fds, program, i) > first)
			first = most(fds, program, i)
	if (least[program] <= first)
		return 0
	print "  " program " keeps descriptors: never below " least[program]
	return 1
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
	# In the last tenth.
	if (part >= PARTS * 9 / 10 && (!($2 in least) || $4 < least[$2]))
		least[$2] = $4
}
END {
	for (i = 1; i <= programs; i++)
		draw(kib, order[i], "KiB")
	for (i = 1; i <= programs; i++)
		draw(fds, order[i], "descriptors")
	for (i = 1; i <= programs; i++)
		bad += judge(order[i]) + kept(order[i])
	exit programs < 5 || bad > 0
}
