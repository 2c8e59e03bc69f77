/*
 * The thresholds of hls-agg, those that are crossed first.
 */
#ifndef JUDGED_H
#define JUDGED_H

#include "layout.h"

/* One, arg is its number (from 0), and whether there is one. */
void judged_row(const struct view *v, struct frame *f, const struct row *r);
int judged_has(const struct view *v, int n);

/* How many viewers a load in steps has shown to be carried, in words. */
void judged_capacity(const struct view *v, struct frame *f,
    const struct row *r);
int judged_has_capacity(const struct view *v, int n);

#endif
