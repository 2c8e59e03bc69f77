/*
 * Walks from our own group up to the root of what is mounted. In a container
 * the path that /proc/self/cgroup tells may not exist in the mount: then the
 * files at its root are our own.
 */
#include <stdio.h>

#include "cgroup.h"

/* Where a controller's files are: version 2 has one tree for all. */
struct tree {
	const char *controller;	/* "": version 2 */
	const char *dir, *max, *used, *cache;
};

static const struct tree tasks_trees[] = {
	{ "", "", "pids.max", "pids.current", NULL },
	{ "pids", "/pids", "pids.max", "pids.current", NULL },
}, memory_trees[] = {
	{ "", "", "memory.max", "memory.current", "inactive_file" },
	{ "memory", "/memory", "memory.limit_in_bytes",
	    "memory.usage_in_bytes", "total_inactive_file" },
};

/* A group of a tree: its path, which begins with a slash or is empty. */
struct place {
	const char *dir;
	char path[1024];
};

/*
 * Whether "pids,cpu" names the tree's controller; version 2's list is empty.
 */
static int
listed(struct slice list, struct slice name)
{
	return name.n == 0 ? list.n == 0 : slice_lists(list, ',', name);
}

/* The lines are "4:memory:/path" and, for version 2, "0::/path". */
static int
find(struct place *p, struct sysfile *f, const struct tree *t)
{
	struct slice text = sysfile_read(f, "/proc/self/cgroup"), line, list;
	struct slice name = { t->controller, strlen(t->controller) };

	p->dir = t->dir;
	while (text.n > 0) {
		line = slice_cut(&text, '\n');
		slice_cut(&line, ':');
		list = slice_cut(&line, ':');
		if (!listed(list, name) || line.n >= sizeof(p->path))
			continue;
		snprintf(p->path, sizeof(p->path), "%.*s", (int)line.n, line.p);
		return 0;
	}
	return -1;
}

/* The group above; 0 when there is none. */
static int
up(struct place *p)
{
	char *slash = strrchr(p->path, '/');

	if (slash == NULL)
		return 0;
	*slash = '\0';
	return 1;
}

static int64_t
number(struct sysfile *f, const struct place *p, const char *file)
{
	struct slice s = sysfile_read(f, "/sys/fs/cgroup%s%s/%s", p->dir,
	    p->path, file);

	return sysfile_number(sysfile_word(&s));
}

/* File cache is given back when memory is short. */
static int64_t
cache(struct sysfile *f, const struct place *p, const char *key)
{
	struct slice s = sysfile_read(f, "/sys/fs/cgroup%s%s/memory.stat",
	    p->dir, p->path);
	int64_t v = sysfile_number(sysfile_value(s, key));

	return v > 0 ? v : 0;
}

/* Keeps the bound that leaves less. */
static void
narrow(struct bound *b, struct bound other)
{
	if (other.max == UNKNOWN || other.used == UNKNOWN)
		return;
	if (b->max == UNKNOWN || other.max - other.used < b->max - b->used)
		*b = other;
}

/* What is in use besides the cache, which was counted at another moment. */
static int64_t
besides(int64_t used, int64_t cached)
{
	return used > cached ? used - cached : 0;
}

static void
climb(struct bound *b, struct sysfile *f, const struct tree *t)
{
	struct place p;
	struct bound at;

	if (find(&p, f, t) != 0)
		return;
	do {
		at.max = number(f, &p, t->max);
		at.used = number(f, &p, t->used);
		if (at.used > 0 && t->cache != NULL)
			at.used = besides(at.used, cache(f, &p, t->cache));
		narrow(b, at);
	} while (up(&p));
}

/* cpu.max is "quota period" or "max period", both in microseconds. */
static int64_t
cores(struct sysfile *f)
{
	struct place p;
	int64_t least = UNKNOWN, quota, period, here;
	struct slice s;

	if (find(&p, f, &tasks_trees[0]) != 0)
		return UNKNOWN;
	do {
		s = sysfile_read(f, "/sys/fs/cgroup%s/cpu.max", p.path);
		quota = sysfile_number(sysfile_word(&s));
		period = sysfile_number(sysfile_word(&s));
		if (quota <= 0 || period <= 0 || quota > INT64_MAX / 1000000)
			continue;
		here = quota * 1000000 / period;
		if (least == UNKNOWN || here < least)
			least = here;
	} while (up(&p));
	return least;
}

void
cgroup_read(struct cgroup *g, struct sysfile *f)
{
	size_t i;

	g->tasks = g->memory = (struct bound){ UNKNOWN, UNKNOWN };
	for (i = 0; i < COUNT(tasks_trees); i++)
		climb(&g->tasks, f, &tasks_trees[i]);
	for (i = 0; i < COUNT(memory_trees); i++)
		climb(&g->memory, f, &memory_trees[i]);
	g->cores_micro = cores(f);
}
