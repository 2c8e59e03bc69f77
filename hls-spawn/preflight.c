/*
 * Two runs of ffmpeg for its version and options, one of ffprobe for the
 * stream; none of them for a command of the user's own.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture.h"
#include "child.h"
#include "clock.h"
#include "descriptors.h"
#include "die.h"
#include "ealloc.h"
#include "hide.h"
#include "limits.h"
#include "preflight.h"

#define HELP_LIMIT_US (20 * SECOND_US)

/* Beside two pipes for each client. */
#define DESCRIPTORS_OWN 32

struct looking {
	struct preflight *p;
	const struct options *o;
	struct capture capture;
};

static enum preflight_result
look(struct looking *l, char *const *argv, int64_t limit_us)
{
	struct capture *c = &l->capture;

	*c = (struct capture){ c->group, c->signals, limit_us,
		.out = c->out, .err = c->err };
	c->out.n = c->err.n = 0;
	switch (capture_run(c, argv)) {
	case CAPTURE_DONE:
		return PREFLIGHT_READY;
	case CAPTURE_SIGNAL:
		return PREFLIGHT_SIGNAL;
	case CAPTURE_LATE:
		msg("%s: no answer within %lld s", argv[0],
		    (long long)(limit_us / SECOND_US));
		return PREFLIGHT_FAILED;
	default:
		msg_errno("%s", argv[0]);
		return PREFLIGHT_FAILED;
	}
}

