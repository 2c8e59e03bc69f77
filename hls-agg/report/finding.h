/*
 * What stands out: a server, group or rendition whose figures are worse than
 * the others', the weightiest first. "203.0.113.7: 4.1 % 503, others 0".
 */
#ifndef FINDING_H
#define FINDING_H

#include "figures/figures.h"
#include "sbuf.h"

#define FINDINGS 3

/* Appends at most FINDINGS lines, each beginning with two spaces. */
void finding_print(const struct figures *all, struct sbuf *b);

#endif
