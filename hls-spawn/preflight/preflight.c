/*
 * The plan of the run, and whether the machine can carry it. Of a command of
 * the user's own nothing is asked.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ask.h"
#include "ask_playlist.h"
#include "child/child.h"
#include "die.h"
#include "ealloc.h"
#include "excuse.h"
#include "machine/descriptors.h"
#include "machine/limits.h"
#include "machine/platform.h"
#include "machine/stamped.h"
#include "plays.h"

static int
find_program(struct preflight *p, const struct options *o)
{
	const char *name = o->command != NULL ? o->command[0] : o->ffmpeg;

	p->path = child_find(name);
	if (p->path != NULL)
		return 0;
	if (o->command == NULL && errno == ENOENT)
		msg("%s: %s: no client can play; install FFmpeg, or name one "
		    "with --ffmpeg PATH", name, strerror(errno));
	else
		msg_errno("%s", name);
	return -1;
}

static int
is_watched(const struct options *o)
{
	return o->command == NULL && !o->no_watch;
}

static int
find_curl(struct preflight *p, const struct options *o)
{
	if (!is_watched(o) && (o->exporters.n == 0 || o->print))
		return 0;
	p->curl = child_find("curl");
	if (p->curl != NULL)
		return 0;
	if (o->exporters.n == 0 || o->print) {
		msg("curl: %s: the playlist is not watched, so that figures of "
		    "the viewer may be missing; install curl, or say "
		    "--no-watch", strerror(errno));
		return 0;
	}
	msg("curl: %s: --origin needs it; install curl, or leave the option "
	    "out", strerror(errno));
	return -1;
}

static int
raise_limit(const struct options *o)
{
	rlim_t need = (rlim_t)settings_descriptors(o, settings_slots(o));

	if (descriptors_raise(need) == 0)
		return 0;
	msg("%lld clients need %lld descriptors, the limit is %lld: "
	    "raise it (ulimit -n %lld)", (long long)settings_slots(o),
	    (long long)need, (long long)descriptors_limit.rlim_max,
	    (long long)need);
	return -1;
}

static void
open_plans(struct preflight *p, const struct options *o)
{
	size_t i;

	p->n = o->channels.n > 0 ? o->channels.n : 1;
	p->plans = ezalloc(p->n, sizeof(*p->plans));
	for (i = 0; i < p->n; i++) {
		struct plan *plan = &p->plans[i];

		plan->url = "";
		if (o->channels.n > 0) {
			plan->channel = &o->channels.list[i];
			plan->url = plan->channel->url;
		}
		plays_open(plan, o);
	}
}

static void
make_command(struct play *play, const struct asking *l,
    const struct probe *probe)
{
	struct part part = { probe, play->program, play->rung.audio };

	play->command.path = l->p->path;
	if (l->o->command != NULL)
		command_any(&play->command, l->o);
	else
		command_ffmpeg(&play->command, l->o, &l->p->features, &part);
}

static void
make_commands(const struct asking *l)
{
	size_t i, k;

	for (i = 0; i < l->p->n; i++) {
		struct plan *plan = &l->p->plans[i];

		for (k = 0; k < plan->n; k++)
			make_command(&plan->plays[k], l, &plan->probe);
	}
}

static enum end_reason
settle(const struct asking *l)
{
	size_t i;

	for (i = 0; i < l->p->n && l->o->command == NULL; i++)
		if (plays_settle(&l->p->plans[i], l->p->n > 1) != 0)
			return END_FAILED;
	return END_NOT;
}

/* FFmpeg runs threads since 7: "7.1.5-0+deb13u1", "n7.1", "N-118000-g1234". */
static int
threads(const struct features *f)
{
	return strtol(f->version + strcspn(f->version, "0123456789"), NULL,
	    10) >= 7 ? 3 : 1;
}

