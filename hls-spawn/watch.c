/*
 * The life of a watch's processes, and what becomes of each fetch.
 */
#include <sys/wait.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "child.h"
#include "clock.h"
#include "descriptors.h"
#include "die.h"
#include "ealloc.h"
#include "hide.h"
#include "reading.h"
#include "record.h"
#include "swarm.h"
#include "url.h"
#include "watch.h"
#include "watch_curl.h"
#include "watch_pick.h"

#define READ_BYTES 65536
/* curl shall see to its limit itself, and say so; this is for one that hangs. */
#define KILL_AFTER_US 500000
#define RETRY_US (2 * SECOND_US)
/* hls-raw(5) */
#define TEXT_MAX 8000

/* Starting */

/* A fetch may take as long as FFmpeg waits for a silent connection. */
static int64_t
limit_us(const struct swarm *s, const struct watch *w)
{
	int64_t us = s->opt->timeout_us;

	return us > w->every_us ? us : w->every_us;
}

/* What curl reads on its standard input; -1 with errno. */
static int
feed(const struct swarm *s, const struct watch *w)
{
	struct watch_request r = { .o = s->opt, .curl = &s->plan->curl_can,
		.mark = s->watches.shared.mark, .url = w->url,
		.cookies = w->cookies, .limit_us = limit_us(s, w),
		.every_us = w->repeats ? w->every_us : 0 };
	struct sbuf b = { 0 };
	int fd;

	watch_curl_config(&b, &r);
	fd = descriptors_feed(sbuf_view(&b));
	sbuf_free(&b);
	return fd;
}

/* The pid, with the end to read from in *fd; or -1 with errno. */
static pid_t
launch(const struct swarm *s, const struct watch *w, int *fd)
{
	const char *argv[] = { s->plan->curl, "-q", "-K", "-", NULL };
	struct child child = { .path = s->plan->curl,
		.argv = (char *const *)argv, .group = s->guard.group,
		.progress = -1 };
	int ends[2], error;
	pid_t pid;

	if (descriptors_pipe(ends) != 0)
		return -1;
	child.out = child.err = ends[1];
	child.in = feed(s, w);
	pid = child.in < 0 ? -1 : child_start(&child);
	error = errno;
	if (child.in >= 0)
		close(child.in);
	close(ends[1]);
	*fd = ends[0];
	if (pid < 0)
		close(ends[0]);
	errno = error;
	return pid;
}

/* Telling */

/* Once when it begins to fail, once when it is over. */
static void
tell(struct watch *w, const char *reason, int status)
{
	struct sbuf b = { 0 };

	if (w->failing == (reason != NULL))
		return;
	w->failing = reason != NULL;
	hide_url(&b, slice_str(w->url));
	if (reason == NULL)
		sbuf_str(&b, ": it is there again");
	else if (status > 0)
		sbuf_printf(&b, ": status %d", status);
	else
		sbuf_printf(&b, ": %s", reason);
	msg("watched playlist: %.*s", (int)b.n, b.p);
	sbuf_free(&b);
}

static struct sbuf *
begin(struct swarm *s, const char *kind, const struct watch *w)
{
	struct sbuf *b = &s->watches.shared.record;

	record_begin(b, w->came_us, SLICE("-"), kind);
	put_int(b, "n", w->number);
	return b;
}

static void
put_url(struct sbuf *b, const struct watch *w, struct slice url)
{
	struct slice asked = slice_str(w->url);

	put_slice(b, "url", url.n > 0 ? url : asked);
	if (url.n > 0 && !slice_eq(url, asked))
		put_slice(b, "asked", asked);
}

static void
put_failure(struct swarm *s, struct watch *w, const struct fetched *f,
    const char *reason)
{
	struct sbuf *b = &s->watches.shared.record;

	b->n = 0;
	begin(s, "watch", w);
	if (w->of > 0)
		put_int(b, "of", w->of);
	if (f->status > 0)
		put_int(b, "status", f->status);
	put_str(b, "reason", reason);
	put_micro(b, "time", f->time_us);
	put_url(b, w, f->url);
	record_end(b);
	raw_group(&s->raw, sbuf_view(b), 1);
	tell(w, reason, f->status);
}

