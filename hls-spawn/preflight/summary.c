/*
 * What is known of the stream, then what the clients make of it.
 */
#include <stdio.h>

#include "human.h"
#include "summary.h"

/* Between what stands in the buffer and the next part. */
static void
part(struct sbuf *b, const char *between)
{
	if (b->n > 0)
		sbuf_str(b, between);
}

static struct human
bits(double v)
{
	if (v < 999500)
		return human_digits(v / 1e3, " kbit/s");
	if (v < 999.5e6)
		return human_digits(v / 1e6, " Mbit/s");
	return human_digits(v / 1e9, " Gbit/s");
}

/* "2 s" where it is whole: playlists have whole target durations. */
static struct human
duration(int64_t us)
{
	struct human h;

	if (us % 1000000 != 0)
		return human_time(us);
	snprintf(h.s, sizeof(h.s), "%lld s", (long long)(us / 1000000));
	return h;
}

static void
put_variant(struct sbuf *b, const struct summary *s)
{
	if (s->variants > 1 && s->variant != NULL) {
		part(b, ", ");
		sbuf_printf(b, "%s of %d", s->variant, s->variants);
		if (s->bitrate > 0)
			sbuf_printf(b, s->mixed ? " (mean %s)" : " (%s)",
			    bits((double)s->bitrate).s);
	} else if (s->bitrate > 0) {
		part(b, ", ");
		sbuf_str(b, bits((double)s->bitrate).s);
	}
}

static void
put_clients(struct sbuf *b, const struct summary *s)
{
	const char *between = s->clients == 1 ? " needs " : " need ";

	sbuf_printf(b, "%lld client%s", (long long)s->clients,
	    s->clients == 1 ? "" : "s");
	if (s->bitrate > 0) {
		sbuf_printf(b, "%s%s", between,
		    bits((double)s->bitrate * (double)s->clients).s);
		between = ", ";
	}
	if (s->client_bytes > 0)
		sbuf_printf(b, "%s%s", between,
		    human_bytes(s->client_bytes * s->clients).s);
}

static void
put_start(struct sbuf *b, const struct summary *s)
{
	if (s->start_us <= 0)
		return;
	sbuf_printf(b, "; a start takes %s of processor time",
	    human_time(s->start_us).s);
	if (s->cores_micro > 0)
		sbuf_printf(b, ": %s a second at most", human_digits(
		    (double)s->cores_micro / (double)s->start_us, "").s);
}

void
summary_text(struct sbuf *b, const struct summary *s)
{
	b->n = 0;
	if (s->kind != NULL)
		sbuf_str(b, s->kind);
	if (s->target_duration_us > 0) {
		part(b, ", ");
		sbuf_printf(b, "target duration %s",
		    duration(s->target_duration_us).s);
	}
	put_variant(b, s);
	part(b, "; ");
	put_clients(b, s);
	if (s->ramp_us > 0)
		sbuf_printf(b, ", ramp %s", duration(s->ramp_us).s);
	put_start(b, s);
}