/* The last line of a text, without its newline. */
static struct slice
last_line(struct slice s)
{
	size_t i;

	while (s.n > 0 && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
		s.n--;
	for (i = s.n; i > 0 && s.p[i - 1] != '\n'; i--)
		;
	return slice_from(s, i);
}

/* The first one, without FFmpeg's "[tcp @ 0x55d0f2a4c2c0] ". */
static struct slice
first_line(struct slice s)
{
	size_t end;

	s.n = slice_find(s, '\n');
	end = slice_find(s, ']');
	if (s.n > 0 && s.p[0] == '[' && end + 2 < s.n)
		s = slice_from(s, end + 2);
	return s;
}

/*
 * What a failed helper said, without the secrets of the URL: the first line
 * has the cause, the last one what could not be done for it.
 */
static void
complain(const struct looking *l, const char *who, const char *url,
    const char *then)
{
	struct slice all = sbuf_view(&l->capture.err), said = last_line(all);
	struct slice cause = first_line(all);
	struct slice hidden = { url, strlen(url) };
	struct sbuf b = { 0 };

	if (said.n == 0)
		said = SLICE("it failed without a word");
	if (cause.n > 0 && said.p != all.p) {
		hide_text(&b, cause, hidden);
		sbuf_str(&b, ": ");
	}
	hide_text(&b, said, hidden);
	sbuf_char(&b, '\0');
	msg("%s: %s%s", who, b.p, then);
	sbuf_free(&b);
}

static enum preflight_result
ask_ffmpeg(struct looking *l)
{
	static char version[] = "-version", help[] = "-h", full[] = "full",
	    banner[] = "-hide_banner";
	struct preflight *p = l->p;
	char *ask[] = { p->path, version, NULL, NULL, NULL };
	enum preflight_result r = look(l, ask, HELP_LIMIT_US);

	if (r != PREFLIGHT_READY)
		return r;
	if (!capture_clean(&l->capture)) {
		complain(l, l->o->ffmpeg, "", "");
		return PREFLIGHT_FAILED;
	}
	features_version(&p->features, sbuf_view(&l->capture.out));
	ask[1] = banner;
	ask[2] = help;
	ask[3] = full;
	r = look(l, ask, HELP_LIMIT_US);
	if (r == PREFLIGHT_READY)
		features_options(&p->features, sbuf_view(&l->capture.out));
	return r;
}

/* ffprobe beside ffmpeg, with its name changed in the same way, or in PATH. */
static char *
find_ffprobe(const char *ffmpeg)
{
	const char *slash = strrchr(ffmpeg, '/'), *name, *found;
	struct sbuf b = { 0 };
	char *path;

	name = slash != NULL ? slash + 1 : ffmpeg;
	found = strstr(name, "ffmpeg");
	if (found == NULL)
		return child_find("ffprobe");
	sbuf_slice(&b, (struct slice){ ffmpeg, (size_t)(found - ffmpeg) });
	sbuf_str(&b, "ffprobe");
	sbuf_slice(&b, (struct slice){ found + 6, strlen(found + 6) + 1 });
	path = child_find(b.p);
	sbuf_free(&b);
	return path != NULL ? path : child_find("ffprobe");
}

static int
some_https(const struct options *o)
{
	size_t i;

	for (i = 0; i < o->channels.n; i++)
		if (strncmp(o->channels.list[i].url, "https:", 6) == 0)
			return 1;
	return 0;
}

/* What is missing in a list that FFmpeg prints, and how to have it. */
static enum preflight_result
ask_ability(struct looking *l, const char *list, const char *name,
    const char *remedy)
{
	static char banner[] = "-hide_banner";
	struct sbuf option = { 0 };
	char *ask[] = { l->p->path, banner, NULL, NULL };
	enum preflight_result r;

	sbuf_str(&option, list);
	sbuf_char(&option, '\0');
	ask[2] = option.p;
	r = look(l, ask, HELP_LIMIT_US);
	if (r == PREFLIGHT_READY && !features_lists(
	    sbuf_view(&l->capture.out), (struct slice){ name,
	    strlen(name) })) {
		msg("%s: this FFmpeg (%s) has no %s: %s", l->o->ffmpeg,
		    l->p->features.version, name, remedy);
		r = PREFLIGHT_FAILED;
	}
	sbuf_free(&option);
	return r;
}

static enum preflight_result
ask_abilities(struct looking *l)
{
	enum preflight_result r = ask_ability(l, "-demuxers", "hls",
	    "take another, or build it with --enable-demuxer=hls");

	if (r != PREFLIGHT_READY)
		return r;
	return ask_ability(l, "-protocols", some_https(l->o) ? "https" :
	    "http", "take another, or build it as hls-spawn(1) shows");
}

/* What a failed probe means; a stream may be loaded all the same. */
static enum preflight_result
unprobed(const struct looking *l)
{
	return l->o->probe_fail ? PREFLIGHT_FAILED : PREFLIGHT_READY;
}

static const char *
then(const struct looking *l)
{
	return l->o->probe_fail ? "" : "; clients take the first streams";
}

static enum preflight_result
ask_ffprobe(struct looking *l, const char *ffprobe, struct plan *plan)
{
	struct command c = { .path = ffprobe, .url = plan->channel->url };
	struct arguments a;
	enum preflight_result r;

	command_ffprobe(&c, l->o, &l->p->features);
	command_arguments(&a, &c, (struct who){ 0, 0 });
	r = look(l, a.argv, 2 * l->o->timeout_us + 5 * SECOND_US);
	if (r == PREFLIGHT_READY && capture_clean(&l->capture)) {
		probe_read(&plan->probe, sbuf_view(&l->capture.out),
		    l->o->variant);
	} else if (r != PREFLIGHT_SIGNAL) {
		if (r == PREFLIGHT_READY)
			complain(l, "ffprobe", a.argv[c.n - 1],
			    then(l));
		r = unprobed(l);
	}
	command_release(&a);
	command_free(&c);
	return r;
}

static enum preflight_result
ask_for_all(struct looking *l)
{
	struct preflight *p = l->p;
	char *ffprobe = find_ffprobe(p->path);
	enum preflight_result r = PREFLIGHT_READY;
	size_t i;

	if (ffprobe == NULL) {
		msg_errno("ffprobe%s", then(l));
		return unprobed(l);
	}
	for (i = 0; i < p->n && r == PREFLIGHT_READY; i++)
		r = ask_ffprobe(l, ffprobe, &p->plans[i]);
	free(ffprobe);
	return r;
}

static int
find_program(struct preflight *p, const struct options *o)
{
	const char *name = o->command != NULL ? o->command[0] : o->ffmpeg;

	p->path = child_find(name);
	if (p->path != NULL)
		return 0;
	msg_errno("%s", name);
	if (o->command == NULL && errno == ENOENT)
		msg("install FFmpeg, or name one with --ffmpeg PATH");
	return -1;
}

static int
raise_limit(const struct options *o)
{
	rlim_t need = 2 * (rlim_t)options_slots(o) + DESCRIPTORS_OWN;

	if (descriptors_raise(need) == 0)
		return 0;
	msg("%lld clients need %lld descriptors, the limit is %lld: "
	    "raise it (ulimit -Hn)", (long long)options_slots(o),
	    (long long)need, (long long)descriptors_limit.rlim_max);
	return -1;
}

/* Options that this FFmpeg does not know and that were asked for. */
static void
tell_missing(const struct options *o, const struct features *f)
{
	static const char lacks[] = "this FFmpeg (%s) has no -%s: "
	    "--%s is left out";

	if (o->segment_retries_given && !f->has[FEATURE_SEG_MAX_RETRY])
		msg(lacks, f->version, "seg_max_retry", "segment-retries");
	if (o->reconnect && !f->has[FEATURE_RECONNECT])
		msg(lacks, f->version, "reconnect", "reconnect");
	if (o->insecure && !f->has[FEATURE_TLS_VERIFY])
		msg(lacks, f->version, "tls_verify", "insecure");
	if (o->cacert != NULL && !f->has[FEATURE_CA_FILE])
		msg(lacks, f->version, "ca_file", "cacert");
}

static void
open_plans(struct preflight *p, const struct options *o)
{
	size_t i;

	p->n = o->channels.n > 0 ? o->channels.n : 1;
	p->plans = ezalloc(p->n, sizeof(*p->plans));
	for (i = 0; i < p->n; i++) {
		struct plan *plan = &p->plans[i];

		probe_clear(&plan->probe);
		plan->command = (struct command){ .url = "" };
		if (o->channels.n == 0)
			continue;
		plan->channel = &o->channels.list[i];
		plan->command.url = plan->channel->url;
	}
}

static void
make_commands(struct preflight *p, const struct options *o)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		struct plan *plan = &p->plans[i];

		plan->command.path = p->path;
		if (o->command != NULL)
			command_any(&plan->command, o);
		else
			command_ffmpeg(&plan->command, o, &p->features,
			    &plan->probe);
	}
}

