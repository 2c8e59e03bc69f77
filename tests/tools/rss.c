/*
 * rss COMMAND [ARGUMENT...]: runs a command and prints the most memory it had
 * resident, in KiB, as the last line of standard error. Exits as it did.
 *
 * The kernel counts what a process had before its exec, too: a copy of this
 * small program, which is less than any program has that is run by it.
 */
#include <sys/resource.h>
#include <sys/wait.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	struct rusage u;
	int status;
	pid_t pid = argc > 1 ? fork() : -1;

	if (pid == 0) {
		(void)execvp(argv[1], argv + 1);
		fprintf(stderr, "rss: %s: %s\n", argv[1], strerror(errno));
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid ||
	    getrusage(RUSAGE_CHILDREN, &u) != 0) {
		fprintf(stderr, "rss: no command was run\n");
		return 2;
	}
	fprintf(stderr, "%ld\n", u.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
