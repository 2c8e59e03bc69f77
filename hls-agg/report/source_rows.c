/*
 * Whoever reads figures of a log has to know how much of it they stand on.
 */
#include "row.h"
#include "source_rows.h"
#include "text/text.h"

/* "477 lines, none understood as FFmpeg's" */
static void
put_understood(struct sbuf *b, int64_t lines, int64_t known)
{
	text_count(b, lines, "line");
	if (known == 0) {
		sbuf_str(b, ", none understood as FFmpeg's");
		return;
	}
	if (!source_is_foreign(lines, known)) {
		sbuf_str(b, " of FFmpeg's log");
		return;
	}
	sbuf_printf(b, ", %lld known to be FFmpeg's (", (long long)known);
	text_percent(b, (int64_t)((double)known * 1e6 / (double)lines));
	sbuf_char(b, ')');
}

static void
put_log(struct sbuf *b, int64_t lines, int64_t known, int64_t hls)
{
	put_understood(b, lines, known);
	if (hls == 0 && known > 0)
		sbuf_str(b, ", none tells of HLS");
}

void
source_sentence(const struct figures *f, struct sbuf *b)
{
	put_log(b, row_total(f, M_LOGS_LINES), row_total(f, M_LOGS_KNOWN), 0);
}

/* Each log by itself, where there are several and not all are poor alike. */
static void
put_each(const struct sources *s, struct sbuf *b)
{
	int i;

	for (i = 0; i < s->n; i++) {
		const struct source_note *n = &s->note[i];

		row_label(b, "");
		text_safe(b, sbuf_view(&n->name));
		sbuf_str(b, ": ");
		put_log(b, n->lines, n->known, n->hls);
		sbuf_char(b, '\n');
	}
	if (s->poor > s->n) {
		row_label(b, "");
		text_count(b, s->poor - s->n, "log");
		sbuf_str(b, " more like these\n");
	}
}

static void
put_unstamped(const struct figures *f, struct sbuf *b)
{
	int64_t n = row_total(f, M_LOGS_UNSTAMPED);

	if (n == 0)
		return;
	row_label(b, "No stamps");
	sbuf_str(b, "in the log of ");
	sbuf_printf(b, "%lld %s: no duration of them is known, and no rate\n",
	    (long long)n, n == 1 ? "process" : "processes");
}

void
source_rows(const struct figures *f, struct sbuf *b)
{
	const struct sources *s = &f->sources;
	int64_t lines = row_total(f, M_LOGS_LINES);
	int64_t known = row_total(f, M_LOGS_KNOWN);
	int foreign = lines > 0 && source_is_foreign(lines, known);

	if (foreign || figures_mute(f) || s->poor > 0) {
		row_label(b, "Log");
		put_log(b, lines, known, row_total(f, M_LOGS_HLS));
		sbuf_char(b, '\n');
	}
	if (s->all > 1)
		put_each(s, b);
	put_unstamped(f, b);
}
