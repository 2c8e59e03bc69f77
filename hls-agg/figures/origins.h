/*
 * The origins: what their exporters told last, and the figures over time. An
 * origin is a name; its exporters are told apart by the number that hls-spawn
 * gave them. See hls-event(5), origin.
 */
#ifndef ORIGINS_H
#define ORIGINS_H

#include <stddef.h>
#include <stdint.h>

#include "gauge.h"
#include "origin.h"
#include "record.h"
#include "series.h"

/* More are passed over: hls-spawn has no more exporters, hls-parse metrics. */
#define ORIGINS_MAX 64
#define ORIGIN_METRICS 16
#define ORIGIN_KEYS (ORIGIN_FIGURES + ORIGIN_METRICS)
#define ORIGIN_KEY_BYTES 80
#define ORIGIN_NAME_BYTES 65
#define ORIGIN_REASON_BYTES 32

struct origin_exporter {
	int64_t n;		/* its number */
	int up;
	int64_t told_us;	/* stamp of its last scrape */
	char reason[ORIGIN_REASON_BYTES];	/* why it is not up */
};

struct origin_series {
	char key[ORIGIN_KEY_BYTES];
	int id;			/* of origin_find */
	enum metric_unit unit;
	struct series values;
	int known;		/* now is what its exporter said last */
	int64_t now;
	int64_t owner;		/* number of that exporter */
};

struct origin {
	char name[ORIGIN_NAME_BYTES];
	struct origin_exporter *exporter;	/* owned */
	size_t exporters;
	struct origin_series *series[ORIGIN_KEYS];	/* owned */
	size_t keys;
	int64_t scrapes, failed;
};

/* Start from { 0 }. */
struct origins {
	struct origin *list[ORIGINS_MAX];	/* owned */
	size_t n;
};

/* The kind origin: another scrape of an exporter. */
void origins_event(struct origins *all, const struct record *r);

/*
 * A tick, elapsed_us into the run: what came before it belongs to it. Sets the
 * gauges origins.*, in the array of all.
 */
void origins_close(struct origins *all, struct gauge *g, int64_t elapsed_us,
    int steady);

/* The first exporter that is not up, or NULL; and how many are. */
const struct origin_exporter *origin_down(const struct origin *o);
size_t origin_answering(const struct origin *o);

/* The stamp of the scrape that is longest ago, of each exporter's last. */
int64_t origin_told_us(const struct origin *o);

void origins_free(struct origins *all);

#endif
