import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One transfer by the program `curl`, which brings TLS, proxies and redirects without a networking library in every lesson.
///
/// Started by `posix_spawn` in the process group of the caller, so that whoever ends the lesson ends the transfer too.
struct Curl {
  /// What a transfer came to.
  enum Outcome {
    case done
    /// No connection came about.
    case unreachable(String)
    /// The server does not continue where the copy ends.
    case cannotResume
    /// More bytes than the file has.
    case tooLong
    case failed(String)
  }

  /// Seconds to find and reach a server.
  var connectSeconds: Int
  /// Seconds without a hundred bytes each before a transfer is given up.
  var stallSeconds: Int

  /// Fetches an address into a file, going on where the file ends; `progress` is told of its length now and then.
  func transfer(
    _ address: String, to path: String, limit: Int, progress: (Int) -> Void
  ) throws(DownloadError) -> Outcome {
    let arguments =
      plainArguments + [
        "--speed-limit", "100", "--speed-time", "\(stallSeconds)", "--continue-at", "-", "--output", path, address,
      ]
    let messages = "\(path).log"
    defer { unlink(messages) }
    let process = try spawn(arguments, messages: messages)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      let length = Self.length(of: path)
      if length > limit {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        return .tooLong
      }
      progress(length)
      usleep(20_000)
    }
    let length = Self.length(of: path)
    progress(length)
    if length > limit { return .tooLong }
    guard status & 0x7F == 0 else { return .failed("curl was ended by signal \(status & 0x7F)") }
    let text = (try? String(contentsOfFile: messages, encoding: .utf8)) ?? ""
    let message = text.split(separator: "\n").last.map(String.init) ?? "curl gives no reason"
    // Exit codes: curl(1), "EXIT CODES".
    switch status >> 8 & 0xFF {
    case 0: return .done
    case 5, 6, 7: return .unreachable(message)
    case 28 where length == 0: return .unreachable(message)
    case 33: return .cannotResume
    case 127: throw .noCurl
    default: return .failed(message)
    }
  }

  /// Whether a server has something under an address: asks for the head of the answer alone.
  func answers(_ address: String) -> Bool {
    let limit = ["--head", "--max-time", "\(connectSeconds + stallSeconds)", address]
    guard let process = try? spawn(plainArguments + limit, messages: "/dev/null") else { return false }
    var status: Int32 = 0
    return waitpid(process, &status, 0) == process && status == 0
  }

  private var plainArguments: [String] {
    [
      "curl", "-q", "--fail", "--silent", "--show-error", "--location", "--max-redirs", "5", "--proto", "=http,https",
      "--proto-redir", "=http,https", "--connect-timeout", "\(connectSeconds)",
    ]
  }

  /// Length of a file, 0 where it is not there.
  static func length(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  private func spawn(_ arguments: [String], messages: String) throws(DownloadError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, messages, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, "curl", &actions, nil, &pointers, environ)
    switch code {
    case 0: return process
    case ENOENT: throw .noCurl
    default: throw .unwritable(path: messages, reason: String(cString: strerror(code)))
    }
  }
}
