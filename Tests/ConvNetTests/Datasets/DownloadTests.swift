import ConvNet
import Digests
import Foundation
import Testing

@Suite("A download")
struct DownloadTests {
  static let contents = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }

  static func file(_ addresses: [String]) -> RemoteFile {
    RemoteFile(
      name: "set/a.bin", size: contents.count, sha256: SHA256.hexadecimal(of: contents),
      addresses: addresses.map { "\($0)/a.bin" })
  }

  /// Patient, so that a busy machine is not taken for a bad server, but where the server is to be given up.
  static func downloader(_ folder: TemporaryFolder, connectSeconds: Int = 60, stallSeconds: Int = 60) -> Downloader {
    Downloader(
      folder: folder.path, connectSeconds: connectSeconds, stallSeconds: stallSeconds, lockSeconds: 300, attempts: 4)
  }

  static func copy(_ folder: TemporaryFolder) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(folder.path)/set/a.bin").map { Array($0) }
  }

  @Test(
    "comes whole from a server that",
    arguments: [
      ("is honest", [LoopbackServer.Behaviour.honest], 1),
      ("breaks off twice", [.breaksOff(after: 70_000), .breaksOff(after: 50_000), .honest], 3),
      ("claims more than it sends", [.claims(length: 300_000)], 1),
      ("claims less than it sends, first", [.claims(length: 1000), .honest], 2),
      ("cannot go on from the middle", [.breaksOff(after: 70_000), .noRanges, .noRanges], 3),
    ])
  func succeeds(_ name: String, _ behaviours: [LoopbackServer.Behaviour], _ requests: Int) throws {
    let folder = try TemporaryFolder()
    let server = try LoopbackServer(Self.contents, behaviours)
    try Self.downloader(folder).fetch(Self.file([server.address]))
    #expect(Self.copy(folder) == Self.contents)
    #expect(server.requests.count == requests)
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/set/a.bin.part"))
  }

  @Test("comes whole from a server that stalls, first, and is given up")
  func stalls() throws {
    let folder = try TemporaryFolder()
    let server = try LoopbackServer(Self.contents, [.stalls(after: 90_000), .honest])
    try Self.downloader(folder, stallSeconds: 2).fetch(Self.file([server.address]))
    #expect(Self.copy(folder) == Self.contents)
    #expect(server.requests[1].contains("bytes=90000-"))
    #expect(server.awaitHangUp())
  }

  @Test(
    "turns to the next mirror where the first",
    arguments: [
      ("sends other bytes", [LoopbackServer.Behaviour.wrongBytes], "SHA-256 differs"),
      ("sends without end", [.goesOn(3_000_000)], "sent more than 200000 bytes"),
      ("has no such file", [.status(404)], "404"),
      ("breaks off at once, always", [.breaksOff(after: 0)], "curl: ("),
    ])
  func mirrors(_ name: String, _ behaviours: [LoopbackServer.Behaviour], _ reason: String) throws {
    let folder = try TemporaryFolder()
    let bad = try LoopbackServer(Self.contents, behaviours)
    let good = try LoopbackServer(Self.contents, [.honest])
    let error = #expect(throws: DownloadError.self) { try Self.downloader(folder).fetch(Self.file([bad.address])) }
    #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    #expect(Self.copy(folder) == nil)
    try Self.downloader(folder).fetch(Self.file([bad.address, good.address]))
    #expect(Self.copy(folder) == Self.contents)
  }

  @Test("goes on where an interrupted run ended, and starts anew where that is of something else")
  func resumes() throws {
    for (left, isGood) in [
      (Array(Self.contents.prefix(150_000)), true), ([UInt8](repeating: 7, count: 150_000), false),
    ] {
      let folder = try TemporaryFolder()
      try folder.write("set/a.bin.part", left)
      let server = try LoopbackServer(Self.contents, [.honest])
      try Self.downloader(folder).fetch(Self.file([server.address]))
      #expect(Self.copy(folder) == Self.contents)
      #expect(server.requests.first?.contains("bytes=150000-") == true)
      #expect(server.requests.count == (isGood ? 1 : 2))
    }
  }

  @Test("tells how far it has come and asks for nothing that is there")
  func progress() throws {
    let folder = try TemporaryFolder()
    let server = try LoopbackServer(Self.contents, [.honest])
    var last: Downloader.Progress?
    try Self.downloader(folder).fetch(Self.file([server.address])) { last = $0 }
    #expect((last?.file, last?.received, last?.size) == ("set/a.bin", 200_000, 200_000))
    try Self.downloader(folder).fetch(Self.file([server.address]))
    #expect(server.requests.count == 1)
  }

  @Test("by three runs at the same time is made once")
  func threeRuns() async throws {
    let folder = try TemporaryFolder()
    let server = try LoopbackServer(Self.contents, [.honest])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<3 { group.addTask { try Self.downloader(folder).fetch(Self.file([server.address])) } }
      try await group.waitForAll()
    }
    #expect(Self.copy(folder) == Self.contents)
    #expect(server.requests.count == 1)
  }

  @Test("without a network is given up after each address was tried once, and says so")
  func unreachable() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: DownloadError.self) {
      try Self.downloader(folder, connectSeconds: 1).fetch(
        Self.file(["http://127.0.0.1:1", "http://no-such-host.invalid"]))
    }
    guard case .unreachable(_, let reasons) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reasons.count == 2)
  }
}
