// SHA-256 by the instructions that x86-64 processors since about 2017 have for it. Swift cannot say them.
#pragma once
#include <stdbool.h>

#if defined(__x86_64__)
#include <cpuid.h>

static inline bool cpu_has_sha(void) {
  unsigned a, b, c, d;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1);
}

typedef int cpu_int4 __attribute__((vector_size(16)));

/// The state after some blocks of 64 bytes; `constants` are the 64 of FIPS 180-4. The instructions keep the state's words as
/// ABEF and CDGH, and do two rounds at once (Intel, "New Instructions Supporting the Secure Hash Algorithm", 2013).
__attribute__((target("sha,sse4.1"))) static inline void cpu_sha256(unsigned *state, const void *blocks, long count,
                                                                    const unsigned *constants) {
  typedef int unaligned_int4 __attribute__((vector_size(16), aligned(4)));
  typedef char bytes16 __attribute__((vector_size(16)));
  typedef char unaligned_bytes16 __attribute__((vector_size(16), aligned(1)));
  const cpu_int4 low = *(const unaligned_int4 *)state, high = *(const unaligned_int4 *)(state + 4);
  cpu_int4 abef = __builtin_shufflevector(low, high, 5, 4, 1, 0), cdgh = __builtin_shufflevector(low, high, 7, 6, 3, 2);
  for (const char *block = (const char *)blocks; count > 0; count--, block += 64) {
    const cpu_int4 abefBefore = abef, cdghBefore = cdgh;
    cpu_int4 words[4];
    for (int i = 0; i < 4; i++) {
      const bytes16 bytes = *(const unaligned_bytes16 *)(block + 16 * i);
      words[i] = (cpu_int4)__builtin_shufflevector(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
    }
    for (int i = 0; i < 16; i++) {
      cpu_int4 *word = words + i % 4;
      if (i >= 4) {
        const cpu_int4 last = words[(i + 3) % 4], beforeLast = words[(i + 2) % 4];
        const cpu_int4 sum = __builtin_ia32_sha256msg1(*word, words[(i + 1) % 4]) +
                             __builtin_shufflevector(beforeLast, last, 1, 2, 3, 4);
        *word = __builtin_ia32_sha256msg2(sum, last);
      }
      const cpu_int4 sum = *word + *(const unaligned_int4 *)(constants + 4 * i);
      cdgh = __builtin_ia32_sha256rnds2(cdgh, abef, sum);
      abef = __builtin_ia32_sha256rnds2(abef, cdgh, __builtin_shufflevector(sum, sum, 2, 3, 2, 3));
    }
    abef += abefBefore;
    cdgh += cdghBefore;
  }
  *(unaligned_int4 *)state = __builtin_shufflevector(abef, cdgh, 3, 2, 7, 6);
  *(unaligned_int4 *)(state + 4) = __builtin_shufflevector(abef, cdgh, 1, 0, 5, 4);
}
#else
static inline bool cpu_has_sha(void) { return false; }
#endif
