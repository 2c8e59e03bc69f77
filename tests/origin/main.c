/*
 * An HTTP origin for tests, the demo and measurements: HLS from segments that
 * were made once, faults on request, and a log that is true to the
 * microsecond. One thread, one loop. It speaks HTTP/1.1 as FFmpeg, curl and
 * browsers do; it is no server for the open network.
 */
#include <sys/resource.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "listen.h"
#include "options.h"
#include "server.h"
#include "sig.h"

/* As many connections as the system lets us have. */
static void
raise_limit(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) != 0)
		return;
	r.rlim_cur = r.rlim_max;
	setrlimit(RLIMIT_NOFILE, &r);
}

static int
open_log(const char *path)
{
	int fd;

	if (path == NULL)
		return -1;
	if (strcmp(path, "-") == 0)
		return STDOUT_FILENO;
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND |
	    O_CLOEXEC, 0666);
	if (fd < 0)
		die_errno("%s", path);
	return fd;
}

static int64_t
later(int64_t now, int64_t us)
{
	return us == POLLER_NEVER ? POLLER_NEVER : now + us;
}

static void
open_signals(struct server *s, int listener)
{
	int fd = sig_open();

	if (fd < 0 || server_open(s, listener, fd) != 0)
		die_errno("cannot poll");
	sig_catch(SIGINT);
	sig_catch(SIGTERM);
	sig_ignore(SIGPIPE);
}

/* A reader of the log that has gone is no failure of ours. */
static int
log_result(const struct out *log)
{
	if (log->error == 0 || log->error == EPIPE)
		return 0;
	errno = log->error;
	msg_errno("the log");
	return 1;
}

int
main(int argc, char **argv)
{
	static struct server s;
	struct options o;
	int fd, port;

	die_name("origin");
	options_read(&o, argc, argv);
	media_load(&s.site.media, o.media);
	if (o.cast != NULL)
		cast_load(&s.site.cast, o.cast);
	s.site.publishing = o.publishing;
	raise_limit();
	fd = listen_on(o.listen);
	s.log.fd = open_log(o.log);
	open_signals(&s, fd);
	s.rules = o.rules;
	s.awaited = o.awaited;
	s.idle_us = o.idle_us;
	s.link.rate_bytes = o.rate_bytes;
	s.site.timeline = (struct timeline){ .start_us = clock_mono(),
		.end_us = later(clock_mono(), o.end_us),
		.window = o.publishing.window };
	s.stop_us = later(clock_mono(), o.run_us);
	port = listen_announce(fd);
	if (o.port_file != NULL)
		listen_port_file(o.port_file, port);
	server_run(&s);
	server_close(&s);
	media_free(&s.site.media);
	cast_free(&s.site.cast);
	rules_free(o.rules);
	return log_result(&s.log);
}
