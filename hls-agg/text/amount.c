/*
 * Two integers instead of one: bytes in millionths would leave the range of
 * int64_t at 9 TB.
 */
#include "amount.h"
#include "num.h"

#define MILLION INT64_C(1000000)
#define BYTE_RATE UNIT_BYTES_PER_SECOND
#define BIT_RATE UNIT_BITS_PER_SECOND

/* times/over of the base unit. */
static const struct unit {
	struct slice name;
	enum metric_unit of;	/* the unit of figures that takes it */
	int64_t times, over;
} units[] = {
	{ SLICE_INIT("us"), UNIT_SECONDS, 1, MILLION },
	{ SLICE_INIT("ms"), UNIT_SECONDS, 1, 1000 },
	{ SLICE_INIT("s"), UNIT_SECONDS, 1, 1 },
	{ SLICE_INIT("m"), UNIT_SECONDS, 60, 1 },
	{ SLICE_INIT("h"), UNIT_SECONDS, 3600, 1 },
	{ SLICE_INIT("%"), UNIT_RATIO, 1, 100 },
	{ SLICE_INIT("K"), UNIT_ONE, 1000, 1 },
	{ SLICE_INIT("M"), UNIT_ONE, MILLION, 1 },
	{ SLICE_INIT("G"), UNIT_ONE, 1000 * MILLION, 1 },
	{ SLICE_INIT("/s"), UNIT_PER_SECOND, 1, 1 },
	{ SLICE_INIT("K/s"), UNIT_PER_SECOND, 1000, 1 },
	{ SLICE_INIT("M/s"), UNIT_PER_SECOND, MILLION, 1 },
	{ SLICE_INIT("B"), UNIT_BYTES, 1, 1 },
	{ SLICE_INIT("kB"), UNIT_BYTES, 1000, 1 },
	{ SLICE_INIT("MB"), UNIT_BYTES, MILLION, 1 },
	{ SLICE_INIT("GB"), UNIT_BYTES, 1000 * MILLION, 1 },
	{ SLICE_INIT("TB"), UNIT_BYTES, MILLION * MILLION, 1 },
	{ SLICE_INIT("KiB"), UNIT_BYTES, 1 << 10, 1 },
	{ SLICE_INIT("MiB"), UNIT_BYTES, 1 << 20, 1 },
	{ SLICE_INIT("GiB"), UNIT_BYTES, 1 << 30, 1 },
	{ SLICE_INIT("B/s"), BYTE_RATE, 1, 1 },
	{ SLICE_INIT("kB/s"), BYTE_RATE, 1000, 1 },
	{ SLICE_INIT("MB/s"), BYTE_RATE, MILLION, 1 },
	{ SLICE_INIT("GB/s"), BYTE_RATE, 1000 * MILLION, 1 },
	{ SLICE_INIT("bit/s"), BYTE_RATE, 1, 8 },
	{ SLICE_INIT("kbit/s"), BYTE_RATE, 125, 1 },
	{ SLICE_INIT("Mbit/s"), BYTE_RATE, 125000, 1 },
	{ SLICE_INIT("Gbit/s"), BYTE_RATE, 125 * MILLION, 1 },
	{ SLICE_INIT("bit/s"), BIT_RATE, 1, 1 },
	{ SLICE_INIT("kbit/s"), BIT_RATE, 1000, 1 },
	{ SLICE_INIT("Mbit/s"), BIT_RATE, MILLION, 1 },
	{ SLICE_INIT("Gbit/s"), BIT_RATE, 1000 * MILLION, 1 },
};

const char *
amount_units(enum metric_unit unit)
{
	static const char *const names[] = {
		[UNIT_ONE] = "K M G",
		[UNIT_BYTES] = "B kB MB GB TB KiB MiB GiB",
		[UNIT_SECONDS] = "us ms s m h",
		[UNIT_RATIO] = "%",
		[UNIT_PER_SECOND] = "/s K/s M/s",
		[UNIT_BYTES_PER_SECOND] =
		    "B/s kB/s MB/s GB/s bit/s kbit/s Mbit/s Gbit/s",
		[UNIT_BITS_PER_SECOND] = "bit/s kbit/s Mbit/s Gbit/s",
		[UNIT_DECIMAL] = "",
	};

	return names[unit];
}

