/*
 * Most values are whole numbers or have six decimals: tried first.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "number.h"

#define WHOLE 1e15		/* whole numbers below are exact in a double */
#define MILLION 1000000

void
number_put(struct sbuf *b, double v)
{
	char text[32];
	int digits;

	if (isnan(v) || isinf(v)) {
		sbuf_str(b, isnan(v) ? "NaN" : v > 0 ? "+Inf" : "-Inf");
		return;
	}
	if (v > -WHOLE && v < WHOLE && v == (double)(int64_t)v) {
		sbuf_int(b, (int64_t)v);
		return;
	}
	for (digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, v);
		if (strtod(text, NULL) == v)
			break;
	}
	sbuf_str(b, text);
}

void
number_bound(struct sbuf *b, double v)
{
	size_t start = b->n, i;

	number_put(b, v);
	for (i = start; i < b->n; i++)
		if (strchr(".eIN", b->p[i]) != NULL)
			return;
	sbuf_str(b, ".0");
}

double
number_of(enum metric_unit unit, int64_t v)
{
	return unit == UNIT_ONE || unit == UNIT_BYTES ? (double)v :
	    (double)v / MILLION;
}

int
number_read(struct slice text, double *v)
{
	char copy[64], *end;

	if (text.n == 0 || text.n >= sizeof(copy) ||
	    !slice_only(text, SLICE(DIGITS ".eE+-")))
		return 0;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	*v = strtod(copy, &end);
	return *end == '\0' && isfinite(*v);
}
