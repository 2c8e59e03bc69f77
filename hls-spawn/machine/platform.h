/*
 * What only the system at hand can tell or do. Linux has it all; elsewhere, or
 * with -DPLATFORM_POSIX, the calls do nothing or say that they do not know.
 */
#ifndef PLATFORM_H
#define PLATFORM_H

#include <sys/resource.h>
#include <sys/types.h>

#include <stddef.h>
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

/* 0, or -1 and total -1 where the system does not tell. */
int platform_cpu(struct platform_time *t);

/*
 * Idle share of all cores since *since, in millionths, which becomes now; -1
 * where it is not known.
 */
int64_t platform_idle(struct platform_time *since);

/* Our own processor time. */
int64_t platform_own_us(void);

/* Processor time of the machine between two of these, not idle. */
int64_t platform_busy_us(const struct platform_time *from,
    const struct platform_time *to);

/* What the machine has done, and we and our children of it. */
struct moment {
	int64_t at_us;		/* of clock_mono */
	struct platform_time machine;	/* total -1: unknown */
	int64_t own_us;		/* processor time */
};

void moment_now(struct moment *m);

/*
 * What a pipe takes in one write(2) without blocking, because it is empty; 0
 * where it is not, for what is none, and where the system does not tell.
 */
size_t platform_pipe_room(int fd);

/* Of all children that have been waited for. */
struct platform_use {
	int64_t cpu_us;		/* processor time */
	int64_t most_bytes;	/* the largest was so large; 0: unknown */
};

void platform_children(struct platform_use *u);

/* Processor time of a process; 0 where the system does not tell. */
int64_t platform_cpu_of(pid_t pid);

/*
 * Memory of a process, of what several share its part (PSS); 0 where the system
 * does not tell.
 */
int64_t platform_memory(pid_t pid);

#endif
