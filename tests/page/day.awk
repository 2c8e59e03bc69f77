# A stat stream of a day with all that a page draws, and a spike in its 50,000th
# second: awk -f day.awk [-v n=SECONDS]
function noise() {
	seed = (seed * 16807) % 2147483647
	return seed / 2147483647
}
function sketch(of, scale, count, at,   i, line) {
	line = at * 64 ":" int(count / 2)
	for (i = 1; i < 64; i++)
		line = line "," at * 64 + i ":" int(count / 128) + 1
	print t " - sketch of=" of " scale=" scale " n=" \
	    int(count / 2) + 63 * (int(count / 128) + 1) \
	    " sum=9 min=1000 max=9000000 zero=0 clamped=0 b=" line
}
BEGIN {
	if (!n)
		n = 86400
	seed = 1
	for (k = 1; k <= n; k++) {
		spike = k == 50000
		t = sprintf("%.6f", 1000000 + k)
		segments += 480 + int(40 * noise())
		fails += spike ? 300 : noise() < 0.01
		print t " 1s segment count=500 ttfb.p50=" \
		    sprintf("%.6f ttfb.p95=%.6f ttfb.p99=%.6f " \
		    "delivery.p50=%.6f delivery.p95=%.6f delivery.p99=%.6f", \
		    0.01 + noise() / 100, (spike ? 2 : 0.05) + noise() / 50, \
		    (spike ? 3 : 0.1) + noise() / 50, 0.1 + noise() / 10, \
		    0.3 + noise() / 10, 0.5 + noise() / 10)
		print t " 1s viewers edge.p50=" sprintf("%.6f edge.p95=%.6f", \
		    9 + noise(), 12 + noise())
		print t " all segment count=" segments " requests=" segments \
		    " bytes=" sprintf("%.0f", segments * 250000) " loss.count=" fails
		print t " all playlist count=" segments " requests=" segments
		print t " all http requests=" segments * 2 " bytes=" \
		    sprintf("%.0f", segments * 250900) " class.5xx=" fails " class.4xx=" \
		    int(fails / 3) " reason.timeout=" int(fails / 7)
		print t " all rebuffer time=" fails * 2 ".000000 watched=" \
		    k * 1000 ".000000 sessions=" fails
		print t " - run url=http://o.example/live.m3u8 elapsed=" k
		print t " - clients target=1000 started=1000 active=" \
		    999 - int(noise() * 5) " backoff=" int(noise() * 5) \
		    " stopped=0"
		print t " - viewers startup=" int(noise() * 3) " playing=" \
		    (spike ? 600 : 995) - int(noise() * 5) " rebuffering=" \
		    (spike ? 400 : 0) + int(noise() * 5)
		print t " - generator late_n=0 late_max=" \
		    sprintf("%.6f cpu=%.6f idle=%.6f", noise() / 100, \
		    0.2 + noise() / 9, 0.6 + noise() / 9) " lost=0"
		for (i = 1; i <= 4; i++)
			print t " - origin name=web" i " up=1 cpu=" \
			    sprintf("%.6f memory=%.6f net_in=%.6f " \
			    "net_out=%.6f connections=%d requests=%.6f", \
			    0.3 + noise() / 5, 0.5 + noise() / 50, \
			    1e6 * (1 + noise()), 1e8 * (1 + noise()), \
			    400 + 100 * noise(), 250 + 10 * noise())
		sketch("segment.ttfb", 1000000, segments, -6)
		sketch("segment.delivery", 1000000, segments, -2)
		sketch("viewers.edge", 1000000, k * 1000, 3)
		print t " - limited late=0 idle=" int(k / 40000) \
		    " blocked=0 lost=0"
		print t " - summary text=1000%20viewers,%20a%20day"
		print t " - threshold n=1 holds=1 value=0.060000 window=10s " \
		    (k >= 50000 ? "fell=1050000.000000 " : "") \
		    "text=segment.ttfb.p95%20<%20500ms%20over%2010s"
		print t " - verdict state=pass code=0"
		if (k == n)
			print t " - end reason=duration"
		print t " - block n=" k
	}
}
