/*
 * What the formats have in common: families that come to nothing, and labels
 * for all.
 */
#include "expo.h"

static const struct {
	const struct expo_ops *ops;
	const char *type;
} formats[FORMATS] = {
	[FORMAT_TEXT] = { &expo_lines,
	    "text/plain; version=0.0.4; charset=utf-8" },
	[FORMAT_OPENMETRICS] = { &expo_lines,
	    "application/openmetrics-text; version=1.0.0; charset=utf-8" },
	[FORMAT_PROTOBUF] = { &expo_protobuf,
	    "application/vnd.google.protobuf; "
	    "proto=io.prometheus.client.MetricFamily; encoding=delimited" },
};

const char *
format_type(enum format f)
{
	return formats[f].type;
}

static const struct expo_ops *
ops(const struct expo *e)
{
	return formats[e->format].ops;
}

static void
close_family(struct expo *e)
{
	if (e->headed && ops(e)->tail != NULL)
		ops(e)->tail(e);
	e->headed = 0;
	unique_clear(&e->series);
}

void
expo_family(struct expo *e, struct family f)
{
	close_family(e);
	e->family = f;
	sbuf_str(&e->used, f.name);
	sbuf_char(&e->used, '\n');
}

int
expo_used(const struct expo *e, struct slice name)
{
	return slice_lists(sbuf_view(&e->used), '\n', name);
}

/*
 * The series' own labels and those of all; the head, if it is the first. 0 if
 * it is there already.
 */
static int
series(struct expo *e, const struct labels *own, struct labels *l)
{
	size_t i;

	*l = own != NULL ? *own : (struct labels){ .n = 0 };
	for (i = 0; e->common != NULL && i < e->common->n; i++)
		labels_add(l, e->common->at[i].name, e->common->at[i].value);
	if (!unique_add(&e->series, l))
		return 0;
	if (!e->headed)
		ops(e)->head(e);
	e->headed = 1;
	return 1;
}

void
expo_number(struct expo *e, const struct labels *own, double v)
{
	struct labels l;

	if (e->family.type == FAMILY_COUNTER && v < 0)
		return;
	if (series(e, own, &l))
		ops(e)->number(e, &l, v);
}

void
expo_labelled(struct expo *e, const char *name, struct slice value, double v)
{
	struct labels own = { 0 };

	labels_add(&own, slice_str(name), value);
	expo_number(e, &own, v);
}

void
expo_histogram(struct expo *e, const struct labels *own,
    const struct distribution *d)
{
	struct labels l;

	if (series(e, own, &l))
		ops(e)->histogram(e, &l, d);
}

void
expo_end(struct expo *e)
{
	size_t i;

	close_family(e);
	if (ops(e)->end != NULL)
		ops(e)->end(e);
	unique_free(&e->series);
	sbuf_free(&e->used);
	sbuf_free(&e->message);
	for (i = 0; i < COUNT(e->part); i++)
		sbuf_free(&e->part[i]);
}
