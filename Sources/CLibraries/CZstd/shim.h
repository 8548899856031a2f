#ifndef ONAIR_CZSTD_SHIM_H
#define ONAIR_CZSTD_SHIM_H

#include <zstd.h>

/// `ZSTD_CONTENTSIZE_UNKNOWN` and `ZSTD_CONTENTSIZE_ERROR` are casts inside a macro, which Swift does not import:
/// one function says whether the frame states its size.
static inline int onair_zstd_content_size(const void *source, size_t count, size_t *size) {
    unsigned long long stated = ZSTD_getFrameContentSize(source, count);
    if (stated == ZSTD_CONTENTSIZE_UNKNOWN || stated == ZSTD_CONTENTSIZE_ERROR) { return 0; }
    *size = (size_t)stated;
    return 1;
}

#endif
