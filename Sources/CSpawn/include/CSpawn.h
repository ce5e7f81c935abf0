#pragma once

#include <sys/types.h>

/// Starts a program in a new process group with clean signal settings. `input`, `output` and
/// `errors` become its standard streams; it inherits no other descriptor. `directory` may be NULL.
/// Returns 0 or an error number.
int cspawn_start(
    pid_t *pid, const char *path, char *const arguments[], char *const environment[],
    const char *directory, int input, int output, int errors);

/// Makes a pipe that is closed on exec. Returns 0 or an error number.
int cspawn_pipe(int *read_end, int *write_end);
