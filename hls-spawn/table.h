/*
 * hls-spawn's options: what they are called, and where their values go.
 */
#ifndef TABLE_H
#define TABLE_H

#include "opt/opt.h"

extern const struct program options_program;

#endif
