/*
 * The table of what is known of an origin.
 */
#include "origin.h"

const struct origin_figure origin_figures[ORIGIN_FIGURES] = {
	[ORIGIN_CPU] = { "cpu", UNIT_RATIO, "origin_cpu_ratio", "cpu",
	    "share of the origin's processors that was busy" },
	[ORIGIN_MEMORY] = { "memory", UNIT_RATIO, "origin_memory_ratio",
	    "memory", "share of the origin's memory that was not available" },
	[ORIGIN_NET_IN] = { "net_in", UNIT_BYTES_PER_SECOND,
	    "origin_network_receive_bytes_per_second", "net in",
	    "bytes per second that the origin's devices received" },
	[ORIGIN_NET_OUT] = { "net_out", UNIT_BYTES_PER_SECOND,
	    "origin_network_transmit_bytes_per_second", "net out",
	    "bytes per second that the origin's devices sent" },
	[ORIGIN_CONNECTIONS] = { "connections", UNIT_ONE,
	    "origin_connections", "connections",
	    "connections of clients that the origin's server has open" },
	[ORIGIN_REQUESTS] = { "requests", UNIT_PER_SECOND,
	    "origin_requests_per_second", "requests/s",
	    "requests per second that the origin's server answered" },
};

int
origin_find(struct slice key)
{
	int id;

	for (id = 0; id < ORIGIN_FIGURES; id++)
		if (slice_eq(key, slice_str(origin_figures[id].key)))
			return id;
	return slice_starts(key, SLICE(ORIGIN_METRIC)) &&
	    key.n > sizeof(ORIGIN_METRIC) - 1 ? ORIGIN_FIGURES : -1;
}
