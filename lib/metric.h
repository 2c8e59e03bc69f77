/*
 * The metric catalogue: every figure's path, unit, kind, Prometheus name and
 * meaning, in one table. Stat lines, JSON, reports, hls-top and hls-export
 * take their names from here.
 *
 * A path is KIND.KEY of the stat record that carries it (segment.count is the
 * key count of kind segment, and so in the section of that name); a sketch
 * stands for the keys of sketch_stats[] below its path (segment.ttfb.p95). No
 * path is a prefix of another.
 */
#ifndef METRIC_H
#define METRIC_H

#include <stdint.h>

#include "sbuf.h"
#include "slice.h"

enum metric_kind {
	METRIC_COUNTER,		/* events or amounts; a window has its share */
	METRIC_PROVISIONAL,	/* a counter, of which some may be taken back */
	METRIC_RATE,		/* counter a per second covered */
	METRIC_RATIO,		/* counter a / counter b */
	METRIC_SKETCH,		/* a distribution (hist.h) */
	METRIC_STATE,		/* a distribution over the clients now */
	METRIC_GAUGE,		/* a state now; in records of subject - */
	METRIC_GAUGE_MAX,	/* the same, but of many hosts the highest */
	METRIC_GAUGE_MIN,	/* or lowest, and not the sum, is that of all */
};

enum metric_unit {
	UNIT_ONE,		/* whole numbers */
	UNIT_BYTES,		/* whole numbers */
	UNIT_SECONDS,		/* six decimals, microseconds inside */
	UNIT_RATIO,		/* six decimals, millionths inside, 0 to 1 */
	UNIT_PER_SECOND,	/* six decimals, millionths inside */
	UNIT_BYTES_PER_SECOND,	/* the same */
	UNIT_BITS_PER_SECOND,	/* the same; a rate of bytes, times 8 */
	UNIT_DECIMAL,		/* scores, factors: the same */
};

#define METRIC_PREFIX "hls_swarm_"	/* of names in Prometheus */

/*
 * X(id, kind, unit, path, a, b, prom, labels, help). a and b are the sources
 * of rates and ratios; a of a counter is the one that counts how often there
 * was something to judge: while that is 0 a 0 is not known. prom is the name
 * without its prefix, "" for what Prometheus computes better itself (rates,
 * ratios).
 *
 * One block per type of transaction. Requests that never reached the server
 * (written into a dead kept-alive connection) are in none of these.
 */
#define METRIC_TRANSACTION(X, T, t) \
X(T##_COUNT, COUNTER, ONE, t ".count", 0, 0, \
    "fetches_total", "type=\"" t "\",result=\"ok\"", \
    "complete " t " transfers with a status below 400") \
X(T##_FAIL, COUNTER, ONE, t ".fail", 0, 0, \
    "fetches_total", "type=\"" t "\",result=\"fail\"", \
    t " requests with status 400 or more, cut short, or unanswered") \
X(T##_DENIED, COUNTER, ONE, t ".denied", 0, 0, "", "", \
    t " requests answered with status 400 or more") \
X(T##_REQUESTS, COUNTER, ONE, t ".requests", 0, 0, \
    "requests_total", "type=\"" t "\"", \
    t " requests that ended, complete or failed") \
X(T##_ABORTED, COUNTER, ONE, t ".aborted", 0, 0, \
    "requests_aborted_total", "type=\"" t "\"", \
    t " requests broken off, or in flight when their client ended") \
X(T##_BYTES, COUNTER, BYTES, t ".bytes", 0, 0, \
    "fetch_bytes_total", "type=\"" t "\"", \
    "body bytes of complete " t " transfers") \
X(T##_RATE, RATE, PER_SECOND, t ".rate", T##_COUNT, 0, "", "", \
    "complete " t " transfers per second") \
X(T##_THROUGHPUT, RATE, BYTES_PER_SECOND, t ".throughput", T##_BYTES, 0, \
    "", "", "body bytes per second of complete " t " transfers") \
X(T##_BITRATE, RATE, BITS_PER_SECOND, t ".bitrate", T##_BYTES, 0, \
    "", "", "body bits per second of complete " t " transfers") \
X(T##_REUSED, COUNTER, ONE, t ".reused", 0, 0, \
    "", "", "ended " t " requests on a kept-alive connection") \
X(T##_REUSE, RATIO, RATIO, t ".reuse.ratio", T##_REUSED, T##_REQUESTS, \
    "", "", "share of ended " t " requests on a kept-alive connection") \
X(T##_TTFB, SKETCH, SECONDS, t ".ttfb", 0, 0, \
    t "_ttfb_seconds", "", \
    "time from " t " request written to first response byte") \
X(T##_TIME, SKETCH, SECONDS, t ".time", 0, 0, \
    t "_time_seconds", "", \
    "time from " t " request written to last body byte") \
X(T##_SIZE, SKETCH, BYTES, t ".size", 0, 0, "", "", \
    "body bytes of a complete " t " transfer")

/*
 * Figures whose paths, and labels in Prometheus, end in a word of the stream
 * (vocabulary.h, or the reasons of hls-event(5)): see METRIC_RANGE.
 */
#define METRIC_WORD(X, id, kind, path, prom, label, word, help) \
X(id, kind, ONE, path "." word, 0, 0, prom, label "=\"" word "\"", help)
#define METRIC_NO_CONNECT(X, id, word, help) METRIC_WORD(X, CONNECT_##id, \
    COUNTER, "connect.reason", "connect_failures_total", "reason", word, \
    "failed attempts: " help)
