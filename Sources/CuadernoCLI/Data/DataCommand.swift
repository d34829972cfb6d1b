import ArgumentParser
import ConvNet

/// `cuaderno data`: the data sets that lessons ask for by name.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Shows or fetches the data sets that lessons ask for by name.",
    discussion: """
      Data sets are looked for in --data, then in $CUADERNO_DATA, then in the user's cache folder, where fetch puts them.
      $CUADERNO_MIRROR is the address of a copy of that folder on a server of your own; it is tried before the public ones.
      """,
    subcommands: [DataListCommand.self, DataFetchCommand.self], defaultSubcommand: DataListCommand.self)
}
