/*
 * From a signal's number to the word for it.
 */
#include <signal.h>

#include "reason.h"

enum end_reason
reason_of_signal(int signo)
{
	return signo == SIGINT ? END_INTERRUPT : signo == SIGHUP ? END_HUP :
	    signo == SIGTERM ? END_TERM : END_NOT;
}
