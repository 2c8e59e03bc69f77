/*
 * crowd CLIENTS SECONDS GROUPS: the event stream of a live run, as hls-parse
 * writes it, without a run: each client once per target duration a playlist
 * and a segment, a viewer and a playback record each second, now and then a
 * failed request or a process that is replaced. The same bytes each time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "die.h"
#include "ealloc.h"
#include "num.h"
#include "out.h"
#include "record.h"

#define SECOND INT64_C(1000000)
#define BEGIN (INT64_C(1795351500) * SECOND)
#define TARGET_DURATION 4
#define RAMP 20			/* seconds until all clients are there */

static int64_t groups;
static uint64_t seed = 88172645463325252u;

static int64_t
below(int64_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (int64_t)(seed >> 1) % n;
}

/* Around base, with a tail to 32 times as much. */
static int64_t
latency(int64_t base)
{
	int64_t octave = 0;

	while (octave < 5 && below(8) == 0)
		octave++;
	base <<= octave;
	return base / 2 + below(base);
}

struct client {
	int64_t id, run;
	int64_t n;		/* requests so far */
	int64_t started_us;
	int64_t media_us;	/* complete */
	char subject[32];
};

static void
begin(struct sbuf *b, const struct client *c, int64_t t, const char *kind)
{
	record_begin(b, t, slice_str(c->subject), kind);
}

static void
put_url(struct sbuf *b, const struct client *c, const char *type, int64_t t)
{
	int64_t sequence = (t - BEGIN) / SECOND / TARGET_DURATION;

	if (*type == 's')
		sbuf_printf(b, " url=http://cdn%d.example.com/live/channel%d/"
		    "1080p/segment_%09lld.ts?token=0123456789abcdef",
		    (int)(c->id % 8), (int)(c->id % 40), (long long)sequence);
	else
		sbuf_printf(b, " url=http://cdn%d.example.com/live/channel%d/"
		    "1080p/index.m3u8?token=0123456789abcdef",
		    (int)(c->id % 8), (int)(c->id % 40));
}

static void
put_connect(struct sbuf *b, const struct client *c, int64_t t)
{
	begin(b, c, t, "connect");
	sbuf_printf(b, " addr=203.0.113.%d port=80", (int)(c->id % 8));
	put_micro(b, "time", latency(400));
	record_end(b);
}

static void
put_request(struct sbuf *b, struct client *c, const char *type, int64_t t)
{
	begin(b, c, t, "request");
	put_int(b, "n", ++c->n);
	put_str(b, "type", type);
	put_str(b, "conn", "reused");
	put_url(b, c, type, t);
	record_end(b);
}

static void
put_fetch(struct sbuf *b, const struct client *c, const char *type, int64_t t)
{
	/* Faster and slower by turns, so that windows move. */
	int64_t turn = (t - BEGIN) / SECOND % 200 - 100;
	int64_t ttfb = latency(3000 + 40 * (turn < 0 ? -turn : turn));
	int bad = below(200) == 0;

	begin(b, c, t, bad ? "fetch_fail" : "fetch");
	put_int(b, "n", c->n);
	put_str(b, "type", type);
	put_int(b, "status", bad ? 503 : 200);
	put_micro(b, "ttfb", ttfb);
	if (!bad) {
		put_micro(b, "time", ttfb + latency(*type == 's' ? 80000 : 90));
		put_str(b, "basis", below(3) == 0 ? "upper" : "close");
		put_int(b, "bytes", *type == 's' ? latency(800000) : 548);
	}
	put_str(b, "conn", "reused");
	if (below(2) == 0)
		put_str(b, "cache", below(20) ? "hit" : "miss");
	put_url(b, c, type, t);
	record_end(b);
}

static void
put_reload(struct sbuf *b, struct client *c, int64_t t)
{
	put_request(b, c, "playlist", t);
	put_fetch(b, c, "playlist", t);
	begin(b, c, t, "sequence");
	put_int(b, "playlist", 0);
	put_int(b, "from", (t - BEGIN) / SECOND / TARGET_DURATION);
	put_int(b, "to", (t - BEGIN) / SECOND / TARGET_DURATION + 1);
	put_micro(b, "duration", TARGET_DURATION * SECOND);
	record_end(b);
	put_request(b, c, "segment", t);
	put_fetch(b, c, "segment", t);
	c->media_us += TARGET_DURATION * SECOND;
}

