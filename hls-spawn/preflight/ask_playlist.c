/*
 * One curl for each playlist, as the watch begins too.
 */
#include <sys/wait.h>

#include <stdlib.h>

#include "ask_playlist.h"
#include "body.h"
#include "child/child.h"
#include "clock.h"
#include "fetch/cookie.h"
#include "fetch/pick.h"
#include "m3u8/playlist.h"
#include "m3u8/url.h"
#include "machine/descriptors.h"
#include "plays.h"

#define LIMIT_US (5 * SECOND_US)
/* capture.h keeps 4 MiB, beyond which something may be missing. */
#define BODY_BYTES (3 << 20)

struct look {
	struct asking *l;
	char mark[MARK_BYTES];
	int64_t until_us;
	const char *is;		/* the last one fetched, if that is certain to
				 * be no playlist; else NULL */
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

	k->is = NULL;
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
	if (!intake_next(&k->intake, &body, f) || body.n >= BODY_BYTES ||
	    curl_reason(0, f->status, buf) != NULL)
		return 0;
	if (m3u8_read(&k->m3u8, body) == 0)
		return 1;
	k->is = body_is(body);
	return 0;
}

static void
take_media(const struct look *k, struct plan *plan)
{
	const struct m3u8 *m = &k->m3u8;

	if (m->target_us > plan->target_us)
		plan->target_us = m->target_us;
	plan->probe.kind = m->ended ? KIND_VOD :
	    m->mutability == M3U8_EVENT ? KIND_EVENT : KIND_LIVE;
}

/* A variant's playlist that some clients play. */
struct reference {
	int64_t program;
	char *url, *cookies;	/* owned */
};

static struct reference
refer(const struct look *k, const struct fetched *f, int64_t program)
{
	struct sbuf url = { 0 }, cookies = { 0 };

	url_resolve(&url, f->url, k->m3u8.variant[program].uri);
	cookie_select(&cookies, intake_rest(&k->intake), sbuf_view(&url));
	sbuf_char(&url, '\0');
	sbuf_char(&cookies, '\0');
	return (struct reference){ program, url.p, cookies.p };
}

/* Those of all, each once: how many. */
static size_t
refer_all(const struct look *k, const struct plan *plan,
    const struct fetched *f, struct reference list[WANTS_MOST])
{
	size_t i, j, n = 0;

	for (i = 0; i < plan->n; i++) {
		int64_t program = plan->plays[i].program;

		for (j = 0; j < n && list[j].program != program; j++)
			;
		if (j == n && program >= 0 &&
		    (size_t)program < k->m3u8.variants)
			list[n++] = refer(k, f, program);
	}
	return n;
}

/* It can be had or not: 1 or 0; -1 on a signal. */
static int
look_at(struct look *k, struct plan *plan, const struct reference *ref)
{
	struct fetched f;
	int r;

	k->url.n = k->cookies.n = 0;
	sbuf_str(&k->url, ref->url);
	sbuf_char(&k->url, '\0');
	sbuf_str(&k->cookies, ref->cookies);
	sbuf_char(&k->cookies, '\0');
	r = fetch(k, &f);
	if (r > 0 && k->m3u8.type == M3U8_MEDIA)
		take_media(k, plan);
	return r > 0 ? k->m3u8.type == M3U8_MEDIA : r;
}

/* What is not there is not played: then it is the first streams. */
static void
drop(struct plan *plan, int64_t program)
{
	size_t i;

	for (i = 0; i < plan->n; i++)
		if (plan->plays[i].program == program)
			plan->plays[i].program = -1;
}

/*
 * What ffprobe could not name is chosen by the playlist, if that of the variant
 * is there: FFmpeg numbers programs as variants stand. Its audio is the first
 * one then. Else one of them tells what kind of stream it is.
 */
static int
ask_variants(struct look *k, struct plan *plan, const struct fetched *f)
{
	struct reference list[WANTS_MOST];
	int probed = plan->probe.rungs.n > 0, r = 0;
	size_t i, n;

	plan->probe.programs = (int)k->m3u8.variants;
	pick_learn(&plan->probe.rungs, &k->m3u8);
	plays_choose(plan);
	n = refer_all(k, plan, f, list);
	for (i = 0; i < n; i++) {
		if (r >= 0 && (i == 0 || !probed))
			r = look_at(k, plan, &list[i]);
		if (r <= 0 && !probed)
			drop(plan, list[i].program);
		free(list[i].url);
		free(list[i].cookies);
	}
	return r;
}

/* curl(1), EXIT CODES */
static int
is_untrusted(const struct asking *l)
{
	return l->capture.reaped && WIFEXITED(l->capture.status) &&
	    WEXITSTATUS(l->capture.status) == 60;
}

static enum end_reason
ask_one(struct look *k, struct plan *plan)
{
	struct fetched f;
	int r;

	k->url.n = k->cookies.n = 0;
	command_expand(&k->url, slice_str(plan->url), command_nobody(k->l->o));
	sbuf_char(&k->url, '\0');
	sbuf_char(&k->cookies, '\0');
	r = fetch(k, &f);
	plan->untrusted = r == 0 && is_untrusted(k->l);
	/* It may have been caught while it was written. */
	if (r == 0 && k->is != NULL)
		r = fetch(k, &f);
	plan->is = k->is;
	if (r > 0 && k->m3u8.type == M3U8_MULTIVARIANT)
		r = ask_variants(k, plan, &f);
	else if (r > 0 && k->m3u8.type == M3U8_MEDIA)
		take_media(k, plan);
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
