/*
 * The shape of the load: who comes and leaves when, in which phase, who
 * watches what, how starts are kept apart, and the orders that change it.
 */
#include <stdlib.h>

#include "check.h"
#include "load/channel.h"
#include "load/load.h"
#include "load/order.h"
#include "load/rate.h"

static struct load_event
nth(const struct load *l, int n)
{
	struct load_walk w = { .load = l };
	struct load_event e = { 0 };

	while (n-- > 0)
		e = load_next(&w);
	return e;
}

static int
is(struct load_event e, enum load_kind kind, int64_t at_us, int64_t k)
{
	return e.kind == kind && e.at_us == at_us && e.k == k;
}

static void
test_ramp(void)
{
	struct load l;

	load_ramp(&l, 100000, 20000000);
	CHECK(l.most == 100000);
	CHECK(is(nth(&l, 1), LOAD_ARRIVE, 0, 0));
	CHECK(is(nth(&l, 2), LOAD_ARRIVE, 50000, 1));
	CHECK(is(nth(&l, 100000), LOAD_ARRIVE, INT64_C(4999950000), 99999));
	CHECK(nth(&l, 100001).kind == LOAD_OVER);
	CHECK(nth(&l, 100009).kind == LOAD_OVER);
	CHECK(load_climb_us(&l) == INT64_C(5000000000));
	load_free(&l);
	/* The slowest: 0.001 per second. */
	load_ramp(&l, 100000, 1000);
	CHECK(is(nth(&l, 100000), LOAD_ARRIVE, INT64_C(99999000000000),
	    99999));
	load_free(&l);
	load_ramp(&l, 1, 10000000);
	CHECK(is(nth(&l, 1), LOAD_ARRIVE, 0, 0));
	CHECK(nth(&l, 2).kind == LOAD_OVER);
	load_free(&l);
}

static void
test_steps(void)
{
	struct load l;
	struct load_event e;

	/* 3, 6, 7 clients at 10/s. */
	CHECK(load_steps(&l, (struct load_steps){ 3, 2000000 }, 7,
	    10000000) == 0);
	e = nth(&l, 1);
	CHECK(is(e, LOAD_PHASE, 0, 1) && e.target == 3);
	CHECK(is(nth(&l, 2), LOAD_ARRIVE, 0, 0));
	CHECK(is(nth(&l, 4), LOAD_ARRIVE, 200000, 2));
	e = nth(&l, 5);
	CHECK(is(e, LOAD_PHASE, 2000000, 2) && e.target == 6);
	CHECK(is(nth(&l, 6), LOAD_ARRIVE, 2000000, 3));
	e = nth(&l, 9);
	CHECK(is(e, LOAD_PHASE, 4000000, 3) && e.target == 7);
	CHECK(is(nth(&l, 10), LOAD_ARRIVE, 4000000, 6));
	CHECK(nth(&l, 11).kind == LOAD_OVER);
	load_free(&l);
	CHECK(load_steps(&l, (struct load_steps){ 21, 2000000 }, 50,
	    10000000) == -1);
	load_free(&l);
}

static void
test_shape(void)
{
	struct load l;
	struct load_event e;

	CHECK(load_read(&l, SLICE("0:0,2s:2,3s:2,4s:1,4s:3,6s:0")) == NULL);
	CHECK(l.most == 3);
	CHECK(load_steepest(&l) == 1000000);
	e = nth(&l, 1);
	CHECK(is(e, LOAD_PHASE, 0, 1) && e.target == 2);
	CHECK(is(nth(&l, 2), LOAD_ARRIVE, 0, 0));
	CHECK(is(nth(&l, 3), LOAD_ARRIVE, 1000000, 1));
	e = nth(&l, 4);
	CHECK(is(e, LOAD_PHASE, 2000000, 2) && e.target == 2);
	e = nth(&l, 5);
	CHECK(is(e, LOAD_PHASE, 3000000, 3) && e.target == 1);
	/* Who came first leaves first, when the line has come down by one. */
	CHECK(is(nth(&l, 6), LOAD_LEAVE, 4000000, 0));
	/* The jump takes no time: no phase. */
	CHECK(is(nth(&l, 7), LOAD_ARRIVE, 4000000, 2));
	CHECK(is(nth(&l, 8), LOAD_ARRIVE, 4000000, 3));
	e = nth(&l, 9);
	CHECK(is(e, LOAD_PHASE, 4000000, 4) && e.target == 0);
	CHECK(is(nth(&l, 10), LOAD_LEAVE, 4666666, 1));
	CHECK(is(nth(&l, 12), LOAD_LEAVE, 6000000, 3));
	CHECK(nth(&l, 13).kind == LOAD_OVER);
	load_free(&l);
}

