/*
 * hls-spawn/limits and summary: every limit just below and just above, and
 * the words.
 */
#include <string.h>

#include "check.h"
#include "machine/limits.h"
#include "preflight/summary.h"

/* Nothing known, so nothing wrong. */
static const struct facts nothing = {
	.cores_micro = UNKNOWN, .memory_bytes = UNKNOWN,
	.user = { UNKNOWN, UNKNOWN }, .machine = { UNKNOWN, UNKNOWN },
	.group = { UNKNOWN, UNKNOWN }, .user_hard = UNKNOWN,
	.pipe_pages_soft = UNKNOWN, .pipe_pages_hard = UNKNOWN,
	.ports = UNKNOWN,
};

static const struct demand load = {
	.clients = 2000, .rate_micro = 10000000,
	.target_duration_us = 6000000, .is_ffmpeg = 1, .threads = 1,
	.pipes = 1,
};

static struct limits_report r;

/* No finding. */
static int
fits(const struct demand *l, const struct facts *f)
{
	limits_check(l, f, &r);
	return r.n == 0 && !r.failed;
}

/* Exactly this finding. */
static int
finds(const struct demand *l, const struct facts *f, enum finding_level level,
    const char *text)
{
	limits_check(l, f, &r);
	if (r.n != 1 || strcmp(r.found[0].text, text) != 0)
		printf("got %zu: %s\n", r.n, r.found[0].text);
	return r.n == 1 && r.found[0].level == level &&
	    r.failed == (level == FINDING_FAIL) &&
	    strcmp(r.found[0].text, text) == 0;
}

static void
test_user(void)
{
	struct facts f = nothing;

	f.user = (struct bound){ 2035, 35 };
	f.user_hard = 4000;
	CHECK(fits(&load, &f));
	f.user.used = 36;
	CHECK(finds(&load, &f, FINDING_FAIL, "2000 clients need 2036 "
	    "processes and threads with those that run, the limit of this "
	    "user is 2035: raise it (ulimit -u 2036)"));
	f.user_hard = 2035;
	CHECK(finds(&load, &f, FINDING_FAIL, "2000 clients need 2036 "
	    "processes and threads with those that run, the limit of this "
	    "user is 2035: raise it (ulimit -Hu 2036, as root)"));
}

/* Threads are a measured figure, processes are certain. */
static void
test_threads(void)
{
	struct facts f = nothing;
	struct demand l = load;

	l.threads = 3;
	f.machine = (struct bound){ 6100, 100 };
	CHECK(fits(&l, &f));
	f.machine.max = 6099;
	CHECK(finds(&l, &f, FINDING_WARN, "2000 clients need 6100 processes "
	    "and threads with those that run, the machine's limit is 6099: "
	    "raise it (sysctl -w kernel.threads-max=6100 "
	    "kernel.pid_max=6100)"));
	f.machine.max = 2100;
	CHECK(!fits(&l, &f) && !r.failed);
	f.machine.max = 2099;
	CHECK(!fits(&l, &f) && r.failed);
	/* Any other program is one process, too. */
	l.is_ffmpeg = 0;
	CHECK(!fits(&l, &f) && r.failed);
}

static void
test_group(void)
{
	struct facts f = nothing;

	f.group = (struct bound){ 2000, UNKNOWN };
	CHECK(fits(&load, &f));
	f.group.used = 1;
	CHECK(finds(&load, &f, FINDING_FAIL, "2000 clients need 2001 "
	    "processes and threads with those that run, the limit of this "
	    "control group is 2000: raise its pids.max (systemd: TasksMax=, "
	    "docker: --pids-limit)"));
}

/* 1,024 pipes of 16 pages: 512 clients have that many. */
static void
test_pipes(void)
{
	struct facts f = nothing;
	struct demand l = load;

	f.pipe_pages_soft = 16384;
	f.pipe_pages_hard = 0;
	l.clients = 508;
	CHECK(fits(&l, &f));
	l.clients = 509;
	CHECK(finds(&l, &f, FINDING_WARN, "509 clients want 16416 pages of "
	    "pipes, beyond 16384 pipes are so small that FFmpeg may wait for "
	    "us: sysctl -w fs.pipe-user-pages-soft=16416"));
	f.privileged = 1;
	CHECK(fits(&l, &f));
	f = nothing;
	f.pipe_pages_hard = INT64_C(509) * 32;
	CHECK(fits(&l, &f));
	f.pipe_pages_hard--;
	CHECK(finds(&l, &f, FINDING_FAIL, "509 clients need 16416 pages of "
	    "pipes, the limit is 16287: "
	    "sysctl -w fs.pipe-user-pages-hard=16416"));
}

