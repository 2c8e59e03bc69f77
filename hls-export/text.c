/*
 * The order of the families, and the format's few rules.
 */
#include "about.h"
#include "alias.h"
#include "catalogue.h"
#include "sketch.h"
#include "text.h"

#define PREFIX "hls_swarm_"

void
text_render(struct sbuf *out, const struct block *b, int64_t dropped)
{
	about_render(out, b, dropped);
	if (b == NULL)
		return;
	catalogue_render(out, b);
	sketch_render(out, b);
	alias_render(out, b);
}

/* Help has two escapes only, and ours are constants without a newline. */
void
text_family(struct sbuf *out, const char *name, const char *type,
    const char *help)
{
	sbuf_str(out, "# HELP " PREFIX);
	sbuf_str(out, name);
	sbuf_char(out, ' ');
	for (; *help != '\0'; help++) {
		if (*help == '\\')
			sbuf_char(out, '\\');
		sbuf_char(out, *help);
	}
	sbuf_str(out, "\n# TYPE " PREFIX);
	sbuf_str(out, name);
	sbuf_char(out, ' ');
	sbuf_str(out, type);
	sbuf_char(out, '\n');
}

void
text_name(struct sbuf *out, const char *name, const char *suffix,
    const char *labels)
{
	sbuf_str(out, PREFIX);
	sbuf_str(out, name);
	sbuf_str(out, suffix);
	if (*labels != '\0') {
		sbuf_char(out, '{');
		sbuf_str(out, labels);
		sbuf_char(out, '}');
	}
	sbuf_char(out, ' ');
}

void
text_sample(struct sbuf *out, struct sample s)
{
	text_name(out, s.name, "", s.labels);
	metric_value(out, s.unit, s.v);
	sbuf_char(out, '\n');
}

/* The lead byte's share: how many bytes follow, and the least code point. */
static int
utf8_lead(unsigned char c, unsigned *code, unsigned *least)
{
	static const struct {
		unsigned char mask, lead;
		unsigned least;
	} kinds[] = {
		{ 0x80, 0x00, 0 }, { 0xe0, 0xc0, 0x80 },
		{ 0xf0, 0xe0, 0x800 }, { 0xf8, 0xf0, 0x10000 },
	};
	int i;

	for (i = 0; i < (int)COUNT(kinds); i++) {
		if ((c & kinds[i].mask) != kinds[i].lead)
			continue;
		*code = (unsigned)(c & ~kinds[i].mask & 0xff);
		*least = kinds[i].least;
		return i;
	}
	return -1;
}

/* The length of the character at the start of s, or 0 if it is no UTF-8. */
static size_t
utf8_length(struct slice s)
{
	unsigned code, least;
	int i, more = utf8_lead((unsigned char)s.p[0], &code, &least);

	if (more < 0 || s.n < (size_t)more + 1)
		return 0;
	for (i = 1; i <= more; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (c & 0x3fu);
	}
	if (code < least || code > 0x10ffff || (code & ~0x7ffu) == 0xd800)
		return 0;
	return (size_t)more + 1;
}

void
text_label(struct sbuf *out, struct slice value)
{
	while (value.n > 0) {
		size_t n = utf8_length(value);
		char c = value.p[0];

		if (n == 0)
			sbuf_str(out, "\xef\xbf\xbd");
		else if (c == '\n')
			sbuf_str(out, "\\n");
		else if (c == '\\' || c == '"')
			sbuf_slice(out, (struct slice){
			    c == '"' ? "\\\"" : "\\\\", 2 });
		else
			sbuf_slice(out, (struct slice){ value.p, n });
		value = slice_from(value, n > 0 ? n : 1);
	}
}
