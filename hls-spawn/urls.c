/*
 * The URLs that clients play.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "line.h"
#include "stream/hide.h"
#include "values.h"

#define FILES ": viewers load over HTTP, so a file has to be served " \
	"(python3 -m http.server, for one)"

void
value_urls(const struct opt *o, const char *text, void *channels)
{
	int fd = open(text, O_RDONLY | O_CLOEXEC), n = 0;
	const char *wrong = NULL;
	struct slice s;
	struct line in;

	if (fd < 0)
		misuse("%s: %s: %s", o->name, text, strerror(errno));
	line_open(&in, fd, NULL);
	while (wrong == NULL && line_next(&in, &s)) {
		wrong = memchr(s.p, '\0', s.n) != NULL ? "a zero byte" :
		    channels_line(channels, s);
		n++;
	}
	if (in.error != 0)
		wrong = strerror(in.error);
	else if (in.too_long > 0)
		wrong = "a line is longer than 64 KiB";
	if (wrong != NULL)
		misuse("%s: %s, line %d: %s", o->name, text, n, wrong);
	if (((struct channels *)channels)->n == 0)
		misuse("%s: %s: no URL in it", o->name, text);
	line_close(&in);
	close(fd);
}

/* FFmpeg alone would play it. */
static int
is_file(const char *url)
{
	return slice_begins(slice_str(url), SLICE("file:")) ||
	    access(url, F_OK) == 0;
}

void
value_url(const struct options *o, char *url)
{
	char *p;

	if (*url == '\0')
		misuse("the URL is empty");
	if (value_has_control(url))
		misuse("the URL holds line ends or control bytes");
	if (o->command != NULL)
		return;
	if (!slice_begins(slice_str(url), SLICE("http://")) &&
	    !slice_begins(slice_str(url), SLICE("https://")))
		misuse("\"%s\" is no URL that begins with http:// or "
		    "https://%s", value_hidden(url, hide_url),
		    is_file(url) ? FILES : "");
	for (p = url; *p != ':'; p++)
		*p = (char)tolower((unsigned char)*p);
}
