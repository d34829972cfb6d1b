import ConvNet
import Testing

/// A schedule that `fit` would refuse can still be asked for its rates, as for a drawing.
@Suite struct ScheduleTests {
  @Test func aPiecewiseScheduleOfTooFewValuesEndsWithItsLast() {
    let schedule = LearningRateSchedule.piecewiseConstant(boundaries: [10, 20], values: [0.1])
    #expect([0, 15, 25].map { schedule.rate(step: $0) } == [0.1, 0.1, 0.1])
    #expect(LearningRateSchedule.piecewiseConstant(boundaries: [], values: []).rate(step: 0).isNaN)
  }
}
