/*
 * The signals that ask the run to end. Pure.
 */
#ifndef REASON_H
#define REASON_H

#include "vocabulary.h"

/* The reason that a signal is; END_NOT if it does not ask to end. */
enum end_reason reason_of_signal(int signo);

#endif
