/*
 * The final figures as one JSON object whose keys are the catalogue's paths,
 * nested at the dots. See hls-agg(1), JSON.
 */
#ifndef JSON_H
#define JSON_H

#include "report.h"
#include "sbuf.h"

/* Appends the object and a newline. */
void json_print(const struct report *r, struct sbuf *b);

#endif
