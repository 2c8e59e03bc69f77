/*
 * Where the events come from: standard input, or files one after the other;
 * and how signals end that.
 */
#ifndef INPUT_H
#define INPUT_H

#include "line.h"
#include "out.h"
#include "slice.h"
#include "stage/look.h"

struct input {
	char **files;		/* names left, ended by NULL */
	const char *name;	/* being read; NULL: standard input */
	struct line line;
	struct stage_look look;	/* whether it holds events */
	struct out *out;	/* flushed before each read(2) */
	int open;
	int failed;		/* one could not be opened or read, or was empty
				 * or no stream of events */
	int good, misfed;	/* so many held events, or another stream */
	struct sbuf empty;	/* names, each ended by NUL: see input_free */
	int64_t broken;		/* lines cut in the middle, or too long */
};

/*
 * files is ended by NULL; none means standard input, as does the name "-".
 * From here on SIGTERM ends the input, and INT and HUP are ignored while a
 * pipe or socket is read: that ends by itself, when its writer does.
 */
void input_open(struct input *in, char **files, struct out *out);

/*
 * The next line: 1, or 0 at the end of all input. The view is good until the
 * next call. A last line that lacks its newline was cut by its writer's death
 * and is not given. Failures are told on stderr and set in->failed; an input of
 * another kind is one, and is closed where that is seen.
 */
int input_next(struct input *in, struct slice *line);

/* Closes what is open, so that the writer of a pipe takes notice. */
void input_close(struct input *in);

/* Once the report stands: names what was empty. */
void input_free(struct input *in);

#endif
