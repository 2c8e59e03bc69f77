/*
 * A frame per block, key or resize; never two on their way.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "screen.h"
#include "sig.h"

int
screen_open(struct screen *s, struct poller *p, enum block_window w)
{
	const char *no_color = getenv("NO_COLOR");

	*s = (struct screen){ .poller = p, .view.window = w };
	s->colour = no_color == NULL || *no_color == '\0';
	return term_open(&s->term);
}

/* Keys are read only while the screen is ours. */
static void
watch(struct screen *s)
{
	int want = 0;

	if (s->term.gone) {
		if (s->watched)
			poller_remove(s->poller, s->term.fd);
		s->watched = 0;
		return;
	}
	if (s->term.shown)
		want |= POLLER_IN;
	if (term_busy(&s->term))
		want |= POLLER_OUT;
	if (!s->watched)
		s->watched = poller_add(s->poller, s->term.fd, want, s) == 0;
	else if (want != s->want)
		poller_change(s->poller, s->term.fd, want, s);
	s->want = want;
}

/* The whole pipeline is one process group: ^C for all of it, by hand. */
static void
stop_run(struct screen *s)
{
	if (term_foreground(&s->term)) {
		kill(0, SIGINT);
		s->view.stopping = 1;
	} else {
		s->quit = 1;
	}
}

static void
act(struct screen *s, enum key key)
{
	switch (key) {
	case KEY_QUIT:
		stop_run(s);
		break;
	case KEY_WINDOW:
		s->view.window = (s->view.window + 1) % BLOCK_WINDOWS;
		break;
	case KEY_HELP:
		s->view.help = !s->view.help;
		break;
	case KEY_REPAINT:
		break;
	case KEY_NONE:
		return;
	}
	s->dirty = 1;
}

static void
read_keys(struct screen *s)
{
	unsigned char buf[64];
	ssize_t i, k;

	if (!s->term.shown || !term_foreground(&s->term))
		return;
	k = read(s->term.fd, buf, sizeof(buf));
	if (k == 0 || (k < 0 && errno != EAGAIN && errno != EINTR))
		s->term.gone = 1;
	for (i = 0; i < k; i++)
		act(s, key_next(&s->keys, buf[i]));
}

void
screen_event(struct screen *s, int ready)
{
	if (ready & POLLER_HUP)
		s->term.gone = 1;
	if (ready & POLLER_OUT)
		term_push(&s->term);
	if (ready & POLLER_IN)
		read_keys(s);
	watch(s);
}

void
screen_block(struct screen *s, const struct block *b)
{
	s->view.block = b;
	s->dirty = 1;
}

/* In the background another program owns the terminal: nothing is drawn. */
void
screen_update(struct screen *s)
{
	struct frame f = { .colour = s->colour };

	if (!s->dirty || s->view.block == NULL || s->term.gone ||
	    term_busy(&s->term) || !term_foreground(&s->term))
		return;
	term_enter(&s->term);
	if (term_busy(&s->term) || !s->term.shown) {
		watch(s);
		return;
	}
	term_size(&s->term, &f.rows, &f.cols);
	view_draw(&s->view, &f, &s->term.out);
	term_send(&s->term);
	s->dirty = 0;
	watch(s);
}

void
screen_resize(struct screen *s)
{
	s->dirty = 1;
}

/*
 * The shell has the terminal while we are stopped; screen_update takes it back
 * when we are in the foreground again.
 */
void
screen_stop(struct screen *s)
{
	term_leave(&s->term);
	watch(s);
	sig_default(SIGTSTP);
	raise(SIGTSTP);
	sig_catch(SIGTSTP);
	s->dirty = 1;
}

int
screen_close(struct screen *s)
{
	int shown = s->term.shown;

	if (s->watched)
		poller_remove(s->poller, s->term.fd);
	term_close(&s->term);
	return shown;
}
