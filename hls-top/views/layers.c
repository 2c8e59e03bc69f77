/*
 * HLS, HTTP and TCP: a panel for each, with its word, what makes the word, and
 * its figures, those that matter most first.
 */
#include "num.h"
#include "rows/cell.h"
#include "rows/panel.h"
#include "stream/health.h"
#include "views.h"

#define TALL 12			/* rows that leave an empty one */

static const struct cell hls[] = {
	{ "playlists", M_PLAYLIST_COUNT, NULL },
	{ "playlists failed", M_PLAYLIST_FAIL, NULL },
	{ "loads given up", M_HLS_PLAYLIST_FAIL, NULL },
	{ "segments", M_SEGMENT_COUNT, NULL },
	{ "segments failed", M_SEGMENT_FAIL, NULL },
	{ "segments lost", M_SEGMENT_LOST, NULL },
	{ "share lost", M_SEGMENT_LOSS, NULL },
	{ "skipped", M_HLS_SEGMENT_SKIP, NULL },
	{ "expired", M_HLS_EXPIRED, NULL },
	{ "reloads", M_HLS_RELOAD_COUNT, NULL },
	{ "late reloads", M_HLS_RELOAD_LATE, NULL },
	{ "jitter p95", M_HLS_RELOAD_JITTER, "p95" },
	{ "playlists stale", M_HLS_STALE_COUNT, NULL },
	{ "time stale", M_HLS_STALE_TIME, NULL },
	{ "live edge p50", M_VIEWERS_EDGE, "p50" },
	{ "live edge p95", M_VIEWERS_EDGE, "p95" },
	{ "rules broken", M_WATCH_BREACHES, NULL },
	{ "media sequence", M_HLS_MEDIA_SEQUENCE, NULL },
	{ "sequence skips", M_HLS_SEQUENCE_SKIP, NULL },
	{ "sequence resets", M_HLS_SEQUENCE_RESET, NULL },
	{ "corrupt packets", M_CONTINUITY_CORRUPT, NULL },
	{ "counter breaks", M_CONTINUITY_COUNTER, NULL },
	{ "DTS errors", M_CONTINUITY_DTS, NULL },
	{ "discontinuities", M_CONTINUITY_STEP, NULL },
	{ "inits failed", M_HLS_INIT_FAIL, NULL },
	{ "keys failed", M_HLS_KEY_FAIL, NULL },
	{ "watches failed", M_WATCH_FAIL, NULL },
	{ "EXTINF too long", M_RULE_EXTINF, NULL },
	{ "target changed", M_RULE_TARGET, NULL },
	{ "sequence back", M_RULE_SEQUENCE, NULL },
	{ "window short", M_RULE_WINDOW, NULL },
	{ "updates late", M_RULE_LATE, NULL },
	{ "discont. wrong", M_RULE_DISCONTINUITY, NULL },
};

/* Each in a row of its own, below three of the window and the words. */
_Static_assert(COUNT(hls) + 6 <= LAYOUT_ROWS / LAYERS, "rows");

static const struct cell http[] = {
	{ "requests", M_HTTP_REQUESTS, NULL },
	{ "failed", M_HTTP_ERROR_COUNT, NULL },
	{ "share failed", M_HTTP_ERROR_RATIO, NULL },
	{ "2xx", M_HTTP_2XX, NULL },
	{ "3xx", M_HTTP_3XX, NULL },
	{ "4xx", M_HTTP_4XX, NULL },
	{ "5xx", M_HTTP_5XX, NULL },
	{ "reconnects", M_HTTP_RECONNECT, NULL },
	{ "share reused", M_HTTP_REUSE, NULL },
	{ "void", M_HTTP_VOID, NULL },
	{ "bad status", M_HTTP_STATUS, NULL },
	{ "cut short", M_HTTP_SHORT, NULL },
	{ "timeout", M_HTTP_NO_TIME, NULL },
	{ "reset", M_HTTP_RESET, NULL },
	{ "closed", M_HTTP_CLOSED, NULL },
	{ "no response", M_HTTP_NO_RESPONSE, NULL },
};

static const struct cell tcp[] = {
	{ "attempts", M_CONNECT_TRIES, NULL },
	{ "connected", M_CONNECT_COUNT, NULL },
	{ "share connected", M_CONNECT_HEALTH, NULL },
	{ "refused", M_CONNECT_REFUSED, NULL },
	{ "timeout", M_CONNECT_NO_TIMEOUT, NULL },
	{ "connect p50", M_CONNECT_TIME, "p50" },
	{ "connect p95", M_CONNECT_TIME, "p95" },
	{ "TLS p50", M_CONNECT_TLS, "p50" },
	{ "TLS p95", M_CONNECT_TLS, "p95" },
	{ "unreachable", M_CONNECT_NO_UNREACHABLE, NULL },
	{ "no name (DNS)", M_CONNECT_NO_DNS, NULL },
	{ "TLS failed", M_CONNECT_NO_TLS, NULL },
	{ "reset", M_CONNECT_NO_RESET, NULL },
	{ "closed", M_CONNECT_NO_CLOSED, NULL },
	{ "no local port", M_CONNECT_NO_LOCAL, NULL },
	{ "other", M_CONNECT_NO_OTHER, NULL },
};

static const struct {
	const char *name;
	const struct cell *cell;
	int n;
} layers[LAYERS] = {
	[LAYER_HLS] = { "HLS", hls, COUNT(hls) },
	[LAYER_HTTP] = { "HTTP", http, COUNT(http) },
	[LAYER_TCP] = { "TCP", tcp, COUNT(tcp) },
};

/* "HTTP  degraded" */
static void
draw_word(const struct view *v, struct frame *f, int layer)
{
	enum layer l = (enum layer)layer;
	enum health h = health_of(v->block, v->window, l);

	frame_look(f, LOOK_HEAD);
	frame_str(f, layers[l].name);
	frame_pad(f, f->col + 6 - (int)strlen(layers[l].name));
	frame_look(f, health_look(h));
	frame_str(f, health_word(h));
}

/* All that makes a layer's word, in one row. */
static void
draw_rules(const struct view *v, struct frame *f, int layer)
{
	enum health h;

	(void)v;
	frame_look(f, LOOK_DIM);
	for (h = HEALTH_CRITICAL; h > HEALTH_GOOD; h--) {
		const char *rule = health_rule((enum layer)layer, h);

		if (rule != NULL)
			frame_item(f, "%s: %s", health_word(h), rule);
	}
}

/* One of them; arg is the layer and the word. */
static void
draw_rule(const struct view *v, struct frame *f, int arg)
{
	enum health h = (enum health)(arg % HEALTHS);
	const char *rule = health_rule((enum layer)(arg / HEALTHS), h);
	int left = f->col;

	(void)v;
	frame_look(f, LOOK_DIM);
	if (rule == NULL)
		return;
	frame_str(f, health_word(h));
	frame_pad(f, left + 11);
	frame_str(f, rule);
}

/* arg is the layer and the first of the cells. */
static void
draw_cells(const struct view *v, struct frame *f, int arg)
{
	int l = arg % LAYERS, i = arg / LAYERS;
	int end = i + cell_fit(f->cols - f->col);

	for (; i < end && i < layers[l].n; i++)
		cell_put(f, layers[l].cell[i].name, cell_text(v->block,
		    v->window, &layers[l].cell[i]).s);
}

/* The next status code that the run has seen, and how often. */
static int
next_code(struct slice *rest, struct slice *code, int64_t *count)
{
	struct field one;

	while (field_next(rest, &one)) {
		*code = one.key;
		if (slice_skip(code, SLICE("code.")) &&
		    num_int(one.value, 0, INT64_MAX, count) == 0)
			return 1;
	}
	return 0;
}

static int
find_codes(const struct view *v, struct slice *rest)
{
	return block_find(v->block, block_windows[v->window], SLICE("http"),
	    rest);
}

