/*
 * The statuses an origin or its rules are likely to send.
 */
#include "reason.h"
#include "slice.h"

const char *
reason(int status)
{
	static const struct {
		int status;
		const char *text;
	} tab[] = {
		{ 200, "OK" }, { 204, "No Content" },
		{ 206, "Partial Content" },
		{ 301, "Moved Permanently" }, { 302, "Found" },
		{ 304, "Not Modified" }, { 307, "Temporary Redirect" },
		{ 308, "Permanent Redirect" }, { 400, "Bad Request" },
		{ 401, "Unauthorized" }, { 403, "Forbidden" },
		{ 404, "Not Found" }, { 405, "Method Not Allowed" },
		{ 408, "Request Timeout" }, { 410, "Gone" },
		{ 416, "Range Not Satisfiable" },
		{ 429, "Too Many Requests" },
		{ 431, "Request Header Fields Too Large" },
		{ 500, "Internal Server Error" }, { 502, "Bad Gateway" },
		{ 503, "Service Unavailable" }, { 504, "Gateway Timeout" },
		{ 505, "HTTP Version Not Supported" },
	};
	size_t i;

	for (i = 0; i < COUNT(tab); i++)
		if (tab[i].status == status)
			return tab[i].text;
	return "Status";
}
