# The HLS swarm toolkit. POSIX make; "make check" and "make demo" install what
# they need besides a C compiler.
.POSIX:

VERSION = 0.1.0
CC = cc
CFLAGS = -O2 -g
LDFLAGS =
PREFIX = /usr/local
MANDIR = $(PREFIX)/share/man
DESTDIR =

STD = -std=c11 -D_XOPEN_SOURCE=700 -Ilib -DVERSION='"$(VERSION)"'
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla \
	-Wmissing-prototypes -Wstrict-prototypes
LINK = $(CC) $(CFLAGS) $(LDFLAGS) -o $@

BIN = bin/hls-spawn bin/hls-parse bin/hls-agg bin/hls-export bin/hls-top

LIB = lib/block.o lib/clock.o lib/die.o lib/ealloc.o lib/hist.o lib/idmap.o lib/line.o lib/metric.o \
	lib/num.o lib/opt.o lib/out.o lib/poller_epoll.o lib/poller_poll.o \
	lib/record.o lib/sbuf.o lib/sig.o
SPAWN = hls-spawn/announce.o hls-spawn/backoff.o hls-spawn/capture.o \
	hls-spawn/chance.o hls-spawn/child.o hls-spawn/client.o hls-spawn/command.o \
	hls-spawn/descriptors.o hls-spawn/features.o hls-spawn/guard.o \
	hls-spawn/launch.o hls-spawn/lines.o hls-spawn/main.o hls-spawn/options.o hls-spawn/output.o \
	hls-spawn/platform.o hls-spawn/preflight.o hls-spawn/probe.o \
	hls-spawn/queue.o hls-spawn/raw.o hls-spawn/redact.o hls-spawn/schedule.o \
	hls-spawn/state.o hls-spawn/stop.o hls-spawn/swarm.o hls-spawn/tick.o \
	hls-spawn/timers.o
PARSE = hls-parse/body.o hls-parse/close.o hls-parse/fetch.o hls-parse/ffmpeg.o \
	hls-parse/http.o hls-parse/logline.o hls-parse/main.o hls-parse/raw.o \
	hls-parse/redact.o hls-parse/session.o hls-parse/startup.o hls-parse/viewer.o
AGG = hls-agg/agg.o hls-agg/block.o hls-agg/code.o hls-agg/event.o \
	hls-agg/fault.o hls-agg/figure.o hls-agg/gauge.o hls-agg/group.o \
	hls-agg/input.o hls-agg/json.o hls-agg/keep.o hls-agg/main.o hls-agg/nest.o \
	hls-agg/options.o hls-agg/process.o hls-agg/report.o hls-agg/row.o \
	hls-agg/run.o hls-agg/sentence.o hls-agg/session.o hls-agg/slot.o \
	hls-agg/tally.o hls-agg/text.o hls-agg/traffic.o hls-agg/transfer.o \
	hls-agg/viewer.o hls-agg/window.o
EXPORT = hls-export/about.o hls-export/alias.o hls-export/catalogue.o \
	hls-export/conn.o hls-export/copy.o hls-export/http.o hls-export/intake.o \
	hls-export/listen.o hls-export/main.o hls-export/pages.o \
	hls-export/server.o hls-export/sketch.o hls-export/snap.o hls-export/text.o
TOP = hls-top/figure.o hls-top/format.o hls-top/frame.o hls-top/key.o \
	hls-top/main.o hls-top/plain.o hls-top/rows.o hls-top/screen.o \
	hls-top/table.o hls-top/term.o hls-top/view.o
ORIGIN = tests/origin/action.o tests/origin/conn.o tests/origin/deadline.o \
	tests/origin/exchange.o tests/origin/http.o tests/origin/listen.o \
	tests/origin/main.o tests/origin/media.o tests/origin/options.o \
	tests/origin/playlist.o tests/origin/range.o tests/origin/reason.o \
	tests/origin/response.o tests/origin/rule.o tests/origin/send.o \
	tests/origin/server.o tests/origin/site.o tests/origin/timeline.o \
	tests/origin/truth.o
all: $(BIN)

bin/hls-spawn: $(SPAWN) bin/lib.a
	$(LINK) $(SPAWN) bin/lib.a
bin/hls-parse: $(PARSE) bin/lib.a
	$(LINK) $(PARSE) bin/lib.a
bin/hls-agg: $(AGG) bin/lib.a
	$(LINK) $(AGG) bin/lib.a
bin/hls-export: $(EXPORT) bin/lib.a
	$(LINK) $(EXPORT) bin/lib.a
bin/hls-top: $(TOP) bin/lib.a
	$(LINK) $(TOP) bin/lib.a
bin/origin: $(ORIGIN) bin/lib.a
	$(LINK) $(ORIGIN) bin/lib.a

bin/lib.a: $(LIB)
	@mkdir -p bin
	rm -f $@
	ar -cr $@ $(LIB)

.SUFFIXES: .c .o
.c.o:
	$(CC) $(STD) $(WARN) $(CFLAGS) -c -o $@ $<


# The unit programs, each linked with what it tests.
units: bin/lib.a $(SPAWN) $(AGG)
	rm -f bin/spawn.a bin/agg.a
	ar -cr bin/spawn.a $(SPAWN)
	ar -cr bin/agg.a $(AGG)
	for t in tests/unit/test-*.c; do \
		b=bin/$${t##*/} && $(CC) $(STD) $(WARN) $(CFLAGS) -I. $(LDFLAGS) \
		    -o $${b%.c} $$t bin/spawn.a bin/agg.a bin/lib.a || exit 1; \
	done

bin/pieces: tests/pieces.c
	$(CC) $(STD) $(WARN) $(CFLAGS) $(LDFLAGS) -o $@ tests/pieces.c
bin/launch: tests/launch.c
	$(CC) $(STD) $(WARN) $(CFLAGS) $(LDFLAGS) -o $@ tests/launch.c

need:
	@tests/need ffmpeg ffprobe jq
check: need all units bin/origin bin/pieces bin/launch
	@tests/need bats nginx mandoc promtool tmux curl clang ps script
	@CC='$(CC)' tests/check
demo: need all bin/origin
	@tests/demo
origin: need bin/origin
	@tests/serve
accuracy: need all bin/origin
	@tests/bench/accuracy
bench: all
	@tests/need mawk
	@tests/bench/run

install: all
	mkdir -p $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(MANDIR)/man1 \
		$(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/man7
	cp $(BIN) $(DESTDIR)$(PREFIX)/bin/
	for s in 1 5 7; do cp man/*.$$s $(DESTDIR)$(MANDIR)/man$$s/; done
uninstall:
	for b in $(BIN); do rm -f $(DESTDIR)$(PREFIX)/$$b; done
	for p in man/*.[157]; do \
		rm -f $(DESTDIR)$(MANDIR)/man$${p##*.}/$${p#man/}; done
clean:
	rm -rf bin lib/*.o hls-*/*.o tests/origin/*.o

# Every object depends on every header: a full build takes seconds.
$(LIB) $(SPAWN) $(PARSE) $(AGG) $(EXPORT) $(TOP): lib/*.h hls-*/*.h
$(ORIGIN): lib/*.h tests/origin/*.h

.PHONY: all units need check demo origin accuracy bench install uninstall clean
