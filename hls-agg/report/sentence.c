/*
 * Who, how long, and what went wrong, the viewers' side first.
 */
#include "judge/doubt.h"
#include "judge/verdict.h"
#include "row.h"
#include "sentence.h"
#include "source_rows.h"
#include "text/text.h"
#include "viewer_rows.h"

/* Between two facts of the sentence: a colon, then commas. */
static void
join(struct sbuf *b, int *facts)
{
	sbuf_str(b, (*facts)++ ? ", " : ": ");
}

static void
put_who(const struct figures *f, struct sbuf *b)
{
	const struct gauge *seen = &f->gauge[M_CLIENTS_SEEN];
	int64_t asked_us, viewers = row_total(f, M_VIEWERS_COUNT);

	if (viewers > 0)
		text_count(b, viewers, "viewer");
	else
		text_count(b, seen->known ? seen->now : 0, "client");
	sbuf_str(b, ", ");
	if (figures_timed(f))
		text_duration(b, f->at.elapsed_us);
	else
		sbuf_str(b, "times not known");
	if (figures_short(f, &asked_us)) {
		sbuf_str(b, " of ");
		text_duration(b, asked_us);
	}
}

/*
 * The most frequent of what a server said to viewers, or did not, or (watch)
 * to the watch of the playlist; NULL if none is.
 */
static const struct fault *
cause(const struct figures *f, int watch)
{
	static const struct slice others[] = {
		SLICE_INIT("watch "), SLICE_INIT("exit "),
		SLICE_INIT("startup "), SLICE_INIT("playback "),
	};
	const struct fault *worst[FAULTS];
	int i, n = fault_worst(&f->faults, worst, FAULTS);
	size_t k;

	for (i = 0; i < n; i++) {
		struct slice text = { worst[i]->text, worst[i]->len };

		for (k = 0; k < COUNT(others); k++)
			if (slice_skip(&text, others[k]))
				break;
		if (k == (watch ? 0 : COUNT(others)))
			return worst[i];
	}
	return NULL;
}

/* Of all clients, whatever the type: what ended, and what was broken off. */
static int64_t
asked(const struct figures *f, enum transaction_type type)
{
	return row_total(f, METRIC_OF(REQUESTS, type)) +
	    row_total(f, METRIC_OF(ABORTED, type));
}

/* How far they came, where nothing failed by any word. */
static void
put_last(const struct figures *f, struct sbuf *b)
{
	const struct fault *why = cause(f, 1);
	int64_t n = row_total(f, M_SEGMENT_COUNT);

	if (n > 0)
		sbuf_printf(b, " (%lld segment%s came, without media that "
		    "plays)", (long long)n, n == 1 ? "" : "s");
	else if (row_total(f, M_PLAYLIST_COUNT) > 0)
		sbuf_str(b, asked(f, T_SEGMENT) > 0 ?
		    " (no segment came whole)" :
		    " (no segment was asked for)");
	else if (why != NULL)
		sbuf_printf(b, " (%.*s)", (int)why->len, why->text);
	else if (row_total(f, M_CONNECT_COUNT) > 0)
		sbuf_str(b, " (connected, and no answer)");
}

void
sentence_nothing(const struct figures *f, struct sbuf *b)
{
	const struct fault *why = cause(f, 0);

	sbuf_str(b, "nothing played");
	if (figures_unplayable(f))
		sbuf_str(b, " (no stream that can be played)");
	else if (why != NULL)
		sbuf_printf(b, " (%.*s)", (int)why->len, why->text);
	else
		put_last(f, b);
}

static void
put_never(const struct figures *f, struct sbuf *b, int *facts)
{
	int64_t n = viewer_never(f);

	if (n == 0)
		return;
	join(b, facts);
	sbuf_printf(b, f->end.n > 0 ? "%lld never played" :
	    "%lld not played so far", (long long)n);
}

/* The rows below say why. */
static void
put_unmeasured(const struct figures *f, struct sbuf *b, int *facts)
{
	unsigned id;

	for (id = M_MISSING_FIRST; id < M_MISSING_END; id++)
		if (row_total(f, id) > 0)
			break;
	if (id == M_MISSING_END)
		return;
	join(b, facts);
	sbuf_str(b, "rebuffering unknown");
}

