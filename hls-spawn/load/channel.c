/*
 * The channel mix.
 */
#include <stdlib.h>

#include "channel.h"
#include "ealloc.h"
#include "num.h"
#include "sbuf.h"
#include "wraps.h"

#define WEIGHT_MAX 1000000
#define NAME_MAX_BYTES 200

static void
add(struct channels *c, struct channel one)
{
	c->list = eresize(c->list, c->n + 1, sizeof(*c->list));
	c->list[c->n++] = one;
	c->weight += one.weight;
}

void
channels_add(struct channels *c, const char *url)
{
	struct sbuf name = { 0 };

	sbuf_int(&name, (int64_t)c->n + 1);
	sbuf_char(&name, '\0');
	add(c, (struct channel){ name.p, estrdup(url), 1 });
}

static const struct slice blanks = SLICE_INIT(" \t");

const char *
channels_line(struct channels *c, struct slice line)
{
	struct slice weight, name, url, more;
	int64_t w;
	size_t i;

	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	weight = slice_word(&line, blanks);
	if (weight.n == 0 || weight.p[0] == '#')
		return NULL;
	name = slice_word(&line, blanks);
	url = slice_word(&line, blanks);
	more = slice_word(&line, blanks);
	if (url.n == 0 || more.n > 0)
		return "not \"weight name url\"";
	if (num_int(weight, 1, WEIGHT_MAX, &w) != 0)
		return "the weight is not a whole number (1 to 1000000)";
	if (name.n > NAME_MAX_BYTES)
		return "the name is longer than 200 bytes";
	for (i = 0; i < c->n; i++)
		if (slice_eq(name, slice_str(c->list[i].name)))
			return "the name stands in another line already";
	c->named = 1;
	add(c, (struct channel){ estrndup(name.p, name.n),
		estrndup(url.p, url.n), w });
	return NULL;
}

WRAPS size_t
channels_pick(const struct channels *c, int64_t k)
{
	/* The fraction of k × the golden ratio, in 32 bits. */
	uint64_t turn = ((uint64_t)k * UINT64_C(0x9e3779b97f4a7c15)) >> 32;
	int64_t at;
	size_t i;

	if (c->n < 2)
		return 0;
	at = (int64_t)((turn * (uint64_t)c->weight) >> 32);
	for (i = 0; i + 1 < c->n && at >= c->list[i].weight; i++)
		at -= c->list[i].weight;
	return i;
}

void
channels_free(struct channels *c)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		free(c->list[i].name);
		free(c->list[i].url);
	}
	free(c->list);
	*c = (struct channels){ 0 };
}
