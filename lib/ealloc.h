/*
 * Allocation that ends the program (exit 1, with a message) when memory is
 * out. What it returns belongs to the caller, who frees it with free(3).
 */
#ifndef EALLOC_H
#define EALLOC_H

#include <stddef.h>

/* n zeroed elements of the given size; never NULL, even for 0. */
void *ezalloc(size_t n, size_t size);
/* p resized to n elements of the given size; p may be NULL. */
void *eresize(void *p, size_t n, size_t size);
/*
 * Room for one more behind n elements in an array that has *room: four at
 * first, then twice as many each time.
 */
void *egrow(void *p, size_t n, size_t *room, size_t size);
/* A copy of a string. */
char *estrdup(const char *s);
/* A terminated copy of n bytes. */
char *estrndup(const char *s, size_t n);

#endif
