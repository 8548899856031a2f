#pragma once
// No pkg-config here: libpulse's file makes SwiftPM print "prohibited flag(s)" on every build; the module
// map's `link "pulse"` says the same.
#include <pulse/pulseaudio.h>
