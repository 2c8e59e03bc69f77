/*
 * Not by frame_slice alone: of a character that is two columns wide it may
 * leave one behind, and what follows would stand in it.
 */
#include "clip.h"
#include "glyph.h"

/* No character is narrower than a quarter of its bytes. */
static int
fits(const struct frame *f, struct slice s, int width)
{
	return s.n <= 4 * (size_t)width && frame_width(f, s) <= width;
}

static void
put_cut(struct frame *f, struct slice s, int end)
{
	while (s.n > 0) {
		struct slice rest = s;
		struct glyph g = glyph_next(&rest, f->utf8);

		if (f->col + g.width > end - 1)
			break;
		frame_slice(f, g.text);
		s = rest;
	}
	frame_str(f, f->utf8 ? "\xe2\x80\xa6" : "~");
}

void
clip_put(struct frame *f, const struct clip *c, struct slice s)
{
	int whole;

	if (s.n == 0)
		s = SLICE("-");
	whole = fits(f, s, c->width);
	frame_pad(f, c->start);
	if (whole && c->right)
		frame_pad(f, c->start + c->width - frame_width(f, s));
	frame_look(f, c->look);
	if (whole)
		frame_slice(f, s);
	else
		put_cut(f, s, c->start + c->width);
	frame_look(f, LOOK_PLAIN);
}
