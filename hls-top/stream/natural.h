/*
 * The order of names in which people number things: "web2" stands before
 * "web10", 192.0.2.9 before 192.0.2.10. ASCII letters of both cases are alike,
 * unless nothing else tells two names apart.
 */
#ifndef NATURAL_H
#define NATURAL_H

#include "slice.h"

/* As strcmp; 0 only for the same bytes. */
int natural_compare(struct slice s, struct slice t);

#endif
