/*
 * Who may do what with a file that takes the place of another: as before, and
 * never more.
 */
#ifndef RIGHTS_H
#define RIGHTS_H

#include <sys/stat.h>

/*
 * The mode that keeps everybody from what the old one kept him from, where the
 * owner or the group is no longer the same.
 */
mode_t rights_mode(mode_t old, int same_owner, int same_group);

/*
 * Owner, group and mode of the old file for the new one, as far as we may; its
 * mode is 0600 before. Without an old file (NULL) what the umask leaves.
 */
void rights_give(int fd, const struct stat *old);

/*
 * Whether a file may be replaced by us: in a folder with the sticky bit only
 * its owner and the folder's may, and root.
 */
int rights_replace(const char *path, const struct stat *file);

#endif
