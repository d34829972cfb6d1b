import Folders
import Foundation
import Testing

@Suite struct ReasonTests {
  /// Sentences of Foundation's own hold paths, and speak of "the file".
  @Test(arguments: [
    (CocoaError.Code.fileWriteNoPermission, EACCES), (.fileReadNoPermission, EACCES), (.fileNoSuchFile, ENOENT),
    (.fileWriteOutOfSpace, ENOSPC), (.fileWriteVolumeReadOnly, EROFS),
  ])
  func anErrorWithoutTheSystemsOwnHasItsReason(code: CocoaError.Code, system: Int32) {
    let error = CocoaError(code, userInfo: [NSFilePathErrorKey: "/somewhere/else"])
    #expect(Reason.of(error) == String(cString: strerror(system)))
  }

  @Test func theSystemsOwnReasonComesFirst() {
    #expect(Reason.of(Reason.error(ENOTDIR)) == "Not a directory")
  }
}
