# Of a raw stream of a log with tags: what FFmpeg at -loglevel LEVEL would have
# written. A line without a tag goes on from the one before.

BEGIN {
	n = split("trace debug verbose info warning error fatal panic", word)
	for (i = 1; i <= n; i++)
		rank[word[i]] = i
}

$3 != "log" {
	print
	next
}

{
	tag = $0
	sub(/^[^ ]+ [^ ]+ log /, "", tag)
	while (match(tag, /^\[[^]]* @ 0x[0-9a-f]+\] /))
		tag = substr(tag, RLENGTH + 1)
	if (match(tag, /^\[[a-z]+\] /) &&
	    substr(tag, 2, RLENGTH - 3) in rank)
		level = rank[substr(tag, 2, RLENGTH - 3)]
	if (level >= rank[LEVEL])
		print
}
