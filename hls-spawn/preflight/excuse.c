/*
 * What clients play is not known before the playlist has been looked at.
 */
#include "body.h"
#include "die.h"
#include "excuse.h"
#include "stream/hide.h"

static const char *
played(const struct asking *l, const struct plan *plan)
{
	if (variants_all(&l->o->variants))
		return "load every variant";
	return plan->plays[0].program >= 0 ?
	    "play the variant that the playlist tells" :
	    "take the first streams";
}

/* What FFmpeg says of a name that it does not like. */
static int
is_of_name(struct slice why)
{
	return slice_has(why, SLICE("allowed_segment_extensions")) ||
	    slice_has(why, SLICE("mismatches allowed extensions")) ||
	    slice_has(why, SLICE("Not detecting m3u8/hls"));
}

/* By what curl was sent and FFmpeg calls it; NULL: it may be HLS. */
static const char *
is_other(const struct plan *plan)
{
	struct slice format = slice_str(plan->probe.format);

	return plan->is == NULL || slice_starts(format, SLICE("hls")) ?
	    body_format(format) : plan->is;
}

static void
say_other(const struct plan *plan, const char *is, int ignored)
{
	struct sbuf url = { 0 };
	struct slice path;

	hide_url(&url, slice_str(plan->url));
	path = slice_until(slice_until(sbuf_view(&url), '#'), '?');
	msg("%.*s: not an HLS playlist (it is %s%s); %s", (int)url.n, url.p, is,
	    slice_ends(path, SLICE(".m3u8")) ? "" :
	    "; HLS URLs usually end in .m3u8", ignored ?
	    "clients play it all the same" :
	    "--probe-failure ignore plays it all the same");
	sbuf_free(&url);
}

/* What may help. */
static void
advise(const struct asking *l)
{
	const struct plan *plan;
	int name = 0, trust = 0;

	for (plan = l->p->plans; plan < l->p->plans + l->p->n; plan++) {
		name |= is_of_name(sbuf_view(&plan->unprobed));
		trust |= plan->untrusted || slice_holds(
		    sbuf_view(&plan->unprobed), SLICE("certificate"));
	}
	if (name && !l->o->any_extension)
		msg("FFmpeg refuses it for a name: --any-extension");
	if (trust && !l->o->insecure)
		msg("the server's certificate is not trusted: --cacert FILE "
		    "trusts its CA, --insecure takes any");
}

static enum end_reason
excuse_one(const struct asking *l, const struct plan *plan)
{
	const char *is = is_other(plan);
	int ignored = l->o->probe_failure == FAILURE_IGNORE;

	if (is != NULL)
		say_other(plan, is, ignored);
	if (is != NULL && !ignored)
		return END_UNPLAYABLE;
	if (plan->unprobed.n == 0)
		return END_NOT;
	if (l->o->probe_failure == FAILURE_FAIL) {
		msg("%.*s", (int)plan->unprobed.n, plan->unprobed.p);
		return plan->unasked ? END_FAILED : END_UNPLAYABLE;
	}
	msg("%.*s; clients %s", (int)plan->unprobed.n, plan->unprobed.p,
	    played(l, plan));
	return END_NOT;
}

enum end_reason
excuse(const struct asking *l)
{
	enum end_reason r = END_NOT;
	size_t i;

	for (i = 0; i < l->p->n && r == END_NOT; i++)
		r = excuse_one(l, &l->p->plans[i]);
	advise(l);
	return r;
}
