import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A `cuaderno serve` over the lessons of a trial, with a browser's part: pages, and the stream of events.
final class ServeTrial {
  private let process: Process
  let port: UInt16
  private var stream: Int32
  private var received = Data()

  /// What the pages are told.
  struct State: Decodable {
    struct Running: Decodable {
      var lesson: String
      var text: String
    }

    private enum CodingKeys: String, CodingKey {
      case revisions, messages, notice
      case runs = "running"
    }

    var revisions: [String: Int]
    var runs: [Running]
    var messages: [String: [String]]
    var notice: String?

    func revision(_ name: String) -> Int { revisions[name] ?? 0 }
    var running: [String: String] { Dictionary(runs.map { ($0.lesson, $0.text) }) { $1 } }
  }

  struct Failure: Error {
    var text: String
  }

  init(_ trial: CommandTrial, _ arguments: String...) throws {
    process = try trial.start(["serve", "--port", "0"] + arguments)
    let address = try trial.awaitText("out.txt")
    guard let url = URL(string: address), let port = url.port else { throw Failure(text: address) }
    self.port = UInt16(port)
    stream = try Self.connect(self.port)
    try Self.send("GET /.cuaderno/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", to: stream)
  }

  deinit {
    close(stream)
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Takes events until one fits, and gives it.
  @discardableResult
  func events(until isWanted: (State) -> Bool) throws -> State {
    while true {
      while let mark = received.firstRange(of: Data("\n\n".utf8)) {
        let event = received[..<mark.lowerBound]
        received = Data(received[mark.upperBound...])
        guard let data = event.firstRange(of: Data("data: ".utf8)) else { continue }
        let state = try JSONDecoder().decode(State.self, from: event[data.upperBound...])
        if isWanted(state) { return state }
      }
      let more = Self.receive(stream)
      guard !more.isEmpty else { throw Failure(text: "no more events") }
      received += more
    }
  }

  func get(_ path: String) async throws -> (status: Int, text: String) {
    guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw Failure(text: path) }
    let (data, response) = try await URLSession.shared.data(from: url)
    return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
  }

  /// Sends a request as it is; the answer to the end of the connection.
  func raw(_ request: String) throws -> String {
    let socket = try Self.connect(port)
    defer { close(socket) }
    try Self.send(request.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n"), to: socket)
    var answer = Data()
    while true {
      let more = Self.receive(socket)
      if more.isEmpty { return String(decoding: answer, as: UTF8.self) }
      answer += more
    }
  }

  /// Ctrl-C; the exit status.
  func stop() throws -> Int32 {
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    return process.terminationStatus
  }

  private static func connect(_ port: UInt16) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Foundation.connect(descriptor, $0, size) }
    }
    guard code == 0 else { throw Failure(text: "no connection to port \(port)") }
    // Only a failure waits for so long.
    var bound = timeval(tv_sec: 300, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &bound, socklen_t(MemoryLayout<timeval>.size))
    return descriptor
  }

  private static func send(_ text: String, to descriptor: Int32) throws {
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else { throw Failure(text: "not sent: \(text)") }
  }

  private static func receive(_ descriptor: Int32) -> Data {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &buffer, buffer.count)
    return Data(buffer.prefix(max(0, count)))
  }
}
