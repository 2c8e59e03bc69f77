/*
 * The page: style, script and data in one HTML file that asks nobody for
 * anything. Its Content-Security-Policy allows that and no more: style and
 * script are named by their hashes, and data is none of these.
 */
#ifndef HTML_H
#define HTML_H

#include "block.h"
#include "sbuf.h"
#include "slice.h"

/* Made from page.css and the *.js by the Makefile; ended by NULL. */
extern const char *const page_style[];
extern const char *const page_script[];

enum html_from {
	HTML_FILE,		/* to be opened from where it lies */
	HTML_SERVER,		/* it may ask for page.json */
};

/*
 * Appends the policy; as a header it also says who may show the page in a
 * frame: nobody.
 */
void html_policy(struct sbuf *b, enum html_from from);

/* Appends links to what else is served. */
void html_links(struct sbuf *b);

/* Appends the page; data is the JSON of document.h, of this block. */
void html_put(struct sbuf *b, enum html_from from, const struct block *block,
    struct slice data);

#endif
