import CProcess
import Foundation

/// The process between the runner and a lesson: `cuaderno supervise`, below a guard of its own. It adopts every orphan that the lesson leaves, ends
/// them all when the lesson ends, when the runner asks for it or is gone, or when they take too much, and reports.
public struct Supervisor {
  /// The first argument that makes `cuaderno` a supervisor.
  public static let argument = "supervise"

  /// Places of the descriptors that the runner hands over.
  enum Place {
    static let events: Int32 = 3
    static let control: Int32 = 4
  }

  /// Limits of all processes of a lesson together.
  struct Limits {
    var memoryBytes: Int
    var processes: Int
  }

  let limits: Limits
  let child: pid_t
  private var ending: ChildProcess.Ending?
  private var cause = ProcessReport.Cause.none
  private var cpuSeconds = 0.0
  private var peakMemoryBytes = 0

  /// Runs the program that the arguments name under supervision and ends this process.
  ///
  /// - Parameter arguments: memory limit in bytes, limit of processes, path of the program.
  public static func main(_ arguments: [String]) -> Never {
    guard arguments.count == 3, let memory = Int(arguments[0]), let processes = Int(arguments[1]) else {
      exit(EX_USAGE)
    }
    SupervisorGuard.raise()
    guard cprocess_become_subreaper() == 0 else { exit(EX_OSERR) }
    blockChildSignal()
    let child = withCStrings([arguments[2]]) {
      cprocess_start_dependent(arguments[2], $0, environ, Array(0...Place.events), Place.events + 1, 1)
    }
    guard child > 0 else { exit(EX_OSERR) }
    // Only the lesson may hold the ends that the runner waits on.
    for descriptor in [STDOUT_FILENO, STDERR_FILENO, Place.events] { close(descriptor) }
    var supervisor = Supervisor(limits: Limits(memoryBytes: memory, processes: processes), child: child)
    supervisor.watch()
    exit(EXIT_SUCCESS)
  }

  private init(limits: Limits, child: pid_t) {
    self.limits = limits
    self.child = child
  }

  /// Waits for the lesson's end or a reason to end it, then ends all that it started and reports.
  private mutating func watch() {
    while ending == nil {
      if waitForNews() { cause = .asked }
      reap()
      if ending == nil, cause == .none { measure() }
      if cause != .none { break }
    }
    ProcessTable.endDescendants { reap() }
    let report = ProcessReport(
      ending: ending ?? .signal(SIGKILL), cause: cause, cpuSeconds: cpuSeconds, peakMemoryBytes: peakMemoryBytes)
    let line = Array(report.line.utf8)
    _ = write(Place.control, line, line.count)
  }

  /// Sleeps until a child ends, the runner speaks or a twentieth of a second is over; whether the runner spoke or is gone.
  private func waitForNews() -> Bool {
    var polled = pollfd(fd: Place.control, events: Int16(POLLIN), revents: 0)
    var time = timespec(tv_sec: 0, tv_nsec: 50_000_000)
    var none = sigset_t()
    sigemptyset(&none)
    return cprocess_poll(&polled, 1, &time, &none) > 0
  }

  /// Takes the status and the times of every child that has ended.
  private mutating func reap() {
    var status: Int32 = 0
    var usage = rusage()
    while true {
      let ended = wait4(-1, &status, WNOHANG, &usage)
      guard ended > 0 else { return }
      cpuSeconds += usage.ru_utime.seconds + usage.ru_stime.seconds
      if ended == child {
        ending = ChildProcess.Ending(status: status)
        peakMemoryBytes = max(peakMemoryBytes, usage.ru_maxrss * 1024)
      }
    }
  }

  private mutating func measure() {
    let descendants = ProcessTable().descendants(of: getpid())
    let bytes = descendants.reduce(0) { $0 + $1.residentBytes }
    peakMemoryBytes = max(peakMemoryBytes, bytes)
    if bytes > limits.memoryBytes { cause = .memory }
    if descendants.count > limits.processes { cause = .processes }
  }

  /// Child signals wait until `ppoll` lets them in, so that none is missed between looking and sleeping.
  private static func blockChildSignal() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    sigaction(SIGCHLD, &action, nil)
    var blocked = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGCHLD)
    sigprocmask(SIG_BLOCK, &blocked, nil)
    // A Ctrl-C is for the runner to handle.
    signal(SIGINT, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
  }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