#define METRIC_CLASS(X, id, word, help) METRIC_WORD(X, HTTP_##id, COUNTER, \
    "http.class", "responses_total", "class", word, help)
#define METRIC_NO_FETCH(X, id, word, help) METRIC_WORD(X, HTTP_##id, COUNTER, \
    "http.reason", "fetch_failures_total", "reason", word, \
    "failed requests: " help)
#define METRIC_FLAW(X, id, word, help) METRIC_WORD(X, CONTINUITY_##id, \
    COUNTER, "continuity", "continuity_errors_total", "kind", word, help)
/* By itself: <stdlib.h> knows an EXIT_SUCCESS. */
#define METRIC_EXIT(X, id, word, help) X(EXIT_##id, COUNTER, ONE, \
    "session.exit." word, 0, 0, "client_exits_total", \
    "category=\"" word "\"", "processes " help)
#define METRIC_CACHED(X, id, word, help) METRIC_WORD(X, CACHE_##id, COUNTER, \
    "cache", "cache_responses_total", "result", word, "transfers " help)
#define METRIC_RATED(X, id, word, help) METRIC_WORD(X, QOE_##id, GAUGE, \
    "qoe", "viewers_rated", "rating", word, "clients with a score " help)
#define METRIC_INFLIGHT(X, T, t) METRIC_WORD(X, INFLIGHT_##T, GAUGE, \
    "inflight", "requests_in_flight", "type", t, \
    t " requests whose end is not known yet")
#define METRIC_CLIENTS(X, id, word, help) METRIC_WORD(X, CLIENTS_##id, GAUGE, \
    "clients", "clients", "state", word, help)
#define METRIC_VIEWERS(X, id, word, help) METRIC_WORD(X, VIEWERS_##id, GAUGE, \
    "viewers", "viewers", "state", word, "viewers " help)
#define METRIC_RULE(X, id, word, help) X(RULE_##id, COUNTER, ONE, \
    "watch.rule." word, WATCH_COUNT, 0, "playlist_rule_breaches_total", \
    "rule=\"" word "\"", help)
#define METRIC_BROKEN(X, id, word) X(BROKEN_##id, COUNTER, ONE, \
    "watch.broken." word, WATCH_COUNT, 0, "", "", \
    "minutes of the run in which watch.rule." word " counted")

#define METRIC_LIST(X) \
METRIC_TRANSACTION(X, PLAYLIST, "playlist") \
METRIC_TRANSACTION(X, SEGMENT, "segment") \
X(SEGMENT_DELIVERY, SKETCH, SECONDS, "segment.delivery", 0, 0, \
    "segment_delivery_seconds", "", \
    "time from first try to last byte or given up, retries included") \
X(SEGMENT_LOST, COUNTER, ONE, "segment.loss.count", 0, 0, \
    "segments_lost_total", "", \
    "segments given up, each once per session, however often tried") \
X(SEGMENT_ENDED, COUNTER, ONE, "segment.loss.ended", 0, 0, \
    "segments_ended_total", "", \
    "segments delivered or given up, each once per session") \
X(SEGMENT_LOST_DENIED, COUNTER, ONE, "segment.loss.denied", 0, 0, "", "", \
    "segments given up whose last try was answered with status 400 or more") \
X(SEGMENT_LOSS, RATIO, RATIO, "segment.loss.ratio", SEGMENT_LOST, \
    SEGMENT_ENDED, "", "", "share of segments that were given up") \
METRIC_TRANSACTION(X, INIT, "init") \
METRIC_TRANSACTION(X, KEY, "key") \
METRIC_TRANSACTION(X, OTHER, "other") \
X(CONNECT_COUNT, COUNTER, ONE, "connect.count", 0, 0, \
    "connects_total", "", "TCP connections made") \
X(CONNECT_FAIL, COUNTER, ONE, "connect.fail", 0, 0, \
    "", "", "connection attempts that failed") \
X(CONNECT_TRIES, COUNTER, ONE, "connect.tries", 0, 0, \
    "", "", "connection attempts, made or failed") \
X(CONNECT_HEALTH, RATIO, RATIO, "connect.health", CONNECT_COUNT, \
    CONNECT_TRIES, "", "", "share of connection attempts that succeeded") \
METRIC_NO_CONNECT(X, REFUSED, "refused", "nobody listens") \
METRIC_NO_CONNECT(X, NO_TIMEOUT, "timeout", "no answer in time") \
METRIC_NO_CONNECT(X, NO_UNREACHABLE, "unreachable", "no route") \
METRIC_NO_CONNECT(X, NO_DNS, "dns", "the name was not resolved") \
METRIC_NO_CONNECT(X, NO_TLS, "tls", "the handshake failed") \
METRIC_NO_CONNECT(X, NO_RESET, "reset", "reset by the peer") \
METRIC_NO_CONNECT(X, NO_CLOSED, "closed", "closed by the peer") \
METRIC_NO_CONNECT(X, NO_LOCAL, "local", "no local port or descriptor") \
METRIC_NO_CONNECT(X, NO_OTHER, "other", "for no reason the log gives") \
X(CONNECT_TIME, SKETCH, SECONDS, "connect.time", 0, 0, \
    "connect_time_seconds", "", "time from connection attempt to connected") \
