/*
 * What a viewer's values are, for those who must not show them: lines as
 * redact.h has them.
 */
#ifndef SECRETS_H
#define SECRETS_H

#include "command.h"

/*
 * Appends those of a process: each field that something names, and where the
 * URL has it with other text in one piece. Nothing without --values.
 */
void secrets_of(struct sbuf *b, const char *url, const struct who *who);

#endif
