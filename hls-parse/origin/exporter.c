/*
 * The exporters' metrics by name. Of node_exporter those that it has on Linux.
 */
#include <math.h>

#include "exporter.h"
#include "fnv.h"
#include "num.h"
#include "record.h"
#include "wraps.h"

/* Rates over less would be all rounding. */
#define RATE_LEAST_US 100000
/* What is beyond this (9e12) is no figure of ours; in millionths it fits. */
#define VALUE_MAX 9e12

/* What a series is added to. */
static const struct series {
	struct slice name;
	enum exporter_sum sum;
	struct slice key, value;	/* a label it must have, or any */
	int other;			/* or must not have */
} known[] = {
#define ANY SLICE_INIT(""), SLICE_INIT(""), 0
	{ SLICE_INIT("node_cpu_seconds_total"), SUM_CPU_ALL, ANY },
	{ SLICE_INIT("node_cpu_seconds_total"), SUM_CPU_IDLE,
	    SLICE_INIT("mode"), SLICE_INIT("idle"), 0 },
	{ SLICE_INIT("node_cpu_seconds_total"), SUM_CPU_IDLE,
	    SLICE_INIT("mode"), SLICE_INIT("iowait"), 0 },
	{ SLICE_INIT("node_memory_MemTotal_bytes"), SUM_MEMORY_ALL, ANY },
	{ SLICE_INIT("node_memory_MemAvailable_bytes"), SUM_MEMORY_FREE, ANY },
	{ SLICE_INIT("node_network_receive_bytes_total"), SUM_NET_IN,
	    SLICE_INIT("device"), SLICE_INIT("lo"), 1 },
	{ SLICE_INIT("node_network_transmit_bytes_total"), SUM_NET_OUT,
	    SLICE_INIT("device"), SLICE_INIT("lo"), 1 },
	{ SLICE_INIT("nginx_connections_active"), SUM_CONNECTIONS, ANY },
	{ SLICE_INIT("nginx_http_requests_total"), SUM_REQUESTS, ANY },
	{ SLICE_INIT("nginx_up"), SUM_NGINX, ANY },
#undef ANY
};

/* Reading */

void
exporter_begin(struct exporter *e)
{
	e->now = (struct answer){ 0 };
	e->open = 1;
	e->stub = 0;
}

WRAPS static void
add(struct exporter *e, int sum, struct slice labels, double v)
{
	struct sum *s = &e->now.sum[sum];

	if (!isfinite(v))
		return;
	s->value += v;
	s->n++;
	s->set += fnv(FNV_START, labels);
}

static int
is_of(const struct series *src, const struct prom_sample *p)
{
	if (!slice_eq(src->name, p->name))
		return 0;
	return src->key.n == 0 ||
	    prom_label_is(p->labels, src->key, src->value) != src->other;
}

static void
take_sample(struct exporter *e, const struct customs *c,
    const struct prom_sample *p)
{
	size_t i;

	for (i = 0; i < COUNT(known); i++)
		if (is_of(&known[i], p))
			add(e, (int)known[i].sum, p->labels, p->value);
	for (i = 0; c != NULL && i < c->n; i++)
		if (custom_is(&c->list[i], p))
			add(e, SUM_CUSTOM + (int)i, p->labels, p->value);
}

/* " 16630948 16630948 31070465 ": accepted, handled, requests. */
static int
stub_counts(struct exporter *e, struct slice s)
{
	static const struct slice blanks = SLICE_INIT(" ");
	int64_t v[3];
	size_t i;

	for (i = 0; i < COUNT(v); i++)
		if (num_int(slice_word(&s, blanks), 0, INT64_MAX, &v[i]) != 0)
			return 0;
	if (slice_word(&s, blanks).n > 0)
		return 0;
	add(e, SUM_REQUESTS, SLICE(""), (double)v[2]);
	return 1;
}

/*
 *	Active connections: 291
 *	server accepts handled requests
 *	 16630948 16630948 31070465
 *	Reading: 6 Writing: 179 Waiting: 106
 */
static int
stub_line(struct exporter *e, struct slice s)
{
	int head = e->stub;
	int64_t v;

	while (s.n > 0 && s.p[s.n - 1] == ' ')
		s.n--;
	e->stub = slice_eq(s, SLICE("server accepts handled requests"));
	if (e->stub || slice_starts(s, SLICE("Reading: ")))
		return 1;
	if (head && stub_counts(e, s))
		return 1;
	if (!slice_skip(&s, SLICE("Active connections: ")) ||
	    num_int(s, 0, INT64_MAX, &v) != 0)
		return 0;
	add(e, SUM_CONNECTIONS, SLICE(""), (double)v);
	return 1;
}

