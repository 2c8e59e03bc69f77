/*
 * The option table. What becomes of the values is in options.c.
 */
#include "slice.h"
#include "usage.h"

static const struct opt table[] = {
	OPT_HEADING("Load"),
	{ 'n', "clients", "N", "clients to run (1)" },
	{ 'r', "ramp-rate", "RATE", "starts per second (10)" },
	{ O_JITTER, "ramp-jitter", "TIME", "spread of each start (200ms)" },
	{ 'd', "duration", "TIME", "stop so long after the first start" },
	{ O_HOLD, "hold", "TIME", "stop so long after the last start" },
	{ O_LOAD, "load", "SHAPE", "clients over time: 0:0,60s:200,5m:0" },
	{ O_STEP, "step", "N:TIME", "N more clients every TIME, up to -n" },
	{ O_SESSION, "session", "MEAN",
	    "viewers leave after a random time, new ones come" },
	{ O_SLICE, "slice", "I/K", "host I (from 0) of K: its share of all" },
	{ O_START_AT, "start-at", "EPOCH", "begin at this Unix time" },
	{ O_HOST, "host", "NAME", "this host's name in the records" },
	{ O_LABEL, "label", "K=V", "a label of the run; repeatable" },
	{ O_SEED, "seed", "N", "repeat the run with this seed" },
	OPT_HEADING("A client's life"),
	{ O_STALL, "stall-timeout", "TIME",
	    "no media for so long is a stall" },
	{ O_START, "start-timeout", "TIME",
	    "the same for the first media" },
	{ O_TARGET, "target-duration", "TIME", "of the stream (6s)" },
	{ O_RESTART, "restart-on-stall", NULL, "end and restart it" },
	{ O_BACKOFF, "backoff", "A:B:F",
	    "restart delays: first:longest:factor (250ms:5s:1.7)" },
	{ O_MAX_RESTARTS, "max-restarts", "N",
	    "give a client up after N restarts in a row" },
	{ O_GIVE_UP, "give-up", NULL,
	    "end with 1 when most clients fail at once for 30 s" },
	{ O_ONCE, "once", NULL, "a clean exit ends that viewer" },
	{ O_GRACE, "grace", "TIME", "from TERM to KILL (5s)" },
	OPT_HEADING("What a client plays"),
	{ O_URLS, "urls", "FILE", "lines \"weight name url\": a mix" },
	{ O_VARIANT, "variant", "WHICH",
	    "highest, lowest, first or all (highest)" },
	{ O_PROBE, "probe-failure", "WHAT",
	    "fallback or fail, if ffprobe fails (fallback)" },
	{ O_PACE, "pace", "WHICH",
	    "auto, realtime or off: VOD at viewer's speed (auto)" },
	{ O_TIMEOUT, "timeout", "TIME", "give up a silent connection (15s)" },
	{ O_RECONNECT, "reconnect", NULL, "FFmpeg's own, see the page" },
	{ O_NO_RECONNECT, "no-reconnect", NULL, "without it (the default)" },
	{ O_RECONNECT_DELAY, "reconnect-delay", "SECONDS",
	    "the longest delay of --reconnect (5)" },
	{ O_RETRIES, "segment-retries", "N", "for each segment (3)" },
	{ 'H', "header", "LINE",
	    "\"Name: value\" for each request; repeatable" },
	{ O_NO_CACHE, "no-cache", NULL, "ask caches for fresh data" },
	{ O_AGENT, "user-agent", "TEXT",
	    "\" (client ID)\" is appended (hls-swarm/VERSION)" },
	{ O_RANGE, "range", NULL, "send FFmpeg's Range header" },
	{ O_PREFETCH, "prefetch", NULL,
	    "let FFmpeg fetch two segments at once" },
	{ O_NO_WATCH, "no-watch", NULL, "do not watch the playlist" },
	{ O_RESOLVE, "resolve", "RULE",
	    "HOST:PORT:ADDR, or ADDR: connect there; repeatable" },
	{ O_INSECURE, "insecure", NULL, "do not verify certificates" },
	{ O_CACERT, "cacert", "FILE", "verify against this CA" },
	{ O_PROXY, "proxy", "URL", "an HTTP proxy for all requests" },
	{ O_FFMPEG, "ffmpeg", "PATH", "the FFmpeg to run (ffmpeg)" },
	{ O_LEVEL, "loglevel", "LEVEL", "of FFmpeg (trace)" },
	OPT_HEADING("The origin itself"),
	{ O_ORIGIN, "origin", "NAME=URL",
	    "scrape this exporter of its figures; repeatable" },
	{ O_ORIGIN_HOST, "origin-host", "HOST",
	    "its exporters of node (9100) and nginx (9113)" },
	{ O_ORIGIN_EVERY, "origin-interval", "TIME",
	    "between two scrapes (2s)" },
	OPT_HEADING("The run"),
	{ O_CHECK, "check", NULL, "one client for 10 s, and a verdict" },
	{ O_PRINT, "print-command", NULL, "print the command, run none" },
	{ O_SKIP, "skip-preflight", NULL, "do not judge the machine" },
	{ O_BUFFER, "buffer", "SIZE", "output queue for a slow reader (8M)" },
	{ O_BLOCK, "block", NULL, "wait for a slow reader, lose no line" },
	{ O_BLACKBOX, "blackbox", "DIR[:SIZE]",
	    "keep each client's last lines, write them on failure" },
	OPT_HEADING("Other"),
};

/* What users of go-ffmpeg-hls-swarm type. */
static const struct opt_alias aliases[] = {
	{ "probe-failure-policy", "--probe-failure" },
	{ "print-cmd", "--print-command" },
	{ "seg-retry", "--segment-retries" },
	{ "stats-loglevel", "--loglevel" },
	{ "ffmpeg-debug", "--loglevel debug (trace is the default)" },
	{ "stats-buffer", "--buffer" },
	{ "dangerous", "--insecure" },
	{ "tui", "a pipe: ... | hls-parse | hls-agg | hls-top" },
	{ "metrics", "a pipe: ... | hls-parse | hls-agg | hls-export" },
	{ "prom-client-metrics",
	    "a pipe: ... | hls-parse | hls-agg | hls-export" },
};

const struct program options_program = {
	.name = "hls-spawn",
	.summary = "runs a swarm of FFmpeg viewers of an HLS stream",
	.synopsis = "[options] URL ...\n[options] --urls FILE\n"
	    "[options] [URL ...] -- command [argument ...]",
	.examples =
	    "  hls-spawn -n 200 -r 20 -d 5m URL | hls-parse | hls-agg\n"
	    "  hls-spawn -n 200 URL | tee -i run.raw | hls-parse | hls-agg\n"
	    "  hls-spawn --step 50:30s -n 500 URL | hls-parse | hls-agg\n"
	    "  hls-spawn --origin-host web URL | hls-parse | hls-agg\n"
	    "  hls-spawn --check URL\n"
	    "  hls-spawn --print-command URL\n"
	    "  hls-spawn -n 5 URL -- curl -sN -o /dev/null {url}\n",
	.opts = table,
	.nopts = COUNT(table),
	.aliases = aliases,
	.naliases = COUNT(aliases),
};
