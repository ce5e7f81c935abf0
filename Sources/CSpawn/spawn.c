#define _GNU_SOURCE
#include "CSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

static int prepare_actions(
    posix_spawn_file_actions_t *actions, const char *directory, const int streams[3]) {
  for (int target = 0; target < 3; target++) {
    int code = posix_spawn_file_actions_adddup2(actions, streams[target], target);
    if (code != 0) return code;
  }
  int code = posix_spawn_file_actions_addclosefrom_np(actions, 3);
  if (code != 0 || directory == NULL) return code;
  return posix_spawn_file_actions_addchdir_np(actions, directory);
}

static int prepare_attributes(posix_spawnattr_t *attributes) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setflags(
      attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setpgroup(attributes, 0);
  posix_spawnattr_setsigmask(attributes, &none);
  return posix_spawnattr_setsigdefault(attributes, &all);
}

int cspawn_start(
    pid_t *pid, const char *path, char *const arguments[], char *const environment[],
    const char *directory, int input, int output, int errors) {
  const int streams[3] = {input, output, errors};
  posix_spawn_file_actions_t actions;
  int code = posix_spawn_file_actions_init(&actions);
  if (code != 0) return code;
  posix_spawnattr_t attributes;
  code = posix_spawnattr_init(&attributes);
  if (code == 0) {
    code = prepare_actions(&actions, directory, streams);
    if (code == 0) code = prepare_attributes(&attributes);
    if (code == 0) code = posix_spawn(pid, path, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return code;
}

/// Moves a descriptor above the standard streams, which the child's set-up overwrites.
static int above_streams(int descriptor) {
  if (descriptor > 2) return descriptor;
  int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  int code = errno;
  close(descriptor);
  errno = code;
  return moved;
}

int cspawn_pipe(int *read_end, int *write_end) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  *read_end = above_streams(ends[0]);
  *write_end = *read_end < 0 ? -1 : above_streams(ends[1]);
  if (*write_end >= 0) return 0;
  int code = errno;
  if (*read_end >= 0) close(*read_end);
  else close(ends[1]);
  return code;
}
