/*
 * What programs promise of texts that they hand to others: a terminal, a
 * browser, a reader of JSON or of XML. Where a text does not keep that, the
 * program aborts with a message.
 */
#ifndef SHOWN_H
#define SHOWN_H

#include <stdint.h>

#include "slice.h"

/* Aborts, with a message about such bytes. */
_Noreturn void wrong(const char *what, struct slice bytes);

/* UTF-8 without control characters but newlines; and printable ASCII. */
void shown_text(struct slice s);
void shown_ascii(struct slice s);

/* A decimal number, a sign in front, and one that is never below zero. */
int shown_is_number(struct slice s);
void shown_number(struct slice s, struct slice line);

/* One JSON value, with white space around it. */
void shown_json(struct slice s);

/* A document whose elements are closed in the order they were opened. */
void shown_xml(struct slice s);
/* How many of its elements have such a name. */
int64_t shown_elements(struct slice xml, const char *name);

#endif
