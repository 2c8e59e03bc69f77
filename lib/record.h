/*
 * The record grammar of all streams, raw, events and stats:
 *
 *	<time> <subject> <kind> <rest>
 *
 * time is Unix seconds with six decimals; rest is key=value fields separated
 * by single spaces, values %XX-escaped, or verbatim text for the kinds log
 * and progress. See hls-raw(5).
 */
#ifndef RECORD_H
#define RECORD_H

#include <stdint.h>

#include "sbuf.h"
#include "slice.h"

struct record {
	int64_t time_us;
	struct slice subject;
	struct slice kind;
	struct slice rest;	/* unread fields, or verbatim text */
};

struct field {
	struct slice key;
	struct slice value;	/* still escaped */
};

/*
 * The clients of a swarm have numbers below this, so there are no more whose
 * sessions are alive.
 */
#define SESSION_CLIENTS_MAX 100000

/* A session: the run-th process (from 0) of a client of a host. */
struct session_id {
	struct slice host;	/* empty where the subject names none */
	int64_t client;
	int64_t run;
};

/* Whether it may be the kind of a record: a-z, 0-9 and _, one at least. */
int record_is_kind(struct slice s);

/* Splits a line; 0, or -1 if it is no record. Views into line. */
int record_read(struct record *r, struct slice line);

/*
 * Takes the next field off *rest; 1, or 0 at the end. A word that is no
 * key=value is returned with an empty key.
 */
int field_next(struct slice *rest, struct field *f);

/* The value of a key in rest: 1 and its view, or 0. The first one counts. */
int field_get(struct slice rest, const char *key, struct slice *value);

/* As field_get, read as a whole number, or as seconds in microseconds. */
int field_int(struct slice rest, const char *key, int64_t *v);
int field_micro(struct slice rest, const char *key, int64_t *v);

/* Whether rest is nothing but valid fields. */
int record_valid(struct slice rest);

/* ID.RUN or HOST:ID.RUN; 0, or -1. */
int session_read(struct slice subject, struct session_id *id);

/* Undoes %XX; a % that starts no escape stays as it is. */
void unescape(struct sbuf *b, struct slice value);
/* Writes %XX for bytes outside printable ASCII, space, % and ". */
void escape(struct sbuf *b, struct slice text);

/*
 * Writing: record_begin, any number of put_*, record_end. subject and kind are
 * written as they are.
 */
void record_begin(struct sbuf *b, int64_t time_us, struct slice subject,
    const char *kind);
void put_slice(struct sbuf *b, const char *key, struct slice value);
void put_str(struct sbuf *b, const char *key, const char *value);
void put_int(struct sbuf *b, const char *key, int64_t v);
/* Millionths: seconds from microseconds, ratios, rates. */
void put_micro(struct sbuf *b, const char *key, int64_t v);
void record_end(struct sbuf *b);

#endif
