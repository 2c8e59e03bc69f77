/*
 * The fields of a record, all read in one pass into the members of a struct.
 */
#ifndef FIELDS_H
#define FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "metric.h"
#include "slice.h"

/* How a field is read, and what it is stored as. */
enum form {
	FORM_TYPE,		/* enum transaction_type */
	FORM_NUMBER,		/* int64_t, 0 to a limit, else -1 */
	FORM_TIME,		/* int64_t, microseconds, else -1 */
	FORM_TEXT,		/* struct slice, as it is, still escaped */
	FORM_IS,		/* int, whether it is one certain word */
	FORM_NONE,		/* nothing: it is passed over */
};

#define FIELD_NAME_MAX 16

struct field_key {
	char name[FIELD_NAME_MAX];	/* with the = behind it */
	unsigned n;		/* bytes of that */
	unsigned beyond;	/* bits of eight bytes that are not of it */
	enum form form;
	size_t place;		/* in the struct */
	int64_t limit;
	struct slice word;
};

/* A name as the first three members. */
#define FIELD(lit) \
	lit "=", sizeof(lit), sizeof(lit) < 8 ? 64 - 8 * (sizeof(lit) & 7) : 0

/* n keys, in the order in which records have them, as a rule. */
struct field_keys {
	const struct field_key *key;
	size_t n;
};

/* Sets what rest has in the struct at to; of two of a key the last counts. */
void fields_read(const struct field_keys *ks, void *to, struct slice rest);

/* The type with the name s; what has none of the names is "other". */
enum transaction_type fields_type(struct slice s);

#endif
