/*
 * pty [-r ROWS] [-c COLS] [-o FILE] COMMAND <SCRIPT: runs a shell command in a
 * terminal of its own and does to it what the script says, a line each; FILE
 * gets the bytes that come.
 *
 *	key TEXT	types it; ^X is a control character
 *	size ROWS COLS	the window has another size
 *	wait TEXT	until a row of the screen holds it
 *	main, alternate	until that screen is there
 *	modes same|raw	checks that modes are as before, or not
 *	own		its shell sets modes of its own: "before" are these now
 *	stopped, ended	until the command has stopped, or ended
 *	fg, bg		as a shell does to its job
 *	run COMMAND	runs it outside, with the command's pid as $JOB
 *	slow BYTES	reads at most that much each millisecond from now on
 *	hold, go	reads nothing; reads again
 *	pause MS	lets time pass
 *	limit SECONDS	how long any wait may last from now on (15)
 *	hangup		closes the terminal
 *	print		the screen, on standard output
 *
 * At the end it says how the command ended and how it left the terminal; exits
 * 0 if it is as it was before and nothing foreign came, 1 if not, 2 where the
 * script could not be followed.
 */
#include <sys/wait.h>

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "job.h"
#include "slice.h"
#include "terminal.h"

#define LIMIT_S 15

struct pty {
	struct job job;
	struct terminal screen;
	FILE *copy;		/* of what comes, or NULL */
	size_t most;		/* bytes in one go */
	int64_t limit_us;	/* of a wait */
	int holds;
	int stopped;		/* how often, less how often it was awaited */
	int ended;
	struct job_news end;
};

static void __attribute__((noreturn))
fail(struct pty *p, const char *what, const char *why)
{
	fprintf(stderr, "pty: %s: %s\n", what, why);
	terminal_print(&p->screen, stderr);
	job_finish(&p->job);
	exit(2);
}

static void
read_terminal(struct pty *p)
{
	char buf[65536];
	size_t most = p->most < sizeof(buf) ? p->most : sizeof(buf);
	ssize_t k = read(p->job.terminal, buf, most);

	if (k > 0 && p->copy != NULL)
		fwrite(buf, 1, (size_t)k, p->copy);
	if (k > 0)
		terminal_feed(&p->screen, buf, (size_t)k);
}

static void
read_news(struct pty *p)
{
	struct job_news n;

	if (!job_next(&p->job, &n))
		fail(p, "job", "its shell is gone");
	if (n.event == JOB_STOPPED)
		p->stopped++;
	if (n.event == JOB_ENDED) {
		p->ended = 1;
		p->end = n;
	}
}

/* What comes within so many milliseconds; returns whether anything did. */
static int
pump(struct pty *p, int ms)
{
	struct pollfd fds[] = {
		{ .fd = p->job.news, .events = POLLIN },
		{ .fd = p->holds ? -1 : p->job.terminal, .events = POLLIN },
	};
	int any = poll(fds, COUNT(fds), ms) > 0;

	if (fds[0].revents)
		read_news(p);
	if (fds[1].revents)
		read_terminal(p);
	if (p->most < 65536)
		poll(NULL, 0, 1);
	return any;
}

static int
shows(const struct pty *p, const char *text)
{
	return terminal_shows(&p->screen, text);
}

static int
is_alternate(const struct pty *p, const char *text)
{
	(void)text;
	return p->screen.alternate;
}

static int
is_main(const struct pty *p, const char *text)
{
	(void)text;
	return !p->screen.alternate;
}

static int
has_stopped(const struct pty *p, const char *text)
{
	(void)text;
	return p->stopped > 0;
}

static int
has_ended(const struct pty *p, const char *text)
{
	(void)text;
	return p->ended;
}

/* A moment the script waits for. */
static const struct condition {
	const char *word;
	int (*met)(const struct pty *p, const char *text);
} conditions[] = {
	{ "wait", shows }, { "alternate", is_alternate }, { "main", is_main },
	{ "stopped", has_stopped }, { "ended", has_ended },
};

static void
await(struct pty *p, const struct condition *c, const char *text)
{
	int64_t limit = clock_mono() + p->limit_us;

	while (!c->met(p, text)) {
		if (clock_mono() > limit)
			fail(p, c->word, text);
		pump(p, 50);
	}
	if (c->met == has_stopped)
		p->stopped--;
}

static void
key(struct pty *p, const char *text)
{
	for (; *text != '\0'; text++) {
		char c = *text;

		if (c == '^' && text[1] != '\0')
			c = (char)(*++text & 0x1f);
		if (write(p->job.terminal, &c, 1) != 1)
			fail(p, "key", strerror(errno));
	}
}

static void
size(struct pty *p, const char *text)
{
	int rows, cols;

	if (sscanf(text, "%d %d", &rows, &cols) != 2)
		fail(p, "size", text);
	/* What was sent for the old size is not to be drawn on the new one. */
	while (pump(p, 30))
		;
	terminal_size(&p->screen, rows, cols);
	job_size(&p->job, rows, cols);
}

