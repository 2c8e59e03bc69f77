/*
 * The text is FFmpeg's or another command's and may be cut off anywhere.
 */
#include <string.h>

#include "client.h"
#include "ffmpeg/secrets.h"
#include "redact.h"
#include "stream/hide.h"
#include "swarm.h"
#include "words.h"

void
words_veil(struct sbuf *b, const struct swarm *s, const struct client *c,
    struct slice text)
{
	struct who who = client_who(s, c, c->run);
	struct sbuf secrets = { 0 };

	secrets_of(&secrets, c->plan->url, &who);
	redact_values(b, text, sbuf_view(&secrets));
	sbuf_free(&secrets);
}

void
words_last(struct sbuf *b, const struct swarm *s, const struct client *c)
{
	struct slice said = { c->words, strlen(c->words) };
	struct who who = client_who(s, c, c->run);
	struct sbuf url = { 0 }, secrets = { 0 };
	size_t i, from = b->n;

	command_expand(&url, slice_str(c->plan->url), who);
	secrets_of(&secrets, c->plan->url, &who);
	hide_text(b, said, sbuf_view(&url), sbuf_view(&secrets));
	sbuf_free(&url);
	sbuf_free(&secrets);
	if (b->n == from)
		sbuf_str(b, "(it said nothing)");
	for (i = from; i < b->n; i++)
		if ((unsigned char)b->p[i] < ' ' || b->p[i] == 0x7f)
			b->p[i] = '?';
}
