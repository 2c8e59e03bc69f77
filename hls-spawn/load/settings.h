/*
 * What was asked for, as options_read has it from the command line. Here since
 * all of the program goes by it, while only main reads it.
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include <stddef.h>
#include <stdint.h>

#include "backoff.h"
#include "channel.h"
#include "load.h"
#include "rate.h"
#include "relay/rule.h"
#include "rows.h"
#include "sbuf.h"
#include "variants.h"

/* One that tells how the origin itself fares. */
struct exporter {
	char *name;		/* of the origin, of settings_host_bytes */
	char *url;
};

/* Start from { 0 }. */
struct exporters {
	struct exporter *list;
	size_t n;
};

/* Of --max-restarts, beside a number. */
#define RESTARTS_ANY (-1)	/* any number, always */
#define RESTARTS_PLAYED (-2)	/* any number once a viewer has played */

/* Where the stream cannot be probed: play, fail, play what is no HLS too. */
enum failure { FAILURE_FALLBACK, FAILURE_FAIL, FAILURE_IGNORE };

enum pacing { PACING_AUTO, PACING_REALTIME, PACING_OFF };

struct options {
	/* The load, of all slices together. */
	int64_t clients;
	int64_t rate_micro;	/* starts per second, millionths */
	int clients_given, rate_given;
	int rate_auto;		/* as the machine allows: rate_micro is none */
	int64_t jitter_us;
	struct load load;
	const char *load_text;	/* of --load or --step, or NULL */
	struct load_steps step;
	int64_t hold_us;	/* 0: none, as of the next two */
	int64_t session_us;
	int64_t duration_us;
	const char *control;	/* a FIFO, or NULL */
	int64_t start_at_us;	/* Unix time; 0: at once */
	int64_t slice, slices;	/* ours of how many */
	const char *host;	/* NULL: the machine's name */
	struct sbuf labels;	/* "K=V,K=V" */
	uint64_t seed;

	/* A client's life. */
	int64_t target_us;	/* target duration */
	int target_given;
	int64_t stall_us;
	int64_t start_us;
	int stall_auto, start_auto;	/* they follow from the others */
	int restart_on_stall;
	struct backoff_rule backoff;
	int64_t max_restarts;	/* in a row, or RESTARTS_ */
	int give_up;
	int once;
	int64_t grace_us;

	/* What it runs. */
	struct channels channels;	/* empty: no URL, with a command */
	char **command;		/* behind "--", ended by NULL; NULL: FFmpeg */
	int take_stdout;	/* the command's too goes into the stream */
	struct variants variants;
	enum pacing pacing;
	int probe_failure;	/* of enum failure */
	int reconnect;
	int64_t reconnect_delay_s;
	int64_t segment_retries;
	int segment_retries_given;
	int64_t timeout_us;
	const char *user_agent;
	struct rows rows;	/* of --values; none: no file */
	int rows_random;	/* drawn, not in turn */
	struct sbuf headers;	/* "Name: value\r\n" each, not terminated */
	int any_extension;	/* of segments, and any type of playlists */
	int range;
	int prefetch;		/* FFmpeg's own habit */
	int no_watch;		/* the playlist is not watched */
	int insecure;
	const char *cacert;	/* a file, or NULL */
	const char *proxy;	/* a URL, or NULL */
	struct relay_rule *rules;	/* of --resolve */
	size_t nrules;
	const char *ffmpeg;
	const char *loglevel;

	/* What the origin says of itself. */
	struct exporters exporters;
	int64_t origin_us;	/* from one scrape to the next */

	/* The run. */
	struct sbuf typed;	/* typed.h */
	int64_t buffer_bytes;
	int block;		/* the clients wait for a slow reader */
	int64_t nice;		/* clients beneath us, of nice(2) */
	const char *blackbox;	/* DIR[:SIZE], or NULL */
	int skip_preflight;
	int check;
	int json;		/* what that says */
	int print;
};

/* The bytes of a host's name in the records. */
extern const char settings_host_bytes[];

/* Of n clients those of our slice; at most, and slot i of ours among all. */
int64_t settings_share(const struct options *o, int64_t n);
int64_t settings_slots(const struct options *o);
int64_t settings_slot(const struct options *o, int64_t i);

/* Our part of a rate of the whole swarm, and how far starts may bunch. */
struct rate_rule settings_rate(const struct options *o, int64_t rate_micro);

/* How many descriptors so many clients of ours need. */
int64_t settings_descriptors(const struct options *o, int64_t clients);

#endif
