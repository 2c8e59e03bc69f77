/* Lines across read boundaries, too long ones, and the unfinished last. */
#include <sys/wait.h>

#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "line.h"

/* A pipe with those flags, fed by a child in writes of size bytes. */
static int
feed(const struct sbuf *b, size_t size, int flags)
{
	int fd[2];
	size_t i;

	if (pipe(fd) != 0)
		abort();
	if (fork() != 0) {
		fcntl(fd[0], F_SETFL, flags);
		close(fd[1]);
		return fd[0];
	}
	close(fd[0]);
	for (i = 0; i < b->n; i += size) {
		size_t n = b->n - i < size ? b->n - i : size;

		if (write(fd[1], b->p + i, n) != (ssize_t)n)
			_exit(1);
	}
	_exit(0);
}

static void
fill(struct sbuf *b, size_t n, char c)
{
	memset(sbuf_room(b, n), c, n);
	b->n += n;
}

static void
test_size(const struct sbuf *b, size_t size, int flags)
{
	struct line in;
	struct slice s;
	int fd = feed(b, size, flags);

	line_open(&in, fd, NULL);
	CHECK(line_next(&in, &s) && slice_eq(s, SLICE("one")));
	CHECK(line_next(&in, &s) && s.n == 0);
	CHECK(line_next(&in, &s) && s.n == LINE_MAX_BYTES);
	CHECK(line_next(&in, &s) && slice_eq(s, SLICE("after")));
	CHECK(!in.unfinished);
	CHECK(line_next(&in, &s) && slice_eq(s, SLICE("half")));
	CHECK(in.unfinished);
	CHECK(!line_next(&in, &s) && in.error == 0);
	CHECK(in.too_long == 2);
	CHECK(in.bytes == (int64_t)b->n);
	line_close(&in);
	close(fd);
	wait(NULL);
}

/* A file of 3 GiB is opened by its name, and a line behind them read. */
static void
test_large(void)
{
	char name[] = "/tmp/hls-large.XXXXXX";
	int fd = mkstemp(name);
	struct slice s = { 0 };
	struct line l;

	CHECK(sizeof(off_t) == 8 && sizeof(time_t) == 8);
	CHECK(lseek(fd, (off_t)(3u << 30), SEEK_SET) >= 0);
	CHECK(write(fd, "far\n", 4) == 4);
	close(fd);
	fd = open(name, O_RDONLY);
	CHECK(fd >= 0);
	CHECK(lseek(fd, (off_t)(3u << 30), SEEK_SET) >= 0);
	line_open(&l, fd, NULL);
	CHECK(line_next(&l, &s) == 1 && slice_eq(s, SLICE("far")));
	line_close(&l);
	close(fd);
	unlink(name);
}

int
main(void)
{
	struct sbuf b = { 0 };

	sbuf_str(&b, "one\n\n");
	fill(&b, LINE_MAX_BYTES, 'x');
	sbuf_char(&b, '\n');
	fill(&b, LINE_MAX_BYTES + 1, 'y');
	sbuf_char(&b, '\n');
	fill(&b, 500000, 'z');
	sbuf_str(&b, "\nafter\nhalf");
	test_size(&b, 7, 0);
	test_size(&b, 4096, 0);
	test_size(&b, 65536, 0);
	/* Somebody else may have set it. */
	test_size(&b, 4096, O_NONBLOCK);
	sbuf_free(&b);
	test_large();
	return check_result();
}
