import Foundation

/// Ends the program for a mistake in an expression that cannot throw (an index outside a tensor), with the sentence on
/// standard error: a trap in optimised code would be silent.
package func stop(_ error: some Error & CustomStringConvertible) -> Never {
  FileHandle.standardError.write(Data("Fatal error: \(error.description)\n".utf8))
  preconditionFailure(error.description)
}
