/*
 * Numbers with units, exactly, and every form of a threshold, good and bad.
 */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "text/amount.h"
#include "figures/parts.h"
#include "figures/plan.h"
#include "judge/rules.h"
#include "judge/threshold.h"
#include "clock.h"

static struct slice
text(const char *s)
{
	return (struct slice){ s, strlen(s) };
}

static int
amounts_to(const char *s, enum metric_unit unit, int64_t whole, int64_t micro)
{
	struct slice rest = text(s);
	struct amount a;

	return amount_take(&rest, unit, &a) >= 0 && rest.n == 0 &&
	    a.whole == whole && a.micro == micro;
}

static int
refused(const char *s, enum metric_unit unit)
{
	struct slice rest = text(s);
	struct amount a;

	return amount_take(&rest, unit, &a) < 0 || rest.n > 0;
}

static void
test_amounts(void)
{
	CHECK(amounts_to("500ms", UNIT_SECONDS, 0, 500000));
	CHECK(amounts_to("4 s", UNIT_SECONDS, 4, 0));
	CHECK(amounts_to("1.5m", UNIT_SECONDS, 90, 0));
	CHECK(amounts_to("1h", UNIT_SECONDS, 3600, 0));
	CHECK(amounts_to("700 us", UNIT_SECONDS, 0, 700));
	CHECK(amounts_to("0.25", UNIT_SECONDS, 0, 250000));
	CHECK(amounts_to("-1.5s", UNIT_SECONDS, -2, 500000));
	CHECK(amounts_to("0.1 %", UNIT_RATIO, 0, 1000));
	CHECK(amounts_to("95%", UNIT_RATIO, 0, 950000));
	CHECK(amounts_to("0.95", UNIT_RATIO, 0, 950000));
	CHECK(amounts_to("1.5K", UNIT_ONE, 1500, 0));
	CHECK(amounts_to("2 M", UNIT_ONE, 2000000, 0));
	CHECK(amounts_to("3G", UNIT_ONE, INT64_C(3000000000), 0));
	CHECK(amounts_to("0.5", UNIT_ONE, 0, 500000));
	CHECK(amounts_to("20 TB", UNIT_BYTES, INT64_C(20000000000000), 0));
	CHECK(amounts_to("2KiB", UNIT_BYTES, 2048, 0));
	CHECK(amounts_to("1.5MiB", UNIT_BYTES, 1572864, 0));
	CHECK(amounts_to("10 MB", UNIT_BYTES, 10000000, 0));
	CHECK(amounts_to("50/s", UNIT_PER_SECOND, 50, 0));
	CHECK(amounts_to("1.2 K/s", UNIT_PER_SECOND, 1200, 0));
	CHECK(amounts_to("8 Mbit/s", UNIT_BYTES_PER_SECOND, 1000000, 0));
	CHECK(amounts_to("1bit/s", UNIT_BYTES_PER_SECOND, 0, 125000));
	CHECK(amounts_to("8Mbit/s", UNIT_BITS_PER_SECOND, 8000000, 0));
	CHECK(amounts_to("2 GB/s", UNIT_BYTES_PER_SECOND, 2000000000, 0));
	CHECK(amounts_to("4.5", UNIT_DECIMAL, 4, 500000));

	CHECK(refused("500ms", UNIT_ONE));
	CHECK(refused("5 %", UNIT_SECONDS));
	CHECK(refused("5K", UNIT_BYTES));
	CHECK(refused("5 Ms", UNIT_SECONDS));
	CHECK(refused("ms", UNIT_SECONDS));
	CHECK(refused("1.2.3", UNIT_SECONDS));
	CHECK(refused("", UNIT_SECONDS));
	CHECK(refused("9000000000000 TB", UNIT_BYTES));
}

static void
test_scale(void)
{
	struct amount a = { 0, 131000 }, b = { 10, 0 };

	CHECK(amount_scale(&a, 1100000) == 0 && a.whole == 0 &&
	    a.micro == 144100);
	CHECK(amount_scale(&b, 950000) == 0 && b.whole == 9 &&
	    b.micro == 500000);
	b = (struct amount){ INT64_MAX / 2, 0 };
	CHECK(amount_scale(&b, 2000000) != 0);
	a = amount_of(UNIT_BYTES, INT64_MAX);
	b = amount_of(UNIT_SECONDS, INT64_MAX);
	CHECK(amount_cmp(&a, &b) > 0 && amount_cmp(&b, &a) < 0);
	a = amount_of(UNIT_SECONDS, -1);
	b = (struct amount){ 0, 0 };
	CHECK(a.whole == -1 && a.micro == 999999 && amount_cmp(&a, &b) < 0);
}

static struct threshold t;

static int
reads(const char *s)
{
	struct sbuf why = { 0 };
	int r;

	threshold_free(&t);
	r = threshold_read(&t, text(s), &why);
	if (r != 0)
		printf("%s: %.*s\n", s, (int)why.n, why.p);
	sbuf_free(&why);
	return r == 0;
}

