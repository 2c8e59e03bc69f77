/*
 * Whose media lines are, and when what they are of was there.
 */
#include "check.h"
#include "session/demuxer.h"

#define MS INT64_C(1000)
#define VIDEO 0xa0
#define AUDIO 0xb0

/* FFmpeg opens the demuxer of one playlist, then that of the next. */
static void
open_two(struct demuxers *d)
{
	demuxer_expect(d, 0);
	demuxer_seen(d, VIDEO);
	demuxer_expect(d, 1);
	demuxer_seen(d, AUDIO);
}

static void
lines_are_of_their_playlist(void)
{
	struct demuxers d = { 0 };

	open_two(&d);
	demuxer_line(&d, AUDIO, 1000 * MS);
	demuxer_line(&d, VIDEO, 1001 * MS);
	demuxer_line(&d, VIDEO, 1002 * MS);
	CHECK(demuxer_of(&d, 0).count == 2);
	CHECK(demuxer_of(&d, 1).count == 1);
	CHECK(demuxer_of(&d, 1).us == 1000 * MS);
	CHECK(demuxer_of(&d, 2).count == 0);
	CHECK(demuxer_of(&d, -1).count == 3);
	demuxers_free(&d);
}

static void
one_alone_ends_with_its_last_line(void)
{
	struct demuxers d = { 0 };

	demuxer_expect(&d, 0);
	demuxer_line(&d, VIDEO, 1000 * MS);
	demuxer_line(&d, VIDEO, 9000 * MS);
	CHECK(demuxer_end_us(demuxer_of(&d, 0)) == 9000 * MS);
	demuxers_free(&d);
}

/* The last audio is read when the next video segment lets FFmpeg go on. */
static void
what_lay_there_was_there(void)
{
	struct demuxers d = { 0 };

	open_two(&d);
	demuxer_line(&d, VIDEO, 1000 * MS);
	demuxer_line(&d, AUDIO, 1001 * MS);
	demuxer_line(&d, VIDEO, 3000 * MS);
	demuxer_line(&d, AUDIO, 3001 * MS);
	CHECK(demuxer_end_us(demuxer_of(&d, 1)) == 1001 * MS);
	CHECK(demuxer_end_us(demuxer_of(&d, 0)) == 3000 * MS);
	demuxer_next(&d, 1);
	demuxer_line(&d, AUDIO, 3002 * MS);
	CHECK(demuxer_end_us(demuxer_of(&d, 1)) == 3002 * MS);
	demuxers_free(&d);
}

/* ... but if FFmpeg has to wait for it, it was not. */
static void
what_is_waited_for_was_not(void)
{
	struct demuxers d = { 0 };

	open_two(&d);
	demuxer_line(&d, AUDIO, 1000 * MS);
	demuxer_line(&d, VIDEO, 3000 * MS);
	demuxer_line(&d, AUDIO, 5000 * MS);
	CHECK(demuxer_end_us(demuxer_of(&d, 1)) == 5000 * MS);
	CHECK(demuxer_end_us(demuxer_of(&d, 0)) == 3000 * MS);
	demuxers_free(&d);
}

static void
hostile_contexts_are_bounded(void)
{
	struct demuxers d = { 0 };
	uint64_t i;

	for (i = 1; i < 100000; i++)
		demuxer_line(&d, i, (int64_t)i);
	CHECK(d.n <= 256);
	CHECK(demuxer_of(&d, -1).count == 99999);
	demuxers_free(&d);
}

int
main(void)
{
	lines_are_of_their_playlist();
	one_alone_ends_with_its_last_line();
	what_lay_there_was_there();
	what_is_waited_for_was_not();
	hostile_contexts_are_bounded();
	return check_result();
}
