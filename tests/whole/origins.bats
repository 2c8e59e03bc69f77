#!/usr/bin/env bats
# The origin's own metrics: from an exporter to the screen.

load ../lib/helper
load ../lib/streams
load ../lib/swarm
load ../lib/servers

D=$TOP/tests/data/origin

# What hls-spawn makes of an answer:
# scrape SECOND [NUMBER [END-FIELD...]] <TEXT
scrape() {
	local t=$1 n=${2:-1}
	shift; shift || :
	at "$t" - scrape "n=$n name=web url=http://web/$n"
	sed -e '/^#/d' -e '/^$/d' -e 's/%/%25/g' -e 's/ /%20/g' \
		-e 's/"/%22/g' -e "s/^/$(at "$t.1" - scrape_line) n=$n text=/"
	at "$t.2" - scrape_end "n=$n ${*:-code=0} time=0.012000"
}

# of EVENTS KEY: the values of that key of the origin events, one a line.
of() {
	awk -v key="$2" '$3 == "origin" {
		v = "-"
		for (i = 4; i <= NF; i++)
			if (index($i, key "=") == 1)
				v = substr($i, length(key) + 2)
		print v
	}' "$1" | paste -sd ' '
}

# parse OPTION... <RAW: the events, in $T/ev.
parse() {
	hls-parse "$@" >"$T/ev"
}

# The stored run is of node_exporter, nginx and its exporter, all of Debian;
# nginx was stopped after 4 s, its exporter 3 s later.
@test "scrapes of real exporters: raw to events" {
	parse --origin-metric load=node_load1 \
		--origin-metric node_context_switches_total <"$D/live.raw"
	same "$D/live.events" "$T/ev"
}

# An awk that knows no more than what node_exporter says of its metrics.
@test "CPU and rates are what the counters say" {
	awk '
	$3 == "scrape_line" && $4 == "n=1" {
		if (!at || at != $1 && !seen[$1]++ && done)
			done = 0
		text = substr($5, 6)
		split(text, part, "%20")
		if (text ~ /^node_cpu_seconds_total/) {
			all += part[2]
			if (text ~ /%22(idle|iowait)%22/)
				idle += part[2]
		}
		if (text ~ /^node_context_switches_total/)
			switches = part[2]
		if (!first)
			first = $1
	}
	$3 == "scrape_end" && $4 == "n=1" {
		if (n++ && /code=0/)
			printf "%.4f %.1f\n", 1 - (idle - i0) / (all - a0),
				(switches - s0) / (first - f0)
		i0 = idle; a0 = all; s0 = switches; f0 = first
		idle = all = first = 0
	}' "$D/live.raw" >"$T/want"
	awk '$3 == "origin" && / n=1 .* cpu=/ {
		for (i = 4; i <= NF; i++) {
			split($i, kv, "=")
			v[kv[1]] = kv[2]
		}
		printf "%.4f %.1f\n", v["cpu"],
			v["metric.node_context_switches_total"]
	}' "$D/live.events" >"$T/got"
	is "$(wc -l <"$T/got")" 9
	same "$T/want" "$T/got"
}

@test "the first scrape has no rates, and neither has one after a failure" {
	{
		scrape 100 <<<'nginx_http_requests_total 100'
		scrape 102 <<<'nginx_http_requests_total 200'
		scrape 104 1 code=7 </dev/null
		scrape 106 <<<'nginx_http_requests_total 400'
		scrape 108 <<<'nginx_http_requests_total 450'
	} | parse
	is "$(of "$T/ev" requests)" "- 50.000000 - - 25.000000"
	is "$(of "$T/ev" up)" "1 1 0 1 1"
	is "$(of "$T/ev" reason)" "- - refused - -"
}

@test "a counter that went down, or another set of devices, gives no rate" {
	net() {
		printf 'node_network_receive_bytes_total{device="%s"} %s\n' "$@"
	}
	{
		net eth0 1000 lo 5 | scrape 100
		net eth0 3000 lo 9e9 | scrape 102
		net eth0 200 lo 9e9 | scrape 104
		net eth0 400 lo 9e9 | scrape 106
		net eth0 600 veth1 50000 | scrape 108
		net eth0 800 veth1 50100 | scrape 110
		net eth0 900 veth2 99999 | scrape 112
	} | parse
	is "$(of "$T/ev" net_in)" "- 1000.000000 - 100.000000 - 150.000000 -"
}

@test "numbers as exporters write them" {
	n=0
	while read -r text want; do
		n=$((n + 1))
		scrape $((100 + n)) <<<"x $text" | parse --origin-metric x
		is "$(of "$T/ev" metric.x)" "$want" || { echo "of $text"; false; }
	done <<-'X'
	0 0.000000
	1.2e+09 1200000000.000000
	1.4398728e+07 14398728.000000
	6.25E-2 0.062500
	-0.5 -0.500000
	+7 7.000000
	.5 0.500000
	5. 5.000000
	0.1 0.100000
	123456789012.345678 123456789012.345680
	99999999999999999999999999e-20 1000000.000000
	1e-400 0.000000
	0e999 0.000000
	0.0000000000000000000000012e24 1.200000
	9e12 -
	1e400 -
	NaN -
	+Inf -
	-Inf -
	1 1.000000
	X
	is "$n" 20
}

