/*
 * What is at the name of a file that is to be written: the rule of
 * hls-swarm(7), "Files that are written".
 */
#ifndef TARGET_H
#define TARGET_H

#include <sys/stat.h>

#define TARGET_LINK "is a symbolic link: name what it leads to"

enum target_kind {
	TARGET_NEW,		/* nothing is there */
	TARGET_FILE,		/* a regular file: it is replaced */
	TARGET_DEVICE,		/* a FIFO, a terminal: it is opened */
	TARGET_DESCRIPTOR	/* one of ours, by its name: it is written to */
};

struct target {
	enum target_kind kind;
	int fd;			/* of TARGET_DESCRIPTOR, the caller's */
	struct stat is;		/* of TARGET_FILE and TARGET_DEVICE */
};

/* NULL, or why there can be no such file. Nothing is opened. */
const char *target_look(struct target *t, const char *path);

/* Whether it is a file that is there as a whole or not at all. */
static inline int
target_is_file(const struct target *t)
{
	return t->kind == TARGET_NEW || t->kind == TARGET_FILE;
}

/*
 * A descriptor of its own of what is no file, to be closed; -1 with errno. A
 * FIFO waits for its reader.
 */
int target_open(const struct target *t, const char *path);

#endif
