import ConvNet
import Pictures
import Testing

@Suite("A tensor and a PNG file")
struct TensorPNGTests {
  @Test("go over into each other, grey as one channel", arguments: [1, 3])
  func roundTrip(channels: Int) throws {
    let folder = try TemporaryFolder()
    let values = (0..<12 * channels).map { Float($0 * 7) / 255 }
    let tensor = try Tensor(shape: [3, 4, channels], values)
    let path = "\(folder.path)/a.png"
    try tensor.write(png: path)
    #expect(try Tensor(png: path) == tensor)
  }

  @Test("a matrix is a grey picture; what lies outside 0...1 is clamped")
  func clamps() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/a.png"
    try Tensor([[-1, 0.5], [2, .infinity]]).write(png: path)
    #expect(try Tensor(png: path) == Tensor(shape: [2, 2, 1], [0, 128.0 / 255, 1, 1]))
  }

  @Test("transparency is laid over white")
  func alpha() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/a.png"
    try Tensor(shape: [1, 2, 4], [1, 0, 0, 1, 0, 0, 0, 0]).write(png: path)
    #expect(try Tensor(png: path) == Tensor(shape: [1, 2, 3], [1, 0, 0, 1, 1, 1]))
  }

  @Test("other shapes and NaN are errors that say what is taken")
  func errors() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/a.png"
    let shape = #expect(throws: ConvNetError.self) { try Tensor([1, 2]).write(png: path) }
    #expect(shape?.message.contains("[2]; it must be [height, width] or [height, width, channels]") == true)
    #expect(throws: ConvNetError.self) { try Tensor(shape: [0, 2], []).write(png: path) }
    #expect(throws: ConvNetError.self) { try Tensor(shape: [1, 1, 2], [0, 0]).write(png: path) }
    let value = #expect(throws: ConvNetError.self) { try Tensor([[0, .nan]]).write(png: path) }
    #expect(value?.message.contains("value 1 of the picture is NaN") == true)
    #expect(throws: PictureError.self) { try Tensor(png: path) }
  }

  @Test("the engine's own picture is the same each time, of any size, and has light and dark")
  func scene() throws {
    let scene = try Tensor.scene(height: 96, width: 120)
    #expect(scene.shape == [96, 120, 1])
    #expect(try scene == Tensor.scene(height: 96, width: 120))
    #expect(try scene != Tensor.scene(height: 96, width: 120, seed: 2))
    #expect(scene.values.allSatisfy { (0...1).contains($0) })
    #expect(scene.values.contains { $0 < 0.1 } && scene.values.contains { $0 > 0.85 })
    #expect(try Tensor.scene(height: 1, width: 1).count == 1)
    #expect(throws: ConvNetError.self) { try Tensor.scene(height: 0, width: 5) }
  }
}