@test "what is no number is a bad line" {
	for text in 1e 1e+ . - + e5 0x10 1,5 1_0 nan inf infinity 1.2.3 '1 2 3' \
		'1 x' '' --1; do
		{ echo "y 1"; echo "x $text"; } | scrape 100 |
			parse --origin-metric x
		is "$(of "$T/ev" bad) $(of "$T/ev" metric.x)" "1 -" ||
			{ echo "of \"$text\""; false; }
	done
}

@test "hostile labels" {
	{
		cat <<-'X'
		x{a="}"} 1
		x{a="\"} 2
		x{a="\"}"} 4
		x{a="b{c=\"d\"}",e="f"} 8
		x{ a="1" , b="2" } 16
		x{a="1"b="2"} 32
		x{a=1} 64
		x{a="open} 128
		x{="v"} 256
		x{} 512
		X
		printf 'x{k%07000d="b"} 1024\n' 0
	} | scrape 100 >"$T/raw"
	{
		sed '$d' "$T/raw"
		echo '100.100000 - scrape_line n=1 text=x{a=%22%1B[2J%01%FF%22}%202048'
		echo '100.100000 - scrape_line n=1 text=x%1B{a=%22b%22}%204096'
		tail -n 1 "$T/raw"
	} | parse --origin-metric x
	# A \" closes nothing: that line has no end.
	is "$(of "$T/ev" metric.x)" "3613.000000"
	is "$(of "$T/ev" bad)" "6"
	no grep -aq "[^ -~]" "$T/ev"
}

@test "an answer of another kind is no answer" {
	{
		printf '<html>\n<body>503 Service Unavailable</body>\n' | scrape 100
		scrape 102 </dev/null
		printf 'nginx_up 1\n<html>\n' | scrape 104
		printf 'nginx_up 0\n' | scrape 106
	} | parse
	is "$(of "$T/ev" up)" "0 0 1 0"
	is "$(of "$T/ev" reason)" "garbled garbled - nginx"
	is "$(of "$T/ev" bad)" "- - 1 -"
}

@test "stub_status: its counts, and lines that only look like it" {
	stub() {
		printf 'Active connections: %s \nserver accepts handled requests\n' $1
		printf ' %s \nReading: 6 Writing: 179 Waiting: 106 \n' "$2"
	}
	{
		stub 291 '16630948 16630948 31070465' | scrape 100
		stub 300 '16630990 16630990 31070865' | scrape 102
		printf ' 1 2 3\nActive connections: many\n' | scrape 104
		stub 5 '1 2' | scrape 106
	} | parse
	is "$(of "$T/ev" connections)" "291 300 - 5"
	is "$(of "$T/ev" requests)" "- 200.000000 - -"
	is "$(of "$T/ev" reason)" "- - garbled -"
}

@test "why a scrape failed, and which say nothing" {
	n=100
	while read -r end want; do
		n=$((n + 2))
		scrape $n 1 "$end" <<<"nginx_up 1" | parse
		is "$(of "$T/ev" up)$(of "$T/ev" reason)" "$want" ||
			{ echo "of $end"; false; }
	done <<-'X'
	code=0 1-
	code=6 0dns
	code=7 0refused
	code=22 0http
	code=28 0timeout
	code=60 0tls
	code=52 0closed
	code=99 0curl_99
	signal=9 0signal
	X
	for end in signal=9\ reason=timeout:0timeout \
		signal=9\ reason=size:0size signal=15\ reason=stop: \
		code=28\ reason=reader: reason=start: code=0\ lost=3:; do
		scrape 100 1 ${end%:*} <<<"nginx_up 1" | parse
		is "$(of "$T/ev" up)$(of "$T/ev" reason)" "${end##*:}" ||
			{ echo "of $end"; false; }
	done
}

@test "scrapes of many exporters stand side by side, records of none are dropped" {
	{
		at 100 - scrape n=1 name=web url=http://a
		at 100 - scrape n=2 name=db url=http://b
		at 100 - scrape_line n=2 text=nginx_connections_active%202
		at 100 - scrape_line n=1 text=nginx_connections_active%201
		at 100 - scrape_line n=3 text=nginx_connections_active%203
		at 100 - scrape n=65 name=x url=http://x
		at 100 - scrape_end n=65 code=0
		at 100 - scrape_end n=2 code=0
		at 100 - scrape_end n=2 code=0
		at 100 - scrape_end n=1 code=0
		at 100 - scrape_end code=0
		at 100 - scrape n=4 name= url=http://x
		at 100 - scrape_end n=4 code=7
	} | parse
	is "$(of "$T/ev" name)" "db web"
	is "$(of "$T/ev" connections)" "2 1"
	no grep -q scrape "$T/ev"
}

@test "secrets of a URL in a record are left out" {
	{
		at 100 - scrape n=1 name=web "url=http://u:p@h/m?token=abc"
		at 100 - scrape_end n=1 code=7
	} | parse
	is "$(of "$T/ev" url)" "http://h/m?token=*"
}

@test "--origin-metric: sums, labels, keys" {
	{
		cat <<-'X'
		disk{dev="sda",mode="r"} 1
		disk{dev="sdb",mode="r"} 2
		disk{dev="sda",mode="w"} 4
		ns:Load 0.5
		done_total 10
		X
	} | scrape 100 >"$T/raw"
	scrape 102 <<<'done_total 30' >>"$T/raw"
	parse --origin-metric disk --origin-metric 'sda=disk{dev="sda"}' \
		--origin-metric 'r=disk{mode="r",dev="sdb"}' \
		--origin-metric 'none=disk{dev="sdc"}' \
		--origin-metric ns:Load --origin-metric done_total <"$T/raw"
	is "$(of "$T/ev" metric.disk)" "7.000000 -"
	is "$(of "$T/ev" metric.sda)" "5.000000 -"
	is "$(of "$T/ev" metric.r)" "2.000000 -"
	is "$(of "$T/ev" metric.none)" "- -"
	is "$(of "$T/ev" metric.ns_load)" "0.500000 -"
	is "$(of "$T/ev" metric.done_total)" "- 10.000000"
}

@test "--origin-metric: misuse" {
	for wrong in '' '{}' 'a b' '1x' 'a{b}' 'a{b="c"' 'a{b="c"}d' 'k-y=x' \
		'a{b=c}' "$(printf 'a%070d' 0)"; do
		run hls-parse --origin-metric "$wrong" </dev/null
		is "$status" 2
		[[ ${lines[0]} == 'hls-parse: --origin-metric: "'* ]]
	done
	run hls-parse --origin-metric a:b --origin-metric A_b </dev/null
	is "$status" 2
	[[ ${lines[0]} == *'there is one with this key'* ]]
	run hls-parse $(printf -- '--origin-metric m%d ' {1..17}) </dev/null
	is "$status" 2
	[[ ${lines[0]} == *'more than 16 metrics'* ]]
}

# told SECOND NAME FIELD...: an origin event of the exporter 1.
told() {
	at "$1" - origin "name=$2" n=1 url=http://x "${@:3}"
}

# tick SECOND
tick() {
	at "$1" - tick target=1 started=1
}

# figure FILE SECOND SUBJECT NAME KEY: of the records of origins.
figure() {
	grep "^$(at "$2" "$3") origin .*name=$4 " "$1" | tail -n 1 |
		tr ' ' '\n' | sed -n "s/^$5=//p"
}

@test "scrapes of real exporters: events to stats" {
	hls-agg -q <"$D/live.events" | awk '$3 ~ /^origin/' >"$T/got"
	same "$D/live.stats" "$T/got"
}

@test "median and maximum of each window, counted again" {
	{
		tick 1000
		for ((i = 1; i <= 400; i++)); do
			((i % 2)) || told $((1000 + i)) web up=1 \
				"connections=$((i * 7919 % 1000))"
			tick $((1000 + i))
		done
	} >"$T/ev"
	hls-agg -q "$T/ev" >"$T/st"
	for w in 10 30 60 300 400; do
		awk -v from=$((1400 - w)) '$3 == "origin" && $1 > from {
			sub(/.*=/, ""); print }' "$T/ev" | sort -n >"$T/v"
		n=$(wc -l <"$T/v")
		s=${w}s
		[ "$w" -lt 400 ] || s=all
		is "$(figure "$T/st" 1400 $s web connections.p50)" \
			"$(sed -n "$(((n + 1) / 2))p" "$T/v")"
		is "$(figure "$T/st" 1400 $s web connections.max)" \
			"$(tail -n 1 "$T/v")"
	done
	is "$(figure "$T/st" 1400 - web scrapes)" 200
	# 1399 has its scrape in 1398: not in a window of one second.
	is "$(figure "$T/st" 1399 1s web connections.max)" ""
	is "$(figure "$T/st" 1399 - web age)" 1.000000
}

@test "a dead exporter is down, and its figures are gone, not zero" {
	{
		tick 100
		told 101 web up=1 cpu=0.500000
		at 101 - origin name=web n=2 url=http://y up=1 connections=7
		tick 101
		told 102 web up=0 reason=refused
		at 102 - origin name=web n=2 url=http://y up=1 connections=8
		tick 102
		told 103 web up=1 memory=0.250000
		tick 103
	} >"$T/ev"
	hls-agg -q "$T/ev" >"$T/st"
	is "$(figure "$T/st" 101 - web up) $(figure "$T/st" 101 - web cpu)" \
		"1 0.500000"
	is "$(figure "$T/st" 102 - web up) $(figure "$T/st" 102 - web reason)" \
		"0 refused"
	is "$(figure "$T/st" 102 - web cpu)" ""
	is "$(figure "$T/st" 102 - web connections)" 8
	is "$(figure "$T/st" 102 - web exporters)" 2
	is "$(figure "$T/st" 102 - web answering)" 1
	is "$(figure "$T/st" 102 10s web cpu.max)" 0.500000
	is "$(value "$T/st" 102.000000 - origins down)" 1
	is "$(value "$T/st" 102.000000 - origins cpu)" ""
	is "$(figure "$T/st" 103 - web up) $(figure "$T/st" 103 - web reason)" \
		"1 "
	is "$(figure "$T/st" 103 - web cpu) $(figure "$T/st" 103 - web memory)" \
		" 0.250000"
	is "$(figure "$T/st" 103 - web failed)" 1
}

@test "hostile origin events" {
	{
		tick 100
		told 101 "$(printf 'n%064d' 0)" up=1 cpu=0.1
		told 101 web cpu=0.1
		told 101 web up=1 cpu=-0.1 memory=x connections=99999999999999999999 \
			net_in=1e9 metric.=1 metric.neg=-2.500000 \
			"metric.$(printf 'k%080d' 0)=1"
		printf '101.000000 - origin name=e\033[2J up=1 cpu=0.1\n'
		printf '101.000000 - origin name=w up=1 reason=a\001b cpu=0.1\n'
		for ((i = 0; i < 70; i++)); do
			told 101 o$i up=1 cpu=0.1
			told 101 web up=1 metric.m$i=1
		done
		told 101 web up=1 cpu=0.25
		at 101 - origin name=web n=2 up=0
		tick 101
	} >"$T/ev"
	hls-agg -q "$T/ev" >"$T/st"
	grep '^101.000000 - origin ' "$T/st" | sort -u >"$T/now"
	# 64 origins, 16 metrics that are not known, and those that are.
	is "$(wc -l <"$T/now")" 64
	is "$(figure "$T/st" 101 - web reason)" unknown
	is "$(grep 'all origin name=web ' "$T/st" | tail -n 1 | tr ' ' '\n' |
		grep -c 'p50=')" 17
	is "$(figure "$T/st" 101 all web metric.neg.p50)" -2.500000
	no grep -aq '[^ -~]' "$T/st"
	no grep -q 'cpu=-\|memory=x\|net_in' "$T/st"
}

