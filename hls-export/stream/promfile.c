/*
 * Only a regular file can be replaced: what is written again and again into a
 * pipe has no end that its reader could tell.
 */
#include "die.h"
#include "promfile.h"

void
promfile_open(struct promfile *f, const char *option, const char *path)
{
	const char *why;

	*f = (struct promfile){ 0 };
	why = store_open(&f->store, path);
	if (why == NULL && !f->store.is_file)
		why = STORE_NO_FILE;
	if (why == NULL && store_is(&f->store, NULL))
		why = STORE_INPUT;
	if (why != NULL)
		die("%s: %s: %s", option, path, why);
}

void
promfile_write(struct promfile *f, struct slice text)
{
	const char *why = store_put(&f->store, text, NULL);

	f->failed = why != NULL;
	if (f->failed && !f->told) {
		f->told = 1;
		msg("%s: not written: %s", f->store.path, why);
	}
}
