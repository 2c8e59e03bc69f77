/*
 * Renditions by the URLs of their segments: records do not name them.
 *
 * The name is the path without its query, with # for the number of the
 * segment: the last number of the file's name that stands by itself, or that
 * is joined to letters where none does; the ending does not count. So
 * /720p/seg5.ts is /720p/seg#.ts, and seg-5-v1-a1.ts is seg-#-v1-a1.ts.
 */
#ifndef VARIANT_H
#define VARIANT_H

#include <stddef.h>

#include "slice.h"

#define VARIANT_NAME_MAX 200	/* bytes of a name that are kept */

/* Writes the name of a segment's rendition; its length, 0 if there is none. */
size_t variant_name(struct slice url, char name[VARIANT_NAME_MAX]);

#endif
