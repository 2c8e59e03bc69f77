/*
 * What hls-export makes of blocks, over one input. Bad memory is for the
 * sanitizers to see; expose.c, messages.c and shown.c look at what is served.
 *
 * The first byte of the input is '0' and three numbers in six bits. The lowest
 * three say what is served: the text format, OpenMetrics, protobuf, the page's
 * data, the page, the file of --html, /stat, or the first three of one block.
 * The next says whether with families of clients and of others, the next
 * whether for each block, or for the last alone; and the last whether it is
 * compared with another run, whose blocks stand in front of a line "=".
 */
#include <stdlib.h>

#include "expose.h"
#include "page/page.h"
#include "shown.h"
#include "stream/recent.h"
#include "stream/snap.h"
#include "target.h"

#define BLOCKS 4

enum served { TEXT, OPEN, MESSAGES, DATA, LIVE, KEPT, STAT, FORMATS_ALL };

static struct {
	struct export_settings set;
	struct snap snap;
	struct page page;
	struct block_reader blocks;
	size_t tags[PAGE_FORMS];	/* how often < stands in a page */
} at;

static void
forget(struct block_reader *r)
{
	/* Its memory is kept, and so is the last block: not to be shown. */
	r->next.text.n = r->line = 0;
	r->spoilt = 0;
	r->blocks = r->garbled = r->too_big = 0;
}

static void
check_metrics(enum format f)
{
	struct slice body = sbuf_view(&snap_body(&at.snap, f)->text);

	if (f == FORMAT_PROTOBUF)
		expose_messages(body);
	else
		expose_lines(body, f == FORMAT_OPENMETRICS);
}

static size_t
count(struct slice s, char c)
{
	size_t n = 0;

	while (slice_find(s, c) < s.n) {
		slice_cut(&s, c);
		n++;
	}
	return n;
}

/* No text of the stream may open an element or close one. */
static void
check_page(enum page_form form)
{
	struct slice html = sbuf_view(&page_body(&at.page, form)->text);
	size_t tags = count(html, '<');

	if (at.tags[form] == 0)
		at.tags[form] = tags;
	else if (at.tags[form] != tags)
		wrong("a page of other elements", html);
	/* Its scripts have tabs. */
	while (html.n > 0)
		shown_text(slice_cut(&html, '\t'));
}

static void
check_stat(struct slice in)
{
	struct recent r = { .n = 0 };
	struct slice text = in;
	struct body *b;

	while (block_read(&at.blocks, &in)) {
		text.n -= in.n;
		recent_put(&r, text);
		b = recent_newest(&r);
		if (!slice_eq(sbuf_view(&b->text), text))
			wrong("not the block", text);
		body_drop(b);
		text = in;
	}
	recent_free(&r);
}

static void
check(enum served served)
{
	int f;

	switch (served) {
	case TEXT:
	case OPEN:
	case MESSAGES:
		check_metrics((enum format)served);
		break;
	case DATA:
		shown_json(sbuf_view(&page_body(&at.page, PAGE_JSON)->text));
		break;
	case LIVE:
	case KEPT:
		check_page(served == LIVE ? PAGE_SERVED : PAGE_FILE);
		break;
	case FORMATS_ALL:
		for (f = 0; f < FORMATS; f++)
			check_metrics((enum format)f);
		break;
	case STAT:
		break;
	}
}

/* As page_against does it with a file. */
static void
take_old(struct slice *in)
{
	struct page *p = &at.page;
	struct slice old = { in->p, 0 };

	while (in->n > 0 && !slice_eq(slice_cut(in, '\n'), SLICE("=")))
		old.n = (size_t)(in->p - old.p);
	while (p->old_blocks.blocks < BLOCKS &&
	    block_read(&p->old_blocks, &old))
		gather_take(&p->old_gather, &p->old_blocks.now);
	if (p->old_blocks.blocks == 0)
		return;
	gather_settle(&p->old_gather, &p->old_blocks.now);
	p->old = (struct run){ "old", &p->old_gather, &p->old_blocks.now, 0 };
}

static int
is_of_page(enum served s)
{
	return s == DATA || s == LIVE || s == KEPT;
}

static void
run(struct slice in, enum served served, int each)
{
	while (at.blocks.blocks < BLOCKS && block_read(&at.blocks, &in)) {
		if (is_of_page(served))
			page_take(&at.page, &at.blocks.now);
		else
			snap_take(&at.snap, &at.blocks.now, 0);
		if (each && !is_of_page(served))
			check(served);
	}
	if (is_of_page(served) && at.blocks.blocks == 0)
		return;
	if (served == KEPT)
		page_end(&at.page);
	check(served);
}

static void
begin(int mode)
{
	at.set = (struct export_settings){ .native_buckets =
	    mode & 0x10 ? 160 : 8, .per_client = mode >> 3 & 1,
		.custom = mode >> 3 & 1,
		.started_us = INT64_C(1795351500000000) };
	labels_add(&at.set.labels, SLICE("job"), SLICE("a\"\n\\b"));
	forget(&at.blocks);
	snap_init(&at.snap, &at.set);
	/* It hashes its scripts, which takes longest of all. */
	if (at.page.policy.n == 0)
		page_init(&at.page);
}

/* Whatever block comes next is of another run, with which it begins anew. */
static void
end_run(struct gather *g)
{
	g->number = INT64_MAX;
	g->blocks = 1;
}

static void
forget_page(struct page *p)
{
	page_end(p);
	end_run(&p->gather);
	end_run(&p->old_gather);
	forget(&p->old_blocks);
	p->now = (struct run){ .live = 1 };
	p->old = (struct run){ .live = 0 };
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice in = { (const char *)data, size };
	int mode = size > 0 ? (data[0] - '0') & 0x3f : 0;
	enum served served = (enum served)(mode & 7);

	in = slice_from(in, size > 0);
	begin(mode);
	if (is_of_page(served) && mode >> 5)
		take_old(&in);
	if (served == STAT)
		check_stat(in);
	else
		run(in, served, mode >> 4 & 1);
	snap_free(&at.snap);
	if (is_of_page(served))
		forget_page(&at.page);
	return 0;
}
