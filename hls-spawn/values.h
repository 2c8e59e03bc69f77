/*
 * The values of options that are more than a number: each reads optarg, or
 * ends the program with 2 and a message that names the option.
 */
#ifndef VALUES_H
#define VALUES_H

#include "options.h"

const char *value_text(void);			/* no control bytes */
int64_t value_size(void);			/* bytes, 64K to 4G */
const char *value_host(void);
const char *value_proxy(void);
int64_t value_epoch(void);			/* Unix time, us */
void value_header(struct sbuf *headers);
void value_label(struct sbuf *labels);
void value_load(struct options *o);
void value_step(struct options *o);
void value_slice(struct options *o);
void value_backoff(struct backoff_rule *r);

/*
 * A rule of --resolve; of an ADDR alone, host and port are found once the URL
 * is known.
 */
void value_resolve(struct options *o);
void value_resolve_bare(struct options *o);

/* An exporter of the origin's figures, and a host with its two. */
void value_origin(struct exporters *e);
void value_origin_host(struct exporters *e);

/* A file of channels. */
void value_urls(struct channels *c);

/* A URL that can be played; else the program ends with 2. */
void value_url(const struct options *o, const char *url);

#endif
