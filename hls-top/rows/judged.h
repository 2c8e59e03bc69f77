/*
 * The thresholds of hls-agg, those that are crossed first.
 */
#ifndef JUDGED_H
#define JUDGED_H

#include "term/frame.h"
#include "view.h"

/* The nth (from 0), and whether there is one. */
void judged_row(const struct view *v, struct frame *f, int n);
int judged_has(const struct view *v, int n);

#endif
