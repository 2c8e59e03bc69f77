/*
 * Short forms of what takes many bytes in a raw stream, which a fuzzer hardly
 * finds, and hardly keeps whole.
 */
#ifndef BRIEF_H
#define BRIEF_H

#include "sbuf.h"
#include "slice.h"

/*
 * Appends the whole lines of text, each with its newline. "+#EXTM3U" becomes a
 * line of the watched playlist 1; a watch that does not tell how many lines it
 * has, is the version before or has failed gets the number of those behind it;
 * "*01.ts 0-9" becomes what FFmpeg logs of 1.ts, of playlist 0, as it comes, a
 * range only where it is given; and "=40000" that so much media was written.
 */
void brief_expand(struct sbuf *b, struct slice text);

#endif
