/*
 * The text ends with "..." where it would be longer than a record should be:
 * between two words, as half a URL may be half a secret.
 */
#include <string.h>

#include "ffmpeg/command.h"
#include "options.h"
#include "redact.h"
#include "stream/hide.h"
#include "typed.h"

#define TEXT_MAX 4000
#define MORE " ..."

/* One word more, if there is room for it. */
static void
put(struct sbuf *b, struct sbuf *word)
{
	size_t before = b->n;
	int full = before >= sizeof(MORE) - 1 &&
	    memcmp(b->p + before - (sizeof(MORE) - 1), MORE,
	    sizeof(MORE) - 1) == 0;

	if (full)
		return;
	if (before > 0)
		sbuf_char(b, ' ');
	sbuf_char(word, '\0');
	command_quote_word(b, word->p);
	if (b->n <= TEXT_MAX)
		return;
	b->n = before;
	sbuf_str(b, MORE);
}

void
typed_header(struct sbuf *b, struct slice line)
{
	sbuf_slice(b, (struct slice){ line.p, slice_find(line, ':') });
	sbuf_str(b, ": *");
}

/* A text as a word, without what hide takes away. */
static void
put_text(struct sbuf *b, const char *text,
    void (*hide)(struct sbuf *, struct slice))
{
	struct sbuf word = { 0 };

	hide(&word, slice_str(text));
	put(b, &word);
	sbuf_free(&word);
}

void
typed_option(struct sbuf *b, const struct opt *o, const char *text)
{
	struct sbuf word = { 0 };

	if (o->letter != 0)
		sbuf_printf(&word, "-%c", o->letter);
	else
		sbuf_str(&word, o->name);
	put(b, &word);
	sbuf_free(&word);
	if (text != NULL)
		put_text(b, text, o->hide != NULL ? o->hide : redact);
}

void
typed_words(struct sbuf *b, const struct options *o, char **first)
{
	char **w;

	for (w = first; *w != NULL && w != o->command &&
	    strcmp(*w, "--") != 0; w++)
		put_text(b, *w, hide_url);
	if (o->command == NULL)
		return;
	put_text(b, "--", redact);
	put_text(b, o->command[0], redact);
	if (o->command[1] != NULL)
		sbuf_str(b, MORE);
}
