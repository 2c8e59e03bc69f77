#include "view.h"

void
viewers_draw(struct view *v, struct frame *f, int height)
{
	(void)v;
	(void)f;
	(void)height;
}
