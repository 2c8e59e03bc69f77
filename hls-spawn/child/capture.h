/*
 * A short helper process before the run, such as ffprobe: what it printed,
 * within a time limit, while signals are heeded.
 */
#ifndef CAPTURE_H
#define CAPTURE_H

#include <sys/types.h>

#include <stdint.h>

#include "sbuf.h"
#include "vocabulary.h"

enum capture_result {
	CAPTURE_DONE,		/* it ended; see status */
	CAPTURE_FAILED,		/* it could not be started; see errno */
	CAPTURE_LATE,		/* it took too long and was killed */
	CAPTURE_STOP,		/* we shall stop: reason; it was killed */
};

struct capture {
	pid_t group;		/* in: to join */
	int signals;		/* in: the descriptor of sig_open */
	struct sbuf out, err;	/* what it printed; at most 4 MiB each */
	int reaped;
	int status;		/* of waitpid */
	int64_t cpu_us;		/* processor time that it took */
	enum end_reason reason;	/* a signal came */
};

/*
 * For so long at most. argv[0] is a path that child_find gave, in its standard
 * input, which is closed then; 0: none.
 */
enum capture_result capture_run(struct capture *c, char *const *argv, int in,
    int64_t limit_us);

void capture_free(struct capture *c);

#endif
