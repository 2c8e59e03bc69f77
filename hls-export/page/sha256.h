/*
 * SHA-256 (FIPS 180-4), for the Content-Security-Policy of a page whose script
 * and style stand in it: they are named by their hashes.
 */
#ifndef SHA256_H
#define SHA256_H

#include "sbuf.h"
#include "slice.h"

/* Appends the hash of a text in base64, as a policy has it. */
void sha256_base64(struct sbuf *b, struct slice text);

#endif
