extension Diagnostic: CustomStringConvertible {
  /// `lesson.md:12:5: error: …`, the form that editors and terminals turn into a link.
  public var description: String {
    "\(path):\(location.line):\(location.column): \(severity.rawValue): \(message)"
  }

  /// What is wrong and what to do about it.
  public var message: String {
    switch kind {
    case .unreadable(let reason):
      "the lesson cannot be read (\(reason)); see whose it is and where it leads"
    case .emptyFile:
      "the lesson is empty; `cuaderno new PATH` writes a first one"
    case .tooLarge(let bytes, let limit):
      "the file has \(bytes) bytes and a lesson may have \(limit); move data and pictures into files of their own"
    case .notUTF8(let byte, let offset):
      "the byte 0x\(hex(byte)) at offset \(offset) is not UTF-8; \(encodingAdvice(byte: byte, offset: offset))"
    case .zeroByte(let offset):
      "there is a zero byte at offset \(offset), so this is not a text file; save the lesson as plain text in UTF-8"
    case .nestedTooDeep(let limit):
      "lists, quotes or emphasis are nested more than \(limit) deep here; flatten them"

    case .unclosedFrontMatter:
      "the front matter that starts here is never closed; put a line with `---` after its last key"
    case .badYAML(let problem):
      "this is not valid YAML: \(yamlAdvice(problem))"
    case .notKeysAndValues(let found):
      "expected `key: value`, found \(found); put a colon and a space after the key"
    case .duplicateKey(let key):
      "`\(key)` is given twice; keep one of them"
    case .unknownKey(let key, let section, let nearest):
      "unknown key `\(key)`\(section.isEmpty ? " in the front matter" : " under `\(section)`") is ignored"
        + didYouMean(nearest)
    case .wrongType(let key, let expected, let found):
      "`\(key)` must be \(expected), and is \(found)"
    case .invalidParameterName(let name):
      "`\(name)` cannot be the name of a parameter, since cells say `params.\(name)`; use letters, digits and `_`, "
        + "not a word of Swift"
    case .unknownLanguage(let language, let known):
      "`lang: \(language)` is not a language of the report; write \(known.map { "`\($0)`" }.joined(separator: " or ")), "
        + "or give its words in `templates/labels/`"

    case .unclosedFence(let fence, let swallowedLine):
      "the fence that opens here is not closed"
        + (swallowedLine.map { " before the next one opens at line \($0)" } ?? "")
        + "; put a line \(fence) after its last line"
        + (swallowedLine == nil
          ? "" : " (or open it with more than \(fence.count) characters, to show a fence inside it)")
    case .unknownFence(let name, let nearest):
      "there is no `{\(name)}` fence\(didYouMean(nearest.map { "{\($0)}" })); the fences are `{swift}`, `{table}` and "
        + "`{math}`, and code that is only shown takes the plain name of its language"
    case .attributesInFence(let name, let attributes):
      "`\(attributes)` does not belong on the line of the fence; write `{\(name)}`, and options as lines `//| key: value` "
        + "below it"
    case .unknownOption(let option, let fence, let nearest, let known):
      "unknown option `\(option)` of `{\(fence)}`\(didYouMean(nearest)); "
        + "the options are \(known.map { "`\($0)`" }.joined(separator: ", "))"
    case .optionBelowCode:
      "this option line stands below code and is not read; move it to the top of the cell"
    case .fileAndCode(let file):
      "the cell has code and `file: \(file)` too; remove the code or the option"
    case .absoluteFile(let file):
      "`file: \(file)` is an absolute path, which holds on one machine only; write it relative to the lesson's folder"
    case .emptyTable:
      "the table has no rows; write a header and rows, with `|` between the columns or as CSV"
    case .raggedRow(let found, let expected):
      "this row has \(count(found, "cell")) and the header has \(expected); add or remove cells (a `|` inside a cell is "
        + "written `\\|`, a comma in CSV goes between quotes)"
    case .unclosedQuote:
      "the quote that opens this cell is not closed; close it with `\"` (a quote inside is written `\"\"`)"

    case .textBehindQuote:
      "this text stands behind the quote that closes its cell; put it inside, or double the quote (`\"\"`) where it belongs to "
        + "the text"

    case .unclosedComment:
      "the comment that starts here is never closed, and takes the rest of the lesson with it; end it with `-->`"
    case .unclosedFormula:
      "the formula that starts with `$$` here is not closed before the paragraph ends; close it with `$$` (it may hold no "
        + "blank line), or write `\\$\\$` for two dollar signs"
    case .emptyFormula:
      "the formula is empty; write TeX in it, or `\\$\\$` for two dollar signs"
    case .valueInFormula:
      "values are not computed inside formulas, so this one is set as letters; close the formula and put the value behind it"
    case .labelInsideText(let label):
      "the formula labelled `\(label)` stands inside other text; give it a paragraph of its own"

    case .tableInProse:
      "this pipe table is shown as text; put it into a `{table}` fence"
    case .div:
      "`:::` is shown as text, for lessons have no divs; remove the line (`> ` before each line makes a quote)"
    case .footnote(let mark):
      "`\(mark)` is no footnote, for lessons have none; put the note into the text"

    case .invalidLabel(let label):
      "`\(label)` cannot be a label, since files and links are named by it; use letters, digits, `-`, `_` and `.`, "
        + "starting with a letter or a digit"
    case .wrongLabelPrefix(let label, let thing):
      "the label `\(label)` is of another kind: \(prefixAdvice(thing))"
    case .labelOfNothing(let label):
      "`{#\(label)}` labels nothing here; it stands at the end of a heading, or after the closing `$$` of a formula on the same "
        + "line (`\\{#` is plain text)"
    case .duplicateLabel(let label, let firstLine):
      "the label `\(label)` stands at line \(firstLine) already; give this one another name"
    case .unknownReference(let label, let nearest):
      "nothing is labelled `\(label)`\(didYouMean(nearest)); \(labelAdvice(label)), or write `\\@` for a plain at sign"
    }
  }
}

