/*
 * Characters of a text, as a terminal shows them.
 */
#ifndef GLYPH_H
#define GLYPH_H

#include "slice.h"

struct glyph {
	struct slice text;
	int width;		/* columns: 1 or 2 */
};

/*
 * Takes the first character off *s, which is not empty. What is none, or would
 * do something else than stand in its columns (control characters, marks that
 * join others, changes of the direction), is a question mark; without utf8 all
 * but printable ASCII is.
 */
struct glyph glyph_next(struct slice *s, int utf8);

/* Whether the locale of LC_CTYPE, which this sets, writes UTF-8. */
int glyph_locale(void);

#endif