int
amount_is_plain(enum metric_unit unit, const struct amount *a)
{
	switch (unit) {
	case UNIT_ONE:
	case UNIT_PER_SECOND:
	case UNIT_DECIMAL:
		return 1;
	case UNIT_RATIO:
		return a->whole == 0;
	default:
		return a->whole == 0 && a->micro == 0;
	}
}

void
amount_suggest(struct sbuf *b, enum metric_unit unit, struct slice number)
{
	static const char *const likely[][2] = {
		[UNIT_BYTES] = { "kB", "MB" },
		[UNIT_SECONDS] = { "ms", "s" },
		[UNIT_RATIO] = { "%", NULL },
		[UNIT_BYTES_PER_SECOND] = { "MB/s", "Mbit/s" },
		[UNIT_BITS_PER_SECOND] = { "kbit/s", "Mbit/s" },
		[UNIT_DECIMAL] = { NULL, NULL },
	};
	int i;

	for (i = 0; i < 2 && likely[unit][i] != NULL; i++) {
		sbuf_str(b, i > 0 ? " or " : "");
		sbuf_slice(b, number);
		sbuf_str(b, likely[unit][i]);
	}
	if (unit == UNIT_RATIO && slice_eq(number, SLICE("1")))
		sbuf_str(b, " or 100%");
}

static struct amount
of_micro(int64_t v)
{
	struct amount a = { v / MILLION, v % MILLION };

	if (a.micro < 0) {
		a.whole--;
		a.micro += MILLION;
	}
	return a;
}

struct amount
amount_of(enum metric_unit unit, int64_t v)
{
	if (unit == UNIT_ONE || unit == UNIT_BYTES)
		return (struct amount){ v, 0 };
	return of_micro(v);
}

int
amount_cmp(const struct amount *a, const struct amount *b)
{
	if (a->whole != b->whole)
		return a->whole < b->whole ? -1 : 1;
	return a->micro < b->micro ? -1 : a->micro > b->micro;
}

/* Times times, divided by over; both are positive. */
static int
multiply(struct amount *a, int64_t times, int64_t over)
{
	int64_t sign = a->whole < 0 ? -1 : 1, whole = sign * a->whole, rest;

	if (whole > INT64_MAX / 2 / times)
		return -1;
	/* The fraction's product stays under MILLION * MILLION * MILLION. */
	rest = whole * times % over * MILLION + sign * a->micro * times;
	a->whole = sign * (whole * times / over);
	*a = (struct amount){ a->whole, sign * (rest / over) };
	a->whole += a->micro / MILLION;
	a->micro %= MILLION;
	if (a->micro < 0) {
		a->whole--;
		a->micro += MILLION;
	}
	return 0;
}

int
amount_scale(struct amount *a, int64_t factor)
{
	return factor == 0 ? (*a = (struct amount){ 0, 0 }, 0) :
	    multiply(a, factor, MILLION);
}

static int
is_number(char c)
{
	return (c >= '0' && c <= '9') || c == '.' || c == '-';
}

static int
is_unit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '%' ||
	    c == '/';
}

static struct slice
take(struct slice *s, int (*is)(char))
{
	struct slice w = { s->p, 0 };

	while (w.n < s->n && is(w.p[w.n]))
		w.n++;
	*s = slice_from(*s, w.n);
	return w;
}

static const struct unit *
find(struct slice name, enum metric_unit unit)
{
	size_t i;

	for (i = 0; i < COUNT(units); i++)
		if (units[i].of == unit && slice_eq(units[i].name, name))
			return &units[i];
	return NULL;
}

int
amount_take(struct slice *s, enum metric_unit unit, struct amount *a)
{
	struct slice rest, number = take(s, is_number), word;
	const struct unit *u;
	int64_t v;

	if (num_micro(number, &v) != 0)
		return -1;
	*a = of_micro(v);
	rest = *s;
	while (rest.n > 0 && *rest.p == ' ')
		rest = slice_from(rest, 1);
	word = take(&rest, is_unit);
	u = find(word, unit);
	if (u == NULL)
		/* Right behind the number only a unit can stand. */
		return s->n > 0 && is_unit(*s->p) ? -1 : 1;
	*s = rest;
	return multiply(a, u->times, u->over);
}
