/*
 * What hls-spawn tells of its processes, and the pipeline of itself.
 */
#include "duration.h"
#include "life.h"
#include "num.h"
#include "retry.h"
#include "sum/sum.h"

/* What is beyond this is no count of a run's lines. */
#define LINES_MAX (INT64_C(1) << 50)

/*
 * "50:30s" of --step, and --load: both make phases. So does who writes to the
 * FIFO of --control, of which only the command tells.
 */
static void
read_shape(struct figures *f, struct slice rest)
{
	struct slice text;

	if (field_get(rest, "step", &text)) {
		slice_cut(&text, ':');
		if (num_duration(text, &f->hold_us) != 0)
			f->hold_us = 0;
	}
	f->shaped |= field_get(rest, "load", &text);
	f->controlled |= slice_has(sbuf_view(&f->run.text[RUN_COMMAND]),
	    SLICE(" --control"));
}

/* There is one where all have theirs, or one that nothing can make good. */
static void
settle_end(struct figures *f)
{
	struct slice worst = sbuf_view(&f->ended);

	f->end.n = 0;
	if (f->open == 0 || end_badness(worst) >= END_GIVEUP)
		sbuf_slice(&f->end, worst);
	f->others = f->open > 1 ? f->open - 1 : 0;
}

/* Its ticks count starts from 0 again. */
static void
keep_starts(struct figures *f)
{
	struct gauge *asked = &f->gauge[M_GENERATOR_ASKED];
	struct gauge *made = &f->gauge[M_GENERATOR_STARTS];

	f->asked = sum_add(f->asked, asked->now);
	f->made = sum_add(f->made, made->now);
	asked->now = made->now = 0;
}

void
life_swarm(struct scope *in, const struct record *r)
{
	int64_t target_us = duration_of(r, "target_duration");
	struct figures *f = in->figures;
	struct slice kind, prefetch;
	int64_t watched;

	run_read(&f->run, r->rest);
	f->open++;
	f->stopping = 0;
	keep_starts(f);
	settle_end(f);
	in->fold->watched |= field_int(r->rest, "watch", &watched) &&
	    watched > 0;
	if (field_get(r->rest, "kind", &kind))
		in->fold->vod = slice_eq(kind, SLICE("vod"));
	in->fold->prefetch = field_get(r->rest, "prefetch", &prefetch) &&
	    slice_eq(prefetch, SLICE("1"));
	if (target_us > 0)
		in->fold->target_us = target_us;
	f->target_known |= target_us > 0;
	if (f->by[BY_HOST].shown)
		in->fold->host = parts_number(&f->by[BY_HOST],
		    sbuf_view(&f->run.text[RUN_HOST]));
	read_shape(f, r->rest);
	gauge_read(f->gauge, M_RUN_DURATION, r->rest);
	gauge_read(f->gauge, M_CLIENTS_TARGET, r->rest);
}

/*
 * A process that follows another one is a restart, unless it is for a new
 * viewer: no failure stands before it.
 */
static int
is_restart(const struct record *r, const struct session_id *id)
{
	int64_t attempt;

	if (field_int(r->rest, "attempt", &attempt))
		return attempt > 0;
	return id->run > 0;
}

/*
 * Nor is one of which nobody says that it was started for a client: each
 * process of a bare log is a viewer. hls-spawn always tells its pid.
 */
static int
is_newcomer(const struct record *r, const struct session_id *id)
{
	struct slice any;

	return !is_restart(r, id) || (!field_get(r->rest, "attempt", &any) &&
	    !field_get(r->rest, "pid", &any));
}

static void
note_stamps(struct scope *in, const struct record *r)
{
	struct slice stamps;
	int poor = field_get(r->rest, "stamps", &stamps);
	int none = poor && slice_eq(stamps, SLICE("none"));

	/* Those of whole seconds are no measure, but the run has its time. */
	if (in->who != NULL)
		in->who->timeless = none ||
		    (poor && slice_eq(stamps, SLICE("seconds")));
	scope_count(in, M_LOGS_UNSTAMPED, none);
	in->figures->untimed |= none;
	in->figures->timed |= !none;
}

/* What the start tells of a client stays until another one tells else. */
static void
note_part(struct scope *in, const struct record *r, enum dimension d,
    uint16_t *number)
{
	struct slice value;

	if (!field_get(r->rest, dimension_names[d], &value))
		return;
	*number = parts_number(&in->figures->by[d], value);
	in->who->part[d] = *number;
}

void
life_start(struct scope *in, const struct record *r)
{
	struct session_id id;

	if (session_read(r->subject, &id) != 0)
		return;
	if (in->who != NULL) {
		struct client *c = in->who->client;

		note_part(in, r, BY_GROUP, &c->group);
		note_part(in, r, BY_RENDITION, &c->rendition);
		in->who->newcomer = is_newcomer(r, &id);
		scope_set(in, in->fold, in->who);
	}
	note_stamps(in, r);
	scope_count(in, M_SESSION_STARTS, 1);
	scope_count(in, M_SESSION_RESTARTS, is_restart(r, &id));
}

static enum metric_id
category(struct scope *in, const struct record *r)
{
	struct slice reason = SLICE(""), how = SLICE("unknown");
	unsigned id;

	field_get(r->rest, "reason", &reason);
	/* How a process took what we brought about says nothing. */
	id = metric_by_word(M_OUR_EXITS_FIRST, M_OUR_EXITS_END, reason);
	if (id < M_OUR_EXITS_END)
		return id;
	if (field_get(r->rest, "signal", &how)) {
		scope_fault(in, "exit signal", how);
		return M_EXIT_SIGNAL;
	}
	if (field_get(r->rest, "code", &how) && slice_eq(how, SLICE("0")))
		return in->who != NULL && in->who->failed != WHY_NONE ?
		    M_EXIT_BROKE : M_EXIT_SUCCESS;
	scope_fault(in, "exit code", how);
	return M_EXIT_ERROR;
}