static void
run(struct pty *p, const char *command)
{
	char pid[32];

	snprintf(pid, sizeof(pid), "%ld", (long)p->job.pid);
	setenv("JOB", pid, 1);
	(void)fflush(stdout);
	if (system(command) != 0)
		fail(p, "run", command);
}

static void
pause_ms(struct pty *p, const char *text)
{
	int64_t until = clock_mono() + 1000 * atol(text);

	while (clock_mono() < until)
		pump(p, 5);
}

static void
modes(struct pty *p, const char *text)
{
	if (job_modes_same(&p->job) != (strcmp(text, "same") == 0))
		fail(p, "modes are not", text);
}

static int
simple(struct pty *p, const char *word, const char *text)
{
	if (strcmp(word, "hold") == 0)
		p->holds = 1;
	else if (strcmp(word, "go") == 0)
		p->holds = 0;
	else if (strcmp(word, "slow") == 0)
		p->most = (size_t)atol(text);
	else if (strcmp(word, "limit") == 0)
		p->limit_us = atol(text) * SECOND_US;
	else if (strcmp(word, "fg") == 0)
		job_foreground(&p->job);
	else if (strcmp(word, "bg") == 0)
		job_background(&p->job);
	else if (strcmp(word, "own") == 0)
		job_own_modes(&p->job);
	else if (strcmp(word, "hangup") == 0)
		job_hangup(&p->job);
	else if (strcmp(word, "print") == 0)
		terminal_print(&p->screen, stdout);
	else
		return 0;
	return 1;
}

static void
command(struct pty *p, char *line)
{
	static const struct {
		const char *word;
		void (*act)(struct pty *p, const char *text);
	} acts[] = {
		{ "key", key }, { "size", size }, { "run", run },
		{ "pause", pause_ms }, { "modes", modes },
	};
	char *text = strchr(line, ' ');
	size_t i;

	if (text != NULL)
		*text++ = '\0';
	else
		text = line + strlen(line);
	for (i = 0; i < COUNT(acts); i++)
		if (strcmp(acts[i].word, line) == 0) {
			acts[i].act(p, text);
			return;
		}
	for (i = 0; i < COUNT(conditions); i++)
		if (strcmp(conditions[i].word, line) == 0) {
			await(p, &conditions[i], text);
			return;
		}
	if (!simple(p, line, text))
		fail(p, line, "no such command");
}

/* All that is still on its way, then what it looks like. */
static int
verdict(struct pty *p)
{
	struct terminal *t = &p->screen;
	int same = job_modes_same(&p->job), status = p->end.status;

	p->holds = 0;
	while (p->job.terminal >= 0 && pump(p, 100))
		;
	printf("%s %d\n", WIFSIGNALED(status) ? "signal" : "exit",
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	printf("cpu %ld us, rss %ld KiB\n", p->end.cpu_us, p->end.rss_kib);
	printf("%lld bytes, %ld torn, %ld foreign%s%s\n", (long long)t->bytes,
	    t->torn, t->foreign, t->foreign > 0 ? ": " : "", t->why);
	/* Of a terminal that is gone there is nothing to restore. */
	if (p->job.slave < 0) {
		printf("hung up\n");
		return t->foreign > 0;
	}
	printf("modes %s, %s screen, entered %ld left %ld, cursor %s, "
	    "looks %s\n", same ? "same" : "changed", t->alternate ?
	    "alternate" : "main", t->entered, t->left, t->hidden ? "hidden" :
	    "shown", t->looks ? "on" : "off");
	return !same || t->alternate || t->hidden || t->looks ||
	    t->npart > 0 || t->foreign > 0;
}

int
main(int argc, char **argv)
{
	struct pty p = { .most = 65536, .limit_us = LIMIT_S * SECOND_US };
	int rows = 24, cols = 80, c, bad;
	const char *copy = NULL;
	char line[4096];

	die_name("pty");
	while ((c = getopt(argc, argv, "r:c:o:")) != -1)
		if (c == 'r')
			rows = atoi(optarg);
		else if (c == 'c')
			cols = atoi(optarg);
		else
			copy = optarg;
	if (optind + 1 != argc || rows <= 0 || cols <= 0) {
		fprintf(stderr, "pty: needs a command\n");
		return 2;
	}
	if (copy != NULL && (p.copy = fopen(copy, "w")) == NULL)
		die_errno("%s", copy);
	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	terminal_open(&p.screen, rows, cols);
	if (job_start(&p.job, argv[optind], rows, cols) != 0)
		fail(&p, "job", strerror(errno));
	read_news(&p);
	while (fgets(line, sizeof(line), stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (*line != '\0')
			command(&p, line);
	}
	await(&p, &conditions[COUNT(conditions) - 1], "at the script's end");
	bad = verdict(&p);
	job_finish(&p.job);
	terminal_free(&p.screen);
	if (p.copy != NULL && fclose(p.copy) != 0)
		die_errno("%s", copy);
	return bad;
}
