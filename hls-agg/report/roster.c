/*
 * A line has what is known of a client over all its sessions; speed, drift,
 * distance from the live edge and state are those of the session that is alive.
 */
#include <stdlib.h>

#include "fold/qoe.h"
#include "fold/session.h"
#include "record.h"
#include "roster.h"
#include "text/text.h"

#define WORST 5

struct line {
	const struct client *client;
	const struct account *own;	/* NULL where it is not told */
	uint32_t score;
	struct sbuf name, why, agent;
};

static const char *
state_of(const struct client *c)
{
	/* A viewer of which nothing is known is as one that ended. */
	_Static_assert((int)CLIENT_ALIVE == (int)VIEWER_ENDED, "in order");
	return client_states[c->live == NULL ? (int)CLIENT_GONE :
	    (int)c->live->viewer];
}

static const char *
part_text(const struct figures *f, enum dimension d, uint16_t number)
{
	return number > 0 ? parts_at(&f->by[d], number)->text : "";
}

/* What the server's log has: "hls-swarm/0.1.0 (client 17)". */
static void
put_agent(const struct report *r, const struct client *c, struct sbuf *b)
{
	if (r->figures->run.text[RUN_AGENT].n == 0)
		return;
	sbuf_slice(b, sbuf_view(&r->figures->run.text[RUN_AGENT]));
	sbuf_printf(b, " (client %lld)", (long long)client_id(c));
}

static void
line_make(struct line *l, const struct report *r, const struct client *c)
{
	*l = (struct line){ .client = c, .score = qoe_score(r->fold, c),
		.own = clients_account(&r->fold->clients, c) };
	if (c->host > 0 && c->host != r->fold->host)
		sbuf_printf(&l->name, "%s:",
		    part_text(r->figures, BY_HOST, c->host));
	sbuf_int(&l->name, client_id(c));
	qoe_why(r->fold, c, &l->why);
	put_agent(r, c, &l->agent);
}

static void
line_free(struct line *l)
{
	sbuf_free(&l->name);
	sbuf_free(&l->why);
	sbuf_free(&l->agent);
}

/* What is told of a client, in records and in JSON alike. */
struct fact {
	const char *key;
	enum form { FORM_TEXT, FORM_WHOLE, FORM_MICRO } form;
	struct slice text;
	int64_t v;
};
#define FACTS 16

struct facts {
	struct fact fact[FACTS];
	size_t n;
};

static void
add_text(struct facts *fs, const char *key, struct slice text)
{
	if (text.n > 0)
		fs->fact[fs->n++] = (struct fact){ key, FORM_TEXT, text, 0 };
}

static void
add(struct facts *fs, const char *key, enum form form, int64_t v)
{
	fs->fact[fs->n++] = (struct fact){ .key = key, .form = form, .v = v };
}

static void
add_pace(struct facts *fs, const struct session *s)
{
	if (s != NULL && s->speed >= 0) {
		add(fs, "speed", FORM_MICRO, s->speed);
		add(fs, "drift", FORM_MICRO, s->drift_us);
	}
	if (s != NULL && s->edge_us >= 0)
		add(fs, "edge", FORM_MICRO, s->edge_us);
}

static void
add_account(struct facts *fs, const struct account *own)
{
	add(fs, "segments", FORM_WHOLE, own->segments);
	add(fs, "bytes", FORM_WHOLE, own->bytes);
	add(fs, "errors", FORM_WHOLE, own->errors);
	add(fs, "rebuffers", FORM_WHOLE, own->rebuffers);
	if (own->ttfbs > 0)
		add(fs, "ttfb.mean", FORM_MICRO, own->ttfb_us / own->ttfbs);
}

static void
tell(struct facts *fs, const struct figures *f, const struct line *l)
{
	const struct client *c = l->client;

	fs->n = 0;
	add_text(fs, "id", sbuf_view(&l->name));
	add_text(fs, "state", slice_str(state_of(c)));
	if (l->score != SCORE_NONE)
		add(fs, "score", FORM_MICRO, l->score);
	add_text(fs, "why", sbuf_view(&l->why));
	add_pace(fs, c->live);
	if (l->own != NULL)
		add_account(fs, l->own);
	add_text(fs, "addr", slice_str(part_text(f, BY_ADDR, c->addr)));
	add_text(fs, "group", slice_str(part_text(f, BY_GROUP, c->group)));
	add_text(fs, "rendition", slice_str(part_text(f, BY_RENDITION,
	    c->rendition)));
	add_text(fs, "agent", sbuf_view(&l->agent));
}

