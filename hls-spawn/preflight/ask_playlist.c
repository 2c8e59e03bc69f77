/*
 * One curl for each playlist, as the watch begins too.
 */
#include "ask_playlist.h"
#include "child/child.h"
#include "clock.h"
#include "fetch/cookie.h"
#include "fetch/pick.h"
#include "m3u8/playlist.h"
#include "m3u8/url.h"
#include "machine/descriptors.h"

#define LIMIT_US (5 * SECOND_US)
/* capture.h keeps 4 MiB, beyond which something may be missing. */
#define BODY_BYTES (3 << 20)

struct look {
	struct asking *l;
	char mark[MARK_BYTES];
	int64_t until_us;
	struct intake intake;
	struct m3u8 m3u8;
	struct sbuf url, cookies;
};

/* Its output into the capture: 1 if it exited with 0, -1 on a signal. */
static int
curl(struct asking *l, char *const *argv, int in, int64_t limit_us)
{
	struct capture *c = &l->capture;

	switch (capture_run(c, argv, in, limit_us)) {
	case CAPTURE_STOP:
		return -1;
	case CAPTURE_DONE:
		return child_is_clean(c->status);
	default:
		return 0;
	}
}

static enum end_reason
ask_version(struct asking *l)
{
	static char quiet[] = "-q", version[] = "--version";
	char *argv[] = { l->p->curl, quiet, version, NULL };
	int r = curl(l, argv, 0, LIMIT_US);

	if (r > 0)
		curl_version(&l->p->curl_can, sbuf_view(&l->capture.out));
	return r < 0 ? l->capture.reason : END_NOT;
}

/* The playlist at k->url: 1 if it can be read, -1 on a signal. */
static int
fetch(struct look *k, struct fetched *f)
{
	static char quiet[] = "-q", config[] = "-K", input[] = "-";
	struct asking *l = k->l;
	char *argv[] = { l->p->curl, quiet, config, input, NULL }, buf[16];
	int64_t left = k->until_us - clock_mono();
	struct curl_request r = { .o = l->o, .curl = &l->p->curl_can,
		.mark = k->mark, .url = k->url.p, .cookies = k->cookies.p,
		.limit_us = left };
	struct sbuf b = { 0 };
	struct slice body;
	int in, ok;

	if (left <= 0)
		return 0;
	curl_config(&b, &r);
	in = descriptors_feed(sbuf_view(&b));
	sbuf_free(&b);
	ok = in < 0 ? 0 : curl(l, argv, in, left);
	if (ok <= 0)
		return ok;
	intake_clear(&k->intake);
	intake_feed(&k->intake, sbuf_view(&l->capture.out));
	return intake_next(&k->intake, &body, f) && body.n < BODY_BYTES &&
	    curl_reason(0, f->status, buf) == NULL &&
	    m3u8_read(&k->m3u8, body) == 0;
}

static void
take_media(const struct look *k, struct plan *plan)
{
	const struct m3u8 *m = &k->m3u8;

	plan->target_us = m->target_us;
	plan->probe.kind = m->ended ? KIND_VOD :
	    m->mutability == M3U8_EVENT ? KIND_EVENT : KIND_LIVE;
}

/* Of the multivariant playlist the one that is played; its URL into k. */
static int64_t
choose(struct look *k, struct plan *plan, const struct fetched *f)
{
	const struct m3u8 *m = &k->m3u8;
	struct pick p = { k->l->o->variant, plan->probe.program };
	int64_t i = pick_variant(m, &p);

	if (i < 0)
		return i;
	plan->probe.programs = (int)m->variants;
	if (plan->probe.bitrate == 0)
		plan->probe.bitrate = m->variant[i].bandwidth;
	k->url.n = k->cookies.n = 0;
	url_resolve(&k->url, f->url, m->variant[i].uri);
	cookie_select(&k->cookies, intake_rest(&k->intake), sbuf_view(&k->url));
	sbuf_char(&k->url, '\0');
	sbuf_char(&k->cookies, '\0');
	return i;
}

/*
 * The variant that ffprobe could not name, if its playlist is there: FFmpeg
 * numbers programs as variants stand. Its audio is the first one then.
 */
static void
take_variant(struct plan *plan, int64_t i)
{
	if (i >= 0 && plan->probe.program < 0)
		plan->probe.program = i;
}

static enum end_reason
ask_one(struct look *k, struct plan *plan)
{
	struct fetched f;
	int64_t i = -1;
	int r;

	k->url.n = k->cookies.n = 0;
	command_url(&k->url, &plan->command, (struct who){ 0, 0 });
	sbuf_char(&k->url, '\0');
	sbuf_char(&k->cookies, '\0');
	r = fetch(k, &f);
	if (r > 0 && k->m3u8.type == M3U8_MULTIVARIANT &&
	    (i = choose(k, plan, &f)) >= 0)
		r = fetch(k, &f);
	if (r > 0 && k->m3u8.type == M3U8_MEDIA) {
		take_media(k, plan);
		take_variant(plan, i);
	}
	return r < 0 ? k->l->capture.reason : END_NOT;
}

enum end_reason
ask_playlists(struct asking *l)
{
	struct look k = { .l = l, .intake.mark = k.mark };
	enum end_reason r = ask_version(l);
	size_t i;

	intake_mark(k.mark);
	k.until_us = clock_mono() + LIMIT_US;
	for (i = 0; i < l->p->n && i < WATCHES_MOST && r == END_NOT; i++)
		r = ask_one(&k, &l->p->plans[i]);
	intake_free(&k.intake);
	m3u8_free(&k.m3u8);
	sbuf_free(&k.url);
	sbuf_free(&k.cookies);
	return r;
}
