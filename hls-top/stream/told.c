/*
 * What a terminal could take for more than text is a question mark.
 */
#include <stdio.h>

#include "told.h"

int
told_up(struct slice rest)
{
	struct slice up;

	return field_get(rest, "up", &up) && slice_eq(up, SLICE("1"));
}

static void
add_text(struct human *t, struct slice escaped)
{
	struct sbuf plain = { 0 };
	size_t n = strlen(t->s), i;

	unescape(&plain, escaped);
	for (i = 0; i < plain.n && n + 1 < sizeof(t->s); i++)
		t->s[n++] = plain.p[i] < ' ' || plain.p[i] > '~' ? '?' :
		    plain.p[i];
	t->s[n] = '\0';
	sbuf_free(&plain);
}

static void
add_field(struct human *t, struct slice rest, const char *key)
{
	struct slice v;

	if (field_get(rest, key, &v))
		add_text(t, v);
}

struct human
told_text(struct slice escaped)
{
	struct human t = { "" };

	add_text(&t, escaped);
	return t;
}

struct human
told_name(struct slice rest)
{
	struct human t = { "" };
	size_t n;

	add_field(&t, rest, "host");
	n = strlen(t.s);
	if (n > 0 && n + 1 < sizeof(t.s))
		memcpy(t.s + n, ":", 2);
	add_field(&t, rest, "name");
	return t;
}

struct human
told_reason(struct slice rest)
{
	struct human t = { "" };

	add_field(&t, rest, "reason");
	return t;
}

struct human
told_state(struct slice rest)
{
	struct human h = { "up" };
	int64_t of = 0, up = 0;

	if (told_up(rest))
		return h;
	field_int(rest, "exporters", &of);
	field_int(rest, "answering", &up);
	if (up > 0)
		snprintf(h.s, sizeof(h.s), "%lld/%lld up", (long long)up,
		    (long long)of);
	else
		snprintf(h.s, sizeof(h.s), "DOWN");
	return h;
}

int
told_value(struct slice rest, enum metric_unit unit, const char *key,
    int64_t *v)
{
	struct slice s;

	return field_get(rest, key, &s) && metric_read(unit, s, v) == 0;
}
