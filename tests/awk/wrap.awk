# A log as other programs keep it: awk -v form=NAME -f wrap.awk <LOG. Each line
# of LOG is FFmpeg's, behind its Unix time and a blank.

function stamp(format) {
	return strftime(format, sec, 1)
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
