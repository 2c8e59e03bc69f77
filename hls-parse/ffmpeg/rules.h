/*
 * What FFmpeg's lines mean: a handler each, with an example of its line above
 * it. table.c has the table that calls them.
 */
#ifndef RULES_H
#define RULES_H

#include "session/session.h"
#include "text/logline.h"

/* What a handler works on. */
struct reading {
	const struct at *at;
	const struct logline *l;
	struct slice rest;	/* text behind the rule's literal */
};

typedef void handler(struct reading *g);

/* exchange.c: connections and exchanges */
handler on_request, on_header, on_wanted, on_opening, on_connecting,
    on_connected, on_connect_fail, on_dns, on_tls, on_tls_io, on_range,
    on_chunk, on_media, on_sample, on_premature, on_statistics, on_failed,
    on_eof, on_keepalive, on_status;

/* input.c: an input that was opened, or could not be */
handler on_input, on_input_file, on_open_failed;

/* A line that this handler is about to take: its input is the present one. */
void exchange_input(struct reading *g, handler *handle);

/* playlist.c: playlists, streams */
handler on_sequence, on_sequence_back, on_tag, on_dropped, on_program,
    on_stream, on_mapped, on_output, on_output_more, on_output_file,
    on_duration, on_written, on_stopped, on_banner;

/* fault.c: what goes wrong with playlists, segments, media */
handler on_segment_fail, on_segment_skip, on_expired, on_init_fail, on_key_fail,
    on_key_unread,
    on_playlist_fail, on_parse_fail, on_invalid, on_reconnect, on_corrupt,
    on_counter, on_discontinuity, on_dts;

/* refusal.c: names that FFmpeg does not take */
handler on_url, on_mismatch, on_filename, on_undetected;

#endif
