/// What the supervisor says when a lesson's process and all that it started have ended: one line of text.
struct ProcessReport: Equatable, Sendable {
  /// Why the supervisor ended the lesson before it ended by itself.
  enum Cause: String, Sendable {
    case none, asked, memory, processes
  }

  var ending: ChildProcess.Ending
  var cause: Cause
  /// User and system time of all processes, in seconds.
  var cpuSeconds: Double
  /// The most that all processes together held at one time, or the lesson's own peak where that is more.
  var peakMemoryBytes: Int

  var line: String {
    let ended =
      switch ending {
      case .exit(let code): "exit \(code)"
      case .signal(let number): "signal \(number)"
      }
    return "\(ended) \(cause.rawValue) \(cpuSeconds) \(peakMemoryBytes)\n"
  }

  init(ending: ChildProcess.Ending, cause: Cause, cpuSeconds: Double, peakMemoryBytes: Int) {
    self.ending = ending
    self.cause = cause
    self.cpuSeconds = cpuSeconds
    self.peakMemoryBytes = peakMemoryBytes
  }

  /// `nil` where the line is not whole.
  init?(line: String) {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard line.hasSuffix("\n"), words.count == 5, let number = Int32(words[1]),
      let cause = Cause(rawValue: String(words[2])), let cpuSeconds = Double(words[3]), let peak = Int(words[4])
    else { return nil }
    self.init(
      ending: words[0] == "exit" ? .exit(code: number) : .signal(number), cause: cause, cpuSeconds: cpuSeconds,
      peakMemoryBytes: peak)
  }
}
