/*
 * What the answers of one exporter say of the origin: the Prometheus text of
 * node_exporter and of nginx-prometheus-exporter, the page of nginx's
 * stub_status, and what custom.h names.
 *
 * Counters become rates between two answers that follow each other. Where a
 * sum of counters went down, or is not of the same series as before, one of
 * them began anew (or a device came or went): then there is no rate this time.
 */
#ifndef EXPORTER_H
#define EXPORTER_H

#include <stdint.h>

#include "custom.h"
#include "sbuf.h"
#include "slice.h"

/* What is added up over the series of an answer. */
enum exporter_sum {
	SUM_CPU_ALL,		/* seconds of all processors in all modes */
	SUM_CPU_IDLE,		/* of these idle, or waiting for disks */
	SUM_MEMORY_ALL, SUM_MEMORY_FREE,
	SUM_NET_IN, SUM_NET_OUT,
	SUM_CONNECTIONS, SUM_REQUESTS,
	SUM_NGINX,		/* whether nginx answers its exporter */
	SUM_CUSTOM,
	SUMS = SUM_CUSTOM + CUSTOM_MAX
};

struct sum {
	double value;
	int64_t n;		/* series */
	uint64_t set;		/* which ones, in any order: a sum of hashes */
};

struct answer {
	int64_t time_us;	/* stamp of its first line; 0: none */
	int64_t lines, bad;	/* bad ones are of no form that is known */
	struct sum sum[SUMS];
};

/* Start from { 0 }; exporter_free at the end. */
struct exporter {
	struct sbuf name, url;	/* of the origin; as its records had them */
	int open;		/* an answer is being read */
	int stub;		/* the line before heads stub_status's counts */
	struct answer now;
	struct answer before;	/* the last whole one; time_us 0: none */
};

/* An answer begins; one that has no end is forgotten. */
void exporter_begin(struct exporter *e);

/* A line of it. c may be NULL, here and below. */
void exporter_line(struct exporter *e, const struct customs *c,
    int64_t time_us, struct slice text);

/* Why an answer is none although it came, in a word; NULL if it is one. */
const char *exporter_fault(const struct exporter *e);

/* Appends the figures of an answer, a field for each that there is. */
void exporter_put(const struct exporter *e, const struct customs *c,
    struct sbuf *b);

/* The answer is the one before the next. */
void exporter_keep(struct exporter *e);

/* There was none: what it has counted meanwhile is of no known time. */
void exporter_forget(struct exporter *e);

void exporter_free(struct exporter *e);

#endif
