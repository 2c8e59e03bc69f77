# The HLS swarm toolkit. "make check" and "make demo" install what they need
# besides a C compiler.
.POSIX:
VERSION = 0.1.0
CC = cc
CFLAGS = -O2 -g
LDFLAGS =
PREFIX = /usr/local
MANDIR = $(PREFIX)/share/man
ZSHDIR = $(PREFIX)/share/zsh/site-functions
DESTDIR =

STD = -std=c11 -D_XOPEN_SOURCE=700 -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 \
	-Ilib $(ROOMS) -DVERSION='"$(VERSION)"'
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla \
	-Wmissing-prototypes -Wstrict-prototypes
COMPILE = $(CC) $(STD) $(WARN) $(CFLAGS)

# A line for each program; V=1 shows the commands, -s nothing.
V = 0
Q_0 = @
Q = $(Q_$(V))
ECHO = $(if $(findstring s,$(firstword -$(MAKEFLAGS))),:,echo)
AR_0 = @$(ECHO) "  AR  $@";
LD_0 = @$(ECHO) "  LD  $@";
# As many jobs as there are processors, unless -j or MAKEFLAGS says otherwise.
# Several goals ("make clean all") are done one after the other.
JOBS_0 != case "$(MAKECMDGOALS)" in *' '*) exit ;; esac; \
	case " $$MAKEFLAGS" in *' -j'*) exit ;; esac; \
	echo -j`getconf _NPROCESSORS_ONLN || echo 1`
MAKEFLAGS += $(JOBS_$(MAKELEVEL))

BIN = bin/hls-spawn bin/hls-parse bin/hls-agg bin/hls-export bin/hls-top
SCRIPTS = bin/hls-swarm
COMPLETIONS = $(BIN:=.bash) $(BIN:=.zsh) $(BIN:=.fish)
LIB = block clock control/post die ealloc file/rights file/store \
	file/target hist hist_text human idmap json/nest line m3u8/attr \
	m3u8/isodate m3u8/media m3u8/multi m3u8/playlist m3u8/url \
	m3u8/value metric nearest num opt/args opt/opt opt/program opt/shell origin out \
	poller_epoll poller_poll record redact sbuf sig stage/evidence \
	stage/logs stage/look stage/stage sum/sum utf8 vocabulary
SPAWN = exporter lists main options table typed urls values machine/carry \
	machine/cgroup machine/descriptors machine/facts machine/fifo \
	machine/limits machine/peer machine/peer_diag machine/peer_proc \
	machine/platform machine/stamped machine/sysfile \
	child/capture child/child child/guard child/ladder child/reason \
	stream/blackbox stream/flight stream/hide stream/lines stream/output \
	stream/queue stream/raw stream/source relay/connect relay/flow \
	relay/gate relay/hub relay/names relay/pair relay/relay relay/request \
	relay/rule load/adapt load/backoff load/chance load/channel \
	load/load load/order load/rate load/rows load/settings load/variants \
	ffmpeg/command ffmpeg/features ffmpeg/probe ffmpeg/rungs \
	ffmpeg/secrets fetch/cookie fetch/curl fetch/intake fetch/pick \
	preflight/ask preflight/ask_playlist preflight/body \
	preflight/excuse preflight/plays preflight/preflight \
	preflight/summary watch/diff watch/records \
	watch/scrape watch/scrapes watch/watch watch/watches swarm/announce \
	swarm/capacity swarm/check swarm/check_json swarm/client \
	swarm/control swarm/crowd \
	swarm/ending swarm/loop swarm/ramp swarm/reading swarm/row \
	swarm/slots swarm/starting swarm/state swarm/stop swarm/swarm \
	swarm/tick swarm/timers swarm/trouble swarm/words
