/*
 * The escape sequences of the screen (those of a frame are in frame.c):
 *
 *	ESC [ ? 1049 h	alternate screen, and back with l
 *	ESC [ ? 25 l	hide the cursor, and back with h
 *	ESC [ 0 m	plain
 */
#include <sys/ioctl.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "num.h"
#include "rescue.h"
#include "term.h"

#define ENTER "\033[?1049h\033[?25l"
#define LEAVE "\033[0m\033[?25h\033[?1049l"

/* How long a stopped terminal may keep us from leaving. */
#define LEAVE_MS 1000

/* What atexit(3) has to restore. */
static struct term *current;

static void
restore(void)
{
	if (current != NULL)
		term_leave(current);
}

static int
is_able(void)
{
	const char *name = getenv("TERM");

	return name != NULL && *name != '\0' && strcmp(name, "dumb") != 0;
}

int
term_open(struct term *t)
{
	*t = (struct term){ .fd = -1 };
	if (!isatty(STDOUT_FILENO) || !is_able())
		return -1;
	t->fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_NONBLOCK);
	if (t->fd < 0)
		return -1;
	fcntl(t->fd, F_SETFD, FD_CLOEXEC);
	if (!term_foreground(t) || tcgetattr(t->fd, &t->modes) != 0) {
		close(t->fd);
		t->fd = -1;
		return -1;
	}
	atexit(restore);
	return 0;
}

void
term_close(struct term *t)
{
	term_leave(t);
	current = NULL;
	if (t->fd >= 0)
		close(t->fd);
	t->fd = -1;
	sbuf_free(&t->out);
}

int
term_foreground(const struct term *t)
{
	return tcgetpgrp(t->fd) == getpgrp();
}

/* Writes what is left of the frame; 1 when all is out, or never will be. */
static int
push(struct term *t)
{
	while (t->sent < t->out.n && !t->gone) {
		ssize_t k = write(t->fd, t->out.p + t->sent,
		    t->out.n - t->sent);

		if (k > 0)
			t->sent += (size_t)k;
		else if (errno == EAGAIN || errno == EWOULDBLOCK)
			return 0;
		else if (errno != EINTR)
			t->gone = 1;
	}
	t->out.n = t->sent = 0;
	return 1;
}

void
term_push(struct term *t)
{
	push(t);
}

void
term_send(struct term *t)
{
	t->sent = 0;
	push(t);
}

int
term_busy(const struct term *t)
{
	return t->out.n > 0;
}

/*
 * Bytes as they are typed, unechoed; ^C, ^Z and ^\ are still signals, but do
 * not throw away the frame that is on its way.
 */
static struct termios
raw_of(const struct termios *modes)
{
	struct termios raw = *modes;

	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_lflag |= NOFLSH;
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	return raw;
}

/* Whether the modes are those that we have set, and nobody since. */
static int
is_raw(const struct term *t)
{
	struct termios raw = raw_of(&t->modes), now;

	return tcgetattr(t->fd, &now) == 0 && now.c_iflag == raw.c_iflag &&
	    now.c_oflag == raw.c_oflag && now.c_lflag == raw.c_lflag;
}

void
term_enter(struct term *t)
{
	struct termios raw;

	if ((t->shown && !t->doubtful) || t->gone)
		return;
	/* After a SIGSTOP the modes may still be ours. */
	if (!(t->shown && is_raw(t)) && tcgetattr(t->fd, &t->modes) != 0)
		return;
	raw = raw_of(&t->modes);
	rescue_arm(t->fd, LEAVE, &t->modes);
	if (tcsetattr(t->fd, TCSANOW, &raw) != 0)
		return;
	t->shown = 1;
	t->doubtful = 0;
	current = t;
	sbuf_str(&t->out, ENTER);
	push(t);
}

void
term_doubt(struct term *t)
{
	t->doubtful = t->shown;
}

void
term_leave(struct term *t)
{
	struct pollfd p = { .fd = t->fd, .events = POLLOUT };

	if (!t->shown)
		return;
	/* Behind the rest of a frame, so that no sequence is torn. */
	sbuf_str(&t->out, LEAVE);
	while (!push(t) && poll(&p, 1, LEAVE_MS) > 0)
		;
	if (term_busy(t))
		rescue_leave();
	t->out.n = t->sent = 0;
	/* In the background they may be somebody else's. */
	if (term_foreground(t) || is_raw(t))
		tcsetattr(t->fd, TCSANOW, &t->modes);
	t->shown = t->doubtful = 0;
	rescue_disarm();
}

static int
from_environment(const char *name, int otherwise)
{
	const char *s = getenv(name);
	int64_t v;

	if (s == NULL || num_int(slice_str(s), 1, 1000,
	    &v) != 0)
		return otherwise;
	return (int)v;
}

int
term_columns(int otherwise)
{
	return from_environment("COLUMNS", otherwise);
}

void
term_size(const struct term *t, int *rows, int *cols)
{
	*rows = from_environment("LINES", 24);
	*cols = term_columns(80);
#if defined(TIOCGWINSZ) && !defined(PLATFORM_POSIX)
	struct winsize w;

	if (ioctl(t->fd, TIOCGWINSZ, &w) == 0 && w.ws_row > 0 && w.ws_col > 0) {
		*rows = w.ws_row;
		*cols = w.ws_col;
	}
#else
	(void)t;
#endif
}
