# The raw stream of a live run, as hls-spawn writes it, that is nothing but
# accidents: -v seed=N -v seconds=N -v target=N. Clients start, wait, stall,
# break off, come back; servers refuse, fail, are late. What the ticks count is
# what the records before them say.

function at(text) {
	now += 0.0001
	printf "%.6f %s\n", 1000 + now, text
}

function log_(c, text) {
	at(c "." run[c] " log " text)
}

function chance(p) {
	return rand() < p
}

function delay(most) {
	now += most * rand() * rand() * rand() / target
}

# An address of an FFmpeg object, another one each time.
function address() {
	return sprintf("0x%x", 4096 + 16 * ++addresses)
}

function move(c, to) {
	if (state[c] ~ /starting|running|stalled/)
		at(c "." run[c] " state from=" state[c] " to=" to)
	count[state[c]]--
	count[to]++
	state[c] = to
}

function begin(c) {
	run[c]++
	seq[c] = int(now) + int(3 * rand())
	media[c] = 0
	at(c "." run[c] " start pid=" 100 + c " group=g" c % 3)
	move(c, "starting")
	log_(c, "[NULL @ 0x5580] [debug] Opening 'http://o.ex/live.m3u8' for reading")
	request(c, "live.m3u8", chance(0.05))
}

# One request with its connection; 1 if it is answered well.
function request(c, path, bad,   x, y, code) {
	x = address()
	y = address()
	log_(c, "[tcp @ " y "] [verbose] Starting connection attempt to 192.0.2.7 port 80")
	delay(0.2)
	if (bad && chance(0.3)) {
		log_(c, "[tcp @ " y "] [error] Connection to tcp://o.ex:80 failed: " \
		    "Connection refused")
		return 0
	}
	log_(c, "[tcp @ " y "] [verbose] Successfully connected to 192.0.2.7 port 80")
	log_(c, "[http @ " x "] [debug] request: GET /" path " HTTP/1.1")
	log_(c, "User-Agent: t")
	log_(c, "")
	delay(0.5)
	if (bad && chance(0.3))
		return 0
	code = !bad ? 200 : chance(0.5) ? 404 : 503
	log_(c, "[http @ " x "] [trace] header='HTTP/1.1 " code " x'")
	log_(c, "[http @ " x "] [trace] header='Content-Length: 1000'")
	log_(c, "[http @ " x "] [trace] header=''")
	if (bad)
		log_(c, "[http @ " x "] [warning] HTTP error " code " x")
	return !bad
}

function segment(c,   path, bad) {
	path = "s" seq[c]++ ".ts"
	bad = chance(0.05)
	log_(c, "[hls @ 0x5580] [verbose] HLS request for url 'http://o.ex/" path \
	    "', offset 0, playlist 0")
	log_(c, "[hls @ 0x5580] [info] Opening 'http://o.ex/" path "' for reading")
	if (!request(c, path, bad)) {
		log_(c, "[hls @ 0x5580] [warning] Failed to open segment " seq[c] " of playlist 0")
		return
	}
	log_(c, "[mpegts @ 0x55c0] [trace] pid=100 stream_id=0xe0")
	log_(c, "[hls @ 0x5580] [debug] Opening 'http://o.ex/live.m3u8' for reading")
	request(c, "live.m3u8", chance(0.02))
	log_(c, "[hls @ 0x5580] [debug] Media sequence change (" \
	    seq[c] - 1 " -> " seq[c] ") reflected in first_timestamp: " \
	    1300000 * (seq[c] - 1) " -> " 1300000 * seq[c])
	media[c]++
	at(c "." run[c] " progress out_time_us=" media[c] * 1000000)
	if (state[c] != "running")
		move(c, "running")
}

# The process ends; the exit record and what follows are one.
function leave(c, to) {
	at(c "." run[c] " exit " (chance(0.5) ? "code=" int(2 * rand()) : "signal=9") \
	    " uptime=1.0 reason=" (to == "stopped" ? "shutdown" : "exit"))
	move(c, to)
	if (to == "backoff")
		at(c "." run[c] " retry attempt=1 delay=1.0")
}

function live(c) {
	if (state[c] == "waiting" || state[c] == "backoff") {
		if (chance(0.4))
			begin(c)
	} else if (chance(0.04)) {
		leave(c, "backoff")
	} else if (chance(0.8)) {
		segment(c)
	} else if (state[c] == "running" && chance(0.3)) {
		move(c, "stalled")
	}
	if (chance(0.01) && state[c] ~ /starting|running|stalled/)
		at(c "." run[c] " lost lines=" 1 + int(9 * rand()) " bytes=100")
}

function tick(second) {
	if (now < second)
		now = second
	at(sprintf("- tick target=%d started=%d starting=%d running=%d " \
	    "stalled=%d backoff=%d stopped=%d asked=1 starts=1 late_n=1 " \
	    "late_max=%.6f lost=0 cpu=%.6f idle=%.6f", target,
	    target - count["waiting"], count["starting"], count["running"],
	    count["stalled"], count["backoff"], count["stopped"],
	    rand() / 10, rand(), rand()))
}

BEGIN {
	srand(seed)
	at("- swarm format=1 version=0.1.0 ffmpeg=5.1.9 host=h cores=2 target=" \
	    target " rate=10 duration=" seconds " variant=first kind=live " \
	    "url=http://o.ex/live.m3u8")
	for (c = 1; c <= target; c++) {
		state[c] = "waiting"
		count["waiting"]++
		run[c] = -1
	}
	for (s = 1; s <= seconds; s++) {
		for (c = 1; c <= target; c++)
			live(c)
		tick(s)
	}
	for (c = 1; c <= target; c++) {
		if (state[c] ~ /starting|running|stalled/)
			leave(c, "stopped")
		else
			move(c, "stopped")
		if (chance(0.2))
			tick(++s)
	}
	tick(++s)
	at("- end reason=duration")
}
