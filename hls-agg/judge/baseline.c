/*
 * What makes a JSON text a report of ours is its verdict: every report has
 * one, even of nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "baseline.h"
#include "die.h"
#include "sbuf.h"
#include "stage/look.h"

#define READ_BYTES 65536

int
baseline_parse(struct baseline *b, const char *name, struct slice text)
{
	struct unjson_error e;

	*b = (struct baseline){ 0 };
	if (unjson(&b->pairs, text, &e) != 0)
		msg("%s: line %d: %s: no report of hls-agg --json", name,
		    e.line, e.why);
	else if (pairs_find(&b->pairs, "verdict.state") == NULL)
		msg("%s: has no verdict: no report of hls-agg --json", name);
	else
		return 0;
	baseline_free(b);
	return -1;
}

/* Whether it is one of the pipeline's streams, or compressed: says so. */
static int
is_stream(const char *path, struct slice text)
{
	struct stage_look look = { .reads = STAGE_REPORT };

	if (stage_bytes(&look, text) == STAGE_NONE)
		return 0;
	if (look.is <= STAGE_STATS)
		msg("%s: %s: no report of hls-agg --json", path,
		    stage_what(look.is));
	else
		stage_say(&(struct stage_fed){ look.is, STAGE_NONE,
		    "hls-agg --baseline /dev/stdin", path });
	return 1;
}

/* All of a file; -1 with errno. */
static int
read_all(int fd, struct sbuf *text)
{
	ssize_t k;

	do {
		k = read(fd, sbuf_room(text, READ_BYTES), READ_BYTES);
		if (k > 0)
			text->n += (size_t)k;
		if (text->n > BASELINE_MAX_BYTES) {
			errno = EFBIG;
			return -1;
		}
	} while (k > 0 || (k < 0 && errno == EINTR));
	return k < 0 ? -1 : 0;
}

int
baseline_read(struct baseline *b, const char *path)
{
	struct sbuf text = { 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC), status = -1;

	*b = (struct baseline){ 0 };
	if (fd < 0 || read_all(fd, &text) != 0)
		msg_errno("%s", path);
	else if (!is_stream(path, sbuf_view(&text)))
		status = baseline_parse(b, path, sbuf_view(&text));
	if (fd >= 0)
		close(fd);
	sbuf_free(&text);
	return status;
}

int
baseline_number(const struct baseline *b, const char *path,
    enum metric_unit unit, int64_t *micro)
{
	const struct pair *pair = pairs_find(&b->pairs, path);

	return pair != NULL && pair->number && metric_read(unit,
	    slice_str(pair->text), micro) == 0;
}

int
baseline_find(const struct baseline *b, const char *path, int64_t *micro)
{
	int stat, id;

	id = metric_find(slice_str(path), &stat);
	return id >= 0 && baseline_number(b, path,
	    id < METRICS ? metrics[id].unit : UNIT_ONE, micro);
}

const char *
baseline_text(const struct baseline *b, const char *path)
{
	const struct pair *pair = pairs_find(&b->pairs, path);

	return pair != NULL ? pair->text : "";
}

void
baseline_free(struct baseline *b)
{
	pairs_free(&b->pairs);
}
