/*
 * One function for each thing that can run short; a table of them.
 */
#include <stdarg.h>
#include <stdio.h>

#include "human.h"
#include "limits.h"
#include "sum/sum.h"

/* 16 pages in a fresh pipe, pipe(7), and two pipes of each client. */
#define PIPE_PAGES 16
#define CLIENT_PAGES (2 * PIPE_PAGES)
/* Our own pipes, and those of the pipeline we stand in. */
#define OTHER_PAGES (8 * PIPE_PAGES)
/* TIME_WAIT of Linux, and with tcp_tw_reuse. */
#define HELD_S 60
#define HELD_REUSE_S 1

struct checking {
	const struct demand *l;
	const struct facts *f;
	struct limits_report *r;
};

static void say(struct checking *c, enum finding_level level, const char *fmt,
    ...) __attribute__((format(printf, 3, 4)));

static void
say(struct checking *c, enum finding_level level, const char *fmt, ...)
{
	struct limits_report *r = c->r;
	struct finding *f = &r->found[r->n];
	va_list ap;

	if (r->n == COUNT(r->found))
		return;
	r->n++;
	f->level = level;
	r->failed |= level == FINDING_FAIL;
	va_start(ap, fmt);
	vsnprintf(f->text, sizeof(f->text), fmt, ap);
	va_end(ap);
}

/* For printf. */
static long long
ll(int64_t v)
{
	return (long long)v;
}

/* Cores and rates as people count them: "2", "110", "0.50". */
static struct human
count(int64_t micro)
{
	struct human h;

	if (micro % 1000000 != 0)
		return human_digits((double)micro / 1e6, "");
	snprintf(h.s, sizeof(h.s), "%lld", ll(micro / 1000000));
	return h;
}

/*
 * Processes that do not fit cannot be started; threads that do not fit end an
 * FFmpeg, but how many it has is a measured figure. Returns how many tasks
 * there would be with them, or 0 if they fit.
 */
static int64_t
too_many(const struct checking *c, const struct bound *b,
    enum finding_level *level)
{
	int64_t each = c->l->threads > 1 ? c->l->threads : 1;
	int64_t used = b->used == UNKNOWN ? 0 : b->used;
	int64_t need = sum_add(used, c->l->clients * each);

	if (b->max == UNKNOWN || need <= b->max)
		return 0;
	*level = sum_add(used, c->l->clients) > b->max ? FINDING_FAIL :
	    FINDING_WARN;
	return need;
}

#define TASKS "%lld clients need %lld processes and threads with those that " \
	"run, "

static void
check_user(struct checking *c)
{
	enum finding_level level;
	int64_t need = too_many(c, &c->f->user, &level);
	int hard;

	if (need == 0)
		return;
	hard = c->f->user_hard != UNKNOWN && need > c->f->user_hard;
	say(c, level, TASKS "the limit of this user is %lld: raise it "
	    "(ulimit -%s %lld%s)", ll(c->l->clients), ll(need),
	    ll(c->f->user.max), hard ? "Hu" : "u", ll(need),
	    hard ? ", as root" : "");
}

static void
check_machine(struct checking *c)
{
	enum finding_level level;
	int64_t need = too_many(c, &c->f->machine, &level);

	if (need == 0)
		return;
	say(c, level, TASKS "the machine's limit is %lld: raise it (sysctl "
	    "-w kernel.threads-max=%lld kernel.pid_max=%lld)",
	    ll(c->l->clients), ll(need), ll(c->f->machine.max), ll(need),
	    ll(need));
}

static void
check_group(struct checking *c)
{
	enum finding_level level;
	int64_t need = too_many(c, &c->f->group, &level);

	if (need == 0)
		return;
	say(c, level, TASKS "the limit of this control group is %lld: raise "
	    "its pids.max (systemd: TasksMax=, docker: --pids-limit)",
	    ll(c->l->clients), ll(need), ll(c->f->group.max));
}

/* Beyond the soft limit a pipe gets two pages, before Linux 5.14 one. */
static void
check_pipes(struct checking *c)
{
	int64_t least = c->l->clients * CLIENT_PAGES;
	int64_t need = least + OTHER_PAGES;

	if (c->f->privileged || !c->l->pipes)
		return;
	if (c->f->pipe_pages_hard > 0 && least > c->f->pipe_pages_hard)
		say(c, FINDING_FAIL, "%lld clients need %lld pages of pipes, "
		    "the limit is %lld: sysctl -w fs.pipe-user-pages-hard=%lld",
		    ll(c->l->clients), ll(need), ll(c->f->pipe_pages_hard),
		    ll(need));
	if (c->f->pipe_pages_soft > 0 && need > c->f->pipe_pages_soft)
		say(c, FINDING_WARN, "%lld clients want %lld pages of pipes, "
		    "beyond %lld pipes are so small that FFmpeg may wait for "
		    "us: sysctl -w fs.pipe-user-pages-soft=%lld",
		    ll(c->l->clients), ll(need), ll(c->f->pipe_pages_soft),
		    ll(need));
}

