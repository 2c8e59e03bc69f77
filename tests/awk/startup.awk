# The startup of a client that plays variant hi, by the server's log:
# awk -f startup.awk TRUTH. Prints "TIME WALL": the sum of what the variant
# needs (multivariant playlist, its own, initialization section, first
# segment), and the time from the first request to that segment's last byte.

function need(what) {
	if (!(what in seen))
		sum += $7 - $5
	seen[what] = 1
}

NR == 1 { begin = $5 }
$1 ~ /\/master/ { need("master") }
$1 ~ /\/hi\.m3u8$/ { need("playlist") }
$1 ~ /\/hi_init\.mp4$/ { need("init") }
$1 ~ /\/hi_[0-9]+\.(ts|m4s)$/ {
	need("segment")
	printf "%.6f %.6f\n", sum, $7 - begin
	exit
}
