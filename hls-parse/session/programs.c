/*
 * FFmpeg lists each program with its streams behind it.
 */
#include "programs.h"

void
programs_add(struct programs *p)
{
	if (p->n == PROGRAMS_MAX)
		p->odd = true;
	else
		p->first[p->n++] = p->streams;
}

void
programs_stream(struct programs *p, int64_t i)
{
	p->odd |= p->n == 0 || i != p->streams || i == INT16_MAX;
	if (!p->odd)
		p->streams++;
}

void
programs_want(struct programs *p, int64_t i)
{
	int k;

	for (k = 0; k < p->n && p->first[k] <= i; k++)
		;
	if (k > 0 && i < p->streams)
		p->wanted |= UINT64_C(1) << (k - 1);
}

bool
programs_leave(const struct programs *p, size_t k, size_t n)
{
	return !p->odd && p->wanted != 0 && (size_t)p->n == n && k < n &&
	    (p->wanted >> k & 1) == 0;
}