static void
put_rebuffering(const struct figures *f, struct sbuf *b, int *facts)
{
	int64_t ratio, viewers = row_total(f, M_VIEWERS_REBUFFERED);
	/* Of who has an empty buffer now it is not told yet. */
	const struct gauge *now = &f->gauge[M_VIEWERS_REBUFFERING];
	int none = viewers == 0 && (!now->known || now->now == 0);

	if (!tally_value(&f->windows.all, M_REBUFFER_RATIO, &ratio)) {
		put_unmeasured(f, b, facts);
		return;
	}
	join(b, facts);
	if (none)
		sbuf_str(b, "none rebuffered");
	else
		sbuf_printf(b, "%lld rebuffered", (long long)viewers);
	if (viewers > 0 || ratio > 0) {
		sbuf_str(b, " (");
		text_percent(b, ratio);
		sbuf_str(b, none ? " of viewing empty)" : " of viewing)");
	}
	if (row_total(f, M_VIEWERS_PREFETCHING) > 0)
		sbuf_str(b, ", a lower bound (prefetch)");
}

static void
put_startup(const struct figures *f, struct sbuf *b, int *facts)
{
	const struct hist *h = tally_sketch(&f->windows.all, M_STARTUP_TIME);

	if (h->n == 0)
		return;
	join(b, facts);
	sbuf_str(b, "startup p95 ");
	text_time(b, hist_quantile(h, 95, 100));
}

static void
put_loss(const struct figures *f, struct sbuf *b, int *facts)
{
	int64_t ratio, lost = row_total(f, M_SEGMENT_LOST);

	if (!tally_value(&f->windows.all, M_SEGMENT_LOSS, &ratio))
		return;
	join(b, facts);
	if (lost == 0) {
		sbuf_str(b, "no segment lost");
		return;
	}
	text_count(b, lost, "segment");
	sbuf_str(b, " lost (");
	text_percent(b, ratio);
	sbuf_char(b, ')');
}

static void
put_trouble(const struct figures *f, int nothing, struct sbuf *b, int *facts)
{
	static const struct {
		enum metric_id id;
		const char *noun;
	} troubles[] = {
		{ M_PLAYBACK_FAIL, "failed playback" },
		{ M_HLS_STALE_COUNT, "stale playlist" },
		{ M_WATCH_BREACHES, "broken playlist rule" },
		{ M_HTTP_ERROR_COUNT, "failed request" },
		{ M_CONNECT_FAIL, "failed connection" },
		{ M_EXIT_STALL, "stalled client" },
		{ M_SESSION_RESTARTS, "restart" },
	};
	size_t i;

	if (!nothing && row_total(f, M_HTTP_REQUESTS) > 0 &&
	    row_total(f, M_SEGMENT_ENDED) == 0 &&
	    row_total(f, M_HTTP_ERROR_COUNT) == 0) {
		join(b, facts);
		sbuf_str(b, "no failed request");
	}
	for (i = 0; i < COUNT(troubles); i++) {
		if (row_total(f, troubles[i].id) == 0)
			continue;
		join(b, facts);
		text_count(b, row_total(f, troubles[i].id), troubles[i].noun);
	}
}

/* What stands still is no failure yet, but not well either. */
static void
put_stalled(const struct figures *f, struct sbuf *b, int *facts)
{
	const struct gauge *stalled = &f->gauge[M_CLIENTS_STALLED];

	if (!stalled->seen || stalled->high == 0)
		return;
	join(b, facts);
	sbuf_printf(b, "up to %lld stalled", (long long)stalled->high);
}

/* Whether the figures are the server's or our own machine's. */
static void
put_generator(const struct judge *j, struct sbuf *b)
{
	int d, doubts = 0;

	if (!j->on.figures->gauge[M_GENERATOR_LATE_MAX].seen)
		return;
	for (d = 0; d < DOUBTS; d++) {
		if (!doubt_text(j, (enum doubt)d, NULL))
			continue;
		sbuf_str(b, doubts++ > 0 ? ", " : "; generator in doubt: ");
		sbuf_str(b, doubt_names[d]);
	}
	if (doubts == 0)
		sbuf_str(b, "; generator fine");
}

void
sentence_print(const struct report *r, struct sbuf *b)
{
	const struct figures *f = r->figures;
	int nothing, facts = 0;

	if (f->records == 0) {
		sbuf_str(b, "no data: the input holds no record\n");
		return;
	}
	if (figures_mute(f)) {
		source_sentence(f, b);
		sbuf_char(b, '\n');
		return;
	}
	put_who(f, b);
	nothing = verdict_of(r->judge).nothing;
	if (nothing) {
		join(b, &facts);
		sentence_nothing(f, b);
	} else {
		put_never(f, b, &facts);
	}
	put_rebuffering(f, b, &facts);
	put_startup(f, b, &facts);
	/* What never played has nothing to be praised for. */
	if (!nothing || row_total(f, M_SEGMENT_LOST) > 0)
		put_loss(f, b, &facts);
	put_trouble(f, nothing, b, &facts);
	put_stalled(f, b, &facts);
	if (facts == 0)
		sbuf_str(b, ": no data, nothing was requested");
	put_generator(r->judge, b);
	sbuf_char(b, '\n');
}
