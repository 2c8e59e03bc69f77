/*
 * Names of hosts without a rule: what a redirect or a playlist leads to.
 * getaddrinfo(3) blocks, so a process of its own asks, one name after the
 * other, and what it says is kept for a while: a swarm asks for few names, each
 * thousands of times. It stays out of the way of those who need no lookup;
 * a slow name holds up other new names only.
 */
#ifndef NAMES_H
#define NAMES_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

#include "rule.h"

#define NAME_ADDRESSES 8

/* What the process says: EAI_ code or 0, addresses in order of preference. */
struct name_answer {
	int error;
	int n;
	struct address addr[NAME_ADDRESSES];
};

enum name_state { NAME_QUEUED, NAME_ASKED, NAME_KNOWN };

struct name {
	char host[HOST_BYTES];
	enum name_state state;
	int64_t until_us;	/* KNOWN: ask again then */
	struct name_answer answer;
};

struct names {
	pid_t pid;		/* the process */
	int fd;			/* to and from the process, to be polled */
	struct name **name;	/* each owned */
	size_t n;
	struct name *asked;	/* that is being looked up, or NULL */
	struct name_answer in;	/* what came of its answer so far */
	size_t in_bytes;
};

/* Forks the process, which ends with the caller: 0, or -1 with errno. */
int names_open(struct names *t);
/* Ends and reaps it. */
void names_close(struct names *t);

/*
 * What is known of a host now; NULL where it must be waited for, or where
 * there are too many names (*full).
 */
const struct name_answer *names_get(struct names *t, const char *host,
    int64_t now_us, int *full);

/*
 * fd is readable: 1 when an answer came, 0 when not yet, -1 when the process
 * is gone.
 */
int names_read(struct names *t, int64_t now_us);

#endif
