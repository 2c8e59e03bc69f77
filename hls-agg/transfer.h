/*
 * HTTP transactions: the kinds request, fetch, fetch_fail, void and abort.
 */
#ifndef TRANSFER_H
#define TRANSFER_H

#include "agg.h"
#include "record.h"

void transfer_request(struct agg *a, const struct record *r);
void transfer_fetch(struct agg *a, const struct record *r);
void transfer_fail(struct agg *a, const struct record *r);
void transfer_void(struct agg *a, const struct record *r);
/* Broken off by FFmpeg or by us, neither complete nor failed. */
void transfer_abort(struct agg *a, const struct record *r);

#endif
