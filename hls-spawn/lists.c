/*
 * --values and --variant as options: the readers of values.h for what is more
 * than a value.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "values.h"

const char *const value_variants[] = {
	"highest", "lowest", "first", "all", NULL
};

void
value_variant(const struct opt *o, const char *text, void *variants)
{
	const char *wrong = variants_read(variants, text);

	if (wrong != NULL)
		misuse("%s: \"%s\": %s", o->name, text, wrong);
}

/* The whole file, or -1 with errno. */
static int
read_file(const char *path, struct sbuf *b)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return -1;
	do {
		n = read(fd, sbuf_room(b, 1 << 16), 1 << 16);
		b->n += n > 0 ? (size_t)n : 0;
	} while (n > 0 || (n < 0 && errno == EINTR));
	close(fd);
	return n < 0 ? -1 : 0;
}

void
value_rows(const struct opt *o, const char *text, void *to)
{
	struct rows *rows = to;
	struct sbuf file = { 0 };
	const char *wrong;

	rows_free(rows);
	if (read_file(text, &file) != 0)
		misuse("%s: %s: %s", o->name, text, strerror(errno));
	wrong = rows_read(rows, sbuf_view(&file));
	sbuf_free(&file);
	if (wrong != NULL && rows->line > 0)
		misuse("%s: %s, line %lld: %s", o->name, text,
		    (long long)rows->line, wrong);
	if (wrong != NULL)
		misuse("%s: %s: %s", o->name, text, wrong);
}

static void
use(struct options *o, const char *where, struct slice text)
{
	struct slice bad = rows_unknown(&o->rows, text);

	if (bad.n > 0)
		misuse("--values: the %s has %.*s, which is no column", where,
		    (int)bad.n, bad.p);
	rows_use(&o->rows, text);
}

/* A request line has blanks around the URL, and none in it. */
static void
refuse_blanks(const struct rows *r, const unsigned char in_url[COLUMNS_MOST])
{
	size_t row, i;

	for (row = 0; row < r->n; row++)
		for (i = 0; i < r->columns; i++)
			if (in_url[i] && strchr(rows_field(r, row, i).p, ' ')
			    != NULL)
				misuse("--values: line %lld: a blank in \"%s\","
				    " which stands in the URL",
				    (long long)r->line_of[row],
				    rows_name(r, i).p);
}

void
value_names(struct options *o)
{
	unsigned char in_url[COLUMNS_MOST];
	char **w;
	size_t i;

	if (o->rows.n == 0) {
		if (o->rows_random)
			misuse("--values-random needs --values");
		return;
	}
	for (i = 0; i < o->channels.n; i++)
		use(o, "URL", slice_str(o->channels.list[i].url));
	memcpy(in_url, o->rows.used, sizeof(in_url));
	refuse_blanks(&o->rows, in_url);
	if (o->command == NULL) {
		use(o, "header", sbuf_view(&o->headers));
		use(o, "user agent", slice_str(o->user_agent));
	}
	/* Braces may be a language's there. */
	for (w = o->command; w != NULL && *w != NULL; w++)
		rows_use(&o->rows, slice_str(*w));
	for (i = 0; i < o->rows.columns; i++)
		if (!o->rows.used[i])
			msg("--values: nothing names the column \"%s\"",
			    rows_name(&o->rows, i).p);
}
