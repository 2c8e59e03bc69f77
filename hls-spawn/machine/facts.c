/*
 * Reading /proc and /sys: proc(5), sysctl/kernel and networking/ip-sysctl of
 * Linux's documentation. getrlimit(2) is all that is asked elsewhere.
 */
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

#include "facts.h"
#include "num.h"
#include "platform.h"
#include "sum/sum.h"

/* Of linux/capability.h: the two that lift the limits of users. */
#define CAP_SYS_ADMIN_BIT 21
#define CAP_SYS_RESOURCE_BIT 24

static int64_t
limit(rlim_t r)
{
	return r == RLIM_INFINITY || r > INT64_MAX ? UNKNOWN : (int64_t)r;
}

static int64_t
least(int64_t a, int64_t b)
{
	if (a == UNKNOWN || b == UNKNOWN)
		return a == UNKNOWN ? b : a;
	return a < b ? a : b;
}

static int64_t
sysctl(struct sysfile *f, const char *name)
{
	struct slice s = sysfile_read(f, "/proc/sys/%s", name);

	return sysfile_number(sysfile_word(&s));
}

/* Our affinity: "Cpus_allowed: ff,ffffffff" has a bit for each processor. */
static int64_t
allowed_cores(struct slice status)
{
	struct slice mask = sysfile_value(status, "Cpus_allowed");
	uint64_t bits;
	int64_t n = 0;

	while (num_hex(slice_cut(&mask, ','), &bits) == 0)
		for (; bits != 0; bits &= bits - 1)
			n++;
	return n > 0 ? n * 1000000 : UNKNOWN;
}

/* The root of a user namespace, as in a rootless container, is none here. */
static int
real_users(struct sysfile *f)
{
	struct slice s = sysfile_read(f, "/proc/self/uid_map"), first, base;

	first = sysfile_word(&s);
	base = sysfile_word(&s);
	return slice_eq(first, base) &&
	    (s.n == 0 || slice_eq(sysfile_word(&s), SLICE("4294967295")));
}

static int
has_capability(struct slice status)
{
	struct slice mask = sysfile_value(status, "CapEff");
	uint64_t caps;

	if (num_hex(mask, &caps) != 0)
		return geteuid() == 0;
	return (caps >> CAP_SYS_ADMIN_BIT & 1) != 0 ||
	    (caps >> CAP_SYS_RESOURCE_BIT & 1) != 0;
}

/* The threads of one process, if it is the user's. */
static int64_t
threads_of(struct sysfile *f, const char *pid, int64_t uid)
{
	struct slice s = sysfile_read(f, "/proc/%s/status", pid);
	int64_t n;

	if (sysfile_number(sysfile_value(s, "Uid")) != uid)
		return 0;
	n = sysfile_number(sysfile_value(s, "Threads"));
	return n > 0 ? n : 0;
}

/* What RLIMIT_NPROC counts: threads, by the real user id. */
static int64_t
user_tasks(struct sysfile *f)
{
	char name[4096];
	struct dirent *e;
	int64_t n = 0;
	DIR *d;

	snprintf(name, sizeof(name), "%s/proc", f->root);
	d = opendir(name);
	if (d == NULL)
		return UNKNOWN;
	while ((e = readdir(d)) != NULL)
		if (isdigit((unsigned char)e->d_name[0]))
			n = sum_add(n, threads_of(f, e->d_name,
			    (int64_t)getuid()));
	closedir(d);
	return n;
}

static void
read_user(struct facts *x, struct sysfile *f)
{
	struct rlimit r;

	x->user = (struct bound){ UNKNOWN, UNKNOWN };
	x->user_hard = UNKNOWN;
	if (x->privileged || platform_processes(&r) != 0)
		return;
	x->user.max = limit(r.rlim_cur);
	x->user_hard = limit(r.rlim_max);
	if (x->user.max != UNKNOWN)
		x->user.used = user_tasks(f);
}

/* "0.20 0.18 0.12 1/80 11206": 80 processes and threads. */
static void
read_machine(struct facts *x, struct sysfile *f)
{
	struct slice s = sysfile_read(f, "/proc/loadavg"), w = { 0 };
	size_t slash;
	int i;

	for (i = 0; i < 4; i++)
		w = sysfile_word(&s);
	slash = slice_find(w, '/');
	x->machine.used = slash == w.n ? UNKNOWN :
	    sysfile_number(slice_from(w, slash + 1));
	x->machine.max = least(sysctl(f, "kernel/threads-max"),
	    sysctl(f, "kernel/pid_max"));
}

static void
read_memory(struct facts *x, struct sysfile *f, const struct bound *group)
{
	struct slice s = sysfile_read(f, "/proc/meminfo");
	int64_t kib = sysfile_number(sysfile_value(s, "MemAvailable")), left;

	x->memory_bytes = kib == UNKNOWN ? UNKNOWN :
	    sum_times(kib, 1024);
	if (group->max == UNKNOWN)
		return;
	left = group->max > group->used ? group->max - group->used : 0;
	x->memory_bytes = least(x->memory_bytes, left);
}

static void
read_network(struct facts *x, struct sysfile *f)
{
	struct slice s = sysfile_read(f,
	    "/proc/sys/net/ipv4/ip_local_port_range");
	int64_t first = sysfile_number(sysfile_word(&s));
	int64_t last = sysfile_number(sysfile_word(&s));

	x->ports = first == UNKNOWN || last < first ||
	    last > UINT16_MAX ? UNKNOWN :
	    last - first + 1;
	x->tw_reuse = sysctl(f, "net/ipv4/tcp_tw_reuse") == 1;
}

void
facts_read(struct facts *x, const char *root)
{
	struct sysfile f = { .root = root };
	struct slice status;
	struct cgroup g;

	*x = (struct facts){ .privileged = real_users(&f) };
	status = sysfile_read(&f, "/proc/self/status");
	x->privileged = x->privileged && has_capability(status);
	x->cores_micro = least(platform_cores() * INT64_C(1000000),
	    allowed_cores(status));
	cgroup_read(&g, &f);
	x->cores_micro = least(x->cores_micro, g.cores_micro);
	x->group = g.tasks;
	x->pipe_pages_soft = sysctl(&f, "fs/pipe-user-pages-soft");
	x->pipe_pages_hard = sysctl(&f, "fs/pipe-user-pages-hard");
	read_user(x, &f);
	read_machine(x, &f);
	read_memory(x, &f, &g.memory);
	read_network(x, &f);
}
