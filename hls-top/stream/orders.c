/*
 * Letters make lines, or a prompt whose end makes one.
 */
#include <stdio.h>
#include <string.h>

#include "num.h"
#include "orders.h"
#include "record.h"

#define CLIENTS_MAX SESSION_CLIENTS_MAX
#define RATE_MIN_MICRO 1000
#define RATE_MAX_MICRO INT64_C(100000000000)

static void
say(struct orders *o, const char *text)
{
	snprintf(o->said, sizeof(o->said), "%s", text);
}

static void
ask_clients(struct orders *o, int64_t n, int64_t now)
{
	o->clients = n;
	o->before = now;
	snprintf(o->line, sizeof(o->line), "clients %lld", (long long)n);
}

/* What we asked for counts until the stream tells of another number. */
static void
change(struct orders *o, int sign, int64_t now)
{
	int64_t from = o->clients >= 0 && o->before == now ? o->clients : now;
	int64_t step = from / 10 > 0 ? from / 10 : 1;
	int64_t n = from + sign * step;

	n = n < 0 ? 0 : n > CLIENTS_MAX ? CLIENTS_MAX : n;
	if (n == from)
		say(o, sign < 0 ? "no clients to take away" :
		    "100000 clients are the most");
	else
		ask_clients(o, n, now);
}

static void
prompt(struct orders *o, enum orders_prompt p)
{
	o->prompt = p;
	o->text[0] = '\0';
}

/* Nobody is there to be asked: how to have it otherwise. */
static int
explain(struct orders *o, char c)
{
	if (strchr("+-CRPX", c) == NULL)
		return 0;
	snprintf(o->said, sizeof(o->said), "%c changes the load: start "
	    "hls-spawn and hls-top with --control FIFO", c);
	return 1;
}

int
orders_letter(struct orders *o, char c, int64_t n)
{
	if (!o->on)
		return explain(o, c);
	switch (c) {
	case '+':
	case '-':
		change(o, c == '+' ? 1 : -1, n);
		return 1;
	case 'P':
		snprintf(o->line, sizeof(o->line),
		    o->paused ? "resume" : "pause");
		return 1;
	case 'C':
		o->before = n;
		prompt(o, ORDERS_CLIENTS);
		return 1;
	case 'R':
		prompt(o, ORDERS_RATE);
		return 1;
	case 'X':
		prompt(o, ORDERS_STOP);
		return 1;
	}
	return 0;
}

/* Enter: a number that is none stays to be mended. */
static void
finish(struct orders *o)
{
	struct slice text = slice_str(o->text);
	int64_t n;

	if (o->prompt == ORDERS_CLIENTS) {
		if (num_int(text, 0, CLIENTS_MAX, &n) != 0) {
			say(o, "0 to 100000");
			return;
		}
		ask_clients(o, n, o->before);
	} else {
		if (num_micro(text, &n) != 0 || n < RATE_MIN_MICRO ||
		    n > RATE_MAX_MICRO) {
			say(o, "0.001 to 100000");
			return;
		}
		snprintf(o->line, sizeof(o->line), "rate %s", o->text);
	}
	o->prompt = ORDERS_NONE;
}

static int
type(struct orders *o, char c)
{
	size_t n = strlen(o->text);

	if ((c < '0' || c > '9') && (c != '.' || o->prompt != ORDERS_RATE))
		return 0;
	if (n + 1 >= sizeof(o->text))
		return 0;
	o->text[n] = c;
	o->text[n + 1] = '\0';
	return 1;
}

/* Any other answer than y is no. */
static void
confirm(struct orders *o, enum key key, char c)
{
	if (key == KEY_CHAR && (c == 'y' || c == 'Y'))
		snprintf(o->line, sizeof(o->line), "stop");
	else
		say(o, "not stopped");
	o->prompt = ORDERS_NONE;
}

int
orders_type(struct orders *o, enum key key, char c)
{
	size_t n = strlen(o->text);

	if (key == KEY_NONE)
		return 0;
	if (o->prompt == ORDERS_STOP) {
		confirm(o, key, c);
		return 1;
	}
	switch (key) {
	case KEY_CHAR:
		return type(o, c);
	case KEY_ERASE:
		if (n > 0)
			o->text[n - 1] = '\0';
		return n > 0;
	case KEY_ENTER:
		finish(o);
		return 1;
	case KEY_ESCAPE:
		o->prompt = ORDERS_NONE;
		return 1;
	default:
		return 0;
	}
}

/* The line in words. */
static void
say_asked(struct orders *o)
{
	struct slice s = slice_str(o->line);

	if (slice_skip(&s, SLICE("clients ")))
		snprintf(o->said, sizeof(o->said), "asked: %s client%s", s.p,
		    strcmp(s.p, "1") == 0 ? "" : "s");
	else if (slice_skip(&s, SLICE("rate ")))
		snprintf(o->said, sizeof(o->said),
		    "asked: %s starts per second", s.p);
	else
		snprintf(o->said, sizeof(o->said), "asked: %s", o->line);
}

void
orders_sent(struct orders *o, const char *wrong)
{
	if (wrong != NULL) {
		o->clients = -1;
		snprintf(o->said, sizeof(o->said), "not sent: %s: %s", o->line,
		    wrong);
	} else {
		o->paused = strcmp(o->line, "pause") == 0 || (o->paused &&
		    strcmp(o->line, "resume") != 0);
		say_asked(o);
	}
	o->line[0] = '\0';
}
