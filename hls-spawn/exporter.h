/*
 * The exporters that tell how the origin itself fares, as --origin and
 * --origin-host name them. An origin may have several. Pure.
 */
#ifndef EXPORTER_H
#define EXPORTER_H

#include "load/settings.h"
#include "slice.h"

#define EXPORTERS_MAX 64

/* "NAME=URL": NULL, or what is wrong with it, which shows no secret. */
const char *exporters_read(struct exporters *e, struct slice text);

/*
 * HOST, or [HOST] for an IPv6 address: its node exporter at port 9100 and its
 * nginx exporter at port 9113, of one origin that is named as the host is.
 * NULL, or what is wrong with it.
 */
const char *exporters_host(struct exporters *e, struct slice host);

void exporters_free(struct exporters *e);

#endif
