/*
 * One watched playlist and the curl that fetches it, in the guard's group as
 * every process of the swarm. The first fetch is by a process of its own; once
 * the playlist has said how often it changes one process fetches it again and
 * again, over one connection, where curl can (7.84). What came becomes
 * records, hls-raw(5); what they mean, hls-parse knows.
 */
#ifndef WATCH_H
#define WATCH_H

#include <sys/types.h>

#include <stdint.h>

#include "curls.h"
#include "diff.h"
#include "fetch/intake.h"
#include "m3u8/playlist.h"
#include "sbuf.h"
#include "stream/source.h"

/* What all watches share. */
struct watching {
	struct curls with;
	char mark[MARK_BYTES];
	struct m3u8 m3u8;
	struct version next;	/* the one that just came */
	struct edits edits;
	struct sbuf record;
};

struct watch {
	struct watching *all;
	struct source src;
	const struct plan *plan;
	int64_t number;		/* from 1 */
	struct watch *of;	/* the multivariant playlist, or NULL */
	char *url;		/* what is asked for, owned */
	char *first;		/* what was at first, owned, or NULL: url */
	char *cookies;		/* that go with it, owned, or NULL */
	int counted;		/* it holds one of the places */
	int done;		/* it is not fetched any more */

	/* Its process. */
	pid_t pid;
	int alive;		/* started and not reaped */
	int open;		/* its end has not been dealt with */
	int repeats;		/* it fetches again and again */
	int status;		/* of waitpid */
	const char *why;	/* we killed it; NULL: we did not */
	int quiet;		/* and that is nobody's business */
	int64_t begun_us;
	int64_t due_us;		/* of its next start, or of its end by us */

	/* What it printed. */
	struct intake intake;
	int64_t came_us;	/* stamp of the last whole fetch; 0: none */

	/* What is known of the playlist. */
	int64_t every_us;	/* from fetch to fetch; 0: not known yet */
	struct version written;	/* the last one in the stream */
	int has_written;
	int live;		/* it was, or is */
	int misses;		/* failures since it came */
	int moved;		/* its URL is not what its process fetches */
	int failing;		/* the fetch before failed, which was told */
	struct sbuf found;	/* references to more playlists and where they
				 * stand: each is ended by a zero byte; the
				 * first is the base, the second its cookies */
};

/* Starts its process. */
void watch_begin(struct watch *w, int64_t now_us);

/* One read(2) from its pipe. */
void watch_read(struct source *src);

/* Its process has been reaped. */
void watch_reaped(struct watch *w, int status);

/* It takes too long: KILL. */
void watch_late(struct watch *w);

/* Nothing of what comes from this process counts; begins anew at due_us. */
void watch_drop(struct watch *w, int64_t due_us);

/* It stands elsewhere now; takes the texts over. */
void watch_move(struct watch *w, char *url, char *cookies, int64_t now_us);

void watch_free(struct watch *w);

#endif
