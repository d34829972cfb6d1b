// What Swift cannot say of vectors: the lanes of one picked by another, lanes chosen and put side by side, numbers, bytes and words made of
// each other at once, a cache line asked for ahead, a number kept in a register, loads kept in their order.
#pragma once

#if defined(__x86_64__) && defined(__AVX512F__)
typedef float cpu_float16 __attribute__((ext_vector_type(16)));
typedef int cpu_int16 __attribute__((ext_vector_type(16)));
typedef unsigned char cpu_byte16 __attribute__((ext_vector_type(16)));
typedef unsigned short cpu_word16 __attribute__((ext_vector_type(16)));

/// The vector itself, computed before anything below is read.
static inline cpu_float16 cpu_finished16(cpu_float16 vector) {
  __asm__ volatile("" : "+v"(vector) : : "memory");
  return vector;
}

/// The floats of a table of 16 at the given places.
static inline cpu_float16 cpu_pick16(cpu_float16 table, cpu_int16 places) {
  return __builtin_ia32_permvarsf512(table, places);
}

/// Of four floats in memory, in each lane the one at its place below four: within quarters of a register lanes are picked sooner.
static inline cpu_float16 cpu_pick_of_four16(const float *four, cpu_int16 places) {
  typedef float unaligned_float4 __attribute__((ext_vector_type(4), aligned(4)));
  unaligned_float4 table = *(const unaligned_float4 *)four;
  return __builtin_ia32_vpermilvarps512(
      __builtin_shufflevector(table, table, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3), places);
}

static inline cpu_int16 cpu_widen16(cpu_byte16 bytes) { return __builtin_convertvector(bytes, cpu_int16); }
static inline cpu_int16 cpu_words_widened16(cpu_word16 words) { return __builtin_convertvector(words, cpu_int16); }
static inline cpu_word16 cpu_words16(cpu_int16 numbers) { return __builtin_convertvector(numbers, cpu_word16); }
static inline cpu_byte16 cpu_narrow16(cpu_int16 numbers) { return __builtin_convertvector(numbers, cpu_byte16); }

/// A bit for each lane whose byte is `value`, and for each whose number is not negative.
static inline unsigned cpu_equal16(cpu_byte16 bytes, unsigned char value) {
  typedef signed char signed16 __attribute__((ext_vector_type(16)));
  return (unsigned short)__builtin_ia32_cvtb2mask128((signed16)(bytes == (cpu_byte16)value));
}
static inline unsigned cpu_not_negative16(cpu_int16 numbers) {
  return (unsigned short)~__builtin_ia32_cvtd2mask512(numbers);
}

/// Writes the floats and numbers of the chosen lanes one after the other, and gives their count. Whole vectors are written.
/// (Compressed in a register: straight to memory some processors take a hundred cycles.)
static inline int cpu_keep16(cpu_float16 floats, cpu_int16 numbers, unsigned chosen, float *keptFloats, int *keptNumbers) {
  typedef float unaligned_float16 __attribute__((ext_vector_type(16), aligned(4)));
  typedef int unaligned_int16 __attribute__((ext_vector_type(16), aligned(4)));
  *(unaligned_float16 *)keptFloats = __builtin_ia32_compresssf512_mask(floats, (cpu_float16)0.0f, (unsigned short)chosen);
  *(unaligned_int16 *)keptNumbers = __builtin_ia32_compresssi512_mask(numbers, (cpu_int16)0, (unsigned short)chosen);
  return __builtin_popcount(chosen);
}

/// A bit for each lane whose number is not zero.
static inline unsigned cpu_not_zero16(cpu_int16 numbers) {
  return (unsigned short)__builtin_ia32_cvtd2mask512(numbers != 0);
}

/// The chosen lanes one after the other; and back to their places, among the lanes of `others`.
static inline cpu_float16 cpu_compressed16(cpu_float16 floats, unsigned chosen) {
  return __builtin_ia32_compresssf512_mask(floats, (cpu_float16)0.0f, (unsigned short)chosen);
}
static inline cpu_float16 cpu_spread16(cpu_float16 floats, cpu_float16 others, unsigned chosen) {
  return __builtin_ia32_expandsf512_mask(floats, others, (unsigned short)chosen);
}

/// The lanes that are not chosen; the chosen ones are zero.
static inline cpu_float16 cpu_others16(cpu_float16 floats, unsigned chosen) {
  return __builtin_ia32_selectps_512((unsigned short)chosen, (cpu_float16)0.0f, floats);
}
#endif

