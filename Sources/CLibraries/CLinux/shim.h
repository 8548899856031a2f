// The Linux kernel's own names for netlink, rtnetlink and socket diagnostics.
//
// Why a C module: the Swift module for glibc does not include these kernel headers. Nothing here is
// code. The constants and the fixed heads of messages import as they are; the function-like macros
// (NLMSG_ALIGN, RTA_DATA and their kin) do not, and are not wanted: messages are read as checked
// bytes, never by casting a pointer.
#ifndef ONAIR_CLINUX_SHIM_H
#define ONAIR_CLINUX_SHIM_H

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/inet_diag.h>

// <linux/tcp.h> stays out: its structures collide with those of <netinet/tcp.h>, which Swift's glibc
// module already holds. `struct tcp_info` is read by offset and length in TCPInfo.swift instead.

#endif
