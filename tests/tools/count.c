/*
 * Linked into a program with -Wl,--wrap for malloc, calloc and realloc: at its
 * end the program prints how often it called one of them, as the last line of
 * standard error. What libc allocates for itself is not counted.
 */
#include <stdio.h>
#include <stdlib.h>

/* The linker's names: calls of malloc come here, those of __real_ go on. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);

static unsigned long calls;

void *
__wrap_malloc(size_t size)
{
	calls++;
	return __real_malloc(size);
}

void *
__wrap_calloc(size_t n, size_t size)
{
	calls++;
	return __real_calloc(n, size);
}

void *
__wrap_realloc(void *p, size_t size)
{
	calls++;
	return __real_realloc(p, size);
}

__attribute__((destructor)) static void
report(void)
{
	fprintf(stderr, "%lu\n", calls);
}
