/*
 * Bodies, as those of snap.h.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "die.h"
#include "ealloc.h"
#include "page.h"

#define READ_BYTES 65536

void
page_init(struct page *p)
{
	*p = (struct page){ .now = { .live = 1 } };
	gather_init(&p->gather);
	gather_init(&p->old_gather);
	html_policy(&p->policy, HTML_SERVER);
	sbuf_char(&p->policy, '\0');
}

static void
forget(struct page *p)
{
	int i;

	for (i = 0; i < PAGE_FORMS; i++) {
		body_drop(p->body[i]);
		p->body[i] = NULL;
	}
}

void
page_free(struct page *p)
{
	forget(p);
	gather_free(&p->gather);
	gather_free(&p->old_gather);
	block_free(&p->old_blocks);
	sbuf_free(&p->policy);
}

void
page_against(struct page *p, const char *path)
{
	static char buf[READ_BYTES];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t k = 0;

	if (fd < 0)
		die_errno("--against: %s", path);
	while ((k = read(fd, buf, sizeof(buf))) > 0 ||
	    (k < 0 && errno == EINTR)) {
		struct slice in = { buf, k > 0 ? (size_t)k : 0 };

		while (block_read(&p->old_blocks, &in))
			gather_take(&p->old_gather, &p->old_blocks.now);
	}
	if (k < 0)
		die_errno("--against: %s", path);
	close(fd);
	if (p->old_blocks.blocks > 0)
		gather_settle(&p->old_gather, &p->old_blocks.now);
	else
		die("--against: %s: no block of hls-agg's in it", path);
	p->old = (struct run){ path, &p->old_gather, &p->old_blocks.now, 0 };
}

void
page_take(struct page *p, const struct block *b)
{
	forget(p);
	gather_take(&p->gather, b);
	p->now.gather = &p->gather;
	p->now.block = b;
}

void
page_end(struct page *p)
{
	forget(p);
	p->now.live = 0;
}

int
page_any(const struct page *p)
{
	return p->now.block != NULL;
}

static void
put_waiting(struct sbuf *b)
{
	sbuf_str(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"refresh\" content=\"1\">\n"
	    "<title>HLS load test</title>\n</head>\n<body>\n"
	    "<p>No block has come yet.</p>\n");
	html_links(b);
	sbuf_str(b, "</body>\n</html>\n");
}

static void
/* NOLINTNEXTLINE(misc-no-recursion): once, for the JSON */
make(struct page *p, enum page_form form, struct sbuf *b)
{
	if (!page_any(p)) {
		put_waiting(b);
		return;
	}
	gather_settle(&p->gather, p->now.block);
	if (form == PAGE_JSON)
		document_put(b, &p->now, p->old.block != NULL ? &p->old :
		    NULL);
	else
		html_put(b, form == PAGE_FILE ? HTML_FILE : HTML_SERVER,
		    p->now.block,
		    sbuf_view(&page_body(p, PAGE_JSON)->text));
}

struct body *
/* NOLINTNEXTLINE(misc-no-recursion): as make */
page_body(struct page *p, enum page_form form)
{
	if (p->body[form] == NULL) {
		p->body[form] = ezalloc(1, sizeof(*p->body[form]));
		p->body[form]->refs = 1;
		make(p, form, &p->body[form]->text);
	}
	return p->body[form];
}
