/*
 * The stream of records goes to /dev/null: who wants it runs the client with
 * --duration 10s.
 */
#include <fcntl.h>
#include <unistd.h>

#include "check.h"
#include "check_json.h"
#include "die.h"
#include "human.h"
#include "out.h"
#include "swarm.h"
#include "words.h"

/* What was told meanwhile. */
static char told_lines[8192];

void
check_listen(void)
{
	msg_keep(told_lines, sizeof(told_lines));
}

int
check_divert(void)
{
	int kept = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 4);
	int nothing = open("/dev/null", O_WRONLY);

	if (kept < 0 || nothing < 0 || dup2(nothing, STDOUT_FILENO) < 0)
		return -1;
	close(nothing);
	return kept;
}

static void
put_restarts(struct sbuf *b, const struct client *c)
{
	if (c->run > 0)
		sbuf_printf(b, ", after %lld restart%s", (long long)c->run,
		    c->run > 1 ? "s" : "");
}

/* Why there was no run: in words, as they were told. */
static int
judge_none(struct sbuf *b, const struct swarm *s)
{
	struct slice told = slice_str(told_lines), line;
	const char *between = ": ";

	sbuf_str(b, "failed: no run");
	if (s->reason != END_FAILED)
		sbuf_printf(b, ": %s", end_reasons[s->reason]);
	while (s->reason == END_FAILED && told.n > 0) {
		line = slice_cut(&told, '\n');
		sbuf_str(b, between);
		sbuf_slice(b, line);
		between = "; ";
	}
	return 1;
}

static int
judge(struct sbuf *b, const struct swarm *s)
{
	const struct client *c;

	if (s->nclients == 0)
		return judge_none(b, s);
	c = s->clients[0];
	if (s->media_us > 0) {
		sbuf_printf(b, "ok: media flowed, %s of it in %s",
		    human_time(s->media_us).s,
		    human_time(s->last_media_us - s->first_start_us).s);
		put_restarts(b, c);
		return 0;
	}
	sbuf_str(b, "failed: no media came");
	if (c->run < 0)
		sbuf_str(b, ", no client could be started");
	else if (s->opt->command != NULL)
		sbuf_str(b, " (no out_time_us on descriptor 3)");
	put_restarts(b, c);
	if (c->run >= 0) {
		sbuf_str(b, "; the client said: ");
		words_last(b, s, c);
	}
	return 1;
}

int
check_verdict(const struct swarm *s, int fd)
{
	struct sbuf b = { 0 };
	int failed = judge(&b, s);

	if (s->opt->json) {
		struct sbuf text = b;

		b = (struct sbuf){ 0 };
		check_json(&b, s, &(struct check){ !failed, sbuf_view(&text),
		    slice_str(told_lines) });
		sbuf_free(&text);
	} else {
		sbuf_char(&b, '\n');
	}
	if (out_write(fd, sbuf_view(&b)) != 0) {
		msg_errno("standard output");
		failed = 1;
	}
	sbuf_free(&b);
	return failed;
}
