/*
 * HTTP transactions: the kinds request, fetch, fetch_fail, void and abort.
 */
#ifndef TRANSFER_H
#define TRANSFER_H

#include "record.h"
#include "scope.h"

void transfer_request(struct scope *in, const struct record *r);
void transfer_fetch(struct scope *in, const struct record *r);
void transfer_fail(struct scope *in, const struct record *r);
void transfer_void(struct scope *in, const struct record *r);
/* Broken off by FFmpeg or by us, neither complete nor failed. */
void transfer_abort(struct scope *in, const struct record *r);

#endif
