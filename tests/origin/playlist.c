/*
 * The media repeats every SEGMENTS segments, with a discontinuity there.
 */
#include "playlist.h"

/* What media.sh encodes: constrained baseline, level 3.0, and AAC-LC. */
#define CODECS "avc1.42C01E,mp4a.40.2"

/* Unique for each sequence number. */
static void
put_segment_name(struct sbuf *b, const struct listing *l, int64_t sequence)
{
	sbuf_printf(b, "%s_%06lld.%s", l->variant->name, (long long)sequence,
	    media_suffix(l->pack));
}

/*
 * EXT-X-DISCONTINUITY-SEQUENCE counts the discontinuities that have left the
 * playlist: those of 30, 60, … that are below the first number.
 */
static void
put_header(struct sbuf *b, const struct listing *l)
{
	int64_t gone = (l->span.first - 1) / SEGMENTS;

	sbuf_printf(b, "#EXTM3U\n#EXT-X-VERSION:%d\n#EXT-X-TARGETDURATION:%d\n"
	    "#EXT-X-MEDIA-SEQUENCE:%lld\n", l->pack == PACK_FMP4 ? 7 : 3,
	    (int)(SEGMENT_US / SECOND_US), (long long)l->span.first);
	if (l->vod)
		sbuf_str(b, "#EXT-X-PLAYLIST-TYPE:VOD\n");
	else
		sbuf_printf(b, "#EXT-X-DISCONTINUITY-SEQUENCE:%lld\n",
		    (long long)gone);
	if (l->pack == PACK_FMP4)
		sbuf_printf(b, "#EXT-X-MAP:URI=\"%s_init.mp4\"\n",
		    l->variant->name);
}

void
playlist_media(struct sbuf *b, const struct listing *l)
{
	int64_t i;

	put_header(b, l);
	for (i = l->span.first; i <= l->span.last; i++) {
		if (i > 0 && i % SEGMENTS == 0)
			sbuf_str(b, "#EXT-X-DISCONTINUITY\n");
		sbuf_str(b, "#EXTINF:");
		sbuf_micro(b, SEGMENT_US);
		sbuf_str(b, ",\n");
		put_segment_name(b, l, i);
		sbuf_char(b, '\n');
	}
	if (l->span.ended)
		sbuf_str(b, "#EXT-X-ENDLIST\n");
}

static int64_t
bits_per_second(size_t bytes, int64_t us)
{
	return (int64_t)bytes * 8 * SECOND_US / us;
}

static void
put_variant(struct sbuf *b, const struct variant *v, enum packaging pack)
{
	const struct slice *s = v->in[pack].segments;
	size_t i, most = 0, sum = 0;

	for (i = 0; i < SEGMENTS; i++) {
		most = s[i].n > most ? s[i].n : most;
		sum += s[i].n;
	}
	sbuf_printf(b, "#EXT-X-STREAM-INF:BANDWIDTH=%lld,"
	    "AVERAGE-BANDWIDTH=%lld,RESOLUTION=%s,FRAME-RATE=25.000,"
	    "CODECS=\"%s\"\n%s.m3u8\n",
	    (long long)bits_per_second(most, SEGMENT_US),
	    (long long)bits_per_second(sum, SEGMENTS * SEGMENT_US),
	    v->resolution, CODECS, v->name);
}

void
playlist_master(struct sbuf *b, const struct media *m, enum packaging pack,
    int n)
{
	int i;

	sbuf_printf(b, "#EXTM3U\n#EXT-X-VERSION:%d\n"
	    "#EXT-X-INDEPENDENT-SEGMENTS\n", pack == PACK_FMP4 ? 7 : 3);
	for (i = 0; i < n; i++)
		put_variant(b, &m->variants[i], pack);
}
