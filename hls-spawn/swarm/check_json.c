/*
 * Keys and units are in hls-spawn(1), "Checking".
 */
#include <sys/resource.h>

#include "announce.h"
#include "check_json.h"
#include "clock.h"
#include "json/nest.h"
#include "machine/descriptors.h"
#include "preflight/plays.h"
#include "swarm.h"

static void
put_text(struct nest *j, const char *key, struct slice text)
{
	nest_key(j, key);
	nest_text(j, text);
}

static void
put_int(struct nest *j, const char *key, int64_t v)
{
	nest_key(j, key);
	sbuf_int(j->out, v);
}

static void
put_micro(struct nest *j, const char *key, int64_t v)
{
	nest_key(j, key);
	sbuf_micro(j->out, v);
}

static void
put_known(struct nest *j, const char *key, int64_t v)
{
	if (v != UNKNOWN)
		put_int(j, key, v);
}

static void
put_verdict(struct nest *j, const struct check *c)
{
	struct slice failed = SLICE("failed: "), told = c->told;

	nest_key(j, "ok");
	sbuf_str(j->out, c->ok ? "true" : "false");
	put_text(j, "text", c->text);
	if (!c->ok && slice_starts(c->text, failed))
		put_text(j, "reason", slice_from(c->text, failed.n));
	nest_key(j, "messages");
	nest_list(j);
	while (told.n > 0) {
		nest_item(j);
		nest_text(j, slice_cut(&told, '\n'));
	}
	nest_list_end(j);
}

static void
put_machine(struct nest *j, const struct swarm *s)
{
	const struct facts *f = &s->preflight->facts;
	rlim_t most = descriptors_limit.rlim_max;

	put_text(j, "version", SLICE(VERSION));
	put_text(j, "host", slice_str(announce_host(s->opt)));
	put_micro(j, "clock", clock_stamp());
	if (s->opt->command == NULL && s->preflight->path != NULL)
		put_text(j, "ffmpeg",
		    slice_str(s->preflight->features.version));
	if (f->cores_micro > 0)
		put_micro(j, "cores", f->cores_micro);
	if (f->cores_micro != 0)
		put_known(j, "memory", f->memory_bytes);
	if (most != RLIM_INFINITY && most <= INT64_MAX)
		put_int(j, "descriptors", (int64_t)most);
}

static void
put_stream(struct nest *j, const struct swarm *s)
{
	const struct preflight *p = s->preflight;
	int64_t bitrate = plays_bitrate(&p->plans[0]);

	if (preflight_kind(p) != KIND_UNKNOWN)
		put_text(j, "stream.kind",
		    slice_str(probe_kinds[preflight_kind(p)]));
	if (preflight_target_us(p) > 0)
		put_micro(j, "stream.target_duration", preflight_target_us(p));
	if (p->plans[0].probe.programs > 0)
		put_int(j, "stream.variants", p->plans[0].probe.programs);
	if (bitrate > 0)
		put_int(j, "stream.bandwidth", bitrate);
}

static void
put_viewer(struct nest *j, const struct swarm *s)
{
	const struct carry *k = &s->capacity.found;

	if (s->media_us > 0) {
		put_micro(j, "media.duration", s->media_us);
		put_micro(j, "media.elapsed",
		    s->last_media_us - s->first_start_us);
	}
	if (s->preflight->start_us > 0)
		put_micro(j, "start.cpu", s->preflight->start_us);
	if (k->starts_micro > 0)
		put_micro(j, "start.rate", k->starts_micro);
	if (k->viewers > 0) {
		put_int(j, "carries.viewers", k->viewers);
		put_text(j, "carries.by", k->by == CARRY_MEMORY ?
		    SLICE("memory") : SLICE("cpu"));
	}
}

static void
put_unknown(struct nest *j, const struct swarm *s)
{
	const struct preflight *p = s->preflight;
	const char *system = "the system does not tell";

	if (s->opt->command != NULL)
		put_text(j, "unknown.ffmpeg", SLICE("another command runs"));
	else if (p->path == NULL)
		put_text(j, "unknown.ffmpeg", SLICE("not found"));
	if (p->facts.cores_micro == 0)
		put_text(j, "unknown.memory", SLICE("not looked at"));
	else if (p->facts.memory_bytes == UNKNOWN)
		put_text(j, "unknown.memory", slice_str(system));
	if (preflight_kind(p) == KIND_UNKNOWN)
		put_text(j, "unknown.stream", s->opt->command != NULL ?
		    SLICE("another command runs") :
		    SLICE("neither ffprobe nor the playlist told"));
	if (p->start_us == 0)
		put_text(j, "unknown.start", SLICE("not measured"));
	if (s->capacity.found.viewers == 0)
		put_text(j, "unknown.carries", s->opt->command != NULL ?
		    SLICE("another command runs") :
		    SLICE("the viewer did not play for 7 s"));
}

void
check_json(struct sbuf *b, const struct swarm *s, const struct check *c)
{
	struct nest j;

	nest_begin(&j, b);
	put_verdict(&j, c);
	put_machine(&j, s);
	put_stream(&j, s);
	put_viewer(&j, s);
	put_unknown(&j, s);
	nest_end(&j);
}
