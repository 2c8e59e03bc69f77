# Holds PromQL, one expression a line, against a scrape, the first file: prints
# each metric, label and value that an expression names and the scrape lacks.
# Labels that Prometheus itself adds are known; a histogram is there under its
# bare name too, which is the native one.
#	awk -v ours=PREFIX -f promql.awk METRICS EXPRESSIONS

BEGIN {
	label["job"] = label["instance"] = 1
}

# Calls seen() for each NAME OP "VALUE" of a list of labels or matchers.
function matchers(text, name, known,	m, key, op, value) {
	while (match(text, /[a-zA-Z_][a-zA-Z0-9_]*[=!~]+"([^"\\]|\\.)*"/)) {
		m = substr(text, RSTART, RLENGTH)
		text = substr(text, RSTART + RLENGTH)
		match(m, /[=!~]+/)
		key = substr(m, 1, RSTART - 1)
		op = substr(m, RSTART, RLENGTH)
		value = substr(m, RSTART + RLENGTH + 1)
		sub(/"$/, "", value)
		if (known)
			label[key] = has[name, key] = is[name, key, value] = 1
		else if (key != "job" && key != "instance")
			check(name, key, op, value)
	}
}

function lacks(what) {
	if (!told[what]++)
		print what
}

function check(name, key, op, value,	i, n, part) {
	if (!((name, key) in has))
		lacks(name " has no label " key)
	else if (op == "=" && !((name, key, value) in is))
		lacks(name " has no " key "=" value)
	else if (op == "=~") {
		n = split(value, part, "|")
		for (i = 1; i <= n; i++)
			check(name, key, "=", part[i])
	}
}

NR == FNR && /^# TYPE/ {
	there[$3] = 1
}
NR == FNR && /^[^#]/ {
	name = $0
	sub(/[{ ].*/, "", name)
	there[name] = 1
	matchers($0, name, 1)
}

# by (a, b) and the like.
function clauses(text,	list, i, n, part) {
	while (match(text, /(by|without|on|ignoring) *\([^)]*\)/)) {
		list = substr(text, RSTART, RLENGTH)
		text = substr(text, RSTART + RLENGTH)
		gsub(/^[^(]*\(|[ )]/, "", list)
		n = split(list, part, ",")
		for (i = 1; i <= n; i++)
			if (!(part[i] in label))
				lacks("no metric has the label " part[i])
	}
}

NR > FNR {
	clauses($0)
	text = $0
	while (match(text, /[a-zA-Z_:][a-zA-Z0-9_:]*/)) {
		name = substr(text, RSTART, RLENGTH)
		text = substr(text, RSTART + RLENGTH)
		if (index(name, ours) != 1)
			continue
		if (!(name in there))
			lacks("no metric " name)
		else if (match(text, /^{[^}]*}/))
			matchers(substr(text, 1, RLENGTH), name, 0)
	}
}
