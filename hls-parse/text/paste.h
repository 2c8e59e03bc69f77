/*
 * What storing and pasting does to the characters of a line: colours whose
 * escape was lost, no-break blanks, typographic quotes, HTML, escaped quotes,
 * ends of lines that were spelled out.
 */
#ifndef PASTE_H
#define PASTE_H

#include <stdbool.h>

#include "sbuf.h"

/* Start from { 0 }. */
struct paste {
	struct sbuf line;	/* the line read, as it was before */
	struct sbuf text;	/* the same for a part of it */
	bool html;		/* it has HTML's characters */
};

void paste_free(struct paste *);

/* The line without what stands nowhere in FFmpeg's; often the line itself. */
struct slice paste_line(struct paste *, struct slice line);

/*
 * FFmpeg's own text without what others put behind it: the end that belongs to
 * the last byte of the prefix, open ('"', '[', or '\0'), and the blanks.
 */
struct slice paste_text(struct paste *, struct slice text, char open);

#endif
