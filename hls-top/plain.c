/*
 * Plain lines: the widths keep columns straight in any sane run.
 */
#include "figure.h"
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
	sbuf_printf(out, "  rebuffering %s  failed %s\n",
	    figure_text(b, W_ALL, M_VIEWERS_REBUFFERING).s,
	    figure_text(b, W_ALL, M_HTTP_ERROR_COUNT).s);
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
