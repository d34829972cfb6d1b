import ArgumentParser

struct CuadernoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cuaderno",
    abstract: "Runs Markdown lessons with cells of Swift and makes a report of each.",
    discussion: """
      Exit status: 0 every lesson ran and every check held; 1 a lesson failed or a check missed; 64 wrong usage;
      66 an input that is not there.
      """,
    subcommands: [
      RunCommand.self, CheckCommand.self, ServeCommand.self, NewCommand.self, CleanCommand.self, DataCommand.self,
      DoctorCommand.self,
    ])
}
