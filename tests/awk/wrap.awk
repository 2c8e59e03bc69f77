# A log as other programs keep it: awk -v form=NAME -f wrap.awk <LOG. Each line
# of LOG is FFmpeg's, behind its Unix time and a blank.

function stamp(format) {
	return strftime(format, sec, 1)
}

# As Python prints bytes.
function repr(s) {
	if (index(s, "'") && !index(s, "\""))
		return "b\"" s "\\n\""
	gsub(/'/, "\\'", s)
	return "b'" s "\\n'"
}

function html(s) {
	gsub(/&/, "\\&amp;", s)
	gsub(/'/, "\\&#39;", s)
	gsub(/>/, "\\&gt;", s)
	return s
}

function typographic(s) {
	gsub(/ /, "\302\240", s)
	while (sub(/'/, "\342\200\230", s))
		sub(/'/, "\342\200\231", s)
	return s
}

# Quotes and what else JSON does not take in a string.
function json(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	gsub(/\r/, "\\r", s)
	gsub(/\t/, "\\t", s)
	return s
}

BEGIN {
	split("trace debug verbose info warning error", level)
}

{
	sec = int($1)
	us = substr($1, index($1, ".") + 1)
	ms = substr(us, 1, 3)
	text = substr($0, length($1) + 2)
	iso = stamp("%Y-%m-%dT%H:%M:%S")
	day = stamp("%Y-%m-%d %H:%M:%S")
	old = stamp("%b %d %H:%M:%S")
	sub(/ 0/, "  ", old)
	n++
}

form == "docker -t" { print iso "." us "123Z " text }
form == "compose" { print "restream-1  | " text }
form == "compose -t" { print "restream-1  | " iso "." us "123Z " text }
form == "swarm service" { print "hls_edge.1.p5x7q2@node-3    | " text }
form == "kubernetes" { print iso "." us "123+00:00 stderr F " text }
form == "journald short" { print old " edge1 ffmpeg[4711]: " text }
form == "journald short-precise" { print old "." us " edge1 ffmpeg[4711]: " text }
form == "journald short-iso" { print iso "+0000 edge1 ffmpeg[4711]: " text }
form == "journald short-unix" { print sec "." us " edge1 ffmpeg[4711]: " text }
form == "journald short-monotonic" {
	printf "[%5d.%s] edge1 ffmpeg[4711]: %s\n", sec % 86400, us, text
}
form == "journald json" {
	printf "{\"__REALTIME_TIMESTAMP\":\"%d%s\",\"PRIORITY\":\"6\",", sec, us
	printf "\"MESSAGE\":\"%s\",\"_PID\":\"4711\"}\n", json(text)
}
form == "journald short-full" {
	print stamp("%a %Y-%m-%d %H:%M:%S UTC") " edge1 ffmpeg[4711]: " text
}
form == "foreman" { print stamp("%H:%M:%S") " restream.1   | " text }
form == "rich" { print stamp("[%m/%d/%y %H:%M:%S]") " INFO     " text }
form == "grep" { print "logs/ffmpeg.log:" n ":" text }
form == "kubectl --prefix" { print "[pod/edge-0/ffmpeg] " text }
form == "syslog 5424" {
	print "<30>1 " iso "." us "Z edge1 ffmpeg 4711 - - " text
}
form == "syslog 3164" { print "<30>" old " edge1 ffmpeg: " text }
form == "ts" { print old " " text }
form == "ts %.s" { print sec "." us " " text }
form == "ts iso" { print day " " text }
form == "ts -s" { printf "%s %s\n", stamp("%H:%M:%S"), text }
form == "ts iso %.S" { print day "." us " " text }
form == "gawk" { print "[" day "] " text }
form == "date" { print "[" stamp("%a %b %d %H:%M:%S UTC %Y") "] " text }
form == "clf" { print "[" stamp("%d/%b/%Y:%H:%M:%S +0000") "] " text }
form == "logfmt" {
	printf "time=\"%s.%sZ\" level=%s msg=\"%s\" stream=cam1\n", iso, us,
	    level[n % 6 + 1], json(text)
}
form == "json" {
	printf "{\"level\":\"%s\",\"ts\":%d.%s,\"msg\":\"%s\"}\n",
	    level[n % 6 + 1], sec, us, json(text)
}
form == "docker json-file" {
	printf "{\"log\":\"%s\\n\",\"stream\":\"stderr\",\"time\":\"%s.%s123Z\"}\n",
	    json(text), iso, us
}
form == "python" { print day "," ms " - transcoder.cam1 - " toupper(level[n % 6 + 1]) " - " text }
form == "media server" { print "[" day "." ms "] [" level[n % 6 + 1] "] [ffmpeg-worker-" n % 7 "] " text }
form == "dvr" { print stamp("%d.%m.%Y %H:%M:%S") "." ms " [ INFO] spawn: " text }
form == "go" { print stamp("%Y/%m/%d %H:%M:%S") "." us " ffmpeg.go:" n % 90 + 10 ": " text }
form == "indented" { print "    " text }
form == "quoted" { print "> " text }
form == "own dates" { print day "." ms " " text }
form == "docker and own dates" {
	print iso "." us "999Z " stamp("%Y-%m-%d %H:%M:%S") "." ms " " text
}
form == "nvr" {
	print day "." us "123  [" day "] ffmpeg.front.detect          ERROR   : " text
}
form == "tuner" { print day " [Tuner] FFMPEG log:             " text "\n" }
form == "transcoder" {
	print stamp("%b %d, %Y %H:%M:%S.") ms " [0x70000d83" n % 9 "] DEBUG - [Transcoder] " text
}
form == "logcat" {
	print stamp("%m-%d %H:%M:%S.") ms "  4729  4790 " substr("IWDE", n % 4 + 1, 1) " ffmpeg-kit: " text
}
form == "level in front" { print stamp("%H:%M:%S.") ms " [" level[n % 6 + 1] "] " text }
form == "level and name" { print "[" level[n % 6 + 1] "] ffmpeg: " text }
form == "step behind" { print "  ffmpeg:stderr " text " +" n % 50 "ms" }
form == "bytes of Python" { print day "," ms " - INFO - " repr(text) }
form == "array of JSON" { print "    [ \"" sec "\", \"" json(text) "\" ]," }
form == "JSON in JSON" {
	printf "{\"log\":\"{\\\"ts\\\":\\\"%s.%sZ\\\",\\\"msg\\\":\\\"%s\\\"}\\n\"}\n", iso, us, text
}
form == "JSON with blanks" { print "{ \"time\" : \"" iso "." us "Z\", \"message\" : \"" json(text) "\" }" }
form == "brackets" { print day "." us " zmc_m1[4711].ERR-ffmpeg.cpp/" n % 90 + 10 " [" text "]" }
form == "table" { print "| " iso "." us "Z | " text " |" }
form == "backticks" { print "`" text "`" }
form == "HTML" { print html(text) "<br />" }
form == "list of HTML" { print "<li><code>" html(text) "</code></li>" }
form == "XML" { print "<line time=\"" iso "." us "Z\"><text>" text "</text></line>" }
form == "typographic" { print typographic(text) }
form == "colours without escapes" { print "[0;36m" text "[0m" }
form == "colours spelled out" { print "\\x1b[0;36m" text "^[[0m" }
form == "CR spelled out" { print text "^M" }
form == "syslog with CR" { print old " edge1 ffmpeg: " text "#015" }
form == "line feeds spelled out" { print "stderr: " text "\\r\\n" }
form == "escaped quotes" { gsub(/'/, "\\'", text); print text }
form == "numbered" { printf "%6d\t%s\n", n, text }
form == "diff" { print "+" text }
form == "blank lines" { print text "\n" }
