/*
 * hls-agg: folds the events of an HLS swarm into counters, sketches and
 * windows; prints a block of figures at each tick, and the report at the end.
 * What it prints is a function of what it reads; the clock tells --find alone
 * how long to wait for an answer.
 */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "agg.h"
#include "clock.h"
#include "control.h"
#include "die.h"
#include "fold/event.h"
#include "input.h"
#include "judge/baseline.h"
#include "judge/search.h"
#include "judge/verdict.h"
#include "keep.h"
#include "merge.h"
#include "opt/program.h"
#include "options.h"
#include "report/compare.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/report.h"
#include "report/stat_block.h"

/* The search of --find, and where it asks. */
struct seeker {
	struct search search;
	const char *control;	/* the FIFO, or NULL */
	int64_t asked_us;	/* Unix time of the last asking */
	int64_t behind_us;	/* so long after its time a tick is told, at
				 * least */
};

/* What is kept of the run, beside the table. */
struct files {
	struct store json, junit, report;
};

/*
 * Whether a tick that is told now was before the last asking: nothing can have
 * come of it. The clock of the ticks may be another one than ours.
 */
static int
is_early(struct seeker *k, int64_t tick_us)
{
	int64_t behind_us = clock_stamp() - tick_us;

	if (behind_us < k->behind_us)
		k->behind_us = behind_us;
	return tick_us + k->behind_us < k->asked_us;
}

/*
 * What the search wants, asked of hls-spawn. 1 if it has to be given up: it is
 * not heard.
 */
static int
seek(struct seeker *k, const struct judge *j)
{
	enum search_wish wish;

	k->search.early = is_early(k, j->on.figures->at.tick_us);
	wish = search_tick(&k->search, j);
	if (wish == SEARCH_NONE)
		return 0;
	if (wish == SEARCH_LOST) {
		msg("--find: %s: hls-spawn does not heed it, the search ends",
		    k->control);
		return 1;
	}
	if (k->search.refused && k->search.tries == 1)
		msg("--find: %s: %lld clients did not come about, the search "
		    "ends", k->control, (long long)k->search.clients);
	if (k->search.tries > 1)
		msg("--find: %s: nothing came of it, once more",
		    k->control);
	k->asked_us = clock_stamp();
	if (wish == SEARCH_STOP)
		control_stop(k->control);
	else
		control_clients(k->control, k->search.clients);
	return 0;
}

/*
 * Reads to the end of the input, until a threshold ends the run, or until
 * nobody takes the output. Returns whether some of it could not be read.
 */
static int
fold(struct agg *a, const struct options *o, struct input *in)
{
	struct seeker seeker = { { .hold_us = o->find_us },
		o->find, 0, INT64_MAX };
	struct slice line;

	while (in->out->error == 0 && input_next(in, &line))
		if (event_line(&a->fold, line)) {
			csv_take(&a->csv, &a->figures);
			if (judge_tick(&a->judge) || (o->find != NULL &&
			    seek(&seeker, &a->judge)))
				break;
			if (o->blocks)
				stat_block_print(&a->report, &in->out->buf,
				    NULL);
			out_drain(in->out);
		}
	input_close(in);
	event_bad(&a->figures, in->broken);
	fold_finish(&a->fold);
	/* What no stream of events told is no run. */
	if (in->good == 0)
		a->figures.records = 0;
	a->report.untold = in->good == 0 && in->misfed > 0;
	return in->failed;
}

static int
keep_junit(const struct judge *j, const struct store *file)
{
	struct sbuf xml = { 0 };
	int r;

	junit_print(j, &xml);
	r = keep_file(file, sbuf_view(&xml));
	sbuf_free(&xml);
	return r;
}

/* The report for people, with marks that their terminal can show. */
static void
show_report(struct report *r)
{
	struct out err = { .fd = STDERR_FILENO };

	setlocale(LC_CTYPE, "");
	r->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	report_print(r, &err.buf);
	out_flush(&err);
	sbuf_free(&err.buf);
}

