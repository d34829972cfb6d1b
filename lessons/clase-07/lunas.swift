func moons(_ count: Int) throws -> (points: Tensor, labels: [Int]) {
  let labels = (0..<count).map { $0 % 2 }
  let points = labels.flatMap { label in
    let angle = dice.uniform(in: 0...Float.pi)
    let x = label == 0 ? cos(angle) : 1 - cos(angle)
    let y = label == 0 ? sin(angle) : 0.5 - sin(angle)
    return [dice.normal(mean: x, deviation: 0.12),
      dice.normal(mean: y, deviation: 0.12)]
  }
  return (try Tensor(shape: [count, 2], points), labels)
}
let moonTrain = try moons(200), moonTest = try moons(200)
let learnMoons = try Examples(
  features: moonTrain.points, labels: moonTrain.labels)
let judgeMoons = try Examples(
  features: moonTest.points, labels: moonTest.labels)
