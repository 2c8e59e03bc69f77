/*
 * What the report says of host, versions and load comes from here alone.
 */
#include <string.h>
#include <unistd.h>

#include "announce.h"
#include "clock.h"
#include "die.h"
#include "machine/limits.h"
#include "machine/platform.h"
#include "preflight/plays.h"
#include "preflight/summary.h"
#include "record.h"
#include "redact.h"
#include "stream/hide.h"
#include "swarm.h"

/* The other programs keep as many. */
_Static_assert(LOAD_CLIENTS_MAX == SESSION_CLIENTS_MAX, "clients");

/* Only what may stand before the colon of a subject. */
const char *
announce_host(const struct options *o)
{
	static char name[256];
	char *p;

	if (o->host != NULL)
		return o->host;
	if (gethostname(name, sizeof(name) - 1) != 0 || name[0] == '\0')
		strcpy(name, "localhost");
	for (p = name; *(p += strspn(p, settings_host_bytes)) != '\0';)
		*p = '-';
	return name;
}

static void
put_url(struct sbuf *b, const struct preflight *p)
{
	const char *url = p->plans[0].url;
	struct sbuf clean = { 0 };

	if (p->plans[0].channel == NULL)
		return;
	if (p->n > 1) {
		put_int(b, "urls", (int64_t)p->n);
		url = "multiple";
	}
	hide_url(&clean, slice_str(url));
	put_slice(b, "url", sbuf_view(&clean));
	sbuf_free(&clean);
}

/* What was asked for. */
static void
put_load(struct sbuf *b, const struct options *o)
{
	put_int(b, "target", settings_slots(o));
	if (o->rate_auto)
		put_str(b, "rate", "auto");
	else
		put_micro(b, "rate", o->rate_micro);
	if (o->load_text != NULL)
		put_str(b, o->step.step > 0 ? "step" : "load", o->load_text);
	if (o->proxy != NULL)
		put_str(b, "via", o->nrules > 0 ? "relay" : "proxy");
	if (o->slices > 1)
		sbuf_printf(b, " slice=%lld/%lld", (long long)o->slice,
		    (long long)o->slices);
	if (o->duration_us > 0)
		put_micro(b, "duration", o->duration_us);
	if (o->hold_us > 0)
		put_micro(b, "hold", o->hold_us);
	if (o->session_us > 0)
		put_micro(b, "session", o->session_us);
}

/* How clients live. */
static void
put_life(struct sbuf *b, const struct options *o)
{
	put_int(b, "once", o->once);
	put_micro(b, "timeout", o->timeout_us);
	put_micro(b, "stall", o->stall_us);
	put_micro(b, "start", o->start_us);
	put_int(b, "seed", (int64_t)o->seed);
	if (o->labels.n > 0)
		put_slice(b, "labels", sbuf_view(&o->labels));
}

/* What is played; variants and their bandwidth differ between channels. */
static void
put_play(struct sbuf *b, const struct swarm *s)
{
	const struct options *o = s->opt;
	const struct preflight *p = s->preflight;
	const struct probe *first = &p->plans[0].probe;
	int64_t bitrate = plays_bitrate(&p->plans[0]);

	put_str(b, "variant", o->variants.text);
	put_str(b, "kind", probe_kinds[preflight_kind(p)]);
	if (first->programs > 0 && p->n == 1)
		put_int(b, "variants", first->programs);
	if (bitrate > 0 && p->n == 1 && !variants_all(&o->variants))
		put_int(b, "bandwidth", bitrate);
	if (o->target_given)
		put_micro(b, "target_duration", o->target_us);
	if (o->command == NULL) {
		put_int(b, "prefetch", o->prefetch);
		put_int(b, "watch", (int64_t)watches_count(o, s->preflight));
	}
	if (p->n == 1 && o->command == NULL)
		put_str(b, "pace", command_pace(o, &p->features, first));
}

/*
 * The agent without what follows in each client's; only FFmpeg has it. A name
 * in it may hold a URL.
 */
static void
put_command(struct sbuf *b, const struct options *o)
{
	struct sbuf text = { 0 };

	if (o->command == NULL) {
		redact(&text, slice_str(o->user_agent));
		put_slice(b, "agent", sbuf_view(&text));
	}
	text.n = 0;
	sbuf_str(&text, "hls-spawn ");
	sbuf_slice(&text, sbuf_view(&o->typed));
	put_slice(b, "command", sbuf_view(&text));
	sbuf_free(&text);
}

void
announce_swarm(struct swarm *s)
{
	const struct options *o = s->opt;
	struct sbuf *b = raw_begin(&s->raw, NULL, "swarm", clock_stamp());

	put_int(b, "format", 1);
	put_str(b, "version", VERSION);
	put_str(b, "ffmpeg", o->command != NULL ? "none" :
	    s->preflight->features.version);
	put_str(b, "host", announce_host(o));
	put_int(b, "cores", platform_cores());
	put_load(b, o);
	put_play(b, s);
	put_command(b, o);
	put_life(b, o);
	put_url(b, s->preflight);
	raw_end(&s->raw);
}

void
announce_words(const struct swarm *s)
{
	const struct options *o = s->opt;
	const struct probe *p = &s->preflight->plans[0].probe;
	enum kind kind = preflight_kind(s->preflight);
	struct summary words = {
		.kind = kind == KIND_UNKNOWN ? NULL : kind == KIND_VOD ?
		    "VOD" : probe_kinds[kind],
		.target_duration_us = o->target_given ? o->target_us :
		    preflight_target_us(s->preflight),
		.variant = p->programs > 1 && s->preflight->n == 1 ?
		    o->variants.text : NULL,
		.variants = p->programs,
		.mixed = o->variants.n > 1,
		.bitrate = s->preflight->n == 1 && !variants_all(&o->variants) ?
		    plays_bitrate(&s->preflight->plans[0]) : 0,
		.clients = settings_slots(o),
		.client_bytes = limits_client_bytes(s->preflight->start_bytes),
		.ramp_us = o->clients > 1 && !o->rate_auto ?
		    load_climb_us(&o->load) : 0,
		.start_us = s->preflight->start_us,
		.cores_micro = s->preflight->facts.cores_micro,
	};
	struct sbuf b = { 0 };

	if (o->command != NULL || words.clients == 0)
		return;
	summary_text(&b, &words);
	sbuf_char(&b, '\0');
	msg("%s%s", b.p, variants_all(&o->variants) ?
	    "; all variants: a traffic generator, no viewers" : "");
	sbuf_free(&b);
}

void
announce_end(struct swarm *s)
{
	struct sbuf *b = raw_begin(&s->raw, NULL, "end", clock_stamp());

	put_str(b, "reason", end_reasons[s->reason]);
	raw_end_last(&s->raw);
}
