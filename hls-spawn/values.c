/*
 * Strict readers of what options carry.
 */
#include <ctype.h>
#include <string.h>

#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "num.h"
#include "redact.h"
#include "relay/request.h"
#include "stream/hide.h"
#include "values.h"

#define HOUR_US (3600 * SECOND_US)
/* Where there is none, and the times are the user's. */
#define RATE_DEFAULT_MICRO 10000000

const char *const value_pacings[] = { "auto", "realtime", "off", NULL };

const char *const value_restarting[] = { "any", NULL };

const char *const value_failures[] = {
	[FAILURE_FALLBACK] = "fallback", [FAILURE_FAIL] = "fail",
	[FAILURE_IGNORE] = "ignore", NULL
};

const char *const value_levels[] = {
	"quiet", "panic", "fatal", "error", "warning", "info", "verbose",
	"debug", "trace", NULL
};

/* Splits at the first c; 0 if there is none. */
static int
split(struct slice s, char c, struct slice part[2])
{
	part[1] = s;
	part[0] = slice_cut(&part[1], c);
	return part[0].n < s.n;
}

const char *
value_hidden(const char *text, void (*hide)(struct sbuf *, struct slice))
{
	static struct sbuf b;

	b.n = 0;
	hide(&b, slice_str(text));
	sbuf_char(&b, '\0');
	return b.p;
}

int
value_has_control(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return 1;
	return 0;
}

static void
refuse_control(const struct opt *o, const char *text)
{
	if (value_has_control(text))
		misuse("%s: line ends and control bytes are refused", o->name);
}

void
value_text(const struct opt *o, const char *text, void *to)
{
	refuse_control(o, text);
	opt_text(o, text, to);
}

void
value_one_of(const struct opt *o, const char *text, void *to)
{
	int i;

	opt_word(o, text, &i);
	opt_text(o, text, to);
}

void
value_restarts(const struct opt *o, const char *text, void *to)
{
	int64_t *n = to;

	if (strcmp(text, value_restarting[0]) == 0)
		*n = RESTARTS_ANY;
	else if (num_int(slice_str(text), o->lo, o->hi, n) != 0)
		misuse("%s: \"%s\" is neither a whole number (%lld to %lld) "
		    "nor any", o->name, text, (long long)o->lo,
		    (long long)o->hi);
}

void
value_size(const struct opt *o, const char *text, void *to)
{
	if (num_size(slice_str(text), to) != 0 || *(int64_t *)to < o->lo ||
	    *(int64_t *)to > o->hi)
		misuse("%s: \"%s\" is not a size such as 512K or 8M "
		    "(64K to 4G)", o->name, text);
}

void
value_host(const struct opt *o, const char *text, void *to)
{
	if (*text == '\0' || text[strspn(text, settings_host_bytes)] != '\0' ||
	    strlen(text) > 255)
		misuse("%s: \"%s\" is not a name of the bytes A-Za-z0-9._-",
		    o->name, text);
	opt_text(o, text, to);
}

void
value_proxy(const struct opt *o, const char *text, void *to)
{
	value_text(o, text, to);
	/* FFmpeg passes over one in capitals. */
	if (strncmp(text, "http://", 7) != 0)
		misuse("%s: \"%s\" is no URL that begins with http://",
		    o->name, value_hidden(text, hide_url));
}

void
value_epoch(const struct opt *o, const char *text, void *to)
{
	int64_t us;

	if (num_micro(slice_str(text), &us) != 0 || us <= 0)
		misuse("%s: \"%s\" is no Unix time in seconds", o->name,
		    text);
	/* Milliseconds, most likely. */
	if (us - clock_stamp() > HOUR_US * 24 * 366)
		misuse("%s: \"%s\" is more than a year ahead; Unix time in "
		    "seconds is wanted", o->name, text);
	*(int64_t *)to = us;
}

void
value_header(const struct opt *o, const char *text, void *headers)
{
	const char *p = text;

	refuse_control(o, text);
	/* A token of RFC 9110, 5.6.2. */
	while (isalnum((unsigned char)*p) ||
	    (*p != '\0' && strchr("!#$%&'*+-.^_`|~", *p) != NULL))
		p++;
	if (p == text || *p != ':')
		misuse("%s: not \"Name: value\"", o->name);
	sbuf_str(headers, text);
	sbuf_str(headers, "\r\n");
}

void
value_no_cache(const struct opt *o, const char *text, void *headers)
{
	(void)o, (void)text;
	sbuf_str(headers, "Cache-Control: no-cache\r\nPragma: no-cache\r\n");
}

/* A name of Prometheus, since it becomes one there. */
static int
is_label(struct slice name)
{
	size_t i;

	for (i = 0; i < name.n; i++)
		if (name.p[i] != '_' && (!isalnum((unsigned char)name.p[i]) ||
		    (i == 0 && isdigit((unsigned char)name.p[i]))))
			return 0;
	return name.n > 0;
}

