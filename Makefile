# The HLS swarm toolkit. "make check" and "make demo" install what they need
# besides a C compiler.
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
COMPILE = $(CC) $(STD) $(WARN) $(CFLAGS)

BIN = bin/hls-spawn bin/hls-parse bin/hls-agg bin/hls-export bin/hls-top
LIB = block clock die ealloc hist hist_text human idmap isodate line m3u8 \
	m3u8_attr m3u8_media m3u8_multi m3u8_tags m3u8_value metric num \
	opt origin out poller_epoll poller_poll record redact sbuf sig url utf8
SPAWN = announce ask ask_playlist backoff blackbox capture cgroup \
	chance channel check child client command crowd descriptors ending exporter facts \
	features flight guard hide launch limits lines load main options \
	output pace platform preflight probe queue raw reading relay \
	relay_connect relay_flow relay_hub relay_names relay_pair \
	relay_request relay_rule scrape scrapes state stop summary swarm \
	sysfile tick timers trouble typed usage values watch \
	watch_cookie watch_curl watch_diff watch_intake watch_pick \
	watch_record watches
PARSE = answer cache close connect custom demuxer event exporter fetch ffmpeg \
	hash http kind learn life logline main message only options plain prom \
	raw reload rendition request rules_fault rules_hls rules_http scrape \
	scrub session source stamp startup stats supply timeline track viewer \
	watch watch_rules words
AGG = agg amount baseline blend breakdown cache census client code compare \
	connect decimal draw event exchange fault feed figure finding fleet \
	gauge generator group host hosts input json judge junit keep listing \
	lookup main merge nearest nest options origin_lines origin_print \
	origins pace parts phase plan playlist portion print process qoe \
	quality report retry roster row rules run sentence series session \
	slot stream tally text threshold threshold_read told traffic \
	transfer unjson variant verdict verdict_json verdict_print viewer \
	waiting watch watch_print window
EXPORT = about alias catalogue classic client conn copy custom distribution \
	expo expo_lines expo_protobuf families follow group http intake \
	labels listen listen_unix main native negotiate number options \
	origins outgoing pages promfile proto recent response rising server \
	snap stay window
TOP = bar bins cell clients clip column figure first fit format frame \
	generator glyph health help history input judged key layers layout list main \
	natural options origin_view origins overview page panel plain replay \
	rescue roster rows scale screen spark table term title told view \
	viewers worst wrap
ORIGIN = action cast castlist conn deadline exchange file http listen main \
	media options playlist range reason response rule send server site \
	timeline truth

LIB_O = $(LIB:%=lib/%.o)
SPAWN_O = $(SPAWN:%=hls-spawn/%.o)
PARSE_O = $(PARSE:%=hls-parse/%.o)
AGG_O = $(AGG:%=hls-agg/%.o)
EXPORT_O = $(EXPORT:%=hls-export/%.o)
TOP_O = $(TOP:%=hls-top/%.o)
ORIGIN_O = $(ORIGIN:%=tests/origin/%.o)
all: $(BIN)
bin/hls-spawn: $(SPAWN_O) bin/lib.a
bin/hls-parse: $(PARSE_O) bin/lib.a
bin/hls-agg: $(AGG_O) bin/lib.a
bin/hls-export: $(EXPORT_O) bin/lib.a
bin/hls-top: $(TOP_O) bin/lib.a
bin/origin: $(ORIGIN_O) bin/lib.a
$(BIN) bin/origin:
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lm
bin/lib.a: $(LIB_O)
	@mkdir -p bin
	rm -f $@
	ar -cr $@ $(LIB_O)

.c.o:
	$(COMPILE) -c -o $@ $<
# Every object depends on every header: a full build takes seconds.
$(LIB_O) $(SPAWN_O) $(PARSE_O) $(AGG_O) $(EXPORT_O) $(TOP_O): lib/*.h hls-*/*.h
$(ORIGIN_O): lib/*.h tests/origin/*.h

# What make check builds besides: the unit programs, and small tools.
units: bin/lib.a bin/export.a bin/top.a $(SPAWN_O) $(AGG_O)
	rm -f bin/spawn.a bin/agg.a
	ar -cr bin/spawn.a $(SPAWN_O)
	ar -cr bin/agg.a $(AGG_O)
	for t in tests/unit/test-*.c; do b=bin/$${t##*/}; $(COMPILE) -I. \
		$(LDFLAGS) -o $${b%.c} $$t bin/spawn.a bin/agg.a bin/export.a \
		bin/top.a bin/lib.a -lm || exit 1; done
bin/parse.a: $(PARSE_O)
	@mkdir -p bin
	rm -f $@
	ar -cr $@ $(PARSE_O)
bin/export.a: $(EXPORT_O)
	@mkdir -p bin
	rm -f $@
	ar -cr $@ $(EXPORT_O)
bin/top.a: $(TOP_O)
	@mkdir -p bin
	rm -f $@
	ar -cr $@ $(TOP_O)
