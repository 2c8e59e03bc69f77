/*
 * Messages on standard error. Each goes out in one write(2), so that lines of
 * a pipeline's programs never mix.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

static const char *name = "hls";
static char *kept;
static size_t kept_room;

void
die_name(const char *program)
{
	name = program;
}

void
msg_keep(char *buf, size_t size)
{
	kept = buf;
	kept_room = size;
	*buf = '\0';
}

static void
keep(const char *line, size_t n)
{
	if (n >= kept_room)
		return;
	memcpy(kept, line, n);
	kept += n;
	kept_room -= n;
	*kept = '\0';
}

static void
print(const char *fmt, va_list ap, const char *tail)
{
	char line[2048];
	size_t n, from;
	int k;

	k = snprintf(line, sizeof(line), "%s: ", name);
	from = n = (size_t)k;
	k = vsnprintf(line + n, sizeof(line) - n, fmt, ap);
	n = k < 0 ? n : n + (size_t)k;
	if (n < sizeof(line))
		n += (size_t)snprintf(line + n, sizeof(line) - n, "%s\n", tail);
	if (n >= sizeof(line)) {
		n = sizeof(line) - 1;
		line[n - 1] = '\n';
	}
	keep(line + from, n - from);
	/* Nothing can be done about a standard error that fails. */
	if (write(STDERR_FILENO, line, n) < 0)
		return;
}

static void
print_errno(const char *fmt, va_list ap)
{
	char tail[256];

	snprintf(tail, sizeof(tail), ": %s", strerror(errno));
	print(fmt, ap, tail);
}

void
msg(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print(fmt, ap, "");
	va_end(ap);
}

void
msg_errno(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print_errno(fmt, ap);
	va_end(ap);
}

void
die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print(fmt, ap, "");
	va_end(ap);
	exit(1);
}

void
die_errno(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print_errno(fmt, ap);
	va_end(ap);
	exit(1);
}

void
misuse(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print(fmt, ap, "");
	va_end(ap);
	msg("try \"%s --help\"", name);
	exit(2);
}
