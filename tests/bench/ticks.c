/*
 * ticks: folds an event stream (standard input) as hls-agg does, and prints
 * the CPU time that its ticks took: closing the second and printing the block,
 * without writing it. Links what hls-agg is made of.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "die.h"
#include "ealloc.h"
#include "line.h"
#include "agg.h"
#include "fold/event.h"
#include "report/stat_block.h"

#define TICKS_MAX 100000

static int64_t
cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static int
by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int
is_tick(struct slice line)
{
	struct record r;

	return record_read(&r, line) == 0 && slice_eq(r.kind, SLICE("tick"));
}

/* The time from a tick's line to its block's end. */
static int64_t
tick(struct agg *a, struct sbuf *b, struct slice line)
{
	int64_t from = cpu_ns();

	b->n = 0;
	event_line(&a->fold, line);
	stat_block_print(&a->report, b, NULL);
	return cpu_ns() - from;
}

static double
ms(int64_t ns)
{
	return (double)ns / 1e6;
}

int
main(void)
{
	int64_t *ns = ezalloc(TICKS_MAX, sizeof(*ns)), n = 0;
	struct sbuf b = { 0 };
	struct slice line;
	struct plan plan;
	struct line in;
	struct agg a;

	die_name("ticks");
	plan_default(&plan);
	agg_init(&a, &plan);
	line_open(&in, STDIN_FILENO, NULL);
	while (n < TICKS_MAX && line_next(&in, &line)) {
		if (is_tick(line))
			ns[n++] = tick(&a, &b, line);
		else
			event_line(&a.fold, line);
	}
	if (n == 0)
		die("no tick in the input");
	qsort(ns, (size_t)n, sizeof(*ns), by_value);
	printf("%lld ticks: p50 %.3f ms, p99 %.3f ms, max %.3f ms\n",
	    (long long)n, ms(ns[n / 2]), ms(ns[n * 99 / 100]),
	    ms(ns[n - 1]));
	line_close(&in);
	agg_free(&a);
	sbuf_free(&b);
	free(ns);
	return 0;
}