/* FFmpeg runs threads since 7: "7.1.5-0+deb13u1", "n7.1", "N-118000-g1234". */
static int
threads(const struct features *f)
{
	return atoi(f->version + strcspn(f->version, "0123456789")) >= 7 ?
	    3 : 1;
}

/* Whether the machine can carry the run. */
static int
judge_machine(const struct looking *l)
{
	const struct options *o = l->o;
	struct demand d = {
		.clients = options_slots(o),
		.rate_micro = o->rate_micro / o->slices,
		.target_duration_us = o->target_us,
		.is_ffmpeg = o->command == NULL,
		.threads = threads(&l->p->features),
	};
	struct limits_report r;
	struct facts f;
	size_t i;

	if (o->skip_preflight || o->print)
		return 0;
	facts_read(&f, "");
	limits_check(&d, &f, &r);
	for (i = 0; i < r.n; i++)
		msg("%s", r.found[i].text);
	return r.failed ? -1 : 0;
}

static enum preflight_result
ask(struct looking *l)
{
	enum preflight_result r = PREFLIGHT_READY;

	if (find_program(l->p, l->o) != 0 || raise_limit(l->o) != 0)
		return PREFLIGHT_FAILED;
	if (l->o->command == NULL) {
		r = ask_ffmpeg(l);
		if (r == PREFLIGHT_READY)
			r = ask_abilities(l);
		tell_missing(l->o, &l->p->features);
	}
	if (r == PREFLIGHT_READY && judge_machine(l) != 0)
		return PREFLIGHT_FAILED;
	if (r == PREFLIGHT_READY && l->o->command == NULL)
		r = ask_for_all(l);
	if (r == PREFLIGHT_READY)
		make_commands(l->p, l->o);
	return r;
}

enum preflight_result
preflight_run(struct preflight *p, const struct options *o, pid_t group,
    int signals, int *signo)
{
	struct looking l = { .p = p, .o = o,
		.capture = { .group = group, .signals = signals } };
	enum preflight_result r;

	*p = (struct preflight){ 0 };
	features_version(&p->features, SLICE(""));
	open_plans(p, o);
	if (child_environment(o->proxy) && o->proxy == NULL)
		msg("a proxy is set in the environment: the clients do not "
		    "use it (--proxy URL)");
	r = ask(&l);
	*signo = l.capture.signo;
	capture_free(&l.capture);
	return r;
}

enum kind
preflight_kind(const struct preflight *p)
{
	size_t i;

	for (i = 1; i < p->n; i++)
		if (p->plans[i].probe.kind != p->plans[0].probe.kind)
			return KIND_UNKNOWN;
	return p->plans[0].probe.kind;
}

void
preflight_free(struct preflight *p)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		command_free(&p->plans[i].command);
	free(p->plans);
	free(p->path);
}
