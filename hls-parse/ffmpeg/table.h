/*
 * FFmpeg's language: the one table of the log lines that mean something, for
 * FFmpeg 4.3 to 9.0. They are matched by their text, never by the name of
 * the context, which changes from version to version.
 */
#ifndef FFMPEG_H
#define FFMPEG_H

#include "session/session.h"

/* One log record of a session: calls what the line means, or passes over. */
void ffmpeg_log(const struct at *, struct slice text);

/* One -progress line; a playback event at the end of each block. */
void ffmpeg_progress(const struct at *, struct slice text);

#endif
