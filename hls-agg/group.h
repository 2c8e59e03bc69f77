/*
 * Groups of the catalogue: neighbours whose paths share the first component,
 * which is the kind of their stat record.
 */
#ifndef GROUP_H
#define GROUP_H

#include "slice.h"

/* The first id of the group that id is in, and the one behind its last. */
unsigned group_first(unsigned id);
unsigned group_end(unsigned id);

struct slice group_name(unsigned id);

/* The path behind the group: "ttfb" of segment.ttfb, "" of startup. */
const char *group_key(unsigned id);

#endif
