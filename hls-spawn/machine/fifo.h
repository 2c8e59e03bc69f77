/*
 * A FIFO that others write lines into.
 */
#ifndef FIFO_H
#define FIFO_H

/* Start from { 0 }. */
struct fifo {
	const char *path;	/* kept by reference; NULL: there is none */
	int fd;
	int shared;		/* somebody read it before us */
	int foreign;		/* another user's, who may write to it */
};

/*
 * Opens the FIFO at path, and makes it, mode 0600, if nothing is there. It is
 * read without waiting and has no end, whoever comes and goes; no child has
 * it. 0, or -1 with errno; EINVAL: what is there is no FIFO. "-" is standard
 * input, a pipe or socket, which has an end.
 */
int fifo_open(struct fifo *f, const char *path);

/*
 * Also where none is open. Removes it if it was made, and is still that one;
 * exit(3) does that too. One at a time is made.
 */
void fifo_close(struct fifo *f);

#endif
