/*
 * The words of caches, as their documentation and their sources give them;
 * which server says what is a table in hls-event(5).
 */
#include "cache.h"
#include "words.h"

static const char *const names[] = {
	[CACHE_HIT] = "hit", [CACHE_MISS] = "miss",
	[CACHE_EXPIRED] = "expired", [CACHE_STALE] = "stale",
	[CACHE_REVALIDATED] = "revalidated", [CACHE_UPDATING] = "updating",
	[CACHE_BYPASS] = "bypass", [CACHE_DYNAMIC] = "dynamic",
};

/*
 * Without what parts them: TCP_REFRESH_HIT, hit-for-pass. The first that occurs
 * counts, as words are made of others: TCP_REFRESH_HIT is no plain hit.
 */
static const struct {
	struct slice word;
	enum cache_result result;
} words[] = {
	{ SLICE_INIT("clientrefreshmiss"), CACHE_MISS },
	{ SLICE_INIT("clientrefresh"), CACHE_MISS },
	{ SLICE_INIT("refreshfailerr"), CACHE_EXPIRED },
	{ SLICE_INIT("refreshfailhit"), CACHE_STALE },
	{ SLICE_INIT("refreshfailold"), CACHE_STALE },
	{ SLICE_INIT("reffailhit"), CACHE_STALE },
	{ SLICE_INIT("refreshmodified"), CACHE_EXPIRED },
	{ SLICE_INIT("refreshmiss"), CACHE_EXPIRED },
	{ SLICE_INIT("expiredmiss"), CACHE_EXPIRED },
	{ SLICE_INIT("expiredhit"), CACHE_REVALIDATED },
	{ SLICE_INIT("refreshunmodified"), CACHE_REVALIDATED },
	{ SLICE_INIT("refreshhit"), CACHE_REVALIDATED },
	{ SLICE_INIT("refresh"), CACHE_REVALIDATED },
	{ SLICE_INIT("revalidated"), CACHE_REVALIDATED },
	{ SLICE_INIT("revalidate"), CACHE_REVALIDATED },
	{ SLICE_INIT("hitformiss"), CACHE_MISS },
	{ SLICE_INIT("hitmiss"), CACHE_MISS },
	{ SLICE_INIT("hitforpass"), CACHE_BYPASS },
	{ SLICE_INIT("hitpass"), CACHE_BYPASS },
	{ SLICE_INIT("expired"), CACHE_EXPIRED },
	{ SLICE_INIT("stale"), CACHE_STALE },
	{ SLICE_INIT("updating"), CACHE_UPDATING },
	{ SLICE_INIT("dynamic"), CACHE_DYNAMIC },
	{ SLICE_INIT("bypass"), CACHE_BYPASS },
	{ SLICE_INIT("pass"), CACHE_BYPASS },
	{ SLICE_INIT("nocache"), CACHE_BYPASS },
	{ SLICE_INIT("nostore"), CACHE_BYPASS },
	{ SLICE_INIT("uncacheable"), CACHE_BYPASS },
	{ SLICE_INIT("disabled"), CACHE_BYPASS },
	{ SLICE_INIT("notcached"), CACHE_MISS },
	{ SLICE_INIT("uncached"), CACHE_MISS },
	{ SLICE_INIT("hit"), CACHE_HIT },
	{ SLICE_INIT("cached"), CACHE_HIT },
	{ SLICE_INIT("miss"), CACHE_MISS },
};

/* RFC 9211, 2.2: why a request went on to the next server. */
static const struct {
	struct slice word;
	enum cache_result result;
} forwards[] = {
	{ SLICE_INIT("stale"), CACHE_EXPIRED },
	{ SLICE_INIT("bypass"), CACHE_BYPASS },
	{ SLICE_INIT("method"), CACHE_BYPASS },
	{ SLICE_INIT("request"), CACHE_BYPASS },
	{ SLICE_INIT("miss"), CACHE_MISS },
	{ SLICE_INIT("uri-miss"), CACHE_MISS },
	{ SLICE_INIT("vary-miss"), CACHE_MISS },
	{ SLICE_INIT("partial"), CACHE_MISS },
};

const char *
cache_name(int result)
{
	return names[result];
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_letter(char c)
{
	return is_lower(c) || (c >= 'A' && c <= 'Z');
}

/* Whether a word ends between a and b: RefreshHit is of two. */
static bool
is_edge(char a, char b)
{
	return !is_letter(a) || !is_letter(b) || (is_lower(a) && !is_lower(b));
}

/* Whether s begins with a word, whatever parts and follows it. */
static bool
spells(struct slice s, struct slice word)
{
	size_t i = 0, k = 0;

	while (k < word.n && i < s.n) {
		if ((s.p[i] | 0x20) == word.p[k] && is_letter(s.p[i]))
			k++;
		else if (k == 0 || slice_find(SLICE("-_ "), s.p[i]) == 3)
			return false;
		i++;
	}
	return k == word.n && (i == s.n || is_edge(s.p[i - 1], s.p[i]));
}

static bool
has_word(struct slice s, struct slice word)
{
	char before = ' ';

	for (; s.n > 0; before = *s.p, s = slice_from(s, 1))
		if (is_edge(before, *s.p) && spells(s, word))
			return true;
	return false;
}

/* "HIT from edge-7": the name of the cache is no word of it. */
static enum cache_result
read_words(struct slice value)
{
	static const struct slice from = SLICE_INIT(" from ");
	struct slice rest;
	size_t i;

	if (words_after(value, from, &rest))
		value.n -= from.n + rest.n;
	for (i = 0; i < COUNT(words); i++)
		if (has_word(value, words[i].word))
			return words[i].result;
	return CACHE_UNKNOWN;
}

/* Offset of c in s where it is in no quoted string, or s.n. */
static size_t
find_bare(struct slice s, char c)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < s.n && (quoted || s.p[i] != c); i++) {
		if (quoted && s.p[i] == '\\')
			i++;
		else if (s.p[i] == '"')
			quoted = !quoted;
	}
	return i < s.n ? i : s.n;
}

