import KernelInterface

/// Convolution with kernels of 3 × 3 by Winograd's minimal filtering F(4 × 4, 3 × 3) (Lavin and Gray 2016): sixteen output
/// pixels from 36 products a channel pair instead of 144.
///
/// The products are 36 matrix products, of some tiles' transformed pixels with the transformed kernel. The polynomials of
/// the transformation are evaluated at 0, ±3/4, ±3/2 and infinity: rounding errors are then twice those of the direct sum, a
/// third of what the usual 0, ±1, ±2 gives (about 2e-6 of the largest output, for 64 channels).
enum Winograd {
  /// The points but 0 and infinity, ±near and ±far, and their squares.
  static var near: Float { 0.75 }
  static var far: Float { 1.5 }
  static var near2: Float { 0.5625 }
  static var far2: Float { 2.25 }
  /// Rows and columns of a transformed tile, and all its values.
  static let side = 6
  static let count = side * side
  /// Tiles that are transformed together: enough rows for the matrix products, few enough for the second cache. With the
  /// small vectors of processors whose second cache is mostly small too, four of the largest tiles of a product.
  private static let tilesAtOnce = lanes == 16 ? 32 : 4 * largestTileRows
  /// Tiles of the images that are taken together, if they have so few.
  private static let tilesOfImages = lanes == 16 ? 32 : 8 * largestTileRows

  /// Whether it is made for such a convolution, and faster than the direct sum.
  static func suits(_ s: ConvolutionShape) -> Bool {
    let used = s.outputHeight * s.outputWidth
    return s.kernelHeight == 3 && s.kernelWidth == 3 && s.strideHeight == 1 && s.strideWidth == 1
      && s.dilationHeight == 1 && s.dilationWidth == 1 && s.groups == 1 && s.inputChannels >= 32
      && s.outputChannels >= 32 && s.inputChannels % 16 == 0 && s.outputChannels % 16 == 0
      && 2 * 16 * tiles(s) <= 3 * used
  }

  private static func tiles(_ s: ConvolutionShape) -> Int { (s.outputHeight + 3) / 4 * ((s.outputWidth + 3) / 4) }

  /// As `WinogradKernels.imagesAtOnce`.
  static func imagesAtOnce(_ s: ConvolutionShape) -> Int { max(1, tilesOfImages / max(tiles(s), 1)) }

  /// As `WinogradKernels.kernelCount`.
  static func kernelCount(_ s: ConvolutionShape) -> Int {
    count * s.inputChannels * Convolution.paddedChannels(s.outputChannels)
  }

  /// The convolution that fills whole tiles: its padded image holds every tile's pixels.
  static func whole(_ s: ConvolutionShape) -> ConvolutionShape {
    var whole = s
    whole.outputHeight = (s.outputHeight + 3) / 4 * 4
    whole.outputWidth = (s.outputWidth + 3) / 4 * 4
    return whole
  }

  // Neighbouring values of a tile lie a vector more than a power of two apart, so that they fall into different cache sets.
  static func inputStep(_ s: ConvolutionShape) -> Int { tilesAtOnce * s.inputChannels + lanes }
  static func outputStep(_ s: ConvolutionShape) -> Int { tilesAtOnce * s.outputChannels + lanes }

  /// As `WinogradKernels.scratch`.
  static func scratch(_ s: ConvolutionShape) -> Int {
    count * (inputStep(s) + outputStep(s) + lanes) + imagesAtOnce(s) * Convolution.paddedCount(whole(s))
  }

  /// As `WinogradKernels.pack`: G g Gᵀ of each pair of channels, `[36][oc / tileColumns][ic, tileColumns]`.
  static func pack(_ s: ConvolutionShape, _ kernel: Reading, _ packed: Writing) {
    let (ic, oc) = (s.inputChannels, s.outputChannels)
    let matrix = ic * Convolution.paddedChannels(oc)
    packed.update(repeating: 0, count: oc % tileColumns == 0 ? 0 : count * matrix)
    for channel in 0..<ic {
      for filter in stride(from: 0, to: oc, by: lanes) {
        let panel = filter / tileColumns * tileColumns
        let target = packed + panel * ic + channel * tileColumns + filter - panel
        transformKernel(kernel + channel * oc + filter, tapStep: ic * oc, target, matrix)
      }
    }
  }

