/*
 * What is known of a load is known when the next one begins: a playlist
 * without news leaves no line.
 */
#include "event/flow.h"
#include "reload.h"
#include "session/rendition.h"
#include "session/request.h"
#include "viewer/supply.h"
#include "viewer/viewer.h"

void
reload_begin(const struct at *at, int playlist)
{
	struct rendition *v = rendition_get(at->s, playlist);
	int64_t target, still;
	struct at loaded;
	struct sbuf *b;

	if (v == NULL || v->loaded_us == 0 || v->news)
		return;
	v->still++;
	target = supply_target_us(at->p, v);
	still = v->loaded_us - v->news_us;
	if (target == 0 || at->p->flow.timeless || 2 * still < 3 * target)
		return;
	v->stale = 1;
	loaded = at_time(at, v->loaded_us);
	b = session_event(&loaded, "stale");
	put_int(b, "playlist", playlist & 0xffff);
	put_micro(b, "since", v->news_us);
	put_micro(b, "time", still);
	record_end(b);
}

void
reload_request(const struct at *at, struct request *r)
{
	struct rendition *v = rendition_get(at->s, r->playlist);
	int64_t wait, late;

	if (v == NULL)
		return;
	if (v->asked_us != 0 && !r->retry)
		r->interval_us = r->sent_us - v->asked_us;
	/* What is loaded again is not a whole that is there from the start. */
	if (v->asked_us != 0 && v->loads > 0 && at->s->viewer.vod) {
		at->s->viewer.vod = false;
		/* Nobody has counted what came so far. */
		if (!watches_any(&at->p->watches))
			viewer_lacks(at->s, "durations");
	}
	wait = supply_target_us(at->p, v) / 2;
	if (v->news && wait > 0 && v->track->duration_us > 0)
		wait = v->track->duration_us;
	/* Before the first one FFmpeg opens the stream, for as long as that
	 * takes. */
	if (v->loads > 1 && wait > 0 && !r->retry) {
		late = r->sent_us - v->loaded_us - wait;
		r->late_us = late > 0 ? late : 0;
	}
	v->asked_us = r->sent_us;
	v->asked_n = r->n;
}

void
reload_answered(const struct at *at, const struct request *r)
{
	struct rendition *v = rendition_get(at->s, r->playlist);

	if (v == NULL)
		return;
	/* The first load is news as a whole. */
	v->news = v->loaded_us == 0;
	v->loaded_us = at->t;
	v->loads++;
	if (v->news)
		v->news_us = at->t;
	at->s->http.loading = r->playlist;
	at->s->http.loading_bytes = r->length;
	at->s->http.reload_failed = 0;
	at->s->http.refused = NULL;
}

void
reload_body(struct http *h, const struct request *r)
{
	if (r->type == T_PLAYLIST && r->playlist == h->loading)
		h->loading_bytes = r->length;
}

void
reload_news(struct session *s, int playlist)
{
	struct rendition *v = rendition_get(s, playlist);

	if (v == NULL)
		return;
	v->news = 1;
	v->still = 0;
	v->stale = 0;
	v->news_us = v->loaded_us;
}