void
exporter_line(struct exporter *e, const struct customs *c, int64_t time_us,
    struct slice text)
{
	struct prom_sample p;

	if (e->now.time_us == 0)
		e->now.time_us = time_us;
	e->now.lines++;
	if (stub_line(e, text))
		return;
	if (prom_read(&p, text) == 0)
		take_sample(e, c, &p);
	else
		e->now.bad++;
}

const char *
exporter_fault(const struct exporter *e)
{
	const struct sum *nginx = &e->now.sum[SUM_NGINX];

	if (e->now.lines == e->now.bad)
		return "garbled";
	return nginx->n > 0 && nginx->value <= 0 ? "nginx" : NULL;
}

/* Figures */

/* Millionths, where the value is one that can be told. */
static int
micro(double v, int64_t *out)
{
	if (!(fabs(v) < VALUE_MAX))
		return 0;
	*out = (int64_t)floor(v * 1e6 + 0.5);
	return 1;
}

/* By how much a sum of counters has grown since the answer before. */
static int
growth(const struct exporter *e, int sum, double *v)
{
	const struct sum *now = &e->now.sum[sum];
	const struct sum *before = &e->before.sum[sum];

	*v = now->value - before->value;
	return e->before.time_us > 0 && now->n > 0 && now->n == before->n &&
	    now->set == before->set && *v >= 0;
}

static int
rate(const struct exporter *e, int sum, int64_t *v)
{
	int64_t us = e->now.time_us - e->before.time_us;
	double more;

	return growth(e, sum, &more) && us >= RATE_LEAST_US &&
	    micro(more / ((double)us / 1e6), v);
}

static int
cpu(const struct exporter *e, int64_t *v)
{
	double all, idle = e->now.sum[SUM_CPU_IDLE].value -
	    e->before.sum[SUM_CPU_IDLE].value;

	if (!growth(e, SUM_CPU_ALL, &all) || !(all > 0) ||
	    e->now.sum[SUM_CPU_IDLE].n == 0)
		return 0;
	/* The kernel's iowait may step back a little. */
	idle = idle < 0 ? 0 : idle > all ? all : idle;
	return micro(1 - idle / all, v);
}

static int
memory(const struct exporter *e, int64_t *v)
{
	const struct sum *all = &e->now.sum[SUM_MEMORY_ALL];
	const struct sum *free = &e->now.sum[SUM_MEMORY_FREE];

	if (all->n != 1 || free->n != 1 || !(all->value > 0) ||
	    free->value < 0 || free->value > all->value)
		return 0;
	return micro(1 - free->value / all->value, v);
}

static int
gauge(const struct exporter *e, int sum, int64_t *v)
{
	return e->now.sum[sum].n > 0 && micro(e->now.sum[sum].value, v);
}

static void
put_customs(const struct exporter *e, const struct customs *c, struct sbuf *b)
{
	int64_t v;
	size_t i;

	for (i = 0; i < c->n; i++) {
		int sum = SUM_CUSTOM + (int)i;

		if (c->list[i].rate ? rate(e, sum, &v) : gauge(e, sum, &v))
			put_micro(b, c->list[i].key, v);
	}
}

void
exporter_put(const struct exporter *e, const struct customs *c, struct sbuf *b)
{
	int64_t v;

	if (cpu(e, &v))
		put_micro(b, "cpu", v);
	if (memory(e, &v))
		put_micro(b, "memory", v);
	if (rate(e, SUM_NET_IN, &v))
		put_micro(b, "net_in", v);
	if (rate(e, SUM_NET_OUT, &v))
		put_micro(b, "net_out", v);
	if (gauge(e, SUM_CONNECTIONS, &v) && v >= 0)
		put_int(b, "connections", v / 1000000);
	if (rate(e, SUM_REQUESTS, &v))
		put_micro(b, "requests", v);
	if (c != NULL)
		put_customs(e, c, b);
}

void
exporter_keep(struct exporter *e)
{
	e->before = e->now;
}

void
exporter_forget(struct exporter *e)
{
	e->before.time_us = 0;
}

void
exporter_free(struct exporter *e)
{
	sbuf_free(&e->name);
	sbuf_free(&e->url);
}
