/*
 * Words of FFmpeg's log lines; all of them views into the line.
 */
#include "num.h"
#include "words.h"

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
words_quoted(struct slice s, struct slice behind, struct slice *rest)
{
	size_t n = s.n < behind.n ? 0 : s.n - behind.n + 1;

	while (n > 0) {
		if (s.p[--n] != '\'' ||
		    !slice_starts(slice_from(s, n), behind))
			continue;
		*rest = slice_from(s, n + behind.n);
		return (struct slice){ s.p, n };
	}
	*rest = slice_from(s, s.n);
	return *rest;
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
		{ SLICE_INIT("Connection refused"), "refused" },
		{ SLICE_INIT("Connection timed out"), "timeout" },
		{ SLICE_INIT("Operation timed out"), "timeout" },
		{ SLICE_INIT("Connection reset"), "reset" },
		{ SLICE_INIT("Broken pipe"), "reset" },
		{ SLICE_INIT("End of file"), "closed" },
		{ SLICE_INIT("No route to host"), "unreachable" },
		{ SLICE_INIT("Network is unreachable"), "unreachable" },
		{ SLICE_INIT("Host is unreachable"), "unreachable" },
		{ SLICE_INIT("Cannot assign requested"), "local" },
	};
	struct slice rest;
	size_t i;

	for (i = 0; i < COUNT(reasons); i++)
		if (words_after(text, reasons[i].text, &rest))
			return reasons[i].reason;
	return NULL;
}
