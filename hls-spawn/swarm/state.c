/*
 * The table of transitions.
 */
#include "metric.h"
#include "state.h"

/* [from][event]; the columns are in the order of enum event. */
static const unsigned char table[STATE_COUNT][EVENT_COUNT] = {
#define ROW(start, advance, silence, retry, leave, stop) { \
	STATE_##start, STATE_##advance, STATE_##silence, \
	STATE_##retry, STATE_##leave, STATE_##stop }
[STATE_WAITING] =
	ROW(STARTING, WAITING, WAITING, BACKOFF, STOPPED, WAITING),
[STATE_STARTING] =
	ROW(STARTING, RUNNING, STALLED, BACKOFF, STOPPED, STARTING),
[STATE_RUNNING] =
	ROW(RUNNING, RUNNING, STALLED, BACKOFF, STOPPED, RUNNING),
[STATE_STALLED] =
	ROW(STALLED, RUNNING, STALLED, BACKOFF, STOPPED, STALLED),
[STATE_BACKOFF] =
	ROW(STARTING, BACKOFF, BACKOFF, BACKOFF, STOPPED, STOPPED),
[STATE_STOPPED] =
	ROW(STARTING, STOPPED, STOPPED, STOPPED, STOPPED, STOPPED),
#undef ROW
};

enum state
state_after(enum state from, enum event e)
{
	return (enum state)table[from][e];
}

const char *
state_name(enum state s)
{
	return metric_word(M_PROCESSES_FIRST + (s - STATE_STARTING));
}

int
state_lives(enum state s)
{
	return s == STATE_STARTING || s == STATE_RUNNING || s == STATE_STALLED;
}
