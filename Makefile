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

LIB = lib/clock.o lib/die.o lib/ealloc.o lib/hist.o lib/idmap.o lib/line.o lib/metric.o \
	lib/num.o lib/opt.o lib/out.o lib/poller_epoll.o lib/poller_poll.o \
	lib/record.o lib/sbuf.o lib/sig.o
SPAWN = hls-spawn/main.o
PARSE = hls-parse/main.o
AGG = hls-agg/main.o
EXPORT = hls-export/main.o
TOP = hls-top/main.o
ORIGIN = tests/origin/main.o
UNIT = bin/test-num bin/test-record bin/test-line bin/test-hist

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

# Every object depends on every header: a full build takes seconds.
$(LIB) $(SPAWN) $(PARSE) $(AGG) $(EXPORT) $(TOP) $(ORIGIN): Makefile $(HEADERS)
