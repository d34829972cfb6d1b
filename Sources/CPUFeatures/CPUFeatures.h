// Asks the processor which instruction sets the kernels may use.
#pragma once
#include <stdbool.h>

#if defined(__x86_64__)
static inline bool cpu_has_avx2_fma(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
static inline bool cpu_has_avx512(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("fma");
}
#else
static inline bool cpu_has_avx2_fma(void) { return false; }
static inline bool cpu_has_avx512(void) { return false; }
#endif
