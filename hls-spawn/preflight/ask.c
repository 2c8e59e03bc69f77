/*
 * Two runs of ffmpeg for its version and options, two for its lists, and one
 * of ffprobe for each stream.
 */
#include <stdlib.h>
#include <string.h>

#include "ask.h"
#include "child/child.h"
#include "clock.h"
#include "die.h"
#include "stream/hide.h"

#define HELP_LIMIT_US (20 * SECOND_US)

static enum end_reason
look(struct asking *l, char *const *argv, int64_t limit_us)
{
	struct capture *c = &l->capture;

	switch (capture_run(c, argv, 0, limit_us)) {
	case CAPTURE_DONE:
		return END_NOT;
	case CAPTURE_STOP:
		return c->reason;
	case CAPTURE_LATE:
		msg("%s: no answer within %lld s", argv[0],
		    (long long)(limit_us / SECOND_US));
		return END_FAILED;
	default:
		msg_errno("%s", argv[0]);
		return END_FAILED;
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
complain(const struct asking *l, const char *who, const char *url,
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

static enum end_reason
ask_itself(struct asking *l)
{
	static char version[] = "-version", help[] = "-h", full[] = "full",
	    banner[] = "-hide_banner";
	struct preflight *p = l->p;
	char *ask[] = { p->path, version, NULL, NULL, NULL };
	enum end_reason r = look(l, ask, HELP_LIMIT_US);

	if (r != END_NOT)
		return r;
	if (!child_is_clean(l->capture.status)) {
		complain(l, l->o->ffmpeg, "", "");
		return END_FAILED;
	}
	features_version(&p->features, sbuf_view(&l->capture.out));
	if (strcmp(p->features.version, "unknown") == 0) {
		msg("%s: it is no FFmpeg, by what it says to -version",
		    l->o->ffmpeg);
		return END_FAILED;
	}
	ask[1] = banner;
	ask[2] = help;
	ask[3] = full;
	r = look(l, ask, HELP_LIMIT_US);
	if (r == END_NOT)
		features_options(&p->features, sbuf_view(&l->capture.out));
	return r;
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
static enum end_reason
ask_ability(struct asking *l, const char *list, const char *name,
    const char *remedy)
{
	static char banner[] = "-hide_banner";
	struct sbuf option = { 0 };
	char *ask[] = { l->p->path, banner, NULL, NULL };
	enum end_reason r;

	sbuf_str(&option, list);
	sbuf_char(&option, '\0');
	ask[2] = option.p;
	r = look(l, ask, HELP_LIMIT_US);
	if (r == END_NOT && !features_lists(
	    sbuf_view(&l->capture.out), slice_str(name))) {
		msg("%s: this FFmpeg (%s) has no %s: %s", l->o->ffmpeg,
		    l->p->features.version, name, remedy);
		r = END_FAILED;
	}
	sbuf_free(&option);
	return r;
}

static enum end_reason
ask_abilities(struct asking *l)
{
	enum end_reason r = ask_ability(l, "-demuxers", "hls",
	    "take another, or build it with --enable-demuxer=hls");

	if (r != END_NOT)
		return r;
	return ask_ability(l, "-protocols", some_https(l->o) ? "https" :
	    "http", "take another, or build it as hls-spawn(1) shows");
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

enum end_reason
ask_ffmpeg(struct asking *l)
{
	enum end_reason r = ask_itself(l);

	if (r == END_NOT)
		r = ask_abilities(l);
	if (r == END_NOT)
		tell_missing(l->o, &l->p->features);
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

/* What a failed probe means; a stream may be loaded all the same. */
static enum end_reason
unprobed(const struct asking *l)
{
	return l->o->probe_fail ? END_FAILED : END_NOT;
}

static const char *
then(const struct asking *l)
{
	return l->o->probe_fail ? "" : "; clients take the first streams";
}

static enum end_reason
ask_of(struct asking *l, const char *ffprobe, struct plan *plan)
{
	struct command c = { .path = ffprobe, .url = plan->channel->url };
	struct arguments a;
	enum end_reason r;

	command_ffprobe(&c, l->o, &l->p->features);
	command_arguments(&a, &c, (struct who){ 0, 0 });
	r = look(l, a.argv, 2 * l->o->timeout_us + 5 * SECOND_US);
	if (r == END_NOT && child_is_clean(l->capture.status)) {
		probe_read(&plan->probe, sbuf_view(&l->capture.out),
		    l->o->variant);
	} else if (r == END_NOT || r == END_FAILED) {
		if (r == END_NOT)
			complain(l, "ffprobe", a.argv[c.n - 1], then(l));
		r = unprobed(l);
	}
	command_release(&a);
	command_free(&c);
	return r;
}

enum end_reason
ask_ffprobe(struct asking *l)
{
	struct preflight *p = l->p;
	char *ffprobe = find_ffprobe(p->path);
	enum end_reason r = END_NOT;
	size_t i;

	if (ffprobe == NULL) {
		msg_errno("ffprobe%s", then(l));
		return unprobed(l);
	}
	for (i = 0; i < p->n && r == END_NOT; i++)
		r = ask_of(l, ffprobe, &p->plans[i]);
	free(ffprobe);
	return r;
}
