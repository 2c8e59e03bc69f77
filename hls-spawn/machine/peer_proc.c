/*
 * "   1: 0100007F:D2F0 0100007F:1F90 01 00000000:00000000 00:00000000 00000000
 * 1000 0 12345 ...": the ends, in hexadecimal as the processor has the bytes,
 * then the uid, and the inode, which is 0 where no process has it open.
 *
 * A program may use a socket of IPv6 for an address of IPv4 (Java does); then
 * it stands in the other table.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "peer_proc.h"
#include "slice.h"

/* The table is read in pieces while it changes: a line may be missed. */
#define TIMES 2
/* Both ends in the longer form. */
#define ENDS_BYTES 96

struct table {
	const char *path;
	int mapped;		/* of IPv6: ::ffff:127.0.0.1 */
};

static const struct table tables[] = {
	{ "/proc/net/tcp", 0 },
	{ "/proc/net/tcp6", 1 },
};

/* The ends of a connection, as they stand in a line. */
struct ends {
	char text[ENDS_BYTES];
	size_t n;
};

static void
put_end(struct ends *e, const struct sockaddr_in *a, const struct table *t)
{
	char *to = e->text + e->n;
	int n = 0;

	if (t->mapped)
		n = sprintf(to, "%016X%08X", 0, (unsigned)htonl(0xffff));
	n += sprintf(to + n, "%08X:%04X ", (unsigned)a->sin_addr.s_addr,
	    (unsigned)ntohs(a->sin_port));
	e->n += (size_t)n;
}

/* Behind "   1: ". */
static const char *
after_number(const char *line)
{
	const char *p = strchr(line, ':');

	return p != NULL && p[1] == ' ' ? p + 2 : line;
}

static void
take(struct peer *p, const char *rest)
{
	unsigned uid;
	unsigned long long inode;

	/* NOLINTNEXTLINE(cert-err34-c): the kernel's */
	if (sscanf(rest, "%*x %*x:%*x %*x:%*x %*x %u %*d %llu", &uid,
	    &inode) != 2 || inode == 0)
		return;
	p->found = 1;
	p->uid = (uid_t)uid;
}

/* The system's table where it has any. -DPLATFORM_POSIX: none. */
static FILE *
open_table(const struct table *t)
{
#ifdef PLATFORM_POSIX
	(void)t;
	errno = ENOENT;
	return NULL;
#else
	return fopen(t->path, "re");
#endif
}

static int
read_table(const struct table *t, struct peer *p, size_t n)
{
	struct ends ends[PEER_MOST] = { 0 };
	char line[512];
	const char *s;
	FILE *f = open_table(t);
	size_t i;

	if (f == NULL)
		return -1;
	for (i = 0; i < n; i++) {
		put_end(&ends[i], &p[i].at, t);
		put_end(&ends[i], &p[i].to, t);
	}
	while (fgets(line, sizeof(line), f) != NULL) {
		s = after_number(line);
		for (i = 0; i < n; i++)
			if (strncmp(s, ends[i].text, ends[i].n) == 0)
				take(&p[i], s + ends[i].n);
	}
	(void)fclose(f);
	return 0;
}

static int
all_found(const struct peer *p, size_t n)
{
	while (n > 0 && p[n - 1].found)
		n--;
	return n == 0;
}

int
peer_proc(struct peer *p, size_t n)
{
	size_t i, k;
	int read = 0;

	for (i = 0; i < n; i++)
		p[i].found = 0;
	for (k = 0; k < TIMES * COUNT(tables) && !all_found(p, n); k++)
		read |= read_table(&tables[k % COUNT(tables)], p, n) == 0;
	return read || n == 0 ? 0 : -1;
}
