#pragma once

// Functions that glibc declares only under _GNU_SOURCE. Swift's Glibc module is built without it, so they are
// declared here once more, as glibc's headers have them.

#include <pthread.h>

const char *strerrorname_np(int code);
const char *strerrordesc_np(int code);
int pipe2(int ends[2], int flags);
int pthread_setname_np(pthread_t thread, const char *name);
