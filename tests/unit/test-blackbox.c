/*
 * hls-spawn/flight and blackbox: what is kept are the last whole lines, what
 * is not is counted exactly, and hls-parse reads the files without complaint.
 * Fed with the captures of real FFmpeg processes, line by line.
 */
#include <sys/resource.h>
#include <sys/stat.h>

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "record.h"
#include "stream/blackbox.h"

#define CAPTURES "tests/data/captures/"

static char dir[64];

static void
begin(void)
{
	strcpy(dir, "/tmp/hls-blackbox.XXXXXX");
	CHECK(mkdtemp(dir) != NULL);
}

static void
end(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", dir);
	CHECK(system(command) == 0);
}

static void
slurp(struct sbuf *b, FILE *f)
{
	b->n = 0;
	while (!feof(f) && !ferror(f))
		b->n += fread(sbuf_room(b, 65536), 1, 65536, f);
}

/* What a file below dir holds; empty if there is none. */
static void
slurp_file(struct sbuf *b, const char *name)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "r");
	b->n = 0;
	if (f == NULL)
		return;
	slurp(b, f);
	(void)fclose(f);
}

/* Takes a line with its newline off *s. */
static struct slice
take(struct slice *s)
{
	size_t n = slice_find(*s, '\n');
	struct slice line = { s->p, n < s->n ? n + 1 : n };

	*s = slice_from(*s, line.n);
	return line;
}

/* The children's lines and their text, with what lost records tell of. */
struct sum {
	int64_t lines, bytes;
};

static void
count_line(struct sum *sum, struct slice line)
{
	struct record r;
	int64_t v;

	line.n--;
	CHECK(record_read(&r, line) == 0);
	if (slice_eq(r.kind, SLICE("log")) ||
	    slice_eq(r.kind, SLICE("progress"))) {
		sum->lines++;
		sum->bytes += (int64_t)r.rest.n;
	}
	if (slice_eq(r.kind, SLICE("lost"))) {
		CHECK(field_int(r.rest, "lines", &v) && v > 0);
		sum->lines += v;
	}
	if (slice_eq(r.kind, SLICE("lost")) ||
	    slice_eq(r.kind, SLICE("cut"))) {
		CHECK(field_int(r.rest, "bytes", &v));
		sum->bytes += v;
	}
}

static struct sum
count(struct slice text)
{
	struct sum sum = { 0 };

	while (text.n > 0)
		count_line(&sum, take(&text));
	return sum;
}

static int
ends_with(struct slice s, struct slice end)
{
	return s.n >= end.n && slice_eq(slice_from(s, s.n - end.n), end);
}

static struct blackbox
open_box(const char *size)
{
	struct blackbox b = { 0 };
	char option[128];

	snprintf(option, sizeof(option), "%s:%s", dir, size);
	CHECK(blackbox_option(&b, option) == 0 && blackbox_open(&b) == NULL);
	return b;
}

static void
test_option(void)
{
	struct blackbox b = { 0 };

	CHECK(blackbox_open(&b) == NULL && !b.on);
	CHECK(blackbox_option(&b, "a:b") == 0 && b.on);
	CHECK(strcmp(b.path, "a:b") == 0 && b.size == 65536);
	CHECK(blackbox_option(&b, "a:b:4K") == 0);
	CHECK(strcmp(b.path, "a:b") == 0 && b.size == 4096);
	CHECK(blackbox_option(&b, "x:64M") == 0 && b.size == 64 << 20);
	CHECK(blackbox_option(&b, "x:4095") == -1);
	CHECK(blackbox_option(&b, "x:65M") == -1);
	CHECK(blackbox_option(&b, ":64K") == -1);
	CHECK(blackbox_option(&b, "") == -1);
	CHECK(b.size == 64 << 20);
	blackbox_close(&b);
	CHECK(!b.on);
}

static void
test_open(void)
{
	char path[256];
	struct blackbox b = { 0 };
	struct stat st;

	begin();
	snprintf(path, sizeof(path), "%s/new", dir);
	CHECK(blackbox_option(&b, path) == 0 && blackbox_open(&b) == NULL);
	CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0700);
	/* The trial file is gone, or this would not work. */
	CHECK(rmdir(path) == 0);
	close(b.dir);
	snprintf(path, sizeof(path), "%s/no/new", dir);
	CHECK(blackbox_option(&b, path) == 0);
	CHECK(strcmp(blackbox_open(&b), strerror(ENOENT)) == 0);
	CHECK(blackbox_option(&b, "/dev/null") == 0);
	CHECK(strcmp(blackbox_open(&b), strerror(ENOTDIR)) == 0);
	blackbox_close(&b);
	end();
}

/* A line of n bytes, its newline among them. */
static struct slice
line_of(struct sbuf *b, const char *kind, size_t n)
{
	static int number;

	b->n = 0;
	record_begin(b, 1000000 + number++, SLICE("17.2"), kind);
	sbuf_char(b, ' ');
	while (b->n < n - 1)
		sbuf_char(b, (char)('a' + number % 26));
	record_end(b);
	return sbuf_view(b);
}

