/*
 * What a fuzzing engine calls, and tests/fuzz/replay.c without one: runs the
 * program under test over one input. Aborts, with a message, where it breaks a
 * promise; returns 0.
 */
#ifndef TARGET_H
#define TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
