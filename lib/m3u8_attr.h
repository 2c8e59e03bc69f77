/*
 * Attribute lists of a playlist's tags (RFC 8216, 4.2): NAME=value,NAME="value"
 * with blanks where players take them.
 */
#ifndef M3U8_ATTR_H
#define M3U8_ATTR_H

#include "slice.h"

/* What an attribute is read into; what cannot be read leaves that alone. */
enum m3u8_form {
	M3U8_TEXT,	/* struct slice: without its quotes */
	M3U8_WHOLE,	/* int64_t */
	M3U8_YES,	/* bool: whether it is YES */
	M3U8_SIZE	/* int width, and int height just behind it: 640x360 */
};

/* Where a struct has an attribute. */
struct m3u8_attr {
	const char *name;
	enum m3u8_form form;
	size_t at;
};

/*
 * Into the struct what the table's n attributes say; the last one counts. Text
 * without a = is passed over. Quotes that nothing closes reach to the end.
 */
void m3u8_attrs(void *into, struct slice list, const struct m3u8_attr *table,
    size_t n);

#endif
