/*
 * When the clients of a step are there.
 */
#ifndef COME_H
#define COME_H

#include <stdint.h>

#include "step.h"

/*
 * A tick before they have come: notes that they have, or all of them that will;
 * or that they do not though their starts are due, STEP_FEWER.
 */
void come_tick(struct current *s, const struct figures *f);

/* As many as were to come; fewer where these did not. */
int64_t come_most(const struct current *s);

#endif
