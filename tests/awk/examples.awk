# The examples of README.md and of the pages in man/, each paragraph into a file
# of its own, dir/PAGE:LINE: an indented block of README.md, a block of .Bd
# -literal, .Dl lines that follow one another. A blank line parts paragraphs.
# The picture in README.md is none, but made by a program.

function finish() {
	if (text != "") {
		printf "%s", text >(dir "/" page ":" begun)
		close(dir "/" page ":" begun)
	}
	text = ""
}

function add(line) {
	if (line == "") {
		finish()
		return
	}
	if (text == "")
		begun = FNR
	text = text line "\n"
}

# What mdoc makes of a line.
function plain(line) {
	gsub(/\\e/, "\\", line)
	gsub(/\\&/, "", line)
	gsub(/\\\(dq/, "\"", line)
	gsub(/\\\(mu/, "x", line)
	return line
}

FNR == 1 {
	finish()
	page = FILENAME
	sub(/.*\//, "", page)
	drawn = literal = 0
}

page ~ /\.md$/ {
	if (/^<!-- picture/)
		drawn = 1
	if (/^<!-- end/)
		drawn = 0
	if (!drawn && /^    /)
		add(substr($0, 5))
	else
		finish()
	next
}

/^\.Ed/ {
	finish()
	literal = 0
}
literal {
	add(plain($0))
	next
}
/^\.Bd -literal/ {
	finish()
	literal = 1
}
/^\.Dl / {
	sub(/^\.Dl /, "")
	if (sub(/^"/, ""))
		sub(/"$/, "")
	sub(/^\$ /, "")
	add(plain($0))
	next
}
{ finish() }
END { finish() }
