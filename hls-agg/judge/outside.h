/*
 * What a threshold over steady does not see: the ramp before it, and the stop.
 */
#ifndef OUTSIDE_H
#define OUTSIDE_H

#include <stdint.h>

#include "threshold.h"

enum outside {
	OUTSIDE_NONE,
	OUTSIDE_REST,		/* *v is of the run outside steady */
	OUTSIDE_ALL,		/* *v is of the whole run: a percentile */
};

/*
 * For a threshold that has not broken and looks at steady: whether it would not
 * hold over the whole run, or, a ratio, over the rest of it; with the value.
 * Rates are left out: in a ramp they are those of fewer viewers.
 */
enum outside outside_value(const struct threshold *t, const struct basis *on,
    int64_t *v);

/* Its key in records and in JSON; not for OUTSIDE_NONE. */
const char *outside_key(enum outside o);

#endif
