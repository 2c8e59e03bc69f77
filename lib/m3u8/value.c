/*
 * Numbers of a playlist, by integers alone.
 */
#include "clock.h"
#include "num.h"
#include "playlist.h"
#include "value.h"

static int
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

struct slice
m3u8_trim(struct slice s)
{
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	while (s.n > 0 && is_blank(*s.p))
		s = slice_from(s, 1);
	return s;
}

struct slice
m3u8_word_of(struct slice s)
{
	size_t n = 0;

	while (n < s.n && !is_blank(s.p[n]))
		n++;
	s.n = n;
	return s;
}

/* Takes the digits off that s begins with. */
static struct slice
take_digits(struct slice *s)
{
	struct slice digits = { s->p, 0 };

	while (digits.n < s->n && s->p[digits.n] >= '0' &&
	    s->p[digits.n] <= '9')
		digits.n++;
	*s = slice_from(*s, digits.n);
	return digits;
}

int64_t
m3u8_whole(struct slice s)
{
	int64_t v;

	s = m3u8_trim(s);
	return num_int(take_digits(&s), 0, INT64_MAX, &v) == 0 ? v : -1;
}

static int64_t
millionths(struct slice digits)
{
	int64_t v = 0, weight = SECOND_US / 10;
	size_t i;

	for (i = 0; i < digits.n; i++, weight /= 10)
		v += weight * (digits.p[i] - '0');
	return v;
}

int
m3u8_duration(struct slice s, int64_t *us)
{
	struct slice whole, part = { 0 };
	int64_t v = 0;

	s = m3u8_trim(s);
	whole = take_digits(&s);
	if (slice_skip(&s, SLICE(".")))
		part = take_digits(&s);
	if (whole.n + part.n == 0 ||
	    (s.n > 0 && *s.p != ',' && !is_blank(*s.p)))
		return -1;
	if (whole.n > 0 && num_int(whole, 0, M3U8_DURATION_MAX_US / SECOND_US,
	    &v) != 0)
		return -1;
	v = v * SECOND_US + millionths(part);
	if (v > M3U8_DURATION_MAX_US)
		return -1;
	*us = v;
	return 0;
}

int
m3u8_range(struct slice s, int64_t *from, int64_t *length)
{
	size_t at = slice_find(s, '@');

	if (num_int(m3u8_trim((struct slice){ s.p, at }), 0, INT64_MAX,
	    length) != 0)
		return -1;
	*from = -1;
	if (at == s.n)
		return 0;
	return num_int(m3u8_trim(slice_from(s, at + 1)), 0,
	    INT64_MAX - *length, from);
}
