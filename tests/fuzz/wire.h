/*
 * A socket in memory: link with --wrap for read, writev, shutdown and close,
 * which then go to the one wire there is where they name WIRE_FD. Ten times as
 * fast as one of the kernel, short writes and interruptions included.
 */
#ifndef WIRE_H
#define WIRE_H

#include <stddef.h>

#include "sbuf.h"
#include "slice.h"

#define WIRE_FD 1000000

struct wire {
	struct slice in;	/* sent by the client, not read yet */
	int shut;		/* the client has closed its side */
	int gone;		/* altogether */
	struct sbuf out;	/* taken from the server */
	size_t room;		/* for so many bytes more */
	int server_shut;	/* nothing may be written any more */
	int closed;
	int hiccups;		/* every third call is interrupted */
	int calls;
};

extern struct wire wire;

/* What poll(2) would say to want: POLLER_ bits. */
int wire_ready(int want);

#endif
