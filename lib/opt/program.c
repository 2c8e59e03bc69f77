/*
 * Each descriptor the wrong way round: what is not there can be neither read
 * nor written.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "die.h"
#include "program.h"
#include "sig.h"

static void
take_standard(void)
{
	static const int modes[] = { O_WRONLY, O_RDONLY, O_RDWR };
	int fd;

	for (fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
		    open("/dev/null", modes[fd]) != fd)
			die_errno("/dev/null");
}

void
program_begin(const char *name)
{
	die_name(name);
	take_standard();
	sig_ignore(SIGXFSZ);
}
