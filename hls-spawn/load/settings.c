/*
 * What follows from the settings, and words that they share with the records.
 */
#include "settings.h"

const char settings_host_bytes[] = "abcdefghijklmnopqrstuvwxyz0123456789"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ._-";

int64_t
settings_slots(const struct options *o)
{
	return (o->clients - o->slice + o->slices - 1) / o->slices;
}

int64_t
settings_slot(const struct options *o, int64_t i)
{
	return o->slice + i * o->slices;
}
