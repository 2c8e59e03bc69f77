/*
 * The life of a watch's processes, and what becomes of each fetch.
 */
#include <sys/wait.h>

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "child/child.h"
#include "clock.h"
#include "ealloc.h"
#include "fetch/curl.h"
#include "fetch/pick.h"
#include "machine/descriptors.h"
#include "records.h"
#include "watch.h"

/* curl shall see to its limit itself; this is for one that hangs. */
#define KILL_AFTER_US 500000
#define RETRY_US (2 * SECOND_US)
/* Then its URL may be the trouble: a token has run out, an edge is gone. */
#define MISSES_MOST 3

/* Starting */

/* A fetch may take as long as FFmpeg waits for a silent connection. */
static int64_t
limit_us(const struct watch *w)
{
	int64_t us = w->all->with.opt->timeout_us;

	return us > w->every_us ? us : w->every_us;
}

/* What curl reads on its standard input; -1 with errno. */
static int
feed(const struct watch *w)
{
	const struct curls *with = &w->all->with;
	struct curl_request r = { .o = with->opt,
		.curl = &with->preflight->curl_can,
		.mark = w->all->mark, .url = w->url,
		.cookies = w->cookies, .limit_us = limit_us(w),
		.every_us = w->repeats ? w->every_us : 0 };
	struct sbuf b = { 0 };
	int fd;

	curl_config(&b, &r);
	fd = descriptors_feed(sbuf_view(&b));
	sbuf_free(&b);
	return fd;
}

/* The pid, with the end to read from in *fd; or -1. */
static pid_t
launch(const struct watch *w, int *fd)
{
	const struct curls *with = &w->all->with;
	const char *argv[] = { with->preflight->curl, "-q", "-K", "-", NULL };
	struct child child = { .path = with->preflight->curl,
		.argv = (char *const *)argv, .group = with->group,
		.in = feed(w), .err = CHILD_AS_OUT, .progress = -1 };
	int *const to[1] = { &child.out };
	pid_t pid;

	if (child.in < 0)
		return -1;
	pid = child_piped(&child, to, 1, fd);
	close(child.in);
	return pid;
}

/* Learning */

static void
put_word(struct sbuf *b, struct slice s)
{
	sbuf_slice(b, s);
	sbuf_char(b, '\0');
}

/* What stands in a multivariant playlist is for others to watch. */
static void
find(struct watch *w, struct slice base)
{
	struct picked found = { .n = 0 };
	size_t i;

	if (w->of != NULL)
		return;
	for (i = 0; i < w->plan->n; i++) {
		struct pick p = { w->plan->plays[i].want,
			w->plan->plays[i].program };

		pick_playlists(&found, &w->all->m3u8, &p);
	}
	put_word(&w->found, base);
	put_word(&w->found, intake_rest(&w->intake));
	for (i = 0; i < found.n && i < COUNT(found.uri); i++)
		put_word(&w->found, found.uri[i]);
}

static void
learn(struct watch *w, const struct fetched *f, struct slice body)
{
	struct m3u8 *m = &w->all->m3u8;

	if (m3u8_read(m, body) != 0 || m->type == M3U8_NONE)
		return;
	if (m->type == M3U8_MULTIVARIANT) {
		find(w, f->url);
		w->done = 1;
		return;
	}
	w->every_us = curl_every_us(m->target_us);
	w->live |= !m->ended && m->mutability != M3U8_EVENT;
	/* What was live may begin again where it has ended; few ask by then. */
	w->done = m->ended && !w->live;
	if (m->ended)
		w->every_us *= 2;
	/* FFmpeg loads the first playlist again where it was led to. */
	if (w->of != NULL || f->url.n == 0 ||
	    slice_eq(f->url, slice_str(w->url)))
		return;
	if (w->first == NULL)
		w->first = w->url;
	else
		free(w->url);
	w->url = estrndup(f->url.p, f->url.n);
}

/* Players that fail begin at the first URL again, and so does the watch. */
static void
begin_again(struct watch *w)
{
	struct watch *parent = w->of;

	if (w->first != NULL) {
		free(w->url);
		w->url = w->first;
		w->first = NULL;
		w->moved = 1;
	}
	if (parent != NULL && parent->done && !parent->open) {
		parent->done = 0;
		parent->due_us = clock_mono();
	}
}

static void
fail(struct watch *w, const struct fetched *f, const char *why)
{
	records_failure(w, f, why);
	if (++w->misses % MISSES_MOST == 0)
		begin_again(w);
}

/* A whole fetch; code is curl's exit status. */
static void
take(struct watch *w, const struct fetched *f, struct slice body, int code)
{
	char buf[16];
	const char *why = curl_reason(code, f->status, buf);

	if (why == NULL && body.n > INTAKE_BYTES)
		why = "size";
	if (why != NULL) {
		fail(w, f, why);
		return;
	}
	w->misses = 0;
	records_version(w, f, body);
	learn(w, f, body);
}

/* Ending */

static int64_t
next_us(const struct watch *w, int64_t now_us)
{
	int64_t due = w->begun_us + (w->every_us > 0 ? w->every_us : RETRY_US);

	return due > now_us ? due : now_us;
}

