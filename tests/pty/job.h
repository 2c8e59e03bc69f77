/*
 * A command in a pseudo-terminal, under a process that does what a shell with
 * job control does: the command has a process group of its own in the
 * terminal's foreground, loses it when it stops, and hears of a hang-up.
 * Unlike some shells this one never touches the terminal's modes.
 */
#ifndef JOB_H
#define JOB_H

#include <sys/types.h>

#include <termios.h>

struct job {
	int terminal;		/* the master side, non-blocking */
	int slave;		/* the other one, to look at its modes */
	struct termios before;	/* its modes when the command was started */
	pid_t shell;		/* leads the session */
	pid_t pid;		/* the command's, and its group's */
	int news;		/* what happens to it, a record each */
};

enum job_event { JOB_STARTED, JOB_STOPPED, JOB_ENDED };

struct job_news {
	enum job_event event;
	pid_t pid;
	int status;		/* of waitpid(2) */
	long cpu_us;		/* used by it and its children, at its end */
	long rss_kib;		/* the most of one of them, at its end */
};

/* Runs `sh -c COMMAND`; 0, or -1 with errno. */
int job_start(struct job *j, const char *command, int rows, int cols);

/* The news, if there is any: 1, or 0. */
int job_next(struct job *j, struct job_news *n);

/* As a user's `fg` and `bg` do. */
void job_foreground(struct job *j);
void job_background(struct job *j);

void job_size(struct job *j, int rows, int cols);
/* The terminal is closed, as a window is. */
void job_hangup(struct job *j);

/* Whether the modes are what they were before. */
int job_modes_same(const struct job *j);

/* A shell that has taken the terminal back; before are these modes now. */
void job_own_modes(struct job *j);

/* Kills what is left of it. */
void job_finish(struct job *j);

#endif