void
life_exit(struct scope *in, const struct record *r)
{
	int64_t uptime_us = duration_of(r, "uptime");
	struct session_id id;
	enum metric_id how;

	if (session_read(r->subject, &id) != 0)
		return;
	how = category(in, r);
	scope_count(in, how, 1);
	if (uptime_us >= 0 && !scope_timeless(in))
		scope_sample(in, M_SESSION_UPTIME, uptime_us);
	if (in->who != NULL)
		session_end(in->fold, in->who, r->time_us,
		    how == M_EXIT_SHUTDOWN || how == M_EXIT_SESSION);
}

void
life_lost(struct scope *in, const struct record *r)
{
	struct client *c;
	int64_t lines;

	if (in->who != NULL) {
		session_forget(in->fold, in->who);
		retry_forget(in->who);
	}
	if (!field_int(r->rest, "lines", &lines) || lines < 0 ||
	    lines > LINES_MAX)
		return;
	scope_count(in, M_PIPELINE_LOST, lines);
	if (in->who == NULL)
		return;
	c = in->who->client;
	c->lines_lost = lines < UINT32_MAX - c->lines_lost ?
	    c->lines_lost + (uint32_t)lines : UINT32_MAX;
}

static void
derive_clients(struct gauge *g)
{
	const struct gauge *target = &g[M_CLIENTS_TARGET];
	const struct gauge *started = &g[M_CLIENTS_STARTED];

	if (g[M_CLIENTS_STARTING].known && g[M_CLIENTS_RUNNING].known &&
	    g[M_CLIENTS_STALLED].known)
		gauge_set(g, M_CLIENTS_ACTIVE, g[M_CLIENTS_STARTING].now +
		    g[M_CLIENTS_RUNNING].now + g[M_CLIENTS_STALLED].now);
	if (target->known && started->known && target->now > 0 &&
	    started->now <= INT32_MAX)
		gauge_set(g, M_CLIENTS_RAMP, started->now >= target->now ?
		    1000000 : started->now * 1000000 / target->now);
}

void
life_tick(struct scope *in, const struct record *r)
{
	gauge_read(in->figures->gauge, M_CLIENTS_TARGET, r->rest);
	gauge_read(in->figures->gauge, M_GENERATOR_CPU, r->rest);
	derive_clients(in->figures->gauge);
	in->figures->ticks++;
	fold_close(in->fold, r->time_us);
}

/* What is new in a total; a smaller one begins again from 0. */
static void
count_total(struct scope *in, const struct record *r, enum metric_id id,
    int64_t *before)
{
	int64_t total;

	if (!field_int(r->rest, metric_key(&metrics[id]), &total) ||
	    total < 0 || total > LINES_MAX)
		return;
	scope_count(in, id, total >= *before ? total - *before : total);
	*before = total;
}

void
life_parse(struct scope *in, const struct record *r)
{
	count_total(in, r, M_PIPELINE_LINES, &in->fold->parsed);
	count_total(in, r, M_PIPELINE_GARBLED, &in->fold->garbled);
}

/* A field of a source record, at least 0 and no more than most. */
static int64_t
count_source(struct scope *in, const struct record *r, enum metric_id id,
    int64_t most)
{
	int64_t n = 0;

	if (!field_int(r->rest, metric_key(&metrics[id]), &n) || n < 0)
		n = 0;
	n = n < most ? n : most;
	scope_count(in, id, n);
	return n;
}

void
life_source(struct scope *in, const struct record *r)
{
	int64_t lines = count_source(in, r, M_LOGS_LINES, LINES_MAX);
	int64_t known = count_source(in, r, M_LOGS_KNOWN, lines);
	int64_t processes = count_source(in, r, M_LOGS_PROCESSES, LINES_MAX);
	int64_t hls = count_source(in, r, M_LOGS_HLS, processes);
	struct slice name = SLICE("");

	field_get(r->rest, "name", &name);
	sources_note(&in->figures->sources, name, (int64_t[]){ lines, known,
	    hls });
}

void
life_end(struct scope *in, const struct record *r)
{
	struct slice reason = SLICE("unknown");
	struct figures *f = in->figures;

	field_get(r->rest, "reason", &reason);
	if (f->open > 0)
		f->open--;
	if (end_is_worse(reason, sbuf_view(&f->ended))) {
		f->ended.n = 0;
		unescape(&f->ended, reason);
	}
	settle_end(f);
}

void
life_phase(struct scope *in, const struct record *r)
{
	struct figures *f = in->figures;
	struct phase p = { .at_us = r->time_us };
	struct slice n;

	if (!field_get(r->rest, "n", &n))
		return;
	if (!field_int(r->rest, "target", &p.target) || p.target < 0 ||
	    p.target > INT32_MAX)
		p.target = -1;
	f->phase = parts_number(&f->by[BY_PHASE], n);
	if (f->phase > 0 && p.target >= 0)
		f->phase_target[f->phase - 1] = p.target;
	if (field_int(r->rest, "n", &p.n) && p.n >= 0)
		phases_add(&f->phases, &p);
}

/* FFmpeg's own words; values are still escaped. */
void
life_message(struct scope *in, const struct record *r)
{
	struct slice text = SLICE("");

	field_get(r->rest, "text", &text);
	in->figures->no_descriptor += slice_has(text,
	    SLICE("Too%20many%20open%20files"));
}
