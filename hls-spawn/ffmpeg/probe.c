/*
 * Reading ffprobe's flat format:
 *
 *	programs.program.1.program_id=1
 *	programs.program.1.tags.variant_bitrate="900000"
 *	programs.program.1.streams.stream.0.codec_type="video"
 *	programs.program.1.streams.stream.0.height=360
 *	programs.program.1.streams.stream.0.disposition.default=0
 *	format.format_name="hls"
 *	format.duration="12.000000"
 */
#include "num.h"
#include "probe.h"

/* Ladders times renditions. */
#define PROGRAMS_MAX 256

/* Takes "12." off; -1 if there is no such number below limit. */
static int
cut_index(struct slice *s, int limit)
{
	size_t dot = slice_find(*s, '.');
	int64_t i;

	if (dot == s->n ||
	    num_int((struct slice){ s->p, dot }, 0, limit - 1, &i) != 0)
		return -1;
	*s = slice_from(*s, dot + 1);
	return (int)i;
}

static int64_t
number(struct slice s)
{
	int64_t v;

	return num_int(s, 0, INT64_MAX, &v) == 0 ? v : 0;
}

static void
read_stream(struct rung *r, struct slice key, struct slice value)
{
	if (slice_eq(key, SLICE("codec_type"))) {
		r->streams++;
		r->in_audio = slice_eq(value, SLICE("audio"));
		r->audios += r->in_audio;
		r->videos += slice_eq(value, SLICE("video"));
	} else if (slice_eq(key, SLICE("width"))) {
		if (number(value) > r->width)
			r->width = number(value);
	} else if (slice_eq(key, SLICE("height"))) {
		if (number(value) > r->height)
			r->height = number(value);
	} else if (slice_eq(key, SLICE("disposition.default"))) {
		if (r->in_audio && r->audio == 0 && number(value) == 1)
			r->audio = r->audios - 1;
	}
}

static void
read_program(struct rungs *l, struct slice key, struct slice value)
{
	int i = cut_index(&key, PROGRAMS_MAX);
	struct rung *r;

	if (i < 0)
		return;
	r = rungs_at(l, (size_t)i);
	if (slice_eq(key, SLICE("program_id")))
		r->id = number(value);
	else if (slice_eq(key, SLICE("tags.variant_bitrate")))
		r->bitrate = number(value);
	else if (slice_skip(&key, SLICE("streams.stream.")) &&
	    cut_index(&key, INT32_MAX) >= 0)
		read_stream(r, key, value);
}

static void
read_line(struct probe *p, struct slice line)
{
	size_t eq = slice_find(line, '=');
	struct slice key = { line.p, eq }, value;
	int64_t us;

	if (eq == line.n)
		return;
	value = slice_from(line, eq + 1);
	if (value.n >= 2 && value.p[0] == '"')
		value = (struct slice){ value.p + 1, value.n - 2 };
	if (slice_skip(&key, SLICE("programs.program.")))
		read_program(&p->rungs, key, value);
	else if (slice_eq(key, SLICE("format.format_name")))
		memcpy(p->format, value.p, value.n < sizeof(p->format) ?
		    value.n : sizeof(p->format) - 1);
	else if (slice_eq(key, SLICE("format.duration")))
		p->kind = num_micro(value, &us) == 0 ? KIND_VOD : KIND_LIVE;
}

void
probe_read(struct probe *p, struct slice flat)
{
	while (flat.n > 0)
		read_line(p, slice_cut(&flat, '\n'));
	p->programs = (int)p->rungs.n;
}

void
probe_free(struct probe *p)
{
	rungs_free(&p->rungs);
}

const char *const probe_kinds[] = {
	[KIND_UNKNOWN] = "unknown", [KIND_LIVE] = "live",
	[KIND_VOD] = "vod", [KIND_EVENT] = "event",
};

int
probe_is_live(enum kind k)
{
	return k == KIND_LIVE || k == KIND_EVENT;
}
