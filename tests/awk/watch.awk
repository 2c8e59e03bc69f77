# The versions of a watched playlist, put together again from a raw stream:
#
#	awk -v n=1 -v dir=DIR -f watch.awk RAW
#
# Writes DIR/1, DIR/2, ... one for each fetch that changed it; ends with 1 where
# a group is not what its first record says.

function digit(c) {
	return index("0123456789ABCDEF", c) - 1
}

function unescape(s,    out, i, code) {
	while ((i = index(s, "%")) > 0) {
		code = 16 * digit(substr(s, i + 1, 1)) + digit(substr(s, i + 2, 1))
		out = out substr(s, 1, i - 1) sprintf("%c", code)
		s = substr(s, i + 3)
	}
	return out s
}

function field(key,    i) {
	for (i = 4; i <= NF; i++)
		if (index($i, key "=") == 1)
			return substr($i, length(key) + 2)
	return ""
}

function close_version(    i, file) {
	if (!wanted)
		return
	if (have != wanted)
		bad = 1
	versions++
	file = dir "/" versions
	for (i = 0; i < have; i++) {
		old[i] = new[i]
		print new[i] >file
	}
	close(file)
	old_n = have
	have = wanted = 0
}

$3 !~ /^watch/ || field("n") != n { close_version(); next }
$3 == "watch" {
	close_version()
	if (field("lines") != "" && field("same") == "")
		wanted = field("lines")
	if (field("same") != "" && field("lines") != old_n)
		bad = 1
}
$3 == "watch_keep" {
	for (i = 0; i < field("lines"); i++) {
		if (!((field("from") + i) in old) ||
		    field("from") + i >= old_n)
			bad = 1
		new[have++] = old[field("from") + i]
	}
}
$3 == "watch_line" { new[have++] = unescape(field("text")) }
END { close_version(); exit bad || !versions }
