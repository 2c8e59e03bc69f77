/*
 * What the control groups that this process is in leave to it: a container's
 * limits, which the machine's own figures do not show. Both versions of the
 * file system are read, cgroups(7), at /sys/fs/cgroup; a limit of any group
 * above ours counts.
 */
#ifndef CGROUP_H
#define CGROUP_H

#include <stdint.h>

#include "sysfile.h"

/* A limit and what is used of it; max UNKNOWN: there is none. */
struct bound {
	int64_t max;
	int64_t used;
};

struct cgroup {
	struct bound tasks;	/* processes and threads, pids.max */
	struct bound memory;	/* bytes; used is without the file cache */
	int64_t cores_micro;	/* cpu.max, version 2 only; or UNKNOWN */
};

void cgroup_read(struct cgroup *g, struct sysfile *f);

#endif
