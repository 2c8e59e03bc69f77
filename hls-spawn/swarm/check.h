/*
 * --check: one client for ten seconds, and what became of it, in words.
 */
#ifndef CHECK_RUN_H
#define CHECK_RUN_H

struct swarm;

/* What is told from now on stands in the JSON. */
void check_listen(void);

/*
 * Sends standard output, which shall carry the verdict, elsewhere while the
 * client runs. Returns where it was, or -1 with errno.
 */
int check_divert(void);

/*
 * Writes the verdict to fd, where there was no run too. The exit status: 0 only
 * if media flowed.
 */
int check_verdict(const struct swarm *s, int fd);

#endif
