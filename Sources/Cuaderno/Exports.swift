@_exported import ConvNet
import LessonEvents

/// One thing that a cell shows, as data; authors meet it when a type of theirs becomes `Showable`.
public typealias CellOutput = LessonEvents.CellOutput
