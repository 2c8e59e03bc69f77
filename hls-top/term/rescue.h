/*
 * The terminal restored by force: where a signal ends the program at once (a
 * crash, or one that nobody thought of), and where the terminal does not take
 * what is on its way to it.
 */
#ifndef RESCUE_H
#define RESCUE_H

#include <termios.h>

/*
 * From now on such a signal first writes `leave` (kept by reference) to fd and
 * sets the modes, unless the terminal is another one's; then it does what it
 * does by default.
 */
void rescue_arm(int fd, const char *leave, const struct termios *modes);
void rescue_disarm(void);

/* Writes `leave` now, instead of all that the terminal has not yet taken. */
void rescue_leave(void);

#endif