static int
keep_json(const struct report *r, const struct options *o,
    const struct store *file, struct out *out)
{
	struct sbuf json = { 0 };
	int failed;

	json_print(r, &json);
	if (o->json)
		sbuf_slice(&out->buf, sbuf_view(&json));
	failed = keep_file(file, sbuf_view(&json));
	sbuf_free(&json);
	return failed;
}

/* The last block, the JSON and the report; the exit code. */
static int
finish(struct agg *a, const struct options *o, const struct files *f,
    struct out *out)
{
	struct sbuf report = { 0 };
	int failed = 0, unread;

	report_print(&a->report, &report);
	if (a->figures.records > 0 && o->blocks)
		stat_block_print(&a->report, &out->buf, &report);
	/* Even of nothing: a file of an older run must not stay. */
	if (o->json || o->json_file != NULL)
		failed = keep_json(&a->report, o, &f->json, out) != 0;
	if (o->junit != NULL)
		failed |= keep_junit(&a->judge, &f->junit) != 0;
	failed |= keep_file(&f->report, sbuf_view(&report)) != 0;
	failed |= csv_finish(&a->csv, &a->figures) != 0;
	failed |= out_finish(out) < 0;
	/* Nobody waited for anything to come. */
	unread = a->figures.records == 0 && out->error == EPIPE;
	if (!o->quiet && !a->report.untold && !unread)
		show_report(&a->report);
	sbuf_free(&report);
	sbuf_free(&out->buf);
	return failed ? 1 : verdict_of(&a->judge).code;
}

/* Before a long run, whether its results can be kept. */
static int
open_files(struct files *f, const struct options *o)
{
	const char *path[] = { o->json_file, o->junit, o->report, o->csv };
	struct store all[COUNT(path)];
	size_t i;

	for (i = 0; i < COUNT(path); i++)
		if (keep_open(&all[i], path[i]) != 0)
			return -1;
	if (keep_apart(all, COUNT(path), o->files) != 0)
		return -1;
	*f = (struct files){ all[0], all[1], all[2] };
	return o->find != NULL ? control_check(o->find) : 0;
}

/* What the options ask of the figures; -1 if the table cannot be begun. */
static int
set_up(struct agg *a, const struct options *o)
{
	int d;

	agg_init(a, &o->plan);
	a->fold.clients.accounts = o->roster != 0;
	a->report.histogram = o->histogram;
	a->report.roster = o->roster;
	a->report.compare_all = o->all;
	for (d = 0; d < DIMENSIONS; d++)
		if (o->by & 1u << d)
			a->figures.by[d].counted = a->figures.by[d].shown = 1;
	judge_by(&a->judge, &a->figures, &o->rules);
	a->judge.capacity.searched = o->find != NULL;
	return o->csv != NULL ? csv_open(&a->csv, o->csv, o->every_us) : 0;
}

int
main(int argc, char **argv)
{
	struct out out = { .fd = STDOUT_FILENO };
	struct baseline baseline = { 0 };
	struct options o;
	struct files files;
	struct input in = { 0 };
	struct merge merge;
	struct agg a;
	int code, failed;

	program_begin("hls-agg");
	options_read(&o, argc, argv);
	if (o.compare) {
		code = compare_files(o.baseline, o.files[0], &o.rules, o.all);
		rules_free(&o.rules);
		return code;
	}
	if (o.baseline != NULL && baseline_read(&baseline, o.baseline) != 0)
		return 1;
	if (open_files(&files, &o) != 0)
		return 1;
	if (set_up(&a, &o) != 0) {
		agg_free(&a);
		baseline_free(&baseline);
		return 1;
	}
	if (o.baseline != NULL)
		a.judge.on.baseline = &baseline;
	if (!o.merge)
		input_open(&in, o.files, &out);
	failed = o.merge ? merge_run(&merge, &a, &o, &out) : fold(&a, &o, &in);
	a.judge.unread = a.figures.records == 0 && out.error == EPIPE;
	judge_end(&a.judge);
	code = finish(&a, &o, &files, &out);
	input_free(&in);
	if (o.merge)
		merge_free(&merge);
	agg_free(&a);
	baseline_free(&baseline);
	free(o.find);
	return failed ? 1 : code;
}