/* Lines of all lengths around a ring of 4 KiB: nothing is half, all counted. */
static void
test_ring(void)
{
	struct flight f = { 0 };
	struct sbuf all = { 0 }, line = { 0 }, kept = { 0 };
	struct slice part[2], s;
	struct sum in, out;
	size_t i;

	for (i = 0; i < 20000; i++) {
		s = line_of(&line, i % 3 ? "log" : "progress", 60 + i * 7919 %
		    (i % 50 ? 200 : 5000));
		sbuf_slice(&all, s);
		flight_add(&f, 4096, s);
		CHECK(f.used <= 4096);
		if (i % 97 != 0)
			continue;
		flight_parts(&f, 4096, part);
		kept.n = 0;
		sbuf_slice(&kept, part[0]);
		sbuf_slice(&kept, part[1]);
		CHECK(ends_with(sbuf_view(&all), sbuf_view(&kept)));
		CHECK(kept.n == 0 || kept.n == all.n ||
		    all.p[all.n - kept.n - 1] == '\n');
		in = count(sbuf_view(&all));
		out = count(sbuf_view(&kept));
		CHECK(in.lines == out.lines + f.lost_lines);
		CHECK(in.bytes == out.bytes + f.lost_bytes);
		all.n = 0;
		sbuf_slice(&all, sbuf_view(&kept));
		f.lost_lines = f.lost_bytes = 0;
	}
	flight_forget(&f);
	CHECK(f.ring == NULL && f.used == 0);
	sbuf_free(&all);
	sbuf_free(&line);
	sbuf_free(&kept);
}

/* A cut record goes with its line, and what it tells is counted. */
static void
test_cut(void)
{
	struct flight f = { 0 };
	struct sbuf line = { 0 }, cut = { 0 };
	struct slice part[2];
	const size_t header = sizeof("1.000000 17.2 log \n") - 1;

	line_of(&line, "log", 8000 + header);
	record_begin(&cut, 1000000, SLICE("17.2"), "cut");
	put_int(&cut, "bytes", 5000);
	record_end(&cut);
	sbuf_slice(&line, sbuf_view(&cut));
	flight_add(&f, 10000, sbuf_view(&line));
	CHECK(f.lost_lines == 0);
	flight_add(&f, 10000, line_of(&line, "log", 2000));
	CHECK(f.lost_lines == 1 && f.lost_bytes == 13000);
	flight_parts(&f, 10000, part);
	CHECK(part[0].n + part[1].n == 2000);
	/* Longer than the ring: nothing is kept, both are counted. */
	line_of(&line, "log", 8000 + header);
	sbuf_slice(&line, sbuf_view(&cut));
	flight_forget(&f);
	flight_add(&f, 4096, sbuf_view(&line));
	CHECK(f.used == 0 && f.lost_lines == 1 && f.lost_bytes == 13000);
	flight_forget(&f);
	sbuf_free(&line);
	sbuf_free(&cut);
}

/* Name, mode, what stands in front, and another file beside the first. */
static void
test_file(void)
{
	struct blackbox b;
	struct flight f = { 0 };
	struct sbuf line = { 0 }, got = { 0 };
	char path[256];
	struct stat st;
	int i;

	begin();
	b = open_box("4K");
	blackbox_head(&b, SLICE("1.000000 - swarm format=1\n"));
	blackbox_line(&b, &f, SLICE("1.000000 17.2 start pid=5 group=a\n"));
	blackbox_line(&b, &f, SLICE("1.000000 17.2 log x\n"));
	CHECK(blackbox_write(&b, &f, "17.2", "stall") == 0);
	slurp_file(&got, "17.2-stall.raw");
	CHECK(slice_eq(sbuf_view(&got), SLICE("1.000000 - swarm format=1\n"
	    "1.000000 17.2 start pid=5 group=a\n1.000000 17.2 log x\n")));
	snprintf(path, sizeof(path), "%s/17.2-stall.raw", dir);
	CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600);
	for (i = 0; i < 30; i++)
		blackbox_line(&b, &f, line_of(&line, "log", 300));
	CHECK(blackbox_write(&b, &f, "17.2", "stall") == 0);
	slurp_file(&got, "17.2-stall-2.raw");
	CHECK(slice_starts(sbuf_view(&got), SLICE(
	    "1.000000 - swarm format=1\n1.000000 17.2 start pid=5 group=a\n")));
	CHECK(count(sbuf_view(&got)).lines == 31);
	CHECK(b.written == 2 && b.failed == 0);
	flight_forget(&f);
	blackbox_close(&b);
	sbuf_free(&line);
	sbuf_free(&got);
	end();
}

