/*
 * A line for the FIFO that hls-spawn --control reads.
 */
#ifndef POST_H
#define POST_H

#define POST_NOBODY "nobody reads it"

/*
 * Writes a line and its end into the FIFO at path, without waiting: NULL, or
 * why it could not be.
 */
const char *post(const char *path, const char *line);

#endif
