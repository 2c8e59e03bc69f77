/*
 * The table of --values: its form, names in texts, and what must not be shown.
 */
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "ffmpeg/secrets.h"
#include "load/chance.h"

static void
refused(const char *text, int64_t line, const char *words)
{
	struct rows r = { 0 };
	const char *wrong = rows_read(&r, slice_str(text));

	checks++;
	if (wrong == NULL || strstr(wrong, words) == NULL || r.line != line) {
		printf("\"%s\": line %lld: %s\n", text, (long long)r.line,
		    wrong != NULL ? wrong : "taken");
		failures++;
	}
	rows_free(&r);
}

static int
field_is(const struct rows *r, size_t row, size_t column, const char *want)
{
	return slice_eq(rows_field(r, row, column), slice_str(want));
}

static void
test_read(void)
{
	struct rows r = { 0 };

	CHECK(rows_read(&r, SLICE("\xef\xbb\xbf" "a,b_2\r\n\r\n"
	    "1,\"x, \"\"y\"\"\"\r\n,\"\"\nz,\xc3\xa4")) == NULL);
	CHECK(r.columns == 2 && r.n == 3);
	CHECK(slice_eq(rows_name(&r, 1), SLICE("b_2")));
	CHECK(field_is(&r, 0, 0, "1") && field_is(&r, 0, 1, "x, \"y\""));
	CHECK(field_is(&r, 1, 0, "") && field_is(&r, 1, 1, ""));
	CHECK(field_is(&r, 2, 1, "\xc3\xa4") && r.line_of[2] == 5);
	rows_free(&r);
	refused("", 0, "empty");
	refused("\n\n", 2, "empty");
	refused("a,b\n", 1, "no row");
	refused("a,b\n1,2\n3\n", 3, "fewer");
	refused("a,b\r\n1,2,3\r\n", 2, "more fields");
	refused("a\n\"1\n2\"\n", 2, "not closed");
	refused("a\n\"1\"2\n", 2, "behind a closing");
	refused("a\n1\"2\n", 2, "does not begin");
	refused("a\nx\ty\n", 2, "control");
	refused("a\nx\ry\n", 2, "control");
	refused("a\nx\x7f\n", 2, "control");
	refused("a,1b\nx,y\n", 1, "column's name");
	refused("a,\nx,y\n", 1, "column's name");
	refused("a b\nx\n", 1, "column's name");
	refused("a,id\nx,y\n", 1, "no names");
	refused("progress\nx\n", 1, "no names");
	refused("a,b,a\nx,y,z\n", 1, "same name");
}

static void
test_zero(void)
{
	static const char text[] = "a\nx\0y\n";
	struct rows r = { 0 };

	CHECK(rows_read(&r, SLICE(text)) != NULL && r.line == 2);
	rows_free(&r);
}

static void
test_long(void)
{
	struct sbuf b = { 0 };
	struct rows r = { 0 };

	sbuf_printf(&b, "a\n%0*d\n", ROW_BYTES_MAX, 1);
	CHECK(rows_read(&r, sbuf_view(&b)) == NULL && r.n == 1);
	rows_free(&r);
	sbuf_printf(&b, "%0*d\n", ROW_BYTES_MAX + 1, 1);
	sbuf_char(&b, '\0');
	refused(b.p, 3, "longer than 16 KiB");
	sbuf_free(&b);
}

/* A hundred thousand. */
static void
test_many(void)
{
	struct sbuf b = { 0 };
	struct rows r = { 0 };
	int i;

	sbuf_str(&b, "token,n\n");
	for (i = 0; i < 100000; i++)
		sbuf_printf(&b, "token-%d,%d\n", i, i);
	CHECK(rows_read(&r, sbuf_view(&b)) == NULL && r.n == 100000);
	CHECK(field_is(&r, 99999, 0, "token-99999"));
	CHECK(field_is(&r, 0, 1, "0"));
	rows_free(&r);
	sbuf_free(&b);
}

static void
test_names(void)
{
	struct rows r = { 0 };
	struct sbuf b = { 0 };
	size_t n;

	CHECK(rows_read(&r, SLICE("tok,dev\nT{id},{tok}\n")) == NULL);
	CHECK(rows_column(&r, SLICE("{dev}x"), &n) == 1 && n == 5);
	CHECK(rows_column(&r, SLICE("{nix}"), &n) == -1 && n == 5);
	CHECK(rows_column(&r, SLICE("{tok"), &n) == -1 && n == 0);
	CHECK(rows_column(&r, SLICE("{a b}"), &n) == -1 && n == 0);
	CHECK(slice_eq(rows_unknown(&r, SLICE("a{id}{tok}{\"x\"}{nix}b")),
	    SLICE("{nix}")));
	CHECK(rows_unknown(&r, SLICE("{url}{run}{progress}{dev}")).n == 0);
	rows_use(&r, SLICE("http://h/{tok}"));
	CHECK(r.used[0] && !r.used[1]);
	/* What is filled in is not looked at again. */
	command_expand(&b, SLICE("{tok}/{dev}/{id}/{run}/{x}/{"),
	    (struct who){ 7, 2, &r, 0 });
	CHECK(slice_eq(sbuf_view(&b), SLICE("T{id}/{tok}/7/2/{x}/{")));
	sbuf_free(&b);
	rows_free(&r);
}

/* Lines of before, value, behind: fields that are named, pieces of the URL. */
static void
test_secrets(void)
{
	static const char url[] = "http://{edge}.test:8/u{n}-{id}/{n}{tok}/"
	    "{tok}?x={n}";
	struct rows r = { 0 };
	struct sbuf b = { 0 };
	struct who who = { 7, 0, &r, 0 };

	secrets_of(&b, url, &who);
	CHECK(b.n == 0);
	CHECK(rows_read(&r, SLICE("n,tok,edge,unused,none\n"
	    "1,abc,fr,u,\n")) == NULL);
	rows_use(&r, slice_str(url));
	rows_use(&r, SLICE("{none}"));
	secrets_of(&b, url, &who);
	CHECK(slice_eq(sbuf_view(&b), SLICE("\t1\t\n\tabc\t\n\tfr\t\n"
	    "\tfr\t.test\nu\t1\t-7\n\t1abc\t\n")));
	sbuf_free(&b);
	rows_free(&r);
}

static void
test_chance(void)
{
	int64_t i, n[3] = { 0, 0, 0 };

	for (i = 0; i < 3000; i++)
		n[chance_below((struct chance){ 1, CHANCE_VALUES, i, 0 }, 3)]++;
	CHECK(n[0] > 900 && n[1] > 900 && n[2] > 900);
}

int
main(void)
{
	test_read();
	test_zero();
	test_long();
	test_many();
	test_names();
	test_secrets();
	test_chance();
	return check_result();
}
