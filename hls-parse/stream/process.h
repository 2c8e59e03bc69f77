/*
 * The processes of a bare log, one after the other or side by side, each as its
 * lines show it.
 */
#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>

#include "ending.h"
#include "sbuf.h"

/* One client: its processes follow each other. */
struct process {
	char *who;		/* whose lines these are, as the log has it */
	size_t who_n;
	int64_t client, run;
	bool started;		/* and not ended yet */
	bool head;		/* that of -report was read, no banner yet */
	bool banner;		/* that was read */
	bool tells;		/* its log names an input of HLS */
	int64_t lines;		/* of FFmpeg's, of this process */
	int64_t start_us;
	struct ending ending;
};

/* Those of one log. Start from { 0 }. */
struct processes {
	struct process **list;
	size_t n, size;
	struct process *last;	/* whose line was the last, or NULL */
	int64_t runs, tell;	/* so many, and those of HLS, that ended */
};

/*
 * Whose line it is that who wrote; NULL: nobody's so far. Without a name it is
 * of who wrote the line before. A new name after a process that has ended is
 * its next one: a process number.
 */
struct process *process_of(struct processes *, struct slice who);

/* A new one, of this name and client. */
struct process *process_add(struct processes *, struct slice who,
    int64_t client);

/* Whether this line is the first of another process of its client. */
bool process_begins(struct process *, struct slice line);

void processes_free(struct processes *);

#endif
