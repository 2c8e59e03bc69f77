/*
 * Reading FFmpeg's own help.
 */
#include <stdio.h>

#include "features.h"

static const char *const names[FEATURE_COUNT] = {
	[FEATURE_STATS_PERIOD] = "stats_period",
	[FEATURE_RW_TIMEOUT] = "rw_timeout",
	[FEATURE_SEEKABLE] = "seekable",
	[FEATURE_HTTP_SEEKABLE] = "http_seekable",
	[FEATURE_SEG_MAX_RETRY] = "seg_max_retry",
	[FEATURE_READRATE_BURST] = "readrate_initial_burst",
	[FEATURE_RECONNECT] = "reconnect",
	[FEATURE_RECONNECT_NETWORK] = "reconnect_on_network_error",
	[FEATURE_TLS_VERIFY] = "tls_verify",
	[FEATURE_CA_FILE] = "ca_file",
};

void
features_version(struct features *f, struct slice s)
{
	snprintf(f->version, sizeof(f->version), "unknown");
	if (!slice_starts(s, SLICE("ffmpeg version ")))
		return;
	s = slice_from(s, sizeof("ffmpeg version ") - 1);
	s.n = slice_find((struct slice){ s.p, slice_find(s, '\n') }, ' ');
	if (s.n > 0 && s.n < sizeof(f->version))
		snprintf(f->version, sizeof(f->version), "%.*s", (int)s.n,
		    s.p);
}

/* "  -http_seekable     <boolean>    .D..." or "-stats_period time  set …" */
static void
look(struct features *f, struct slice line)
{
	size_t i;

	while (line.n > 0 && line.p[0] == ' ')
		line = slice_from(line, 1);
	if (line.n == 0 || line.p[0] != '-')
		return;
	line = slice_from(line, 1);
	line.n = slice_find(line, ' ');
	for (i = 0; i < FEATURE_COUNT; i++)
		if (slice_eq(line,
		    (struct slice){ names[i], strlen(names[i]) }))
			f->has[i] = 1;
}

void
features_options(struct features *f, struct slice help)
{
	while (help.n > 0) {
		size_t n = slice_find(help, '\n');

		look(f, (struct slice){ help.p, n });
		help = slice_from(help, n < help.n ? n + 1 : n);
	}
}

/* Takes the next word of a line off. */
static struct slice
cut_word(struct slice *line)
{
	struct slice word;

	while (line->n > 0 && line->p[0] == ' ')
		*line = slice_from(*line, 1);
	word = (struct slice){ line->p, slice_find(*line, ' ') };
	*line = slice_from(*line, word.n);
	return word;
}

/* "hls", or the first of "hls,applehttp". */
static int
is_name(struct slice word, struct slice name)
{
	word.n = slice_find(word, ',');
	return slice_eq(word, name);
}

/* "  https" is a line of the one, " D  hls   Apple HTTP ..." of the other. */
int
features_lists(struct slice output, struct slice name)
{
	int list = 0;

	while (output.n > 0) {
		size_t n = slice_find(output, '\n');
		struct slice line = { output.p, n };
		struct slice first = cut_word(&line);

		if (is_name(first, name) || is_name(cut_word(&line), name))
			return 1;
		list |= slice_eq(first, SLICE("Input:")) ||
		    slice_starts(first, SLICE("D."));
		output = slice_from(output, n < output.n ? n + 1 : n);
	}
	return !list;
}
