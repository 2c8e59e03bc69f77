/*
 * Kept sorted: what is printed must not tell in which order it was asked for.
 */
#include "clock.h"
#include "num.h"
#include "plan.h"

#define WIDTH_MAX_US (3600 * SECOND_US)

static int
add(struct plan *p, int64_t us, int shown)
{
	size_t i = 0, k;

	while (i < p->n && p->width[i].us < us)
		i++;
	if (i < p->n && p->width[i].us == us) {
		p->width[i].shown |= shown;
		return 0;
	}
	if (p->n == PLAN_WIDTHS)
		return -1;
	for (k = p->n++; k > i; k--)
		p->width[k] = p->width[k - 1];
	p->width[i] = (struct plan_width){ us, shown };
	return 0;
}

void
plan_default(struct plan *p)
{
	struct slice word;

	plan_read(p, SLICE(PLAN_DEFAULT), &word);
}

int
plan_width(struct slice word, int64_t *us)
{
	int64_t v;

	if (num_duration(word, &v) != 0 || v < SECOND_US || v > WIDTH_MAX_US ||
	    v % SECOND_US != 0)
		return -1;
	*us = v;
	return 0;
}

int
plan_add(struct plan *p, int64_t us)
{
	return add(p, us, 0);
}

const char *
plan_read(struct plan *p, struct slice list, struct slice *word)
{
	int64_t us;

	*p = (struct plan){ 0 };
	do {
		*word = slice_cut(&list, ',');
		if (slice_eq(*word, SLICE("steady")))
			p->steady = 1;
		else if (slice_eq(*word, SLICE("all")))
			continue;
		else if (plan_width(*word, &us) != 0)
			return "is no window (1s to 1h in whole seconds, "
			    "steady, all)";
		else if (p->n == PLAN_LISTED)
			return "is one window too many (at most 8)";
		else
			add(p, us, 1);
	} while (list.n > 0);
	return NULL;
}