void
value_label(const struct opt *o, const char *text, void *labels)
{
	struct slice left = sbuf_view(labels), part[2], old;

	if (!split(slice_str(text), '=', part) || !is_label(part[0]) ||
	    value_has_control(text) || strchr(text, ',') != NULL)
		misuse("%s: \"%s\" is not NAME=VALUE, a name of the bytes "
		    "A-Za-z0-9_ and a value without a comma", o->name,
		    value_hidden(text, redact));
	while (left.n > 0) {
		old = slice_cut(&left, ',');
		if (slice_eq(slice_cut(&old, '='), part[0]))
			misuse("%s: \"%.*s\" is given twice", o->name,
			    (int)part[0].n, part[0].p);
	}
	if (sbuf_view(labels).n > 0)
		sbuf_char(labels, ',');
	/* A URL in it may hold secrets, and a label goes everywhere. */
	redact(labels, slice_str(text));
}

void
value_ramp(const struct opt *o, const char *text, void *options)
{
	struct options *all = options;

	all->rate_auto = strcmp(text, "auto") == 0;
	if (all->rate_auto)
		all->rate_micro = RATE_DEFAULT_MICRO;
	else
		opt_rate(o, text, &all->rate_micro);
}

void
value_load(const struct opt *o, const char *text, void *options)
{
	struct options *all = options;
	const char *wrong;

	load_free(&all->load);
	wrong = load_read(&all->load, slice_str(text));
	if (wrong != NULL)
		misuse("%s: \"%s\": %s", o->name, text, wrong);
	all->load_text = text;
}

void
value_step(const struct opt *o, const char *text, void *options)
{
	struct options *all = options;
	struct slice part[2];

	if (!split(slice_str(text), ':', part) || num_int(part[0], 1,
	    LOAD_CLIENTS_MAX, &all->step.step) != 0 ||
	    num_duration(part[1], &all->step.hold_us) != 0 ||
	    all->step.hold_us < 1000 || all->step.hold_us > 24 * HOUR_US)
		misuse("%s: \"%s\" is not CLIENTS:TIME such as 50:30s",
		    o->name, text);
	all->load_text = text;
}

void
value_slice(const struct opt *o, const char *text, void *options)
{
	struct options *all = options;
	struct slice part[2];

	if (!split(slice_str(text), '/', part) ||
	    num_int(part[1], 1, LOAD_CLIENTS_MAX, &all->slices) != 0 ||
	    num_int(part[0], 0, all->slices - 1, &all->slice) != 0)
		misuse("%s: \"%s\" is not I/K such as 0/4, I from 0 and "
		    "below K", o->name, text);
}

void
value_backoff(const struct opt *o, const char *text, void *rule)
{
	struct backoff_rule *r = rule;
	struct slice part[2], rest[2];

	if (!split(slice_str(text), ':', part) || !split(part[1], ':', rest) ||
	    num_duration(part[0], &r->first_us) != 0 ||
	    num_duration(rest[0], &r->longest_us) != 0 ||
	    num_micro(rest[1], &r->factor_micro) != 0 ||
	    r->longest_us < r->first_us || r->longest_us > HOUR_US ||
	    r->factor_micro < 1000000 || r->factor_micro > 100000000)
		misuse("%s: \"%s\" is not FIRST:LONGEST:FACTOR such as "
		    "250ms:5s:1.7 (up to 1h, factor 1 to 100)", o->name,
		    text);
}

/* A rule without a host yet is of an address alone. */
void
value_resolve(const struct opt *o, const char *text, void *options)
{
	struct options *all = options;
	struct slice s = slice_str(text);
	struct relay_rule r = { .port = 0 };
	const char *wrong = rule_is_bare(s) ? rule_address(&r, s) :
	    rule_read(&r, s);

	if (wrong != NULL)
		misuse("%s: \"%s\": %s", o->name, text, wrong);
	all->rules = eresize(all->rules, all->nrules + 1, sizeof(r));
	all->rules[all->nrules++] = r;
}

void
value_resolve_bare(struct options *o)
{
	struct request q;
	const char *url;
	size_t i;

	for (i = 0; i < o->nrules; i++) {
		struct relay_rule *r = &o->rules[i];

		if (r->host[0] != '\0')
			continue;
		url = o->channels.n == 1 ? o->channels.list[0].url : "";
		if (request_url(&q, slice_str(url)) != 0)
			misuse("--resolve: an address alone needs one URL");
		memcpy(r->host, q.host, sizeof(r->host));
		r->port = q.port;
		address_port(&r->addr, q.port);
	}
}

/* What is wrong with it, if anything is. */
static void
refuse(const struct opt *o, const char *text, const char *wrong)
{
	if (wrong == NULL)
		return;
	refuse_control(o, text);
	misuse("%s: \"%s\": %s", o->name, value_hidden(text, redact), wrong);
}

void
value_origin(const struct opt *o, const char *text, void *exporters)
{
	refuse(o, text, exporters_read(exporters, slice_str(text)));
}

void
value_origin_host(const struct opt *o, const char *text, void *exporters)
{
	refuse(o, text, exporters_host(exporters, slice_str(text)));
}
