/*
 * Found by comparing neighbours: the catalogue is the only list.
 */
#include "group.h"
#include "metric.h"

struct slice
group_name(unsigned id)
{
	return metric_record(&metrics[id]);
}

static int
same(unsigned id, unsigned other)
{
	return slice_eq(group_name(id), group_name(other));
}

unsigned
group_first(unsigned id)
{
	while (id > 0 && same(id, id - 1))
		id--;
	return id;
}

unsigned
group_end(unsigned id)
{
	unsigned end = id + 1;

	while (end < METRICS && same(id, end))
		end++;
	return end;
}

const char *
group_key(unsigned id)
{
	return metric_key(&metrics[id]);
}
