/*
 * Standard input on its ways: into blocks, to those who follow the stream, and
 * to the copy of -p.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include <stdint.h>

#include "block.h"
#include "copy.h"
#include "poller.h"
#include "recent.h"
#include "slice.h"
#include "stage/look.h"

#define INTAKE_BYTES 65536

struct intake {
	struct poller *poller;
	struct copy *copy;
	struct recent *recent;
	int fd;			/* -1 at the end of the input */
	int want;
	struct stage_look look;	/* whether it is a stat stream */
	struct block_reader blocks;
	struct slice rest;	/* of buf: read, but not gone on its ways */
	char buf[INTAKE_BYTES];
};

/*
 * Starts on a descriptor that the caller keeps; its events carry in as their
 * owner. copy and recent stay the caller's. Returns 0, or -1 with errno.
 */
int intake_open(struct intake *in, struct poller *p, int fd);

/* After an event: reads once. What is no stat stream is at its end. */
void intake_read(struct intake *in);

/*
 * Each turn, until it returns 0: sends on what was read, up to the end of a
 * block, as far as the copy takes it now. 1: in->blocks.now is a new block.
 * *until_us is the moment of clock_mono to be called again at the latest.
 */
int intake_advance(struct intake *in, int64_t *until_us);

#endif
