/*
 * What is longer than any run was not measured.
 */
#include "duration.h"
#include "figures/figures.h"
#include "num.h"

int64_t
duration_read(struct slice value)
{
	int64_t us;

	return num_micro(value, &us) == 0 && us <= FIGURES_TIME_MAX_US ?
	    us : -1;
}

int64_t
duration_of(const struct record *r, const char *key)
{
	struct slice value;

	return field_get(r->rest, key, &value) ? duration_read(value) : -1;
}
