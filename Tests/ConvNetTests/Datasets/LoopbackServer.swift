import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// An HTTP server on the loopback that behaves badly as it is told.
final class LoopbackServer: Sendable {
  /// What it does with one request.
  enum Behaviour: Sendable {
    /// Sends the file, from where the client asks.
    case honest
    /// Sends so many bytes and hangs up.
    case breaksOff(after: Int)
    /// Announces a length and sends the file.
    case claims(length: Int)
    /// Sends the file without a length, then this many bytes more.
    case goesOn(Int)
    /// Sends so many bytes and then nothing, with the connection open until the client hangs up.
    case stalls(after: Int)
    /// Sends as many other bytes.
    case wrongBytes
    /// Ignores where the client wants to go on.
    case noRanges
    case status(Int)
  }

  let port: UInt16
  private let listener: Int32
  private let file: [UInt8]
  private let behaviours: Mutex<[Behaviour]>
  private let seen = Mutex<[String]>([])
  private let givenUp = DispatchSemaphore(value: 0)

  /// Serves `file` under every path: the first request by the first behaviour, the last behaviour goes on for ever.
  init(_ file: [UInt8], _ behaviours: [Behaviour]) throws {
    self.file = file
    self.behaviours = Mutex(behaviours)
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    guard bound else { throw CocoaError(.fileReadUnknown) }
    Thread { [weak self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0, let self else { return }
        Thread { self.serve(client) }.start()
      }
    }.start()
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  var address: String { "http://127.0.0.1:\(port)" }
  /// First lines and ranges of the requests so far.
  var requests: [String] { seen.withLock { $0 } }

  /// Whether a client hung up where the server stalls, of which that may hear a moment after the client's next request.
  func awaitHangUp() -> Bool { givenUp.wait(timeout: .now() + 30) == .success }

  private func serve(_ client: Int32) {
    defer { close(client) }
    var request = [UInt8](repeating: 0, count: 8192)
    let count = recv(client, &request, request.count, 0)
    guard count > 0 else { return }
    let text = String(decoding: request[..<count], as: UTF8.self)
    seen.withLock { $0.append(text) }
    let behaviour = behaviours.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
    let range = text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("range: bytes=") }
    let start = range.flatMap { Int($0.dropFirst(13).split(separator: "-")[0]) } ?? 0
    let rest = Array(file.dropFirst(start))
    func answer(_ body: [UInt8], length: Int? = nil, partial: Bool = true) {
      let status =
        partial && start > 0
        ? "206 Partial Content\r\nContent-Range: bytes \(start)-\(file.count - 1)/\(file.count)" : "200 OK"
      let lengthLine = length.map { "Content-Length: \($0)\r\n" } ?? ""
      put(Array("HTTP/1.1 \(status)\r\n\(lengthLine)Connection: close\r\n\r\n".utf8) + body, to: client)
    }
    switch behaviour {
    case .honest: answer(rest, length: rest.count)
    case .breaksOff(let after): answer(Array(rest.prefix(after)), length: rest.count)
    case .claims(let length): answer(rest, length: length)
    case .goesOn(let extra): answer(rest + [UInt8](repeating: 1, count: extra))
    case .stalls(let after):
      answer(Array(rest.prefix(after)), length: rest.count)
      // Only a client that does not give up waits to the end.
      var patience = timeval(tv_sec: 120, tv_usec: 0)
      setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      if recv(client, &request, request.count, 0) == 0 { givenUp.signal() }
    case .wrongBytes: answer(rest.map { $0 ^ 1 }, length: rest.count)
    case .noRanges: answer(file, length: file.count, partial: false)
    case .status(let code):
      put(Array("HTTP/1.1 \(code) No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8), to: client)
    }
  }

  private func put(_ bytes: [UInt8], to client: Int32) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }
}