X(CONNECT_TLS, SKETCH, SECONDS, "connect.tls", 0, 0, \
    "tls_time_seconds", "", \
    "time from connected to first request, the TLS handshake") \
X(HTTP_REQUESTS, COUNTER, ONE, "http.requests", 0, 0, \
    "http_requests_total", "", "requests of all types that ended") \
X(HTTP_BYTES, COUNTER, BYTES, "http.bytes", 0, 0, \
    "bytes_downloaded_total", "", "body bytes of all complete transfers") \
X(HTTP_THROUGHPUT, RATE, BYTES_PER_SECOND, "http.throughput", HTTP_BYTES, 0, \
    "", "", "body bytes per second of all complete transfers") \
X(HTTP_BITRATE, RATE, BITS_PER_SECOND, "http.bitrate", HTTP_BYTES, 0, \
    "", "", "body bits per second of all complete transfers") \
X(HTTP_RATE, RATE, PER_SECOND, "http.rate", HTTP_REQUESTS, 0, "", "", \
    "ended requests of all types per second") \
X(HTTP_REUSED, COUNTER, ONE, "http.reused", 0, 0, \
    "requests_reused_total", "", "ended requests on a kept-alive connection") \
X(HTTP_REUSE, RATIO, RATIO, "http.reuse.ratio", HTTP_REUSED, \
    HTTP_REQUESTS, "", "", \
    "share of ended requests on a kept-alive connection") \
X(HTTP_VOID, COUNTER, ONE, "http.void", 0, 0, \
    "requests_void_total", "", \
    "requests written into a dead kept-alive connection, then repeated") \
X(HTTP_ERROR_COUNT, COUNTER, ONE, "http.error.count", 0, 0, \
    "request_failures_total", "", "requests of all types that failed") \
X(HTTP_ERROR_RATIO, RATIO, RATIO, "http.error.ratio", HTTP_ERROR_COUNT, \
    HTTP_REQUESTS, "error_rate", "", "share of ended requests that failed") \
METRIC_CLASS(X, 2XX, "2xx", "final responses with status 2xx") \
METRIC_CLASS(X, 3XX, "3xx", "redirects that were followed") \
METRIC_CLASS(X, 4XX, "4xx", "responses with status 4xx") \
METRIC_CLASS(X, 5XX, "5xx", "responses with status 5xx") \
METRIC_NO_FETCH(X, STATUS, "status", "status 400 or more") \
METRIC_NO_FETCH(X, SHORT, "short", "the body was cut short") \
METRIC_NO_FETCH(X, NO_TIME, "timeout", "no answer in time") \
METRIC_NO_FETCH(X, RESET, "reset", "reset by the peer") \
METRIC_NO_FETCH(X, CLOSED, "closed", "closed by the peer") \
METRIC_NO_FETCH(X, REDIRECTS, "redirects", "a redirect that ends nowhere") \
METRIC_NO_FETCH(X, EXTENSION, "extension", \
    "FFmpeg does not take the segment's name") \
METRIC_NO_FETCH(X, NO_RESPONSE, "noresponse", \
    "no answer, for no reason the log gives") \
X(HTTP_TIMEOUT, COUNTER, ONE, "http.timeouts", 0, 0, \
    "timeouts_total", "", "requests and connection attempts that timed out") \
X(HTTP_RECONNECT, COUNTER, ONE, "http.reconnects", 0, 0, \
    "reconnections_total", "", "FFmpeg's own reconnects (-reconnect)") \
X(HLS_SEGMENT_FAIL, COUNTER, ONE, "hls.segments.failed", 0, 0, \
    "segments_failed_total", "", "segment opens that FFmpeg reports failed") \
X(HLS_SEGMENT_SKIP, COUNTER, ONE, "hls.segments.skipped", 0, 0, \
    "segments_skipped_total", "", "segments that FFmpeg gave up") \
X(HLS_EXPIRED, COUNTER, ONE, "hls.segments.expired", 0, 0, \
    "segments_expired_total", "", \
    "segments that left the live window before they were requested") \
X(HLS_PLAYLIST_FAIL, COUNTER, ONE, "hls.playlists.failed", 0, 0, \
    "playlists_failed_total", "", "playlist loads that FFmpeg reports failed") \
X(HLS_PLAYLIST_DENIED, COUNTER, ONE, "hls.playlists.denied", 0, 0, "", "", \
    "playlist loads answered with status 400 or more, or with no playlist") \
X(HLS_INIT_FAIL, COUNTER, ONE, "hls.inits.failed", 0, 0, \
    "inits_failed_total", "", \
    "initialization sections that FFmpeg reports failed") \
X(HLS_KEY_FAIL, COUNTER, ONE, "hls.keys.failed", 0, 0, \
    "keys_failed_total", "", "keys that FFmpeg reports failed") \
X(HLS_SEQUENCE_SKIP, COUNTER, ONE, "hls.sequence.skips", 0, 0, \
    "sequence_skips_total", "", \
    "media sequences that moved on by more than one segment at a reload") \
X(HLS_SEQUENCE_RESET, COUNTER, ONE, "hls.sequence.resets", 0, 0, \
    "sequence_resets_total", "", "media sequences that went back") \
X(HLS_STALE_COUNT, COUNTER, ONE, "hls.stale.count", HLS_RELOAD_JUDGED, 0, \
    "playlist_stales_total", "", \
    "times a viewer's playlist got no segment for 1.5 target durations") \
