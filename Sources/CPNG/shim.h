// What of libpng Swift calls: the simplified API to read, which returns codes, and an encoder whose errors, which libpng
// makes known by longjmp, stay within C.
#pragma once
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static const png_uint_32 CPNG_FORMAT_GRAY = PNG_FORMAT_GRAY;
static const png_uint_32 CPNG_FORMAT_GA = PNG_FORMAT_GA;
static const png_uint_32 CPNG_FORMAT_RGB = PNG_FORMAT_RGB;
static const png_uint_32 CPNG_FORMAT_RGBA = PNG_FORMAT_RGBA;
static const png_uint_32 CPNG_FORMAT_FLAG_COLOR = PNG_FORMAT_FLAG_COLOR;
static const png_uint_32 CPNG_FORMAT_FLAG_ALPHA = PNG_FORMAT_FLAG_ALPHA;
static const png_uint_32 CPNG_IMAGE_VERSION = PNG_IMAGE_VERSION;
static const png_uint_32 CPNG_IMAGE_FLAG_16BIT_sRGB = PNG_IMAGE_FLAG_16BIT_sRGB;

/// Where an encoder writes, and what went wrong.
typedef struct {
  unsigned char *bytes;
  size_t count, capacity;
  char message[96];
} cpng_output;

static void cpng_write(png_structp png, png_bytep bytes, size_t count) {
  cpng_output *output = (cpng_output *)png_get_io_ptr(png);
  if (count > output->capacity - output->count) png_error(png, "the buffer is too small");
  memcpy(output->bytes + output->count, bytes, count);
  output->count += count;
}

static void cpng_flush(png_structp png) { (void)png; }

static void cpng_fail(png_structp png, png_const_charp message) {
  cpng_output *output = (cpng_output *)png_get_error_ptr(png);
  strncpy(output->message, message, sizeof output->message - 1);
  png_longjmp(png, 1);
}

static void cpng_ignore(png_structp png, png_const_charp message) { (void)png, (void)message; }

/// The most bytes that `cpng_encode` writes for rows of so many bytes.
static inline size_t cpng_size_limit(size_t row_bytes, size_t height) {
  size_t raw = (row_bytes + 1) * height;
  // deflate stores what it cannot shrink; libpng puts 12 bytes around each 64 KiB of it, and a head and an end.
  return raw + raw / 1000 + raw / 65536 * 12 + 1024;
}

/// Encodes 8-bit pixels as a PNG in sRGB; 0 where that fails, and `output->message` says why.
///
/// A row that repeats the one before, as in enlarged tiles, is stored as no difference, which runs (Z_RLE) shrink to nothing.
__attribute__((noinline)) static int cpng_encode(
    const unsigned char *pixels, png_uint_32 width, png_uint_32 height, int channels, cpng_output *output) {
  static const int colour_types[5] = {0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGBA};
  const size_t row_bytes = (size_t)width * (size_t)channels;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, output, cpng_fail, cpng_ignore);
  if (!png) return 0;
  png_infop info = png_create_info_struct(png);
  if (!info || setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    return 0;
  }
  png_set_write_fn(png, output, cpng_write, cpng_flush);
  png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
  png_set_IHDR(
      png, info, width, height, 8, colour_types[channels], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
      PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  png_set_compression_strategy(png, Z_RLE);
  png_set_compression_buffer_size(png, 65536);
  // All filters at first: libpng keeps the row before only where it may need it.
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_ALL_FILTERS);
  png_write_info(png, info);
  for (png_uint_32 row = 0; row < height; row++) {
    const unsigned char *bytes = pixels + row * row_bytes;
    const int repeats = row > 0 && memcmp(bytes, bytes - row_bytes, row_bytes) == 0;
    png_set_filter(png, PNG_FILTER_TYPE_BASE, repeats ? PNG_FILTER_UP : PNG_ALL_FILTERS);
    png_write_row(png, bytes);
  }
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return 1;
}
