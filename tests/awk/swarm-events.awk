# Events of a swarm with something of every kind that hls-export has a metric
# for, so that no panel of the dashboard is without data: -v seconds=N ticks.
# Two clients of whom one breaks off each second; media comes a little late.

function at(t, text) {
	printf "%.6f %s\n", 1000 + t, text
}

# fetched T N TYPE FIELDS: a request and its end.
function fetched(t, n, type, fields) {
	at(t, sprintf("1.0 request n=%d type=%s%s conn=reused url=http://o.ex/%d",
	    n, type, type == "playlist" && n > 1 ? " interval=1 late=0.1" : "",
	    n))
	at(t + 0.1, sprintf("1.0 fetch n=%d type=%s status=200 ttfb=0.02 " \
	    "time=0.09 basis=media bytes=50000 conn=reused %s url=http://o.ex/%d",
	    n, type, fields, n))
}

function failed(t, n, type, status, reason) {
	at(t, sprintf("1.0 request n=%d type=%s conn=new url=http://o.ex/%d",
	    n, type, n))
	at(t + 0.01, sprintf("1.0 fetch_fail n=%d type=%s%s reason=%s " \
	    "url=http://o.ex/%d", n, type, status ? " status=" status : "",
	    reason, n))
}

function opened() {
	at(0, "- swarm format=1 version=0.1.0 ffmpeg=5.1.9 host=vm cores=2 " \
	    "target=3 rate=10 duration=600 variant=highest kind=live " \
	    "labels=region%3Deu url=http://o.ex/live.m3u8")
	at(0.01, "1.0 start pid=11 group=10")
	at(0.02, "1.0 connect addr=192.0.2.7 port=443 time=0.01 tls=0.02")
	at(0.03, "1.0 startup time=0.2 wall=0.3")
}

# A process of client 2 that never starts, and one of client 3 that breaks off.
function others(k) {
	at(k + 0.01, sprintf("2.%d start pid=%d group=10", k, 100 + k))
	at(k + 0.02, sprintf("2.%d connect_fail addr=192.0.2.7 port=443 " \
	    "reason=refused", k))
	at(k + 0.03, sprintf("2.%d startup_fail reason=exit_error", k))
	at(k + 0.04, sprintf("2.%d exit code=1 uptime=0.03 reason=exit", k))
	at(k + 0.05, sprintf("3.%d start pid=%d group=10", k, 500 + k))
	at(k + 0.06, sprintf("3.%d connect addr=192.0.2.7 port=443 time=0.01 " \
	    "tls=0.02", k))
	at(k + 0.07, sprintf("3.%d startup time=0.01 wall=0.02", k))
	at(k + 0.08, sprintf("3.%d playback_fail reason=signal", k))
	at(k + 0.09, sprintf("3.%d exit signal=11 uptime=0.04 reason=exit", k))
}

function second(k,	n) {
	n = 10 * k
	others(k)
	fetched(k + 0.1, n + 1, "playlist", "cache=miss age=3")
	fetched(k + 0.2, n + 2, "segment", "cache=hit age=3")
	fetched(k + 0.3, n + 3, "init", "")
	fetched(k + 0.4, n + 4, "key", "")
	failed(k + 0.51, n + 5, "segment", 503, "http")
	failed(k + 0.53, n + 6, "segment", 0, "timeout")
	at(k + 0.55, "1.0 request n=" n + 7 " type=segment url=http://o.ex/v")
	at(k + 0.56, "1.0 void n=" n + 7 " type=segment")
	at(k + 0.57, "1.0 reconnect delay=1")
	at(k + 0.6, "1.0 rebuffer start=" 1000 + k " time=0.5")
	at(k + 0.6, "1.0 viewer state=playing buffer=1 played=" k * 0.7 \
	    " rebuffered=" k * 0.3 " edge=6.5 latency=7.25")
	at(k + 0.6, "- watch n=1 state=ok kind=live target=1.000000 " \
	    "sequence=" k " segments=6 window=6.000000 status=200 " \
	    "time=0.004000 bytes=400 url=http://o.ex/live.m3u8")
	at(k + 0.6, "- rule n=1 rule=extinf value=2.000000 limit=1.000000")
	at(k + 0.6, "- watch n=2 state=fail reason=http status=404 " \
	    "url=http://o.ex/audio.m3u8")
	at(k + 0.61, "1.0 sequence playlist=hi from=" k " to=" k + 2 \
	    " duration=1")
	at(k + 0.62, "1.0 stale playlist=hi since=" 1000 + k " time=1.6")
	at(k + 0.63, "1.0 segment_fail seq=" k)
	at(k + 0.64, "1.0 segment_skip seq=" k)
	at(k + 0.65, "1.0 expired count=1")
	at(k + 0.66, "1.0 playlist_fail reason=http status=404")
	at(k + 0.67, "1.0 init_fail reason=http status=404")
	at(k + 0.68, "1.0 key_fail reason=http status=404 url=http://o.ex/k")
	at(k + 0.69, "1.0 continuity kind=counter")
	at(k + 0.7, "- origin name=web n=1 url=http://o.ex:9100/metrics up=1 " \
	    "time=0.02 lines=900 cpu=0.4 memory=0.3 net_in=1000 " \
	    "net_out=9000000 connections=3 requests=5")
	at(k + 0.71, "- origin name=db n=2 url=http://d.ex:9100/metrics up=0 " \
	    "reason=refused")
	at(k + 1, "- parse lines=" 100 * (k + 1) " garbled=" k)
	at(k + 1, "- tick target=3 started=3 starting=0 running=1 stalled=1 " \
	    "backoff=1 stopped=0 asked=3 starts=3 late_n=1 late_max=0.12 " \
	    "lost=" k " cpu=0.02 idle=0.8 blocked=0.01 lag=0.002")
}

BEGIN {
	opened()
	for (k = 0; k < seconds; k++)
		second(k)
}
