/// What can be wrong with the settings by which a user steers the engine.
public enum ExecutionError: Error, Equatable {
  /// `CUADERNO_KERNELS` names kernels that do not exist or that this processor cannot run.
  case unknownKernels(name: String, available: [String])
  /// `CUADERNO_THREADS` is not a whole number from 1 to 256.
  case badThreadCount(String)
}