/* However long the top is held, and whatever follows. */
static void
test_climb(void)
{
	struct load l;

	CHECK(load_read(&l, SLICE("60s:200,5m:200")) == NULL);
	CHECK(load_climb_us(&l) == INT64_C(60000000));
	load_free(&l);
	CHECK(load_read(&l, SLICE("1m:2,2m:4,3m:1,4m:4,5m:0")) == NULL);
	CHECK(load_climb_us(&l) == INT64_C(120000000));
	load_free(&l);
	CHECK(load_read(&l, SLICE("0:4,1m:0")) == NULL);
	CHECK(load_climb_us(&l) == 0);
	load_free(&l);
}

static void
test_first_point(void)
{
	struct load l;
	struct load_event e;

	CHECK(load_read(&l, SLICE("0:2,5s:2")) == NULL);
	CHECK(load_steepest(&l) == 0);
	CHECK(nth(&l, 1).kind == LOAD_PHASE);
	CHECK(is(nth(&l, 3), LOAD_ARRIVE, 0, 1));
	/* Those of the last point stay: a phase of its own. */
	e = nth(&l, 4);
	CHECK(is(e, LOAD_PHASE, 5000000, 2) && e.target == 2);
	load_free(&l);
	CHECK(load_read(&l, SLICE("1s:2")) == NULL);
	CHECK(is(nth(&l, 3), LOAD_ARRIVE, 500000, 1));
	load_free(&l);
}

static void
test_wrong_shapes(void)
{
	static const char *const wrong[] = { "", "5", "5:5", ":5", "1s:",
		"1s:x", "1s:5,", "2s:5,1s:6", "0:0", "1s:100001", "-1s:5",
		"1s:-5", "1s 5" };
	struct load l;
	size_t i;

	for (i = 0; i < COUNT(wrong); i++) {
		CHECK(load_read(&l, slice_str(wrong[i])) != NULL);
		load_free(&l);
	}
}

static void
test_rate(void)
{
	struct rate p;
	int64_t i, at;

	/* On time at 3 per second: nobody waits. */
	rate_open(&p, (struct rate_rule){ 3000000, 0 }, 0);
	for (i = 0; i < 3000; i++) {
		at = 1000000 + i * 1000000 / 3;
		CHECK(rate_reserve(&p, at) - at <= 1);
	}
	/* All at once: one each third of a second, without drift. */
	rate_open(&p, (struct rate_rule){ 3000000, 0 }, 0);
	for (i = 0; i < 3000; i++)
		CHECK(llabs(rate_reserve(&p, 7) - 7 - i * 1000000 / 3) <= 1);
	/* A pause is not saved up. */
	CHECK(rate_reserve(&p, 5000000000) == 5000000000);
	CHECK(llabs(rate_reserve(&p, 5000000000) - 5000333333) <= 1);
	/* The slack is. */
	rate_open(&p, (struct rate_rule){ 10000000, 200000 }, 0);
	CHECK(rate_reserve(&p, 0) == 0);
	CHECK(rate_reserve(&p, 0) == 0);
	CHECK(rate_reserve(&p, 0) == 0);
	CHECK(rate_reserve(&p, 0) == 100000);
	/* What was due before is made up for at the rate. */
	rate_open(&p, (struct rate_rule){ 10000000, 100000 }, 5000000);
	CHECK(rate_reserve(&p, 1000000) == 4900000);
	CHECK(rate_reserve(&p, 1100000) == 5000000);
	CHECK(rate_reserve(&p, 1200000) == 5100000);
}

static void
test_rate_set(void)
{
	struct rate p;
	int64_t i;

	/* Half the period from the last start on, without drift. */
	rate_open(&p, (struct rate_rule){ 10000000, 0 }, 0);
	CHECK(rate_reserve(&p, 0) == 0);
	CHECK(rate_reserve(&p, 0) == 100000);
	rate_set(&p, (struct rate_rule){ 20000000, 0 }, 100000);
	for (i = 0; i < 1000; i++)
		CHECK(rate_reserve(&p, 0) == 150000 + i * 50000);
	/* Slower: a new period behind the last one. */
	rate_set(&p, (struct rate_rule){ 1000000, 0 }, 50100000);
	CHECK(rate_at(&p, 0) == 51100000);
	CHECK(rate_at(&p, 60000000) == 60000000);
	CHECK(rate_reserve(&p, 0) == 51100000);
	/* Nobody waits for the old rate: from 1000 s to 10 ms. */
	rate_open(&p, (struct rate_rule){ 1000, 1000000000 }, 0);
	CHECK(rate_reserve(&p, 0) == 0);
	CHECK(rate_reserve(&p, 0) == 0);
	rate_set(&p, (struct rate_rule){ 100000000, 0 }, 500000);
	CHECK(rate_at(&p, 0) == 510000);
	/* And what waited does not come all at once, nor late. */
	rate_open(&p, (struct rate_rule){ 1000, 1000200000 }, 0);
	for (i = 0; i < 4; i++)
		rate_reserve(&p, 0);
	CHECK(rate_at(&p, 0) > 1000000000);
	rate_set(&p, (struct rate_rule){ 100000000, 210000 }, 500000);
	CHECK(rate_reserve(&p, 0) == 510000);
	CHECK(rate_reserve(&p, 0) == 520000);
	rate_open(&p, (struct rate_rule){ 100000000, 0 }, 500000);
	CHECK(rate_reserve(&p, 0) == 500000);
	/* Asking changes nothing, and often the same rate neither. */
	for (i = 0; i < 100; i++)
		rate_set(&p, (struct rate_rule){ 100000000, 0 }, 505000);
	CHECK(rate_at(&p, 0) == 510000);
}

