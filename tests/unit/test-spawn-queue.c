/*
 * hls-spawn/queue and raw: a slow reader costs whole lines of children, counted
 * exactly, and never a supervisor record. Lines in = lines out + lost.
 */
#include <sys/socket.h>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "record.h"
#include "stream/raw.h"

#define LINES 200000

static struct raw raw;
static struct session sessions[3];
static int64_t lines_out, lines_lost, supervisor_out, bytes_lost;

static void
count(struct slice line)
{
	struct record r;
	int64_t v;

	CHECK(record_read(&r, line) == 0);
	if (slice_eq(r.kind, SLICE("log"))) {
		lines_out++;
	} else if (slice_eq(r.kind, SLICE("lost"))) {
		CHECK(field_int(r.rest, "lines", &v));
		lines_lost += v;
		CHECK(field_int(r.rest, "bytes", &v));
		bytes_lost += v;
	} else {
		supervisor_out++;
	}
}

/* Takes up to n bytes from the pipe; whole lines are counted. */
static void
take(int fd, size_t n)
{
	static char buf[1 << 20];
	static size_t have;
	size_t used = 0, k;
	ssize_t got = read(fd, buf + have, n);

	if (got <= 0)
		return;
	have += (size_t)got;
	for (;;) {
		struct slice s = { buf + used, have - used };

		k = slice_find(s, '\n');
		if (k == s.n)
			break;
		count((struct slice){ s.p, k });
		used += k + 1;
	}
	memmove(buf, buf + used, have - used);
	have -= used;
}

static void
supervisor_record(int i)
{
	struct sbuf *b = raw_begin(&raw, &sessions[i % 3], "state", 1);

	put_int(b, "n", i);
	raw_end(&raw);
}

static void
drain(const int *ends)
{
	int i;

	for (i = 0; i < 3; i++)
		raw_lost(&raw, &sessions[i], 1);
	while (queue_flush(&raw.queue, ends[1]) == QUEUE_WAITS)
		take(ends[0], 65536);
	while (lines_out + lines_lost < LINES)
		take(ends[0], 65536);
}

/* The reader takes 40 bytes for every 60 that come. */
static void
test_conservation(const int *ends)
{
	struct text t = { SLICE("some text of a line, as long as most"), 1, 0 };
	int64_t supervisor_in = 0;
	int i, wraps = 0;

	for (i = 0; i < LINES; i++) {
		raw_text(&raw, &sessions[i % 3], "log", &t);
		if (i % 5 == 4) {
			size_t head = raw.queue.head;

			queue_flush(&raw.queue, ends[1]);
			wraps += raw.queue.head < head;
			take(ends[0], 200);
		}
		if (i % 1000 == 0) {
			supervisor_record(i);
			supervisor_in++;
		}
	}
	drain(ends);
	CHECK(wraps > 3);
	CHECK(!raw.full);
	CHECK(lines_lost > LINES / 10 && lines_out > LINES / 10);
	CHECK(lines_out + lines_lost == LINES);
	CHECK(lines_lost == raw.lost_lines);
	CHECK(bytes_lost == lines_lost * (int64_t)t.text.n);
	CHECK(supervisor_out == supervisor_in);
}

/* Whole lines, at most QUEUE_WRITE_MAX bytes a write: packets show writes. */
static void
test_writes(void)
{
	static char line[100], big[9000], packet[65536];
	struct queue q;
	int ends[2], i;
	ssize_t k, sum = 0;

	CHECK(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0);
	queue_open(&q, (struct queue_sizes){ 1 << 20, 0, 1 << 20 });
	memset(line, 'x', sizeof(line));
	line[99] = '\n';
	memset(big, 'y', sizeof(big));
	big[8999] = '\n';
	for (i = 0; i < 100; i++)
		CHECK(queue_line(&q, (struct slice){ line, 100 }));
	CHECK(queue_record(&q, (struct slice){ big, sizeof(big) }));
	CHECK(queue_line(&q, (struct slice){ line, 100 }));
	CHECK(queue_flush(&q, ends[1]) == QUEUE_EMPTY);
	while (sum < 10000 && (k = read(ends[0], packet, 65536)) > 0) {
		CHECK(k <= QUEUE_WRITE_MAX && packet[k - 1] == '\n');
		sum += k;
	}
	CHECK(sum == 10000);
	for (; sum < 19100; sum += k) {
		k = read(ends[0], packet, 65536);
		CHECK(k > 0 && k <= QUEUE_WRITE_MAX);
	}
	CHECK(sum == 19100 && packet[k - 1] == '\n');
	queue_free(&q);
	close(ends[0]);
	close(ends[1]);
}

/* The last records find room behind a full reserve. */
static void
test_reserve(void)
{
	struct queue q;
	char line[1000];
	int n = 0;

	memset(line, '\n', sizeof(line));
	queue_open(&q, (struct queue_sizes){ 10000, 0, 5000 });
	while (queue_line(&q, (struct slice){ line, 1000 }))
		n++;
	CHECK(n == 10 && q.shedding);
	for (n = 0; queue_record(&q, (struct slice){ line, 1000 }); n++)
		;
	CHECK(n == 5);
	CHECK(!queue_line(&q, (struct slice){ line, 1 }));
	CHECK(queue_last(&q, (struct slice){ line, 1000 }));
	queue_free(&q);
}

/* What wraps in the ring stays in order when the reserve grows. */
static void
test_grow(void)
{
	static char got[20000];
	struct queue q;
	char line[1000];
	int ends[2], i, in = 0, wrong = 0;
	ssize_t n, at;

	CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
	queue_open(&q, (struct queue_sizes){ 10000, 0, 4000 });
	/* A byte that is taken later keeps the ring from beginning anew. */
	CHECK(queue_record(&q, SLICE("\n")));
	q.head = 9000;
	q.ring[9000] = '\n';
	memset(line, '.', sizeof(line));
	line[999] = '\n';
	for (i = 0; i < 24; i++) {
		line[0] = (char)('a' + i);
		if (i == 12)
			queue_grow(&q, 12000);
		if (queue_record(&q, (struct slice){ line, 1000 }))
			in++;
	}
	CHECK(in == 24 && q.size == 10000 + 4000 + 4096 + 12000);
	CHECK(queue_flush(&q, ends[1]) == QUEUE_EMPTY);
	CHECK(read(ends[0], got, 1) == 1);
	for (n = 0; n < 24000; n += at) {
		at = read(ends[0], got, 1000);
		if (at != 1000)
			break;
		wrong += got[0] != (char)('a' + n / 1000);
	}
	CHECK(n == 24000 && wrong == 0);
	queue_free(&q);
	close(ends[0]);
	close(ends[1]);
}

int
main(void)
{
	int ends[2], i;

	if (pipe(ends) != 0)
		return 1;
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	for (i = 0; i < 3; i++)
		session_name(&sessions[i], i, 0);
	queue_open(&raw.queue, (struct queue_sizes){ 64 << 10, 0, 64 << 10 });
	test_conservation(ends);
	test_writes();
	test_reserve();
	test_grow();
	raw_free(&raw);
	return check_result();
}
