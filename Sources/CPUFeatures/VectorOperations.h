// What Swift cannot say of vectors: the lanes of one picked by another, numbers and bytes made of each other at once, a cache
// line asked for ahead.
#pragma once

#if defined(__x86_64__) && defined(__AVX512F__)
typedef float cpu_float16 __attribute__((ext_vector_type(16)));
typedef int cpu_int16 __attribute__((ext_vector_type(16)));
typedef unsigned char cpu_byte16 __attribute__((ext_vector_type(16)));

/// The floats of a table of 16 at the given places.
static inline cpu_float16 cpu_pick16(cpu_float16 table, cpu_int16 places) {
  return __builtin_ia32_permvarsf512(table, places);
}
static inline cpu_int16 cpu_widen16(cpu_byte16 bytes) { return __builtin_convertvector(bytes, cpu_int16); }
static inline cpu_byte16 cpu_narrow16(cpu_int16 numbers) { return __builtin_convertvector(numbers, cpu_byte16); }
#endif

#if defined(__x86_64__) && defined(__AVX2__)
typedef float cpu_float8 __attribute__((ext_vector_type(8)));
typedef int cpu_int8 __attribute__((ext_vector_type(8)));
typedef unsigned char cpu_byte8 __attribute__((ext_vector_type(8)));

/// The floats of a table of 8 at the given places.
static inline cpu_float8 cpu_pick8(cpu_float8 table, cpu_int8 places) {
  return __builtin_ia32_permvarsf256(table, places);
}
static inline cpu_int8 cpu_widen8(cpu_byte8 bytes) { return __builtin_convertvector(bytes, cpu_int8); }
static inline cpu_byte8 cpu_narrow8(cpu_int8 numbers) { return __builtin_convertvector(numbers, cpu_byte8); }
#endif

static inline void cpu_prefetch(const void *line) { __builtin_prefetch(line); }
