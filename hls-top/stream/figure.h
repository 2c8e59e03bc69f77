/*
 * A block's figures, as numbers and as text for people: at most seven columns
 * wide while they are sane, so that tables can stand in columns of eight.
 */
#ifndef FIGURE_H
#define FIGURE_H

#include "block.h"
#include "human.h"

/* A clock: "1:23", "1:02:03". */
struct human figure_clock(int64_t us);
/* Millionths per second, as "48.8". */
struct human figure_rate(int64_t micro);
struct human figure_count(int64_t n);

/* The figure, or 0 where the block does not have it. */
int64_t figure(const struct block *b, enum block_window w, enum metric_id id);

/* A value as text: rates without their unit, which stands at the heads. */
struct human figure_unit(enum metric_unit unit, int64_t v);

/* The figure as text in its unit, "-" where the block does not have it. */
struct human figure_text(const struct block *b, enum block_window w,
    enum metric_id id);

/* The same of a key of a sketch. */
struct human figure_stat(const struct block *b, enum block_window w,
    enum metric_id id, enum metric_stat stat);

/* n of so many, in percent; "-" where that is no share. */
struct human figure_share(int64_t n, int64_t of);

/*
 * Requests and connections that failed in a window; "-" where there were none
 * that could have.
 */
struct human figure_failed(const struct block *b, enum block_window w);

#endif
