/*
 * Numbers of JSON (RFC 8259) without an exponent: "1e-06" is "0.000001".
 */
#ifndef DECIMAL_H
#define DECIMAL_H

#include "sbuf.h"
#include "slice.h"

/* Appends the number: 0, or -1 for what is none, or beyond all figures. */
int decimal_plain(struct sbuf *b, struct slice s);

#endif
