/*
 * Messages on standard error, "program: what: why", and the two ways to end:
 * 1 failed, 2 misuse.
 */
#ifndef DIE_H
#define DIE_H

#include <stddef.h>

/* Sets the name that leads every message; kept by reference. */
void die_name(const char *program);

/* One line; the _errno forms add ": " and the text of errno. */
void msg(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void msg_errno(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * From now on what is told is in here too, one line each without the program's
 * name, as far as there is room; it ends with a NUL.
 */
void msg_keep(char *buf, size_t size);

/* The same, then exit 1. */
_Noreturn void die(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));
_Noreturn void die_errno(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));

/* The same, with a pointer to --help, then exit 2. */
_Noreturn void misuse(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));

#endif
