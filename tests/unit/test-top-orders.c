/*
 * What keys make of the load: the lines that are sent.
 */
#include <string.h>

#include "check.h"
#include "stream/orders.h"

static struct orders o;

static void
fresh(void)
{
	o = (struct orders){ .on = 1, .clients = -1 };
}

static int
sends(const char *line)
{
	int same = strcmp(o.line, line) == 0;

	orders_sent(&o, NULL);
	return same;
}

static void
type(const char *text)
{
	for (; *text != '\0'; text++)
		orders_type(&o, KEY_CHAR, *text);
}

static void
test_steps(void)
{
	fresh();
	CHECK(orders_letter(&o, '+', 200) && sends("clients 220"));
	/* The stream does not know of it yet. */
	CHECK(orders_letter(&o, '+', 200) && sends("clients 242"));
	CHECK(orders_letter(&o, '-', 200) && sends("clients 218"));
	/* Now it does; or somebody else has asked. */
	CHECK(orders_letter(&o, '-', 218) && sends("clients 197"));
	CHECK(orders_letter(&o, '+', 5) && sends("clients 6"));
	CHECK(orders_letter(&o, '-', 1) && sends("clients 0"));
	CHECK(orders_letter(&o, '-', 1) && o.line[0] == '\0');
	CHECK(o.said[0] != '\0');
	CHECK(orders_letter(&o, '+', 1) && sends("clients 1"));
	CHECK(orders_letter(&o, '+', 99999) && sends("clients 100000"));
	/* What was not sent does not count. */
	fresh();
	CHECK(orders_letter(&o, '+', 100));
	orders_sent(&o, "nobody reads it");
	CHECK(strcmp(o.said, "not sent: clients 110: nobody reads it") == 0);
	CHECK(orders_letter(&o, '+', 100) && sends("clients 110"));
	CHECK(strcmp(o.said, "asked: 110 clients") == 0);
	CHECK(orders_letter(&o, '+', 0) && sends("clients 1"));
	CHECK(strcmp(o.said, "asked: 1 client") == 0);
}

static void
test_prompts(void)
{
	fresh();
	CHECK(orders_letter(&o, 'C', 10) && o.prompt == ORDERS_CLIENTS);
	type("3x.5");
	orders_type(&o, KEY_ERASE, 0);
	type("00");
	CHECK(o.line[0] == '\0');
	orders_type(&o, KEY_ENTER, 0);
	CHECK(o.prompt == ORDERS_NONE && sends("clients 300"));
	CHECK(orders_letter(&o, '+', 10) && sends("clients 330"));
	/* What is no number stays, and can be mended. */
	orders_letter(&o, 'C', 10);
	orders_type(&o, KEY_ENTER, 0);
	CHECK(o.prompt == ORDERS_CLIENTS && o.line[0] == '\0');
	type("100001");
	orders_type(&o, KEY_ENTER, 0);
	CHECK(o.prompt == ORDERS_CLIENTS && o.line[0] == '\0');
	type("99999999999999999999");
	orders_type(&o, KEY_ESCAPE, 0);
	CHECK(o.prompt == ORDERS_NONE && o.line[0] == '\0');
	orders_letter(&o, 'R', 10);
	type("0.5");
	orders_type(&o, KEY_ENTER, 0);
	CHECK(sends("rate 0.5"));
	orders_letter(&o, 'R', 10);
	type("0");
	orders_type(&o, KEY_ENTER, 0);
	CHECK(o.prompt == ORDERS_RATE && o.line[0] == '\0');
}

static void
test_words(void)
{
	fresh();
	CHECK(orders_letter(&o, 'P', 10) && sends("pause") && o.paused);
	CHECK(orders_letter(&o, 'P', 10));
	orders_sent(&o, "it is full");
	CHECK(o.paused);
	CHECK(orders_letter(&o, 'P', 10) && sends("resume") && !o.paused);
	orders_letter(&o, 'X', 10);
	CHECK(o.prompt == ORDERS_STOP && o.line[0] == '\0');
	CHECK(!orders_type(&o, KEY_NONE, 0) && o.prompt == ORDERS_STOP);
	type("n");
	CHECK(o.prompt == ORDERS_NONE && o.line[0] == '\0');
	orders_letter(&o, 'X', 10);
	orders_type(&o, KEY_ENTER, 0);
	CHECK(o.prompt == ORDERS_NONE && o.line[0] == '\0');
	orders_letter(&o, 'X', 10);
	type("y");
	CHECK(sends("stop"));
	/* Other letters are not ours. */
	CHECK(!orders_letter(&o, 'p', 10) && !orders_letter(&o, 'q', 10));
	o.on = 0;
	o.said[0] = '\0';
	CHECK(!orders_letter(&o, 'p', 10) && o.said[0] == '\0');
	/* Without a FIFO they say how to have one. */
	CHECK(orders_letter(&o, '+', 10) && o.said[0] == '+');
	CHECK(orders_letter(&o, 'X', 10) && o.said[0] == 'X');
	CHECK(o.line[0] == '\0' && o.prompt == ORDERS_NONE);
}

int
main(void)
{
	test_steps();
	test_prompts();
	test_words();
	return check_result();
}
