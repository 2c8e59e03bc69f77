/*
 * The exporters that tell how the origin itself fares, as --origin and
 * --origin-host name them. An origin may have several. Pure.
 */
#ifndef EXPORTER_H
#define EXPORTER_H

#include <stddef.h>

#include "slice.h"

#define EXPORTERS_MAX 64

/* What the name of an origin, and that of a host in the records, is made of. */
#define HOST_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789" \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZ._-"

struct exporter {
	char *name;		/* of the origin, of HOST_LETTERS */
	char *url;
};

/* Start from { 0 }. */
struct exporters {
	struct exporter *list;
	size_t n;
};

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