  /// G g Gᵀ of nine vectors, `tapStep` floats apart: 36 vectors, `step` floats apart.
  static func transformKernel(_ source: Reading, tapStep: Int, _ target: Writing, _ step: Int) {
    for x in 0..<side {
      let (a, b, c) = (
        combined(x, load(source), load(source + tapStep), load(source + 2 * tapStep)),
        combined(x, load(source + 3 * tapStep), load(source + 4 * tapStep), load(source + 5 * tapStep)),
        combined(x, load(source + 6 * tapStep), load(source + 7 * tapStep), load(source + 8 * tapStep))
      )
      for y in 0..<side { store(combined(y, a, b, c), target + (y * side + x) * step) }
    }
  }

  /// A row of G times three values.
  @inline(__always)
  private static func combined(_ row: Int, _ a: Vector, _ b: Vector, _ c: Vector) -> Vector {
    switch row {
    case 0: return a * (1 / (near2 * far2))
    case 1: return evaluated(at: near, a, b, c) * (1 / (2 * near2 * (near2 - far2)))
    case 2: return evaluated(at: -near, a, b, c) * (1 / (2 * near2 * (near2 - far2)))
    case 3: return evaluated(at: far, a, b, c) * (1 / (2 * far2 * (far2 - near2)))
    case 4: return evaluated(at: -far, a, b, c) * (1 / (2 * far2 * (far2 - near2)))
    default: return c
    }
  }

  /// a + b x + c x².
  @inline(__always)
  private static func evaluated(at x: Float, _ a: Vector, _ b: Vector, _ c: Vector) -> Vector {
    multiplyAdd(multiplyAdd(c, Vector(repeating: x), b), Vector(repeating: x), a)
  }

  /// As `WinogradKernels.forward`.
  static func forward(_ t: WinogradImages, _ scratch: Writing) {
    let s = t.shape
    let frame = whole(s)
    let paddedCount = Convolution.paddedCount(frame)
    let pixels = scratch
    let products = pixels + count * inputStep(s)
    let buffer = products + count * outputStep(s)
    let padded = buffer + count * lanes
    if frame.isPadded {
      for image in 0..<t.count { Convolution.pad(frame, t.images + image * s.inputCount, padded + image * paddedCount) }
    }
    let images = frame.isPadded ? Reading(padded) : t.images
    let step = frame.isPadded ? paddedCount : s.inputCount
    let perImage = tiles(s)
    let across = frame.outputWidth / 4
    for first in stride(from: 0, to: t.count * perImage, by: tilesAtOnce) {
      let some = min(tilesAtOnce, t.count * perImage - first)
      for tile in 0..<some {
        let (image, place) = ((first + tile) / perImage, (first + tile) % perImage)
        let corner = (place / across * frame.paddedWidth + place % across) * 4 * s.inputChannels
        transformPixels(
          images + image * step + corner, rowStep: frame.paddedWidth * s.inputChannels, s.inputChannels,
          pixels + tile * s.inputChannels, inputStep(s), buffer)
      }
      multiply(s, some, Reading(pixels), t.kernel, products)
      for tile in 0..<some {
        let (image, place) = ((first + tile) / perImage, (first + tile) % perImage)
        let (y, x) = (place / across * 4, place % across * 4)
        transformProducts(
          t, Reading(products + tile * s.outputChannels),
          t.output + image * s.outputCount + (y * s.outputWidth + x) * s.outputChannels,
          height: min(4, s.outputHeight - y), width: min(4, s.outputWidth - x), buffer)
      }
    }
  }

  /// For each value of a tile the product `[tiles, ic] · [ic, oc]`.
  private static func multiply(
    _ s: ConvolutionShape, _ tiles: Int, _ pixels: Reading, _ kernel: Reading, _ products: Writing
  ) {
    let (ic, oc) = (s.inputChannels, s.outputChannels)
    let matrix = ic * Convolution.paddedChannels(oc)
    for value in 0..<count {
      for column in stride(from: 0, to: oc, by: tileColumns) {
        let task = TileTask(
          a: pixels + value * inputStep(s), rowStep: ic, run: ic, b: kernel + value * matrix + column * ic,
          bStep: tileColumns, c: products + value * outputStep(s) + column, cStep: oc)
        computeRows(tiles, isDouble: oc - column > lanes, task)
      }
    }
  }
}