@test "the report and JSON have the origins" {
	hls-agg --json "$D/live.events" >"$T/json" 2>"$T/report"
	sed -n '/^Origin/,/^$/p' "$T/report" >"$T/got"
	cat >"$T/want" <<-'X'
	Origin                               p50         max
	web cpu                           20.8 %      53.5 %
	web memory                         1.7 %       1.7 %
	web net in                         0 B/s       0 B/s
	web net out                        0 B/s       0 B/s
	web connections                        1           1
	web requests/s                         2       2.003
	web load                            0.66        0.72
	web node_context_switches_total       940.4        3221
	web: 20 scrapes of 2 exporters, 6 failed; down at the end: refused
	stub connections                       2           2
	stub requests/s                    2.001       2.005
	stub: 10 scrapes of 1 exporter, 6 failed; down at the end: refused
	X
	same "$T/want" "$T/got"
	is "$(jq -c '[.origin[] | .name, .up, .reason, .failed, .cpu.max]' \
		"$T/json")" '["web",0,"refused",6,0.535,"stub",0,"refused",6,null]'
	is "$(jq -c .origins "$T/json")" \
		'{"down":2,"cpu":0.035,"memory":0.016173}'
	# A run without any says nothing of them.
	no grep -q origin "$TOP/tests/data/chain.stats"
}

