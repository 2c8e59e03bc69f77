/*
 * The watched playlists: those of the URLs, and in multivariant ones the media
 * playlists that the clients play; at most so many media playlists. What goes
 * without is told once, in words.
 */
#ifndef WATCHES_H
#define WATCHES_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

#include "watch.h"

struct watches {
	struct watching all;
	struct watch *list;	/* room for twice as many: who turns out to be
				 * multivariant gives its place up */
	size_t n;
	size_t places;		/* taken */
	int told;		/* that there are no more */
	int stopped;		/* no more are begun */
};

/* The first fetches are due at once. Without curl nothing ever happens. */
void watches_open(struct watches *x, const struct curls *with, int64_t now_us);
void watches_free(struct watches *x);

/* So many are there to begin with. */
size_t watches_count(const struct options *o, const struct preflight *p);

/* When something is to be done; INT64_MAX: nothing. */
int64_t watches_due_us(const struct watches *x);

/* Does it. */
void watches_turn(struct watches *x, int64_t now_us);

/* A child has been reaped: whether it was one of them. */
int watches_reaped(struct watches *x, pid_t pid, int status);

/*
 * Our own reader takes nothing, so neither do we: what is under way is
 * forgotten, and begun anew once it does.
 */
void watches_held(struct watches *x, int64_t now_us);

/* An end to all of them: nobody waits for it. */
void watches_stop(struct watches *x);

#endif
