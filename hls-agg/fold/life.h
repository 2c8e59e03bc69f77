/*
 * Clients, the run and its pipeline.
 */
#ifndef LIFE_H
#define LIFE_H

#include "record.h"
#include "scope.h"

void life_swarm(struct scope *in, const struct record *r);
void life_start(struct scope *in, const struct record *r);
void life_exit(struct scope *in, const struct record *r);
void life_lost(struct scope *in, const struct record *r);
void life_tick(struct scope *in, const struct record *r);
void life_parse(struct scope *in, const struct record *r);
/* What a bare log was like, told at its end. */
void life_source(struct scope *in, const struct record *r);
void life_end(struct scope *in, const struct record *r);
/* Another step of the load begins. */
void life_phase(struct scope *in, const struct record *r);
/* The events message and cause: looks for a lack of descriptors. */
void life_message(struct scope *in, const struct record *r);

#endif
