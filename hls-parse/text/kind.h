/*
 * What a URL is for, where HLS's own lines do not tell.
 */
#ifndef KIND_H
#define KIND_H

#include "metric.h"
#include "slice.h"

/* By the extension of its path; T_OTHER if that is none of HLS. */
enum transaction_type kind_of_url(struct slice url);

/* By a Content-Type (RFC 8216, 4 and 3); T_OTHER if that is none of HLS. */
enum transaction_type kind_of_content(struct slice value);

/* Whether it looks like an initialization section, by its name. */
int kind_is_init(struct slice url);

/*
 * Whether it is of fragmented MP4, by its extension: the first that is asked
 * for in such a playlist is the initialization section (RFC 8216, 3.3).
 */
int kind_is_fmp4(struct slice url);

#endif
