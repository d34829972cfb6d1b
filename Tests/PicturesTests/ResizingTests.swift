import Pictures
import Testing

@Suite("A picture in another size")
struct ResizingTests {
  @Test("keeps a flat colour flat, whatever the size", arguments: [(1, 1), (3, 7), (20, 5)])
  func flat(size: (Int, Int)) {
    let resized = Picture(height: 6, width: 4, fill: [10, 200, 30]).resized(height: size.0, width: size.1)
    #expect(resized == Picture(height: size.0, width: size.1, fill: [10, 200, 30]))
  }

  @Test("shrinks by the mean of what lies within reach, weighted by distance")
  func shrinks() {
    // Half the width: weights 1/8, 3/8, 3/8, 1/8 around the centre, cut off and made to sum to 1 at the border.
    let picture = Picture(height: 1, width: 4, channels: 1, pixels: [0, 70, 140, 210])
    #expect(picture.resized(height: 1, width: 2).pixels == [50, 160])
  }

  @Test("grows by lines between the centres of pixels")
  func grows() {
    let picture = Picture(height: 1, width: 2, channels: 1, pixels: [0, 100])
    #expect(picture.resized(height: 1, width: 4).pixels == [0, 25, 75, 100])
  }
}
