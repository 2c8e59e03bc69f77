/*
 * hls-spawn/facts, cgroup and sysfile: files of machines and containers as
 * they stand in the field, written below a folder; and this machine's own.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "machine/facts.h"
#include "machine/platform.h"

static char root[64];

/* Writes a file below root, with its folders. */
static void
put(const char *path, const char *text)
{
	char command[512];
	FILE *f;

	snprintf(command, sizeof(command), "mkdir -p \"$(dirname '%s%s')\"",
	    root, path);
	CHECK(system(command) == 0);
	snprintf(command, sizeof(command), "%s%s", root, path);
	f = fopen(command, "w");
	CHECK(f != NULL);
	if (f == NULL)
		return;
	fputs(text, f);
	CHECK(fclose(f) == 0);
}

static void
begin(void)
{
	strcpy(root, "/tmp/hls-facts.XXXXXX");
	CHECK(mkdtemp(root) != NULL);
}

static void
end(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", root);
	CHECK(system(command) == 0);
}

static void
test_nothing(void)
{
	struct facts f;

	facts_read(&f, root);
	CHECK(f.cores_micro == platform_cores() * INT64_C(1000000));
	CHECK(f.memory_bytes == UNKNOWN && f.ports == UNKNOWN);
	CHECK(f.machine.max == UNKNOWN && f.group.max == UNKNOWN);
	CHECK(f.pipe_pages_soft == UNKNOWN && f.tw_reuse == 0);
}

