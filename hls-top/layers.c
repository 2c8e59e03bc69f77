#include "view.h"

void
layers_draw(struct view *v, struct frame *f, int height)
{
	(void)v;
	(void)f;
	(void)height;
}