X(HLS_STALE_TIME, COUNTER, SECONDS, "hls.stale.time", HLS_RELOAD_JUDGED, 0, \
    "playlist_stale_seconds_total", "", \
    "time viewers had a stale playlist, from its last news on") \
X(HLS_MEDIA_SEQUENCE, GAUGE_MAX, ONE, "hls.media_sequence", 0, 0, \
    "media_sequence", "", \
    "newest media sequence that any viewer has of any playlist") \
X(HLS_RELOAD_COUNT, COUNTER, ONE, "hls.reload.count", 0, 0, \
    "playlist_reloads_total", "", "playlist reloads requested") \
X(HLS_RELOAD_JUDGED, COUNTER, ONE, "hls.reload.judged", 0, 0, "", "", \
    "reloads held against a target duration that is known") \
X(HLS_RELOAD_LATE, COUNTER, ONE, "hls.reload.late", HLS_RELOAD_JUDGED, 0, \
    "playlist_late_total", "", \
    "reloads requested over half a target duration after they were due") \
X(HLS_RELOAD_INTERVAL, SKETCH, SECONDS, "hls.reload.interval", 0, 0, \
    "playlist_reload_interval_seconds", "", \
    "time from the request of a playlist to that of its reload") \
X(HLS_RELOAD_JITTER, SKETCH, SECONDS, "hls.reload.jitter", 0, 0, \
    "playlist_reload_jitter_seconds", "", \
    "how long after it was due a reload was requested") \
METRIC_FLAW(X, CORRUPT, "corrupt", "corrupt packets") \
METRIC_FLAW(X, COUNTER, "counter", "breaks of an MPEG-TS continuity counter") \
METRIC_FLAW(X, DTS, "dts", "decoding times that went back") \
METRIC_FLAW(X, STEP, "discontinuity", "jumps of the timestamps") \
X(WATCH_COUNT, COUNTER, ONE, "watch.count", 0, 0, \
    "playlist_watches_total", "result=\"ok\"", \
    "fetches of watched playlists that brought one") \
X(WATCH_FAIL, COUNTER, ONE, "watch.fail", 0, 0, \
    "playlist_watches_total", "result=\"fail\"", \
    "fetches of watched playlists that failed, or brought none") \
X(WATCH_TIME, SKETCH, SECONDS, "watch.time", 0, 0, "", "", \
    "time from the request of a watched playlist to its last byte") \
X(WATCH_MINUTES, COUNTER, ONE, "watch.minutes", 0, 0, "", "", \
    "minutes of the run in which a playlist was watched") \
X(WATCH_BREACHES, COUNTER, ONE, "watch.breaches", WATCH_COUNT, 0, "", "", \
    "breaches of all rules of HLS by watched playlists") \
METRIC_RULE(X, EXTINF, "extinf", \
    "segments whose EXTINF, rounded, is over the target duration") \
METRIC_RULE(X, TARGET, "target", "times that a target duration changed") \
METRIC_RULE(X, SEQUENCE, "sequence", \
    "media sequences that went back, or numbers that name another segment") \
METRIC_RULE(X, WINDOW, "window", "live windows under three target durations") \
METRIC_RULE(X, LATE, "late", \
    "gaps of over 1.5 target durations between new segments, as told") \
METRIC_RULE(X, DISCONTINUITY, "discontinuity", \
    "discontinuity sequences that do not follow from the tags before") \
X(BROKEN_ANY, COUNTER, ONE, "watch.broken.any", WATCH_COUNT, 0, "", "", \
    "minutes of the run in which a rule was broken") \
METRIC_BROKEN(X, EXTINF, "extinf") \
METRIC_BROKEN(X, TARGET, "target") \
METRIC_BROKEN(X, SEQUENCE, "sequence") \
METRIC_BROKEN(X, WINDOW, "window") \
METRIC_BROKEN(X, LATE, "late") \
METRIC_BROKEN(X, DISCONTINUITY, "discontinuity") \
X(WATCH_PLAYLISTS, GAUGE, ONE, "watch.playlists", 0, 0, \
    "", "", "media playlists that are watched") \
X(WATCH_TARGET, GAUGE_MAX, SECONDS, "watch.target", 0, 0, \
    "playlist_target_duration_seconds", "", \
    "longest target duration of the watched playlists") \
X(WATCH_WINDOW, GAUGE_MIN, SECONDS, "watch.window", 0, 0, \
    "playlist_window_seconds", "", \
    "media in the shortest window of the watched live playlists") \
METRIC_CACHED(X, HIT, "hit", "that a cache says it answered by itself") \
METRIC_CACHED(X, STALE, "stale", \
    "that a cache served past their time (stale, updating)") \
METRIC_CACHED(X, REVALIDATED, "revalidated", \
    "that a cache served after the origin confirmed them") \
METRIC_CACHED(X, MISS, "miss", \
    "fetched from behind the cache (miss, expired)") \
METRIC_CACHED(X, BYPASS, "bypass", "never to be cached (bypass, dynamic)") \
X(CACHE_SERVED, COUNTER, ONE, "cache.served", 0, 0, "", "", \
    "cache hits, stale and revalidated ones together") \
X(CACHE_KNOWN, COUNTER, ONE, "cache.known", 0, 0, "", "", \
    "transfers whose cache tells what it did") \
X(CACHE_RATIO, RATIO, RATIO, "cache.ratio", CACHE_SERVED, CACHE_KNOWN, \
    "", "", "share of transfers served by a cache, of those it tells of") \
