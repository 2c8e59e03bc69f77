/*
 * A table of last words, by their beginnings. It is looked at for each line of
 * a bare log, so the first letter decides for most.
 */
#include "ending.h"
#include "text/logline.h"
#include "text/words.h"

/* What is the same errno everywhere, or FFmpeg's own; and what is not. */
static const struct {
	struct slice text;
	int code;
	bool of_linux;
} errors[] = {
	{ SLICE_INIT("Server returned "), 8, false },
	{ SLICE_INIT("Option not found"), 8, false },
	{ SLICE_INIT("Protocol not found"), 8, false },
	{ SLICE_INIT("Decoder not found"), 8, false },
	{ SLICE_INIT("Encoder not found"), 8, false },
	{ SLICE_INIT("Demuxer not found"), 8, false },
	{ SLICE_INIT("Stream not found"), 8, false },
	{ SLICE_INIT("Invalid data found when processing input"), 183, false },
	{ SLICE_INIT("End of file"), 187, false },
	{ SLICE_INIT("Immediate exit requested"), 0, false },
	{ SLICE_INIT("Invalid argument"), 234, false },
	{ SLICE_INIT("Input/output error"), 251, false },
	{ SLICE_INIT("I/O error"), 251, false },
	{ SLICE_INIT("No such file or directory"), 254, false },
	{ SLICE_INIT("Operation not permitted"), 255, false },
	{ SLICE_INIT("Permission denied"), 243, false },
	{ SLICE_INIT("Broken pipe"), 224, false },
	{ SLICE_INIT("Connection refused"), 145, true },
	{ SLICE_INIT("Connection timed out"), 146, true },
	{ SLICE_INIT("Operation timed out"), 146, true },
	{ SLICE_INIT("Connection reset by peer"), 152, true },
	{ SLICE_INIT("Network is unreachable"), 155, true },
	{ SLICE_INIT("No route to host"), 143, true },
	{ SLICE_INIT("Host is unreachable"), 143, true },
	{ SLICE_INIT("Cannot assign requested address"), 157, true },
	{ SLICE_INIT("Address not available"), 157, true },
	{ SLICE_INIT("Unknown error occurred"), -1, false },
	{ SLICE_INIT("Error number "), -1, false },
};

/* The number of an error by its text, or COUNT(errors). */
static size_t
error_of(struct slice text)
{
	size_t i;

	for (i = 0; i < COUNT(errors); i++)
		if (slice_starts(text, errors[i].text))
			break;
	return i;
}

static void
by_itself(struct ending *e, int64_t code)
{
	e->itself = true;
	e->code = code;
}

/* "5.1.9-0+deb12u1 Copyright ..."; daily builds have no number but a date */
static void
on_version(struct ending *e, struct slice rest)
{
	int64_t major, minor = 0;
	struct slice more;

	e->informed = true;
	slice_skip(&rest, SLICE("n"));
	if (words_number(rest, &major) != 0 || major == 0 || major > 99)
		return;
	words_number_after(rest, SLICE("."), &minor, &more);
	e->era = major < 6 || (major == 6 && minor == 0) ? ERA_OLD : ERA_NEW;
}

/* Those of Apple's and FreeBSD's are other compilers; Windows has no texts. */
static void
on_compiler(struct ending *e, struct slice rest)
{
	e->linux_errno = slice_starts(rest, SLICE("gcc"));
}

/* Lines of info, or of an input that is being opened */
static void
on_info(struct ending *e, struct slice rest)
{
	(void)rest;
	e->informed = true;
}

static void
on_opened(struct ending *e, struct slice rest)
{
	(void)rest;
	e->opened = true;
}

/* "575kB audio:65kB subtitle:0kB ... muxing overhead: unknown" */
static void
on_done(struct ending *e, struct slice rest)
{
	if (!words_after(rest, SLICE("muxing overhead"), &rest))
		return;
	e->done = true;
	if (!e->itself)
		by_itself(e, 0);
}

/* "-875574520", as its main() returns it */
static void
on_code(struct ending *e, struct slice rest)
{
	int negative = slice_skip(&rest, SLICE("-"));
	int64_t code;

	if (words_number(rest, &code) == 0)
		by_itself(e, (negative ? -code : code) & 0xff);
}

/* What it returns when stopped while it opened, the line before has told. */
static void
on_signal(struct ending *e, struct slice rest)
{
	(void)rest;
	e->signalled = true;
	if (e->done)
		e->code = 255;
}

static void
on_hard_exit(struct ending *e, struct slice rest)
{
	(void)rest;
	e->signalled = true;
	e->code = 123;
}

/* The code of an error that both eras put so, by its text. */
static int64_t
code_of(const struct ending *e, struct slice text)
{
	size_t i = error_of(text);

	if (e->era == ERA_OLD)
		return 1;
	if (e->era == ERA_UNKNOWN || i == COUNT(errors) ||
	    (errors[i].of_linux && !e->linux_errno))
		return -1;
	return errors[i].code;
}

/* "Conversion failed!", or one of which the text is in another line */
static void
on_failed(struct ending *e, struct slice rest)
{
	(void)rest;
	by_itself(e, e->era == ERA_OLD ? 1 : -1);
}

static void
on_usage(struct ending *e, struct slice rest)
{
	(void)rest;
	by_itself(e, 1);
}

