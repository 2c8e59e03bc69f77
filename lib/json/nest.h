/*
 * Writing JSON by dotted paths: neighbours that share the front of their paths
 * stand in one object. A path must not come back to an object once left.
 */
#ifndef NEST_H
#define NEST_H

#include "sbuf.h"
#include "slice.h"

struct nest {
	struct sbuf *out;
	struct sbuf at;		/* path of the object that is open; owned */
	int depth;
	int outer;		/* depth of what it stands in */
	int fresh;		/* nothing written in it yet */
};

void nest_begin(struct nest *j, struct sbuf *out);
/* Ends all that is open; the outermost object with a newline. */
void nest_end(struct nest *j);

/*
 * An object of its own as the next value of j, which waits until nest_end of
 * the child; or as the value of a key that may be any text.
 */
void nest_object(struct nest *j, struct nest *child);
void nest_child(struct nest *j, struct slice key, struct nest *child);

/* A key that may be any text and is no path; the value is next. */
void nest_name(struct nest *j, struct slice key);

/* Goes to where the path belongs and writes its key; the value is next. */
void nest_key(struct nest *j, const char *path);
/* A text value: bytes that are no UTF-8 become U+FFFD. */
void nest_text(struct nest *j, struct slice s);
/* A list as the next value: nest_item before each of its values. */
void nest_list(struct nest *j);
void nest_list_end(struct nest *j);
/* A new line at the current depth, with a comma if one is due. */
void nest_item(struct nest *j);

#endif
