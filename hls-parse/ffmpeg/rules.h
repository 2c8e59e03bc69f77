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

/* exchange.c: connections and exchanges */
void on_request(struct reading *g);
void on_header(struct reading *g);
void on_wanted(struct reading *g);
void on_opening(struct reading *g);
void on_connecting(struct reading *g);
void on_connected(struct reading *g);
void on_connect_fail(struct reading *g);
void on_dns(struct reading *g);
void on_tls(struct reading *g);
void on_tls_io(struct reading *g);
void on_range(struct reading *g);
void on_chunk(struct reading *g);
void on_media(struct reading *g);
void on_sample(struct reading *g);
void on_premature(struct reading *g);
void on_statistics(struct reading *g);
void on_failed(struct reading *g);
void on_keepalive(struct reading *g);
void on_status(struct reading *g);

/* playlist.c: playlists, streams */
void on_sequence(struct reading *g);
void on_sequence_back(struct reading *g);
void on_tag(struct reading *g);
void on_dropped(struct reading *g);
void on_stream(struct reading *g);
void on_mapped(struct reading *g);
void on_output(struct reading *g);
void on_duration(struct reading *g);
void on_written(struct reading *g);
void on_stopped(struct reading *g);

/* fault.c: what goes wrong with playlists, segments, media */
void on_segment_fail(struct reading *g);
void on_segment_skip(struct reading *g);
void on_expired(struct reading *g);
void on_init_fail(struct reading *g);
void on_key_fail(struct reading *g);
void on_playlist_fail(struct reading *g);
void on_parse_fail(struct reading *g);
void on_invalid(struct reading *g);
void on_reconnect(struct reading *g);
void on_corrupt(struct reading *g);
void on_counter(struct reading *g);
void on_discontinuity(struct reading *g);
void on_dts(struct reading *g);

#endif
