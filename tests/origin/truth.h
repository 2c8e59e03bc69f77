/*
 * Ground truth: one line for each request that was answered, cut or dropped,
 *
 *	t_req=… t_fb=… t_last=… conn=N nreq=K method=GET path=…
 *	status=200 sent=BYTES len=BYTES complete=0|1 fault=… ua=… range=…
 *
 * on one line, every key each time, "-" where there is nothing to say, values
 * escaped as in all our streams (record.h). Times are Unix seconds:
 *
 *	t_req	behind the read(2) that completed the request head
 *	t_fb	before the write(2) that put out the first response byte
 *	t_last	behind the write(2) that took the last byte into the socket
 *
 * conn counts connections, nreq the requests of one, both from 1. path is as
 * sent, with its query, without scheme and host. status is 0 where no response
 * was begun. sent and len count body bytes: written, and promised (also to a
 * HEAD). complete is 1 when all of the response was written, so 0 for a client
 * that left, for reset, truncate and drop. fault names the actions, by comma.
 */
#ifndef TRUTH_H
#define TRUTH_H

#include <stdint.h>

#include "out.h"
#include "slice.h"

struct truth {
	int64_t req_us, first_us, last_us;	/* clock_mono; 0 for none */
	int64_t conn, nreq;
	struct slice method, path, agent, range, fault;
	int status;
	int64_t sent, len;
	int complete;
};

/* Writes and flushes a line. Returns 0, or -1 with o->error set. */
int truth_write(struct out *, const struct truth *);

#endif
