/*
 * One action of a rule, as rule.h lists them.
 */
#ifndef ACTION_H
#define ACTION_H

#include "rule.h"
#include "slice.h"

/*
 * Adds the action "key=value", or "key" with an empty value, to a fault.
 * Returns 0, or -1 when there is no such action or its value is wrong.
 */
int action_read(struct fault *, struct slice key, struct slice value);

#endif