static void
put_start(struct sbuf *b, struct client *c, int64_t t)
{
	c->started_us = t;
	c->n = 0;
	c->media_us = TARGET_DURATION * SECOND * 2;
	snprintf(c->subject, sizeof(c->subject), "%lld.%lld",
	    (long long)c->id, (long long)c->run);
	begin(b, c, t, "start");
	put_int(b, "pid", 1000 + c->id);
	sbuf_printf(b, " group=group%d", (int)(c->id % groups));
	record_end(b);
	put_connect(b, c, t);
	put_reload(b, c, t);
	begin(b, c, t, "startup");
	put_micro(b, "time", latency(100000));
	put_micro(b, "wall", latency(110000));
	record_end(b);
}

static void
put_exit(struct sbuf *b, struct client *c, int64_t t)
{
	begin(b, c, t, "exit");
	put_int(b, "code", 1);
	put_micro(b, "uptime", t - c->started_us);
	put_str(b, "reason", "exit");
	record_end(b);
	c->run++;
	put_start(b, c, t);
}

static void
put_viewer(struct sbuf *b, const struct client *c, int64_t t)
{
	int64_t played_us = t - c->started_us;

	if (played_us > c->media_us)
		played_us = c->media_us;
	begin(b, c, t, "viewer");
	put_str(b, "state", "playing");
	put_micro(b, "buffer", c->media_us - played_us);
	put_micro(b, "played", played_us);
	put_micro(b, "rebuffered", 0);
	record_end(b);
	begin(b, c, t, "playback");
	put_micro(b, "out_time", t - c->started_us);
	record_end(b);
}

/* What one client does in second s. */
static void
live(struct sbuf *b, struct client *c, int64_t s, int64_t first)
{
	int64_t t = BEGIN + s * SECOND + below(SECOND);

	if (s == first)
		put_start(b, c, t);
	else if (below(4000) == 0)
		put_exit(b, c, t);
	else if ((s + c->id) % TARGET_DURATION == 0)
		put_reload(b, c, t);
	put_viewer(b, c, t);
}

static void
put_tick(struct sbuf *b, int64_t s, int64_t clients, int64_t started)
{
	const struct slice nobody = SLICE("-");
	int64_t t = BEGIN + (s + 1) * SECOND;

	record_begin(b, t, nobody, "parse");
	put_int(b, "lines", s * 100000);
	put_int(b, "garbled", 0);
	record_end(b);
	record_begin(b, t, nobody, "tick");
	sbuf_printf(b, " target=%lld started=%lld starting=0 running=%lld "
	    "stalled=0 backoff=0 stopped=0 late_n=0 late_max=0.000400 lost=0 "
	    "cpu=0.200000 idle=0.300000", (long long)clients,
	    (long long)started, (long long)started);
	record_end(b);
}

static int64_t
number(const char *arg, int64_t most)
{
	int64_t v;

	if (num_int(slice_str(arg), 1, most, &v) != 0)
		die("\"%s\" is not a whole number (1 to %lld)", arg,
		    (long long)most);
	return v;
}

int
main(int argc, char **argv)
{
	struct out out = { .fd = STDOUT_FILENO };
	struct client *c;
	int64_t clients, seconds, s, i, n = 0;

	die_name("crowd");
	if (argc != 4)
		die("usage: crowd CLIENTS SECONDS GROUPS");
	clients = number(argv[1], 1000000);
	seconds = number(argv[2], 100000);
	groups = number(argv[3], 100000);
	c = ezalloc((size_t)clients, sizeof(*c));
	for (s = 0; s < seconds && out.error == 0; s++) {
		for (i = 0; i < clients && i * RAMP < (s + 1) * clients; i++) {
			c[i].id = i + 1;
			live(&out.buf, &c[i], s, i < n ? -1 : s);
		}
		n = i;
		put_tick(&out.buf, s, clients, n);
		out_drain(&out);
	}
	free(c);
	return out_finish(&out) < 0;
}
