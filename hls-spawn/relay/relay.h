/*
 * The relay of --resolve: a process of its own, a forward proxy on the
 * loopback that http_proxy in FFmpeg's environment leads to. It connects those
 * who ask for a rule's HOST:PORT to the rule's ADDR, and all others where
 * their name leads; Host, SNI and the check of the certificate stay the
 * client's. https passes through end to end (CONNECT), http request by request.
 *
 * It serves the processes of its own user, see gate.h.
 *
 * A connection that cannot be made is answered with 502 (504: it timed out)
 * and a reason phrase that begins with "hls-relay:" and names the cause.
 */
#ifndef RELAY_H
#define RELAY_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

#include "machine/peer.h"
#include "rule.h"

struct relay {
	pid_t pid;		/* 0 once it was reaped */
	int port;		/* on 127.0.0.1 */
	int line;		/* the relay ends when this is closed */
	enum peer_way way;	/* how it keeps other users out */
	int64_t look_us;	/* that it takes to look at some of them */
};

/*
 * Forks it into a process group, and returns once it listens: 0, or -1 with
 * errno. It ignores INT, TERM and HUP, so that what is under way outlives the
 * clients' TERM, and never outlives its starter. Should it die, the starter
 * finds its pid with waitpid and sets it to 0.
 */
int relay_start(struct relay *r, const struct relay_rule *rules, size_t n,
    pid_t group);

/*
 * Ends and reaps it; its connections are cut. Also for one from { 0 }. How many
 * connections of other users it refused.
 */
int64_t relay_end(struct relay *r);

#endif
