# The page's style and script as C, line by line:
#
#	awk -f assets.awk page.css tree.js ... page.js
#
# The files of the script are one scope, in the order in which they are given.
BEGIN {
	print "/* Made by assets.awk from page.css and the page's *.js. */"
	print "#include \"page/html.h\""
}
# Backslashes in the replacement of gsub() mean something else to each awk.
function literal(s,   i, c, out) {
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "\t")
			c = "\\t"
		else if (c == "\\" || c == "\"" || c == "?")
			c = "\\" c
		out = out c
	}
	return "\t\"" out "\","
}
function begin(name) {
	print "\nconst char *const " name "[] = {"
}
function end() {
	print "\tNULL,\n};"
}
NR == 1 { begin("page_style") }
FNR == 1 && NR > 1 && !script++ {
	end()
	begin("page_script")
	print literal("(function () {")
	print literal("'use strict';")
}
{ print literal($0) }
END {
	print literal("}());")
	end()
}