PARSE = event/flow event/only event/stats ffmpeg/exchange ffmpeg/fault \
	ffmpeg/input ffmpeg/message ffmpeg/playlist ffmpeg/refusal \
	ffmpeg/table ffmpeg/writing http/answer http/ask http/close \
	http/connect http/exit http/fetch http/http http/implied http/key \
	http/life http/output http/reconnect http/redirect http/refused \
	http/reload main options origin/custom origin/exporter origin/prom \
	origin/scrape session/demuxer session/inputs session/learn \
	session/outputs session/programs session/rendition session/request session/session \
	session/track stream/ending stream/join stream/made stream/pass stream/peel stream/plain \
	stream/process stream/raw stream/scrub stream/source text/cache \
	text/calendar text/foreign text/hash text/kind text/logline text/own \
	text/paste text/prefix text/scan text/shape text/stamp text/words text/wrap \
	viewer/startup viewer/supply viewer/viewer watch/find watch/rules \
	watch/timeline watch/watch
AGG = text/amount text/decimal text/keyword text/text text/unjson \
	figures/code figures/fault figures/figures figures/gauge \
	figures/origins figures/parts figures/phases figures/plan figures/run \
	figures/series figures/slot figures/sources figures/tally figures/walk figures/window \
	fold/cache fold/census fold/client fold/connect fold/duration \
	fold/event fold/exchange fold/fields fold/fold fold/life fold/pace fold/playlist \
	fold/qoe fold/retry fold/scope fold/session fold/transfer fold/variant \
	fold/viewer fold/watch merge/blend merge/feed merge/fleet merge/host \
	merge/host_lines merge/told judge/baseline judge/capacity judge/come \
	judge/denied judge/doubt judge/generator judge/judge judge/lookup \
	judge/outside judge/rules judge/search judge/step judge/strain \
	judge/threshold judge/threshold_read judge/verdict \
	report/capacity_print report/compare report/draw \
	report/finding report/host_print report/json report/junit \
	report/listing report/origin_lines report/origin_print \
	report/part_print report/report report/roster report/row \
	report/sentence report/source_rows report/stat_block report/stream_rows \
	report/traffic_rows report/verdict_print \
	report/viewer_rows report/watch_print agg control csv input keep main merge \
	options
EXPORT = main options format/classic format/expo format/labels format/lines \
	format/native format/number format/proto format/protobuf \
	format/unique family/about \
	family/alias family/catalogue family/client family/custom \
	family/distribution family/families family/group family/origins \
	family/window stream/copy stream/intake stream/promfile stream/recent \
	stream/rising stream/snap page/courses page/document \
	page/figures page/gather page/html page/pack page/page page/points \
	page/sha256 page/spans page/tables http/conn http/follow http/listen \
	http/listen_unix http/local http/negotiate http/outgoing \
	http/pages http/request \
	http/response http/server http/stay
TOP = main options term/bar term/clip term/frame term/glyph term/key \
	term/rescue term/term term/wrap stream/bins stream/column \
	stream/figure stream/first stream/health stream/history \
	stream/list stream/natural stream/orders stream/replay stream/roster \
	stream/since stream/stretch stream/told \
	rows/cell rows/fit rows/hosts rows/judged rows/layout rows/origins rows/panel \
	rows/row rows/scale rows/spark rows/table rows/title rows/worst \
	views/clients views/generator views/help views/layers views/origin \
	views/overview views/viewers views/views screen/input screen/page \
	screen/plain screen/screen
ORIGIN = action cast castlist conn deadline exchange file http listen main \
	media options playlist range reason response rule send server site \
	timeline truth

LIB_O = $(LIB:%=lib/%.o)
SPAWN_O = $(SPAWN:%=hls-spawn/%.o)
PARSE_O = $(PARSE:%=hls-parse/%.o)
AGG_O = $(AGG:%=hls-agg/%.o)
EXPORT_O = $(EXPORT:%=hls-export/%.o) bin/assets.o
TOP_O = $(TOP:%=hls-top/%.o)
ORIGIN_O = $(ORIGIN:%=tests/origin/%.o)
all: $(BIN) $(SCRIPTS) $(COMPLETIONS)
bin/hls-spawn: $(SPAWN_O) bin/lib.a
bin/hls-parse: $(PARSE_O) bin/lib.a
bin/hls-agg: $(AGG_O) bin/lib.a
bin/hls-export: $(EXPORT_O) bin/lib.a
bin/hls-top: $(TOP_O) bin/lib.a
bin/origin: $(ORIGIN_O) bin/lib.a
$(BIN) bin/origin:
	@mkdir -p bin
	$(LD_$(V))$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lm
