/*
 * "bytes=0-499", "bytes=500-", "bytes=-500".
 */
#include "num.h"
#include "range.h"

enum range
range_read(struct slice value, int64_t size, int64_t *from, int64_t *to)
{
	struct slice first, last = value;

	if (!slice_skip(&last, SLICE("bytes=")) ||
	    slice_find(last, '-') == last.n)
		return RANGE_NONE;
	first = slice_cut(&last, '-');
	*to = size - 1;
	if (first.n == 0) {	/* the last bytes */
		if (num_int(last, 0, INT64_MAX, from) != 0)
			return RANGE_NONE;
		if (*from == 0)
			return RANGE_BEYOND;
		*from = *from < size ? size - *from : 0;
	} else if (num_int(first, 0, INT64_MAX, from) != 0 || (last.n > 0 &&
	    num_int(last, *from, INT64_MAX, to) != 0)) {
		return RANGE_NONE;
	}
	if (*to > size - 1)
		*to = size - 1;
	return *from < size ? RANGE_PART : RANGE_BEYOND;
}