/* It is refused, and for that reason. */
static int
says(const char *s, const char *what)
{
	struct sbuf why = { 0 };
	struct threshold bad;
	int r = threshold_read(&bad, text(s), &why), ok;

	sbuf_char(&why, '\0');
	ok = r != 0 && strstr(why.p, what) != NULL;
	if (!ok)
		printf("%s: %s\n", s, why.p);
	if (r == 0)
		threshold_free(&bad);
	sbuf_free(&why);
	return ok;
}

static void
test_forms(void)
{
	CHECK(reads("segment.ttfb.p95 < 500ms"));
	CHECK(t.what.id == M_SEGMENT_TTFB && t.what.stat >= 0 &&
	    t.op == OP_LT && t.limit.micro == 500000 &&
	    t.what.window == LOOKUP_AUTO && !threshold_is_live(&t));
	CHECK(reads("  segment.loss.ratio<0.1%\t"));
	CHECK(strcmp(t.text, "segment.loss.ratio<0.1%") == 0);
	CHECK(t.limit.whole == 0 && t.limit.micro == 1000);
	CHECK(reads("http.code.503 <= 5") && t.op == OP_LE &&
	    t.what.id == METRICS && t.what.status == 503);
	CHECK(reads("clients.running >= 190") && t.op == OP_GE);
	CHECK(reads("segment.rate > 10/s") && t.op == OP_GT);
	CHECK(reads("startup.fail == 0") && t.op == OP_EQ);
	CHECK(reads("startup.fail != 1") && t.op == OP_NE);
	CHECK(reads("segment.ttfb.p95 < 1 s over 10s for 5s after 1m stop"));
	CHECK(t.what.window == LOOKUP_SLIDING &&
	    t.what.width_us == 10 * SECOND_US && t.for_us == 5 * SECOND_US &&
	    t.after_us == 60 * SECOND_US && t.stop && threshold_is_live(&t));
	CHECK(reads("segment.ttfb.p95 < 1s stop over all"));
	CHECK(t.what.window == LOOKUP_ALL && t.stop && t.limit.whole == 1);
	CHECK(reads("segment.ttfb.p95 < 1s over steady") &&
	    t.what.window == LOOKUP_STEADY && !threshold_is_live(&t));
	CHECK(reads("segment.loss.ratio{group=a news/1} < 1 % stop") &&
	    t.what.dimension == BY_GROUP &&
	    slice_eq(t.what.part, SLICE("a news/1")));
	CHECK(reads("http.throughput > 1 Gbit/s") &&
	    t.limit.whole == 125000000);
}

/* A bare number is a count, a rate, a decimal, a ratio below 1, or 0. */
static void
test_units(void)
{
	static const char *const plain[] = {
		"segment.count < 5", "segment.count < 0.5", "segment.rate > 2",
		"viewers.speed.p50 > 0.95", "qoe.score.mean > 80",
		"rebuffer.ratio < 0.01", "rebuffer.ratio == 0",
		"rebuffer.ratio < 0.0", "hls.stale.time == 0",
		"hls.stale.time == 0.000", "http.bytes > 0", "http.bitrate > 0",
		"http.throughput > 0", "rebuffer.ratio < 100 %",
		"segment.ttfb.p95 < baseline * 1.1",
	};
	size_t i;

	for (i = 0; i < COUNT(plain); i++)
		CHECK(reads(plain[i]));
	CHECK(says("segment.ttfb.p95 < 500", "\"500\": no value of "
	    "segment.ttfb.p95 (units: us ms s m h); did you mean 500ms or "
	    "500s?"));
	CHECK(says("segment.ttfb.p95 < 0.5 over 10s",
	    "\"0.5\": no value of segment.ttfb.p95"));
	CHECK(says("segment.ttfb.p95<-5", "\"-5\": no value"));
	CHECK(says("rebuffer.ratio < 1", "\"1\": no value of rebuffer.ratio "
	    "(units: %, or a decimal below 1); did you mean 1% or 100%?"));
	CHECK(says("rebuffer.ratio < 5", "did you mean 5%?"));
	CHECK(says("rebuffer.ratio < 1.5", "did you mean 1.5%?"));
	CHECK(says("segment.size.p95 < 500", "did you mean 500kB or 500MB?"));
	CHECK(says("http.throughput > 5", "did you mean 5MB/s or 5Mbit/s?"));
	CHECK(says("http.bitrate > 5", "did you mean 5kbit/s or 5Mbit/s?"));
	CHECK(!says("http.bitrate > fast", "did you mean"));
}

