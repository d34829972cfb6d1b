import Foundation

/// Waits for the end of a process. Only a failure waits to the end.
package func isGone(_ process: pid_t) -> Bool {
  for _ in 0..<30_000 {
    if kill(process, 0) != 0 { return true }
    usleep(10_000)
  }
  return false
}
