/*
 * The command line of hls-spawn, as struct options of load/settings.h has it.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdint.h>

#include "exporter.h"
#include "load/settings.h"

/* Reads it, or ends the program: 2 with a message, 0 for help and version. */
void options_read(struct options *o, int argc, char **argv);

/* What the stream's own target duration changes, if none was given. */
void options_target(struct options *o, int64_t us);

/*
 * So long a wait for ffprobe before the run, which was in vain, counts in the
 * duration, up to half of it, and that is told; not where the start has a time
 * of its own.
 */
void options_waited(struct options *o, int64_t us);

void options_free(struct options *o);

#endif
