/*
 * Keys that move a list, keys that are letters, and the filter's line, where
 * letters are text.
 */
#include <string.h>

#include "clock.h"
#include "input.h"
#include "stream/figure.h"
#include "stream/stretch.h"

/* What < and > choose between. */
static const int64_t refreshes_us[] = {
	0, 2 * SECOND_US, 5 * SECOND_US, 10 * SECOND_US, 30 * SECOND_US,
};

static void
refresh(struct view *v, int step)
{
	int i, n = COUNT(refreshes_us), at = 0;

	for (i = 0; i < n; i++)
		if (refreshes_us[i] <= v->refresh_us)
			at = i;
	at += step;
	if (at >= 0 && at < n)
		v->refresh_us = refreshes_us[at];
}

static void
go(struct view *v, int id)
{
	v->id = (enum view_id)((id + VIEWS) % VIEWS);
	v->help = 0;
}

/* What is not full is passed over: it has the figures of all. */
static void
next_window(struct view *v)
{
	if (v->block != NULL)
		v->chosen = stretch_next(v->block, stretch_of(v->block,
		    v->chosen));
}

static enum input
letter(struct view *v, char c)
{
	if (c >= '1' && c < '1' + VIEWS) {
		go(v, c - '1');
		return INPUT_CHANGED;
	}
	if (orders_letter(&v->orders, c, v->block == NULL ? 0 :
	    figure(v->block, W_ALL, M_CLIENTS_TARGET)))
		return INPUT_CHANGED;
	switch (c) {
	case 'q':
		return INPUT_QUIT;
	case 'p':
		return INPUT_PAUSE;
	case 'w':
		next_window(v);
		return INPUT_CHANGED;
	case '?':
	case 'h':
		v->help = !v->help;
		return INPUT_CHANGED;
	case 'e':
		v->error = !v->error;
		return INPUT_CHANGED;
	case '>':
		refresh(v, 1);
		return INPUT_CHANGED;
	case '<':
		refresh(v, -1);
		return INPUT_CHANGED;
	}
	return v->id == VIEW_CLIENTS && list_letter(&v->clients, c) ?
	    INPUT_CHANGED : INPUT_NONE;
}

/* What Esc closes: help and the error, else the filter. */
static enum input
escape_key(struct view *v)
{
	if (v->help || v->error) {
		v->help = v->error = 0;
		return INPUT_CHANGED;
	}
	return v->id == VIEW_CLIENTS && list_unfilter(&v->clients) ?
	    INPUT_CHANGED : INPUT_NONE;
}

enum input
input_key(struct view *v, enum key key, char c)
{
	if (key != KEY_NONE)
		v->orders.said[0] = '\0';
	if (v->orders.prompt != ORDERS_NONE && key != KEY_REPAINT)
		return orders_type(&v->orders, key, c) ? INPUT_CHANGED :
		    INPUT_NONE;
	if (v->clients.typing && key != KEY_REPAINT)
		return list_type(&v->clients, key, c) ? INPUT_CHANGED :
		    INPUT_NONE;
	switch (key) {
	case KEY_CHAR:
		return letter(v, c);
	case KEY_TAB:
		go(v, (int)v->id + 1);
		return INPUT_CHANGED;
	case KEY_BACKTAB:
		go(v, (int)v->id - 1);
		return INPUT_CHANGED;
	case KEY_REPAINT:
		return INPUT_REPAINT;
	case KEY_ESCAPE:
		return escape_key(v);
	default:
		break;
	}
	return v->id == VIEW_CLIENTS && list_move(&v->clients, key) ?
	    INPUT_CHANGED : INPUT_NONE;
}
