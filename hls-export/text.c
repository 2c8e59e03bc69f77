/*
 * The order of the families, and the format's few rules.
 */
#include "about.h"
#include "alias.h"
#include "catalogue.h"
#include "metric.h"
#include "sketch.h"
#include "text.h"
#include "utf8.h"

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
	sbuf_str(out, "# HELP " METRIC_PREFIX);
	sbuf_str(out, name);
	sbuf_char(out, ' ');
	for (; *help != '\0'; help++) {
		if (*help == '\\')
			sbuf_char(out, '\\');
		sbuf_char(out, *help);
	}
	sbuf_str(out, "\n# TYPE " METRIC_PREFIX);
	sbuf_str(out, name);
	sbuf_char(out, ' ');
	sbuf_str(out, type);
	sbuf_char(out, '\n');
}

void
text_name(struct sbuf *out, const char *name, const char *suffix,
    struct slice labels)
{
	sbuf_str(out, METRIC_PREFIX);
	sbuf_str(out, name);
	sbuf_str(out, suffix);
	if (labels.n > 0) {
		sbuf_char(out, '{');
		sbuf_slice(out, labels);
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

struct slice
text_str(const char *s)
{
	return (struct slice){ s, strlen(s) };
}

/* Control characters: a newline has its escape, the others have none. */
static int
is_control(char c)
{
	return (c >= 0 && c < ' ' && c != '\n') || c == 0x7f;
}

void
text_label(struct sbuf *out, struct slice value)
{
	while (value.n > 0) {
		size_t n = utf8_length(value);
		char c = value.p[0];

		if (n == 0 || is_control(c))
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
