/*
 * through COUNT IN OUT IN OUT: the time that a block (standard input) takes
 * through two copies of hls-export -p: from its first byte written to the
 * descriptor IN to its last one read from OUT. Both get it in turn, COUNT
 * times, so that what the machine does besides happens to both. Prints, in
 * microseconds, the 50th and the 99th percentile of the first, of the second,
 * and of the second less the first.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "num.h"
#include "sbuf.h"

#define COUNT_MAX 1000000
#define PAUSE_MS 2

struct copy {
	int in, out;
	int64_t *us;
};

static void
read_block(struct sbuf *b)
{
	ssize_t k;

	while ((k = read(STDIN_FILENO, sbuf_room(b, 65536), 65536)) > 0)
		b->n += (size_t)k;
	if (k < 0 || b->n == 0)
		die("no block on standard input");
}

static void
put(int fd, struct slice s)
{
	while (s.n > 0) {
		ssize_t k = write(fd, s.p, s.n);

		if (k <= 0)
			die_errno("write");
		s = slice_from(s, (size_t)k);
	}
}

static void
take(int fd, size_t n)
{
	static char buf[65536];

	while (n > 0) {
		ssize_t k = read(fd, buf, n < sizeof(buf) ? n : sizeof(buf));

		if (k < 0)
			die_errno("read");
		if (k == 0)
			die("the copy has ended");
		n -= (size_t)k;
	}
}

static int64_t
pass(const struct copy *c, struct slice block)
{
	int64_t from = clock_mono();

	put(c->in, block);
	take(c->out, block.n);
	return clock_mono() - from;
}

static int
by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void
print(int64_t *us, int64_t n)
{
	qsort(us, (size_t)n, sizeof(*us), by_value);
	printf("%lld %lld\n", (long long)us[(n - 1) / 2],
	    (long long)us[(n - 1) * 99 / 100]);
}

static int64_t
number(const char *arg, int64_t least, int64_t most)
{
	int64_t v;

	if (num_int(slice_str(arg), least, most, &v) != 0)
		die("\"%s\" is not a whole number (%lld to %lld)", arg,
		    (long long)least, (long long)most);
	return v;
}

int
main(int argc, char **argv)
{
	struct copy c[2];
	struct sbuf block = { 0 };
	int64_t *more, i, n;

	die_name("through");
	if (argc != 6)
		die("usage: through COUNT IN OUT IN OUT");
	n = number(argv[1], 1, COUNT_MAX);
	more = ezalloc((size_t)n, sizeof(*more));
	for (i = 0; i < 2; i++)
		c[i] = (struct copy){ (int)number(argv[2 + 2 * i], 3, 255),
			(int)number(argv[3 + 2 * i], 3, 255),
			ezalloc((size_t)n, sizeof(*more)) };
	read_block(&block);
	for (i = 0; i < n; i++) {
		/* Whoever is first may have to wake up a processor. */
		c[i % 2].us[i] = pass(&c[i % 2], sbuf_view(&block));
		c[1 - i % 2].us[i] = pass(&c[1 - i % 2], sbuf_view(&block));
		more[i] = c[1].us[i] - c[0].us[i];
		poll(NULL, 0, PAUSE_MS);
	}
	print(c[0].us, n);
	print(c[1].us, n);
	print(more, n);
	free(c[0].us);
	free(c[1].us);
	free(more);
	sbuf_free(&block);
	return 0;
}
