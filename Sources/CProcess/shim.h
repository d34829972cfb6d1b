// What Swift cannot say of Linux processes: prctl is variadic, fork is hidden, the wait status comes as macros.
#pragma once
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

// Declared by glibc under _GNU_SOURCE only, which Swift's import of its headers does not set.
extern int pipe2(int ends[2], int flags);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
extern void closefrom(int first);
static const short CPROCESS_SPAWN_SETSID = 0x80;

extern int ppoll(struct pollfd *polled, nfds_t count, const struct timespec *time, const sigset_t *mask);
static inline int cprocess_poll(struct pollfd *polled, nfds_t count, const struct timespec *time, const sigset_t *mask) {
  return ppoll(polled, count, time, mask);
}
static inline int cprocess_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
static inline int cprocess_add_folder(posix_spawn_file_actions_t *actions, const char *path) {
  return posix_spawn_file_actions_addchdir_np(actions, path);
}
static inline int cprocess_add_closing(posix_spawn_file_actions_t *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

// Two files or folders change places in one step. 0 on success.
extern int renameat2(int from, const char *old_path, int to, const char *new_path, unsigned int flags);
static inline int cprocess_exchange(const char *one, const char *other) {
  const unsigned int exchange = 2; // RENAME_EXCHANGE
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, exchange);
}

// Orphans among the descendants of the calling process become its children. 0 on success.
static inline int cprocess_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

// Starts a program that is killed when the calling thread's process ends, and that the kernel prefers to end when
// memory runs out. Call it from a process of one thread only. Returns the process, or -1.
static inline pid_t cprocess_start_dependent(const char *path, char *const arguments[], int closed) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child != 0) return child;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGCHLD, SIG_DFL);
  signal(SIGINT, SIG_DFL);
  signal(SIGPIPE, SIG_DFL);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != parent) _exit(127);
  setpgid(0, 0);
  int score = open("/proc/self/oom_score_adj", O_WRONLY);
  if (score >= 0) {
    ssize_t written = write(score, "1000", 4);
    (void)written;
    close(score);
  }
  close(closed);
  execv(path, arguments);
  _exit(127);
}

// Starts a program with the given descriptors at 0, 1 and 2 and no others, which is killed when the calling thread ends.
// What the child does before the program begins is safe after a fork of many threads. Returns the process, or -1.
static inline pid_t cprocess_start_tool(const char *path, char *const arguments[], char *const environment[],
                                        const int descriptors[3]) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child != 0) return child;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGINT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  signal(SIGPIPE, SIG_DFL);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != parent) _exit(127);
  // The descriptors stand above 2, so that placing one never overwrites another.
  for (int place = 0; place < 3; place++) dup2(descriptors[place], place);
  closefrom(3);
  execve(path, arguments, environment);
  _exit(127);
}

static inline int cprocess_exited(int status) { return WIFEXITED(status); }
static inline int cprocess_exit_code(int status) { return WEXITSTATUS(status); }
static inline int cprocess_signal(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }
