/*
 * The one file of hls-spawn with calls of one system only.
 */
#if defined(__linux__) && !defined(PLATFORM_POSIX)
/* F_GETPIPE_SZ. NOLINTNEXTLINE(bugprone-reserved-identifier): libc's */
#define _GNU_SOURCE
#endif
#include <unistd.h>

#include "clock.h"
#include "platform.h"

#if defined(__linux__) && !defined(PLATFORM_POSIX)

#include <sys/ioctl.h>
#include <sys/prctl.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

void
platform_rename(const char *name)
{
	prctl(PR_SET_NAME, name, 0, 0, 0);
}

int
platform_die_with(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	/* It may have died before the call above. */
	return getppid() == parent ? 0 : -1;
}

/* "cpu  user nice system idle iowait irq softirq steal …": proc_stat(5). */
int
platform_cpu(struct platform_time *t)
{
	long long v[8] = { 0 };
	FILE *f = fopen("/proc/stat", "re");
	int i, n;

	t->total = -1;
	if (f == NULL)
		return -1;
	/* NOLINTNEXTLINE(cert-err34-c): the kernel's */
	n = fscanf(f, "cpu %lld %lld %lld %lld %lld %lld %lld %lld", &v[0],
	    &v[1], &v[2], &v[3], &v[4], &v[5], &v[6], &v[7]);
	(void)fclose(f);
	if (n < 5)
		return -1;
	*t = (struct platform_time){ .idle = v[3] + v[4] };
	for (i = 0; i < n; i++)
		t->total += v[i];
	return 0;
}

/* Of all cores: 100 ticks a second each, unless the system says otherwise. */
int64_t
platform_busy_us(const struct platform_time *from,
    const struct platform_time *to)
{
	int64_t ticks = to->total - from->total - (to->idle - from->idle);
	long hz = sysconf(_SC_CLK_TCK);

	return ticks * 1000000 / (hz > 0 ? hz : 100);
}

int64_t
platform_cpu_of(pid_t pid)
{
	struct timespec t;
	clockid_t id;

	if (clock_getcpuclockid(pid, &id) != 0 || clock_gettime(id, &t) != 0)
		return 0;
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

size_t
platform_pipe_room(int fd)
{
	int size = fcntl(fd, F_GETPIPE_SZ), used = 0;

	if (size <= 0 || ioctl(fd, FIONREAD, &used) != 0 || used > 0)
		return 0;
	return (size_t)size;
}

/* KiB, getrusage(2). */
static int64_t
largest(const struct rusage *r)
{
	return (int64_t)r->ru_maxrss * 1024;
}

/* "Pss: 6144 kB": proc_pid_smaps(5). */
int64_t
platform_memory(pid_t pid)
{
	char name[64], line[256];
	long long kib = 0;
	FILE *f;

	snprintf(name, sizeof(name), "/proc/%lld/smaps_rollup",
	    (long long)pid);
	f = fopen(name, "re");
	if (f == NULL)
		return 0;
	while (kib == 0 && fgets(line, sizeof(line), f) != NULL)
		/* NOLINTNEXTLINE(cert-err34-c): the kernel's */
		if (sscanf(line, "Pss: %lld kB", &kib) != 1)
			kib = 0;
	(void)fclose(f);
	return (int64_t)kib * 1024;
}

#else

void
platform_rename(const char *name)
{
	(void)name;
}

int
platform_die_with(pid_t parent)
{
	return getppid() == parent ? 0 : -1;
}

int
platform_cpu(struct platform_time *t)
{
	t->total = -1;
	return -1;
}

int64_t
platform_busy_us(const struct platform_time *from,
    const struct platform_time *to)
{
	(void)from, (void)to;
	return 0;
}

int64_t
platform_cpu_of(pid_t pid)
{
	(void)pid;
	return 0;
}

size_t
platform_pipe_room(int fd)
{
	(void)fd;
	return 0;
}

static int64_t
largest(const struct rusage *r)
{
	(void)r;
	return 0;
}

int64_t
platform_memory(pid_t pid)
{
	(void)pid;
	return 0;
}

#endif

static int64_t
time_us(struct timeval t)
{
	return (int64_t)t.tv_sec * 1000000 + t.tv_usec;
}

static int64_t
used_us(int who, struct rusage *r)
{
	getrusage(who, r);
	return time_us(r->ru_utime) + time_us(r->ru_stime);
}

void
platform_children(struct platform_use *u)
{
	struct rusage r;

	u->cpu_us = used_us(RUSAGE_CHILDREN, &r);
	u->most_bytes = largest(&r);
}

int64_t
platform_own_us(void)
{
	struct rusage r;

	return used_us(RUSAGE_SELF, &r);
}

int64_t
platform_idle(struct platform_time *since)
{
	struct platform_time now;
	int64_t share = -1;

	if (since->total < 0 || platform_cpu(&now) != 0)
		return -1;
	if (now.total > since->total)
		share = (now.idle - since->idle) * 1000000 /
		    (now.total - since->total);
	*since = now;
	return share;
}

int
platform_cores(void)
{
#if defined(_SC_NPROCESSORS_ONLN) && !defined(PLATFORM_POSIX)
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 0 ? (int)n : 1;
#else
	return 1;
#endif
}

int
platform_processes(struct rlimit *r)
{
#if defined(RLIMIT_NPROC) && !defined(PLATFORM_POSIX)
	return getrlimit(RLIMIT_NPROC, r);
#else
	(void)r;
	return -1;
#endif
}

void
moment_now(struct moment *m)
{
	struct platform_use children;

	m->at_us = clock_mono();
	platform_cpu(&m->machine);
	platform_children(&children);
	m->own_us = children.cpu_us + platform_own_us();
}
