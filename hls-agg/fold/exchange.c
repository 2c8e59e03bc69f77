/*
 * Where the lines of a run are: which field goes where.
 */
#include <stddef.h>

#include "exchange.h"
#include "fields.h"

/* What is beyond 1 TiB is no measurement. */
#define BYTES_MAX (INT64_C(1) << 40)

#define AT(member) offsetof(struct exchange, member)

/* In the order in which hls-parse writes them. */
static const struct field_key keys[] = {
	{ FIELD("n"), FORM_NUMBER, AT(n), INT64_MAX, SLICE_INIT("") },
	{ FIELD("type"), FORM_TYPE, AT(type), 0, SLICE_INIT("") },
	{ FIELD("interval"), FORM_TIME, AT(interval_us), 0, SLICE_INIT("") },
	{ FIELD("late"), FORM_TIME, AT(late_us), 0, SLICE_INIT("") },
	{ FIELD("status"), FORM_NUMBER, AT(status), 999, SLICE_INIT("") },
	{ FIELD("reason"), FORM_TEXT, AT(reason), 0, SLICE_INIT("") },
	{ FIELD("ttfb"), FORM_TIME, AT(ttfb_us), 0, SLICE_INIT("") },
	{ FIELD("time"), FORM_TIME, AT(time_us), 0, SLICE_INIT("") },
	{ FIELD("basis"), FORM_IS, AT(bounded), 0, SLICE_INIT("upper") },
	{ FIELD("bytes"), FORM_NUMBER, AT(bytes), BYTES_MAX, SLICE_INIT("") },
	{ FIELD("connect"), FORM_TIME, AT(connect_us), 0, SLICE_INIT("") },
	{ FIELD("tls"), FORM_TIME, AT(tls_us), 0, SLICE_INIT("") },
	{ FIELD("range"), FORM_TEXT, AT(range), 0, SLICE_INIT("") },
	{ FIELD("cache"), FORM_TEXT, AT(cache), 0, SLICE_INIT("") },
	{ FIELD("age"), FORM_TIME, AT(age_us), 0, SLICE_INIT("") },
	{ FIELD("media"), FORM_IS, AT(empty), 0, SLICE_INIT("0") },
	{ FIELD("conn"), FORM_IS, AT(reused), 0, SLICE_INIT("reused") },
	{ FIELD("redirects"), FORM_NUMBER, AT(redirects), INT32_MAX,
	    SLICE_INIT("") },
	{ FIELD("retry"), FORM_NONE, 0, 0, SLICE_INIT("") },
	{ FIELD("url"), FORM_TEXT, AT(url), 0, SLICE_INIT("") },
};

/* And what a request has, before there is an answer. */
static const struct field_key asked[] = {
	{ FIELD("n"), FORM_NUMBER, AT(n), INT64_MAX, SLICE_INIT("") },
	{ FIELD("type"), FORM_TYPE, AT(type), 0, SLICE_INIT("") },
	{ FIELD("interval"), FORM_TIME, AT(interval_us), 0, SLICE_INIT("") },
	{ FIELD("late"), FORM_TIME, AT(late_us), 0, SLICE_INIT("") },
	{ FIELD("conn"), FORM_IS, AT(reused), 0, SLICE_INIT("reused") },
	{ FIELD("retry"), FORM_NONE, 0, 0, SLICE_INIT("") },
	{ FIELD("url"), FORM_TEXT, AT(url), 0, SLICE_INIT("") },
};

static void
clear(struct exchange *t)
{
	*t = (struct exchange){ .type = T_OTHER, .status = -1, .ttfb_us = -1,
		.time_us = -1, .bytes = -1, .age_us = -1, .interval_us = -1,
		.late_us = -1 };
}

void
exchange_read(struct exchange *t, struct slice rest)
{
	static const struct field_keys known = { keys, COUNT(keys) };

	clear(t);
	fields_read(&known, t, rest);
}

void
exchange_asked(struct exchange *t, struct slice rest)
{
	static const struct field_keys known = { asked, COUNT(asked) };

	clear(t);
	fields_read(&known, t, rest);
}

void
exchange_timeless(struct exchange *t)
{
	t->ttfb_us = t->time_us = t->interval_us = t->late_us = -1;
	t->connect_us = t->tls_us = 0;
}
