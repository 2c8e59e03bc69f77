/*
 * Messages on standard error, "program: what: why", and the two ways to end:
 * 1 failed, 2 misuse.
 */
#ifndef DIE_H
#define DIE_H

/* Sets the name that leads every message; kept by reference. */
void die_name(const char *program);

/* One line; the _errno forms add ": " and the text of errno. */
void msg(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void msg_errno(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The same, then exit 1. */
_Noreturn void die(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));
_Noreturn void die_errno(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));

/* The same, with a pointer to --help, then exit 2. */
_Noreturn void misuse(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));

#endif
