#pragma once
// What Swift's Glibc module leaves out.
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

// Declared by <string.h> to GNU sources only, and macros must not differ from Glibc's module.
void *memmem(const void *bytes, size_t count, const void *wanted, size_t length);
