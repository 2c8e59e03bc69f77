/*
 * The words as they stand in the streams.
 */
#include "vocabulary.h"

const char *const viewer_states[VIEWER_STATES] = {
	[VIEWER_STARTUP] = "startup", [VIEWER_PLAYING] = "playing",
	[VIEWER_REBUFFERING] = "rebuffering", [VIEWER_ENDED] = "ended",
};

const char *const client_states[CLIENT_STATES] = {
	[CLIENT_STARTUP] = "startup", [CLIENT_PLAYING] = "playing",
	[CLIENT_REBUFFERING] = "rebuffering", [CLIENT_ALIVE] = "alive",
	[CLIENT_GONE] = "gone",
};

const char *const verdict_states[VERDICT_STATES] = {
	[VERDICT_NONE] = "none", [VERDICT_PASS] = "pass",
	[VERDICT_FAIL] = "fail", [VERDICT_INCONCLUSIVE] = "inconclusive",
};

const char *const end_reasons[END_REASONS] = {
	[END_NOT] = "", [END_DONE] = "done", [END_DURATION] = "duration",
	[END_CONTROL] = "control", [END_INTERRUPT] = "interrupt",
	[END_TERM] = "term", [END_HUP] = "hup", [END_PIPE] = "pipe",
	[END_READER] = "reader", [END_GIVEUP] = "giveup",
	[END_UNPLAYABLE] = "unplayable", [END_FAILED] = "failed",
};

const char *const exit_reasons[EXIT_REASONS] = {
	[EXIT_ITSELF] = "exit", [EXIT_STALL] = "stall",
	[EXIT_SESSION] = "session", [EXIT_SHUTDOWN] = "shutdown",
};

const char *const fail_reasons[FAIL_REASONS] = {
	[FAIL_EXIT_0] = "exit_0", [FAIL_EXIT_ERROR] = "exit_error",
	[FAIL_SIGNAL] = "signal", [FAIL_STALL] = "stall",
	[FAIL_PLAYLIST] = "playlist", [FAIL_STALE] = "stale",
	[FAIL_UNKNOWN] = "unknown",
};

int
word_find(const char *const *words, int n, struct slice word)
{
	int i;

	for (i = 0; i < n && !slice_eq(word, slice_str(words[i])); i++)
		;
	return i;
}

int
end_badness(struct slice reason)
{
	int i = WORD_FIND(end_reasons, reason);

	return i < END_REASONS ? i : (int)END_PIPE;
}

int
end_is_worse(struct slice reason, struct slice than)
{
	return reason.n > 0 &&
	    (than.n == 0 || end_badness(reason) > end_badness(than));
}
