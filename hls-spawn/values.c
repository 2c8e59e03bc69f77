/*
 * Strict readers of what options carry.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "line.h"
#include "num.h"
#include "redact.h"
#include "relay/request.h"
#include "stream/hide.h"
#include "values.h"

#define BUFFER_LEAST (64 << 10)
#define BUFFER_MOST (INT64_C(4) << 30)
#define HOUR_US (3600 * SECOND_US)

static struct slice
given(void)
{
	return slice_str(optarg);
}

/* Splits at the first c; 0 if there is none. */
static int
split(struct slice s, char c, struct slice part[2])
{
	part[1] = s;
	part[0] = slice_cut(&part[1], c);
	return part[0].n < s.n;
}

static const char *
without_secrets(const char *url)
{
	static struct sbuf b;

	b.n = 0;
	hide_url(&b, slice_str(url));
	sbuf_char(&b, '\0');
	return b.p;
}

static const char *
text_without_secrets(const char *text)
{
	static struct sbuf b;

	b.n = 0;
	redact(&b, slice_str(text));
	sbuf_char(&b, '\0');
	return b.p;
}

/* A control byte would end a header or a request. */
static int
has_control(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return 1;
	return 0;
}

const char *
value_text(void)
{
	if (has_control(optarg))
		misuse("%s: line ends and control bytes are refused",
		    opt_name());
	return optarg;
}

int64_t
value_size(void)
{
	int64_t n;

	if (num_size(given(), &n) != 0 || n < BUFFER_LEAST || n > BUFFER_MOST)
		misuse("%s: \"%s\" is not a size such as 512K or 8M "
		    "(64K to 4G)", opt_name(), optarg);
	return n;
}

const char *
value_host(void)
{
	if (*optarg == '\0' ||
	    optarg[strspn(optarg, settings_host_bytes)] != '\0' ||
	    strlen(optarg) > 255)
		misuse("%s: \"%s\" is not a name of the bytes A-Za-z0-9._-",
		    opt_name(), optarg);
	return optarg;
}

const char *
value_proxy(void)
{
	if (strncmp(value_text(), "http://", 7) != 0)
		misuse("%s: \"%s\" is no URL that begins with http://",
		    opt_name(), without_secrets(optarg));
	return optarg;
}

int64_t
value_epoch(void)
{
	int64_t us;

	if (num_micro(given(), &us) != 0 || us <= 0)
		misuse("%s: \"%s\" is no Unix time in seconds", opt_name(),
		    optarg);
	/* Milliseconds, most likely. */
	if (us - clock_stamp() > 366 * 24 * HOUR_US)
		misuse("%s: \"%s\" is more than a year ahead; Unix time in "
		    "seconds is wanted", opt_name(), optarg);
	return us;
}

