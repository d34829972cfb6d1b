import Pictures

extension Tensor {
  /// Reads a PNG file as `[height, width, channels]` in 0...1: one channel for grey, three for colour.
  ///
  /// Transparency is laid over white, palettes become colours, 16 bits are rounded to 8. Throws `PictureError` for a file
  /// that is not there, is no PNG, is damaged, or has more than 64 megapixels.
  public init(png path: String) throws {
    EngineEnvironment.current.inputOpened?(path)
    let picture = try Picture(png: path, alpha: .overWhite)
    self.init(
      uncheckedShape: [picture.height, picture.width, picture.channels],
      values: picture.pixels.map { Float($0) / 255 })
  }

  /// Writes `[height, width]` or `[height, width, channels]` with 1, 3 or 4 channels as a PNG file of 8 bits a channel.
  ///
  /// Values in 0...1 are rounded to 0...255, those outside clamped; a fourth channel is alpha. Throws ``ConvNetError`` for
  /// another shape or a value that is NaN, `PictureError` where the file cannot be written.
  public func write(png path: String) throws {
    let channels = shape.count == 2 ? 1 : shape.last ?? 0
    guard (2...3).contains(shape.count), [1, 3, 4].contains(channels), count > 0, count <= 4 * Picture.pixelLimit else {
      throw ConvNetError.argument(
        name: "the shape of a picture", value: "\(shape)",
        rule: "[height, width] or [height, width, channels] with 1, 3 or 4 channels and at least one pixel")
    }
    if let place = values.firstIndex(where: \.isNaN) {
      throw ConvNetError.argument(
        name: "value \(place) of the picture", value: "NaN", rule: "a number; find where it comes from before drawing")
    }
    try Picture(values: values, height: shape[0], width: shape[1], channels: channels).write(png: path)
  }
}