X(CACHE_AGE, SKETCH, SECONDS, "cache.age", 0, 0, \
    "cache_age_seconds", "", \
    "age of transfers, by their Age header") \
X(BANDWIDTH_BITS, COUNTER, ONE, "bandwidth.bits", 0, 0, "", "", \
    "bits of the segments whose transfer time is known") \
X(BANDWIDTH_DECLARED, COUNTER, ONE, "bandwidth.declared", 0, 0, "", "", \
    "bits that the variant's BANDWIDTH makes in those times") \
X(BANDWIDTH_EFFICIENCY, RATIO, DECIMAL, "bandwidth.efficiency", \
    BANDWIDTH_BITS, BANDWIDTH_DECLARED, "bandwidth_efficiency", "", \
    "how many times BANDWIDTH the segments came at; at 1 no time is left") \
X(STARTUP_COUNT, COUNTER, ONE, "startup.count", 0, 0, \
    "startups_total", "", \
    "sessions that started to play: a first segment came, with media") \
X(STARTUP_FAIL, COUNTER, ONE, "startup.fail", 0, 0, \
    "startup_failures_total", "", \
    "sessions that ended by themselves before they played") \
X(STARTUP_DENIED, COUNTER, ONE, "startup.denied", 0, 0, "", "", \
    "failed startups whose session was denied last: see playback.denied") \
X(STARTUP_PENDING, GAUGE, ONE, "startup.pending", 0, 0, \
    "startups_pending", "", "sessions that do not play yet") \
X(STARTUP_TIME, SKETCH, SECONDS, "startup", 0, 0, \
    "startup_time_seconds", "", \
    "time of the transfers a viewer needs, to the first segment's last byte") \
X(STARTUP_WALL, SKETCH, SECONDS, "startup.wall", 0, 0, \
    "startup_wall_seconds", "", \
    "time from first connection attempt to the first segment's last byte") \
X(STARTUP_UNFINISHED, SKETCH, SECONDS, "startup.unfinished", 0, 0, "", "", \
    "age of sessions that were ended before their first segment") \
X(PLAYBACK_FAIL, COUNTER, ONE, "playback.fail", 0, 0, \
    "playback_failures_total", "", \
    "sessions that ended by themselves after their first segment") \
X(PLAYBACK_DENIED, COUNTER, ONE, "playback.denied", 0, 0, "", "", \
    "failed playbacks whose session was denied last: status 400 or more, " \
    "or no playlist") \
X(REBUFFER_COUNT, COUNTER, ONE, "rebuffer.count", REBUFFER_WATCHED, 0, \
    "rebuffers_total", "", \
    "times a viewer's buffer was empty for 0.25 s or more, counted when over") \
X(REBUFFER_TIME, PROVISIONAL, SECONDS, "rebuffer.time", REBUFFER_WATCHED, 0, \
    "rebuffer_seconds_total", "", \
    "time viewers' buffers were empty, however short") \
X(REBUFFER_PLAYED, PROVISIONAL, SECONDS, "rebuffer.played", 0, 0, \
    "played_seconds_total", "", "media played by the viewers") \
X(REBUFFER_WATCHED, PROVISIONAL, SECONDS, "rebuffer.watched", 0, 0, \
    "watched_seconds_total", "", "media played plus time empty") \
X(REBUFFER_RATIO, RATIO, RATIO, "rebuffer.ratio", REBUFFER_TIME, \
    REBUFFER_WATCHED, "", "", \
    "share of the time watched in which buffers were empty") \
X(REBUFFER_SESSIONS, COUNTER, ONE, "rebuffer.sessions", REBUFFER_WATCHED, 0, \
    "rebuffered_sessions_total", "", \
    "sessions that rebuffered, each at its first rebuffer") \
X(REBUFFER_SHARE, RATIO, RATIO, "rebuffer.share", REBUFFER_SESSIONS, \
    STARTUP_COUNT, "", "", \
    "share of the sessions that started to play that rebuffered; " \
    "of the whole run alone") \
X(REBUFFER_DURATION, SKETCH, SECONDS, "rebuffer.duration", 0, 0, \
    "rebuffer_duration_seconds", "", "length of a rebuffer that ended") \
X(SESSION_STARTS, COUNTER, ONE, "session.starts", 0, 0, \
    "client_starts_total", "", "processes started") \
X(SESSION_RESTARTS, COUNTER, ONE, "session.restarts", 0, 0, \
    "client_restarts_total", "", \
    "processes started after a failure of their client") \
METRIC_EXIT(X, SUCCESS, "success", \
    "that exited with code 0, having lost nothing by their log") \
METRIC_EXIT(X, BROKE, "broke", \
    "that exited with code 0 though their viewer's startup or playback " \
    "had failed") \
METRIC_EXIT(X, ERROR, "error", "that exited with another code") \
METRIC_EXIT(X, SIGNAL, "signal", "ended by a signal that was not ours") \
METRIC_EXIT(X, STALL, "stall", "we ended because no media came") \
METRIC_EXIT(X, SESSION, "session", "we ended because the viewer left") \
METRIC_EXIT(X, SHUTDOWN, "shutdown", "we ended because the run stopped") \
X(SESSION_UPTIME, SKETCH, SECONDS, "session.uptime", 0, 0, \
    "client_uptime_seconds", "", "time from a process's start to its end") \
X(PIPELINE_LINES, COUNTER, ONE, "pipeline.lines", 0, 0, \
    "stats_lines_parsed_total", "", "raw lines that hls-parse read") \
