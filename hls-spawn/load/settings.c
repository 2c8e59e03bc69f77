/*
 * What follows from the settings, and words that they share with the records.
 */
#include "settings.h"

/* Beside two pipes for each client and each exporter. */
#define DESCRIPTORS_OWN 32

const char settings_host_bytes[] = "abcdefghijklmnopqrstuvwxyz0123456789"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ._-";

int64_t
settings_share(const struct options *o, int64_t n)
{
	return (n - o->slice + o->slices - 1) / o->slices;
}

int64_t
settings_slots(const struct options *o)
{
	return settings_share(o, o->clients);
}

int64_t
settings_slot(const struct options *o, int64_t i)
{
	return o->slice + i * o->slices;
}

/* Jitter may bunch the starts, and slots that come again too. */
struct rate_rule
settings_rate(const struct options *o, int64_t rate_micro)
{
	int64_t ours = rate_micro / o->slices;

	ours = ours > 0 ? ours : 1;
	return (struct rate_rule){ ours, o->jitter_us + 1000000000000 / ours };
}

int64_t
settings_descriptors(const struct options *o, int64_t clients)
{
	return 2 * clients + 2 * (int64_t)o->exporters.n + DESCRIPTORS_OWN;
}
