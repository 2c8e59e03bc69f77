/*
 * What the hosts of a fleet come to where figures are not simply added:
 * gauges, texts, and the reason of the end. See hls-agg(1), Merging.
 */
#ifndef BLEND_H
#define BLEND_H

#include "fleet.h"

/* Texts and the end, before a second is closed. */
void blend_texts(const struct fleet *f);

/* Gauges and states, once one is closed: no session is there to count from. */
void blend_gauges(const struct fleet *f);

#endif
