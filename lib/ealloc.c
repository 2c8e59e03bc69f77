/*
 * Allocation or death. The only place of lib/ that ends the program by itself.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "ealloc.h"

void *
ezalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (p == NULL)
		die("out of memory");
	return p;
}

void *
eresize(void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		die("out of memory");
	p = realloc(p, n * size != 0 ? n * size : 1);
	if (p == NULL)
		die("out of memory");
	return p;
}

void *
egrow(void *p, size_t n, size_t *room, size_t size)
{
	if (n < *room)
		return p;
	*room = *room > 0 ? *room * 2 : 4;
	return eresize(p, *room, size);
}

char *
estrdup(const char *s)
{
	return estrndup(s, strlen(s));
}

char *
estrndup(const char *s, size_t n)
{
	char *p = ezalloc(n + 1, 1);

	memcpy(p, s, n);
	return p;
}