@test "thresholds on all origins" {
	t() {
		hls-agg -q -t "$1" "$D/live.events" >"$T/st" || :
		grep -o 'ok=. value=[0-9.]*' "$T/st" | tail -n 1
	}
	is "$(t 'origins.cpu < 50 % over 1s')" "ok=0 value=0.535000"
	is "$(t 'origins.cpu < 60 % over 1s')" "ok=1 value=0.035000"
	is "$(t 'origins.down == 0 over 1s')" "ok=0 value=2"
	is "$(t 'origins.memory <= 2 %')" "ok=1 value=0.016173"
}

@test "merging passes the origins of each host on" {
	hls-agg -q "$D/live.events" >"$T/a"
	sed 's/host=vm/host=edge/' "$D/live.events" | hls-agg -q >"$T/b"
	hls-agg -q --merge "$T/a" "$T/b" >"$T/m"
	for host in vm edge; do
		grep " origin host=$host " "$T/m" | tail -n 16 |
			sed "s/ host=$host//" >"$T/got"
		tail -n 16 "$D/live.stats" | grep -v origins >"$T/want"
		tail -n "$(wc -l <"$T/want")" "$T/got" | same "$T/want" -
	done
	is "$(grep -c ' - origins down=4 cpu=0.035000 ' "$T/m")" 3
	# Merged once more nothing is lost, and the hosts keep their names.
	hls-agg -q --merge "$T/m" >"$T/mm"
	is "$(grep -c ' - origin host=vm name=web ' "$T/mm")" \
		"$(grep -c ' - origin host=vm name=web ' "$T/m")"
	hls-agg --merge "$T/a" "$T/b" 2>&1 >/dev/null |
		grep -q '^edge:web cpu  *20.8 %  *53.5 %$'
}