/* mpv's "End of file)", with its exit status by its page. */
static void
on_mpv(struct ending *e, struct slice rest)
{
	static const struct {
		struct slice why;
		int code;
	} ends[] = {
		{ SLICE_INIT("End of file)"), 0 },
		{ SLICE_INIT("Errors when loading file)"), 2 },
		{ SLICE_INIT("Some errors happened)"), 3 },
	};
	size_t i;

	e->signalled |= slice_eq(rest, SLICE("Quit)"));
	for (i = 0; i < COUNT(ends); i++)
		if (slice_eq(rest, ends[i].why))
			by_itself(e, ends[i].code);
}

/* "Option not found" */
static void
on_error(struct ending *e, struct slice rest)
{
	e->signalled |= slice_starts(rest, SLICE("Immediate exit"));
	by_itself(e, code_of(e, rest));
}

/* "Server returned 404 Not Found", as it is put from 6.1 on */
static void
on_input(struct ending *e, struct slice rest)
{
	e->era = ERA_NEW;
	on_error(e, rest);
}

/* "' matches no streams."; from 6.1 on another line follows */
static void
on_no_stream(struct ending *e, struct slice rest)
{
	if (words_after(rest, SLICE("' matches no streams."), &rest))
		on_failed(e, rest);
}

/* What FFmpeg never says of the reading of media. */
static bool
is_refusal(struct slice text)
{
	return slice_starts(text, SLICE("Server returned ")) ||
	    slice_starts(text, SLICE("Connection refused"));
}

/*
 * "://h/l.m3u8: Server returned 404 Not Found": the input could not be opened.
 * Once it is open that is an error of reading, and the closing lines still
 * come. Above info the log does not show whether it was: it was not, where
 * nothing else has been said. So it was put up to 6.0, and so ffprobe puts it.
 */
static void
on_url(struct ending *e, struct slice rest)
{
	struct slice text = rest;
	bool sure;

	if (e->opened || !words_after(rest, SLICE("://"), &text))
		return;
	while (words_after(text, SLICE(": "), &text))
		if (error_of(text) < COUNT(errors))
			break;
	if (error_of(text) == COUNT(errors))
		return;
	sure = e->informed || is_refusal(text);
	if (!sure && (e->other || (!e->asked &&
	    slice_starts(text, SLICE("Input/output error")))))
		return;
	e->signalled |= slice_starts(text, SLICE("Immediate exit"));
	by_itself(e, sure ? 1 : -1);
}

static const struct {
	struct slice begins;
	void (*take)(struct ending *, struct slice rest);
} lines[] = {
	{ SLICE_INIT("At least one output file must be"), on_usage },
	{ SLICE_INIT("Conversion failed!"), on_failed },
	{ SLICE_INIT("Error opening input: "), on_input },
	{ SLICE_INIT("Error opening input files: "), on_error },
	{ SLICE_INIT("Error opening output files: "), on_error },
	{ SLICE_INIT("Error splitting the argument list: "), on_error },
	{ SLICE_INIT("Error when loading first segment"), on_info },
	{ SLICE_INIT("Exiting... ("), on_mpv },
	{ SLICE_INIT("Exiting normally, received signal "), on_signal },
	{ SLICE_INIT("Exiting with exit code "), on_code },
	{ SLICE_INIT("Input #"), on_info },
	{ SLICE_INIT("Opening '"), on_info },
	{ SLICE_INIT("Output #"), on_opened },
	{ SLICE_INIT("Received > 3 system signals, hard"), on_hard_exit },
	{ SLICE_INIT("Skip ('#EXT"), on_info },
	{ SLICE_INIT("Stream map '"), on_no_stream },
	{ SLICE_INIT("Stream mapping:"), on_opened },
	{ SLICE_INIT("  built with "), on_compiler },
	{ SLICE_INIT("built with "), on_compiler },
	{ SLICE_INIT("ffmpeg stats and "), on_info },
	{ SLICE_INIT("ffmpeg version "), on_version },
	{ SLICE_INIT("frame="), on_opened },
	{ SLICE_INIT("http"), on_url },
	{ SLICE_INIT("size="), on_opened },
	{ SLICE_INIT("video:"), on_done },
};

/* A line about a connection: there may have been no answer so far. */
static bool
is_connection(const struct logline *l)
{
	return slice_lists(SLICE("tcp,tls,http,https"), ',', l->name) &&
	    !slice_starts(l->text, SLICE("Stream ends prematurely"));
}

void
ending_begin(struct ending *e)
{
	*e = (struct ending){ .code = -1 };
}

void
ending_note(struct ending *e, struct slice line)
{
	struct logline l = { 0 };
	size_t i;

	line = slice_from(line, logline_date(line));
	logline_read(&l, line);
	e->informed |= l.level != LEVEL_NONE && l.level <= LEVEL_INFO;
	for (i = 0; i < COUNT(lines) && l.text.n > 0; i++) {
		const struct slice *begins = &lines[i].begins;

		if (l.text.p[0] == begins->p[0] &&
		    slice_starts(l.text, *begins)) {
			lines[i].take(e, slice_from(l.text, begins->n));
			return;
		}
	}
	if (is_connection(&l))
		e->asked = true;
	else
		e->other |= l.text.n > 0;
}

enum exit_reason
ending_reason(const struct ending *e)
{
	return e->itself && !e->signalled ? EXIT_ITSELF : EXIT_SHUTDOWN;
}
