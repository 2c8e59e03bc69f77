/*
 * How much of bare logs was understood, in the report.
 */
#ifndef SOURCE_ROWS_H
#define SOURCE_ROWS_H

#include "figures/figures.h"
#include "sbuf.h"

/*
 * "477 lines, none understood as FFmpeg's": the report's first sentence where
 * figures_mute().
 */
void source_sentence(const struct figures *f, struct sbuf *b);

/* The rows, where there is something to say. */
void source_rows(const struct figures *f, struct sbuf *b);

#endif
