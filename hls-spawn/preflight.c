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

/* What a failed helper said last, without the secrets of the URL. */
static void
complain(const struct looking *l, const char *who, const char *then)
{
	struct slice said = last_line(sbuf_view(&l->capture.err));
	const char *u = l->o->url;
	struct slice url = { u, strlen(u) };
	struct sbuf b = { 0 };

	if (said.n == 0)
		said = SLICE("it failed without a word");
	hide_text(&b, said, url);
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
	char *ask[] = { p->command.path, version, NULL, NULL, NULL };
	enum preflight_result r = look(l, ask, HELP_LIMIT_US);

	if (r != PREFLIGHT_READY)
		return r;
	if (!capture_clean(&l->capture)) {
		complain(l, l->o->ffmpeg, "");
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

/* A stream that does not answer is no reason not to load it. */
static enum preflight_result
ask_ffprobe(struct looking *l)
{
	static const char then[] = "; clients take the first streams";
	struct preflight *p = l->p;
	struct command c = { .path = find_ffprobe(p->command.path) };
	struct arguments a;
	enum preflight_result r;

	if (c.path == NULL) {
		msg_errno("ffprobe%s", then);
		return PREFLIGHT_READY;
	}
	command_ffprobe(&c, l->o, &p->features);
	command_arguments(&a, &c, 0);
	r = look(l, a.argv, 2 * l->o->timeout_us + 5 * SECOND_US);
	if (r == PREFLIGHT_READY && capture_clean(&l->capture))
		probe_read(&p->probe, sbuf_view(&l->capture.out),
		    l->o->variant);
	else if (r == PREFLIGHT_READY)
		complain(l, "ffprobe", then);
	command_release(&a);
	command_free(&c);
	return r == PREFLIGHT_FAILED ? PREFLIGHT_READY : r;
}

static int
find_program(struct preflight *p, const struct options *o)
{
	const char *name = o->command != NULL ? o->command[0] : o->ffmpeg;

	p->command.path = child_find(name);
	if (p->command.path != NULL)
		return 0;
	msg_errno("%s", name);
	if (o->command == NULL && errno == ENOENT)
		msg("install FFmpeg, or name one with --ffmpeg PATH");
	return -1;
}

static int
raise_limit(const struct options *o)
{
	rlim_t need = 2 * (rlim_t)o->clients + DESCRIPTORS_OWN;

	if (descriptors_raise(need) == 0)
		return 0;
	msg("%lld clients need %lld descriptors, the limit is %lld: "
	    "raise it (ulimit -Hn)", (long long)o->clients, (long long)need,
	    (long long)descriptors_limit.rlim_max);
	return -1;
}

static enum preflight_result
ask(struct looking *l)
{
	struct preflight *p = l->p;
	enum preflight_result r;

	if (find_program(p, l->o) != 0 || raise_limit(l->o) != 0)
		return PREFLIGHT_FAILED;
	if (l->o->command != NULL) {
		command_any(&p->command, l->o);
		return PREFLIGHT_READY;
	}
	r = ask_ffmpeg(l);
	if (r == PREFLIGHT_READY)
		r = ask_ffprobe(l);
	if (r == PREFLIGHT_READY)
		command_ffmpeg(&p->command, l->o, &p->features, &p->probe);
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
	probe_clear(&p->probe);
	features_version(&p->features, SLICE(""));
	r = ask(&l);
	*signo = l.capture.signo;
	capture_free(&l.capture);
	return r;
}

void
preflight_free(struct preflight *p)
{
	command_free(&p->command);
}
