/*
 * This is where most bytes of a stream of events are.
 */
#include <stddef.h>

#include "duration.h"
#include "exchange.h"
#include "num.h"
#include "record.h"
#include "scope.h"

/* What is beyond 1 TiB is no measurement. */
#define BYTES_MAX (INT64_C(1) << 40)

enum transaction_type
exchange_type(struct slice s)
{
	int i;

	for (i = 0; i < T_OTHER; i++)
		if (slice_eq(s, slice_str(transaction_names[i])))
			break;
	return (enum transaction_type)i;
}

static int64_t
read_number(struct slice s, int64_t max)
{
	int64_t v;

	return num_int(s, 0, max, &v) == 0 ? v : -1;
}

/* How a field is read, and what it is stored as. */
enum form {
	FORM_TYPE,		/* enum transaction_type */
	FORM_NUMBER,		/* int64_t, up to a limit */
	FORM_TIME,		/* int64_t, microseconds */
	FORM_TEXT,		/* struct slice, as it is */
	FORM_IS,		/* int, whether it is one certain word */
};

struct key {
	struct slice name;
	enum form form;
	size_t place;		/* in struct exchange */
	int64_t limit;
	struct slice word;
};

#define AT(member) offsetof(struct exchange, member)
#define NAME(lit) { (lit), sizeof(lit) - 1 }

/* By length: first[n] is the first of n bytes. */
static const struct key keys[] = {
	{ NAME("n"), FORM_NUMBER, AT(n), INT64_MAX, NAME("") },
	{ NAME("url"), FORM_TEXT, AT(url), 0, NAME("") },
	{ NAME("tls"), FORM_TIME, AT(tls_us), 0, NAME("") },
	{ NAME("age"), FORM_TIME, AT(age_us), 0, NAME("") },
	{ NAME("type"), FORM_TYPE, AT(type), 0, NAME("") },
	{ NAME("ttfb"), FORM_TIME, AT(ttfb_us), 0, NAME("") },
	{ NAME("time"), FORM_TIME, AT(time_us), 0, NAME("") },
	{ NAME("conn"), FORM_IS, AT(reused), 0, NAME("reused") },
	{ NAME("late"), FORM_TIME, AT(late_us), 0, NAME("") },
	{ NAME("bytes"), FORM_NUMBER, AT(bytes), BYTES_MAX, NAME("") },
	{ NAME("basis"), FORM_IS, AT(bounded), 0, NAME("upper") },
	{ NAME("cache"), FORM_TEXT, AT(cache), 0, NAME("") },
	{ NAME("range"), FORM_TEXT, AT(range), 0, NAME("") },
	{ NAME("media"), FORM_IS, AT(empty), 0, NAME("0") },
	{ NAME("status"), FORM_NUMBER, AT(status), 999, NAME("") },
	{ NAME("reason"), FORM_TEXT, AT(reason), 0, NAME("") },
	{ NAME("connect"), FORM_TIME, AT(connect_us), 0, NAME("") },
	{ NAME("interval"), FORM_TIME, AT(interval_us), 0, NAME("") },
	{ NAME("redirects"), FORM_NUMBER, AT(redirects), INT32_MAX, NAME("") },
};
static const unsigned char first[] = { 0, 0, 1, 1, 4, 9, 14, 16, 17, 18 };

static const struct key *
find(struct slice name)
{
	size_t i;

	if (name.n >= COUNT(first))
		return NULL;
	for (i = first[name.n]; i < COUNT(keys) &&
	    keys[i].name.n == name.n; i++)
		if (bytes_same(keys[i].name.p, name.p, name.n))
			return &keys[i];
	return NULL;
}

static void
read_field(struct exchange *t, const struct field *f)
{
	const struct key *k = find(f->key);
	void *place;

	if (k == NULL)
		return;
	place = (char *)t + k->place;
	switch (k->form) {
	case FORM_TYPE:
		*(enum transaction_type *)place = exchange_type(f->value);
		break;
	case FORM_NUMBER:
		*(int64_t *)place = read_number(f->value, k->limit);
		break;
	case FORM_TIME:
		*(int64_t *)place = duration_read(f->value);
		break;
	case FORM_TEXT:
		*(struct slice *)place = f->value;
		break;
	case FORM_IS:
		*(int *)place = slice_eq(f->value, k->word);
		break;
	}
}

/* One pass over the fields: this is where the lines of a run are. */
void
exchange_read(struct exchange *t, struct slice rest)
{
	struct field f;

	*t = (struct exchange){ .type = T_OTHER, .status = -1, .ttfb_us = -1,
		.time_us = -1, .bytes = -1, .age_us = -1, .interval_us = -1,
		.late_us = -1 };
	while (field_next(&rest, &f))
		read_field(t, &f);
}

void
exchange_timeless(struct exchange *t)
{
	t->ttfb_us = t->time_us = t->interval_us = t->late_us = -1;
	t->connect_us = t->tls_us = 0;
}
