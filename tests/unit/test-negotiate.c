/*
 * Accept fields as clients send them, and what they get.
 */
#include "check.h"
#include "http/negotiate.h"

#define PROTO "application/vnd.google.protobuf;" \
	"proto=io.prometheus.client.MetricFamily;encoding=delimited"

static const struct {
	const char *accept;
	enum format format;
} cases[] = {
	{ "", FORMAT_TEXT },
	{ "*/*", FORMAT_TEXT },
	/* Prometheus 2.42, without and with native histograms. */
	{ "application/openmetrics-text;version=1.0.0,"
	    "application/openmetrics-text;version=0.0.1;q=0.75,"
	    "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", FORMAT_OPENMETRICS },
	{ PROTO ",application/openmetrics-text;version=1.0.0;q=0.8,"
	    "application/openmetrics-text;version=0.0.1;q=0.75,"
	    "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", FORMAT_PROTOBUF },
	/* Prometheus 3. */
	{ "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;"
	    "q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
	    "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
	    "text/plain;version=0.0.4;q=0.2,*/*;q=0.1", FORMAT_OPENMETRICS },
	{ "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
	    FORMAT_TEXT },
	{ "text/plain", FORMAT_TEXT },
	{ "text/plain; version=\"0.0.4\"", FORMAT_TEXT },
	{ "application/openmetrics-text", FORMAT_OPENMETRICS },
	{ "application/openmetrics-text, */*", FORMAT_OPENMETRICS },
	{ "*/*, application/openmetrics-text", FORMAT_OPENMETRICS },
	{ "application/openmetrics-text;version=0.0.1", FORMAT_TEXT },
	{ "application/openmetrics-text;q=0.4,text/plain;q=0.5", FORMAT_TEXT },
	{ "text/plain;q=0,application/openmetrics-text;q=0.001",
	    FORMAT_OPENMETRICS },
	{ "*/*;q=0.5,text/plain;q=0.1", FORMAT_OPENMETRICS },
	{ "Application/VND.Google.Protobuf ; Proto = "
	    "io.prometheus.client.MetricFamily ; Encoding=delimited",
	    FORMAT_PROTOBUF },
	{ PROTO ";q=0.3,text/plain;q=0.30", FORMAT_TEXT },
	{ "application/vnd.google.protobuf;encoding=text", FORMAT_TEXT },
	{ "application/vnd.google.protobuf;proto=other.Message", FORMAT_TEXT },
	/* Nothing of ours, and nonsense. */
	{ "image/png", FORMAT_TEXT },
	{ "text/plain;q=0", FORMAT_TEXT },
	{ ",,;;q=;=,/,*;q=2,\"", FORMAT_TEXT },
	{ "application/openmetrics-text;q=x", FORMAT_OPENMETRICS },
	{ "application/openmetrics-text;q=0.9999999,text/plain;q=1",
	    FORMAT_TEXT },
};

int
main(void)
{
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		struct negotiation n = { 0 };
		struct slice accept = slice_str(cases[i].accept);

		negotiate_add(&n, accept);
		CHECK(negotiate_format(&n) == cases[i].format);
		if (negotiate_format(&n) != cases[i].format)
			printf("  %s\n", cases[i].accept);
	}
	return check_result();
}
