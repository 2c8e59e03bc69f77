#include "view.h"

void
generator_draw(struct view *v, struct frame *f, int height)
{
	(void)v;
	(void)f;
	(void)height;
}
