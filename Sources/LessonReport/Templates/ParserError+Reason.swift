import Mustache

extension MustacheTemplate.ParserError {
  /// What is wrong with the template and what to do about it.
  var reason: String {
    // What is no error of templates is the end of the file inside a tag.
    guard let error = error as? MustacheTemplate.Error else { return "a tag is not closed; end it with }}" }
    return switch error {
    case .sectionCloseNameIncorrect:
      "this ends a section that is not the one open here; name in {{/name}} the section that {{#name}} opened last"
    case .unfinishedName:
      "this tag is not closed, or its name holds other signs than letters, digits, dots, - and _; write {{name}}"
    case .expectedSectionEnd:
      "a section is still open at the end of the file; close it with {{/name}}"
    case .invalidSetDelimiter:
      "other delimiters are set with {{=<% %>=}}"
    case .transformAppliedToInheritanceSection:
      "a block {{$name}} takes no function around its name"
    case .illegalTokenInsideInheritSection, .textInsideInheritSection:
      "between {{<name}} and {{/name}} stand only blocks, {{$block}} to {{/block}}"
    case .invalidConfigVariableSyntax:
      "a setting is written {{% NAME: value}}"
    case .unrecognisedConfigVariable:
      "there is no such setting; {{% CONTENT_TYPE: HTML}} is one"
    }
  }
}
