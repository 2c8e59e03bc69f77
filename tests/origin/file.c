/*
 * Read, not mapped: mapping put a millisecond of page faults before the first
 * byte of a segment.
 */
#include <sys/stat.h>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "die.h"
#include "ealloc.h"
#include "file.h"

struct slice
file_read(struct sbuf *name)
{
	struct stat st;
	size_t size, n = 0;
	ssize_t k = 1;
	char *p;
	int fd;

	sbuf_char(name, '\0');
	fd = open(name->p, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0)
		die_errno("%s (tests/media.sh makes it)", name->p);
	size = (size_t)st.st_size;
	p = ezalloc(size, 1);
	while (n < size && (k = read(fd, p + n, size - n)) > 0)
		n += (size_t)k;
	if (k < 0)
		die_errno("%s", name->p);
	close(fd);
	name->n = 0;
	return (struct slice){ p, n };
}

void
file_free(struct slice *s)
{
	free((char *)s->p);
	s->p = NULL;
}
