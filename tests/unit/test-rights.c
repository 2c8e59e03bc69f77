/*
 * lib/file/rights: what the mode of a file may become when its owner or group
 * is lost. Each of three people, the owner, one of the group and another, may
 * do no more than before, whatever the mode was; the new owner's own bits stay.
 */
#include "check.h"
#include "file/rights.h"

int
main(void)
{
	mode_t old, new, both;

	for (old = 0; old <= 0777; old++) {
		CHECK(rights_mode(old, 1, 1) == old);
		CHECK(rights_mode(S_ISUID | S_ISGID | S_ISVTX | old, 1, 1) ==
		    old);
		/* The old owner is of the group, or one of the others. */
		new = rights_mode(old, 0, 1);
		CHECK((new & 0700) == (old & 0700));
		CHECK((new >> 3 & 7 & ~(old >> 6)) == 0);
		CHECK((new & 7 & ~(old >> 6)) == 0);
		CHECK((new & 077 & ~old) == 0);
		/* The old group is among the others, others are the group. */
		new = rights_mode(old, 1, 0);
		CHECK((new & 0700) == (old & 0700));
		CHECK((new & 7 & ~(old >> 3)) == 0);
		CHECK((new >> 3 & 7 & ~old) == 0);
		CHECK((new & 077 & ~old) == 0);
		both = rights_mode(old, 0, 0);
		CHECK((both & 0700) == (old & 0700));
		CHECK((both & 077 & ~new) == 0);
		CHECK((both & 077 & ~rights_mode(old, 0, 1)) == 0);
	}
	CHECK(rights_mode(0644, 0, 0) == 0644);
	CHECK(rights_mode(0640, 1, 0) == 0600);
	CHECK(rights_mode(0604, 1, 0) == 0600);
	CHECK(rights_mode(0664, 1, 0) == 0644);
	CHECK(rights_mode(0077, 0, 1) == 0);
	return check_result();
}
