/*
 * hls-spawn: runs a swarm of FFmpeg viewers under a supervisor that knows
 * processes, not FFmpeg's language, and writes what they say as one stream of
 * records, hls-raw(5).
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "human.h"
#include "load/chance.h"
#include "machine/descriptors.h"
#include "opt/program.h"
#include "options.h"
#include "preflight/preflight.h"
#include "sig.h"
#include "swarm/check.h"
#include "swarm/swarm.h"
#include "table.h"

static void
open_signals(struct swarm *s)
{
	int fd = sig_open();

	if (fd < 0)
		die_errno("signals");
	s->signals = (struct source){ .kind = SOURCE_SIGNALS, .fd = fd };
	sig_catch(SIGCHLD);
	sig_catch(SIGINT);
	sig_catch(SIGTERM);
	sig_catch(SIGHUP);
	sig_catch(SIGUSR1);
	sig_ignore(SIGPIPE);
}

static void
open_box(struct blackbox *b, const char *text)
{
	const char *why;

	if (text == NULL)
		return;
	if (blackbox_option(b, text) != 0)
		misuse("--blackbox: \"%s\" is not DIR or DIR:SIZE "
		    "(4K to 64M)", text);
	why = blackbox_open(b);
	if (why != NULL)
		die("--blackbox: %s: %s", b->path, why);
}

/* Before the preflight, so that lines may come; after those who only fork. */
static void
open_control(struct fifo *f, const char *path)
{
	if (path == NULL)
		return;
	if (fifo_open(f, path) != 0) {
		if (errno == EINVAL)
			die(strcmp(path, "-") == 0 ? "--control %s: standard "
			    "input is no pipe" :
			    "--control: %s: what is there is no FIFO", path);
		die_errno("--control: %s", path);
	}
	if (f->shared)
		msg("--control: %s: somebody else has it open for reading, "
		    "and may take lines", path);
	if (f->foreign)
		msg("--control: %s: it is another user's, who may change the "
		    "load", path);
}

static int
print_command(const struct options *o, const struct preflight *p,
    enum end_reason r)
{
	struct chance chance = { o->seed, CHANCE_VALUES, 1, 0 };
	struct arguments a;
	struct sbuf b = { 0 };
	size_t row = o->rows_random && o->rows.n > 0 ?
	    (size_t)chance_below(chance, (int64_t)o->rows.n) : 0;

	if (r != END_NOT)
		return 1;
	command_arguments(&a, &p->plans[0].plays[0].command,
	    (struct who){ 1, 0, &o->rows, row });
	if (o->nrules > 0)
		msg("the relay of --resolve runs with the clients only: "
		    "the command goes without it");
	else if (o->proxy != NULL) {
		sbuf_str(&b, "http_proxy=");
		command_quote_word(&b, o->proxy);
		sbuf_char(&b, ' ');
	}
	command_quote(&b, &a);
	/* Its progress goes to a pipe that a shell does not give it. */
	printf("%.*s 3>/dev/null\n", (int)b.n, b.p);
	sbuf_free(&b);
	command_release(&a);
	if (fflush(stdout) != 0)
		die_errno("standard output");
	return 0;
}

static int
run(struct swarm *s, enum end_reason r)
{
	int kept = s->opt->check ? check_divert() : -1, status = 0;

	if (s->opt->check && kept < 0)
		die_errno("standard output");
	swarm_open(s);
	if (r == END_NOT)
		swarm_run(s);
	else
		s->reason = r;
	if (s->opt->check && (r == END_NOT || s->opt->json))
		status = check_verdict(s, kept);
	return swarm_close(s) | status;
}

static void
tell_relay(const struct relay *r)
{
	if (r->way == PEER_NONE)
		msg("relay: this system does not tell whose a connection is: "
		    "any user of this machine may use it");
	else if (r->way == PEER_PROC)
		msg("relay: without sock_diag(7), whose a connection is takes "
		    "%s to find out, and more with more of them",
		    human_time(r->look_us).s);
}

static void
end_relay(struct relay *r)
{
	int64_t n = relay_end(r);

	if (n > 0)
		msg("relay: %lld connection%s of other users refused",
		    (long long)n, n > 1 ? "s" : "");
}

/* Before the preflight, whose ffprobe needs it. */
static void
start_relay(struct swarm *s, struct options *o)
{
	static char proxy[64];

	if (o->nrules == 0)
		return;
	if (relay_start(&s->relay, o->rules, o->nrules, s->guard.group) != 0)
		die_errno("relay");
	tell_relay(&s->relay);
	snprintf(proxy, sizeof(proxy), "http://127.0.0.1:%d", s->relay.port);
	o->proxy = proxy;
}

int
main(int argc, char **argv)
{
	struct options opt;
	struct preflight plan = { 0 };
	struct swarm s = { .opt = &opt, .preflight = &plan };
	enum end_reason r;
	int status;

	program_begin("hls-spawn");
	if (descriptors_prepare() != 0)
		die_errno("standard output");
	options_read(&opt, argc, argv);
	if (opt.check)
		check_listen();
	if (!opt.print && !opt.check && isatty(STDOUT_FILENO))
		opt_terminal(&options_program, "standard output is a "
		    "terminal; pipe it into the next stage, as in\n\n"
		    "  hls-spawn [options] URL | hls-parse | hls-agg");
	if (!opt.print)
		open_box(&s.raw.box, opt.blackbox);
	if (guard_start(&s.guard) != 0)
		msg_errno("guard");
	start_relay(&s, &opt);
	open_signals(&s);
	open_control(&s.control.fifo, opt.print ? NULL : opt.control);
	r = preflight_run(&plan, &opt, guard_whole(&s.guard) ?
	    s.guard.group : 0, s.signals.fd);
	options_target(&opt, preflight_target_us(&plan));
	if (r == END_NOT)
		options_waited(&opt, plan.waited_us);
	status = opt.print ? print_command(&opt, &plan, r) : run(&s, r);
	fifo_close(&s.control.fifo);
	end_relay(&s.relay);
	guard_end(&s.guard);
	preflight_free(&plan);
	options_free(&opt);
	return status;
}
