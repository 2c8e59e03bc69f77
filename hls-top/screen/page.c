/*
 * The views draw themselves into a frame that is no screen: high enough for
 * all that one of them has to say.
 */
#include <string.h>

#include "page.h"
#include "rows/judged.h"
#include "rows/layout.h"
#include "rows/row.h"
#include "rows/title.h"
#include "term/frame.h"
#include "views/views.h"

/* The rows of the frame under a name; nothing where there are none. */
static void
section(struct sbuf *out, struct frame *f, const char *name)
{
	size_t i, n = strlen(name);

	if (f->row < 0)
		return;
	sbuf_printf(out, "\n%s\n", name);
	for (i = 0; i < n; i++)
		sbuf_char(out, '-');
	sbuf_char(out, '\n');
	frame_text(f, out);
}

static void
evidence(struct frame *f, const struct block *b)
{
	const char *label = "evidence";
	struct slice rest, text;
	size_t i = 0;

	while (block_each(b, "evidence", &i, &rest)) {
		struct sbuf plain = { 0 };

		if (!field_get(rest, "text", &text))
			continue;
		unescape(&plain, text);
		row_begin(f, LOOK_PLAIN, label);
		frame_slice(f, sbuf_view(&plain));
		sbuf_free(&plain);
		label = "";
	}
}

/* All thresholds, which the overview need not have; then what comes of them. */
static void
verdict(const struct view *v, struct frame *f)
{
	struct title_state outcome = title_outcome(v->block);
	struct title_state limit = title_limit(v->block);
	int n;

	if (judged_has_capacity(v, 0))
		judged_capacity(v, f, &(struct row){ .label = "capacity" });
	for (n = 0; judged_has(v, n); n++)
		judged_row(v, f, &(struct row){ .arg = n,
		    .label = n == 0 ? "thresholds" : NULL });
	evidence(f, v->block);
	row_begin(f, LOOK_PLAIN, "verdict");
	frame_item(f, "%s", outcome.word != NULL ? outcome.word :
	    n > 0 ? "none: warnings only" : "none: no thresholds");
	if (limit.word != NULL)
		frame_item(f, "%s", limit.word);
	frame_item(f, "exit code %d", block_code(v->block));
}

/* Enough for a view, and for all that is told of the verdict. */
static int
rows_for(const struct block *b)
{
	static const char *const kinds[] = { "capacity", "threshold",
		"evidence" };
	struct slice rest;
	size_t i, at;
	int n = LAYOUT_ROWS;

	for (i = 0; i < COUNT(kinds); i++)
		for (at = 0; block_each(b, kinds[i], &at, &rest);)
			n++;
	return n;
}

static void
draw(struct view *v, struct frame *f, struct sbuf *out)
{
	static const enum view_id ids[] = { VIEW_OVERVIEW, VIEW_LAYERS,
		VIEW_VIEWERS, VIEW_ORIGIN, VIEW_GENERATOR };
	size_t i;

	frame_begin(f);
	title_row(v, f);
	frame_text(f, out);
	for (i = 0; i < COUNT(ids); i++) {
		v->id = ids[i];
		frame_begin(f);
		view_body(v, f, LAYOUT_ROWS);
		section(out, f, view_name(v->id));
	}
	frame_begin(f);
	verdict(v, f);
	section(out, f, "verdict");
}

void
page_block(struct page *p, const struct block *b)
{
	history_add(&p->history, b);
}

void
page_print(const struct page *p, struct sbuf *out, const struct block *b)
{
	static const struct first no_first;
	struct view v = { .block = b, .chosen = p->look.window, .page = 1,
		.history = &p->history, .first = &no_first };
	struct frame f = { .utf8 = p->look.utf8, .plain = 1 };

	frame_size(&f, rows_for(b), p->cols);
	draw(&v, &f, out);
	frame_free(&f);
}
