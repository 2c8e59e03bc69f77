# The origin's log, shorter: awk -f truth.awk LOG | sort -n -k 7. A line per
# request of a viewer:
#
#	PATH STATUS SENT LENGTH T_REQ T_FB T_LAST CLIENT RANGE

{
	for (i = 1; i <= NF; i++) {
		eq = index($i, "=")
		v[substr($i, 1, eq - 1)] = substr($i, eq + 1)
	}
}

# hls-spawn puts "(client N)" behind each viewer's User-Agent.
v["ua"] ~ /\(client%20[0-9]+\)/ {
	client = v["ua"]
	sub(/.*\(client%20/, "", client)
	sub(/\).*/, "", client)
	print v["path"], v["status"], v["sent"], v["len"], v["t_req"], \
	    v["t_fb"], v["t_last"], client, v["range"]
}
