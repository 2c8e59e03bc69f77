/*
 * Connections that were made, or not.
 */
#ifndef CONNECT_H
#define CONNECT_H

#include "record.h"
#include "scope.h"

void connect_made(struct scope *in, const struct record *r);
void connect_failed(struct scope *in, const struct record *r);

#endif