#if defined(__x86_64__) && defined(__AVX2__)
typedef float cpu_float8 __attribute__((ext_vector_type(8)));
typedef int cpu_int8 __attribute__((ext_vector_type(8)));
typedef unsigned char cpu_byte8 __attribute__((ext_vector_type(8)));
typedef unsigned short cpu_word8 __attribute__((ext_vector_type(8)));

/// The floats of a table of 8 at the given places.
static inline cpu_float8 cpu_pick8(cpu_float8 table, cpu_int8 places) {
  return __builtin_ia32_permvarsf256(table, places);
}

/// As `cpu_pick_of_four16`.
static inline cpu_float8 cpu_pick_of_four8(const float *four, cpu_int8 places) {
  typedef float unaligned_float4 __attribute__((ext_vector_type(4), aligned(4)));
  unaligned_float4 table = *(const unaligned_float4 *)four;
  return __builtin_ia32_vpermilvarps256(__builtin_shufflevector(table, table, 0, 1, 2, 3, 0, 1, 2, 3), places);
}

static inline cpu_int8 cpu_widen8(cpu_byte8 bytes) { return __builtin_convertvector(bytes, cpu_int8); }
static inline cpu_int8 cpu_words_widened8(cpu_word8 words) { return __builtin_convertvector(words, cpu_int8); }
static inline cpu_word8 cpu_words8(cpu_int8 numbers) { return __builtin_convertvector(numbers, cpu_word8); }
static inline cpu_byte8 cpu_narrow8(cpu_int8 numbers) { return __builtin_convertvector(numbers, cpu_byte8); }

/// A bit for each lane whose byte is `value`, and for each whose number is not negative.
static inline unsigned cpu_equal8(cpu_byte8 bytes, unsigned char value) {
  typedef char bytes16 __attribute__((ext_vector_type(16)));
  bytes16 isEqual = (bytes16)(__builtin_shufflevector(bytes, bytes, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7) == value);
  return (unsigned char)__builtin_ia32_pmovmskb128(isEqual);
}
static inline unsigned cpu_not_negative8(cpu_int8 numbers) {
  return (unsigned char)~__builtin_ia32_movmskps256((cpu_float8)numbers);
}

/// Eight bytes with signs as numbers.
static inline cpu_int8 cpu_signed8(unsigned long bytes) {
  typedef signed char signed8 __attribute__((ext_vector_type(8)));
  signed8 eight;
  __builtin_memcpy(&eight, &bytes, sizeof eight);
  return __builtin_convertvector(eight, cpu_int8);
}

static inline cpu_float8 cpu_finished8(cpu_float8 vector) {
  __asm__ volatile("" : "+x"(vector) : : "memory");
  return vector;
}

/// As `cpu_keep16`; `order` holds the places of the chosen lanes, a byte each.
static inline int cpu_keep8(cpu_float8 floats, cpu_int8 numbers, unsigned chosen, unsigned long order, float *keptFloats,
                            int *keptNumbers) {
  typedef float unaligned_float8 __attribute__((ext_vector_type(8), aligned(4)));
  typedef int unaligned_int8 __attribute__((ext_vector_type(8), aligned(4)));
  cpu_int8 places = cpu_signed8(order);
  *(unaligned_float8 *)keptFloats = __builtin_ia32_permvarsf256(floats, places);
  *(unaligned_int8 *)keptNumbers = __builtin_ia32_permvarsi256(numbers, places);
  return __builtin_popcount(chosen);
}

/// A bit for each lane whose number is not zero.
static inline unsigned cpu_not_zero8(cpu_int8 numbers) {
  return (unsigned char)__builtin_ia32_movmskps256((cpu_float8)(numbers != 0));
}

/// The lanes of `others` where a mask's number is negative, of `floats` elsewhere.
static inline cpu_float8 cpu_mixed8(cpu_float8 floats, cpu_float8 others, cpu_int8 mask) {
  return __builtin_ia32_blendvps256(floats, others, (cpu_float8)mask);
}
#endif

static inline void cpu_prefetch(const void *line) { __builtin_prefetch(line); }

/// The number itself, of which the compiler knows nothing: so what was computed from it stays in a register.
static inline long cpu_kept(long number) {
  __asm__("" : "+r"(number));
  return number;
}

/// The pointer itself, of which the compiler does not know what it was made of.
static inline const float *cpu_kept_pointer(const float *pointer) {
  __asm__("" : "+r"(pointer));
  return pointer;
}

/// No instruction: what is read below is not read above, where it would hold registers for longer.
static inline void cpu_keep_order(void) { __asm__ volatile("" : : : "memory"); }
