/*
 * Attribute lists: what a struct takes from one is a table.
 */
#include <limits.h>
#include <stdbool.h>

#include "m3u8_attr.h"
#include "m3u8_value.h"
#include "num.h"

static struct slice
take_value(struct slice *list)
{
	*list = m3u8_trim(*list);
	if (slice_skip(list, SLICE("\"")))
		return slice_cut(list, '"');
	return m3u8_trim(slice_cut(list, ','));
}

/* Takes the next attribute off the list: 1, or 0 at the end. */
static int
next(struct slice *list, struct slice *name, struct slice *value)
{
	size_t equals;

	for (;;) {
		equals = slice_find(*list, '=');
		if (equals == list->n)
			return 0;
		if (slice_find(*list, ',') > equals)
			break;
		slice_cut(list, ',');
	}
	*name = m3u8_trim(slice_cut(list, '='));
	*value = take_value(list);
	return 1;
}

/* 640x360 */
static void
read_size(int size[2], struct slice value)
{
	struct slice width = slice_cut(&value, 'x');
	int64_t w, h;

	if (num_int(width, 0, INT_MAX, &w) != 0 ||
	    num_int(value, 0, INT_MAX, &h) != 0)
		return;
	size[0] = (int)w;
	size[1] = (int)h;
}

static void
read_one(void *at, enum m3u8_form form, struct slice value)
{
	int64_t v;

	switch (form) {
	case M3U8_TEXT:
		*(struct slice *)at = value;
		break;
	case M3U8_WHOLE:
		v = m3u8_whole(value);
		if (v >= 0)
			*(int64_t *)at = v;
		break;
	case M3U8_YES:
		*(bool *)at = slice_eq(value, SLICE("YES"));
		break;
	case M3U8_SIZE:
		read_size(at, value);
		break;
	}
}

void
m3u8_attrs(void *into, struct slice list, const struct m3u8_attr *table,
    size_t n)
{
	struct slice name, value;
	size_t i;

	while (next(&list, &name, &value))
		for (i = 0; i < n; i++)
			if (slice_eq(name, slice_str(table[i].name)))
				read_one((char *)into + table[i].at,
				    table[i].form, value);
}
