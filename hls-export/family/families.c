/*
 * The order of the families, and the labels that all series have: those of
 * --label, then those of the run, as far as they are names that Prometheus
 * leaves to us.
 */
#include "families.h"
#include "parts.h"

/* Those that every body has. */
static family_part *const parts[] = {
	about_run, catalogue_render, distribution_render, window_render,
	alias_render, origins_render,
};

int
families_label(struct slice name)
{
	return label_plain(name);
}

/* Adds those of hls-spawn --label; text keeps what they are views of. */
static void
run_labels(struct labels *l, struct sbuf *text, const struct block *b)
{
	struct slice rest, value;

	if (!block_find(b, "-", SLICE("run"), &rest) ||
	    !field_get(rest, "labels", &value))
		return;
	unescape(text, value);
	rest = sbuf_view(text);
	while (rest.n > 0 && l->n < LABELS / 2) {
		struct slice one = slice_cut(&rest, ',');
		struct slice name = slice_cut(&one, '=');

		if (families_label(name))
			labels_add(l, name, one);
	}
}

/* The time of the run's first record. */
static int64_t
began_us(const struct block *b)
{
	int64_t elapsed_us;

	return block_value(b, W_ALL, M_RUN_ELAPSED, &elapsed_us) ?
	    b->time_us - elapsed_us : 0;
}

static void
figures(struct expo *e, const struct scene *s)
{
	size_t i;

	e->created_us = began_us(s->block);
	for (i = 0; i < COUNT(parts); i++)
		parts[i](e, s->block);
	if (s->set->per_client)
		client_render(e, s->block);
	if (s->set->custom)
		custom_render(e, s->block);
}

void
families_render(struct sbuf *out, enum format f, const struct scene *s)
{
	struct labels common = s->set->labels;
	struct sbuf text = { 0 };
	struct expo e = { .format = f, .out = out, .common = &common,
		.created_us = s->set->started_us,
		.native_buckets = s->set->native_buckets };

	if (s->block != NULL)
		run_labels(&common, &text, s->block);
	about_program(&e, s->dropped);
	if (s->block != NULL)
		figures(&e, s);
	expo_end(&e);
	sbuf_free(&text);
}
