/*
 * A frame per block, key or resize; never two on their way, and with + fewer.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "control/post.h"
#include "input.h"
#include "screen.h"
#include "sig.h"
#include "views/views.h"

/* So long after ESC no more of a sequence is to come. */
#define ESCAPE_US (SECOND_US / 10)
/* So long it stands there what became of an order. */
#define SAID_US (5 * SECOND_US)
/* What others wrote onto the screen stays for so long at most. */
#define RENEW_US (5 * SECOND_US)

int
screen_open(struct screen *s, struct poller *p, const struct screen_look *l)
{
	*s = (struct screen){ .poller = p, .control = l->control, .view = {
		.orders = { .on = l->control != NULL, .clients = -1 },
		.chosen = l->window, .history = &s->history,
		.first = &s->first,
		.clients = { .sort = COL_SCORE, .columns = COLUMNS } } };
	s->frame.colour = l->colour;
	s->frame.utf8 = l->utf8;
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
	if (s->term.shown && !s->term.doubtful)
		want |= POLLER_IN;
	if (term_busy(&s->term))
		want |= POLLER_OUT;
	if (!s->watched)
		s->watched = poller_add(s->poller, s->term.fd, want, s) == 0;
	else if (want != s->want)
		poller_change(s->poller, s->term.fd, want, s);
	s->want = want;
}

/*
 * The whole pipeline is one process group: ^C for all of it, by hand. Where
 * there is none, only a replay is to be cut short, or we are to go.
 */
static void
stop_run(struct screen *s)
{
	int now = s->view.stopping || s->view.quits == QUIT_DETACH;

	s->view.stopping = 1;
	if (!term_foreground(&s->term) || (s->alone && now))
		s->quit = 1;
	else if (!s->alone)
		kill(0, SIGINT);
}

/* A block of one's own to look at, while the stream goes on. */
static void
hold(struct screen *s)
{
	struct slice text;

	s->view.paused = !s->view.paused && s->newest != NULL;
	s->view.block = s->newest;
	if (!s->view.paused)
		return;
	text = sbuf_view(&s->newest->text);
	block_read(&s->held, &text);
	s->view.block = &s->held.now;
}

/* A line that a key has made. */
static void
send_order(struct screen *s)
{
	struct orders *o = &s->view.orders;
	int stop = strcmp(o->line, "stop") == 0;
	const char *wrong;

	if (o->line[0] == '\0')
		return;
	wrong = post(s->control, o->line);
	orders_sent(o, wrong);
	s->view.stopping |= stop && wrong == NULL;
	s->said_us = clock_mono();
}

static void
act(struct screen *s, enum key key)
{
	int answered = s->view.orders.said[0] != '\0';
	enum input in = input_key(&s->view, key, s->keys.c);

	if (s->view.orders.said[0] != '\0')
		s->said_us = clock_mono();
	switch (in) {
	case INPUT_NONE:
		/* Any key takes an answer away; KEY_NONE is none. */
		if (!answered || key == KEY_NONE)
			return;
		break;
	case INPUT_QUIT:
		stop_run(s);
		break;
	case INPUT_PAUSE:
		hold(s);
		break;
	case INPUT_REPAINT:
		frame_forget(&s->frame);
		break;
	case INPUT_CHANGED:
		send_order(s);
		break;
	}
	s->dirty = 1;
	s->at_once = 1;
}

static void
read_keys(struct screen *s)
{
	unsigned char buf[64];
	ssize_t i, k;

	if (!s->term.shown || !term_foreground(&s->term))
		return;
	k = read(s->term.fd, buf, sizeof(buf));
	/* EIO: in the background since; a hang-up is told by the poller. */
	if (k == 0 || (k < 0 && errno != EAGAIN && errno != EINTR &&
	    errno != EIO))
		s->term.gone = 1;
	for (i = 0; i < k; i++)
		act(s, key_next(&s->keys, buf[i]));
	s->keys_us = clock_mono() + ESCAPE_US;
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
	history_add(&s->history, b);
	first_look(&s->first, b);
	s->newest = b;
	if (slice_starts(sbuf_view(&b->text), SLICE(BLOCK_FOLLOWED)) &&
	    s->view.quits == QUIT_STOP)
		s->view.quits = QUIT_DETACH;
	if (s->view.paused)
		return;
	s->view.block = b;
	s->dirty = 1;
}

/*
 * Whether there is a frame to draw, and somewhere to. In the background another
 * program owns the terminal: nothing is drawn.
 */
static int
can_draw(const struct screen *s)
{
	return s->dirty && s->view.block != NULL && !s->term.gone &&
	    !term_busy(&s->term) && term_foreground(&s->term);
}

static int
is_due(const struct screen *s)
{
	return can_draw(s) &&
	    (s->at_once || clock_mono() >= s->drawn_us + s->view.refresh_us);
}

static void
draw(struct screen *s)
{
	int rows, cols;

	/* Programs upstream have their messages on this terminal too. */
	if (clock_mono() - s->renewed_us >= RENEW_US) {
		frame_renew(&s->frame);
		s->renewed_us = clock_mono();
	}
	term_size(&s->term, &rows, &cols);
	frame_size(&s->frame, rows, cols);
	frame_begin(&s->frame);
	if (clock_mono() - s->said_us > SAID_US &&
	    s->view.orders.prompt == ORDERS_NONE)
		s->view.orders.said[0] = '\0';
	view_draw(&s->view, &s->frame);
	frame_end(&s->frame, &s->term.out);
	term_send(&s->term);
	s->dirty = s->at_once = 0;
	s->drawn_us = clock_mono();
}

void
screen_update(struct screen *s)
{
	if (key_waits(&s->keys) && clock_mono() >= s->keys_us)
		act(s, key_pause(&s->keys));
	if (!is_due(s))
		return;
	if (!s->term.shown || s->term.doubtful)
		frame_forget(&s->frame);
	term_enter(&s->term);
	if (!term_busy(&s->term) && s->term.shown)
		draw(s);
	watch(s);
}

int64_t
screen_deadline(const struct screen *s)
{
	int64_t at = POLLER_NEVER;

	if (key_waits(&s->keys))
		at = s->keys_us;
	/* What keeps us from drawing ends with an event, not with time. */
	if (s->view.refresh_us > 0 && can_draw(s) &&
	    s->drawn_us + s->view.refresh_us < at)
		at = s->drawn_us + s->view.refresh_us;
	return at;
}

void
screen_resize(struct screen *s)
{
	frame_forget(&s->frame);
	s->dirty = s->at_once = 1;
}

void
screen_continue(struct screen *s)
{
	term_doubt(&s->term);
	watch(s);
	screen_resize(s);
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
	/* cppcheck-suppress unreachableCode ; SIGCONT comes back here */
	sig_catch(SIGTSTP);
	screen_resize(s);
}

int
screen_close(struct screen *s)
{
	int shown = s->term.shown;

	if (s->watched)
		poller_remove(s->poller, s->term.fd);
	term_close(&s->term);
	frame_free(&s->frame);
	roster_free(&s->view.roster);
	block_free(&s->held);
	return shown;
}
