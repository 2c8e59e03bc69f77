/*
 * Keys of a list.
 */
#include <string.h>

#include "list.h"

static void
sort_by(struct list *l, int column)
{
	l->sort = (column + l->columns) % l->columns;
	l->reverse = 0;
}

int
list_letter(struct list *l, char c)
{
	switch (c) {
	case 's':
		sort_by(l, l->sort + 1);
		break;
	case 'S':
		sort_by(l, l->sort - 1);
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
		list_unfilter(l);
		l->typing = 0;
		break;
	case KEY_ENTER:
		l->typing = 0;
		break;
	default:
		return list_move(l, key);
	}
	l->top = 0;
	return 1;
}

int
list_move(struct list *l, enum key key)
{
	switch (key) {
	case KEY_UP:
		l->top--;
		break;
	case KEY_DOWN:
		l->top++;
		break;
	case KEY_PAGE_UP:
		l->top -= l->page;
		break;
	case KEY_PAGE_DOWN:
		l->top += l->page;
		break;
	case KEY_HOME:
		l->top = 0;
		break;
	case KEY_END:
		l->top = l->rows;
		break;
	default:
		return 0;
	}
	list_clamp(l, l->rows, l->page);
	return 1;
}

void
list_clamp(struct list *l, int rows, int page)
{
	l->rows = rows;
	l->page = page;
	if (l->top > rows - page)
		l->top = rows - page;
	if (l->top < 0)
		l->top = 0;
}

int
list_unfilter(struct list *l)
{
	if (l->filter[0] == '\0')
		return 0;
	l->filter[0] = '\0';
	l->top = 0;
	return 1;
}
