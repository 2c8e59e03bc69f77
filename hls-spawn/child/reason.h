/*
 * Why a run ends, as its end record says. Pure.
 */
#ifndef REASON_H
#define REASON_H

enum reason {
	REASON_NOT,		/* it goes on */
	REASON_DURATION, REASON_INTERRUPT, REASON_TERM,		/* exit 0 */
	REASON_HUP, REASON_PIPE, REASON_DONE,
	REASON_READER, REASON_FAILED, REASON_GIVEUP,		/* exit 1 */
};

/* The one that a signal is; REASON_NOT if it does not ask to end. */
enum reason reason_of_signal(int signo);

const char *reason_name(enum reason r);

/* The exit status that goes with it. */
int reason_status(enum reason r);

#endif
