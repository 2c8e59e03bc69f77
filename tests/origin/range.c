/*
 * "bytes=0-499", "bytes=500-", "bytes=-500".
 */
#include "num.h"
#include "range.h"

enum range
range_read(struct slice value, int64_t size, int64_t *from, int64_t *to)
{
	static const struct slice unit = SLICE_INIT("bytes=");
	size_t dash;
	struct slice last;

	if (!slice_starts(value, unit))
		return RANGE_NONE;
	value = slice_from(value, unit.n);
	dash = slice_find(value, '-');
	if (dash == value.n)
		return RANGE_NONE;
	last = slice_from(value, dash + 1);
	value.n = dash;
	*to = size - 1;
	if (value.n == 0) {	/* the last bytes */
		if (num_int(last, 0, INT64_MAX, from) != 0)
			return RANGE_NONE;
		if (*from == 0)
			return RANGE_BEYOND;
		*from = *from < size ? size - *from : 0;
	} else if (num_int(value, 0, INT64_MAX, from) != 0 || (last.n > 0 &&
	    num_int(last, *from, INT64_MAX, to) != 0)) {
		return RANGE_NONE;
	}
	if (*to > size - 1)
		*to = size - 1;
	return *from < size ? RANGE_PART : RANGE_BEYOND;
}
