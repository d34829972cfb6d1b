/// The kernels of one instruction set, behind function pointers, so that no code of a wider set leaks into generic modules.
public struct KernelSet: Sendable {
  /// `baseline`, `avx2` or `avx512`.
  public var name: String

  public init(name: String) { self.name = name }
}
