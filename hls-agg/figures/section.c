/*
 * Found by comparing neighbours: the catalogue is the only list.
 */
#include "metric.h"
#include "section.h"

struct slice
section_name(unsigned id)
{
	return metric_record(&metrics[id]);
}

static int
same(unsigned id, unsigned other)
{
	return slice_eq(section_name(id), section_name(other));
}

unsigned
section_first(unsigned id)
{
	while (id > 0 && same(id, id - 1))
		id--;
	return id;
}

unsigned
section_end(unsigned id)
{
	unsigned end = id + 1;

	while (end < METRICS && same(id, end))
		end++;
	return end;
}

const char *
section_key(unsigned id)
{
	return metric_key(&metrics[id]);
}
