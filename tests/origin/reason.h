/*
 * The words behind a status, RFC 9110, 15.
 */
#ifndef REASON_H
#define REASON_H

/* "Not Found" of 404; "Status" for what is not listed. */
const char *reason(int status);

#endif
