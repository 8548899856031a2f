// Video4Linux for Swift: only what the importer cannot carry over by itself.
#pragma once

#include <libv4l2.h>
#include <linux/videodev2.h>

// v4l2_ioctl is variadic in C, and Swift imports no variadic function.
static inline int onair_v4l2_ioctl(int descriptor, unsigned long request, void *argument) {
    return v4l2_ioctl(descriptor, request, argument);
}

// VIDIOC_* are _IOWR(...) macros with a sizeof inside ("structure not supported"): kept as constants.
static const unsigned long onair_query_capability = VIDIOC_QUERYCAP;
static const unsigned long onair_enumerate_formats = VIDIOC_ENUM_FMT;
static const unsigned long onair_enumerate_frame_sizes = VIDIOC_ENUM_FRAMESIZES;
static const unsigned long onair_enumerate_frame_intervals = VIDIOC_ENUM_FRAMEINTERVALS;
static const unsigned long onair_get_format = VIDIOC_G_FMT;
static const unsigned long onair_set_format = VIDIOC_S_FMT;
static const unsigned long onair_get_parameters = VIDIOC_G_PARM;
static const unsigned long onair_set_parameters = VIDIOC_S_PARM;
static const unsigned long onair_get_input = VIDIOC_G_INPUT;
static const unsigned long onair_enumerate_input = VIDIOC_ENUMINPUT;
static const unsigned long onair_request_buffers = VIDIOC_REQBUFS;
static const unsigned long onair_query_buffer = VIDIOC_QUERYBUF;
static const unsigned long onair_queue_buffer = VIDIOC_QBUF;
static const unsigned long onair_dequeue_buffer = VIDIOC_DQBUF;
static const unsigned long onair_stream_on = VIDIOC_STREAMON;
static const unsigned long onair_stream_off = VIDIOC_STREAMOFF;
static const unsigned long onair_subscribe_event = VIDIOC_SUBSCRIBE_EVENT;
static const unsigned long onair_dequeue_event = VIDIOC_DQEVENT;
static const unsigned long onair_query_control = VIDIOC_QUERYCTRL;
static const unsigned long onair_query_menu = VIDIOC_QUERYMENU;
static const unsigned long onair_get_control = VIDIOC_G_CTRL;
static const unsigned long onair_set_control = VIDIOC_S_CTRL;
static const unsigned long onair_get_timings = VIDIOC_G_DV_TIMINGS;
static const unsigned long onair_query_timings = VIDIOC_QUERY_DV_TIMINGS;
