/*
 * The life of a scrape, from fork to its last record.
 */
#include <sys/wait.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "child/child.h"
#include "clock.h"
#include "die.h"
#include "record.h"
#include "scrape.h"
#include "stream/hide.h"

/* So much in one turn, then the clients have theirs. */
#define READ_BYTES 16384
/* curl sees to its limit itself, and says so; this is for one that hangs. */
#define KILL_AFTER_US 500000
/* From TERM to KILL. */
#define GRACE_US 500000
/* Somebody else may hold the pipes of a process that is gone. */
#define DRAIN_US 500000

/* Starting */

/*
 * The pid, with the ends to read from in fds; or -1 with errno. Not through
 * the proxy or relay of the clients, no configuration file, no
 * brackets that mean more than themselves, no redirect.
 */
static pid_t
launch(const struct scrape *sc, int fds[2])
{
	const struct curls *with = &sc->all->with;
	const struct options *o = with->opt;
	char limit[32];
	const char *argv[24] = { with->preflight->curl, "-q", "-g", "-sS", "-f",
		"--noproxy", "*", "--proto", "=http,https", "-A",
		"hls-swarm", "-m", limit };
	struct child child = { .path = with->preflight->curl,
		.argv = (char *const *)argv, .group = with->group,
		.progress = -1 };
	int *const to[2] = { &child.out, &child.err };
	int n = 13;

	snprintf(limit, sizeof(limit), "%lld.%03d",
	    (long long)(sc->all->limit_us / SECOND_US),
	    (int)(sc->all->limit_us % SECOND_US / 1000));
	if (o->insecure)
		argv[n++] = "-k";
	if (o->cacert != NULL) {
		argv[n++] = "--cacert";
		argv[n++] = o->cacert;
	}
	argv[n++] = "--url";
	argv[n] = sc->exporter->url;
	return child_piped(&child, to, 2, fds);
}

static void
put_begin(const struct scrape *sc)
{
	struct raw *raw = sc->all->with.raw;
	struct sbuf *b = raw_begin(raw, NULL, "scrape",
	    clock_stamp_of(sc->begun_us));
	const char *url = sc->exporter->url;
	struct sbuf clean = { 0 };

	hide_url(&clean, slice_str(url));
	put_int(b, "n", sc->number);
	put_str(b, "name", sc->exporter->name);
	put_slice(b, "url", sbuf_view(&clean));
	raw_end(raw);
	sbuf_free(&clean);
}

/* Ending */

static const char *const reasons[] = {
	[SCRAPE_TIMEOUT] = "timeout", [SCRAPE_SIZE] = "size",
	[SCRAPE_STOP] = "stop", [SCRAPE_READER] = "reader",
	[SCRAPE_START] = "start",
};

static int
is_clean(const struct scrape *sc)
{
	return sc->reason != SCRAPE_START && child_is_clean(sc->status);
}

static void
put_end(const struct scrape *sc)
{
	struct raw *raw = sc->all->with.raw;
	struct sbuf *b = raw_begin(raw, NULL, "scrape_end", clock_stamp());

	put_int(b, "n", sc->number);
	if (sc->reason != SCRAPE_START && WIFSIGNALED(sc->status))
		put_int(b, "signal", WTERMSIG(sc->status));
	else if (sc->reason != SCRAPE_START)
		put_int(b, "code", WEXITSTATUS(sc->status));
	put_micro(b, "time", clock_mono() - sc->begun_us);
	put_int(b, "lines", sc->lines);
	put_int(b, "bytes", sc->bytes);
	if (sc->lost > 0)
		put_int(b, "lost", sc->lost);
	if (sc->reason != SCRAPE_WHOLE)
		put_str(b, "reason", reasons[sc->reason]);
	raw_end(raw);
}

/* Once when it begins to fail, once when it is over. */
static void
tell(struct scrape *sc)
{
	const struct exporter *e = sc->exporter;
	struct slice url = { e->url, strlen(e->url) };
	struct sbuf b = { 0 };

	if (is_clean(sc) != sc->failing)
		return;
	hide_url(&b, url);
	sbuf_str(&b, ": ");
	if (is_clean(sc))
		sbuf_str(&b, "answers again");
	else if (sc->words[0] != '\0')
		hide_text(&b, slice_str(sc->words), url, SLICE(""));
	else
		sbuf_str(&b, sc->reason == SCRAPE_WHOLE ?
		    "curl failed without a word" : reasons[sc->reason]);
	msg("origin %s: %.*s", e->name, (int)b.n, b.p);
	sc->failing = !is_clean(sc);
	sbuf_free(&b);
}

static void
finish(struct scrape *sc)
{
	source_close(&sc->out, sc->all->with.poller);
	source_close(&sc->err, sc->all->with.poller);
	/* It came through before what was to end it. */
	if (is_clean(sc) && sc->reason != SCRAPE_READER)
		sc->reason = SCRAPE_WHOLE;
	if (sc->reason != SCRAPE_STOP && sc->reason != SCRAPE_READER)
		tell(sc);
	put_end(sc);
	sc->open = 0;
	sc->all->open--;
}

