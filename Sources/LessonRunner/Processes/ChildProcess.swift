import CProcess
import Foundation

/// A process that this one started, with the descriptors it was given and no others.
struct ChildProcess {
  let identifier: pid_t

  /// How a process ended.
  enum Ending: Equatable, Sendable {
    case exit(code: Int32)
    case signal(Int32)
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - descriptors: what stands at 0, 1, 2 and so on in the child.
  ///   - ownSession: whether the child leaves this session, so that Ctrl-C in the terminal does not reach it.
  static func start(
    _ program: String, arguments: [String], environment: [String: String], folder: String?,
    descriptors: [FileDescriptor], ownSession: Bool
  ) throws(ProcessError) -> ChildProcess {
    let copies = try descriptors.map { descriptor throws(ProcessError) in try descriptor.highCopy() }
    defer { withExtendedLifetime(copies) {} }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let folder { _ = cprocess_add_folder(&actions, folder) }
    for (place, copy) in copies.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, copy.rawValue, Int32(place))
    }
    _ = cprocess_add_closing(&actions, Int32(descriptors.count))

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let flags = Int16(POSIX_SPAWN_SETSIGMASK) | (ownSession ? CPROCESS_SPAWN_SETSID : 0)
    posix_spawnattr_setflags(&attributes, flags)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)

    var identifier: pid_t = 0
    let code = withCStrings([program] + arguments) { arguments in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
        posix_spawn(&identifier, program, &actions, &attributes, arguments, environment)
      }
    }
    guard code == 0 else { throw .start(program: program, code: code) }
    return ChildProcess(identifier: identifier)
  }

  /// Starts a program that ends with the calling thread, and with this process.
  ///
  /// - Parameter descriptors: what stands at 0, 1, 2 and so on in the child.
  static func startTool(
    _ program: String, arguments: [String], environment: [String: String], descriptors: [FileDescriptor]
  ) throws(ProcessError) -> ChildProcess {
    let copies = try descriptors.map { descriptor throws(ProcessError) in try descriptor.highCopy() }
    defer { withExtendedLifetime(copies) {} }
    guard access(program, X_OK) == 0 else { throw .start(program: program, code: errno) }
    let identifier = withCStrings([program] + arguments) { arguments in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
        cprocess_start_dependent(program, arguments, environment, copies.map(\.rawValue), Int32(descriptors.count), 0)
      }
    }
    guard identifier > 0 else { throw .start(program: program, code: errno) }
    return ChildProcess(identifier: identifier)
  }

  /// Waits until the process has ended.
  func wait() -> Ending {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    return Ending(status: status)
  }

  func kill() {
    _ = Foundation.kill(identifier, SIGKILL)
  }
}

extension ChildProcess.Ending {
  /// Reads the status that `waitpid` gives.
  init(status: Int32) {
    let signal = cprocess_signal(status)
    self = signal != 0 ? .signal(signal) : .exit(code: cprocess_exit_code(status))
  }
}

/// Calls `body` with a null-terminated array of C strings.
func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeMutableBufferPointer { buffer in
    guard let base = buffer.baseAddress else { preconditionFailure("an array with a last element has a base") }
    return body(base)
  }
}