/* Each connection that we close holds its port for a minute. */
static void
check_ports(struct checking *c)
{
	const struct demand *l = c->l;
	int64_t held_s = c->f->tw_reuse ? HELD_REUSE_S : HELD_S;
	int64_t need;

	if (!l->is_ffmpeg || c->f->ports == UNKNOWN)
		return;
	if (l->clients > c->f->ports) {
		say(c, FINDING_WARN, "%lld clients have a connection each, "
		    "there are %lld local ports for one server address: "
		    "sysctl -w net.ipv4.ip_local_port_range='1024 65535', or "
		    "slice the swarm (--slice)", ll(l->clients),
		    ll(c->f->ports));
		return;
	}
	if (l->target_duration_us <= 0)
		return;
	need = l->clients * held_s * 1000000 / l->target_duration_us;
	if (need <= c->f->ports)
		return;
	say(c, FINDING_WARN, "%lld clients hold %lld local ports if they open "
	    "a connection per segment (live fMP4 and AES do), there are %lld: "
	    "sysctl -w net.ipv4.tcp_tw_reuse=1 "
	    "net.ipv4.ip_local_port_range='1024 65535'",
	    ll(l->clients), ll(need), ll(c->f->ports));
}

int64_t
limits_client_bytes(int64_t measured)
{
	return measured > 0 && measured < LIMITS_CLIENT_BYTES ? measured :
	    LIMITS_CLIENT_BYTES;
}

static void
check_memory(struct checking *c)
{
	int64_t each = limits_client_bytes(c->l->client_bytes);
	int64_t need = c->l->clients * each;

	if (!c->l->is_ffmpeg || c->f->memory_bytes == UNKNOWN ||
	    need <= c->f->memory_bytes)
		return;
	say(c, FINDING_WARN, "%lld clients need about %s, %s are available: "
	    "run at most %lld here, or slice the swarm (--slice)",
	    ll(c->l->clients), human_bytes(need).s,
	    human_bytes(c->f->memory_bytes).s,
	    ll(c->f->memory_bytes / each));
}

/* A few clients all at once do no harm: the busiest second counts. */
static void
check_ramp(struct checking *c)
{
	const struct demand *l = c->l;
	int64_t start = l->start_us > 0 ? l->start_us : LIMITS_START_US;
	int64_t have = c->f->cores_micro, fits;
	int64_t need = l->rate_micro * start / 1000000;

	if (!l->is_ffmpeg || have == UNKNOWN || need <= have ||
	    l->clients * start <= have)
		return;
	fits = have * 1000000 / start;
	if (fits > 1000000)
		fits -= fits % 1000000;
	say(c, FINDING_WARN, "%s starts per second take %s cores (%s of "
	    "processor time each), there are %s: ramp at %s at most (-r), or "
	    "leave -r out%s", count(l->rate_micro).s, count(need).s,
	    human_time(start).s, count(have).s, count(fits).s,
	    l->client_bytes > LIMITS_SMALL_BYTES ? LIMITS_SMALL : "");
}

static void
check_play(struct checking *c)
{
	int64_t need = c->l->clients * LIMITS_PLAY_MICRO;

	if (!c->l->is_ffmpeg || c->f->cores_micro == UNKNOWN ||
	    need <= c->f->cores_micro)
		return;
	say(c, FINDING_WARN, "%lld clients take about %s cores while they "
	    "play, there are %s: run at most %lld here, or slice the swarm "
	    "(--slice)", ll(c->l->clients),
	    count(need).s, count(c->f->cores_micro).s,
	    ll(c->f->cores_micro / LIMITS_PLAY_MICRO));
}

static void (*const checks[])(struct checking *) = {
	check_user, check_machine, check_group, check_pipes, check_memory,
	check_play, check_ramp, check_ports,
};

/* Stable, and there are at most a dozen. */
static void
fails_first(struct limits_report *r)
{
	size_t i, j;

	for (i = 1; i < r->n; i++)
		for (j = i; j > 0 && r->found[j].level <
		    r->found[j - 1].level; j--) {
			struct finding f = r->found[j];

			r->found[j] = r->found[j - 1];
			r->found[j - 1] = f;
		}
}

void
limits_check(const struct demand *l, const struct facts *f,
    struct limits_report *r)
{
	struct checking c = { l, f, r };
	size_t i;

	*r = (struct limits_report){ 0 };
	for (i = 0; i < COUNT(checks); i++)
		checks[i](&c);
	fails_first(r);
}