static void
finish_if_drained(struct scrape *sc)
{
	if (!sc->alive && sc->out.fd < 0 && sc->err.fd < 0)
		finish(sc);
}

void
scrape_reaped(struct scrape *sc, int status)
{
	sc->alive = 0;
	sc->status = status;
	sc->limit_us = clock_mono() + DRAIN_US;
	finish_if_drained(sc);
}

/* Takes a step of the ladder. */
static void
end_for(struct scrape *sc, enum scrape_reason why, int signo)
{
	if (sc->reason == SCRAPE_WHOLE)
		sc->reason = why;
	if (!sc->alive || signo == 0)
		return;
	kill(sc->pid, signo);
	/* One that is stopped would not notice. */
	kill(sc->pid, SIGCONT);
	sc->limit_us = sc->ladder.due_us;
}

void
scrape_stop(struct scrape *sc, int at_once)
{
	int64_t now = clock_mono();

	end_for(sc, SCRAPE_STOP, at_once ? ladder_kill(&sc->ladder, now) :
	    ladder_begin(&sc->ladder, now));
}

void
scrape_late(struct scrape *sc, int64_t now_us)
{
	enum ladder_step step = sc->ladder.step;

	if (!sc->alive)
		finish(sc);
	else if (step == LADDER_TERM || step == LADDER_GRACE)
		end_for(sc, SCRAPE_STOP, ladder_next(&sc->ladder, now_us));
	else
		/* One that outlives KILL is killed again. */
		end_for(sc, SCRAPE_TIMEOUT, ladder_kill(&sc->ladder, now_us));
}

void
scrape_begin(struct scrape *sc, int64_t now_us)
{
	int fds[2];

	sc->begun_us = now_us;
	sc->reason = SCRAPE_WHOLE;
	sc->lines = sc->bytes = sc->lost = 0;
	sc->words[0] = '\0';
	put_begin(sc);
	sc->open = 1;
	sc->all->open++;
	sc->pid = launch(sc, fds);
	if (sc->pid < 0) {
		snprintf(sc->words, sizeof(sc->words), "curl: %s",
		    strerror(errno));
		sc->reason = SCRAPE_START;
		finish(sc);
		return;
	}
	sc->alive = 1;
	ladder_open(&sc->ladder, GRACE_US);
	sc->limit_us = now_us + sc->all->limit_us + KILL_AFTER_US;
	source_open(&sc->out, sc->all->with.poller, fds[0]);
	source_open(&sc->err, sc->all->with.poller, fds[1]);
}

/* Reading */

/* Comments are two thirds of such text, and nobody reads them. */
static int
is_wanted(struct slice text)
{
	return text.n > 0 && text.p[0] != '#';
}

static void
pass_on(struct scrape *sc, const struct text *t)
{
	struct raw *raw = sc->all->with.raw;
	struct sbuf *b;

	if (!is_wanted(t->text))
		return;
	sc->lines++;
	b = raw_begin(raw, NULL, "scrape_line", t->stamp_us);
	put_int(b, "n", sc->number);
	put_slice(b, "text", t->text);
	if (t->cut_bytes > 0)
		put_int(b, "cut", t->cut_bytes);
	sc->lost += !raw_end_line(raw);
}

static void
take_lines(struct scrape *sc, struct slice bytes)
{
	struct text t;

	sc->bytes += (int64_t)bytes.n;
	lines_feed(&sc->out.lines, bytes, clock_stamp());
	while (lines_next(&sc->out.lines, &t))
		pass_on(sc, &t);
	if (sc->bytes > SCRAPE_BYTES)
		end_for(sc, SCRAPE_SIZE,
		    ladder_kill(&sc->ladder, clock_mono()));
}

/* Its first words, without what could move a cursor. */
static void
take_words(struct scrape *sc, struct slice bytes)
{
	size_t i, n = strlen(sc->words);

	for (i = 0; i < bytes.n && n + 1 < sizeof(sc->words); i++) {
		if (bytes.p[i] == '\n')
			break;
		sc->words[n++] = bytes.p[i] < ' ' || bytes.p[i] > '~' ? '?' :
		    bytes.p[i];
	}
	sc->words[n] = '\0';
}

void
scrape_read(struct source *src)
{
	struct scrape *sc = src->owner;
	struct slice bytes;
	struct text t;
	int r = source_read(src, READ_BYTES, &bytes);

	if (r > 0 && src == &sc->out)
		take_lines(sc, bytes);
	else if (r > 0)
		take_words(sc, bytes);
	if (r >= 0)
		return;
	if (src == &sc->out && lines_last(&src->lines, &t))
		pass_on(sc, &t);
	source_close(src, sc->all->with.poller);
	finish_if_drained(sc);
}
