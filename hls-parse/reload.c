/*
 * What is known of a load is known when the next one begins: a playlist
 * without news leaves no line.
 */
#include "clock.h"
#include "event.h"
#include "reload.h"
#include "rendition.h"
#include "request.h"

int64_t
reload_target(const struct parse *p, const struct session *s)
{
	int64_t longest = s->viewer.longest_us;

	if (p->target_us > 0)
		return p->target_us;
	if (longest == 0)
		return 0;
	if (longest < SECOND_US)
		return SECOND_US;
	return (longest + SECOND_US / 2) / SECOND_US * SECOND_US;
}

void
reload_begin(struct parse *p, struct session *s, int playlist)
{
	struct rendition *v = rendition_get(s, playlist);
	int64_t target = reload_target(p, s), still;
	struct sbuf *b;

	if (v == NULL || v->loaded_us == 0 || v->news)
		return;
	still = v->loaded_us - v->news_us;
	if (target == 0 || p->timeless || 2 * still < 3 * target)
		return;
	v->stale = 1;
	b = session_event(p, s, v->loaded_us, "stale");
	put_int(b, "playlist", playlist);
	put_micro(b, "since", v->news_us);
	put_micro(b, "time", still);
	record_end(b);
}

void
reload_request(struct parse *p, struct session *s, struct request *r)
{
	struct rendition *v = rendition_get(s, r->playlist);
	int64_t wait = reload_target(p, s) / 2, late;

	if (v == NULL)
		return;
	if (v->asked_us != 0 && !r->retry)
		r->interval_us = r->sent_us - v->asked_us;
	if (v->news && s->viewer.duration_us != 0)
		wait = s->viewer.duration_us;
	if (v->loaded_us != 0 && wait > 0 && !r->retry) {
		late = r->sent_us - v->loaded_us - wait;
		r->late_us = late > 0 ? late : 0;
	}
	v->asked_us = r->sent_us;
}

void
reload_answered(struct session *s, int64_t t, const struct request *r)
{
	struct rendition *v = rendition_get(s, r->playlist);

	if (v == NULL)
		return;
	/* The first load is news as a whole. */
	v->news = v->loaded_us == 0;
	v->loaded_us = t;
	if (v->news)
		v->news_us = t;
	s->http.loading = r->playlist;
	s->http.loading_bytes = r->length;
	s->http.reload_failed = 0;
}

void
reload_news(struct session *s, int playlist)
{
	struct rendition *v = rendition_get(s, playlist);

	if (v == NULL)
		return;
	v->news = 1;
	v->stale = 0;
	v->news_us = v->loaded_us;
}