tools: bin/origin bin/parse.a bin/export.a bin/top.a bin/lib.a
	for t in pieces launch fake-child fake-ffmpeg talker rss; do \
		$(COMPILE) $(LDFLAGS) -o bin/$$t tests/$$t.c || exit 1; done
	for t in callers drop; do $(COMPILE) $(LDFLAGS) -o bin/$$t \
		tests/$$t.c tests/dial.c bin/lib.a -lm || exit 1; done
	$(COMPILE) $(LDFLAGS) -o bin/pty tests/pty/pty.c tests/pty/job.c \
		tests/pty/terminal.c bin/lib.a -lm
	$(COMPILE) $(LDFLAGS) -I. -o bin/draw tests/pty/draw.c \
		tests/pty/terminal.c bin/top.a bin/lib.a -lm
	$(COMPILE) $(LDFLAGS) -o bin/nasty tests/pty/nasty.c bin/lib.a -lm
	$(COMPILE) $(LDFLAGS) -I. -o bin/replay tests/fuzz/parse.c \
		tests/fuzz/promise.c tests/fuzz/replay.c bin/parse.a bin/lib.a -lm
	$(COMPILE) $(LDFLAGS) -o bin/replay-m3u8 tests/fuzz/m3u8.c \
		tests/fuzz/dump.c tests/fuzz/replay.c bin/lib.a
	$(COMPILE) $(LDFLAGS) -I. -Wl,--wrap=read,--wrap=writev \
		-Wl,--wrap=shutdown,--wrap=close -o bin/replay-http \
		tests/fuzz/http.c tests/fuzz/answers.c tests/fuzz/wire.c \
		tests/fuzz/replay.c bin/export.a bin/lib.a -lm
	$(COMPILE) $(LDFLAGS) -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc \
		-o bin/parse-count tests/count.c bin/parse.a bin/lib.a -lm

need:
	@tests/need ffmpeg ffprobe jq mawk
check: need all units tools
	@tests/need bats nginx openssl mandoc prometheus promtool tmux curl nc \
		clang ps pgrep script col xmllint prometheus-node-exporter \
		prometheus-nginx-exporter
	@CC='$(CC)' CFLAGS='$(CFLAGS)' tests/check
fuzz:
	@tests/need clang mawk
	@tests/need libfuzzer
	@tests/fuzz/run
soak: all tools
	@tests/need ps pgrep mawk
	@tests/soak
demo: need all bin/origin
	@tests/demo
origin: need bin/origin
	@tests/serve
# The screen in README.md.
picture: need all bin/origin
	@tests/need tmux
	@tests/picture
accuracy: need all bin/origin
	@tests/bench/accuracy
# CASES='-f FFMPEG ... NAME ...': see tests/cases/run.
cases: need all bin/origin
	@tests/cases/run $(CASES)
# Eight minutes of hls.js in chromium; SCENARIO=stall-8 for one of them.
players: need all bin/origin
	@tests/need node npm chromium
	@tests/players/run $(SCENARIO)
# A minute and a half of real scrapes.
prometheus: need all bin/origin
	@tests/need prometheus promtool nginx curl jq
	@tests/prometheus
bench: need all units tools
	@tests/need nginx wrk curl ps pgrep mawk top
	for t in crowd ticks through; do $(COMPILE) $(LDFLAGS) -I. -o bin/$$t \
		tests/bench/$$t.c bin/agg.a bin/lib.a -lm || exit 1; done
	@tests/bench/run
	@tests/bench/agg
	@tests/bench/spawn
	@tests/bench/export
	@tests/bench/top

# Written from the catalogue, and kept in the tree: make check compares.
man/hls-metrics.5: bin/hls-agg tests/metrics-page
	tests/metrics-page >bin/metrics.5
	mv bin/metrics.5 $@

PAGES = $(DESTDIR)$(MANDIR)/man
SHARE = $(DESTDIR)$(PREFIX)/share/hls-swarm
BOARDS = grafana.json rules.yml alerts.yml
install: all
	mkdir -p $(DESTDIR)$(PREFIX)/bin $(PAGES)1 $(PAGES)5 $(PAGES)7 \
		$(SHARE)
	cp $(BIN) $(DESTDIR)$(PREFIX)/bin/
	for s in 1 5 7; do cp man/*.$$s $(PAGES)$$s/; done
	for f in $(BOARDS); do cp hls-export/$$f $(SHARE)/; done
uninstall:
	for b in $(BIN); do rm -f $(DESTDIR)$(PREFIX)/$$b; done
	for p in man/*; do rm -f $(PAGES)$${p##*.}/$${p#man/}; done
	for f in $(BOARDS); do rm -f $(SHARE)/$$f; done
	rmdir $(SHARE) 2>/dev/null || :
clean:
	rm -rf bin lib/*.o hls-*/*.o tests/origin/*.o

.PHONY: all units tools need check fuzz soak demo origin picture accuracy cases \
	players prometheus bench install uninstall clean
