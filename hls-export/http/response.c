/*
 * The few statuses and headers that this server uses.
 */
#include <string.h>
#include <time.h>

#include "response.h"

const char *
response_status(int status)
{
	static const struct {
		int status;
		const char *line;
	} all[] = {
		{ 200, "200 OK\n" },
		{ 400, "400 Bad Request\n" },
		{ 404, "404 Not Found\n" },
		{ 405, "405 Method Not Allowed\n" },
		{ 408, "408 Request Timeout\n" },
		{ 414, "414 URI Too Long\n" },
		{ 421, "421 Misdirected Request\n" },
		{ 431, "431 Request Header Fields Too Large\n" },
		{ 501, "501 Not Implemented\n" },
		{ 503, "503 Service Unavailable\n" },
		{ 505, "505 HTTP Version Not Supported\n" },
	};
	size_t i;

	for (i = 0; i < COUNT(all); i++)
		if (all[i].status == status)
			return all[i].line;
	return "500 Internal Server Error\n";
}

static void
date(struct sbuf *b)
{
	char text[64];
	time_t now = time(NULL);
	struct tm tm;

	if (gmtime_r(&now, &tm) != NULL && strftime(text, sizeof(text),
	    "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &tm) > 0)
		sbuf_str(b, text);
}

void
response_head(struct sbuf *b, const struct response *r)
{
	const char *line = response_status(r->status);

	sbuf_printf(b, "HTTP/1.1 %.*s\r\n", (int)strcspn(line, "\n"), line);
	date(b);
	sbuf_printf(b, "Content-Type: %s\r\n"
	    "X-Content-Type-Options: nosniff\r\n"
	    "Cache-Control: no-store\r\n", r->type);
	if (r->end == RESPONSE_LENGTH)
		sbuf_printf(b, "Content-Length: %zu\r\n", r->length);
	else if (r->end == RESPONSE_CHUNKS)
		sbuf_str(b, "Transfer-Encoding: chunked\r\n");
	if (r->vary != NULL)
		sbuf_printf(b, "Vary: %s\r\n", r->vary);
	if (r->policy != NULL)
		sbuf_printf(b, "Content-Security-Policy: %s\r\n", r->policy);
	if (r->status == 405)
		sbuf_str(b, "Allow: GET, HEAD\r\n");
	sbuf_printf(b, "Connection: %s\r\n\r\n",
	    r->keep_alive ? "keep-alive" : "close");
}
