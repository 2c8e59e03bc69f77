/*
 * Plain lines: the widths keep columns straight in any sane run.
 */
#include "figure.h"
#include "origins.h"
#include "plain.h"

void
plain_line(struct sbuf *out, const struct block *b, enum block_window w)
{
	sbuf_printf(out, "%7s  clients %s/%s  playlist/s %6s  segment/s %6s",
	    format_clock(figure(b, W_ALL, M_RUN_ELAPSED)).s,
	    figure_text(b, W_ALL, M_CLIENTS_ACTIVE).s,
	    figure_text(b, W_ALL, M_CLIENTS_TARGET).s,
	    figure_text(b, w, M_PLAYLIST_RATE).s,
	    figure_text(b, w, M_SEGMENT_RATE).s);
	sbuf_printf(out, "  Mbit/s %7s  segment TTFB p50 %7s p95 %7s",
	    figure_text(b, w, M_HTTP_THROUGHPUT).s,
	    figure_stat(b, w, M_SEGMENT_TTFB, "p50").s,
	    figure_stat(b, w, M_SEGMENT_TTFB, "p95").s);
	sbuf_printf(out, "  rebuffering %s",
	    figure_text(b, W_ALL, M_VIEWERS_REBUFFERING).s);
	if (w != W_ALL)
		sbuf_printf(out, "  failed %s", figure_failed(b, w).s);
	sbuf_printf(out, "  failed so far %s", figure_failed(b, W_ALL).s);
	origins_words(out, b);
	sbuf_char(out, '\n');
}

/* It changes with each event that the run's totals count. */
static int64_t
counted(const struct block *b)
{
	static const enum metric_id ids[] = { M_HTTP_REQUESTS, M_CONNECT_COUNT,
		M_CONNECT_FAIL, M_REBUFFER_COUNT };
	int64_t n = 0;
	size_t i;

	for (i = 0; i < COUNT(ids); i++)
		n += figure(b, W_ALL, ids[i]);
	return n;
}

static void
show(struct plain *p, struct sbuf *out, const struct block *b)
{
	plain_line(out, b, p->window);
	p->counted = counted(b);
	p->held = 0;
}

void
plain_block(struct plain *p, struct sbuf *out, const struct block *b)
{
	int64_t us;
	int known = block_value(b, W_ALL, M_RUN_ELAPSED, &us);

	p->held = known && p->any && us / 1000000 == p->second;
	if (p->held)
		return;
	p->any = known;
	p->second = known ? us / 1000000 : 0;
	show(p, out, b);
}

void
plain_end(struct plain *p, struct sbuf *out, const struct block *b)
{
	if (p->held && counted(b) != p->counted)
		show(p, out, b);
}

int
plain_report(struct sbuf *out, const struct block *b)
{
	struct slice rest, text;
	size_t i = 0, k;
	int any = 0;

	while (block_each(b, "report", &i, &rest)) {
		size_t start = out->n;

		if (!field_get(rest, "text", &text))
			continue;
		any = 1;
		unescape(out, text);
		for (k = start; k < out->n; k++)
			if (out->p[k] < ' ' || out->p[k] > '~')
				out->p[k] = '?';
		sbuf_char(out, '\n');
	}
	return any;
}
