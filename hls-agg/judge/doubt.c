/*
 * The doubts of a whole run: the strains of its generator, and two more.
 */
#include "doubt.h"
#include "figures/figures.h"
#include "merge/fleet.h"
#include "strain.h"
#include "sum/sum.h"

const char *const doubt_names[DOUBTS] = {
	"lost", "late", "idle", "starts", "blocked", "ports", "descriptors",
	"hosts",
};

/*
 * Only at the end: before that a start that is due may wait for its turn, as
 * --ramp-rate asks. Those that were never made are taken back then.
 */
static int
starts(const struct judge *j, struct sbuf *b)
{
	const struct figures *f = j->on.figures;
	const struct gauge *g = f->gauge;
	int64_t asked = sum_add(f->asked, g[M_GENERATOR_ASKED].now);
	int64_t made = sum_add(f->made, g[M_GENERATOR_STARTS].now);

	if (f->end.n == 0 || !g[M_GENERATOR_STARTS].seen ||
	    asked <= 0 ||
	    strain_share(made, asked) >= j->rules.limits.starts)
		return 0;
	if (b == NULL)
		return 1;
	sbuf_printf(b, "%lld of %lld starts that were due were made, the limit "
	    "is ", (long long)made, (long long)asked);
	strain_percent(b, j->rules.limits.starts);
	return 1;
}

int
doubt_of_hosts(const struct judge *j, struct sbuf *why)
{
	/* One ended by our own threshold leaves no end behind. */
	int over = j->over && j->stopped == 0;

	return j->fleet == NULL ? 0 : fleet_doubt(j->fleet, over, why);
}

/* What hosts of a merge say of themselves, and what their streams do. */
static int
hosts(const struct judge *j, struct sbuf *b)
{
	return doubt_of_hosts(j, b) > 0;
}

enum doubt
doubt_of_strain(int strain)
{
	static const enum doubt doubts[STRAINS] = {
		[STRAIN_LOST] = DOUBT_LOST, [STRAIN_LATE] = DOUBT_LATE,
		[STRAIN_IDLE] = DOUBT_IDLE, [STRAIN_BLOCKED] = DOUBT_BLOCKED,
		[STRAIN_LOCAL] = DOUBT_LOCAL,
		[STRAIN_DESCRIPTORS] = DOUBT_DESCRIPTORS,
	};

	return doubts[strain];
}

/* -1 where it is none of a stretch. */
static int
strain_of(enum doubt d)
{
	int i;

	for (i = 0; i < STRAINS; i++)
		if (doubt_of_strain(i) == d)
			return i;
	return -1;
}

int
doubt_text(const struct judge *j, enum doubt d, struct sbuf *b)
{
	struct stretch whole = { &j->generator,
		&j->on.figures->windows.all, &j->rules.limits,
		j->on.figures->no_descriptor };
	int strain = strain_of(d);

	if (strain < 0)
		return d == DOUBT_STARTS ? starts(j, b) : hosts(j, b);
	if (!strain_fact(&whole, (enum strain)strain, b))
		return 0;
	if (b != NULL)
		strain_limit(&whole, (enum strain)strain, b);
	return 1;
}

int
doubt_next(const struct judge *j, unsigned *d, struct sbuf *b)
{
	b->n = 0;
	while (*d < DOUBTS)
		if (doubt_text(j, (enum doubt)(*d)++, b))
			return 1;
	sbuf_free(b);
	return 0;
}
