# What the tests of hls-agg share: hand-written events, looks at the figures.

# at SECOND SUBJECT KIND [FIELD...]: one record.
at() {
	local t=$1.
	t=${t#*.}
	t=${t%.}000000
	echo "${1%.*}.${t:0:6} ${*:2}"
}

# stat FILE TIME SUBJECT KIND: the last such record.
stat() {
	grep "^$2 $3 $4 " "$1" | tail -n 1
}

# value FILE TIME SUBJECT KIND KEY: one figure of it.
value() {
	stat "$1" "$2" "$3" "$4" | tr ' ' '\n' | sed -n "s/^$5=//p"
}

# subjects FILE TIME: the windows of that block, in their order.
subjects() {
	awk -v t="$2" '$1 == t && $2 != "-" && !seen[$2]++ { print $2 }' "$1" |
		paste -sd ' '
}

# folds [OPTION...] <EVENTS: into $T/json and $T/report.
folds() {
	hls-agg -j "$@" >"$T/json" 2>"$T/report"
}

# holds EXPRESSION [PART]: true of the JSON; if not, this part of it is shown.
holds() {
	jq -e "$1" "$T/json" >/dev/null ||
		{ jq -c "${2:-empty}" "$T/json"; echo "not so: $1"; return 1; }
}

# rows LABEL: the rows of $T/report with that label, and what goes on there.
rows() {
	awk -v label="$1" '/^$/ { on = 0 } /^[A-Z]/ { on = $1 == label }
		on { sub(/^[A-Za-z]+ +/, ""); sub(/^ +/, ""); print }' "$T/report"
}

# fake: $T/fake-ffmpeg and $T/fake-ffprobe, which play a stored live stream.
fake() {
	ln -s "$TOP/bin/fake-ffmpeg" "$T/fake-ffmpeg"
	ln -s "$TOP/bin/fake-ffmpeg" "$T/fake-ffprobe"
	gzip -dc "$TOP/tests/data/captures/7.1.5/slive.raw.gz" >"$T/capture"
	export FAKE_CAPTURE=$T/capture
}
