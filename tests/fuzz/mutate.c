/*
 * Mutations of whole lines, besides libFuzzer's own of bytes: a line is
 * copied, moved, left out, or speaks of another context.
 */
#include <stdint.h>
#include <string.h>

/* libFuzzer's, which names it in no header of its own for C. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max,
    unsigned seed);

/* Start of the line that byte i is in. The first byte, the mode, is in none. */
static size_t
line_start(const uint8_t *data, size_t i)
{
	while (i > 1 && data[i - 1] != '\n')
		i--;
	return i;
}

static size_t
line_length(const uint8_t *data, size_t size, size_t start)
{
	const uint8_t *nl = memchr(data + start, '\n', size - start);

	return nl != NULL ? (size_t)(nl - data) + 1 - start : size - start;
}

static size_t
copy_line(uint8_t *data, size_t size, size_t from, size_t to)
{
	size_t n = line_length(data, size, from);

	memmove(data + to + n, data + to, size - to);
	memcpy(data + to, data + (from < to ? from : from + n), n);
	return size + n;
}

static size_t
drop_line(uint8_t *data, size_t size, size_t at)
{
	size_t n = line_length(data, size, at);

	memmove(data + at, data + at + n, size - at - n);
	return size - n;
}

static size_t
move_line(uint8_t *data, size_t size, size_t from, size_t to)
{
	size_t n = line_length(data, size, from);

	size = copy_line(data, size, from, to);
	return drop_line(data, size, from < to ? from : from + n);
}

/* "[http @ 0x5]": another digit, of the few that are likely to meet again. */
static void
other_context(uint8_t *line, size_t n, unsigned seed)
{
	size_t i;

	for (i = 0; i + 2 < n; i++)
		if (line[i] == '0' && line[i + 1] == 'x')
			line[i + 2] = (uint8_t)"0567"[seed % 4];
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	unsigned what = seed & 7, more = seed >> 3;
	size_t from, to, n;

	if (what < 4 || size < 2)
		return LLVMFuzzerMutate(data, size, max);
	from = line_start(data, 1 + more % (size - 1));
	to = line_start(data, 1 + more / (size - 1) % (size - 1));
	n = line_length(data, size, from);
	if (what == 4)
		return drop_line(data, size, from);
	if (what == 5)
		other_context(data + from, n, more);
	else if (size + n <= max)
		return (what == 6 ? copy_line : move_line)(data, size, from,
		    to);
	return size;
}
