import Foundation

/// Why a file operation failed, without the machine's paths.
package enum Reason {
  /// The error's own short reason: `No such file or directory`.
  package static func of(_ error: any Error) -> String {
    let error = error as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError
    if let underlying, underlying.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(underlying.code)))
    }
    if error.domain == NSCocoaErrorDomain, let code = codes[CocoaError.Code(rawValue: error.code)] {
      return String(cString: strerror(code))
    }
    return error.localizedDescription
  }

  /// The errors of Foundation that come without the system's, whose own sentences hold paths.
  private static let codes: [CocoaError.Code: Int32] = [
    .fileNoSuchFile: ENOENT, .fileReadNoSuchFile: ENOENT, .fileReadNoPermission: EACCES, .fileWriteNoPermission: EACCES,
    .fileWriteFileExists: EEXIST, .fileWriteOutOfSpace: ENOSPC, .fileWriteVolumeReadOnly: EROFS,
  ]

  /// What a call of the system left in `errno`, as an error.
  package static func error(_ code: Int32) -> CocoaError {
    CocoaError(
      .fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: NSError(domain: NSPOSIXErrorDomain, code: Int(code))])
  }
}
