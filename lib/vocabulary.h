/*
 * The words of the streams that more than one program writes or reads: values
 * of fields, each list in the order of its enum. What counts or measures has
 * its words in the catalogue (metric.h).
 */
#ifndef VOCABULARY_H
#define VOCABULARY_H

#include "slice.h"

/* A viewer's state=, hls-event(5). */
enum viewer_state {
	VIEWER_STARTUP, VIEWER_PLAYING, VIEWER_REBUFFERING, VIEWER_ENDED,
	VIEWER_STATES
};
extern const char *const viewer_states[VIEWER_STATES];

/* A client's state=, hls-stat(5): its viewer's, while it has one. */
enum client_state {
	CLIENT_STARTUP, CLIENT_PLAYING, CLIENT_REBUFFERING,
	CLIENT_ALIVE,		/* nothing is known but that it runs */
	CLIENT_GONE,
	CLIENT_STATES
};
extern const char *const client_states[CLIENT_STATES];

/* Scores from here on are rated so, in millionths; below the last poor. */
#define SCORE_EXCELLENT 90000000
#define SCORE_GOOD 75000000
#define SCORE_FAIR 50000000

/* The verdict's state=, hls-stat(5). */
enum verdict_state {
	VERDICT_NONE,		/* nothing to judge by */
	VERDICT_PASS, VERDICT_FAIL, VERDICT_INCONCLUSIVE, VERDICT_STATES
};
extern const char *const verdict_states[VERDICT_STATES];

/* The reason= of a run's end, hls-raw(5), the worst last. */
enum end_reason {
	END_NOT,		/* it goes on; no word */
	END_DONE, END_DURATION, END_CONTROL, END_INTERRUPT, END_TERM, END_HUP,
	END_PIPE,
	END_READER, END_GIVEUP,		/* from here on it exits with 1 */
	END_UNPLAYABLE, END_FAILED,
	END_REASONS
};
extern const char *const end_reasons[END_REASONS];

/* How bad one is, as an enum end_reason; what is unknown is amid. */
int end_badness(struct slice reason);

/* Whether it is worse than another; any is worse than none, an empty one. */
int end_is_worse(struct slice reason, struct slice than);

/* The reason= of a process's exit, hls-raw(5). */
enum exit_reason {
	EXIT_ITSELF,
	EXIT_STALL, EXIT_SESSION, EXIT_SHUTDOWN,	/* we ended it */
	EXIT_REASONS
};
extern const char *const exit_reasons[EXIT_REASONS];

/* The reason= of startup_fail and playback_fail, hls-event(5). */
enum fail_reason {
	FAIL_EXIT_0, FAIL_EXIT_ERROR, FAIL_SIGNAL, FAIL_STALL, FAIL_PLAYLIST,
	FAIL_STALE, FAIL_UNKNOWN, FAIL_REASONS
};
extern const char *const fail_reasons[FAIL_REASONS];

/* The number of a word among n, or n. */
int word_find(const char *const *words, int n, struct slice word);
#define WORD_FIND(words, word) word_find(words, (int)COUNT(words), word)

#endif
