# The page's style and script as C, line by line:
#
#	awk -f assets.awk page.css page.js
BEGIN {
	print "/* Made by assets.awk from page.css and page.js. */"
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
FNR == 1 {
	if (NR > 1)
		print "\tNULL,\n};"
	print "\nconst char *const " \
	    (FILENAME ~ /css$/ ? "page_style" : "page_script") "[] = {"
}
{ print literal($0) }
END { print "\tNULL,\n};" }
