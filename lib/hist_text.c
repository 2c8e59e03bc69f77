/*
 * Histograms as fields of a record, hist_print and hist_parse of hist.h.
 */
#include "hist.h"
#include "num.h"
#include "record.h"

void
hist_print(const struct hist *h, struct sbuf *b)
{
	int i, first = 1;

	put_int(b, "scale", h->scale);
	put_int(b, "n", h->n);
	put_int(b, "sum", h->sum);
	put_int(b, "min", h->min);
	put_int(b, "max", h->max);
	put_int(b, "zero", h->zero);
	put_int(b, "clamped", h->clamped);
	sbuf_str(b, " b=");
	for (i = h->lowest; i <= h->highest; i++) {
		if (hist_count(h, i) == 0)
			continue;
		if (!first)
			sbuf_char(b, ',');
		first = 0;
		sbuf_int(b, i);
		sbuf_char(b, ':');
		sbuf_int(b, hist_count(h, i));
	}
}

/* Adds INDEX:COUNT,...; 0, or -1. */
static int
parse_buckets(struct hist *h, struct slice s)
{
	while (s.n > 0) {
		struct slice pair = slice_cut(&s, ',');
		int64_t index, count;

		if (num_int(slice_cut(&pair, ':'), HIST_LOW, HIST_HIGH,
		    &index) != 0 ||
		    num_int(pair, 1, HIST_MOST - h->n, &count) != 0)
			return -1;
		hist_adjust(h, (int)index, count);
	}
	return 0;
}

/* Whether what was read can be, and can be added without overflow. */
static int
fits(const struct hist *h, const struct hist *in)
{
	return in->n <= HIST_MOST - h->n && in->sum >= 0 &&
	    in->sum <= INT64_MAX - h->sum && in->min <= in->max &&
	    in->clamped >= 0 && in->clamped <= hist_count(in, HIST_HIGH);
}

int
hist_parse(struct hist *h, struct slice rest)
{
	struct hist in;
	struct slice b;
	int64_t scale, n;
	int ok;

	hist_init(&in, h->scale);
	ok = field_int(rest, "scale", &scale) && scale == h->scale &&
	    field_int(rest, "n", &n) &&
	    field_int(rest, "sum", &in.sum) &&
	    field_int(rest, "min", &in.min) &&
	    field_int(rest, "max", &in.max) &&
	    field_int(rest, "zero", &in.zero) && in.zero >= 0 &&
	    in.zero <= HIST_MOST &&
	    field_int(rest, "clamped", &in.clamped) &&
	    field_get(rest, "b", &b);
	in.n = in.zero;
	ok = ok && parse_buckets(&in, b) == 0 && in.n == n && fits(h, &in);
	if (ok)
		hist_merge(h, &in);
	hist_free(&in);
	return ok ? 0 : -1;
}
