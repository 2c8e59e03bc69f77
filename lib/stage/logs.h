/*
 * Whose log a line is of. VLC's lines are those of modules/logger/console.c,
 * GStreamer's those of gst/gstinfo.c.
 */
#ifndef LOGS_H
#define LOGS_H

#include "slice.h"
#include "stage.h"

/* STAGE_FFMPEG, STAGE_VLC, STAGE_GSTREAMER, or STAGE_NONE. */
enum stage logs_of(struct slice line);

#endif
