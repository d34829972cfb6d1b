/// The one of two texts (or of two values of any type) that fits the lesson's language; English where `lang` is
/// neither `es` nor `en`.
public func localized<Value>(es spanish: @autoclosure () -> Value, en english: @autoclosure () -> Value) -> Value {
  LessonProgram.context?.language == "es" ? spanish() : english()
}