# exported STATS: what hls-export makes of the origins.
exported() {
	hls-export -1 <"$1" | grep '^hls_swarm_origin'
}

@test "Prometheus gets the origins as they were told last" {
	hls-agg -q "$D/live.events" >"$T/st"
	# Just before nginx is stopped, and then at the end.
	awk '{ print } / - block n=4$/ { exit }' "$T/st" >"$T/early"
	exported "$T/early" >"$T/got"
	same - "$T/got" <<-'X'
	hls_swarm_origin_up{origin="web"} 1
	hls_swarm_origin_up{origin="stub"} 1
	hls_swarm_origin_scrapes_total{origin="web",result="ok"} 8
	hls_swarm_origin_scrapes_total{origin="web",result="fail"} 0
	hls_swarm_origin_scrapes_total{origin="stub",result="ok"} 4
	hls_swarm_origin_scrapes_total{origin="stub",result="fail"} 0
	hls_swarm_origin_cpu_ratio{origin="web"} 0.530303
	hls_swarm_origin_memory_ratio{origin="web"} 0.017197
	hls_swarm_origin_network_receive_bytes_per_second{origin="web"} 0
	hls_swarm_origin_network_transmit_bytes_per_second{origin="web"} 0
	hls_swarm_origin_connections{origin="web"} 1
	hls_swarm_origin_connections{origin="stub"} 2
	hls_swarm_origin_requests_per_second{origin="web"} 1.993879
	hls_swarm_origin_requests_per_second{origin="stub"} 2.000864
	hls_swarm_origin_metric{origin="web",name="load"} 0.72
	hls_swarm_origin_metric{origin="web",name="node_context_switches_total"} 1306.485474
	X
	exported "$T/st" >"$T/got"
	grep -q 'up{origin="stub"} 0$' "$T/got"
	no grep -q 'connections\|requests' "$T/got"
	hls-export -1 <"$T/st" | promtool check metrics
	# Of a merge each host's have its name.
	hls-agg -q --merge "$T/st" >"$T/m"
	grep -c . "$T/got" >"$T/n"
	is "$(exported "$T/m" | grep -c 'origin="[a-z]*",host="vm"')" \
		"$(cat "$T/n")"
	# Nobody's text ends a label.
	sed 's/ - origin name=web/ - origin name=w%22%0A%5Cb%FF/' "$T/early" >"$T/bad"
	exported "$T/bad" | grep -Fqx \
		'hls_swarm_origin_up{origin="w\"\n\\b'$'\xef\xbf\xbd''"} 1'
	hls-export -1 <"$T/bad" | promtool check metrics
}

# curl SCRIPT: a curl of the test's own, before the real one in PATH.
fake_curl() {
	mkdir -p "$T/bin"
	{ echo '#!/bin/sh'; cat; } >"$T/bin/curl"
	chmod +x "$T/bin/curl"
}

# spawn OPTION...: hls-spawn with a living child, into $T/raw and $T/err.
spawn() {
	living_child
	PATH=$T/bin:$PATH hls-spawn "$@" -- "$T/child" >"$T/raw" 2>"$T/err"
}

# ends N: the fields of the ends of scrapes of exporter N, without times.
ends() {
	grep " scrape_end n=$1 " "$T/raw" |
		sed 's/.* scrape_end n=[0-9]* //; s/ *time=[^ ]*//'
}

@test "hls-spawn --origin: what is refused" {
	for wrong in '' http://a/m =http://a/m 'a b=http://a/m' 'a:1=http://a/m'; do
		misused "$(line "--origin: \"$wrong\": not NAME=URL" \
			"with a name of the bytes A-Za-z0-9._-")" \
			--origin "$wrong" http://x
	done
	for wrong in web= web=a web=ftp://a 'web=http://a b' "web=http://a'b" \
		'web=http://a"b'; do
		misused "$(line "--origin: \"$wrong\": no URL that begins with http://" \
			"or https://, without blanks and quotes")" \
			--origin "$wrong" http://x
	done
	run hls-spawn --origin "web=http://u:secret@a b?t=hidden" http://x
	is "$status" 2
	[[ $output != *secret* ]]
	misused '--origin: "b=http://a/": this exporter is named twice' \
		--origin a=http://a/ --origin b=http://a/ http://x
	run hls-spawn $(printf -- '--origin a=http://h%d/ ' {1..65}) http://x
	is "$status" 2
	[[ ${lines[0]} == *'more than 64 exporters' ]]
	for wrong in '' 'a/b' '[x]' '[' 'a:1'; do
		misused "$(line "--origin-host: \"$wrong\": not a host's name or address," \
			"[ADDRESS] for IPv6")" \
			--origin-host "$wrong" http://x
	done
	for wrong in 0 499ms 61m x -1s; do
		run hls-spawn "--origin-interval=$wrong" http://x
		is "$status" 2
		[[ ${lines[0]} == *"--origin-interval: "* ]]
	done
}

