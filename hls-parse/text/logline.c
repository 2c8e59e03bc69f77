/*
 * The prefix of FFmpeg's log lines. It runs over every line, so it looks at
 * each byte once and copies nothing.
 */
#include "logline.h"

static const struct slice levels[] = {
	[LEVEL_NONE] = SLICE_INIT(""),
	[LEVEL_TRACE] = SLICE_INIT("trace"),
	[LEVEL_DEBUG] = SLICE_INIT("debug"),
	[LEVEL_VERBOSE] = SLICE_INIT("verbose"),
	[LEVEL_INFO] = SLICE_INIT("info"),
	[LEVEL_WARNING] = SLICE_INIT("warning"),
	[LEVEL_ERROR] = SLICE_INIT("error"),
	[LEVEL_FATAL] = SLICE_INIT("fatal"),
	[LEVEL_PANIC] = SLICE_INIT("panic"),
};

const char *
level_name(enum level level)
{
	return levels[level].p;
}

/* By their first letters, which all differ. */
static const unsigned char by_letter[256] = {
	['t'] = LEVEL_TRACE, ['d'] = LEVEL_DEBUG, ['v'] = LEVEL_VERBOSE,
	['i'] = LEVEL_INFO, ['w'] = LEVEL_WARNING, ['e'] = LEVEL_ERROR,
	['f'] = LEVEL_FATAL, ['p'] = LEVEL_PANIC,
};

/*
 * Takes a level's tag off *s, "[debug] "; 0 if there is none. FFmpeg of 2018
 * writes trace as "[]".
 */
static int
take_level(struct logline *l, struct slice *s)
{
	enum level level = by_letter[(unsigned char)s->p[1]];
	size_t n = levels[level].n;

	if (slice_skip(s, SLICE("[] "))) {
		l->level = LEVEL_TRACE;
		return 1;
	}
	if (level == LEVEL_NONE || s->n < n + 3 || s->p[n + 1] != ']' ||
	    s->p[n + 2] != ' ' ||
	    !bytes_same(s->p + 1, levels[level].p, n))
		return 0;
	l->level = level;
	*s = slice_from(*s, n + 3);
	return 1;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/*
 * "name @ 0x55d0", on Windows "name @ 00000197": the name and the address; 0 if
 * it is no context.
 */
static int
read_context(struct logline *l, struct slice tag)
{
	static const struct slice at_sign = SLICE_INIT(" @ ");
	uint64_t address = 0;
	size_t at = tag.n;
	int digit, shift = 0;

	while (at > 0 && (digit = hex_digit(tag.p[at - 1])) >= 0 &&
	    shift < 64) {
		address |= (uint64_t)digit << shift;
		shift += 4;
		at--;
	}
	if (at == tag.n)
		return 0;
	tag.n = at;
	if (slice_ends(tag, SLICE(" @ 0x")))
		tag.n -= 2;
	if (!slice_ends(tag, at_sign))
		return 0;
	l->name = (struct slice){ tag.p, tag.n - at_sign.n };
	l->context = address;
	return 1;
}

void
logline_read(struct logline *l, struct slice s)
{
	*l = (struct logline){ 0 };
	while (s.n > 2 && s.p[0] == '[') {
		size_t end;

		/* A logger's own level may stand in front of a context. */
		if (take_level(l, &s))
			continue;
		end = slice_find(s, ']');
		if (end + 1 >= s.n || s.p[end + 1] != ' ' ||
		    !read_context(l, (struct slice){ s.p + 1, end - 1 }))
			break;
		s = slice_from(s, end + 2);
	}
	l->text = s;
}
