/*
 * What must be known before the first client: the program to run, what it can
 * do, what each stream is, and whether the machine can carry the run. Problems
 * are told on stderr, in words.
 */
#ifndef PREFLIGHT_H
#define PREFLIGHT_H

#include <sys/types.h>

#include "fetch/curl.h"
#include "ffmpeg/command.h"
#include "ffmpeg/features.h"
#include "ffmpeg/probe.h"
#include "load/settings.h"
#include "machine/facts.h"
#include "vocabulary.h"

/* What some of a channel's clients play. */
struct play {
	const struct want *want;
	int64_t program;	/* of FFmpeg's; -1: the first streams */
	struct rung rung;	/* what is known of it; { 0 }: nothing */
	struct sbuf rendition;	/* its name; empty: not known, or no variants */
	struct command command;
};

/* One channel. */
struct plan {
	const struct channel *channel;	/* NULL: a command without a URL */
	const char *url;	/* of it, or "" */
	struct probe probe;
	struct play *plays;	/* one for each of --variant's */
	size_t n;
	struct sbuf unprobed;	/* why ffprobe did not tell; empty: it did */
	int unasked;		/* for it is not there */
	const char *is;		/* what it is, certainly no playlist, or NULL */
	int untrusted;		/* curl does not take the certificate */
	int64_t target_us;	/* by the playlist, 0: unknown */
};

struct preflight {
	char *path;		/* of the program to run */
	char *curl;		/* of curl, if it is needed; else NULL */
	struct curl_can curl_can;
	struct features features;
	struct plan *plans;	/* one for each channel, at least one */
	size_t n;
	int64_t waited_us;	/* for probes that were given up */
	struct facts facts;	/* of the machine */
	/* As FFmpeg and ffprobe ran here before the run; 0: unknown. */
	int64_t start_us;	/* processor time of a start */
	int64_t start_bytes;	/* memory, shared libraries in full */
	int64_t other_micro;	/* cores that others take, millionths */
};

/*
 * Fills *p whatever the result; helpers run in the guard's group and watch the
 * descriptor of sig_open. Without a group, 0, nothing can run. Why there is no
 * run: END_FAILED, with a message but for that, or the signal that came;
 * END_NOT: it is ready.
 */
enum end_reason preflight_run(struct preflight *p, const struct options *o,
    pid_t group, int signals);

/* What all channels are that could be probed, KIND_UNKNOWN if they differ. */
enum kind preflight_kind(const struct preflight *p);

/* The longest target duration of those whose playlist told it; 0: none did. */
int64_t preflight_target_us(const struct preflight *p);

void preflight_free(struct preflight *p);

#endif