static void
test_machine(void)
{
	struct facts f;

	put("/proc/meminfo", "MemTotal:       24683656 kB\n"
	    "MemFree:        23730548 kB\nMemAvailable:   24244368 kB\n");
	put("/proc/loadavg", "7.13 3.87 1.61 4/102 18025\n");
	put("/proc/sys/kernel/threads-max", "192729\n");
	put("/proc/sys/kernel/pid_max", "32768\n");
	put("/proc/sys/fs/pipe-user-pages-soft", "16384\n");
	put("/proc/sys/fs/pipe-user-pages-hard", "0\n");
	put("/proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
	put("/proc/sys/net/ipv4/tcp_tw_reuse", "2\n");
	put("/proc/self/status", "Name:\tx\nCpus_allowed:\t1\n"
	    "CapEff:\t0000000000000000\n");
	facts_read(&f, root);
	CHECK(f.memory_bytes == INT64_C(24244368) * 1024);
	CHECK(f.machine.max == 32768 && f.machine.used == 102);
	CHECK(f.pipe_pages_soft == 16384 && f.pipe_pages_hard == 0);
	CHECK(f.ports == 28232 && f.tw_reuse == 0);
	CHECK(f.cores_micro == 1000000 && !f.privileged);
	put("/proc/sys/net/ipv4/tcp_tw_reuse", "1\n");
	facts_read(&f, root);
	CHECK(f.tw_reuse == 1);
}

/* CAP_SYS_RESOURCE alone, in the first user namespace and in another. */
static void
test_privileged(void)
{
	struct facts f;

	put("/proc/self/status", "CapEff:\t0000000001000000\n");
	facts_read(&f, root);
	CHECK(f.privileged);
	put("/proc/self/uid_map", "         0          0 4294967295\n");
	facts_read(&f, root);
	CHECK(f.privileged && f.user.max == UNKNOWN);
	put("/proc/self/uid_map", "         0     100000      65536\n");
	facts_read(&f, root);
	CHECK(!f.privileged);
	put("/proc/self/uid_map", "         0          0 4294967295\n");
	put("/proc/self/status", "CapEff:\t0000000000800000\n");
	facts_read(&f, root);
	CHECK(!f.privileged);
}

/* A version 2 tree: the tightest group on the way up counts. */
static void
test_group_2(void)
{
	struct facts f;

	put("/proc/self/cgroup", "0::/a/b\n");
	put("/proc/meminfo", "MemAvailable:   24244368 kB\n");
	put("/sys/fs/cgroup/a/b/pids.max", "max\n");
	put("/sys/fs/cgroup/a/b/pids.current", "7\n");
	put("/sys/fs/cgroup/a/pids.max", "100\n");
	put("/sys/fs/cgroup/a/pids.current", "20\n");
	put("/sys/fs/cgroup/a/b/memory.max", "1000000\n");
	put("/sys/fs/cgroup/a/b/memory.current", "700000\n");
	put("/sys/fs/cgroup/a/b/memory.stat",
	    "anon 300000\ninactive_file 400000\n");
	put("/sys/fs/cgroup/a/memory.max", "9000000\n");
	put("/sys/fs/cgroup/a/memory.current", "8100000\n");
	put("/sys/fs/cgroup/a/b/cpu.max", "max 100000\n");
	put("/sys/fs/cgroup/a/cpu.max", "50000 100000\n");
	facts_read(&f, root);
	CHECK(f.group.max == 100 && f.group.used == 20);
	CHECK(f.memory_bytes == 700000);
	CHECK(f.cores_micro == 500000);
	put("/sys/fs/cgroup/a/memory.current", "9000001\n");
	facts_read(&f, root);
	CHECK(f.memory_bytes == 0);
}

/* Version 1 in a container, whose mount does not show the path. */
static void
test_group_1(void)
{
	struct facts f;

	put("/proc/self/cgroup", "8:pids:/docker/1\n4:cpu,memory:/docker/1\n"
	    "0::/\n");
	put("/sys/fs/cgroup/pids/pids.max", "64\n");
	put("/sys/fs/cgroup/pids/pids.current", "3\n");
	put("/sys/fs/cgroup/memory/memory.limit_in_bytes", "2000000\n");
	put("/sys/fs/cgroup/memory/memory.usage_in_bytes", "500000\n");
	facts_read(&f, root);
	CHECK(f.group.max == 64 && f.group.used == 3);
	CHECK(f.memory_bytes == 1500000);
}

/* Threads of this user's processes alone; only a limited user is counted. */
static void
test_user(void)
{
	struct facts f;
	struct rlimit r;
	char text[64];

	if (platform_processes(&r) != 0 || r.rlim_cur == RLIM_INFINITY)
		return;
	put("/proc/self/status", "CapEff:\t0000000000000000\n");
	snprintf(text, sizeof(text), "Uid:\t%lld\t0\t0\t0\nThreads:\t3\n",
	    (long long)getuid());
	put("/proc/10/status", text);
	put("/proc/11/status", "Uid:\t4294967294\t0\t0\t0\nThreads:\t5\n");
	put("/proc/12/status", text);
	facts_read(&f, root);
	CHECK(f.user.max == (int64_t)r.rlim_cur && f.user.used == 6);
}

/* Rubbish is unknown, not zero. */
static void
test_rubbish(void)
{
	struct facts f;

	put("/proc/meminfo", "MemAvailable: many kB\nMemAvailable");
	put("/proc/loadavg", "1 2 3 4\n");
	put("/proc/self/cgroup", "\n::\n0::\n");
	put("/proc/sys/net/ipv4/ip_local_port_range", "60999 32768\n");
	facts_read(&f, root);
	CHECK(f.memory_bytes == UNKNOWN && f.machine.used == UNKNOWN);
	CHECK(f.ports == UNKNOWN);
}

static void
test_here(void)
{
	struct facts f;

	facts_read(&f, "");
	CHECK(f.cores_micro > 0);
#ifdef PLATFORM_POSIX
	CHECK(f.machine.used == UNKNOWN && f.memory_bytes == UNKNOWN);
#else
	if (access("/proc/loadavg", R_OK) == 0)
		CHECK(f.machine.used > 0 && f.memory_bytes > 0);
#endif
}

int
main(void)
{
	static void (*const tests[])(void) = { test_nothing, test_machine,
		test_privileged, test_group_2, test_group_1, test_user,
		test_rubbish };
	size_t i;

	for (i = 0; i < COUNT(tests); i++) {
		begin();
		tests[i]();
		end();
	}
	test_here();
	return check_result();
}
