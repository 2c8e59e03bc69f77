/*
 * The prefix of FFmpeg's log lines. It runs over every line, so it looks at
 * each byte once and copies nothing.
 */
#include "logline.h"

static const struct {
	const char *name;
	size_t n;
} levels[] = {
	[LEVEL_NONE] = { "", 0 },
	[LEVEL_TRACE] = { "trace", 5 },
	[LEVEL_DEBUG] = { "debug", 5 },
	[LEVEL_VERBOSE] = { "verbose", 7 },
	[LEVEL_INFO] = { "info", 4 },
	[LEVEL_WARNING] = { "warning", 7 },
	[LEVEL_ERROR] = { "error", 5 },
	[LEVEL_FATAL] = { "fatal", 5 },
	[LEVEL_PANIC] = { "panic", 5 },
};

const char *
level_name(enum level level)
{
	return levels[level].name;
}

/* The level of a tag's inside, or -1. FFmpeg of 2018 writes trace as "[]". */
static int
level_of(struct slice tag)
{
	size_t i;

	if (tag.n == 0)
		return LEVEL_TRACE;
	for (i = LEVEL_TRACE; i < COUNT(levels); i++)
		if (tag.n == levels[i].n && tag.p[0] == levels[i].name[0] &&
		    memcmp(tag.p, levels[i].name, tag.n) == 0)
			return (int)i;
	return -1;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

/* "name @ 0x55d0": the name and the address; 0 if it is no context. */
static int
read_context(struct logline *l, struct slice tag)
{
	uint64_t address = 0;
	size_t at = tag.n;
	int digit, shift = 0;

	while (at > 0 && (digit = hex_digit(tag.p[at - 1])) >= 0 &&
	    shift < 64) {
		address |= (uint64_t)digit << shift;
		shift += 4;
		at--;
	}
	if (at == tag.n || at < 5 || memcmp(tag.p + at - 5, " @ 0x", 5) != 0)
		return 0;
	l->name = (struct slice){ tag.p, at - 5 };
	l->context = address;
	return 1;
}

void
logline_read(struct logline *l, int64_t time_us, struct slice s)
{
	*l = (struct logline){ .time_us = time_us };
	while (s.n > 2 && s.p[0] == '[') {
		size_t end = slice_find(s, ']');
		struct slice tag = { s.p + 1, end - 1 };
		int level;

		if (end + 1 >= s.n || s.p[end + 1] != ' ')
			break;
		if (!read_context(l, tag)) {
			level = level_of(tag);
			if (level < 0)
				break;
			l->level = (enum level)level;
			s = slice_from(s, end + 2);
			break;
		}
		s = slice_from(s, end + 2);
	}
	l->text = s;
}