void
value_header(struct sbuf *headers)
{
	const char *p = value_text();

	/* A token of RFC 9110, 5.6.2. */
	while (isalnum((unsigned char)*p) ||
	    (*p != '\0' && strchr("!#$%&'*+-.^_`|~", *p) != NULL))
		p++;
	if (p == optarg || *p != ':')
		misuse("%s: not \"Name: value\"", opt_name());
	sbuf_str(headers, optarg);
	sbuf_str(headers, "\r\n");
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
value_label(struct sbuf *labels)
{
	struct slice left = sbuf_view(labels), part[2], old;

	if (!split(given(), '=', part) || !is_label(part[0]) ||
	    has_control(optarg) || strchr(optarg, ',') != NULL)
		misuse("%s: \"%s\" is not NAME=VALUE, a name of the bytes "
		    "A-Za-z0-9_ and a value without a comma", opt_name(),
		    text_without_secrets(optarg));
	while (left.n > 0) {
		old = slice_cut(&left, ',');
		if (slice_eq(slice_cut(&old, '='), part[0]))
			misuse("%s: \"%.*s\" is given twice", opt_name(),
			    (int)part[0].n, part[0].p);
	}
	if (labels->n > 0)
		sbuf_char(labels, ',');
	/* A URL in it may hold secrets, and a label goes everywhere. */
	redact(labels, given());
}

void
value_load(struct options *o)
{
	const char *wrong;

	load_free(&o->load);
	wrong = load_read(&o->load, given());
	if (wrong != NULL)
		misuse("%s: \"%s\": %s", opt_name(), optarg, wrong);
	o->load_text = optarg;
}

void
value_step(struct options *o)
{
	struct slice part[2];

	if (!split(given(), ':', part) || num_int(part[0], 1,
	    LOAD_CLIENTS_MAX, &o->step.step) != 0 ||
	    num_duration(part[1], &o->step.hold_us) != 0 ||
	    o->step.hold_us < 1000 || o->step.hold_us > 24 * HOUR_US)
		misuse("%s: \"%s\" is not CLIENTS:TIME such as 50:30s",
		    opt_name(), optarg);
	o->load_text = optarg;
}

void
value_slice(struct options *o)
{
	struct slice part[2];

	if (!split(given(), '/', part) ||
	    num_int(part[1], 1, LOAD_CLIENTS_MAX, &o->slices) != 0 ||
	    num_int(part[0], 0, o->slices - 1, &o->slice) != 0)
		misuse("%s: \"%s\" is not I/K such as 0/4, I from 0 and "
		    "below K", opt_name(), optarg);
}

void
value_backoff(struct backoff_rule *r)
{
	struct slice part[2], rest[2];

	if (!split(given(), ':', part) || !split(part[1], ':', rest) ||
	    num_duration(part[0], &r->first_us) != 0 ||
	    num_duration(rest[0], &r->longest_us) != 0 ||
	    num_micro(rest[1], &r->factor_micro) != 0 ||
	    r->longest_us < r->first_us || r->longest_us > HOUR_US ||
	    r->factor_micro < 1000000 || r->factor_micro > 100000000)
		misuse("%s: \"%s\" is not FIRST:LONGEST:FACTOR such as "
		    "250ms:5s:1.7 (up to 1h, factor 1 to 100)", opt_name(),
		    optarg);
}

/* A rule without a host yet is of an address alone. */
void
value_resolve(struct options *o)
{
	struct slice s = given();
	struct relay_rule r = { .port = 0 };
	const char *wrong = rule_is_bare(s) ? rule_address(&r, s) :
	    rule_read(&r, s);

	if (wrong != NULL)
		misuse("%s: \"%s\": %s", opt_name(), optarg, wrong);
	o->rules = eresize(o->rules, o->nrules + 1, sizeof(r));
	o->rules[o->nrules++] = r;
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

void
value_origin(struct exporters *e)
{
	const char *wrong = exporters_read(e, given());

	if (wrong != NULL)
		misuse("%s: \"%s\": %s", opt_name(),
		    text_without_secrets(value_text()), wrong);
}

void
value_origin_host(struct exporters *e)
{
	const char *wrong = exporters_host(e, given());

	if (wrong != NULL)
		misuse("%s: \"%s\": %s", opt_name(),
		    text_without_secrets(value_text()), wrong);
}

void
value_urls(struct channels *c)
{
	int fd = open(optarg, O_RDONLY | O_CLOEXEC), n = 0;
	const char *wrong = NULL;
	struct slice s;
	struct line in;

	if (fd < 0)
		misuse("%s: %s: %s", opt_name(), optarg, strerror(errno));
	line_open(&in, fd, NULL);
	while (wrong == NULL && line_next(&in, &s)) {
		wrong = memchr(s.p, '\0', s.n) != NULL ? "a zero byte" :
		    channels_line(c, s);
		n++;
	}
	if (in.error != 0)
		wrong = strerror(in.error);
	else if (in.too_long > 0)
		wrong = "a line is longer than 64 KiB";
	if (wrong != NULL)
		misuse("%s: %s, line %d: %s", opt_name(), optarg, n, wrong);
	if (c->n == 0)
		misuse("%s: %s: no URL in it", opt_name(), optarg);
	line_close(&in);
	close(fd);
}

void
value_url(const struct options *o, const char *url)
{
	if (*url == '\0')
		misuse("the URL is empty");
	if (has_control(url))
		misuse("the URL holds line ends or control bytes");
	if (o->command == NULL && strncmp(url, "http://", 7) != 0 &&
	    strncmp(url, "https://", 8) != 0)
		misuse("\"%s\" is no URL that begins with http:// or "
		    "https://", without_secrets(url));
}
