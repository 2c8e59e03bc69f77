# A record's field by its key, and the path of a URL: for truth.awk and loss.awk.

function path(url) {
	sub(/^[a-z]+:\/\/[^\/]*/, "", url)
	sub(/\?.*/, "", url)
	return url
}

function value(key,    i) {
	for (i = 4; i <= NF; i++)
		if (index($i, key "=") == 1)
			return substr($i, length(key) + 2)
	return ""
}