/* Takes what stands before the next bare c, which goes too, off *s. */
static struct slice
cut_bare(struct slice *s, char c)
{
	struct slice before = { s->p, find_bare(*s, c) };

	*s = slice_from(*s, before.n < s->n ? before.n + 1 : before.n);
	return slice_trim(before);
}

/* The last of a list that says something: the cache nearest to the client. */
static struct slice
nearest(struct slice value)
{
	struct slice item, last = { value.p, 0 };

	while (value.n > 0) {
		item = cut_bare(&value, ',');
		if (!slice_only(item, SLICE("0123456789 \t")))
			last = item;
	}
	return last;
}

/* A reason of fwd=, and whether the next server confirmed what was there. */
static enum cache_result
forwarded(struct slice why, bool confirmed)
{
	size_t i;

	for (i = 0; i < COUNT(forwards); i++)
		if (slice_eq(why, forwards[i].word))
			return forwards[i].result == CACHE_EXPIRED &&
			    confirmed ? CACHE_REVALIDATED :
			    forwards[i].result;
	return CACHE_MISS;
}

/*
 * "Name; hit; ttl=9" or "Name; fwd=uri-miss; stored". Some write a plain word
 * into this header.
 */
static enum cache_result
read_status(struct slice value)
{
	struct slice part, all = value, why = { value.p, 0 };
	bool hit = false, confirmed = false, stale = false;

	cut_bare(&value, ';');
	while (value.n > 0) {
		part = cut_bare(&value, ';');
		hit |= slice_eq(part, SLICE("hit"));
		confirmed |= slice_eq(part, SLICE("fwd-status=304"));
		stale |= slice_starts(part, SLICE("ttl=-"));
		if (slice_skip(&part, SLICE("fwd=")))
			why = part;
	}
	if (why.n > 0)
		return forwarded(why, confirmed);
	if (hit)
		return stale ? CACHE_STALE : CACHE_HIT;
	return find_bare(all, ';') == all.n ? read_words(all) : CACHE_UNKNOWN;
}

/* The value of a code, or 0: small letters name codes, one byte each. */
static char
code(struct slice codes, char name)
{
	size_t i = slice_find(codes, name);

	return i + 1 < codes.n ? codes.p[i + 1] : '\0';
}

/*
 * "http/1.1 edge (ApacheTrafficServer/9.2 [uScHs f p eN:t cCHp s ])": c is what
 * the cache had, s what came of the server behind it.
 */
static enum cache_result
read_via(struct slice value)
{
	char server;

	slice_cut(&value, '[');
	value = slice_until(slice_until(value, ':'), ']');
	server = code(value, 's');
	switch (code(value, 'c')) {
	case 'H':		/* in cache, fresh */
	case 'R':		/* in cache, fresh, in memory */
		return CACHE_HIT;
	case 'S':		/* in cache, stale */
		return server == 'N' ? CACHE_REVALIDATED :
		    server == 'E' ? CACHE_STALE : CACHE_EXPIRED;
	case 'A':		/* in cache, not acceptable */
	case 'M':
		return CACHE_MISS;
	case ' ':		/* not looked for */
		return server == 'S' ? CACHE_BYPASS : CACHE_UNKNOWN;
	default:
		return CACHE_UNKNOWN;
	}
}

/* "123 45": the transaction that answers, and the one that filled the cache */
static enum cache_result
read_varnish(struct slice value)
{
	struct slice first = slice_cut(&value, ' ');

	if (first.n == 0 || !slice_only(first, SLICE(DIGITS)) ||
	    !slice_only(value, SLICE(DIGITS)))
		return CACHE_UNKNOWN;
	return value.n > 0 ? CACHE_HIT : CACHE_MISS;
}

/* "cdn-cache;desc=HIT, edge;dur=2", or "cdn-cache-hit, cdn-pop;desc=FRA" */
static enum cache_result
read_timing(struct slice value)
{
	while (value.n > 0) {
		struct slice item = cut_bare(&value, ',');

		if (slice_begins(item, SLICE("cdn-cache")))
			return read_words(slice_from(item, 9));
	}
	return CACHE_UNKNOWN;
}

static enum cache_result
read_value(enum cache_header from, struct slice value)
{
	switch (from) {
	case CACHE_STATUS:
		return read_status(nearest(value));
	case CACHE_VIA:
		return read_via(nearest(value));
	case CACHE_VARNISH:
		return read_varnish(slice_trim(slice_from(value,
		    slice_behind(value, ','))));
	case CACHE_TIMING:
		return read_timing(value);
	default:
		return read_words(nearest(value));
	}
}

void
cache_note(struct cache *c, enum cache_header from, struct slice value)
{
	enum cache_result result;

	if (from < c->from)
		return;
	result = read_value(from, value);
	if (result != CACHE_UNKNOWN)
		*c = (struct cache){ (unsigned char)from,
			(unsigned char)result };
}
