/*
 * What each of the programs does before anything else.
 */
#ifndef PROGRAM_H
#define PROGRAM_H

/*
 * Takes its name for messages (kept by reference). Descriptors 0 to 2 that are
 * closed are taken, so that no file comes to be there: reading the first and
 * writing the second fail with EBADF. A file beyond a limit of its size is an
 * error of write(2), EFBIG, and no death by SIGXFSZ.
 */
void program_begin(const char *name);

#endif
