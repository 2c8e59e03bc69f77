/*
 * The readers of options that are more than a number, for the table: each ends
 * the program with 2 and a message that names the option where the text is
 * wrong. And the words of those that are a choice.
 */
#ifndef VALUES_H
#define VALUES_H

#include "opt/opt.h"
#include "options.h"

extern const char *const value_pacings[];	/* enum pacing */
extern const char *const value_failures[];	/* enum failure */
extern const char *const value_levels[];
extern const char *const value_restarting[];	/* beside a number */
extern const char *const value_variants[];	/* the plain ones */

/* A control byte would end a header or a request. */
int value_has_control(const char *s);

/*
 * For a message, good until the next call: hide_url for what should be a URL,
 * redact for other text.
 */
const char *value_hidden(const char *text,
    void (*hide)(struct sbuf *, struct slice));

/* A text: without control bytes, a word of the row's, a host, a proxy. */
opt_reader value_text, value_one_of, value_host, value_proxy;

/* An int64_t: bytes, Unix time in microseconds, a number or RESTARTS_ANY. */
opt_reader value_size, value_epoch, value_restarts;

/* What is added to the headers, labels, channels or exporters. */
opt_reader value_header, value_no_cache, value_label, value_urls;
opt_reader value_origin, value_origin_host;

/* A struct backoff_rule, a struct variants, a struct rows. */
opt_reader value_backoff, value_variant, value_rows;

/* Of all the options. A rule of an address alone lacks its host and port. */
opt_reader value_ramp, value_load, value_step, value_slice, value_resolve;

/*
 * What the command line names of the table's columns: a name that it has not,
 * or a blank where a URL would have it, ends the program with 2. One that is
 * not named is told.
 */
void value_names(struct options *o);

/* Gives such rules those of the one URL. */
void value_resolve_bare(struct options *o);

/*
 * A URL that can be played; else the program ends with 2. FFmpeg does not know
 * its protocols in capitals: the scheme of one for it becomes lower-case.
 */
void value_url(const struct options *o, char *url);

#endif
