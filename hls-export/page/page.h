/*
 * The page of a run, live and to keep: made once a block, when somebody asks.
 */
#ifndef PAGE_H
#define PAGE_H

#include "document.h"
#include "html.h"
#include "stream/snap.h"

enum page_form { PAGE_JSON, PAGE_SERVED, PAGE_FILE, PAGE_FORMS };

struct page {
	struct gather gather;
	struct run now;
	struct run old;		/* of page_against; no block: none */
	struct gather old_gather;
	struct block_reader old_blocks;
	struct body *body[PAGE_FORMS];	/* NULL: not made yet */
	struct sbuf policy;	/* of what is served */
};

/* Starts without a block. */
void page_init(struct page *p);
void page_free(struct page *p);

/*
 * Reads a stored stream to be drawn beside the run's. What cannot be read, and
 * what has no block, ends the program with 1 and a message.
 */
void page_against(struct page *p, const char *path);

/* Each block, in order; it is looked at until the next one. */
void page_take(struct page *p, const struct block *b);
/* No more will come. */
void page_end(struct page *p);

/* Whether there is a block to show. */
int page_any(const struct page *p);

/*
 * The page in a form; page keeps a reference. Before the first block only
 * PAGE_SERVED is to be had: it says so, and asks again.
 */
struct body *page_body(struct page *p, enum page_form form);

#endif
