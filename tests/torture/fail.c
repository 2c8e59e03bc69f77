/*
 * Loaded before libc, by LD_PRELOAD: one allocation of a program fails, what
 * libc allocates for itself included. All processes that the program forks
 * count together, so that it is one of all; what they execute does not count.
 *
 *	FAIL_PROGRAM=hls-agg	whose; others with this in their environment
 *				are left alone
 *	FAIL_ALLOC=N		the N-th fails; 0 or none: none does
 *	FAIL_COUNT=FILE		gets the number of all at the end
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What dlsym allocates while it looks for the real ones. */
static _Alignas(16) char early[4096];
static size_t early_n;

static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static void (*real_free)(void *);

/* NULL before main, and in a program that is none of ours. */
static atomic_ulong *calls;
static unsigned long which;
static pid_t first;

static void
look(void)
{
	static int looking;

	if (looking++)
		return;
	*(void **)&real_free = dlsym(RTLD_NEXT, "free");
	*(void **)&real_realloc = dlsym(RTLD_NEXT, "realloc");
	*(void **)&real_calloc = dlsym(RTLD_NEXT, "calloc");
	*(void **)&real_malloc = dlsym(RTLD_NEXT, "malloc");
}

static void *
take_early(size_t n)
{
	void *p = early + early_n;

	n = (n + 15) & ~(size_t)15;
	if (n > sizeof(early) - early_n)
		abort();
	early_n += n;
	return p;
}

static int
is_early(const void *p)
{
	return (uintptr_t)p - (uintptr_t)early < sizeof(early);
}

static int
fails(void)
{
	if (calls == NULL || atomic_fetch_add(calls, 1) + 1 != which)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t n)
{
	if (real_malloc == NULL)
		look();
	if (real_malloc == NULL)
		return take_early(n);
	return fails() ? NULL : real_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	if (real_malloc == NULL)
		look();
	if (real_malloc == NULL)
		return take_early(n * size);
	return fails() ? NULL : real_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	if (real_malloc == NULL || is_early(p))
		abort();
	return fails() ? NULL : real_realloc(p, n);
}

void
free(void *p)
{
	if (p != NULL && !is_early(p))
		real_free(p);
}

__attribute__((constructor)) static void
begin(void)
{
	const char *program = getenv("FAIL_PROGRAM");
	const char *n;
	void *page;

	if (real_malloc == NULL)
		look();
	if (program == NULL ||
	    strcmp(program, program_invocation_short_name) != 0)
		return;
	n = getenv("FAIL_ALLOC");
	which = n != NULL ? strtoul(n, NULL, 10) : 0;
	first = getpid();
	page = mmap(NULL, sizeof(*calls), PROT_READ | PROT_WRITE,
	    /* cppcheck-suppress invalidFunctionArg ; there is no file */
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		abort();
	calls = page;
	/* For strace: from here on the calls are the program's own. */
	/* cppcheck-suppress invalidFunctionArg ; it must fail */
	if (write(-1, "begin", 5) >= 0)
		abort();
}

__attribute__((destructor)) static void
end(void)
{
	const char *name = getenv("FAIL_COUNT");
	char text[32];
	int fd, n;

	if (calls == NULL || name == NULL || getpid() != first)
		return;
	n = snprintf(text, sizeof(text), "%lu\n", atomic_load(calls));
	fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	if (fd < 0 || write(fd, text, (size_t)n) != n)
		abort();
	close(fd);
}
