/*
 * What only the system at hand can tell or do. Linux has it all; elsewhere, or
 * with -DPLATFORM_POSIX, the calls do nothing or say that they do not know.
 */
#ifndef PLATFORM_H
#define PLATFORM_H

#include <sys/resource.h>
#include <sys/types.h>

#include <stdint.h>

/* Another name of this process for ps and pkill. */
void platform_rename(const char *name);

/*
 * For a child before exec: be killed when the parent is gone, however it went.
 * Returns -1 if it is gone already, else 0. Async-signal-safe.
 */
int platform_die_with(pid_t parent);

/* Processors on line, at least 1. */
int platform_cores(void);

/* How many processes this user may have: 0, or -1 where none can tell. */
int platform_processes(struct rlimit *r);

/* The machine's processor time since it booted, in ticks of all cores. */
struct platform_time {
	int64_t idle;		/* waiting for disks included */
	int64_t total;
};

/* 0, or -1 where the system does not tell. */
int platform_cpu(struct platform_time *t);

#endif
