/*
 * Set-user-id bits and the like are not of a file of figures, and are not kept.
 */
#include <string.h>
#include <unistd.h>

#include "file/rights.h"
#include "sbuf.h"

mode_t
rights_mode(mode_t old, int same_owner, int same_group)
{
	mode_t owner = old >> 6 & 7, group = old >> 3 & 7, other = old & 7;

	/* Who was in the group is another now, and the other way round. */
	if (!same_group)
		group = other = group & other;
	/* He who was the owner is one of these. */
	if (!same_owner) {
		group &= owner;
		other &= owner;
	}
	return owner << 6 | group << 3 | other;
}

void
rights_give(int fd, const struct stat *old)
{
	mode_t mask = umask(0), mode = 0666 & ~mask;
	int owner, group;
	struct stat st;

	umask(mask);
	if (old != NULL) {
		if (fstat(fd, &st) != 0)
			return;
		/* First the group: who has given a file away may no more. */
		group = st.st_gid == old->st_gid ||
		    fchown(fd, (uid_t)-1, old->st_gid) == 0;
		owner = st.st_uid == old->st_uid ||
		    fchown(fd, old->st_uid, (gid_t)-1) == 0;
		mode = rights_mode(old->st_mode, owner, group);
	}
	/* Where there are no modes it has that of all files there. */
	(void)!fchmod(fd, mode);
}

/* The folder that path is in. */
static int
stat_folder(const char *path, struct stat *st)
{
	const char *slash = strrchr(path, '/');
	struct sbuf name = { 0 };
	int r;

	if (slash == NULL)
		sbuf_str(&name, ".");
	else
		sbuf_slice(&name, (struct slice){ path,
		    (size_t)(slash - path) + 1 });
	sbuf_char(&name, '\0');
	r = stat(name.p, st);
	sbuf_free(&name);
	return r;
}

int
rights_replace(const char *path, const struct stat *file)
{
	uid_t user = geteuid();
	struct stat folder;

	return user == 0 || user == file->st_uid ||
	    stat_folder(path, &folder) != 0 ||
	    (folder.st_mode & S_ISVTX) == 0 || user == folder.st_uid;
}