static void
put_line(struct swarm *s, const struct watch *w, struct slice line)
{
	struct sbuf *b = begin(s, "watch_line", w);
	size_t cut = line.n > TEXT_MAX ? line.n - TEXT_MAX : 0;

	line.n -= cut;
	put_slice(b, "text", line);
	if (cut > 0)
		put_int(b, "cut", (int64_t)cut);
	record_end(b);
}

/* The rows; how many. */
static int64_t
put_edits(struct swarm *s, const struct watch *w)
{
	struct watching *x = &s->watches.shared;
	int64_t rows = 0;
	size_t i, k;

	for (i = 0; i < x->edits.n; i++) {
		const struct edit *e = &x->edits.list[i];
		struct sbuf *b;

		for (k = 0; !e->kept && k < e->n; k++, rows++)
			put_line(s, w, x->next.line[e->from + k]);
		if (!e->kept)
			continue;
		b = begin(s, "watch_keep", w);
		put_int(b, "from", (int64_t)e->from);
		put_int(b, "lines", (int64_t)e->n);
		record_end(b);
		rows++;
	}
	return rows;
}

/* Whole or not at all: the next one goes by what is written. */
static void
put_version(struct swarm *s, struct watch *w, const struct fetched *f,
    struct slice body)
{
	struct watching *x = &s->watches.shared;
	int same = w->has_written && slice_eq(body, sbuf_view(&w->written.text));
	struct sbuf *b = &x->record;
	int64_t rows = 0;

	version_read(&x->next, body);
	b->n = 0;
	begin(s, "watch", w);
	if (w->of > 0)
		put_int(b, "of", w->of);
	put_int(b, "status", f->status);
	put_micro(b, "time", f->time_us);
	put_int(b, "bytes", (int64_t)body.n);
	put_int(b, "lines", (int64_t)x->next.n);
	if (same)
		put_int(b, "same", 1);
	put_url(b, w, f->url);
	record_end(b);
	if (!same) {
		edits_find(&x->edits, &w->written, &x->next);
		rows = put_edits(s, w);
	}
	if (!raw_group(&s->raw, sbuf_view(b), rows + 1))
		return;
	w->has_written = 1;
	if (!same)
		version_swap(&w->written, &x->next);
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
find(struct swarm *s, struct watch *w, struct slice base)
{
	struct slice uri[WATCHES_MOST + 1];
	struct pick p = { s->opt->variant, w->plan->probe.program };
	size_t i, n = pick_playlists(&s->watches.shared.m3u8, &p, uri,
	    COUNT(uri));

	if (w->of > 0)
		return;
	put_word(&w->found, base);
	put_word(&w->found, intake_rest(&w->intake));
	for (i = 0; i < n && i < COUNT(uri); i++)
		put_word(&w->found, uri[i]);
}

static void
learn(struct swarm *s, struct watch *w, const struct fetched *f,
    struct slice body)
{
	struct m3u8 *m = &s->watches.shared.m3u8;

	if (m3u8_read(m, body) != 0 || m->type == M3U8_NONE)
		return;
	if (m->type == M3U8_MULTIVARIANT) {
		find(s, w, f->url);
		w->done = 1;
		return;
	}
	w->every_us = watch_every_us(m->target_us);
	w->done = m->ended;
	/* FFmpeg loads the first playlist again where it was led to. */
	if (w->of > 0 || f->url.n == 0 ||
	    slice_eq(f->url, slice_str(w->url)))
		return;
	free(w->url);
	w->url = estrndup(f->url.p, f->url.n);
}

/* A whole fetch; code is curl's exit status. */
static void
take(struct swarm *s, struct watch *w, const struct fetched *f,
    struct slice body, int code)
{
	char buf[16];
	const char *why = watch_reason(code, f->status, buf);

