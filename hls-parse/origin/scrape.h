/*
 * The records of scrapes, hls-raw(5), made into events, hls-event(5): one
 * `origin` for each scrape that says something of its exporter, figures or
 * that it failed. A scrape that was ended with the run, or lost lines on the
 * way, says nothing.
 */
#ifndef SCRAPE_H
#define SCRAPE_H

#include "custom.h"
#include "event/flow.h"
#include "exporter.h"
#include "record.h"

#define SCRAPE_EXPORTERS 64

/* Start from { 0 }. */
struct scrapes {
	/* By their number - 1; owned. */
	struct exporter *exporter[SCRAPE_EXPORTERS];
	const struct customs *customs;	/* or NULL */
};

/* A valid record: whether it was of a scrape. */
int scrape_record(struct scrapes *, struct flow *, const struct record *r);

void scrape_free(struct scrapes *s);

#endif
