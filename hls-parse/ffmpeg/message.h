/*
 * Lines that no rule knows: what FFmpeg itself calls a warning or an error is
 * passed on, so that nothing an operator needs is swallowed.
 */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "rules.h"

/* One such line. Returns whether it was passed on. */
int message_line(struct reading *g);

/* Keeps the line as the session's latest error, if it is one. */
void message_note(struct reading *g);

/*
 * Keeps the line as what the session fails of, whatever follows from it, with
 * the option of FFmpeg that helps.
 */
void message_keep(struct reading *g, const char *option);

/* The process ended by itself: a cause event with its latest error, if any. */
void message_exit(const struct at *);

#endif
