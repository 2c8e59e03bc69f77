/*
 * The order of the members is the one in which people ask.
 */
#include "courses.h"
#include "document.h"
#include "json/nest.h"
#include "tables.h"

#define FORMAT 1

static void
put_flag(struct nest *j, const char *key, int flag)
{
	nest_key(j, key);
	sbuf_str(j->out, flag ? "true" : "false");
}

static void
put_count(struct nest *j, const char *key, int64_t n)
{
	nest_key(j, key);
	sbuf_int(j->out, n);
}

static void
put_end(struct nest *j, const struct block *b)
{
	struct sbuf text = { 0 };
	struct slice rest, reason;

	if (!block_find(b, "-", SLICE("end"), &rest) ||
	    !field_get(rest, "reason", &reason))
		return;
	unescape(&text, reason);
	nest_key(j, "end");
	nest_text(j, sbuf_view(&text));
	sbuf_free(&text);
}

static void
put_times(struct nest *j, const struct run *r)
{
	const struct gather *g = r->gather;

	put_flag(j, "live", r->live);
	put_end(j, r->block);
	nest_key(j, "start");
	courses_time(j->out, g->start_us);
	nest_key(j, "elapsed");
	courses_time(j->out, g->elapsed_us);
	put_count(j, "blocks", g->blocks);
	put_count(j, "lost", g->lost);
}

/* What a comparison wants of the old run. */
static void
put_old(struct nest *j, const struct run *r)
{
	nest_key(j, "name");
	nest_text(j, slice_str(r->name));
	put_times(j, r);
	tables_judged(j, r->block, r->gather->start_us);
	courses_put(j, r->gather);
	tables_figures(j, r->block);
}

void
document_put(struct sbuf *b, const struct run *now, const struct run *old)
{
	int64_t start_us = now->gather->start_us;
	struct nest j, child;

	nest_begin(&j, b);
	put_count(&j, "format", FORMAT);
	nest_key(&j, "version");
	nest_text(&j, slice_str(VERSION));
	put_times(&j, now);
	tables_judged(&j, now->block, start_us);
	tables_found(&j, now->block);
	tables_run(&j, now->block, start_us);
	courses_put(&j, now->gather);
	tables_figures(&j, now->block);
	tables_report(&j, now->block);
	if (old != NULL) {
		nest_key(&j, "against");
		nest_object(&j, &child);
		put_old(&child, old);
		nest_end(&child);
	}
	nest_end(&j);
}