static const char *
order(struct order *o, const char *text)
{
	return order_read(o, slice_str(text));
}

static void
test_orders(void)
{
	static const char *const wrong[] = { "clients", "clients x",
		"clients -1", "clients 100001", "clients 1.5", "clients 1 2",
		"rate", "rate 0", "rate 0.0001", "rate 100001", "rate x",
		"pause 1", "resume now", "stop it", "Stop", "client 1",
		"clients5", "\001", "clients 5 #" };
	struct order o;
	char lot[ORDER_LINE_MAX + 2];
	size_t i;

	CHECK(order(&o, "clients 300") == NULL);
	CHECK(o.kind == ORDER_CLIENTS && o.n == 300);
	CHECK(order(&o, " \tclients  0\t \r") == NULL);
	CHECK(o.kind == ORDER_CLIENTS && o.n == 0);
	CHECK(order(&o, "clients 100000") == NULL && o.n == 100000);
	CHECK(order(&o, "rate 0.5") == NULL);
	CHECK(o.kind == ORDER_RATE && o.n == 500000);
	CHECK(order(&o, "rate 20/s") == NULL && o.n == 20000000);
	CHECK(order(&o, "pause") == NULL && o.kind == ORDER_PAUSE);
	CHECK(order(&o, "resume ") == NULL && o.kind == ORDER_RESUME);
	CHECK(order(&o, "stop") == NULL && o.kind == ORDER_STOP);
	CHECK(order(&o, "") == NULL && o.kind == ORDER_NOTHING);
	CHECK(order(&o, "  ") == NULL && o.kind == ORDER_NOTHING);
	CHECK(order(&o, "# stop") == NULL && o.kind == ORDER_NOTHING);
	for (i = 0; i < COUNT(wrong); i++)
		CHECK(order(&o, wrong[i]) != NULL);
	memset(lot, ' ', sizeof(lot));
	memcpy(lot, "pause", 5);
	CHECK(order_read(&o, (struct slice){ lot, ORDER_LINE_MAX }) == NULL);
	CHECK(order_read(&o, (struct slice){ lot,
	    ORDER_LINE_MAX + 1 }) != NULL);
}

static const char *
line(struct channels *c, const char *text)
{
	return channels_line(c, slice_str(text));
}

static void
test_channels(void)
{
	struct channels c = { 0 };
	int64_t k, n[3] = { 0 };

	CHECK(line(&c, "# a comment") == NULL && line(&c, "  ") == NULL);
	CHECK(c.n == 0);
	CHECK(line(&c, "7 news http://h/n?a=b\r") == NULL);
	CHECK(line(&c, " 2\tsport  http://h/s ") == NULL);
	CHECK(line(&c, "1 kids http://h/k") == NULL);
	CHECK(c.n == 3 && c.weight == 10 && c.named);
	CHECK(strcmp(c.list[0].url, "http://h/n?a=b") == 0);
	CHECK(strcmp(c.list[1].name, "sport") == 0);
	CHECK(line(&c, "1 news http://h/") != NULL);
	CHECK(line(&c, "0 x http://h/") != NULL);
	CHECK(line(&c, "1 http://h/") != NULL);
	CHECK(line(&c, "1 x http://h/ more") != NULL);
	for (k = 0; k < 1000; k++) {
		n[channels_pick(&c, k)]++;
		/* Never far from the weights, whenever one looks. */
		CHECK(llabs(10 * n[0] - 7 * (k + 1)) <= 40);
		CHECK(llabs(10 * n[1] - 2 * (k + 1)) <= 40);
	}
	channels_free(&c);
	channels_add(&c, "http://a/");
	channels_add(&c, "http://b/");
	CHECK(!c.named && strcmp(c.list[1].name, "2") == 0);
	channels_free(&c);
}

int
main(void)
{
	test_ramp();
	test_steps();
	test_shape();
	test_climb();
	test_first_point();
	test_wrong_shapes();
	test_rate();
	test_rate_set();
	test_orders();
	test_channels();
	return check_result();
}
