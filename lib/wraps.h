/*
 * WRAPS before a function says that its unsigned arithmetic is meant to lose
 * bits at the top, as that of a hash: all other that does is a fault, which
 * "make variants" tells of.
 */
#ifndef WRAPS_H
#define WRAPS_H

#ifdef __clang__
#define WRAPS __attribute__((no_sanitize("unsigned-integer-overflow", \
	"unsigned-shift-base")))
#else
#define WRAPS
#endif

#endif