	if (why == NULL && body.n > WATCH_BYTES)
		why = "size";
	if (why != NULL) {
		put_failure(s, w, f, why);
		return;
	}
	tell(w, NULL, 0);
	put_version(s, w, f, body);
	learn(s, w, f, body);
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
watch_drop(struct swarm *s, struct watch *w, int64_t due_us)
{
	kill_it(w, "dropped");
	source_close(s, &w->src);
	intake_clear(&w->intake);
	w->quiet = 1;
	w->begun_us = due_us;
}

/* It printed no whole fetch, or went from one that was under way. */
static void
put_death(struct swarm *s, struct watch *w)
{
	struct fetched f = { .time_us = clock_mono() - w->begun_us };
	char buf[16];
	const char *why = w->why;

	if (why == NULL)
		why = WIFSIGNALED(w->status) ? "signal" :
		    watch_reason(WEXITSTATUS(w->status), 200, buf);
	w->came_us = clock_stamp();
	if (why != NULL)
		put_failure(s, w, &f, why);
}

static void
finish(struct swarm *s, struct watch *w)
{
	struct slice body;
	struct fetched f;

	if (w->quiet)
		;
	else if (!w->repeats && w->why == NULL && WIFEXITED(w->status) &&
	    intake_next(&w->intake, &body, &f))
		take(s, w, &f, body, f.exit >= 0 ? f.exit :
		    WEXITSTATUS(w->status));
	else
		put_death(s, w);
	intake_clear(&w->intake);
	w->open = 0;
	w->due_us = w->done ? INT64_MAX :
	    w->quiet ? w->begun_us : next_us(w, clock_mono());
}

static void
finish_if_drained(struct swarm *s, struct watch *w)
{
	if (w->open && !w->alive && w->src.fd < 0)
		finish(s, w);
}

void
watch_late(struct swarm *s, struct watch *w)
{
	if (w->alive) {
		kill_it(w, "timeout");
		return;
	}
	/* Somebody else holds its pipe. */
	source_close(s, &w->src);
	finish(s, w);
}

void
watch_reaped(struct swarm *s, struct watch *w, int status)
{
	w->alive = 0;
	w->status = status;
	finish_if_drained(s, w);
}

void
watch_begin(struct swarm *s, struct watch *w, int64_t now_us)
{
	struct fetched f = { 0 };
	int fd;

	w->begun_us = now_us;
	w->repeats = w->every_us > 0 && s->plan->curl_can.repeats;
	w->why = NULL;
	w->quiet = 0;
	w->came_us = 0;
	intake_clear(&w->intake);
	w->pid = launch(s, w, &fd);
	if (w->pid < 0) {
		w->came_us = clock_stamp();
		put_failure(s, w, &f, "start");
		w->due_us = next_us(w, now_us + RETRY_US);
		return;
	}
	w->alive = w->open = 1;
	w->due_us = now_us + limit_us(s, w) + KILL_AFTER_US;
	reading_source(s, &w->src, fd);
}

/* Reading */

/* One of many fetches of a process; the next begins in time by itself. */
static void
take_one(struct swarm *s, struct watch *w, const struct fetched *f,
    struct slice body)
{
	int64_t every = w->every_us, now = clock_mono();

	w->begun_us = now - f->time_us;
	take(s, w, f, body, f->exit);
	w->due_us = now + every + limit_us(s, w) + KILL_AFTER_US;
	if (w->done || w->every_us != every)
		watch_drop(s, w, next_us(w, now));
}

static void
take_bytes(struct swarm *s, struct watch *w, struct slice bytes)
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
		take_one(s, w, &f, body);
	}
}

void
watch_read(struct swarm *s, struct source *src)
{
	static char buf[READ_BYTES];
	struct watch *w = src->watch;
	ssize_t k;

	if (src->fd < 0)
		return;
	k = read(src->fd, buf, sizeof(buf));
	if (k < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (k > 0) {
		take_bytes(s, w, (struct slice){ buf, (size_t)k });
		return;
	}
	source_close(s, src);
	finish_if_drained(s, w);
}

void
watch_free(struct watch *w)
{
	lines_free(&w->src.lines);
	intake_free(&w->intake);
	version_free(&w->written);
	sbuf_free(&w->found);
	free(w->url);
	free(w->cookies);
}
