import LessonDocument
import LessonEvents

/// `results.json`: what a run left, for other programs, in the order of the contract.
struct ResultsFile {
  let page: PageBuilder
  let name: String
  let isFailed: Bool

  private var lesson: Lesson { page.lesson }
  private var run: LessonRun { page.run }

  var text: String {
    JSONText.object([
      "schema": .int(1), "lesson": .string(name), "title": .string(page.plainTitle),
      "lang": .string(lesson.frontMatter.language), "status": .string(isFailed ? "failed" : "ok"),
      "params": .fields(run.parameters.sorted { $0.key < $1.key }.map { ($0.key, Self.parameter($0.value)) }),
      "cached": .bool(run.cached), "seconds": .double(run.seconds), "peakMemoryBytes": .int(run.peakMemoryBytes),
      "cpu": .object(["seconds": .double(run.cpuSeconds)]),
      "datasets": .array(
        run.datasets.map {
          .object([
            "name": .string($0.name), "source": .string($0.source.rawValue), "sha256": .string($0.sha256),
          ])
        }),
      "cells": .array(zip(lesson.cells, run.cells).map(cell)), "checks": .array(checks),
    ]).text() + "\n"
  }

  private static func parameter(_ value: ParameterValue) -> JSONText {
    switch value {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    case .string(let value): .string(value)
    }
  }

  private func cell(_ cell: Cell, _ result: CellRun) -> JSONText {
    var fields: [(String, JSONText)] = [
      ("label", cell.options.label.map { .string($0) } ?? .null), ("line", .int(cell.fenceLine)),
      ("status", .string(result.status.rawValue)), ("seconds", .double(result.seconds)),
      ("stdout", .string(result.stdout)),
    ]
    if let error = result.error {
      var place: [(String, JSONText)] = [
        ("message", .string(error.message)), ("line", error.line.map { .int($0) } ?? .null),
      ]
      // The line is then one of a file beside the lesson.
      if let file = error.file { place.append(("file", .string(file))) }
      fields.append(("error", .fields(place)))
    }
    var outputs: [JSONText] = []
    let places = page.numbering.places
    for (i, output) in result.outputs.enumerated() {
      let place =
        places.indices.contains(cell.index) && places[cell.index].indices.contains(i)
        ? places[cell.index][i] : nil
      if let fields = output.resultFields(place: place, page: page) { outputs.append(.fields(fields)) }
    }
    fields.append(("outputs", .array(outputs)))
    return .fields(fields)
  }

  private var checks: [JSONText] {
    zip(lesson.cells, run.cells).flatMap { cell, result in result.checks.map { Self.check($0, file: cell.options.file) }
    }
  }

  private static func check(_ check: CheckResult, file: String?) -> JSONText {
    var fields: [(String, JSONText)] = [
      ("name", .string(check.name)), ("line", .int(check.line)), ("actual", value(check.actual)),
      ("expected", value(check.expected)), ("tolerance", .double(check.tolerance)),
      ("verdict", .string(check.verdict.rawValue)), ("source", .string(check.source)),
    ]
    // The line is then one of a file beside the lesson.
    if let file { fields.append(("file", .string(file))) }
    if !check.note.isEmpty { fields.append(("note", .string(check.note))) }
    return .fields(fields)
  }

  private static func value(_ value: CheckResult.Value) -> JSONText {
    switch value {
    case .number(let number): .double(number)
    case .array(let values): .array(values.map(Self.value))
    }
  }
}
