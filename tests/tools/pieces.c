/*
 * pieces N: copies standard input to standard output in writes of N bytes,
 * for tests of readers that must not care where a read(2) ends.
 */
#include <stdlib.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	static char buf[65536];
	long size = argc > 1 ? strtol(argv[1], NULL, 10) : 1;
	ssize_t n;

	if (size < 1 || size > (long)sizeof(buf))
		return 2;
	while ((n = read(0, buf, (size_t)size)) > 0)
		if (write(1, buf, (size_t)n) != n)
			return 1;
	return n < 0;
}
