/*
 * Keys of a list.
 */
#include <limits.h>
#include <string.h>

#include "list.h"

int
list_letter(struct list *l, char c)
{
	switch (c) {
	case 's':
		if (l->columns > 0)
			l->sort = (l->sort + 1) % l->columns;
		l->reverse = 0;
		break;
	case 'r':
		l->reverse = !l->reverse;
		break;
	case '/':
		l->typing = 1;
		l->filter[0] = '\0';
		break;
	default:
		return 0;
	}
	l->top = 0;
	return 1;
}

int
list_type(struct list *l, enum key key, char c)
{
	size_t n = strlen(l->filter);

	switch (key) {
	case KEY_CHAR:
		if (n + 1 >= sizeof(l->filter))
			return 0;
		l->filter[n] = c;
		l->filter[n + 1] = '\0';
		break;
	case KEY_ERASE:
		if (n > 0)
			l->filter[n - 1] = '\0';
		break;
	case KEY_ESCAPE:
		l->filter[0] = '\0';
		l->typing = 0;
		break;
	case KEY_ENTER:
		l->typing = 0;
		break;
	default:
		return 0;
	}
	l->top = 0;
	return 1;
}

int
list_move(struct list *l, enum key key, int page)
{
	switch (key) {
	case KEY_UP:
		l->top--;
		break;
	case KEY_DOWN:
		l->top++;
		break;
	case KEY_PAGE_UP:
		l->top -= page;
		break;
	case KEY_PAGE_DOWN:
		l->top += page;
		break;
	case KEY_HOME:
		l->top = 0;
		break;
	case KEY_END:
		l->top = INT_MAX / 2;
		break;
	default:
		return 0;
	}
	return 1;
}

void
list_clamp(struct list *l, int n, int page)
{
	if (l->top > n - page)
		l->top = n - page;
	if (l->top < 0)
		l->top = 0;
}