private func didYouMean(_ name: String?) -> String {
  name.map { " (did you mean `\($0)`?)" } ?? ""
}

private func count(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}

private func hex(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return digits.count == 1 ? "0" + digits : digits
}

private func encodingAdvice(byte: UInt8, offset: Int) -> String {
  offset == 0 && (byte == 0xFF || byte == 0xFE)
    ? "the file looks like UTF-16: save it as UTF-8"
    : "save the file as UTF-8, for example with `iconv -f LATIN1 -t UTF-8`"
}

/// libyaml's word for what is wrong, with what usually mends it.
private func yamlAdvice(_ problem: String) -> String {
  switch problem {
  case _ where problem.hasPrefix("Maximum nesting level"):
    "it is nested too deep; flatten it"
  case "found character that cannot start any token":
    "a value or an indentation cannot start with this character; indent by spaces, and put the value between quotes"
  default:
    "\(problem); a value that holds `: ` or `#` or starts with a special character needs quotes"
  }
}

private func prefixAdvice(_ thing: Diagnostic.LabelledThing) -> String {
  switch thing {
  case .cell: "a cell's label starts with `fig-` or `tbl-` where it is referred to"
  case .table: "a table's label starts with `tbl-`"
  case .formula: "a formula's label starts with `eq-`"
  case .section: "a heading's label starts with `sec-`"
  }
}

private func labelAdvice(_ label: String) -> String {
  switch label.prefix(while: { $0 != "-" }) {
  case "fig": "label a cell with `//| label: \(label)`"
  case "tbl": "label a table or a cell with `//| label: \(label)`"
  case "eq": "write `{#\(label)}` after the closing `$$` of a formula"
  default: "write `{#\(label)}` at the end of a heading"
  }
}
