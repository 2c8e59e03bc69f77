/*
 * replay FILE...: runs the target over stored inputs, without a fuzzing
 * engine. It names each file first, so that the last name printed is that of
 * the input that ended it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ealloc.h"
#include "target.h"

#define INPUT_MAX 1048576

/* The file in memory of just its size: who reads past its end is caught. */
static int
replay(FILE *f)
{
	static unsigned char buf[INPUT_MAX];
	size_t n = fread(buf, 1, sizeof(buf), f);
	unsigned char *input;

	if (ferror(f))
		return -1;
	input = ezalloc(n, 1);
	memcpy(input, buf, n);
	LLVMFuzzerTestOneInput(input, n);
	free(input);
	return 0;
}

int
main(int argc, char **argv)
{
	int i, bad;

	for (i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "rb");

		puts(argv[i]);
		(void)fflush(stdout);
		bad = f == NULL || replay(f) != 0;
		if (bad)
			fprintf(stderr, "replay: %s: %s\n", argv[i],
			    strerror(errno));
		if (f != NULL)
			(void)fclose(f);
		if (bad)
			return 1;
	}
	return argc < 2;
}
