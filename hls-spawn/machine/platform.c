/*
 * The one file of hls-spawn with calls of one system only.
 */
#include <unistd.h>

#include "platform.h"

#if defined(__linux__) && !defined(PLATFORM_POSIX)

#include <sys/prctl.h>

#include <signal.h>
#include <stdio.h>

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

	if (f == NULL)
		return -1;
	n = fscanf(f, "cpu %lld %lld %lld %lld %lld %lld %lld %lld", &v[0],
	    &v[1], &v[2], &v[3], &v[4], &v[5], &v[6], &v[7]);
	fclose(f);
	if (n < 5)
		return -1;
	*t = (struct platform_time){ .idle = v[3] + v[4] };
	for (i = 0; i < n; i++)
		t->total += v[i];
	return 0;
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
	(void)t;
	return -1;
}

#endif

int
platform_cores(void)
{
#ifdef _SC_NPROCESSORS_ONLN
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 0 ? (int)n : 1;
#else
	return 1;
#endif
}

int
platform_processes(struct rlimit *r)
{
#ifdef RLIMIT_NPROC
	return getrlimit(RLIMIT_NPROC, r);
#else
	(void)r;
	return -1;
#endif
}
