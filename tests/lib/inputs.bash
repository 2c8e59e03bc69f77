# Bare logs: of tests/data/inputs with the server's own, and of a test.

D=$TOP/tests/data/inputs

# events NAME: what hls-parse makes of a stored log, in $T/ev.
events() {
	gzip -dc "$D/$1.log.gz" | hls-parse --plain >"$T/ev"
}

# plain: the same of a log on standard input, of HLS or not.
plain() {
	hls-parse --plain >"$T/ev" 2>"$T/err" || [ $? -eq 1 ]
}

# agrees NAME [LEVEL]: $T/ev has what the server has, request by request.
agrees() {
	awk -v level="${2:-trace}" -f "$TOP/tests/awk/event.awk" \
		-f "$TOP/tests/awk/truth.awk" "$T/ev" "$D/$1.truth"
}
