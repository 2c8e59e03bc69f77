/*
 * What the unit programs share: a check that says where it failed, and an
 * exit status.
 */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>

static int checks, failures;

#define CHECK(cond) check((cond) != 0, __FILE__, __LINE__, #cond)

static inline void
check(int ok, const char *file, int line, const char *what)
{
	checks++;
	if (ok)
		return;
	failures++;
	printf("%s:%d: %s\n", file, line, what);
}

/* For the end of main: the exit status. */
static inline int
check_result(void)
{
	printf("%d checks, %d failed\n", checks, failures);
	return failures != 0 || checks == 0;
}

#endif
