/*
 * fork, and what lies between fork and exec: async-signal-safe calls only.
 */
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "child.h"
#include "ealloc.h"
#include "machine/descriptors.h"
#include "machine/platform.h"
#include "machine/stamped.h"
#include "sbuf.h"

extern char **environ;

static char **environment;

static void
complain(const char *path)
{
	const char *part[] = { "hls-spawn: ", path, ": ", strerror(errno),
		"\n" };
	size_t i;

	for (i = 0; i < COUNT(part); i++)
		if (write(STDERR_FILENO, part[i], strlen(part[i])) < 0)
			return;
}

static void
default_signals(void)
{
	struct sigaction sa = { .sa_handler = SIG_DFL };
	sigset_t none;
	int i;

	sigemptyset(&sa.sa_mask);
	for (i = 1; i <= SIGRTMAX; i++)
		sigaction(i, &sa, NULL);
	/* A TERM that came since the fork strikes here. */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The sources are all above 3 (descriptors_prepare), so none is overwritten. */
static int
arrange(const struct child *c)
{
	int nothing = open("/dev/null", O_RDWR);

	if (nothing < 0)
		return -1;
	if (dup2(c->in > 0 ? c->in : nothing, 0) < 0 ||
	    dup2(c->out < 0 ? nothing : c->out, 1) < 0 ||
	    dup2(c->err == CHILD_AS_OUT ? 1 : c->err < 0 ? nothing : c->err,
	    2) < 0 ||
	    dup2(c->progress < 0 ? nothing : c->progress, 3) < 0)
		/* cppcheck-suppress resourceLeak ; the child ends */
		return -1;
	return close(nothing);
}

static _Noreturn void
become(const struct child *c, pid_t parent)
{
	/* Outside the guard's group nobody would end it for sure. */
	if (setpgid(0, c->group) != 0 && getpgrp() != c->group)
		_exit(127);
	if (platform_die_with(parent) != 0 || arrange(c) != 0)
		_exit(127);
	setrlimit(RLIMIT_NOFILE, &descriptors_limit);
	/* A system that does not let it runs it as it is. */
	if (c->nice > 0)
		setpriority(PRIO_PROCESS, 0,
		    getpriority(PRIO_PROCESS, 0) + c->nice);
	default_signals();
	execve(c->path, c->argv, environment);
	complain(c->path);
	_exit(127);
}

/*
 * All signals are held during the fork: a handler that ran in the child before
 * it has its own dispositions would write into our self-pipe.
 */
static pid_t
start(const struct child *c)
{
	sigset_t all, before;
	pid_t self = getpid(), pid;
	int error;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	pid = fork();
	if (pid == 0)
		become(c, self);
	error = errno;
	if (pid > 0)
		setpgid(pid, c->group);
	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = error;
	return pid;
}

/* Without touching errno. */
static void
close_all(const int *fds, size_t n)
{
	int error = errno;
	size_t i;

	for (i = 0; i < n; i++)
		close(fds[i]);
	errno = error;
}

pid_t
child_piped(struct child *c, int *const to[], size_t n, int fds[])
{
	int ends[2], written[2];
	size_t i;
	pid_t pid;

	for (i = 0; i < n; i++) {
		if ((c->stamped ? stamped_pair(ends) :
		    descriptors_pipe(ends)) != 0) {
			close_all(fds, i);
			close_all(written, i);
			return -1;
		}
		fds[i] = ends[0];
		*to[i] = written[i] = ends[1];
	}
	pid = start(c);
	close_all(written, n);
	if (pid < 0)
		close_all(fds, n);
	return pid;
}

int
child_is_clean(int status)
{
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static char *
assignment(const char *name, const char *value)
{
	struct sbuf b = { 0 };

	sbuf_printf(&b, "%s=%s", name, value);
	sbuf_char(&b, '\0');
	return b.p;
}

int
child_environment(const char *proxy)
{
	static const struct slice log = SLICE_INIT(
	    "AV_LOG_FORCE_COLOR AV_LOG_FORCE_NOCOLOR FFREPORT");
	static const struct slice proxies = SLICE_INIT(
	    "http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY");
	static const struct slice exceptions = SLICE_INIT("no_proxy NO_PROXY");
	size_t i, n = 0;
	int taken = 0, other;

	for (i = 0; environ[i] != NULL;)
		i++;
	environment = ezalloc(i + 4, sizeof(*environment));
	for (i = 0; environ[i] != NULL; i++) {
		struct slice name = { environ[i], strcspn(environ[i], "=") };

		other = slice_lists(proxies, ' ', name);
		taken |= other;
		if (!other && !slice_lists(log, ' ', name) &&
		    !(proxy && slice_lists(exceptions, ' ', name)))
			environment[n++] = environ[i];
	}
	environment[n++] = assignment("AV_LOG_FORCE_NOCOLOR", "1");
	if (proxy != NULL) {
		environment[n++] = assignment("http_proxy", proxy);
		environment[n++] = assignment("https_proxy", proxy);
	}
	return taken;
}

static int
can_run(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return 0;
	if (!S_ISREG(st.st_mode)) {
		errno = EACCES;
		return 0;
	}
	return access(path, X_OK) == 0;
}

char *
child_find(const char *name)
{
	const char *dirs = getenv("PATH");
	struct slice left, dir;
	struct sbuf b = { 0 };
	int error = ENOENT;

	if (strchr(name, '/') != NULL)
		return can_run(name) ? estrdup(name) : NULL;
	if (dirs == NULL)
		dirs = "/usr/bin:/bin";
	left = slice_str(dirs);
	for (;;) {
		dir = (struct slice){ left.p, slice_find(left, ':') };
		b.n = 0;
		sbuf_slice(&b, dir.n > 0 ? dir : SLICE("."));
		sbuf_char(&b, '/');
		sbuf_slice(&b, (struct slice){ name, strlen(name) + 1 });
		if (*name != '\0' && can_run(b.p))
			return b.p;
		if (errno == EACCES)
			error = EACCES;
		if (dir.n == left.n)
			break;
		left = slice_from(left, dir.n + 1);
	}
	sbuf_free(&b);
	errno = error;
	return NULL;
}