/* A file that cannot be written whole is not left, and counted. */
static void
test_full(void)
{
	struct blackbox b;
	struct flight f = { 0 };
	struct sbuf line = { 0 }, got = { 0 };
	struct rlimit was, small;

	begin();
	b = open_box("64K");
	while (f.used < 20000)
		blackbox_line(&b, &f, line_of(&line, "log", 300));
	signal(SIGXFSZ, SIG_IGN);
	CHECK(getrlimit(RLIMIT_FSIZE, &was) == 0);
	small = was;
	small.rlim_cur = 10000;
	CHECK(setrlimit(RLIMIT_FSIZE, &small) == 0);
	CHECK(blackbox_write(&b, &f, "1.0", "exit") == -1);
	CHECK(blackbox_write(&b, &f, "1.0", "exit") == -1);
	CHECK(setrlimit(RLIMIT_FSIZE, &was) == 0);
	CHECK(b.failed == 2 && b.written == 0);
	slurp_file(&got, "1.0-exit.raw");
	CHECK(got.n == 0);
	CHECK(blackbox_write(&b, &f, "1.0", "exit") == 0);
	flight_forget(&f);
	blackbox_close(&b);
	sbuf_free(&line);
	sbuf_free(&got);
	end();
}

static void
test_bounds(void)
{
	struct blackbox b;
	struct flight f = { 0 };

	begin();
	b = open_box("4K");
	blackbox_line(&b, &f, SLICE("1.000000 1.0 log x\n"));
	b.files_max = 2;
	CHECK(blackbox_write(&b, &f, "1.0", "usr1") == 0);
	CHECK(blackbox_write(&b, &f, "1.0", "usr1") == 0);
	CHECK(blackbox_write(&b, &f, "1.0", "usr1") == -1);
	b.files_max = 100;
	b.bytes_max = 39;
	CHECK(blackbox_write(&b, &f, "1.0", "usr1") == 0);
	CHECK(blackbox_write(&b, &f, "1.0", "usr1") == -1);
	CHECK(b.written == 3 && b.skipped == 2 && b.failed == 0);
	flight_forget(&f);
	blackbox_close(&b);
	end();
}

/* The lines of the session and the swarm's; nothing is kept when off. */
static void
feed(struct blackbox *b, struct flight *f, struct slice raw)
{
	struct slice line;
	struct record r;

	while (raw.n > 0) {
		line = take(&raw);
		CHECK(record_read(&r, line) == 0);
		if (slice_eq(r.kind, SLICE("swarm")))
			blackbox_head(b, line);
		else if (!slice_eq(r.subject, SLICE("-")))
			blackbox_line(b, f, line);
	}
}

/* hls-parse has nothing to say, and hls-agg makes a report of it. */
static void
replay(void)
{
	static const char script[] = "bin/hls-parse %s/1.0-exit.raw 2>&1 "
	    ">%s/ev | grep . && exit 1; grep -q ' exit ' %s/ev && "
	    "bin/hls-agg <%s/ev 2>&1 >/dev/null | "
	    "grep -q '^Clients .* exits: 1'";
	char command[sizeof(script) + 4 * sizeof(dir)];

	snprintf(command, sizeof(command), script, dir, dir, dir, dir);
	CHECK(system(command) == 0);
}

/* A capture with a box of this size: what the file holds is exact. */
static void
test_capture(const char *name, const char *size)
{
	struct blackbox b;
	struct flight f = { 0 };
	struct sbuf raw = { 0 }, got = { 0 };
	struct sum in, out;
	char command[256];
	FILE *p;

	begin();
	snprintf(command, sizeof(command), "gzip -dc " CAPTURES "%s.raw.gz",
	    name);
	p = popen(command, "r");
	CHECK(p != NULL);
	slurp(&raw, p);
	CHECK(pclose(p) == 0 && raw.n > 0);
	b = open_box(size);
	feed(&b, &f, sbuf_view(&raw));
	CHECK(blackbox_write(&b, &f, "1.0", "exit") == 0);
	slurp_file(&got, "1.0-exit.raw");
	in = count(sbuf_view(&raw));
	out = count(sbuf_view(&got));
	CHECK(in.lines == out.lines && in.bytes == out.bytes);
	CHECK((f.lost_lines > 0) == (f.start.n > 0));
	CHECK(f.lost_lines > 0 ? b.size - f.used < 8200 :
	    (size_t)(in.bytes) < b.size);
	replay();
	flight_forget(&f);
	blackbox_close(&b);
	sbuf_free(&raw);
	sbuf_free(&got);
	end();
}

int
main(void)
{
	static const char *const names[] = { "4.3.7/slive", "5.1.9/slive",
		"5.1.9/slive_fmp4", "7.1.5/vod_aes", "7.1.5/lpl3_404_all",
		"9.0.2/chunked", "9.0.2/refused", "9.0.2/seg3_reset_noreconn" };
	size_t i;

	test_option();
	test_open();
	test_ring();
	test_cut();
	test_file();
	test_full();
	test_bounds();
	for (i = 0; i < COUNT(names); i++) {
		test_capture(names[i], "4K");
		test_capture(names[i], "64K");
		test_capture(names[i], "64M");
	}
	return check_result();
}
