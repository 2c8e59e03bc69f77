/*
 * The marks in curl's output.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "intake.h"
#include "num.h"

void
intake_mark(char mark[MARK_BYTES])
{
	uint64_t half[2] = { (uint64_t)clock_stamp(), (uint64_t)getpid() };
	int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);

	if (fd >= 0) {
		if (read(fd, half, sizeof(half)) < (ssize_t)sizeof(half))
			half[1] ^= (uint64_t)clock_mono();
		close(fd);
	}
	snprintf(mark, MARK_BYTES, "%016llx%016llx",
	    (unsigned long long)half[0], (unsigned long long)half[1]);
}

/* As intake_next reads it: "\nMARK exit status time url\n". */
void
intake_write_out(struct sbuf *b, const char *mark, int tells_exit)
{
	sbuf_str(b, "\\n");
	sbuf_str(b, mark);
	sbuf_str(b, tells_exit ? " %{exitcode}" : " -");
	sbuf_str(b, " %{http_code} %{time_total} %{url_effective}\\n");
}

int
intake_feed(struct intake *t, struct slice bytes)
{
	if (t->used > 0) {
		memmove(t->b.p, t->b.p + t->used, t->b.n - t->used);
		t->b.n -= t->used;
		t->used = 0;
	}
	sbuf_slice(&t->b, bytes);
	/* The line behind the body is no part of it. */
	return t->b.n > INTAKE_BYTES + 65536 ? -1 : 0;
}

/* Offset of the mark, or where none can begin yet. */
static size_t
find(const struct intake *t, struct slice mark)
{
	size_t i = t->used + t->looked;
	struct slice s;

	for (; i + mark.n <= t->b.n; i++) {
		s = slice_from(sbuf_view(&t->b), i);
		i += slice_find(s, '\n');
		if (i + mark.n > t->b.n)
			break;
		if (slice_starts(slice_from(sbuf_view(&t->b), i + 1), mark))
			return i;
	}
	return t->b.n;
}

static int
whole(struct slice s, int none)
{
	int64_t v;

	return num_int(s, 0, INT32_MAX, &v) == 0 ? (int)v : none;
}

/* " exit status time url" */
static void
read_end(struct fetched *f, struct slice s)
{
	*f = (struct fetched){ 0 };
	slice_cut(&s, ' ');
	f->exit = whole(slice_cut(&s, ' '), -1);
	f->status = whole(slice_cut(&s, ' '), 0);
	if (num_micro(slice_cut(&s, ' '), &f->time_us) != 0)
		f->time_us = 0;
	/* Without the fragment that numbers it. */
	f->url = (struct slice){ s.p, slice_find(s, '#') };
}

/*
 * Offset of a mark whose line is whole, or -1; what was looked at is not
 * looked at again.
 */
static ssize_t
locate(struct intake *t)
{
	struct slice mark = slice_str(t->mark), end;
	size_t at = find(t, mark), seen = at - t->used;

	if (at == t->b.n) {
		/* One may have come in part. */
		t->looked = seen > mark.n ? seen - mark.n - 1 : 0;
		return -1;
	}
	t->looked = seen;
	end = slice_from(sbuf_view(&t->b), at + 1);
	return slice_find(end, '\n') < end.n ? (ssize_t)at : -1;
}

int
intake_is_whole(struct intake *t)
{
	return locate(t) >= 0;
}

int
intake_next(struct intake *t, struct slice *body, struct fetched *f)
{
	ssize_t at = locate(t);
	struct slice end;

	if (at < 0)
		return 0;
	*body = (struct slice){ t->b.p + t->used, (size_t)at - t->used };
	end = slice_from(sbuf_view(&t->b), (size_t)at + 1);
	end.n = slice_find(end, '\n');
	read_end(f, end);
	t->used = (size_t)at + 1 + end.n + 1;
	t->looked = 0;
	return 1;
}

struct slice
intake_rest(const struct intake *t)
{
	return slice_from(sbuf_view(&t->b), t->used);
}

void
intake_clear(struct intake *t)
{
	t->b.n = t->used = t->looked = 0;
}

void
intake_free(struct intake *t)
{
	sbuf_free(&t->b);
}