@test "hls-spawn --origin-host: node and nginx exporter under one name" {
	fake_curl <<-'X'
	exit 7
	X
	spawn -d 1s --origin-interval 500ms --origin-host web-1 \
		--origin-host '[::1]'
	records scrape "$T/raw" | sort -u >"$T/got"
	same - "$T/got" <<-'X'
	- scrape n=1 name=web-1 url=http://web-1:9100/metrics
	- scrape n=2 name=web-1 url=http://web-1:9113/metrics
	- scrape n=3 name=--1 url=http://[::1]:9100/metrics
	- scrape n=4 name=--1 url=http://[::1]:9113/metrics
	X
}

@test "a missing curl is said before the run" {
	mkdir "$T/empty"
	run env PATH="$T/empty" "$TOP/bin/hls-spawn" --origin a=http://a/ -- /bin/true
	is "$status" 1
	is "${lines[0]}" "$(line 'hls-spawn: curl: No such file or directory:' \
		'--origin needs it; install curl, or leave the option out')"
	# Where nothing is scraped nobody asks for it.
	run env PATH="$T/empty" "$TOP/bin/hls-spawn" -d 100ms -- /bin/sleep 5
	is "$status" 0
}

@test "how curl is run, and that no record or message has a secret" {
	fake_curl <<-X
	printf '%s\n' "\$@" >"$T/argv"
	env >"$T/env"
	head -c 1 >"$T/stdin"
	echo 'curl: (7) no http://u:secret@h/m?token=hidden today' >&2
	exit 7
	X
	http_proxy=http://p:1 spawn -d 300ms --insecure \
		--cacert /dev/null --origin 'web=http://u:secret@h/m?token=hidden'
	paste -sd ' ' "$T/argv" >"$T/got"
	is "$(cat "$T/got")" "$(line '-q -g -sS -f --noproxy * --proto =http,https' \
		'-A hls-swarm -m 2.000 -k --cacert /dev/null' \
		'--url http://u:secret@h/m?token=hidden')"
	[ ! -s "$T/stdin" ]
	no grep -q '_proxy=' "$T/env"
	no grep -q 'secret\|hidden' "$T/raw" "$T/err"
	url='http://h/m?token=\*'
	is "$(grep -c "^hls-spawn: origin web: $url: curl: (7) no $url today\$" "$T/err")" 1
	is "$(ends 1)" "code=7 lines=0 bytes=0"
}

@test "lines of an answer: comments go, the rest is escaped, long ones are cut" {
	fake_curl <<-'X'
	printf '# HELP a b\n\nx{a="%%"} 1\r\ny\tz\001\377\n'
	head -c 9000 /dev/zero | tr '\0' w
	printf '\nlast'
	X
	spawn -d 300ms --origin web=http://h/
	records scrape_line "$T/raw" | awk 'BEGIN { while (n++ < 8000) w = w "w" }
		i = index($0, w) { $0 = substr($0, 1, i - 1) "LONG" substr($0, i + 8000) }
		{ print }' >"$T/got"
	same - "$T/got" <<-'X'
	- scrape_line n=1 text=x{a=%22%25%22}%201
	- scrape_line n=1 text=y%09z%01%FF
	- scrape_line n=1 text=LONG cut=1000
	- scrape_line n=1 text=last
	X
	is "$(ends 1)" "code=0 lines=4 bytes=9035"
}

@test "scrapes have their times, and an exporter never two at once" {
	# The slow one takes 0.8 s: it misses each second turn.
	fake_curl <<-X
	for url; do :; done
	lock=$T/lock.\${url##*/}
	mkdir "\$lock" || echo "two of \$url" >>"$T/two"
	case \$url in *slow) sleep 0.8 ;; esac
	echo "nginx_up 1"
	rmdir "\$lock"
	X
	spawn -d 4200ms --origin-interval 500ms --origin a=http://h/fast \
		--origin b=http://h/slow
	[ ! -e "$T/two" ]
	fast=$(grep -c ' scrape n=1 ' "$T/raw")
	slow=$(grep -c ' scrape n=2 ' "$T/raw")
	echo "fast $fast slow $slow"
	is "$fast" -ge 8
	is "$fast" -le 9
	is "$slow" -ge 4
	is "$slow" -le 5
	# On the grid of the first one: no turn moves those behind it.
	awk '$3 == "scrape" && $4 == "n=1" {
		if (!t) t = $1
		d = ($1 - t) % 0.5
		# The first one may have been late.
		if (d > 0.2 && d < 0.45) { print "off by " d; exit 1 }
	}' "$T/raw"
	is "$(ends 1 | sort -u | head -n 1)" "code=0 lines=1 bytes=11"
}

