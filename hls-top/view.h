/*
 * What is on the screen: a title, one of several views of a block, and the
 * keys.
 */
#ifndef VIEW_H
#define VIEW_H

#include "block.h"
#include "first.h"
#include "frame.h"
#include "history.h"
#include "list.h"
#include "roster.h"

enum view_id {
	VIEW_OVERVIEW, VIEW_LAYERS, VIEW_VIEWERS, VIEW_CLIENTS, VIEW_ORIGIN,
	VIEW_GENERATOR, VIEWS
};

struct view {
	const struct block *block;	/* whole, not NULL */
	const struct history *history;
	const struct first *first;
	enum view_id id;
	enum block_window window;	/* of the latency table */
	struct list clients;
	struct roster roster;	/* of the block, while it is shown */
	int64_t refresh_us;	/* the least between two frames */
	int help;		/* a page explains the keys */
	int error;		/* a row tells of the first error */
	int page;		/* a page of text, not a screen */
	int paused;
	int stopping;		/* q was pressed */
};

/*
 * Draws a whole frame into f, between frame_begin and frame_end. How far a list
 * can be scrolled is known, and settled, when it is drawn.
 */
void view_draw(struct view *v, struct frame *f);

/* The part of it between the title and the keys, and the view's name. */
void view_body(struct view *v, struct frame *f, int height);
const char *view_name(enum view_id id);

/*
 * The body of a view, one function each, in a file of its own: starts its own
 * rows, at most height of them.
 */
void overview_draw(struct view *v, struct frame *f, int height);
void layers_draw(struct view *v, struct frame *f, int height);
void viewers_draw(struct view *v, struct frame *f, int height);
void clients_draw(struct view *v, struct frame *f, int height);
void origin_draw(struct view *v, struct frame *f, int height);
void generator_draw(struct view *v, struct frame *f, int height);
void help_draw(struct view *v, struct frame *f, int height);

#endif
