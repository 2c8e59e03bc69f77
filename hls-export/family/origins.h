/*
 * The origins as their exporters told last: records `- origin` of hls-stat(5).
 */
#ifndef ORIGINS_H
#define ORIGINS_H

#include "block.h"
#include "format/expo.h"

/*
 * Series with the label origin, and in merged blocks the host that looked. An
 * exporter that is down has no figures; nothing at all without origins.
 */
void origins_render(struct expo *e, const struct block *b);

#endif
