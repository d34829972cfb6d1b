// What Swift cannot say of Linux processes: prctl is variadic, fork is hidden, the wait status comes as macros.
#pragma once
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
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

// Fork is hidden from Swift. Call it from a process of one thread only.
static inline pid_t cprocess_fork(void) { return fork(); }

// Gives the calling process another name in `ps`, `pgrep` and `killall`, in the place of all its arguments.
static inline void cprocess_rename(char *const arguments[], const char *name) {
  char *end = arguments[0];
  for (int i = 0; arguments[i]; i++) {
    if (arguments[i] == end) end += strlen(arguments[i]) + 1;
  }
  size_t size = (size_t)(end - arguments[0]);
  memset(arguments[0], 0, size);
  strncpy(arguments[0], name, size > 0 ? size - 1 : 0);
  prctl(PR_SET_NAME, name, 0, 0, 0);
}

// Closes all descriptors from `first` on.
static inline void cprocess_close_from(int first) { closefrom(first); }

// Starts a program with the given descriptors at 0, 1, 2 and so on and no others, which is killed when the calling thread
// ends. One that is expendable has a process group of its own, and is the first that the kernel ends when memory runs out.
// What the child does before the program begins is safe after a fork of many threads. Returns the process, or -1.
static inline pid_t cprocess_start_dependent(const char *path, char *const arguments[], char *const environment[],
                                             const int *descriptors, int count, int is_expendable) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child != 0) return child;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  const int handled[] = {SIGCHLD, SIGINT, SIGTERM, SIGPIPE};
  for (int i = 0; i < 4; i++) signal(handled[i], SIG_DFL);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != parent) _exit(127);
  // The descriptors stand in their places already or above all of them, so that placing one never overwrites another.
  for (int place = 0; place < count; place++) {
    if (descriptors[place] != place) dup2(descriptors[place], place);
  }
  closefrom(count);
  if (is_expendable) {
    setpgid(0, 0);
    int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (score >= 0) {
      ssize_t written = write(score, "1000", 4);
      (void)written;
    }
  }
  execve(path, arguments, environment);
  _exit(127);
}

static inline int cprocess_exited(int status) { return WIFEXITED(status); }
static inline int cprocess_exit_code(int status) { return WEXITSTATUS(status); }
static inline int cprocess_signal(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }
