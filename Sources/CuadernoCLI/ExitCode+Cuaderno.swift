import ArgumentParser

extension ExitCode {
  /// An input that is not there (`EX_NOINPUT`).
  static let inputMissing = ExitCode(66)
}
