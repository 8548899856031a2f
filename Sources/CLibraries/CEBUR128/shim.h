#pragma once
// No shim is needed: the enums and the add_frames functions import as they are.
#include <ebur128.h>
