/*
 * Sections of the catalogue: neighbours whose paths share the first component,
 * which is the kind of their stat record.
 */
#ifndef SECTION_H
#define SECTION_H

#include "slice.h"

/* The first id of the section that id is in, and the one behind its last. */
unsigned section_first(unsigned id);
unsigned section_end(unsigned id);

struct slice section_name(unsigned id);

/* The path behind the section: "ttfb" of segment.ttfb, "" of startup. */
const char *section_key(unsigned id);

#endif