X(PIPELINE_GARBLED, COUNTER, ONE, "pipeline.garbled", 0, 0, \
    "stats_lines_garbled_total", "", "raw lines that were no valid record") \
X(PIPELINE_LOST, COUNTER, ONE, "pipeline.lost", 0, 0, \
    "stats_lines_dropped_total", "", \
    "raw lines that hls-spawn had to discard") \
X(PIPELINE_BAD, COUNTER, ONE, "pipeline.bad", 0, 0, \
    "events_garbled_total", "", "events that were no valid record") \
X(PIPELINE_BACKSTEPS, COUNTER, ONE, "pipeline.backsteps", 0, 0, \
    "tick_backsteps_total", "", "ticks whose time was before the last one's") \
X(LOGS_LINES, COUNTER, ONE, "logs.lines", 0, 0, "", "", \
    "lines of bare logs, which hls-parse --plain read") \
X(LOGS_KNOWN, COUNTER, ONE, "logs.known", 0, 0, "", "", \
    "lines of bare logs that are known to be FFmpeg's") \
X(LOGS_PROCESSES, COUNTER, ONE, "logs.processes", 0, 0, "", "", \
    "processes that bare logs tell of") \
X(LOGS_HLS, COUNTER, ONE, "logs.hls", 0, 0, "", "", \
    "processes of bare logs that tell of HLS, or of an HTTP exchange") \
X(LOGS_UNSTAMPED, COUNTER, ONE, "logs.unstamped", 0, 0, "", "", \
    "processes of bare logs without stamps, which no times are known of") \
X(CLIENTS_TARGET, GAUGE, ONE, "clients.target", 0, 0, \
    "target_clients", "", "clients asked for") \
X(CLIENTS_STARTED, GAUGE, ONE, "clients.started", 0, 0, \
    "", "", "clients started so far") \
METRIC_CLIENTS(X, STARTING, "starting", "processes without media yet") \
METRIC_CLIENTS(X, RUNNING, "running", "processes whose media advances") \
METRIC_CLIENTS(X, STALLED, "stalled", "processes whose media stands still") \
METRIC_CLIENTS(X, BACKOFF, "backoff", "clients waiting for a restart") \
METRIC_CLIENTS(X, STOPPED, "stopped", "clients that have ended") \
X(CLIENTS_ACTIVE, GAUGE, ONE, "clients.active", 0, 0, \
    "active_clients", "", "processes alive: starting, running, stalled") \
X(CLIENTS_RAMP, GAUGE, RATIO, "clients.ramp", 0, 0, \
    "ramp_progress", "", "share of the clients asked for that have started") \
X(CLIENTS_SEEN, GAUGE, ONE, "clients.seen", 0, 0, \
    "", "", "different clients so far") \
X(CLIENTS_DEGRADED, GAUGE, ONE, "clients.degraded", 0, 0, \
    "stats_clients_degraded", "", \
    "clients that lost over 1 % of the lines a client has on average") \
X(VIEWERS_SPEED, SKETCH, DECIMAL, "viewers.speed", 0, 0, "viewer_speed", "", \
    "media gained / time passed, between segment ends 10 s or more apart") \
X(VIEWERS_DRIFT, SKETCH, SECONDS, "viewers.drift", 0, 0, \
    "viewer_drift_seconds", "", \
    "how far media is behind its best lead over time, at a segment's end") \
X(VIEWERS_EDGE, SKETCH, SECONDS, "viewers.edge", 0, 0, \
    "viewer_edge_distance_seconds", "", \
    "media from a viewer's playhead to the live edge of its watched " \
    "playlist, at each tick") \
X(VIEWERS_LATENCY, SKETCH, SECONDS, "viewers.latency", 0, 0, \
    "viewer_latency_seconds", "", \
    "time from EXT-X-PROGRAM-DATE-TIME of a viewer's playhead to now, " \
    "at each tick") \
X(VIEWERS_PREFETCHING, COUNTER, ONE, "viewers.prefetching", 0, 0, "", "", \
    "sessions that fetch segments ahead, two at once, as players do not") \
X(VIEWERS_COUNT, COUNTER, ONE, "viewers.count", 0, 0, \
    "viewers_come_total", "", \
    "viewers that came: a restart after a failure is the same one's") \
X(VIEWERS_PLAYED, COUNTER, ONE, "viewers.played", 0, 0, \
    "viewers_played_total", "", \
    "viewers that started to play, each once, in whatever session") \
X(VIEWERS_REBUFFERED, COUNTER, ONE, "viewers.rebuffered", \
    REBUFFER_WATCHED, 0, "viewers_rebuffered_total", "", \
    "viewers that rebuffered, each at its first rebuffer") \
X(MISSING_DURATIONS, COUNTER, ONE, "viewers.missing.durations", 0, 0, "", "", \
    "sessions that play without figures: nothing tells how long segments " \
    "are") \
X(MISSING_ENDS, COUNTER, ONE, "viewers.missing.ends", 0, 0, "", "", \
    "sessions that play without figures: the log tells no segment's end") \
X(MISSING_STAMPS, COUNTER, ONE, "viewers.missing.stamps", 0, 0, "", "", \
    "sessions that play without figures: the log has no stamps to measure by") \
X(MISSING_PACE, COUNTER, ONE, "viewers.missing.pace", 0, 0, "", "", \
    "sessions without figures: VOD fetched as fast as it comes") \