static void
test_ports(void)
{
	struct facts f = nothing;
	struct demand l = load;

	f.ports = 20000;
	CHECK(fits(&l, &f));
	l.clients = 2001;
	CHECK(finds(&l, &f, FINDING_WARN, "2001 clients hold 20010 local "
	    "ports if they open a connection per segment (live fMP4 and AES "
	    "do), there are 20000: sysctl -w net.ipv4.tcp_tw_reuse=1 "
	    "net.ipv4.ip_local_port_range='1024 65535'"));
	f.tw_reuse = 1;
	CHECK(fits(&l, &f));
	f.tw_reuse = 0;
	l.target_duration_us = 0;
	CHECK(fits(&l, &f));
	f.ports = 2001;
	CHECK(fits(&l, &f));
	f.ports = 2000;
	CHECK(finds(&l, &f, FINDING_WARN, "2001 clients have a connection "
	    "each, there are 2000 local ports for one server address: sysctl "
	    "-w net.ipv4.ip_local_port_range='1024 65535', or slice the swarm "
	    "(--slice)"));
	l.is_ffmpeg = 0;
	CHECK(fits(&l, &f));
}

static void
test_memory(void)
{
	struct facts f = nothing;
	struct demand l = load;

	f.memory_bytes = 2000 * LIMITS_CLIENT_BYTES;
	CHECK(fits(&l, &f));
	f.memory_bytes--;
	CHECK(!fits(&l, &f) && !r.failed);
	f.memory_bytes = INT64_C(22) << 30;
	CHECK(finds(&l, &f, FINDING_WARN, "2000 clients need about 35.2 GiB, "
	    "22.0 GiB are available: run at most 1251 here, or slice the "
	    "swarm (--slice)"));
	l.is_ffmpeg = 0;
	CHECK(fits(&l, &f));
}

static void
test_ramp(void)
{
	struct facts f = nothing;
	struct demand l = load;

	l.clients = 600;
	f.cores_micro = 2000000;
	l.rate_micro = 36363636;
	CHECK(fits(&l, &f));
	l.rate_micro = 40000000;
	CHECK(finds(&l, &f, FINDING_WARN, "40 starts per second take 2.20 "
	    "cores (55.0 ms of processor time each), there are 2: ramp at 36 "
	    "at most (-r), or leave -r out"));
	/* 36 starts at once are over within a second. */
	l.rate_micro = INT64_C(100000000000);
	l.clients = 36;
	CHECK(fits(&l, &f));
	l.clients = 37;
	CHECK(!fits(&l, &f));
	l.is_ffmpeg = 0;
	CHECK(fits(&l, &f));
	/* As measured here, and as the machine allows. */
	l = load;
	l.clients = 600;
	l.rate_micro = 18000000;
	CHECK(fits(&l, &f));
	l.start_us = 112000;
	l.client_bytes = 60 << 20;
	CHECK(finds(&l, &f, FINDING_WARN, "18 starts per second take 2.02 "
	    "cores (112 ms of processor time each), there are 2: ramp at 17 "
	    "at most (-r), or leave -r out; a small FFmpeg starts faster "
	    "(make small-ffmpeg)"));
	l.rate_micro = 0;
	CHECK(fits(&l, &f));
}

static void
test_slow_ramp(void)
{
	struct facts f = nothing;
	struct demand l = load;

	l.clients = 30;
	l.rate_micro = 1000000;
	f.cores_micro = 50000;
	CHECK(finds(&l, &f, FINDING_WARN, "1 starts per second take 0.06 "
	    "cores (55.0 ms of processor time each), there are 0.05: ramp at "
	    "0.91 at most (-r), or leave -r out"));
}

