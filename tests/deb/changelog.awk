# Debian's changelog of NEWS.md. -v version= and -v date= are of the package
# that is made: its entry has what is unreleased and what NEWS.md has of that
# version, as no two entries may have the same; older ones have their own.
# No line is longer than 80.
function close_entry() {
	if (entry != "")
		printf "\n -- %s  %s\n\n", maintainer, stamp
	entry = ""
}

function open_entry(name, when, suite) {
	gap = 1
	if (entry == name) {
		heading(name)
		return
	}
	close_entry()
	entry = name
	stamp = when
	printf "hls-swarm (%s) %s; urgency=medium\n", name, suite
}

function heading(text) {
	printf "\n  [ %s ]\n", text
	gap = 1
}

# say TEXT: an item, wrapped.
function say(text,   n, word, i, line) {
	n = split(text, word, " ")
	line = "  *"
	for (i = 1; i <= n; i++) {
		if (length(line " " word[i]) > 80) {
			print line
			line = "   "
		}
		line = line " " word[i]
	}
	print line
}

# flush: what was read is an item, of a list or a paragraph of its own, or the
# name of a program.
function flush() {
	if (item ~ /^[a-z-]+:$/)
		heading(substr(item, 1, length(item) - 1))
	else if (item != "") {
		if (gap || !listed)
			print ""
		say(item)
		gap = 0
	}
	item = ""
	listed = 0
}

# rfc DAY: of 2026-11-22, as mails have it.
function rfc(day,   command, text) {
	command = "LC_ALL=C date -u -d " day " '+%a, %d %b %Y 12:00:00 +0000'"
	command | getline text
	close(command)
	return text
}

/^## / {
	flush()
	if ($2 == "Unreleased")
		open_entry(version, date, "UNRELEASED")
	else
		open_entry($2, rfc(substr($3, 2, 10)), "unstable")
	next
}
/^# / { next }
/^$/ { flush(); next }
/^- / { flush(); item = substr($0, 3); listed = 1; next }
{
	sub(/^ +/, "")
	item = item (item == "" ? "" : " ") $0
}
END {
	flush()
	close_entry()
}