static void
put_record(const struct figures *f, struct sbuf *b, const char *kind,
    const struct line *l)
{
	struct facts fs;
	const struct fact *x;

	tell(&fs, f, l);
	record_begin(b, f->at.tick_us, SLICE("-"), kind);
	for (x = fs.fact; x < fs.fact + fs.n; x++)
		if (x->form == FORM_TEXT)
			put_slice(b, x->key, x->text);
		else if (x->form == FORM_WHOLE)
			put_int(b, x->key, x->v);
		else
			put_micro(b, x->key, x->v);
	record_end(b);
}

static void
put_worst(const struct report *r, struct sbuf *b)
{
	const struct worst *w = &r->fold->worst;
	struct line l;
	size_t i;

	for (i = 0; i < w->n; i++) {
		line_make(&l, r, w->at[i].client);
		l.own = NULL;
		put_record(r->figures, b, "worst", &l);
		line_free(&l);
	}
}

void
roster_records(const struct report *r, struct sbuf *b)
{
	const struct client **order;
	struct line l;
	size_t i, n;

	put_worst(r, b);
	if (r->roster == 0)
		return;
	order = qoe_worst(r->fold, r->roster, &n);
	for (i = 0; i < n; i++) {
		line_make(&l, r, order[i]);
		put_record(r->figures, b, "client", &l);
		line_free(&l);
	}
	free(order);
}

static void
put_object(const struct figures *f, struct nest *j, const struct line *l)
{
	struct facts fs;
	const struct fact *x;

	tell(&fs, f, l);
	for (x = fs.fact; x < fs.fact + fs.n; x++) {
		nest_key(j, x->key);
		if (x->form == FORM_TEXT)
			nest_text(j, x->text);
		else if (x->form == FORM_WHOLE)
			sbuf_int(j->out, x->v);
		else
			sbuf_micro(j->out, x->v);
	}
}

void
roster_json(const struct report *r, struct nest *j)
{
	const struct client **order;
	struct nest child;
	struct line l;
	size_t i, n;

	if (r->roster == 0)
		return;
	order = qoe_worst(r->fold, r->roster, &n);
	nest_key(j, "per_client");
	nest_list(j);
	for (i = 0; i < n; i++) {
		nest_item(j);
		nest_object(j, &child);
		line_make(&l, r, order[i]);
		put_object(r->figures, &child, &l);
		line_free(&l);
		nest_end(&child);
	}
	nest_list_end(j);
	free(order);
}

static void
put_score(struct sbuf *b, uint32_t score)
{
	if (score == SCORE_NONE)
		sbuf_printf(b, "%7s", "-");
	else
		sbuf_printf(b, "%7.1f", score / 1e6);
}

static void
put_account(struct sbuf *b, const struct account *own)
{
	struct sbuf ttfb = { 0 };

	if (own->ttfbs > 0)
		text_time(&ttfb, own->ttfb_us / own->ttfbs);
	else
		sbuf_char(&ttfb, '-');
	sbuf_printf(b, "%10u%8u%10u%10.*s", own->segments, own->errors,
	    own->rebuffers, (int)ttfb.n, ttfb.p);
	sbuf_free(&ttfb);
}

static void
put_header(const struct report *r, struct sbuf *b)
{
	sbuf_printf(b, "\n%-12s%7s", r->roster != 0 ? "Client" : "Worst",
	    "score");
	if (r->fold->clients.accounts)
		sbuf_printf(b, "%10s%8s%10s%10s", "segments", "errors",
		    "rebuffers", "ttfb");
	sbuf_str(b, "  why\n");
}

static void
put_row(const struct report *r, struct sbuf *b, const struct line *l)
{
	const char *addr = part_text(r->figures, BY_ADDR, l->client->addr);

	sbuf_printf(b, "%-12.*s", (int)l->name.n, l->name.p);
	put_score(b, l->score);
	if (l->own != NULL)
		put_account(b, l->own);
	sbuf_str(b, "  ");
	text_safe(b, sbuf_view(&l->why));
	if (*addr != '\0') {
		sbuf_str(b, l->why.n > 0 ? ", " : "");
		sbuf_str(b, "server ");
		text_safe(b, slice_str(addr));
	}
	if (l->agent.n > 0) {
		sbuf_str(b, ", ");
		text_safe(b, sbuf_view(&l->agent));
	}
	sbuf_char(b, '\n');
}

static int
is_due(const struct report *r, uint32_t score, size_t place)
{
	if (r->roster != 0)
		return 1;
	return place < WORST && score < SCORE_EXCELLENT;
}

void
roster_rows(const struct report *r, struct sbuf *b)
{
	const struct client **order;
	struct line l;
	size_t i, n;
	int header = 0, due = 1;

	order = qoe_worst(r->fold, r->roster != 0 ? r->roster : WORST, &n);
	for (i = 0; i < n && due; i++) {
		line_make(&l, r, order[i]);
		due = is_due(r, l.score, i);
		if (due && !header++)
			put_header(r, b);
		if (due)
			put_row(r, b, &l);
		line_free(&l);
	}
	free(order);
}
