import Foundation

/// A run of a tool of the toolchain, with what it wrote.
struct ToolRun {
  var ending: ChildProcess.Ending
  var output: Data
  var errors: String

  var succeeded: Bool { ending == .exit(code: 0) }

  /// Runs a tool to its end.
  ///
  /// Throws `RunnerError.stopped` where `isCancelled` says so, and `.toolTimeout` where it takes longer than `seconds`; the
  /// tool is killed then.
  static func run(
    _ tool: URL, _ arguments: [String], seconds: Double = 300, isCancelled: () -> Bool = { false }
  ) throws -> ToolRun {
    let (child, output, errors) = try start(tool, arguments)
    var stop: RunnerError?
    let deadline = ContinuousClock.now + .seconds(seconds)
    var written = Data()
    var complained = Data()
    var polled = [output.rawValue, errors.rawValue].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while polled.contains(where: { $0.fd >= 0 }) {
      let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
      if left <= 0 { stop = .toolTimeout(tool: tool.lastPathComponent, seconds: seconds) }
      if isCancelled() { stop = .stopped }
      if stop != nil {
        child.kill()
        break
      }
      guard poll(&polled, nfds_t(polled.count), Int32(min(left + 1, 100))) > 0 else { continue }
      if polled[0].revents != 0 {
        if case .bytes(let bytes) = output.readAvailable() { written += bytes } else { polled[0].fd = -1 }
      }
      if polled[1].revents != 0 {
        if case .bytes(let bytes) = errors.readAvailable() { complained += bytes } else { polled[1].fd = -1 }
      }
    }
    let ending = child.wait()
    if let stop { throw stop }
    return ToolRun(ending: ending, output: written, errors: String(decoding: complained, as: UTF8.self))
  }

  /// The write ends are closed on return, so that the read ends come to an end with the tool.
  private static func start(
    _ tool: URL, _ arguments: [String]
  ) throws(ProcessError) -> (ChildProcess, output: FileDescriptor, errors: FileDescriptor) {
    let (output, outputEnd) = try FileDescriptor.pipe()
    let (errors, errorsEnd) = try FileDescriptor.pipe()
    let null = FileDescriptor(owning: open("/dev/null", O_RDONLY | O_CLOEXEC))
    let child = try ChildProcess.startTool(
      tool.path, arguments: arguments, environment: ProcessInfo.processInfo.environment,
      descriptors: [null, outputEnd, errorsEnd])
    return (child, output, errors)
  }
}