@test "an exporter that hangs is given up, one that ignores TERM is killed" {
	fake_curl <<-X
	trap '' TERM
	echo "x 1"
	while :; do sleep 0.1; done
	X
	spawn -d 5200ms --origin-interval 500ms --origin a=http://h/
	# Its limit is 1 s, and half a second more is given to a curl that
	# should see to that itself.
	is "$(ends 1 | grep -c 'signal=9 lines=1 bytes=4 reason=timeout')" -ge 2
	is "$(ends 1 | tail -n 1)" "signal=9 lines=1 bytes=4 reason=stop"
	is "$(tail -n 1 "$T/raw" | cut -d' ' -f 2-)" "- end reason=duration"
	is "$(grep -c 'origin a: http://h/: timeout' "$T/err")" 1
	nobody_left
	hls-parse <"$T/raw" >"$T/ev"
	is "$(of "$T/ev" reason | tr ' ' '\n' | sort -u)" timeout
}

@test "an answer without end is broken off" {
	fake_curl <<-'X'
	exec yes "a_metric_with_a_long_name_and_a_value 1234567890123456789"
	X
	spawn -d 2s --origin-interval 1s --origin a=http://h/
	bytes=$(ends 1 | sed -n '1s/.* bytes=\([0-9]*\) .*/\1/p')
	is "$bytes" -gt 4194304
	is "$bytes" -lt 4300000
	[[ $(ends 1 | head -n 1) == signal=9*reason=size ]]
	nobody_left
	hls-parse <"$T/raw" >"$T/ev"
	[[ "$(of "$T/ev" reason) " == "size "* ]]
}

@test "a run whose viewers have all left does not wait for a scrape" {
	fake_curl <<-X
	exec sleep 30
	X
	mkdir -p "$T/bin"
	child <<<'exit 0'
	start=$SECONDS
	PATH=$T/bin:$PATH hls-spawn --once --origin a=http://h/ -- \
		"$T/child" >"$T/raw" 2>"$T/err"
	[ $((SECONDS - start)) -le 2 ]
	is "$(tail -n 1 "$T/raw" | cut -d' ' -f 2-)" "- end reason=done"
	[[ $(ends 1) == signal=15*reason=stop ]]
	nobody_left
	hls-parse <"$T/raw" >"$T/ev"
	is "$(of "$T/ev" up)" ""
}

@test "hls-spawn killed: no scrape is left" {
	fake_curl <<-X
	trap '' TERM
	while :; do sleep 0.1; done
	X
	living_child
	PATH=$T/bin:$PATH hls-spawn -d 60s --origin a=http://h/ -- "$T/child" \
		>"$T/raw" 2>/dev/null 3>&- &
	pid=$!
	started $pid
	wait_for 5 at_least 1 ' scrape ' "$T/raw"
	wait_for 5 eval "processes | grep -q bin/curl"
	kill -KILL $pid
	wait_for 5 nobody_left
}

@test "a slow reader loses lines of scrapes too, and such a scrape says nothing" {
	fake_curl <<-'X'
	yes "a_metric_with_a_long_name_and_a_value 1234567890123456789" | head -20000
	echo nginx_connections_active 7
	X
	living_child
	PATH=$T/bin:$PATH hls-spawn -d 3s --buffer 64K --origin a=http://h/ \
		-- "$T/child" 2>"$T/err" | { sleep 1.5; cat; } >"$T/raw"
	lost=$(ends 1 | sed -n '1s/.* lost=\([0-9]*\).*/\1/p')
	lines=$(grep -c ' scrape_line ' "$T/raw")
	is "$lost" -gt 10000
	# Every line is there or counted.
	total=$(ends 1 | tr ' ' '\n' | awk -F= '/^lines/ { n += $2 }
		/^lost/ { n -= $2 } END { print n }')
	is "$total" "$lines"
	hls-parse <"$T/raw" >"$T/ev"
	grep -q 'up=1 .*connections=7' "$T/ev" || [ -z "$(of "$T/ev" up)" ]
	no grep -q 'up=0' "$T/ev"
}

@test "under --check nothing is scraped" {
	fake_curl <<<"touch '$T/ran'"
	living_child
	PATH=$T/bin:$PATH timeout -s INT 1 hls-spawn --check \
		--origin a=http://h/ -- "$T/child" >"$T/out" 2>&1 || :
	[ ! -e "$T/ran" ]
}

# free_port: one that nobody listens on now.
free_port() {
	origin_up
	kill $ORIGIN
	wait $ORIGIN 2>/dev/null || :
	echo "${URL##*:}"
}

# What nginx serves: the test's segments, and its stub_status.
sites() {
	cat <<-E
	access_log off;
	server {
		listen 127.0.0.1:$PORT;
		location = /stub { stub_status; }
	}
	E
}

# exporters_up: node exporter and nginx exporter; sets $NODE and $STUB, and
# the pid of the latter.
exporters_up() {
	local port
	prometheus-node-exporter --web.listen-address=127.0.0.1:0 \
		>"$T/node" 2>&1 3>&- &
	started $!
	port=$(free_port)
	prometheus-nginx-exporter -nginx.scrape-uri "$URL/stub" \
		-web.listen-address "127.0.0.1:$port" >"$T/nginxe" 2>&1 3>&- &
	nginx_exporter=$!
	started $nginx_exporter
	STUB=http://127.0.0.1:$port/metrics
	wait_for 10 curl -s -o /dev/null "$STUB"
	wait_for 10 grep -q 'Listening on' "$T/node"
	NODE=http://127.0.0.1:$(sed -n \
		's/.*Listening on.* address=.*:\([0-9]*\).*/\1/p' "$T/node")/metrics
	wait_for 10 curl -s -o /dev/null "$NODE"
}

