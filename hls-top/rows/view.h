/*
 * What is on the screen: which view of which block, and how it is looked at.
 */
#ifndef VIEW_H
#define VIEW_H

#include "block.h"
#include "stream/first.h"
#include "stream/history.h"
#include "stream/list.h"
#include "stream/orders.h"
#include "stream/roster.h"
#include "term/frame.h"

enum view_id {
	VIEW_OVERVIEW, VIEW_LAYERS, VIEW_VIEWERS, VIEW_CLIENTS, VIEW_ORIGIN,
	VIEW_GENERATOR, VIEWS
};

/* What the key q does. */
enum quits {
	QUIT_STOP,		/* ends the run, which is our pipeline's */
	QUIT_DETACH,		/* ends us, and what reads the run for us */
	QUIT_END,		/* shows what is left of a replay or a file */
};

struct view {
	const struct block *block;	/* whole, not NULL */
	const struct history *history;
	const struct first *first;
	enum view_id id;
	enum block_window chosen;	/* of the latency table, by w */
	enum block_window window;	/* that, or all until it is full */
	struct list clients;
	struct orders orders;	/* for the load, while the run goes on */
	struct roster roster;	/* of the block, while it is shown */
	int64_t refresh_us;	/* the least between two frames */
	int help;		/* a page explains the keys */
	int error;		/* a row tells of the first error */
	int page;		/* a page of text, not a screen */
	int paused;
	int stopping;		/* q was pressed */
	enum quits quits;
};

#endif
