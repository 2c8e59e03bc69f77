# The origin's log, shorter: awk -f compact.awk LOG | sort -n -k 5. A line per
# request, but for those of hls-spawn's probe and watch:
#
#	PATH STATUS SENT LENGTH T_REQ T_FB T_LAST

{
	for (i = 1; i <= NF; i++) {
		eq = index($i, "=")
		v[substr($i, 1, eq - 1)] = substr($i, eq + 1)
	}
}

v["ua"] !~ /probe|watch/ {
	print v["path"], v["status"], v["sent"], v["len"], v["t_req"], \
	    v["t_fb"], v["t_last"]
}