static void
test_warnings(void)
{
	CHECK(reads("warn: segment.ttfb.p95 < 500ms") && t.warn);
	CHECK(strcmp(t.text, "warn: segment.ttfb.p95 < 500ms") == 0 &&
	    strcmp(t.rule, "segment.ttfb.p95 < 500ms") == 0);
	CHECK(reads(" warn:http.error.ratio{group=a} < 1% over all") &&
	    t.warn && t.what.dimension == BY_GROUP);
	CHECK(reads("segment.ttfb.p95 < 500ms") && !t.warn &&
	    t.rule == t.text);
	CHECK(says("warn: segment.ttfb.p95 < 500ms stop",
	    "\"stop\": a warning ends no run"));
	CHECK(says("warn:", "does not begin with a figure"));
	CHECK(says("warn: warn: segment.count > 1", "no such figure"));
	CHECK(says("warn segment.count > 1", "no such figure"));
	CHECK(says("warn: clients.running{group=news} > 1",
	    "\"clients.running{group=news}\": a state"));
}

static void
test_baseline(void)
{
	CHECK(reads("segment.ttfb.p95 < baseline") && t.factor == 1000000);
	CHECK(reads("segment.ttfb.p95 < baseline * 1.1 over all") &&
	    t.factor == 1100000 && t.what.window == LOOKUP_ALL);
	CHECK(reads("segment.ttfb.p95 <baseline*1.1") && t.factor == 1100000);
	CHECK(reads("segment.ttfb.p95 < baseline + 10 %") &&
	    t.factor == 1100000);
	CHECK(reads("segment.rate > baseline - 5%") && t.factor == 950000);
	CHECK(says("segment.rate > baseline - 100%", "leaves nothing"));
	CHECK(says("segment.rate > baseline * fast", "none of"));
}

static void
test_mistakes(void)
{
	CHECK(says("segment.tfb.p95 < 1s",
	    "\"segment.tfb.p95\": no such figure (segment.ttfb.p95?)"));
	CHECK(says("nothing.like.it.at.all < 1", "no such figure"));
	CHECK(!says("nothing.like.it.at.all < 1", "?"));
	CHECK(says("segment.ttfb < 1s", "is a distribution"));
	CHECK(says("segment.ttfb.p5 < 1s", "no such figure"));
	CHECK(says("http.code.200 < 1", "400 to 999"));
	CHECK(says("segment.count < 500ms", "no value of segment.count"));
	CHECK(says("segment.count < 500ms", "K M G"));
	CHECK(says("segment.ttfb.p95 < fast", "\"fast\": no value"));
	CHECK(says("segment.ttfb.p95 <", "lacks the value"));
	CHECK(says("segment.ttfb.p95", "lacks a comparison"));
	CHECK(says("segment.ttfb.p95 = 1s", "none of < <="));
	CHECK(says("segment.ttfb.p95 < 1s over soon", "\"soon\": no window"));
	CHECK(says("segment.ttfb.p95 < 1s over 500ms", "no window"));
	CHECK(says("segment.ttfb.p95 < 1s over", "\"\": no window"));
	CHECK(says("segment.ttfb.p95 < 1s for 0", "no duration"));
	CHECK(says("segment.ttfb.p95 < 1s for", "no duration"));
	CHECK(says("segment.ttfb.p95 < 1s please", "\"please\": none of over"));
	CHECK(says("segment.ttfb.p95 < 1s stop stop", "stands twice"));
	CHECK(says("segment.loss.ratio{group=news} < 1% over 10s",
	    "\"segment.loss.ratio{group=news}\": figures of a part are of"));
	CHECK(says("clients.running{group=news} > 1", "whole swarm"));
	CHECK(says("segment.loss.ratio{city=x} < 1%", "no such label"));
	CHECK(says("segment.loss.ratio{group=} < 1%", "needs a value"));
	CHECK(says("segment.loss.ratio{group=a < 1%", "lacks its }"));
	CHECK(says("< 1s", "does not begin with a figure"));
	CHECK(says("", "does not begin with a figure"));
	CHECK(says("segment.ttfb.p95 < 1s\033[2J", "plain ASCII"));
}

/* What the built-in list says can be read back, windows are planned. */
static void
test_rules(void)
{
	struct rules a = { 0 };
	struct rules none = { 0 };
	struct sbuf first = { 0 }, second = { 0 };
	struct plan plan;

	rules_file(&a, "test", "default");
	CHECK(a.n == 6);
	rules_print(&a, &first);
	rules_print(&none, &second);
	CHECK(slice_eq(sbuf_view(&first), sbuf_view(&second)));
	CHECK(rules_baseline(&a) == NULL);
	rules_add(&a, "test", SLICE("segment.rate > baseline over 90s"));
	CHECK(rules_baseline(&a) != NULL);
	plan_default(&plan);
	rules_plan(&a, &plan);
	CHECK(plan.n == 6 && plan.width[4].us == 90 * SECOND_US &&
	    !plan.width[4].shown);
	sbuf_free(&first);
	sbuf_free(&second);
	rules_free(&a);
}

int
main(void)
{
	test_amounts();
	test_scale();
	test_forms();
	test_units();
	test_warnings();
	test_baseline();
	test_mistakes();
	test_rules();
	threshold_free(&t);
	return check_result();
}
