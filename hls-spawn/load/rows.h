/*
 * --values: a table whose columns fill {name} in what a viewer asks for, one
 * row a viewer. CSV of RFC 4180 with a header line. Pure.
 */
#ifndef ROWS_H
#define ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "sbuf.h"
#include "slice.h"

#define COLUMNS_MOST 64
/* With escapes it has to go into one line of the stream. */
#define ROW_BYTES_MAX 16384

/* Start from { 0 }. */
struct rows {
	struct sbuf text;	/* all fields, the names first, each ended by
				 * a zero byte */
	size_t *at;		/* where each begins; owned */
	size_t fields, room;
	size_t columns;		/* 0: there is no table */
	size_t n;		/* rows without that of the names */
	int64_t line;		/* of the file, from 1: the last one read */
	int64_t *line_of;	/* of each row; owned */
	size_t lines_room;
	unsigned char used[COLUMNS_MOST];
};

/*
 * Reads the whole file: NULL, or what is wrong with it in r->line. Lines end in
 * LF or CR LF; a mark of the byte order and empty lines are passed over; a
 * quote within quotes is doubled. No field holds control bytes, line ends
 * within quotes neither: they would end a header of HTTP.
 */
const char *rows_read(struct rows *r, struct slice file);

/* The name of a column, and a row's field of it. */
struct slice rows_name(const struct rows *r, size_t column);
struct slice rows_field(const struct rows *r, size_t row, size_t column);

/*
 * The column that s begins with, "{name}", whose bytes go to *n; or -1. A name
 * that the table has not is -1 too, and *n then its bytes, or 0 if it is none.
 */
int rows_column(const struct rows *r, struct slice s, size_t *n);

/* Marks the columns that a text names as used. */
void rows_use(struct rows *r, struct slice text);

/* The first "{name}" in a text that neither the table nor hls-spawn has. */
struct slice rows_unknown(const struct rows *r, struct slice text);

void rows_free(struct rows *r);

#endif