bin/hls-swarm: hls-spawn/hls-swarm.sh
	@mkdir -p bin
	$(Q)sed 's/@VERSION@/$(VERSION)/' hls-spawn/hls-swarm.sh >$@.new && \
		chmod +x $@.new && mv $@.new $@
# What shells complete the options with; where what is built cannot run here,
# make COMPLETIONS=.
bin/%.bash: bin/%
	$(Q)$< --completion bash >$@.new && mv $@.new $@
bin/%.zsh: bin/%
	$(Q)$< --completion zsh >$@.new && mv $@.new $@
bin/%.fish: bin/%
	$(Q)$< --completion fish >$@.new && mv $@.new $@

bin/lib.a: $(LIB_O)
bin/spawn.a: $(SPAWN_O)
bin/parse.a: $(PARSE_O)
bin/agg.a: $(AGG_O)
bin/export.a: $(EXPORT_O)
bin/top.a: $(TOP_O)
bin/lib.a bin/spawn.a bin/parse.a bin/agg.a bin/export.a bin/top.a:
	@mkdir -p bin
	$(AR_$(V))rm -f $@ && ar -cr $@ $^

# A program's folders are rooms: its files name the headers of a lower room
# with the room, "fold/session.h", and those of their own without; which is
# above which is in tests/direction. An object depends on all headers of lib
# and of its own program.
LIB_H = $(wildcard lib/*.h lib/*/*.h)
$(LIB_O): $(LIB_H)
$(SPAWN_O): $(LIB_H) $(wildcard hls-spawn/*.h hls-spawn/*/*.h)
$(PARSE_O): $(LIB_H) $(wildcard hls-parse/*.h hls-parse/*/*.h)
$(AGG_O): $(LIB_H) $(wildcard hls-agg/*.h hls-agg/*/*.h)
$(EXPORT_O): $(LIB_H) $(wildcard hls-export/*.h hls-export/*/*.h)
$(TOP_O): $(LIB_H) $(wildcard hls-top/*.h hls-top/*/*.h)
$(ORIGIN_O): $(LIB_H) $(wildcard tests/origin/*.h)
.c.o:
	$(Q)$(COMPILE) -c -o $@ $<
# The page's style and script, which stand in it; tests/page/wrap.mjs reads this.
PAGE = hls-export/page/page.css hls-export/page/tree.js \
	hls-export/page/numbers.js hls-export/page/charts.js \
	hls-export/page/spread.js hls-export/page/parts.js \
	hls-export/page/page.js
bin/assets.c: hls-export/page/assets.awk $(PAGE)
	@mkdir -p bin
	$(Q)awk -f hls-export/page/assets.awk $(PAGE) >$@.new && mv $@.new $@
bin/assets.o: bin/assets.c

# What make check builds besides: the unit programs, tests/unit/test-NAME.c, by
# the program whose objects they test, and small tools.
LIB_T = block hist idmap isodate line m3u8 num playlists poller record \
	redact rights stage sum url
SPAWN_T = adapt backoff blackbox body facts limits load peer probe relay \
	relay-gate relay-request relay-rule rows spawn-lines spawn-queue \
	spawn-source trouble variants watch
PARSE_T = demuxer foreign learn stamp timeline
AGG_T = baseline series threshold window
EXPORT_T = export-conn expo native negotiate pack rising sha256
TOP_T = top-frame top-key top-layout top-orders
TOOLS = bin/callers bin/draw bin/drop bin/fail.so bin/fake-child \
	bin/fake-ffmpeg bin/full-spawn bin/launch bin/nasty bin/parse-count \
	bin/pieces bin/pty bin/replay bin/replay-agg bin/replay-export \
	bin/replay-http bin/replay-m3u8 bin/replay-top bin/rss bin/talker
BENCH = bin/crowd bin/through bin/ticks

LIB_U = $(LIB_T:%=bin/test-%)
SPAWN_U = $(SPAWN_T:%=bin/test-%)
PARSE_U = $(PARSE_T:%=bin/test-%)
AGG_U = $(AGG_T:%=bin/test-%)
EXPORT_U = $(EXPORT_T:%=bin/test-%)
TOP_U = $(TOP_T:%=bin/test-%)
UNITS = $(LIB_U) $(SPAWN_U) $(PARSE_U) $(AGG_U) $(EXPORT_U) $(TOP_U)
# Where rooms are looked for; a test names a header of the program the same way.
$(SPAWN_O) $(SPAWN_U) bin/full-spawn: private ROOMS = -iquote hls-spawn
$(PARSE_O) $(PARSE_U) bin/parse-count bin/replay: private ROOMS = -iquote hls-parse
$(AGG_O) $(AGG_U) bin/ticks bin/replay-agg: private ROOMS = -iquote hls-agg
$(EXPORT_O) $(EXPORT_U) bin/replay-http bin/replay-export: \
	private ROOMS = -iquote hls-export
$(TOP_O) $(TOP_U) bin/draw bin/replay-top: private ROOMS = -iquote hls-top
units: $(UNITS)
tools: bin/origin $(TOOLS)

bin/test-%: tests/unit/test-%.c tests/unit/check.h
	@mkdir -p bin
	$(LD_$(V))$(TEST)
$(LIB_U): bin/lib.a
$(SPAWN_U): bin/spawn.a bin/lib.a
$(PARSE_U): bin/parse.a bin/lib.a
$(AGG_U): bin/agg.a bin/lib.a
$(EXPORT_U): bin/export.a bin/lib.a
$(TOP_U): bin/top.a bin/lib.a

bin/callers: tests/tools/callers.c tests/tools/dial.c tests/tools/dial.h \
	bin/lib.a
bin/draw: tests/pty/draw.c tests/pty/terminal.c tests/pty/terminal.h \
	bin/top.a bin/lib.a
bin/drop: tests/tools/drop.c tests/tools/dial.c tests/tools/dial.h bin/lib.a
bin/fail.so: tests/torture/clock.c tests/torture/fail.c
bin/fake-child: tests/tools/fake-child.c
bin/fake-ffmpeg: tests/tools/fake-ffmpeg.c
bin/full-spawn: tests/tools/full-spawn.c bin/spawn.a bin/lib.a
bin/launch: tests/tools/launch.c
bin/nasty: tests/pty/nasty.c bin/lib.a
bin/parse-count: tests/tools/count.c bin/parse.a bin/lib.a
bin/pieces: tests/tools/pieces.c
bin/pty: tests/pty/pty.c tests/pty/job.c tests/pty/terminal.c tests/pty/job.h \
	tests/pty/terminal.h bin/lib.a
bin/replay: tests/fuzz/parse.c tests/fuzz/brief.c tests/fuzz/promise.c \
	tests/fuzz/replay.c tests/fuzz/brief.h tests/fuzz/promise.h \
	tests/fuzz/target.h bin/parse.a bin/lib.a
bin/replay-http: tests/fuzz/http.c tests/fuzz/answers.c tests/fuzz/wire.c \
	tests/fuzz/replay.c tests/fuzz/answers.h tests/fuzz/target.h \
	tests/fuzz/wire.h bin/export.a bin/lib.a
bin/replay-m3u8: tests/fuzz/m3u8.c tests/fuzz/dump.c tests/fuzz/replay.c \
	tests/fuzz/dump.h tests/fuzz/target.h bin/lib.a
bin/replay-agg: tests/fuzz/agg.c tests/fuzz/blocks.c tests/fuzz/hosts.c \
	tests/fuzz/shown.c tests/fuzz/replay.c tests/fuzz/blocks.h \
	tests/fuzz/hosts.h tests/fuzz/shown.h tests/fuzz/target.h bin/agg.a \
	bin/lib.a
bin/replay-export: tests/fuzz/export.c tests/fuzz/expose.c \
	tests/fuzz/messages.c tests/fuzz/shown.c tests/fuzz/replay.c \
	tests/fuzz/expose.h tests/fuzz/shown.h tests/fuzz/target.h \
	bin/export.a bin/lib.a
bin/replay-top: tests/fuzz/top.c tests/fuzz/shown.c tests/pty/terminal.c \
	tests/fuzz/replay.c tests/fuzz/shown.h tests/fuzz/target.h \
	tests/pty/terminal.h bin/top.a bin/lib.a
bin/rss: tests/tools/rss.c
bin/talker: tests/tools/talker.c
bin/crowd: tests/bench/crowd.c bin/lib.a
bin/through: tests/bench/through.c bin/lib.a
bin/ticks: tests/bench/ticks.c bin/agg.a bin/lib.a
bin/parse-count: WRAP = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
bin/fail.so: WRAP = -fPIC -shared
bin/full-spawn: WRAP = -Wl,--wrap=adapt_look,--wrap=capacity_tick
bin/replay-http: WRAP = -Wl,--wrap=read,--wrap=writev,--wrap=shutdown \
	-Wl,--wrap=close
bin/replay-agg: WRAP = -Wl,--wrap=keep_begin,--wrap=out_flush
TEST = $(COMPILE) $(LDFLAGS) $(WRAP) -I. -o $@ $(filter-out %.h,$^) -lm
$(TOOLS) $(BENCH):
	@mkdir -p bin
	$(LD_$(V))$(TEST)

need:
	@tests/need ffmpeg ffprobe jq mawk
media: need
	@tests/media.sh
check-media:
	@tests/need ffmpeg ffprobe jq mawk bats nginx openssl mandoc groff \
		prometheus promtool tmux curl nc clang ps pgrep script col \
		xmllint zsh fish faketime prometheus-node-exporter \
		prometheus-nginx-exporter
	@tests/media.sh
check: check-media all units tools
	@CC='$(CC)' CFLAGS='$(CFLAGS)' tests/check
# Which way the code points, and how large its parts are: in no time.
direction: all bin/origin
	@tests/direction
fuzz:
	@tests/need clang mawk
	@tests/need libfuzzer
	@tests/fuzz/run
# What gcc, clang, clang-tidy and cppcheck find in all C without running it:
# seven minutes on two processors.
analyse:
	@tests/need gcc clang clang-tidy cppcheck
	@tests/analyse
# Half an hour of kills and sums, and an hour in which nothing may grow.
soak: all tools
	@tests/need ps pgrep mawk jq curl tmux
	@tests/soak
	@tests/hour
# Whatever is around the programs fails once: eight minutes, the mounts and the
# limit of processes as root. PARTS='alloc calls disk limits clock signals'.
torture: media all tools
	@tests/need strace unshare setpriv prlimit curl jq mawk ps pgrep
	@tests/torture/run $(PARTS)
demo:
	@tests/need ffmpeg ffprobe jq curl
	@$(ECHO) "building the programs and the test stream"
	@tests/media.sh & $(MAKE) $(if $(filter 0,$(V)),-s) $(BIN) $(SCRIPTS) \
		bin/origin && wait $$!
	@tests/demo
# PORT=8081: another port than 8080.
PORT = 8080
origin: need bin/origin
	@tests/serve $(PORT)
# The screen and the page in README.md.
picture: need all bin/origin
	@tests/need tmux node npm chromium
	@tests/picture
accuracy: need all bin/origin
	@tests/bench/accuracy
# 56 faults of an origin, four minutes for each FFmpeg that is to be had.
# FAULTS='-f FFMPEG NAME ...'.
faults: need all bin/origin
	@tests/need openssl npm
	@tests/faults $(FAULTS)
# CASES='-f FFMPEG ... NAME ...': see tests/cases/run.
cases: need all bin/origin
	@tests/cases/run $(CASES)
# Ten minutes of servers whose limit is known: how many viewers they carry.
capacity: need all bin/origin
	@tests/need nginx jq mawk
	@tests/capacity
# Eight minutes of hls.js in chromium; SCENARIO=stall-8 for one of them.
players: need all bin/origin
	@tests/need node npm chromium
	@tests/players/run $(SCENARIO)
# The page of hls-export in chromium, four minutes; CHECK=live for one of them,
# CHECK=run for that of a real run, which is not among them.
page: need all bin/origin
	@tests/need node npm chromium
	@tests/page/run $(CHECK)
# Two minutes of mpv, of FFmpeg through ts, and of npm's FFmpeg of 2018.
foreign: need all bin/origin
	@tests/need mpv ts npm
	@tests/foreign
# A minute and a half of real scrapes.
prometheus: need all bin/origin
	@tests/need prometheus promtool nginx curl jq
	@tests/prometheus
# swarm.yaml against the schemas of Kubernetes: half a minute.
kubernetes:
	@tests/need node npm
	@tests/kube/run
# swarm.sbatch on a Slurm of its own: a minute and a half.
slurm: need all bin/origin
	@tests/need slurmctld slurmd sbatch munged jq
	@tests/slurm
# Three hosts by ssh, as namespaces of this machine: as root, three minutes.
hosts: need all bin/origin
	@tests/need ip sshd ssh tmux jq mawk faketime
	@tests/hosts $(SCENARIO)
# Other compilers, C libraries and machines: the same bytes? Eight minutes.
# VARIANTS='m32 musl' for some of those in tests/variants, SKIP=s390x for others.
variants: need all units
	@tests/need curl gcc
	@CC='$(CC)' tests/variants
# FFmpeg with what a viewer needs, into small-ffmpeg/: two minutes. SOURCE=DIR
# where the system has no apt to fetch the source with.
small-ffmpeg: need all bin/origin
	@CC='$(CC)' tests/small/run $(SOURCE)
bench: need all tools $(BENCH)
	@tests/need nginx wrk curl ps pgrep mawk top
	@tests/bench/run
	@tests/bench/agg
	@tests/bench/spawn
	@tests/bench/viewers
	@tests/bench/export
	@tests/bench/top

# The source as a tarball, and a package for Debian: into bin/.
dist:
	@tests/package dist
deb:
	@tests/package deb
# The package in a fresh Debian, and make demo there; as root: ten minutes.
package-check: media all bin/origin
	@tests/need debootstrap lintian unshare
	@tests/package-check

# Written from the catalogue, and kept in the tree: make check compares.
man/hls-metrics.5: bin/hls-agg tests/metrics-page
	tests/metrics-page >bin/metrics.5
	mv bin/metrics.5 $@

PAGES = $(DESTDIR)$(MANDIR)/man
SHARE = $(DESTDIR)$(PREFIX)/share/hls-swarm
BOARDS = hls-export/grafana.json hls-export/rules.yml hls-export/alerts.yml \
	hls-export/fleet.yml hls-spawn/Containerfile hls-spawn/swarm.yaml \
	hls-spawn/swarm.sbatch
BASH = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSH = $(DESTDIR)$(ZSHDIR)
FISH = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
NAMES = $(BIN:bin/%=%)
install: all
	mkdir -p $(DESTDIR)$(PREFIX)/bin $(PAGES)1 $(PAGES)5 $(PAGES)7 \
		$(SHARE) $(BASH) $(ZSH) $(FISH)
	cp $(BIN) $(SCRIPTS) $(DESTDIR)$(PREFIX)/bin/
	for s in 1 5 7; do cp man/*.$$s $(PAGES)$$s/; done
	cp $(BOARDS) $(SHARE)/
	for c in $(COMPLETIONS); do p=$${c#bin/}; case $$p in \
		*.bash) cp $$c $(BASH)/$${p%.bash} ;; \
		*.zsh) cp $$c $(ZSH)/_$${p%.zsh} ;; \
		*.fish) cp $$c $(FISH)/ ;; esac; done
uninstall:
	for b in $(BIN) $(SCRIPTS); do rm -f $(DESTDIR)$(PREFIX)/$$b; done
	for p in man/*.[157]; do rm -f $(PAGES)$${p##*.}/$${p#man/}; done
	for f in $(BOARDS); do rm -f $(SHARE)/$${f##*/}; done
	for p in $(NAMES); do rm -f $(BASH)/$$p $(ZSH)/_$$p $(FISH)/$$p.fish; \
		done
	rmdir $(SHARE) 2>/dev/null || :
clean:
	rm -rf bin lib/*.o lib/*/*.o hls-*/*.o hls-*/*/*.o tests/origin/*.o

.PHONY: all units tools need media check-media check direction fuzz analyse \
	variants torture faults soak demo origin picture accuracy capacity cases \
	players page foreign prometheus hosts kubernetes slurm bench small-ffmpeg \
	dist deb package-check install uninstall clean
