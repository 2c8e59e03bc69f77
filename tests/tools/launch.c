/*
 * launch COMMAND [ARGUMENT...]: runs a command with the default action for
 * every signal and none blocked. Shells start background commands with INT and
 * QUIT ignored, and a shell cannot undo what it inherited as ignored; a test
 * that sends these signals starts its program through this one.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	struct sigaction sa = { .sa_handler = SIG_DFL };
	sigset_t none;
	int i;

	if (argc < 2) {
		fprintf(stderr, "launch: no command\n");
		return 2;
	}
	sigemptyset(&sa.sa_mask);
	for (i = 1; i <= SIGRTMAX; i++)
		sigaction(i, &sa, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	(void)execvp(argv[1], argv + 1);
	fprintf(stderr, "launch: %s: %s\n", argv[1], strerror(errno));
	return 127;
}
