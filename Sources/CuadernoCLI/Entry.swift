import Foundation
import LessonRunner

/// The way in: the command line, or the supervisor of a lesson that another `cuaderno` started.
@main
enum Entry {
  static func main() async {
    if CommandLine.arguments.dropFirst().first == Supervisor.argument {
      Supervisor.main(Array(CommandLine.arguments.dropFirst(2)))
    }
    // Whoever reads our words may go away: the work goes on without.
    signal(SIGPIPE, SIG_IGN)
    await CuadernoCommand.main()
  }
}
