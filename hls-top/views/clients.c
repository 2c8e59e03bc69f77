/*
 * The clients one by one, as the block has them: a row that says which part of
 * them is shown, a heading, and a row for each.
 */
#include "rows/fit.h"
#include "stream/figure.h"
#include "term/clip.h"
#include "views.h"
#include "vocabulary.h"

static enum look
look_of(enum column c, struct slice value)
{
	int64_t v;
	int state = c != COL_STATE ? CLIENT_STATES :
	    WORD_FIND(client_states, value);

	if (state == CLIENT_REBUFFERING)
		return LOOK_BAD;
	if (state == CLIENT_GONE)
		return LOOK_DIM;
	if (c == COL_SCORE && columns[c].read(value, &v) == 0 && v < SCORE_GOOD)
		return v < SCORE_FAIR ? LOOK_BAD : LOOK_WARN;
	return LOOK_PLAIN;
}

static void
put_value(struct frame *f, const struct fit *fit, enum column c,
    struct slice value)
{
	struct clip clip = { fit->start[c], fit->width[c], columns[c].right,
	    look_of(c, value) };
	struct human buf;

	clip_put(f, &clip, column_text(c, value, &buf));
}

static void
client_row(struct frame *f, const struct fit *fit, const struct client *client)
{
	enum column c;

	frame_row(f, LOOK_PLAIN);
	for (c = COL_ID; c < COLUMNS; c++)
		if (fit->shown[c])
			put_value(f, fit, c, client->value[c]);
}

static int
is_descending(const struct list *l)
{
	return columns[l->sort].descending != l->reverse;
}

/* The sign of the order stands in the gap before its column's name. */
static void
sorted_head(const struct list *l, struct frame *f, const char *name)
{
	static const char *const signs[2][2] = {
		{ "<", ">" }, { "\xe2\x96\xb2", "\xe2\x96\xbc" },
	};

	frame_look(f, LOOK_TITLE);
	frame_str(f, signs[f->utf8][is_descending(l)]);
	frame_str(f, name);
	frame_look(f, LOOK_HEAD);
}

static void
head_row(const struct list *l, struct frame *f, const struct fit *fit)
{
	enum column c;

	frame_row(f, LOOK_HEAD);
	for (c = COL_ID; c < COLUMNS; c++) {
		const char *name = columns[c].head;
		int sorted = (int)c == l->sort, at = fit->start[c];

		if (!fit->shown[c])
			continue;
		if (columns[c].right)
			at += fit->width[c] - (int)strlen(name);
		frame_pad(f, at - sorted);
		if (sorted)
			sorted_head(l, f, name);
		else
			frame_str(f, name);
	}
}

/* "1-20 of 1000", and how it comes that it is these. */
static void
status_row(const struct view *v, struct frame *f)
{
	const struct roster *r = &v->roster;
	const struct list *l = &v->clients;
	int64_t seen = figure(v->block, W_ALL, M_CLIENTS_SEEN);
	int last = l->top + l->page < l->rows ? l->top + l->page : l->rows;

	frame_row(f, LOOK_PLAIN);
	if (l->rows > 0)
		frame_item(f, "%d-%d of %d", l->top + 1, last, l->rows);
	if (l->filter[0] != '\0')
		frame_item(f, "filter: %s, %d of %zu", l->filter, l->rows,
		    r->n);
	if ((int64_t)r->n < seen)
		frame_item(f, "%zu of %lld clients", r->n, (long long)seen);
	frame_item(f, "by %s, %s", columns[l->sort].head,
	    columns[l->sort].order[is_descending(l)]);
	frame_item(f, "s sort");
	frame_item(f, "r reverse");
	frame_item(f, "/ filter");
}

/* How many there have been; older streams tell only how many were started. */
static struct human
seen_text(const struct block *b)
{
	int64_t n;

	if (!block_value(b, W_ALL, M_CLIENTS_SEEN, &n))
		return figure_text(b, W_ALL, M_CLIENTS_STARTED);
	return figure_count(n);
}

/* Clients are told of one by one only where that was asked for. */
static void
explain(const struct view *v, struct frame *f, int height)
{
	static const char *const lines[] = {
		"", "hls-agg --per-client tells of each,",
		"hls-agg --per-client=20 of the worst 20",
	};
	int i;

	frame_row(f, LOOK_PLAIN);
	frame_str(f, seen_text(v->block).s);
	frame_str(f, " clients so far");
	for (i = 0; i < (int)COUNT(lines) && i + 1 < height; i++) {
		frame_row(f, LOOK_PLAIN);
		frame_str(f, lines[i]);
	}
}

void
clients_draw(struct view *v, struct frame *f, int height)
{
	struct roster *r = &v->roster;
	struct list *l = &v->clients;
	int i, status = height > 2, head = height > 1;
	struct fit fit;

	roster_read(r, v->block);
	fit_columns(&fit, r, f, l);
	roster_update(r, l);
	list_clamp(l, (int)r->shown, height - status - head);
	if (r->n == 0) {
		explain(v, f, height);
		return;
	}
	if (status)
		status_row(v, f);
	if (head)
		head_row(l, f, &fit);
	for (i = l->top; i < l->rows && i < l->top + l->page; i++)
		client_row(f, &fit, r->place[i].client);
}