static void
kill_it(struct watch *w, const char *why)
{
	if (w->why == NULL)
		w->why = why;
	if (!w->alive)
		return;
	kill(w->pid, SIGKILL);
	/* One that outlives KILL hangs in the kernel: tried again. */
	w->due_us = clock_mono() + SECOND_US;
}

void
watch_drop(struct watch *w, int64_t due_us)
{
	kill_it(w, "dropped");
	source_close(&w->src, w->all->with.poller);
	intake_clear(&w->intake);
	w->quiet = 1;
	w->begun_us = due_us;
}

/* It printed no whole fetch, or went from one that was under way. */
static void
put_death(struct watch *w)
{
	struct fetched f = { .time_us = clock_mono() - w->begun_us };
	char buf[16];
	const char *why = w->why;

	if (why == NULL)
		why = WIFSIGNALED(w->status) ? "signal" :
		    curl_reason(WEXITSTATUS(w->status), 200, buf);
	if (why == NULL && w->came_us == 0)
		why = "curl_0";
	w->came_us = clock_stamp();
	if (why != NULL)
		fail(w, &f, why);
}

static void
finish(struct watch *w)
{
	struct slice body;
	struct fetched f;

	if (w->quiet)
		;
	else if (!w->repeats && w->why == NULL && WIFEXITED(w->status) &&
	    intake_next(&w->intake, &body, &f))
		take(w, &f, body, f.exit >= 0 ? f.exit :
		    WEXITSTATUS(w->status));
	else
		put_death(w);
	intake_clear(&w->intake);
	w->open = 0;
	w->due_us = w->done ? INT64_MAX :
	    w->quiet ? w->begun_us : next_us(w, clock_mono());
}

static void
finish_if_drained(struct watch *w)
{
	if (w->open && !w->alive && w->src.fd < 0)
		finish(w);
}

void
watch_late(struct watch *w)
{
	if (w->alive) {
		kill_it(w, "timeout");
		return;
	}
	/* Somebody else holds its pipe. */
	source_close(&w->src, w->all->with.poller);
	finish(w);
}

void
watch_reaped(struct watch *w, int status)
{
	w->alive = 0;
	w->status = status;
	finish_if_drained(w);
}

void
watch_begin(struct watch *w, int64_t now_us)
{
	struct fetched f = { 0 };
	int fd;

	w->begun_us = now_us;
	w->repeats = w->every_us > 0 &&
	    w->all->with.preflight->curl_can.repeats;
	w->why = NULL;
	w->quiet = w->moved = 0;
	w->came_us = 0;
	intake_clear(&w->intake);
	w->pid = launch(w, &fd);
	if (w->pid < 0) {
		w->came_us = clock_stamp();
		fail(w, &f, "start");
		w->due_us = next_us(w, now_us + RETRY_US);
		return;
	}
	w->alive = w->open = 1;
	w->due_us = now_us + limit_us(w) + KILL_AFTER_US;
	source_open(&w->src, w->all->with.poller, fd);
}

/* Reading */

/* One of many fetches of a process; the next begins in time by itself. */
static void
take_one(struct watch *w, const struct fetched *f, struct slice body)
{
	int64_t every = w->every_us, now = clock_mono();

	w->begun_us = now - f->time_us;
	take(w, f, body, f->exit);
	w->due_us = now + every + limit_us(w) + KILL_AFTER_US;
	if (w->done || w->moved || w->every_us != every)
		watch_drop(w, next_us(w, now));
}

static void
take_bytes(struct watch *w, struct slice bytes)
{
	struct slice body;
	struct fetched f;

	if (intake_feed(&w->intake, bytes) != 0) {
		kill_it(w, "size");
		intake_clear(&w->intake);
		return;
	}
	if (!w->repeats) {
		/* Its cookies and its exit status are still to come. */
		if (w->came_us == 0 && intake_is_whole(&w->intake))
			w->came_us = clock_stamp();
		return;
	}
	while (!w->quiet && intake_next(&w->intake, &body, &f)) {
		w->came_us = clock_stamp();
		take_one(w, &f, body);
	}
}

void
watch_read(struct source *src)
{
	struct watch *w = src->owner;
	struct slice bytes;
	int r = source_read(src, SOURCE_BYTES, &bytes);

	if (r > 0)
		take_bytes(w, bytes);
	if (r >= 0)
		return;
	source_close(src, w->all->with.poller);
	finish_if_drained(w);
}

void
watch_move(struct watch *w, char *url, char *cookies, int64_t now_us)
{
	free(w->url);
	free(w->cookies);
	w->url = url;
	w->cookies = cookies;
	if (w->done)
		return;
	if (w->open && !w->quiet)
		watch_drop(w, now_us);
	else
		w->due_us = now_us;
}

void
watch_free(struct watch *w)
{
	lines_free(&w->src.lines);
	intake_free(&w->intake);
	version_free(&w->written);
	sbuf_free(&w->found);
	free(w->url);
	free(w->first);
	free(w->cookies);
}
