// adjtimex and `struct timex`: the kernel's account of its own clock.
//
// Why a C module: the Swift module for glibc leaves <sys/timex.h> out.
#ifndef ONAIR_CTIMEX_SHIM_H
#define ONAIR_CTIMEX_SHIM_H

#include <sys/timex.h>

#endif
