/*
 * The readers of options that are more than a number, for the table: each ends
 * the program with 2 and a message that names the option where the text is
 * wrong. And the words of those that are a choice.
 */
#ifndef VALUES_H
#define VALUES_H

#include "opt.h"
#include "options.h"

extern const char *const value_variants[];	/* enum variant */
extern const char *const value_pacings[];	/* enum pacing */
extern const char *const value_failures[];	/* not to fail, to fail */
extern const char *const value_levels[];

/* A text: without control bytes, a word of the row's, a host, a proxy. */
void value_text(const struct opt *o, const char *text, void *to);
void value_one_of(const struct opt *o, const char *text, void *to);
void value_host(const struct opt *o, const char *text, void *to);
void value_proxy(const struct opt *o, const char *text, void *to);

/* An int64_t: bytes, Unix time in microseconds. */
void value_size(const struct opt *o, const char *text, void *to);
void value_epoch(const struct opt *o, const char *text, void *to);

/* What is added to the headers, labels, channels or exporters. */
void value_header(const struct opt *o, const char *text, void *headers);
void value_no_cache(const struct opt *o, const char *text, void *headers);
void value_label(const struct opt *o, const char *text, void *labels);
void value_urls(const struct opt *o, const char *text, void *channels);
void value_origin(const struct opt *o, const char *text, void *exporters);
void value_origin_host(const struct opt *o, const char *text,
    void *exporters);

/* A struct backoff_rule. */
void value_backoff(const struct opt *o, const char *text, void *rule);

/* Of all the options. */
void value_load(const struct opt *o, const char *text, void *options);
void value_step(const struct opt *o, const char *text, void *options);
void value_slice(const struct opt *o, const char *text, void *options);

/*
 * A rule of --resolve; of an ADDR alone, host and port are found once the URL
 * is known.
 */
void value_resolve(const struct opt *o, const char *text, void *options);
void value_resolve_bare(struct options *o);

/* A URL that can be played; else the program ends with 2. */
void value_url(const struct options *o, const char *url);

#endif
