import CProcess
import Foundation

/// The process above a supervisor. It sleeps until that one has ended; where it was killed, the guard ends all that the lesson
/// left, so that no process outlives even a kill of runner and supervisor together.
///
/// It bears another name than they, so that a kill of all processes named `cuaderno` spares it.
struct SupervisorGuard {
  private static let name = "lesson-guard"

  /// Splits this process in two: returns in the one that is to supervise, its child. Only for a process of one thread.
  static func raise() {
    guard cprocess_become_subreaper() == 0 else { exit(EX_OSERR) }
    let supervisor = cprocess_fork()
    guard supervisor != 0 else { return }
    guard supervisor > 0 else { exit(EX_OSERR) }
    // The runner waits for the end of what the lesson and its supervisor hold open.
    cprocess_close_from(0)
    cprocess_rename(CommandLine.unsafeArgv, name)
    // Ctrl-C and a hang-up of the terminal are for the runner to handle.
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_IGN) }
    if ChildProcess(identifier: supervisor).wait() != .exit(code: EXIT_SUCCESS) {
      ProcessTable.endDescendants { while waitpid(-1, nil, WNOHANG) > 0 {} }
    }
    exit(EXIT_SUCCESS)
  }
}
