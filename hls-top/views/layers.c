/*
 * HLS, HTTP and TCP: a panel for each, with its word, what makes the word, and
 * its figures, those that matter most first.
 */
#include "rows/cell.h"
#include "rows/panel.h"
#include "rows/row.h"
#include "stream/health.h"
#include "views.h"

#define TALL 12			/* rows that leave an empty one */

static const struct cell hls[] = {
	{ .name = "playlists", .id = M_PLAYLIST_COUNT },
	{ .name = "playlists failed", .id = M_PLAYLIST_FAIL },
	{ .name = "loads given up", .id = M_HLS_PLAYLIST_FAIL },
	{ .name = "segments", .id = M_SEGMENT_COUNT },
	{ .name = "segments failed", .id = M_SEGMENT_FAIL },
	{ .name = "segments lost", .id = M_SEGMENT_LOST },
	{ .name = "share lost", .id = M_SEGMENT_LOSS },
	{ .name = "skipped", .id = M_HLS_SEGMENT_SKIP },
	{ .name = "expired", .id = M_HLS_EXPIRED },
	{ .name = "reloads", .id = M_HLS_RELOAD_COUNT },
	{ .name = "late reloads", .id = M_HLS_RELOAD_LATE },
	{ .name = "jitter p95", .id = M_HLS_RELOAD_JITTER, .stat = STAT_P95 },
	{ .name = "playlists stale", .id = M_HLS_STALE_COUNT },
	{ .name = "time stale", .id = M_HLS_STALE_TIME },
	{ .name = "live edge p50", .id = M_VIEWERS_EDGE, .stat = STAT_P50 },
	{ .name = "live edge p95", .id = M_VIEWERS_EDGE, .stat = STAT_P95 },
	{ .name = "rules broken", .id = M_WATCH_BREACHES },
	{ .name = "media sequence", .id = M_HLS_MEDIA_SEQUENCE },
	{ .name = "sequence skips", .id = M_HLS_SEQUENCE_SKIP },
	{ .name = "sequence resets", .id = M_HLS_SEQUENCE_RESET },
	{ .name = "corrupt packets", .id = M_CONTINUITY_CORRUPT },
	{ .name = "counter breaks", .id = M_CONTINUITY_COUNTER },
	{ .name = "DTS errors", .id = M_CONTINUITY_DTS },
	{ .name = "discontinuities", .id = M_CONTINUITY_STEP },
	{ .name = "inits failed", .id = M_HLS_INIT_FAIL },
	{ .name = "keys failed", .id = M_HLS_KEY_FAIL },
	{ .name = "watches failed", .id = M_WATCH_FAIL },
	{ .name = "EXTINF too long", .id = M_RULE_EXTINF },
	{ .name = "target changed", .id = M_RULE_TARGET },
	{ .name = "sequence back", .id = M_RULE_SEQUENCE },
	{ .name = "window short", .id = M_RULE_WINDOW },
	{ .name = "updates late", .id = M_RULE_LATE },
	{ .name = "discont. wrong", .id = M_RULE_DISCONTINUITY },
};

/* Each in a row of its own, below three of the window and the words. */
_Static_assert(COUNT(hls) + 6 <= LAYOUT_ROWS / LAYERS, "rows");

static const struct cell http[] = {
	{ .name = "requests", .id = M_HTTP_REQUESTS },
	{ .name = "failed", .id = M_HTTP_ERROR_COUNT },
	{ .name = "share failed", .id = M_HTTP_ERROR_RATIO },
	{ .name = "2xx", .id = M_HTTP_2XX },
	{ .name = "3xx", .id = M_HTTP_3XX },
	{ .name = "4xx", .id = M_HTTP_4XX },
	{ .name = "5xx", .id = M_HTTP_5XX },
	{ .name = "reconnects", .id = M_HTTP_RECONNECT },
	{ .name = "share reused", .id = M_HTTP_REUSE },
	{ .name = "void", .id = M_HTTP_VOID },
	{ .name = "bad status", .id = M_HTTP_STATUS },
	{ .name = "cut short", .id = M_HTTP_SHORT },
	{ .name = "timeout", .id = M_HTTP_NO_TIME },
	{ .name = "reset", .id = M_HTTP_RESET },
	{ .name = "closed", .id = M_HTTP_CLOSED },
	{ .name = "no response", .id = M_HTTP_NO_RESPONSE },
};

static const struct cell tcp[] = {
	{ .name = "attempts", .id = M_CONNECT_TRIES },
	{ .name = "connected", .id = M_CONNECT_COUNT },
	{ .name = "share connected", .id = M_CONNECT_HEALTH },
	{ .name = "refused", .id = M_CONNECT_REFUSED },
	{ .name = "timeout", .id = M_CONNECT_NO_TIMEOUT },
	{ .name = "connect p50", .id = M_CONNECT_TIME, .stat = STAT_P50 },
	{ .name = "connect p95", .id = M_CONNECT_TIME, .stat = STAT_P95 },
	{ .name = "TLS p50", .id = M_CONNECT_TLS, .stat = STAT_P50 },
	{ .name = "TLS p95", .id = M_CONNECT_TLS, .stat = STAT_P95 },
	{ .name = "unreachable", .id = M_CONNECT_NO_UNREACHABLE },
	{ .name = "no name (DNS)", .id = M_CONNECT_NO_DNS },
	{ .name = "TLS failed", .id = M_CONNECT_NO_TLS },
	{ .name = "reset", .id = M_CONNECT_NO_RESET },
	{ .name = "closed", .id = M_CONNECT_NO_CLOSED },
	{ .name = "no local port", .id = M_CONNECT_NO_LOCAL },
	{ .name = "other", .id = M_CONNECT_NO_OTHER },
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
draw_word(const struct view *v, struct frame *f, const struct row *r)
{
	enum layer l = (enum layer)r->arg;
	enum health h = health_of(v->block, v->window, l);

	frame_look(f, LOOK_HEAD);
	frame_str(f, layers[l].name);
	frame_pad(f, f->col + 6 - (int)strlen(layers[l].name));
	frame_look(f, health_look(h));
	frame_str(f, health_word(h));
}

/* All that makes a layer's word, in one row. */
static void
draw_rules(const struct view *v, struct frame *f, const struct row *r)
{
	enum health h;

	(void)v;
	frame_look(f, LOOK_DIM);
	for (h = HEALTH_CRITICAL; h > HEALTH_GOOD; h--) {
		const char *rule = health_rule((enum layer)r->arg, h);

		if (rule != NULL)
			frame_item(f, "%s: %s", health_word(h), rule);
	}
}

/* One of them; arg is the layer and the word. */
static void
draw_rule(const struct view *v, struct frame *f, const struct row *r)
{
	enum health h = (enum health)(r->arg % HEALTHS);
	const char *rule = health_rule((enum layer)(r->arg / HEALTHS), h);
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
draw_cells(const struct view *v, struct frame *f, const struct row *r)
{
	int l = r->arg % LAYERS, i = r->arg / LAYERS;
	int end = i + cell_fit(f->cols - f->col);

	for (; i < end && i < layers[l].n; i++)
		cell_put(f, layers[l].cell[i].name, cell_text(v->block,
		    v->window, &layers[l].cell[i]).s);
}

static int
find_codes(const struct view *v, struct slice *rest)
{
	return block_find(v->block, block_windows[v->window], SLICE("http"),
	    rest);
}

static int
has_codes(const struct view *v)
{
	struct slice rest, code;
	int64_t count;

	return find_codes(v, &rest) && row_next_code(&rest, &code, &count);
}

/* "codes  404 x2  503 x60" */
static void
draw_codes(const struct view *v, struct frame *f, const struct row *r)
{
	struct slice rest, code;
	int64_t count;

	(void)r;
	if (!find_codes(v, &rest))
		return;
	frame_item(f, "codes");
	while (row_next_code(&rest, &code, &count))
		frame_item(f, "%.*s x%lld", code.n < 9 ? (int)code.n : 9,
		    code.p, (long long)count);
}

/* Keeps the words of all layers in one row of the screen. */
static void
draw_nothing(const struct view *v, struct frame *f, const struct row *r)
{
	(void)v;
	(void)f;
	(void)r;
}

static void
draw_window(const struct view *v, struct frame *f, const struct row *r)
{
	(void)r;
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

static void
add_rules(struct rows *r, enum layer l, int wide)
{
	int h;

	if (!wide)
		rows_add(r, (struct row){ .weight = 4, .draw = draw_rules,
		    .arg = (int)l });
	for (h = HEALTH_CRITICAL; wide && h > HEALTH_GOOD; h--)
		rows_add(r, (struct row){ .weight = 2, .draw = draw_rule,
		    .arg = (int)l * HEALTHS + h });
}

/* The rows of a layer, for panels of that width. */
static void
fill(struct rows *r, const struct view *v, const struct frame *f, enum layer l)
{
	int wide = panel_wide(f), fit = cell_fit(panel_width(f, LAYERS));
	int i;

	if (l == LAYER_HLS || wide)
		rows_add(r, (struct row){ .weight = 1,
		    .draw = l == LAYER_HLS ? draw_window : draw_nothing });
	rows_add(r, (struct row){ .draw = draw_word, .arg = (int)l });
	add_rules(r, l, wide);
	for (i = 0; i < layers[l].n; i += fit)
		rows_add(r, (struct row){ .weight = 2 + i / fit,
		    .draw = draw_cells, .arg = i * LAYERS + (int)l });
	if (l == LAYER_HTTP && has_codes(v))
		rows_add(r, (struct row){ .weight = 3, .draw = draw_codes });
}

void
layers_draw(struct view *v, struct frame *f, int height)
{
	struct rows rows[LAYERS] = { 0 };
	struct panels panels = { .n = LAYERS };
	int l, room;

	for (l = 0; l < LAYERS; l++) {
		fill(&rows[l], v, f, (enum layer)l);
		panels.at[l] = (struct layout){ rows[l].row, rows[l].n };
	}
	room = height > LAYERS + 1 ? height > TALL ? 2 : 1 : 0;
	panel_draw(v, f, &panels, height - room);
	if (room > 1)
		frame_row(f, LOOK_PLAIN);
	if (room > 0)
		timing_row(v, f);
}
