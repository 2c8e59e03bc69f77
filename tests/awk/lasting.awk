# A live viewer that goes on: its capture up to the reload in its middle, then
# from there to the next one again and again, for -v seconds. Segments, the
# media sequence and media time go on as they would have.
function reload() {
	return $3 == "log" && / Opening '[^']*\.m3u8[^']*' for reading/
}
# later TEXT PATTERN STEP: the number behind the pattern is larger by so much.
function later(text, pattern, step,   head, n) {
	if (!match(text, pattern "[0-9]+"))
		return text
	head = substr(text, 1, RSTART + RLENGTH - 1)
	text = substr(text, RSTART + RLENGTH)
	match(head, /[0-9]+$/)
	n = sprintf("%0" RLENGTH "d", substr(head, RSTART) + step)
	return substr(head, 1, RSTART - 1) n text
}
function again(i, round,   line) {
	line = later(text[i], "seg_", round)
	line = later(line, "change [(]", round)
	line = later(line, "change [(][0-9]+ -> ", round)
	line = later(line, "^progress out_time_(us|ms)=", round * period * 1e6)
	printf "%.6f 1.0 %s\n", stamp[i] + round * period, line
}
reload() { reloads++ }
reloads < 3 { print; next }
reloads > 3 { period = $1 - stamp[1]; exit }
{
	stamp[++n] = $1
	sub(/^[^ ]+ [^ ]+ /, "")
	text[n] = $0
}
END {
	if (period <= 0)
		exit 1
	for (round = 0; round * period < seconds; round++)
		for (i = 1; i <= n; i++)
			again(i, round)
}
