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

# hls-spawn puts "(client N)" behind each viewer's User-Agent. FFmpeg 4.3 forgets
# that on its way, so viewers may have paths of their own, /s/N/.
{
	client = v["ua"]
	if (client ~ /\((probe|watch)\)/)
		next
	if (!sub(/.*\(client%20/, "", client) &&
	    (client = v["path"]) !~ /^\/s\/[0-9]+\//)
		next
	sub(/^\/s\//, "", client)
	sub(/[^0-9].*/, "", client)
	print v["path"], v["status"], v["sent"], v["len"], v["t_req"], \
	    v["t_fb"], v["t_last"], client, v["range"]
}