METRIC_VIEWERS(X, STARTUP, "startup", "waiting for their first segment") \
METRIC_VIEWERS(X, PLAYING, "playing", "whose buffer holds media") \
METRIC_VIEWERS(X, REBUFFERING, "rebuffering", "whose buffer is empty") \
X(VIEWERS_REALTIME, GAUGE, ONE, "viewers.realtime", 0, 0, \
    "clients_above_realtime", "", \
    "viewers whose last speed was 0.95 or more") \
X(VIEWERS_SLOW, GAUGE, ONE, "viewers.slow", 0, 0, \
    "clients_below_realtime", "", "viewers whose last speed was below 0.95") \
X(VIEWERS_DRIFTED, GAUGE, ONE, "viewers.drifted", 0, 0, \
    "high_drift_clients", "", "viewers whose drift is over 5 s") \
X(QOE_SCORE, STATE, DECIMAL, "qoe.score", 0, 0, "qoe_score", "", \
    "score of each client that has one, from 0 to 100") \
METRIC_RATED(X, EXCELLENT, "excellent", "of 90 or more") \
METRIC_RATED(X, GOOD, "good", "from 75 to below 90") \
METRIC_RATED(X, FAIR, "fair", "from 50 to below 75") \
METRIC_RATED(X, POOR, "poor", "below 50") \
METRIC_INFLIGHT(X, PLAYLIST, "playlist") \
METRIC_INFLIGHT(X, SEGMENT, "segment") \
METRIC_INFLIGHT(X, INIT, "init") \
METRIC_INFLIGHT(X, KEY, "key") \
METRIC_INFLIGHT(X, OTHER, "other") \
X(GENERATOR_LATE_N, GAUGE, ONE, "generator.late_n", 0, 0, \
    "generator_late_turns", "", \
    "turns of hls-spawn that were over 100 ms late, in the last second") \
X(GENERATOR_LATE_MAX, GAUGE_MAX, SECONDS, "generator.late_max", 0, 0, \
    "generator_lateness_seconds", "", \
    "worst lateness of hls-spawn in the last second") \
X(GENERATOR_CPU, GAUGE_MAX, RATIO, "generator.cpu", 0, 0, \
    "generator_cpu_ratio", "", "share of a core hls-spawn used, last second") \
X(GENERATOR_IDLE, GAUGE_MIN, RATIO, "generator.idle", 0, 0, \
    "generator_idle_ratio", "", "idle share of the machine, last second") \
X(GENERATOR_ASKED, GAUGE, ONE, "generator.asked", 0, 0, \
    "", "", "starts and restarts that were due so far") \
X(GENERATOR_STARTS, GAUGE, ONE, "generator.starts", 0, 0, \
    "", "", "processes started so far") \
X(GENERATOR_LOST, GAUGE, ONE, "generator.lost", 0, 0, \
    "", "", "raw lines discarded so far as the reader was slow") \
X(GENERATOR_BLOCKED, GAUGE_MAX, SECONDS, "generator.blocked", 0, 0, \
    "generator_blocked_seconds", "", \
    "part of the last second in which clients waited for a slow reader") \
X(GENERATOR_LAG, GAUGE_MAX, SECONDS, "generator.lag", 0, 0, \
    "generator_lag_seconds", "", \
    "how late hls-spawn reads its clients by design") \
X(GENERATOR_RATE, GAUGE, PER_SECOND, "generator.rate", 0, 0, \
    "", "", \
    "starts per second that the machine allows, under -r auto") \
X(GENERATOR_RAMP, GAUGE_MAX, SECONDS, "generator.ramp", 0, 0, \
    "", "", \
    "time in which clients were to come, under -r auto") \
X(GENERATOR_HELD, GAUGE_MAX, SECONDS, "generator.held", 0, 0, \
    "", "", \
    "part of the ramp in which the machine was its limit") \
X(GENERATOR_CARRIES, GAUGE, ONE, "generator.carries", 0, 0, \
    "generator_capacity_viewers", "", \
    "viewers that the machine carries, by what the first ones took") \
X(CAPACITY_CARRIES, GAUGE, ONE, "capacity.carries", 0, 0, \
    "capacity_viewers", "", \
    "viewers of the highest step of the load that held, so far") \
X(ORIGINS_DOWN, GAUGE, ONE, "origins.down", 0, 0, \
    "", "", "exporters of all origins that do not answer") \
X(ORIGINS_CPU, GAUGE_MAX, RATIO, "origins.cpu", 0, 0, \
    "", "", "share of the processors that is busy, on the busiest origin") \
X(ORIGINS_MEMORY, GAUGE_MAX, RATIO, "origins.memory", 0, 0, \
    "", "", "share of the memory in use, on the fullest origin") \
X(RUN_ELAPSED, GAUGE_MAX, SECONDS, "run.elapsed", 0, 0, \
    "test_elapsed_seconds", "", "time from the first record to the last tick") \
X(RUN_DURATION, GAUGE_MAX, SECONDS, "run.duration", 0, 0, \
    "test_duration_seconds", "", "time the run was asked to take") \
X(RUN_REMAINING, GAUGE_MAX, SECONDS, "run.remaining", 0, 0, \
    "test_remaining_seconds", "", "what is left of the time asked for")

#define METRIC_ID(id, kind, unit, path, a, b, prom, labels, help) M_##id,
enum metric_id {
	METRIC_LIST(METRIC_ID)
	METRICS
};
#undef METRIC_ID

