/*
 * What the report says of host, versions and load comes from here alone.
 */
#include <string.h>
#include <unistd.h>

#include "announce.h"
#include "clock.h"
#include "hide.h"
#include "platform.h"
#include "record.h"
#include "swarm.h"

/* Only what may stand before the colon of a subject. */
static void
put_host(struct sbuf *b)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ._-";
	char name[256] = "";
	char *p;

	if (gethostname(name, sizeof(name) - 1) != 0 || name[0] == '\0')
		strcpy(name, "localhost");
	for (p = name; *(p += strspn(p, plain)) != '\0';)
		*p = '-';
	put_str(b, "host", name);
}

static void
put_url(struct sbuf *b, const char *url)
{
	struct sbuf clean = { 0 };

	hide_url(&clean, (struct slice){ url, strlen(url) });
	put_slice(b, "url", sbuf_view(&clean));
	sbuf_free(&clean);
}

void
announce_swarm(struct swarm *s)
{
	const struct options *o = s->opt;
	const struct probe *p = &s->plan->probe;
	struct sbuf *b = raw_begin(&s->raw, NULL, "swarm", clock_stamp());

	put_int(b, "format", 1);
	put_str(b, "version", options_version);
	put_str(b, "ffmpeg", o->command != NULL ? "none" :
	    s->plan->features.version);
	put_host(b);
	put_int(b, "cores", platform_cores());
	put_int(b, "target", o->clients);
	put_micro(b, "rate", o->rate_micro);
	if (o->duration_us > 0)
		put_micro(b, "duration", o->duration_us);
	put_str(b, "variant", options_variant(o->variant));
	put_str(b, "kind", probe_kind(p->kind));
	if (p->programs > 0)
		put_int(b, "variants", p->programs);
	if (p->bitrate > 0 && o->variant != VARIANT_ALL)
		put_int(b, "bandwidth", p->bitrate);
	put_int(b, "once", o->once);
	put_micro(b, "timeout", o->timeout_us);
	put_int(b, "seed", (int64_t)o->seed);
	if (o->url != NULL)
		put_url(b, o->url);
	raw_end(&s->raw);
}

void
announce_end(struct swarm *s)
{
	struct sbuf *b = raw_begin(&s->raw, NULL, "end", clock_stamp());

	put_str(b, "reason", stop_name(s->stop.reason));
	raw_end_last(&s->raw);
}
