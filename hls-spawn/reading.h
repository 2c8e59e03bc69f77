/*
 * What a client's process says on its two pipes.
 */
#ifndef READING_H
#define READING_H

struct client;
struct source;
struct swarm;

/* From now on fd, which is ours, is read without waiting, into new lines. */
void reading_source(struct swarm *s, struct source *src, int fd);

/* No more of it, whatever it is of. Also for one that is closed. */
void source_close(struct swarm *s, struct source *src);

/* From now on it is read; fds as launch has them, ours from here. */
void reading_open(struct swarm *s, struct client *c, const int fds[2]);

/* One of its pipes is readable. */
void reading_turn(struct swarm *s, struct source *src);

/* Nothing more is read; a line that nothing ended is handed on. */
void reading_close(struct swarm *s, struct client *c);

#endif
