/*
 * Signals as bytes of a self-pipe: handlers write one byte and do no more.
 */
#ifndef SIG_H
#define SIG_H

/*
 * Makes the pipe (both ends non-blocking and close-on-exec). Returns the
 * descriptor to poll for reading, or -1 with errno.
 */
int sig_open(void);

/* Routes a signal to the pipe, even one that was inherited as ignored. */
void sig_catch(int signo);

/* Back to the default action; ignored. */
void sig_default(int signo);
void sig_ignore(int signo);

/*
 * For a filter that reads fd: a broken pipe becomes an error of write(2); and
 * if fd is a pipe or a socket, INT and HUP are ignored, since a filter ends at
 * the end of its input, so that the last figures of a run are never lost.
 * Otherwise they have their default action. Returns whether fd is such a
 * stream.
 */
int sig_filter(int fd);

/* The next signal that came, or 0. */
int sig_next(void);

#endif