# scraped SERIES: hls-export serves that of an origin now.
scraped() {
	curl -s "$metrics" | grep -q "^hls_swarm_origin_$1"
}

@test "end to end: real FFmpeg, nginx and exporters, one of which dies" {
	"$TOP/tests/media.sh"
	vod_folder
	nginx_up "$T" 127.0.0.1 /stub
	started $NGINX
	URL=http://127.0.0.1:$PORT
	exporters_up
	hls-spawn -n 3 -r 10 -d 12s --origin-interval 500ms \
		--origin "web=$NODE" --origin "web=$STUB" \
		--origin "stub=$URL/stub" "$URL/hi.m3u8" 2>"$T/spawn" |
		tee -i "$T/raw" | hls-parse --origin-metric node_load1 |
		tee -i "$T/ev" | hls-agg -q | tee -i "$T/st" |
		hls-export -p -l 127.0.0.1:0 2>"$T/export" |
		hls-top -b >"$T/top" 3>&- &
	pipe=$!
	started $pipe
	wait_for 10 grep -q ' web cpu ' "$T/top"
	wait_for 10 grep -q ' - origin name=web up=1 .*requests=' "$T/st"
	metrics=$(sed -n 's/.*listening on //p' "$T/export")
	wait_for 5 scraped 'up{origin="web"} 1'
	wait_for 5 scraped 'cpu_ratio{origin="web"} [01]'
	wait_for 5 scraped 'requests_per_second{origin="web"} [0-9.]*'
	kill -KILL $nginx_exporter
	wait_for 10 grep -q ' - origin name=web up=0 reason=refused' "$T/st"
	wait_for 10 grep -q 'origin web 1/2 up refused, stub req/s ' "$T/top"
	wait_for 5 scraped 'up{origin="web"} 0'
	scraped 'cpu_ratio{origin="web"} [01]'
	no scraped 'requests_per_second{origin="web"}'
	scraped 'requests_per_second{origin="stub"} '
	wait $pipe
	# All figures were there, those of the dead one are gone, its
	# windows stay.
	grep ' all origin name=web ' "$T/st" | tail -n 1 | tr ' ' '\n' |
		sed -n 's/=[0-9.]*$//p' | grep max | paste -sd ' ' >"$T/keys"
	is "$(cat "$T/keys")" "$(line cpu.max memory.max net_in.max net_out.max \
		connections.max requests.max metric.node_load1.max)"
	grep ' - origin name=web ' "$T/st" | tail -n 1 | no grep -q ' connections='
	grep ' - origin name=web ' "$T/st" | tail -n 1 | grep -q ' cpu='
	is "$(grep -c 'answers again\|Failed to connect' "$T/spawn")" 1
	# The same of the stored run.
	hls-parse --origin-metric node_load1 <"$T/raw" | same "$T/ev" -
	# What two ways to ask nginx say of its connections differ by those of
	# the asking, and by what came and went between the two.
	end=$(tail -n 1 "$T/st" | cut -d. -f 1)
	a=$(grep "^$end.* all origin name=web " "$T/st" | tail -n 1 |
		sed 's/.* connections.p50=\([0-9]*\) .*/\1/')
	b=$(grep "^$end.* all origin name=stub " "$T/st" | tail -n 1 |
		sed 's/.* connections.p50=\([0-9]*\) .*/\1/')
	echo "connections $a and $b"
	is $((a - b)) -ge -4
	is $((a - b)) -le 4
	no pgrep -f "curl.*$URL|curl.*$NODE"
	no pgrep -f "ffmpeg .*$URL"
	kill -KILL $NGINX
	wait_for 5 gone $NGINX
	no curl -s "$URL/stub"
}
