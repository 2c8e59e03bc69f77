/*
 * Words of FFmpeg's log lines; all of them views into the line.
 */
#include "num.h"
#include "words.h"

struct slice
words_until(struct slice s, char c)
{
	return (struct slice){ s.p, slice_find(s, c) };
}

int
words_after(struct slice s, struct slice word, struct slice *rest)
{
	for (; s.n >= word.n; s = slice_from(s, 1)) {
		if (s.p[0] == word.p[0] &&
		    memcmp(s.p, word.p, word.n) == 0) {
			*rest = slice_from(s, word.n);
			return 1;
		}
	}
	return 0;
}

struct slice
words_untagged(struct slice line)
{
	if (line.n > 0 && line.p[0] == '[') {
		slice_cut(&line, ']');
		slice_skip(&line, SLICE(" "));
	}
	return line;
}

int
words_number(struct slice s, int64_t *v)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return num_int((struct slice){ s.p, n }, 0, INT64_MAX, v);
}

int
words_number_after(struct slice s, struct slice word, int64_t *v,
    struct slice *rest)
{
	return words_after(s, word, rest) ? words_number(*rest, v) : -1;
}

const char *
words_reason(struct slice text)
{
	static const struct {
		struct slice text;
		const char *reason;
	} reasons[] = {
		{ { "Connection refused", 18 }, "refused" },
		{ { "Connection timed out", 20 }, "timeout" },
		{ { "Operation timed out", 19 }, "timeout" },
		{ { "Connection reset", 16 }, "reset" },
		{ { "Broken pipe", 11 }, "reset" },
		{ { "End of file", 11 }, "closed" },
		{ { "No route to host", 16 }, "unreachable" },
		{ { "Network is unreachable", 22 }, "unreachable" },
		{ { "Host is unreachable", 19 }, "unreachable" },
		{ { "Cannot assign requested", 23 }, "local" },
	};
	struct slice rest;
	size_t i;

	for (i = 0; i < COUNT(reasons); i++)
		if (words_after(text, reasons[i].text, &rest))
			return reasons[i].reason;
	return NULL;
}
