import ArgumentParser

@main
struct CuadernoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "cuaderno", abstract: "Runs Markdown lessons with cells of Swift.")
}
