import Foundation
import Names

extension ReportError: CustomStringConvertible, LocalizedError {
  /// The sentence a user reads: what is wrong, where, and what to do next.
  public var description: String {
    switch self {
    case .templateFolderUnreadable(let folder, let reason):
      "The folder of templates \(folder) cannot be read (\(reason)). Check that it is there and readable."
    case .templateUnreadable(let file, let reason):
      "The template \(file) cannot be read (\(reason)). Check that it is a readable file in UTF-8."
    case .templateSyntax(let file, let line, let column, let reason):
      "\(file):\(line):\(column): the template is not valid Mustache: \(reason)."
    case .templateMissing(let name):
      "The template \(name) is in none of the folders of templates. Reinstall Cuaderno, or copy it from templates/."
    case .templateUnused(let file, let nearest):
      "\(file): nothing reads a file of this name. Did you mean \(nearest)? If it is another thing, keep it in another folder."
    case .partialMissing(let name, let file, let known):
      "\(file): the template includes {{> \(name)}}, which is in no folder of templates."
        + didYouMean(name, among: known)
    case .labelsInvalid(let file, let reason):
      "\(file): labels are one JSON object of strings: \(reason)."
    case .labelsIncomplete(let file, let keys):
      "\(file): labels are missing: \(keys.joined(separator: ", ")). Each language needs all of them."
    case .languageUnknown(let language, let known):
      "There are no labels for the language \"\(language)\". Known: \(known.joined(separator: ", "))."
        + didYouMean(language, among: known) + " Add templates/labels/\(language).json for a new one."
    case .scriptLibraryMissing(let file, let package):
      "\(file) is not there: formulas and highlighting need the package \(package) (apt-get install \(package))."
    case .scriptFailed(let library, let reason):
      "\(library) did not run: \(reason)."
    case .unwritable(let file, let reason):
      "\(file) cannot be written (\(reason)). Give another folder with -o, or see to its permissions and the free space."
    case .pictureFailed(let name, let reason):
      "The picture \(name) cannot be made: \(reason)."
    }
  }

  /// The same sentence, for `localizedDescription`.
  public var errorDescription: String? { description }
}

extension ReportProblem: CustomStringConvertible {
  /// `12:5: error: …`, to follow the lesson's path and a colon.
  public var description: String {
    "\(line):\(column): \(isError ? "error" : "warning"): \(message)"
  }

  /// The sentence a user reads, without the place.
  public var message: String {
    switch kind {
    case .formula(let tex, let reason):
      "The formula \(tex) cannot be set: \(reason)."
    case .referenceToNothing(let label):
      "@\(label) refers to a cell that shows nothing to number; end the cell with a figure or a table, or refer to another."
    case .unknownReference(let label, let known):
      "@\(label) refers to a label that nothing in the lesson has."
        + didYouMean(label, among: known)
    case .missingAlternative(let figure):
      "\(figure) has no alternative text; one was made from what it shows. Say it with //| alt:."
    case .imageUnreadable(let path):
      "The image \(path) cannot be read. Its path starts at the lesson's folder."
    case .imageLeadsOut(let path):
      "The image \(path) leads out of the lesson's folder. Put a copy beside the lesson or in a folder there."
    case .imageInWeb(let address):
      "The image \(address) is no file beside the lesson, and a report does without the web. Put a copy beside the lesson "
        + "and give its path."
    case .imageOfUnknownType(let path):
      "The image \(path) is of no kind that browsers show. Save it as .png, .jpg, .gif, .svg or .webp."
    case .linkToNothing(let path):
      "The link \(path) leads to a lesson that is not there. Its path starts at the lesson's folder."
    case .linkLeadsOut(let path):
      "The link \(path) leads out of the folder of lessons, and its report stands in another output or nowhere. Run the "
        + "folder that holds both lessons."
    case .linkToFile(let path):
      "The link \(path) leads to a file that does not go with the report. Link a lesson (.md) or an address in the web, or "
        + "put the file beside the page yourself."
    }
  }
}

/// ` Did you mean …?` where a known name is near, else empty.
private func didYouMean(_ name: String, among known: [String]) -> String {
  nearestName(to: name, among: known).map { " Did you mean \($0)?" } ?? ""
}
