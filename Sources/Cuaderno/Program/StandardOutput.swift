@preconcurrency import Glibc

/// Lets everything that is printed leave the process at once, so that a trap or a kill loses none of it and standard
/// error keeps its place among it.
func unbufferStandardOutput() {
  setvbuf(stdout, nil, _IONBF, 0)
}
