/*
 * The frame around a view. On a low screen the keys go first, then the view.
 */
#include <stdio.h>

#include "rows/title.h"
#include "stream/stretch.h"
#include "views.h"

#define KEYS_FROM 4		/* rows that leave one for the keys */

static const struct page {
	const char *name;
	void (*draw)(struct view *, struct frame *, int height);
} pages[VIEWS] = {
	[VIEW_OVERVIEW] = { "overview", overview_draw },
	[VIEW_LAYERS] = { "layers", layers_draw },
	[VIEW_VIEWERS] = { "viewers", viewers_draw },
	[VIEW_CLIENTS] = { "clients", clients_draw },
	[VIEW_ORIGIN] = { "origin", origin_draw },
	[VIEW_GENERATOR] = { "generator", generator_draw },
};

/* "1 overview 2 layers ...", or the numbers alone where that is too wide. */
static void
tabs(const struct view *v, struct frame *f, int with_names)
{
	int i;

	for (i = 0; i < VIEWS; i++) {
		char text[32];

		snprintf(text, sizeof(text), with_names ? "%d %s" : "%d", i + 1,
		    pages[i].name);
		frame_look(f, i == (int)v->id && !v->help ? LOOK_TITLE :
		    LOOK_PLAIN);
		frame_str(f, text);
		frame_look(f, LOOK_PLAIN);
		frame_str(f, " ");
	}
	frame_str(f, " ");
}

/* What is asked for, or what became of what was. 1 if it takes the row. */
static int
orders(const struct orders *o, struct frame *f)
{
	static const char *const asks[] = {
		[ORDERS_CLIENTS] = "clients: ",
		[ORDERS_RATE] = "starts per second: ",
		[ORDERS_STOP] = "stop the run? y: yes, any other key: no",
	};

	if (o->prompt == ORDERS_NONE && o->said[0] == '\0')
		return 0;
	if (o->prompt != ORDERS_NONE)
		frame_str(f, asks[o->prompt]);
	if (o->prompt == ORDERS_CLIENTS || o->prompt == ORDERS_RATE) {
		frame_str(f, o->text);
		frame_str(f, "_  Enter sends it, Esc drops it  ");
	}
	frame_look(f, LOOK_HEAD);
	frame_str(f, o->said);
	return 1;
}

static const char *const quits[] = {
	[QUIT_STOP] = "stop", [QUIT_DETACH] = "detach", [QUIT_END] = "end",
};

static void
keys(const struct view *v, struct frame *f)
{
	frame_row(f, LOOK_PLAIN);
	if (orders(&v->orders, f))
		return;
	if (v->clients.typing) {
		frame_str(f, "filter: ");
		frame_str(f, v->clients.filter);
		frame_str(f, "_  Enter keeps it, Esc drops it");
		return;
	}
	if (v->stopping) {
		frame_item(f, "stopping");
		frame_item(f, "q again: at once");
		return;
	}
	tabs(v, f, f->cols >= 80);
	if (v->orders.paused)
		frame_item(f, "P starts paused");
	frame_item(f, "q %s", quits[v->quits]);
	frame_item(f, "? help");
	if (v->paused)
		frame_item(f, "p go on");
}

static void
first_error(const struct view *v, struct frame *f)
{
	frame_row(f, LOOK_BAD);
	frame_str(f, "first error  ");
	first_text(v->first, f);
}

const char *
view_name(enum view_id id)
{
	return pages[id].name;
}

void
view_body(struct view *v, struct frame *f, int height)
{
	v->window = stretch_of(v->block, v->chosen);
	(v->help ? help_draw : pages[v->id].draw)(v, f, height);
}

void
view_draw(struct view *v, struct frame *f)
{
	int height = f->rows - 1 - (f->rows >= KEYS_FROM);

	title_row(v, f);
	if (v->error && height > 1) {
		first_error(v, f);
		height--;
	}
	if (height > 0)
		view_body(v, f, height);
	if (f->rows < KEYS_FROM)
		return;
	/* The keys stand at the bottom, whatever is above. */
	while (f->row < f->rows - 2)
		frame_row(f, LOOK_PLAIN);
	keys(v, f);
}