static void
test_play(void)
{
	struct facts f = nothing;
	struct demand l = load;

	f.cores_micro = 2000000;
	l.clients = 1250;
	CHECK(fits(&l, &f));
	l.clients = 2500;
	CHECK(finds(&l, &f, FINDING_WARN, "2500 clients take about 4 cores "
	    "while they play, there are 2: run at most 1250 here, or slice "
	    "the swarm (--slice)"));
}

/* Everything at once: failures first, the longest texts whole. */
static void
test_all(void)
{
	struct facts f = { .cores_micro = 10000, .memory_bytes = 0,
		.user = { 1, 1 }, .machine = { 1, 1 }, .group = { 1, 1 },
		.user_hard = 1, .pipe_pages_soft = 1, .pipe_pages_hard = 1,
		.ports = 99999 };
	struct demand l = { .clients = 100000,
		.rate_micro = INT64_C(100000000000),
		.target_duration_us = 1000000, .is_ffmpeg = 1, .threads = 3,
		.pipes = 1 };
	size_t i;

	limits_check(&l, &f, &r);
	CHECK(r.failed && r.n == 9);
	for (i = 0; i < r.n; i++) {
		CHECK(strlen(r.found[i].text) < sizeof(r.found[i].text) - 8);
		CHECK((r.found[i].level == FINDING_FAIL) == (i < 4));
		CHECK(strchr(r.found[i].text, '\n') == NULL);
	}
}

static int
says(const struct summary *s, const char *want)
{
	struct sbuf b = { 0 };
	int same;

	summary_text(&b, s);
	same = slice_eq(sbuf_view(&b), slice_str(want));
	if (!same)
		printf("got: %.*s\n", (int)b.n, b.p);
	sbuf_free(&b);
	return same;
}

static void
test_summary(void)
{
	struct summary s = { "live", 2000000, "highest", 0, 3, 2300000, 200,
		LIMITS_CLIENT_BYTES, 40000000, 0, UNKNOWN };

	CHECK(says(&s, "live, target duration 2 s, highest of 3 (2.30 Mbit/s);"
	    " 200 clients need 460 Mbit/s, 3.52 GiB, ramp 40 s"));
	s.start_us = 58000;
	s.cores_micro = 2000000;
	CHECK(says(&s, "live, target duration 2 s, highest of 3 (2.30 Mbit/s);"
	    " 200 clients need 460 Mbit/s, 3.52 GiB, ramp 40 s; a start takes "
	    "58.0 ms of processor time: 34.5 a second at most"));
	s.start_us = 0;
	s.mixed = 1;
	s.variant = "highest=3,lowest";
	CHECK(says(&s, "live, target duration 2 s, highest=3,lowest of 3 "
	    "(mean 2.30 Mbit/s); 200 clients need 460 Mbit/s, 3.52 GiB, "
	    "ramp 40 s"));
	s.ramp_us = 39800000;
	s.variants = 1;
	CHECK(says(&s, "live, target duration 2 s, 2.30 Mbit/s;"
	    " 200 clients need 460 Mbit/s, 3.52 GiB, ramp 39.8 s"));
	s.bitrate = 0;
	s.target_duration_us = 0;
	CHECK(says(&s, "live; 200 clients need 3.52 GiB, ramp 39.8 s"));
	s.kind = NULL;
	s.variants = 3;
	s.variant = "all";
	s.ramp_us = 0;
	s.clients = 10;
	CHECK(says(&s, "all of 3; 10 clients need 180 MiB"));
	s = (struct summary){ .clients = 1 };
	CHECK(says(&s, "1 client"));
	s = (struct summary){ .clients = 5, .ramp_us = 400000 };
	CHECK(says(&s, "5 clients, ramp 400 ms"));
	s = (struct summary){ .clients = 1000, .bitrate = 64000 };
	CHECK(says(&s, "64.0 kbit/s; 1000 clients need 64.0 Mbit/s"));
	s.clients = 100000;
	CHECK(says(&s, "64.0 kbit/s; 100000 clients need 6.40 Gbit/s"));
}

int
main(void)
{
	test_user();
	test_threads();
	test_group();
	test_pipes();
	test_ports();
	test_memory();
	test_ramp();
	test_slow_ramp();
	test_play();
	test_all();
	test_summary();
	return check_result();
}
