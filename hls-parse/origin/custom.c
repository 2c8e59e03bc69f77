/*
 * What --origin-metric names.
 */
#include "custom.h"

static const struct slice before = SLICE_INIT("metric.");

/* The bytes of a key in the streams; those of a metric are more. */
static char
key_byte(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c == ':' ? '_' : c;
}

static int
make_key(struct custom *c, struct slice key)
{
	size_t i;

	if (before.n + key.n >= sizeof(c->key))
		return -1;
	memcpy(c->key, before.p, before.n);
	for (i = 0; i < key.n; i++)
		c->key[before.n + i] = key_byte(key.p[i]);
	c->key[before.n + i] = '\0';
	return 0;
}

/* "{...}" or nothing. */
static int
read_labels(struct custom *c, struct slice s)
{
	c->labels = (struct slice){ s.p, 0 };
	if (s.n == 0)
		return 0;
	if (s.n < 2 || s.p[s.n - 1] != '}')
		return -1;
	c->labels = (struct slice){ s.p + 1, s.n - 2 };
	return prom_labels_check(c->labels);
}

static int
is_counter(struct slice name)
{
	static const struct slice end = SLICE_INIT("_total");

	return name.n > end.n && slice_eq(slice_from(name, name.n - end.n),
	    end);
}

const char *
custom_add(struct customs *all, struct slice text)
{
	struct slice head = { text.p, slice_find(text, '{') };
	size_t eq = slice_find(head, '='), i;
	struct slice key = { text.p, eq < head.n ? eq : 0 };
	struct custom *c = &all->list[all->n];

	if (all->n == CUSTOM_MAX)
		return "more than 16 metrics";
	if (eq < head.n) {
		text = slice_from(text, eq + 1);
		head = slice_from(head, eq + 1);
		if (!prom_is_label(key))
			return "the key is not of the bytes A-Za-z0-9_";
	}
	c->name = head;
	if (!prom_is_name(head) ||
	    read_labels(c, slice_from(text, head.n)) != 0)
		return "not [KEY=]NAME[{label=\"value\",...}]";
	if (make_key(c, key.n > 0 ? key : head) != 0)
		return "the name is longer than 64 bytes: give it a KEY";
	for (i = 0; i < all->n; i++)
		if (strcmp(all->list[i].key, c->key) == 0)
			return "there is one with this key: give it a KEY";
	c->rate = is_counter(c->name);
	all->n++;
	return NULL;
}

int
custom_is(const struct custom *c, const struct prom_sample *s)
{
	struct slice labels = c->labels, key, value;

	if (!slice_eq(c->name, s->name))
		return 0;
	while (prom_label_next(&labels, &key, &value) > 0)
		if (!prom_label_is(s->labels, key, value))
			return 0;
	return 1;
}
