/*
 * The names of the reasons, and where they come from and go.
 */
#include <signal.h>

#include "reason.h"

enum reason
reason_of_signal(int signo)
{
	return signo == SIGINT ? REASON_INTERRUPT :
	    signo == SIGHUP ? REASON_HUP :
	    signo == SIGTERM ? REASON_TERM : REASON_NOT;
}

const char *
reason_name(enum reason r)
{
	static const char *const names[] = {
		[REASON_NOT] = "none", [REASON_DURATION] = "duration",
		[REASON_INTERRUPT] = "interrupt", [REASON_TERM] = "term",
		[REASON_HUP] = "hup", [REASON_PIPE] = "pipe",
		[REASON_DONE] = "done", [REASON_READER] = "reader",
		[REASON_FAILED] = "failed", [REASON_GIVEUP] = "giveup",
	};

	return names[r];
}

int
reason_status(enum reason r)
{
	return r >= REASON_READER;
}
