/*
 * What all pairs of the relay share: the poller, the lists they stand in, and
 * the ends of them. A pair is in exactly one list.
 */
#ifndef HUB_H
#define HUB_H

#include <stddef.h>
#include <stdint.h>

#include "names.h"
#include "poller.h"
#include "rule.h"

struct pair;

enum end_kind { END_CLIENTS, END_LIFELINE, END_NAMES, END_PAIR };

/* A descriptor of the relay that is polled. */
struct end {
	enum end_kind kind;
	int fd;			/* -1: none */
	int want;		/* POLLER_ bits; 0: not in the poller */
	struct pair *pair;
};

struct pair_list {
	struct pair *first, *last;
};

struct hub {
	struct poller *poller;
	const struct relay_rule *rules;
	size_t nrules;
	struct names names;
	struct end for_names;
	size_t n;			/* pairs that are not gone */
	struct pair_list open;
	struct pair_list lookup;	/* waiting for a name */
	struct pair_list leaving;	/* one side is done; oldest first */
	struct pair_list gone;		/* events may still name them */
};

/* Watches for these POLLER_ bits: 0, or -1 when the poller refuses. */
int hub_watch(struct hub *h, struct end *e, int want);

/* To the end of a list. */
void hub_move(struct pair *p, struct pair_list *to);
/* One side is done: it may go on while something moves. Also when it did. */
void hub_leave(struct pair *p);

/* Closes its descriptors; it is gone then, until hub_bury. */
void hub_close(struct pair *p);
/* The same, but the client's connection is reset: its server broke off. */
void hub_reset(struct pair *p);
int hub_is_gone(const struct pair *p);
void hub_close_server(struct pair *p);

/* Closes those that are leaving and silent; when to come again. */
int64_t hub_sweep(struct hub *h, int64_t now_us);
/* Frees those that are gone, once no event can name them. */
void hub_bury(struct hub *h);

#endif
