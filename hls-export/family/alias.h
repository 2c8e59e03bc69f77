/*
 * Names of the predecessor, kept so that its dashboards and alerts carry over,
 * for figures that have another name or none in the catalogue.
 */
#ifndef ALIAS_H
#define ALIAS_H

#include "block.h"
#include "format/expo.h"

void alias_render(struct expo *e, const struct block *b);

#endif
