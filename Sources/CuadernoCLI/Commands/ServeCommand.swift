import ArgumentParser
import FlyingFox
import FlyingSocks
import Foundation
import LessonReport
import LessonRunner

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Watch lessons, run what changed, and reload the browser.",
    discussion: """
      Lessons, the files they name and the templates are watched. \
      A page shows how its lesson comes along and what is wrong with it, and reloads when its report is new. \
      Ctrl-C ends it; the reports stay.

      EXAMPLES
        cuaderno serve                        every lesson below lessons/
        cuaderno serve lessons/clase-07.md -P quick=true --port 8000
      """)

  private static let defaultPort: UInt16 = 4848
  private static let triedPorts: UInt16 = 20

  @Argument(help: "Lessons (.md) and folders of lessons.", completion: .file(extensions: ["md"]))
  var paths: [String] = ["lessons"]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Folder of the reports.", valueName: "folder"), completion: .directory)
  var output = "output"

  @Option(
    help: ArgumentHelp(
      "Port of the pages; 0 takes any that is free (default: \(defaultPort), or the next free one).", valueName: "port"
    ))
  var port: UInt16?

  @Option(
    help: ArgumentHelp(
      "Address to be reached at; 0.0.0.0 opens the pages to the network, and with them what they show.",
      valueName: "address"))
  var host = "127.0.0.1"

  @OptionGroup var flags: RunFlags

  func run() async throws {
    let installation = try Installation()
    let files = try LessonFile.required(paths).files
    // Wrong usage is said now, not in the pages.
    _ = try RunSession(files: files, flags: flags, installation: installation, checksNames: true)
    let templates = TemplateFolders.found(builtIn: installation.templates)
    let loop = try ServeLoop(
      paths: paths, flags: flags, installation: installation, output: URL(fileURLWithPath: output),
      templates: templates, observers: try flags.observers())
    let isLocal = host == "127.0.0.1" || host == "::1" || host == "localhost"
    let pages = PageServer(
      output: URL(fileURLWithPath: output), script: installation.templates.appending(path: "live.js"), live: loop.live,
      isLocal: isLocal)
    Interruption.listen()
    let (server, task) = try await listen(pages)
    guard let address = await server.listeningAddress else { throw ExitCode.failure }
    // Written at once, also into a pipe: a program that started us may wait for it.
    FileHandle.standardOutput.write(Data("http://\(address.text)/\n".utf8))
    await loop.run()
    await server.stop(timeout: 0)
    task.cancel()
    StandardError.write("ended; the reports stay in \(output)")
  }

  /// A server that listens, and the task in which it does.
  private func listen(_ pages: PageServer) async throws -> (HTTPServer, Task<Void, any Error>) {
    let ports = port.map { [$0] } ?? Array(Self.defaultPort..<Self.defaultPort + Self.triedPorts)
    var failure: any Error = SocketError.unsupportedAddress
    for port in ports {
      do {
        let server = try server(port: port, pages)
        let task = Task { try await server.run() }
        try await waitUntilListening(server, task)
        return (server, task)
      } catch {
        failure = error
      }
    }
    StandardError.write(
      "Error: nothing can listen at \(host), port \(ports[0]) (\(failure.localizedDescription)); --port names another")
    throw ExitCode.failure
  }

  /// Throws what `task` throws where the server does not come to listen.
  private func waitUntilListening(_ server: HTTPServer, _ task: Task<Void, any Error>) async throws {
    let listening = Task { try await server.waitUntilListening(timeout: 30) }
    Task {
      _ = await task.result
      listening.cancel()
    }
    do {
      try await listening.value
    } catch {
      task.cancel()
      try await task.value
      throw error
    }
  }

  private func server(port: UInt16, _ pages: PageServer) throws -> HTTPServer {
    let host = host == "localhost" ? "127.0.0.1" : host
    if host.contains(":") {
      return HTTPServer(
        address: try .inet6(ip6: host, port: port), logger: .disabled, handler: pages)
    }
    return HTTPServer(address: try .inet(ip4: host, port: port), logger: .disabled, handler: pages)
  }
}

extension Socket.Address {
  /// The address as a browser takes it.
  fileprivate var text: String {
    switch self {
    case .ip4(let address, let port): "\(address):\(port)"
    case .ip6(let address, let port): "[\(address)]:\(port)"
    case .unix(let path): path
    }
  }
}
