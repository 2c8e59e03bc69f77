/*
 * A word, and a number behind two of them.
 */
#include "load.h"
#include "num.h"
#include "order.h"
#include "rate.h"

static const struct {
	struct slice word;
	enum order_kind kind;
} words[] = {
	{ SLICE_INIT("clients"), ORDER_CLIENTS },
	{ SLICE_INIT("rate"), ORDER_RATE },
	{ SLICE_INIT("pause"), ORDER_PAUSE },
	{ SLICE_INIT("resume"), ORDER_RESUME },
	{ SLICE_INIT("stop"), ORDER_STOP },
};

static const char *
read_number(struct order *o, struct slice text)
{
	if (o->kind == ORDER_CLIENTS)
		return num_int(text, 0, LOAD_CLIENTS_MAX, &o->n) == 0 ? NULL :
		    "not a whole number (0 to 100000)";
	return num_rate(text, &o->n) == 0 && o->n >= RATE_MIN_MICRO &&
	    o->n <= RATE_MAX_MICRO ? NULL :
	    "not a rate (0.001 to 100000 per second)";
}

const char *
order_read(struct order *o, struct slice line)
{
	struct slice word, number, more;
	size_t i;

	*o = (struct order){ ORDER_NOTHING, 0 };
	if (line.n > ORDER_LINE_MAX)
		return "longer than 256 bytes";
	word = slice_word(&line, ORDER_BLANKS);
	if (word.n == 0 || word.p[0] == '#')
		return NULL;
	number = slice_word(&line, ORDER_BLANKS);
	more = slice_word(&line, ORDER_BLANKS);
	for (i = 0; i < COUNT(words) && !slice_eq(word, words[i].word); i++)
		;
	if (i == COUNT(words))
		return "none of clients N, rate R, pause, resume, stop";
	o->kind = words[i].kind;
	if (more.n > 0 || (number.n > 0 && o->kind > ORDER_RATE))
		return "more words than it takes";
	return o->kind > ORDER_RATE ? NULL : read_number(o, number);
}
