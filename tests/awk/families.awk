# Delimited MetricFamily messages, their bytes in decimal ("od -An -v -tu1"), as
# "name type": field 1, and field 3 by the enumeration of metrics.proto.

{
	for (i = 1; i <= NF; i++)
		byte[n++] = $i
}

function varint(shift, v) {
	shift = 1
	do {
		v += byte[at] % 128 * shift
		shift *= 128
	} while (byte[at++] >= 128)
	return v
}

# A field of the family; the bytes of its name are told.
function field(tag, length_of) {
	tag = varint()
	if (tag == 24) {
		type = varint()
		return
	}
	length_of = varint()
	if (tag == 10)
		for (i = 0; i < length_of; i++)
			name = name sprintf("%c", byte[at + i])
	at += length_of
}

END {
	at = 0
	split("counter gauge summary untyped histogram gaugehistogram", word)
	while (at < n) {
		end = varint()
		end += at
		name = ""
		type = 0
		while (at < end)
			field()
		print name, word[type + 1]
	}
}
