/*
 * A family for each figure of the client records. What a client does not have
 * has no series.
 */
#include "client.h"
#include "format/number.h"

static const struct figure {
	const char *key;
	struct family family;
} figures[] = {
	{ "score", { "client_qoe_score", FAMILY_GAUGE, UNIT_DECIMAL,
	    "score of a client, from 0 to 100" } },
	{ "speed", { "client_speed", FAMILY_GAUGE, UNIT_DECIMAL,
	    "media gained / time passed of a client's process" } },
	{ "drift", { "client_drift_seconds", FAMILY_GAUGE, UNIT_SECONDS,
	    "how far a client's media is behind its best lead" } },
	{ "segments", { "client_segments_total", FAMILY_COUNTER, UNIT_ONE,
	    "complete segment transfers of a client" } },
	{ "bytes", { "client_bytes_total", FAMILY_COUNTER, UNIT_BYTES,
	    "body bytes of a client's complete transfers" } },
	{ "errors", { "client_errors_total", FAMILY_COUNTER, UNIT_ONE,
	    "requests and connections of a client that failed" } },
	{ "rebuffers", { "client_rebuffers_total", FAMILY_COUNTER, UNIT_ONE,
	    "times a client's buffer ran empty" } },
};

/* Those of every series; the last of client_state alone. */
enum { ID, GROUP, STATE, WORDS };

static const struct label_field fields[WORDS] = {
	[ID] = { "client_id", "id" },
	[GROUP] = { "group", "group" },
	[STATE] = { "state", "state" },
};

static struct labels
labels_of(struct slice rest, struct sbuf text[WORDS], int n)
{
	struct labels l = { 0 };
	int i;

	for (i = 0; i < n; i++)
		labels_field(&l, &fields[i], rest, &text[i]);
	return l;
}

static void
states(struct expo *e, const struct block *b, struct sbuf text[WORDS])
{
	struct slice rest;
	size_t i = 0;

	expo_family(e, (struct family){ "client_state", FAMILY_GAUGE, UNIT_ONE,
	    "1 for the state that a client is in" });
	while (block_each(b, "client", &i, &rest)) {
		struct labels l = labels_of(rest, text, WORDS);

		expo_number(e, &l, 1);
	}
}

static void
figure(struct expo *e, const struct block *b, const struct figure *f,
    struct sbuf text[WORDS])
{
	struct slice rest, value;
	size_t i = 0;
	double v;

	expo_family(e, f->family);
	while (block_each(b, "client", &i, &rest)) {
		struct labels l = labels_of(rest, text, STATE);

		if (field_get(rest, f->key, &value) && number_read(value, &v))
			expo_number(e, &l, v);
	}
}

void
client_render(struct expo *e, const struct block *b)
{
	struct sbuf text[WORDS] = { { 0 } };
	size_t i;

	states(e, b, text);
	for (i = 0; i < COUNT(figures); i++)
		figure(e, b, &figures[i], text);
	for (i = 0; i < WORDS; i++)
		sbuf_free(&text[i]);
}
