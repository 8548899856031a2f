// What of libavformat, libavcodec and libavutil Swift cannot import by itself. One reason a group.
#pragma once

#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/error.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libavutil/time.h>

// AVERROR, AVERROR_* and AV_NOPTS_VALUE are function-like or cast macros: they do not import.
static inline int onair_av_error(int number) { return AVERROR(number); }
static const int onair_av_eof = AVERROR_EOF;
static const int onair_av_exit = AVERROR_EXIT;
static const int onair_av_invalid_data = AVERROR_INVALIDDATA;
static const int onair_av_no_protocol = AVERROR_PROTOCOL_NOT_FOUND;
static const int onair_av_no_demuxer = AVERROR_DEMUXER_NOT_FOUND;
static const int onair_av_no_decoder = AVERROR_DECODER_NOT_FOUND;
static const int onair_av_http_unauthorized = AVERROR_HTTP_UNAUTHORIZED;
static const int onair_av_http_forbidden = AVERROR_HTTP_FORBIDDEN;
static const int onair_av_http_not_found = AVERROR_HTTP_NOT_FOUND;
static const int64_t onair_av_no_timestamp = AV_NOPTS_VALUE;

// A log callback takes a va_list, which Swift cannot receive. The line is made here, in a buffer large enough
// that a line is seldom cut (a cut secret would escape a redaction by value: `cut` says when that happened).
// The sink is a static of the one Swift file that calls onair_av_redirect_log.
typedef void (*onair_av_log_sink)(int level, const char *line, int cut);
static onair_av_log_sink onair_av_current_sink = 0;

static inline void onair_av_log_line(void *context, int level, const char *format, va_list arguments) {
    if (level > AV_LOG_WARNING || !onair_av_current_sink) return;
    char line[4096];
    int prefix = 1;
    int length = av_log_format_line2(context, level, format, arguments, line, sizeof line, &prefix);
    if (length < 0) return;
    onair_av_current_sink(level, line, length >= (int)sizeof line);
}

static inline void onair_av_redirect_log(onair_av_log_sink sink) {
    onair_av_current_sink = sink;
    av_log_set_callback(onair_av_log_line);
}

// libsrt, which libavformat loads, writes its own log to stderr and has no way around it through libavformat.
// Its level is turned down to LOG_CRIT (2) where the library is there. Looked up at run time: libavformat
// may be built without SRT.
static inline void onair_av_quieten_srt(void) {
    void (*set_level)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "srt_setloglevel");
    if (set_level) set_level(2);
}

// getaddrinfo inside libavformat takes no interrupt callback. The resolver's own limits (5 s, twice, a name
// server each) are drawn in, unless somebody has set them.
static inline void onair_av_bound_resolver(void) { setenv("RES_OPTIONS", "timeout:1 attempts:2", 0); }

// Opening a FIFO or reading a directory would block or fail oddly inside libavformat: the kind is asked
// first. Returns 0 for a regular file, else an errno.
static inline int onair_file_kind(const char *path) {
    struct stat facts;
    if (stat(path, &facts) != 0) return errno;
    if (S_ISDIR(facts.st_mode)) return EISDIR;
    return S_ISREG(facts.st_mode) ? 0 : ESPIPE;
}
