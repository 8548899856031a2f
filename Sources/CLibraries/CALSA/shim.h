#pragma once
#include <alsa/asoundlib.h>

// alsa-lib prints its errors to stderr unless it is given another handler. The handler's type is variadic,
// which Swift imports as an opaque pointer, so a Swift closure cannot be one.
static void onair_alsa_say_nothing(const char *file, int line, const char *function, int error, const char *format, ...) {
    (void)file; (void)line; (void)function; (void)error; (void)format;
}

static inline int onair_alsa_silence(void) {
    return snd_lib_error_set_handler(onair_alsa_say_nothing);
}
