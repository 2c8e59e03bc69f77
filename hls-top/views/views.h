/*
 * Drawing what is on the screen: a title, one of several views of a block, and
 * the keys.
 */
#ifndef VIEWS_H
#define VIEWS_H

#include "rows/view.h"
#include "term/frame.h"

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
