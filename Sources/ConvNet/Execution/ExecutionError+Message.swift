import Foundation

extension ExecutionError: LocalizedError, CustomStringConvertible {
  /// The sentence for the user.
  public var description: String {
    switch self {
    case .unknownKernels(let name, let available):
      "CUADERNO_KERNELS=\(name): this machine runs no kernels of that name. It can run \(available.joined(separator: ", ")); "
        + "leave the variable unset for the fastest."
    case .badThreadCount(let value):
      "CUADERNO_THREADS=\(value): the number of threads is a whole number from 1 to 256; leave the variable unset for one a core."
    }
  }

  /// The same sentence, for `localizedDescription`.
  public var errorDescription: String? { description }
}
