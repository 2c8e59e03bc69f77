/*
 * Lines of libavformat in the logs of other players, without what stands in
 * front of them (a time, a level): mpv, Kodi and OBS hand them to their own
 * logs. See common/av_log.c and common/msg.c of mpv, xbmc/cores/FFmpeg.cpp of
 * Kodi, plugins/obs-ffmpeg/obs-ffmpeg-logging.c of OBS, av/logging.pyx of PyAV.
 *
 *	[ffmpeg/demuxer] hls: TEXT		mpv
 *	[t][ffmpeg/demuxer] hls: TEXT		mpv --log-file
 *	ffmpeg/demuxer: hls: TEXT		mpv --msg-module
 *	ffmpeg[0x7f3a5c002b70]: [hls] TEXT	Kodi
 *	[ffmpeg] [hls @ 0x55e00480d100] TEXT	OBS
 *	[libav.hls] TEXT, libav.hls:TEXT	PyAV, by Python's loggers
 */
#ifndef FOREIGN_H
#define FOREIGN_H

#include "sbuf.h"
#include "slice.h"

/*
 * Makes *own what FFmpeg would have written, "[hls @ 0x0] TEXT": an address of
 * 0 is one that is not known. With mpv's letter of a level its tag stands
 * before TEXT. A line of no context, as those of a request behind the first,
 * becomes TEXT alone, and so do mpv's last words, "[cplayer] Exiting... (End
 * of file)"; its "Could not set AVOption" becomes nothing. 0 if it is no such
 * line.
 */
int foreign_line(struct slice line, struct sbuf *own);

/* Where one begins in a line, or line.n. */
size_t foreign_find(struct slice line);

#endif