static int
has_codes(const struct view *v, int arg)
{
	struct slice rest, code;
	int64_t count;

	(void)arg;
	return find_codes(v, &rest) && next_code(&rest, &code, &count);
}

/* "codes  404 x2  503 x60" */
static void
draw_codes(const struct view *v, struct frame *f, int arg)
{
	struct slice rest, code;
	int64_t count;

	(void)arg;
	if (!find_codes(v, &rest))
		return;
	frame_item(f, "codes");
	while (next_code(&rest, &code, &count))
		frame_item(f, "%.*s x%lld", code.n < 9 ? (int)code.n : 9,
		    code.p, (long long)count);
}

/* Keeps the words of all layers in one row of the screen. */
static void
draw_nothing(const struct view *v, struct frame *f, int arg)
{
	(void)v;
	(void)f;
	(void)arg;
}

static void
draw_window(const struct view *v, struct frame *f, int arg)
{
	(void)arg;
	frame_look(f, LOOK_HEAD);
	if (v->window == W_ALL)
		frame_str(f, "of the whole run");
	else
		frame_item(f, "of the last %s", block_windows[v->window]);
}

/* For how many of the segments there is a time at all. */
static void
timing_row(const struct view *v, struct frame *f)
{
	int64_t all = figure(v->block, W_ALL, M_SEGMENT_COUNT), n = 0;
	struct slice rest, of;
	size_t i = 0;

	while (block_each(v->block, "sketch", &i, &rest))
		if (field_get(rest, "of", &of) &&
		    slice_eq(of, SLICE("segment.time")))
			field_int(rest, "n", &n);
	frame_row(f, LOOK_PLAIN);
	frame_str(f, "timing: ");
	if (all <= 0 || n < 0 || n > all) {
		frame_str(f, "-");
		return;
	}
	frame_str(f, "measured ");
	frame_str(f, figure_share(n, all).s);
	frame_item(f, " of %lld segments of the run", (long long)all);
}

struct rows {
	struct row row[LAYOUT_ROWS / LAYERS];
	size_t n;
};

static void
add(struct rows *r, int weight, void (*draw)(const struct view *,
    struct frame *, int), int arg)
{
	if (r->n < COUNT(r->row))
		r->row[r->n++] = (struct row){ weight, draw, arg, NULL, 0 };
}

static void
add_rules(struct rows *r, enum layer l, int wide)
{
	int h;

	if (!wide) {
		add(r, 4, draw_rules, (int)l);
		return;
	}
	for (h = HEALTH_CRITICAL; h > HEALTH_GOOD; h--)
		add(r, 2, draw_rule, (int)l * HEALTHS + h);
}

/* The rows of a layer, for panels of that width. */
static void
fill(struct rows *r, const struct view *v, const struct frame *f, enum layer l)
{
	int wide = panel_wide(f), fit = cell_fit(panel_width(f, LAYERS));
	int i;

	if (l == LAYER_HLS || wide)
		add(r, 1, l == LAYER_HLS ? draw_window : draw_nothing, 0);
	add(r, 0, draw_word, (int)l);
	add_rules(r, l, wide);
	for (i = 0; i < layers[l].n; i += fit)
		add(r, 2 + i / fit, draw_cells, i * LAYERS + (int)l);
	if (l == LAYER_HTTP && has_codes(v, 0))
		add(r, 3, draw_codes, 0);
}

void
layers_draw(struct view *v, struct frame *f, int height)
{
	struct rows rows[LAYERS] = { 0 };
	struct layout panels[LAYERS];
	int l, room;

	for (l = 0; l < LAYERS; l++) {
		fill(&rows[l], v, f, (enum layer)l);
		panels[l] = (struct layout){ rows[l].row, rows[l].n };
	}
	room = height > LAYERS + 1 ? height > TALL ? 2 : 1 : 0;
	panel_draw(v, f, panels, LAYERS, height - room);
	if (room > 1)
		frame_row(f, LOOK_PLAIN);
	if (room > 0)
		timing_row(v, f);
}