struct metric {
	const char *path;
	enum metric_kind kind;
	enum metric_unit unit;
	enum metric_id a, b;
	const char *prom;
	const char *labels;	/* inside of {}, or "" */
	const char *help;
};

extern const struct metric metrics[METRICS];

/* Neighbours that are counted or walked together: M_name_FIRST, M_name_END. */
#define METRIC_RANGE(name, first, last, n) \
enum { M_##name##_FIRST = M_##first, M_##name##_END = M_##last + 1 }; \
_Static_assert(M_##last - M_##first + 1 == (n), "the ids of " #name)
METRIC_RANGE(RULES, RULE_EXTINF, RULE_DISCONTINUITY, 6);
METRIC_RANGE(BROKEN, BROKEN_EXTINF, BROKEN_DISCONTINUITY, 6);
METRIC_RANGE(CONTINUITY, CONTINUITY_CORRUPT, CONTINUITY_STEP, 4);
METRIC_RANGE(MISSING, MISSING_DURATIONS, MISSING_PACE, 4);
METRIC_RANGE(EXITS, EXIT_SUCCESS, EXIT_SHUTDOWN, 7);
METRIC_RANGE(OUR_EXITS, EXIT_STALL, EXIT_SHUTDOWN, 3);
METRIC_RANGE(NO_CONNECT, CONNECT_REFUSED, CONNECT_NO_OTHER, 9);
METRIC_RANGE(NO_BODY, HTTP_SHORT, HTTP_NO_RESPONSE, 7);
METRIC_RANGE(PROCESSES, CLIENTS_STARTING, CLIENTS_STOPPED, 5);
METRIC_RANGE(STATES, VIEWERS_STARTUP, VIEWERS_REBUFFERING, 3);
METRIC_RANGE(VIEWERS, VIEWERS_STARTUP, VIEWERS_DRIFTED, 6);
METRIC_RANGE(RATINGS, QOE_EXCELLENT, QOE_POOR, 4);
METRIC_RANGE(INFLIGHT, INFLIGHT_PLAYLIST, INFLIGHT_OTHER, 5);

/* The figures of one type of transaction, as offsets from its COUNT. */
enum transaction_type {
	T_PLAYLIST, T_SEGMENT, T_INIT, T_KEY, T_OTHER, T_TYPES
};
extern const char *const transaction_names[T_TYPES];
extern const enum metric_id transaction_first[T_TYPES];	/* their COUNTs */
/* METRIC_OF(BYTES, type): M_PLAYLIST_BYTES, M_SEGMENT_BYTES, as type is. */
#define METRIC_OF(figure, t) ((enum metric_id)((int)M_PLAYLIST_##figure - \
    (int)M_PLAYLIST_COUNT + (int)transaction_first[t]))

/* The keys of a sketch, in the order of the stat line. */
enum metric_stat {
	STAT_MIN, STAT_MEAN, STAT_P5, STAT_P25, STAT_P50, STAT_P75, STAT_P90,
	STAT_P95, STAT_P99, STAT_P999, STAT_MAX, STATS
};

struct sketch_stat {
	const char *key;	/* min, mean, p50, p999, max ... */
	int num, den;		/* the quantile, or 0, 0 */
	int low;		/* only for states, whose low end matters */
};
extern const struct sketch_stat sketch_stats[STATS];

/* One of them of one sketch: segment.ttfb.p95. */
struct metric_at {
	enum metric_id id;
	enum metric_stat stat;
};

/*
 * The help of a family in Prometheus, which may have the series of several
 * figures.
 */
const char *metric_help(const struct metric *m);

/*
 * Whether records of windows of the section that begins with this figure are
 * shown in every run; those of the others once something has happened.
 */
int metric_is_always(enum metric_id first);

/* Whether it counts, for good or provisionally. */
int metric_is_counter(const struct metric *m);
int metric_is_gauge(const struct metric *m);
/* Whether it is a distribution: a sketch or a state. */
int metric_is_sketch(const struct metric *m);

/* Whether a distribution is shown with this key. */
int metric_has_stat(const struct metric *m, int stat);

/*
 * The metric of a path, or -1; for a sketch's key (segment.ttfb.p95) the
 * sketch, with *stat set to its enum metric_stat, else *stat is -1.
 * A path under http.code. (http.code.503) is a counter per status code that
 * is not in the table: METRICS is returned.
 */
int metric_find(struct slice path, int *stat);

/*
 * The unit of the figure whose path a text begins with, as that of a threshold
 * does; UNIT_ONE where it begins with none.
 */
enum metric_unit metric_unit_of(struct slice text);

/* The last component of its path: the word for what it counts. */
const char *metric_word(enum metric_id id);
/* The one of such a range with this word, or end. */
unsigned metric_by_word(unsigned first, unsigned end, struct slice word);

/* Its section, the path's first component: the kind of its stat record; */
struct slice metric_section(const struct metric *m);
/* and what is behind: "ttfb" of segment.ttfb, "" of startup. */
const char *metric_key(const struct metric *m);
/* The first id of the section that id is in, and the one behind its last. */
unsigned metric_first(unsigned id);
unsigned metric_end(unsigned id);

/* A value as a stat line has it: whole, or six decimals. */
void metric_value(struct sbuf *b, enum metric_unit unit, int64_t v);

/* Its reverse: 0 and *v, or -1. */
int metric_read(enum metric_unit unit, struct slice s, int64_t *v);

#endif
