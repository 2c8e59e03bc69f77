/*
 * A file in memory.
 */
#ifndef FILE_H
#define FILE_H

#include "sbuf.h"

/*
 * All of a file; the memory is the caller's, who frees it with file_free.
 * Takes the name, which it empties again. Ends the program with 1 and a
 * message when the file cannot be read.
 */
struct slice file_read(struct sbuf *name);
void file_free(struct slice *);

#endif
