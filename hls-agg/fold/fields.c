/*
 * This is where most bytes of a stream of events are. The key of a field is
 * looked for from behind that of the field before: where they come in the
 * order of the table, the table is passed once for each record, not for each
 * field.
 */
#include "duration.h"
#include "fields.h"
#include "metric.h"
#include "num.h"
#include "wraps.h"

enum transaction_type
fields_type(struct slice s)
{
	int i;

	for (i = 0; i < T_OTHER; i++)
		if (s.n > 0 && s.p[0] == transaction_names[i][0] &&
		    slice_eq(s, slice_str(transaction_names[i])))
			break;
	return (enum transaction_type)i;
}

/* Whether rest begins with the key; eight are its first bytes, if so many. */
WRAPS static inline int
is_key(const struct field_key *k, struct slice rest, uint64_t eight)
{
	if ((eight ^ bytes_eight(k->name)) << k->beyond != 0)
		return 0;
	return k->n <= 8 ||
	    (rest.n >= k->n && bytes_same(rest.p, k->name, k->n));
}

static uint64_t
first_eight(struct slice s)
{
	char bytes[8] = { 0 };

	if (s.n >= sizeof(bytes))
		return bytes_eight(s.p);
	memcpy(bytes, s.p, s.n);
	return bytes_eight(bytes);
}

/* The key that rest begins with, or NULL; *at is where to begin. */
static inline const struct field_key *
find(const struct field_keys *ks, size_t *at, struct slice rest)
{
	uint64_t eight = first_eight(rest);
	size_t i = *at, tries;

	for (tries = ks->n; tries > 0; tries--, i++) {
		if (i == ks->n)
			i = 0;
		if (is_key(&ks->key[i], rest, eight)) {
			*at = i + 1;
			return &ks->key[i];
		}
	}
	return NULL;
}

static int64_t
read_number(struct slice s, int64_t max)
{
	int64_t v;

	return num_int(s, 0, max, &v) == 0 ? v : -1;
}

static void
store(const struct field_key *k, void *place, struct slice value)
{
	switch (k->form) {
	case FORM_TYPE:
		*(enum transaction_type *)place = fields_type(value);
		break;
	case FORM_NUMBER:
		*(int64_t *)place = read_number(value, k->limit);
		break;
	case FORM_TIME:
		*(int64_t *)place = duration_read(value);
		break;
	case FORM_TEXT:
		*(struct slice *)place = value;
		break;
	case FORM_IS:
		*(int *)place = slice_eq(value, k->word);
		break;
	case FORM_NONE:
		break;
	}
}

void
fields_read(const struct field_keys *ks, void *to, struct slice rest)
{
	const struct field_key *k;
	struct slice value;
	size_t at = 0;

	while (rest.n > 0) {
		k = find(ks, &at, rest);
		if (k != NULL)
			rest = slice_from(rest, k->n);
		value = slice_cut(&rest, ' ');
		if (k != NULL)
			store(k, (char *)to + k->place, value);
	}
}
