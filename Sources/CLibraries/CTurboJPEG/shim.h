// TurboJPEG for Swift: its functions import as they are; only a macro does not.
#pragma once

#include <turbojpeg.h>

// TJSCALED is a function-like macro: the size libjpeg-turbo gives a dimension scaled by 1/denominator.
static inline int onair_tj_scaled(int dimension, int denominator) {
    tjscalingfactor factor = {1, denominator};
    return TJSCALED(dimension, factor);
}
