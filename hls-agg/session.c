/*
 * Sessions by client. Only what needs memory between two records is here; the
 * figures are in the tallies.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "session.h"

void
sessions_init(struct sessions *ss, struct tally *now)
{
	*ss = (struct sessions){ .now = now };
}

void
sessions_free(struct sessions *ss)
{
	struct session *s;
	size_t i = 0;

	while ((s = idmap_each(&ss->map, &i)) != NULL)
		free(s);
	idmap_free(&ss->map);
}

static void
start(struct sessions *ss, struct session *s, int64_t run)
{
	*s = (struct session){ .run = run, .viewer = VIEWER_NONE };
	ss->viewers[VIEWER_NONE]++;
}

static void
finish(struct sessions *ss, struct session *s)
{
	unsigned type;

	for (type = 0; type < T_TYPES; type++)
		tally_count(ss->now, METRIC_OF(M_PLAYLIST_ABORTED, type),
		    s->inflight[type]);
	session_forget(ss, s);
	ss->viewers[s->viewer]--;
}

struct session *
session_find(struct sessions *ss, struct slice subject)
{
	struct session_id id;
	struct session *s;

	if (session_read(subject, &id) != 0)
		return NULL;
	s = idmap_get(&ss->map, idmap_client(&id));
	if (s != NULL && s->run >= id.run)
		return s->run == id.run ? s : NULL;
	if (s != NULL) {
		finish(ss, s);
	} else {
		s = ezalloc(1, sizeof(*s));
		idmap_put(&ss->map, idmap_client(&id), s);
	}
	start(ss, s, id.run);
	if ((int64_t)ss->map.n > ss->most)
		ss->most = (int64_t)ss->map.n;
	return s;
}

void
session_end(struct sessions *ss, struct slice subject)
{
	struct session_id id;
	struct session *s;

	if (session_read(subject, &id) != 0)
		return;
	s = idmap_get(&ss->map, idmap_client(&id));
	if (s == NULL || s->run > id.run)
		return;
	idmap_take(&ss->map, idmap_client(&id));
	finish(ss, s);
	free(s);
}

void
session_inflight(struct sessions *ss, struct session *s,
    enum transaction_type type, int n)
{
	if (n < 0 && s->inflight[type] == 0)
		return;
	s->inflight[type] += n;
	ss->inflight[type] += n;
}

void
session_forget(struct sessions *ss, struct session *s)
{
	unsigned type;

	for (type = 0; type < T_TYPES; type++) {
		ss->inflight[type] -= s->inflight[type];
		s->inflight[type] = 0;
	}
}

void
session_viewer(struct sessions *ss, struct session *s,
    enum viewer_state state)
{
	ss->viewers[s->viewer]--;
	s->viewer = state;
	ss->viewers[state]++;
}