/* Whether the machine can carry the run. */
static int
judge_machine(const struct asking *l)
{
	const struct options *o = l->o;
	int64_t known = preflight_target_us(l->p);
	struct demand d = {
		.clients = settings_slots(o),
		.rate_micro = o->rate_auto ? 0 : o->rate_micro / o->slices,
		.start_us = l->p->start_us,
		.client_bytes = l->p->start_bytes,
		.pipes = o->command != NULL || stamped_late_us() == 0,
		.target_duration_us = known > 0 && !o->target_given ? known :
		    o->target_us,
		.is_ffmpeg = o->command == NULL,
		.threads = threads(&l->p->features),
	};
	struct limits_report r;
	size_t i;

	facts_read(&l->p->facts, "");
	if (o->skip_preflight || o->print)
		return 0;
	limits_check(&d, &l->p->facts, &r);
	for (i = 0; i < r.n; i++)
		msg("%s", r.found[i].text);
	return r.failed ? -1 : 0;
}

/*
 * What others of this machine take meanwhile, as a share of all cores: what was
 * busy without what we and our children were.
 */
static void
take_others(struct preflight *p, const struct moment *from)
{
	struct moment to;
	int64_t passed, others;

	moment_now(&to);
	passed = to.at_us - from->at_us;
	if (from->machine.total < 0 || to.machine.total < 0 || passed <= 0)
		return;
	others = platform_busy_us(&from->machine, &to.machine) -
	    (to.own_us - from->own_us);
	p->other_micro = others > 0 ? others * 1000000 / passed : 0;
}

static enum end_reason
ask(struct asking *l)
{
	enum end_reason r = END_NOT;

	if (find_program(l->p, l->o) != 0 || find_curl(l->p, l->o) != 0 ||
	    raise_limit(l->o) != 0)
		return END_FAILED;
	if (l->o->command == NULL)
		r = ask_ffmpeg(l);
	if (r == END_NOT && l->o->command == NULL)
		r = ask_ffprobe(l);
	if (r == END_NOT && is_watched(l->o) && l->p->curl != NULL)
		r = ask_playlists(l);
	if (r == END_NOT)
		r = excuse(l);
	if (r == END_NOT)
		r = settle(l);
	if (r == END_NOT && judge_machine(l) != 0)
		return END_FAILED;
	if (r == END_NOT)
		make_commands(l);
	return r;
}

enum end_reason
preflight_run(struct preflight *p, const struct options *o, pid_t group,
    int signals)
{
	struct asking l = { .p = p, .o = o,
		.capture = { .group = group, .signals = signals } };
	struct moment begun;
	enum end_reason r;

	moment_now(&begun);
	*p = (struct preflight){ 0 };
	features_version(&p->features, SLICE(""));
	open_plans(p, o);
	if (child_environment(o->proxy) && o->proxy == NULL)
		msg("a proxy is set in the environment: the clients do not "
		    "use it (--proxy URL)");
	r = group > 0 ? ask(&l) : END_FAILED;
	take_others(p, &begun);
	capture_free(&l.capture);
	return r;
}

enum kind
preflight_kind(const struct preflight *p)
{
	enum kind all = KIND_UNKNOWN, one;
	size_t i;

	for (i = 0; i < p->n; i++) {
		one = p->plans[i].probe.kind;
		if (one != KIND_UNKNOWN && all != KIND_UNKNOWN && one != all)
			return KIND_UNKNOWN;
		if (one != KIND_UNKNOWN)
			all = one;
	}
	return all;
}

int64_t
preflight_target_us(const struct preflight *p)
{
	int64_t most = 0;
	size_t i;

	for (i = 0; i < p->n; i++)
		if (p->plans[i].target_us > most)
			most = p->plans[i].target_us;
	return most;
}

void
preflight_free(struct preflight *p)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		plays_free(&p->plans[i]);
		probe_free(&p->plans[i].probe);
		sbuf_free(&p->plans[i].unprobed);
	}
	free(p->plans);
	free(p->path);
	free(p->curl);
}
