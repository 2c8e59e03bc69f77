/*
 * What the keys ask of the running load, hls-spawn's --control: one line at a
 * time, and a prompt for what has to be typed or asked first. Pure.
 */
#ifndef ORDERS_H
#define ORDERS_H

#include <stdint.h>

#include "term/key.h"

#define ORDERS_TEXT 10

enum orders_prompt {
	ORDERS_NONE, ORDERS_CLIENTS, ORDERS_RATE, ORDERS_STOP
};

/* Start from { 0 }. */
struct orders {
	int on;			/* there is somewhere to send them */
	enum orders_prompt prompt;
	char text[ORDERS_TEXT];	/* typed so far */
	char line[32];		/* to be sent; empty: none */
	char said[96];		/* what became of the last one, for a while */
	int paused;		/* we have paused the starts */
	int64_t clients;	/* that we asked for last, until the stream
				 * says so; -1: none */
	int64_t before;		/* that it said then */
};

/*
 * A letter; n clients are asked for by the stream. Ten per cent more or less,
 * at least one, are of what was asked for last: keys come faster than ticks.
 * 1 if it was one of ours. Where there is nowhere to send them, it is said how
 * that can be had.
 */
int orders_letter(struct orders *o, char c, int64_t n);

/* A key while there is a prompt; 1 if something has changed. */
int orders_type(struct orders *o, enum key key, char c);

/* What became of the line: wrong is NULL if it was sent. */
void orders_sent(struct orders *o, const char *wrong);

#endif
