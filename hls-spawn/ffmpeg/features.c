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
	[FEATURE_HTTP_MULTIPLE] = "http_multiple",
	[FEATURE_SEG_MAX_RETRY] = "seg_max_retry",
	[FEATURE_READRATE_BURST] = "readrate_initial_burst",
	[FEATURE_RECONNECT] = "reconnect",
	[FEATURE_RECONNECT_NETWORK] = "reconnect_on_network_error",
	[FEATURE_PICKY] = "extension_picky",
	[FEATURE_SEGMENT_EXTENSIONS] = "allowed_segment_extensions",
	[FEATURE_TLS_VERIFY] = "tls_verify",
	[FEATURE_CA_FILE] = "ca_file",
};

static const struct slice blank = SLICE_INIT(" ");

void
features_version(struct features *f, struct slice s)
{
	snprintf(f->version, sizeof(f->version), "unknown");
	if (!slice_skip(&s, SLICE("ffmpeg version ")))
		return;
	s = slice_cut(&s, '\n');
	s.n = slice_find(s, ' ');
	if (s.n > 0)
		snprintf(f->version, sizeof(f->version), "%.*s", (int)s.n, s.p);
}

/* "  -http_seekable     <boolean>    .D..." or "-stats_period time  set …" */
static void
look(struct features *f, struct slice line)
{
	struct slice word = slice_word(&line, blank);
	size_t i;

	if (!slice_skip(&word, SLICE("-")))
		return;
	for (i = 0; i < FEATURE_COUNT; i++)
		if (slice_eq(word, slice_str(names[i])))
			f->has[i] = 1;
}

void
features_options(struct features *f, struct slice help)
{
	while (help.n > 0)
		look(f, slice_cut(&help, '\n'));
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
		struct slice line = slice_cut(&output, '\n');
		struct slice first = slice_word(&line, blank);

		if (is_name(first, name) ||
		    is_name(slice_word(&line, blank), name))
			return 1;
		list |= slice_eq(first, SLICE("Input:")) ||
		    slice_starts(first, SLICE("D."));
	}
	return !list;
}
