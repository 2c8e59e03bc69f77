/*
 * The life of a client: one table, state by event. Pure.
 */
#ifndef STATE_H
#define STATE_H

/* From STARTING on in the order of the catalogue. */
enum state {
	STATE_WAITING,		/* its first start is not due yet */
	STATE_STARTING,		/* a process runs, no media yet */
	STATE_RUNNING,		/* media time advances */
	STATE_STALLED,		/* a process runs, media time stands */
	STATE_BACKOFF,		/* waits for its next start */
	STATE_STOPPED,		/* will not be started again */
	STATE_COUNT
};

enum event {
	EVENT_START,		/* a process has been started */
	EVENT_ADVANCE,		/* media time moved on */
	EVENT_SILENCE,		/* it has not, for the stall timeout */
	EVENT_RETRY,		/* the process ended, another will follow */
	EVENT_LEAVE,		/* the process ended, none will follow */
	EVENT_STOP,		/* the run stops */
	EVENT_COUNT
};

/* The state after an event; an event that does not apply changes nothing. */
enum state state_after(enum state from, enum event e);

/* The catalogue's word for it; STATE_WAITING has none, and is in no record. */
const char *state_name(enum state s);

/* Whether a process belongs to it. */
int state_lives(enum state s);

#endif
