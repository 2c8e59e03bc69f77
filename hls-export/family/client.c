/*
 * A family for each figure of the client records. What a client does not have
 * has no series.
 */
#include "format/number.h"
#include "parts.h"

static const struct figure {
	const char *key;
	struct family family;
} figures[] = {
	/* 1 for each, with all labels. */
	{ NULL, { "client_state", FAMILY_GAUGE, UNIT_ONE,
	    "1 for the state that a client is in" } },
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

/* The last is a label of client_state alone. */
static const struct label_field labels[] = {
	{ "client_id", "id" }, { "group", "group" },
	{ "rendition", "rendition" }, { "state", "state" },
};

static void
figure(struct expo *e, const struct block *b, const struct figure *f,
    struct sbuf *text)
{
	size_t i = 0, n = COUNT(labels) - (f->key != NULL);
	struct slice rest, value;
	double v = 1;

	expo_family(e, f->family);
	while (block_each(b, "client", &i, &rest)) {
		struct labels l = labels_fields(rest, labels, n, text);

		if (f->key == NULL || (field_get(rest, f->key, &value) &&
		    number_read(value, &v)))
			expo_number(e, &l, v);
	}
}

void
client_render(struct expo *e, const struct block *b)
{
	struct sbuf text = { 0 };
	size_t i;

	for (i = 0; i < COUNT(figures); i++)
		figure(e, b, &figures[i], &text);
	sbuf_free(&text);
}
