/*
 * What RFC 8216 asks of a server, judged on the watched playlist: the rule
 * events of hls-event(5).
 */
#ifndef WATCH_RULES_H
#define WATCH_RULES_H

#include "watch.h"

/* A new version was read, and its timeline has it. */
void watch_rules(struct flow *, struct watch *, const struct timeline_news *);

/* A fetch was complete, and it is the same version as before. */
void watch_rules_same(struct flow *, struct watch *);

#endif
