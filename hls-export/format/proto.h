/*
 * The wire format of Protocol Buffers, as far as it is written here
 * (protobuf.dev, Encoding). field is a field's number.
 */
#ifndef PROTO_H
#define PROTO_H

#include <stdint.h>

#include "sbuf.h"
#include "slice.h"

void proto_varint(struct sbuf *b, uint64_t v);
void proto_uint(struct sbuf *b, int field, uint64_t v);
/* sint32 and sint64: ZigZag. */
void proto_sint(struct sbuf *b, int field, int64_t v);
void proto_double(struct sbuf *b, int field, double v);
/* A string, or a message that stands in its own buffer. */
void proto_bytes(struct sbuf *b, int field, struct slice bytes);
void proto_str(struct sbuf *b, int field, const char *s);

#endif
