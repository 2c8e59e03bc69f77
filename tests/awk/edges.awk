# Numbers from the edges in every place of a stream, each by itself:
#
#	awk [-v ask=WHAT] [-v values=LIST] -f edges.awk STREAM
#
# A place is the stamp of a kind of record ("tick @"), a key of it that has
# numbers ("tick late_n"), one of several numbers in a value ("sketch b #3"),
# or a number in the text of a line ("log #2 TEXT", with a 0 for each number of
# TEXT). WHAT is
#
#	places	the places, a line each (and so without WHAT)
#	all	the whole stream, once for each place and value
#	blocks	of figures: the last block, once for each place and value
#
# Where a decimal stands a value is in millionths.
BEGIN {
	if (values == "")
		values = "9223372036853999999 4611686018427387904 " \
		    "9223372036854775807 -9223372036854775807 -1"
	edges = split(values, edge, " ")
}
{ line[++lines] = $0 }

function is_number(s) { return s ~ /^-?[0-9]+(\.[0-9]+)?$/ }

# note PLACE: it is one, and not known yet.
function note(place) {
	if (place in known)
		return
	known[place] = 1
	name[++places] = place
}

function shape(text) {
	gsub(/[0-9]+/, "0", text)
	return text
}

# text S N VALUE: S with its Nth run of digits replaced.
function text(s, n, value,   out, i) {
	for (i = 1; match(s, /[0-9]+/); i++) {
		out = out substr(s, 1, RSTART - 1) \
		    (i == n ? value : substr(s, RSTART, RLENGTH))
		s = substr(s, RSTART + RLENGTH)
	}
	return out s
}

# like VALUE OLD: VALUE in the form of what stands there.
function like(value, old,   sign) {
	if (old !~ /\./)
		return value
	sign = sub(/^-/, "", value) ? "-" : ""
	while (length(value) < 7)
		value = "0" value
	return sign substr(value, 1, length(value) - 6) "." \
	    substr(value, length(value) - 5)
}

function verbatim(kind) {
	return kind == "log" || kind == "progress"
}

function behind(s,   i) {
	for (i = 0; i < 3; i++)
		sub(/^[^ ]* /, "", s)
	return s
}

# look S: the places of a line.
function look(s,   f, n, i, k, key, value, digits) {
	n = split(s, f, " ")
	if (n < 3 || !is_number(f[1]))
		return
	note(f[3] " @")
	if (verbatim(f[3])) {
		digits = behind(s)
		k = gsub(/[0-9]+/, "0", digits)
		for (i = 1; i <= k; i++)
			note(f[3] " #" i " " digits)
		return
	}
	for (i = 4; i <= n; i++) {
		key = value = f[i]
		sub(/=.*/, "", key)
		sub(/^[^=]*=/, "", value)
		if (is_number(value))
			note(f[3] " " key)
		else if (value ~ /[0-9]/ && value !~ /%/) {
			k = gsub(/[0-9]+/, "0", value)
			for (; k > 0; k--)
				note(f[3] " " key " #" k)
		}
	}
}

# put S PLACE VALUE: the line with VALUE in that place, if it has it.
function put(s, place, value,   f, p, n, i, out, key) {
	n = split(s, f, " ")
	split(place, p, " ")
	if (f[3] != p[1])
		return s
	# No more than twelve digits are a stamp.
	if (p[2] == "@")
		return (value ~ /^-/ ? "0" : "999999999999") ".000000" \
		    substr(s, length(f[1]) + 1)
	if (verbatim(f[3])) {
		out = behind(s)
		if (shape(out) != substr(place, length(p[1] " " p[2] " ") + 1))
			return s
		return f[1] " " f[2] " " f[3] " " \
		    text(out, substr(p[2], 2), value)
	}
	out = f[1] " " f[2] " " f[3]
	for (i = 4; i <= n; i++) {
		key = f[i]
		sub(/=.*/, "", key)
		if (key == p[2] && p[3] != "")
			f[i] = key "=" text(substr(f[i], length(key) + 2),
			    substr(p[3], 2), value)
		else if (key == p[2])
			f[i] = key "=" like(value,
			    substr(f[i], length(key) + 2))
		out = out " " f[i]
	}
	return out
}

function stream(from, place, value,   i) {
	for (i = from; i <= lines; i++)
		print put(line[i], place, value)
}

# last_block: the first line of it.
function last_block(   i, from) {
	for (i = from = 1; i < lines; i++)
		if (line[i] ~ /^[^ ]+ - block /)
			from = i + 1
	return from
}

END {
	from = ask == "blocks" ? last_block() : 1
	for (i = from; i <= lines; i++)
		look(line[i])
	for (i = 1; i <= places; i++)
		if (ask != "all" && ask != "blocks")
			print name[i]
		else
			for (k = 1; k <= edges; k++)
				stream(from, name[i], edge[k])
}
