/// The words that the report needs; each file in `templates/labels/` has all of them.
package enum LabelKey: String, CaseIterable, Sendable {
  // The page
  case contents, skip, home, lecture, line, section, equation, table, figure, copy, copied, printed
  case codeWord, formulaWord, tableWord
  case unreadable, notComputed, formulaFailed, thousands
  // Banners
  case bannerEmbedded, bannerFailed, bannerMissed, notComparableData
  // Cells
  case cellSkipped, cellTimeout, cellKilled, cellError, expectedError
  // Metrics
  case metricsCaption, dataset, accuracy, loss, support, precision, recall, f1, className, perClassCaption,
    perClassTableCaption
  case classByClass, classHits, classTakenFor, classMistaken
  case classByClassCaption, classByClassAlt, classExamples, classHitImages, classMissImages, classMaps
  // Confusion matrix
  case confusionCaption, trueClass, predictedClass
  // Training history
  case historyCaption, historyLossCaption, historyEmpty, historyAlt, epoch, training, validation
  // Summary
  case summaryCaption, layer, outputShape, parameterCount, totalParameters, trainableParameters
  case nonTrainableParameters
  // Checks
  case checks, checkName, ourValue, tolerance, verdict, source, passed, missed, notComparable
  case checkCount, checkCountNotComparable, expectedValue, valueCount, greatestDifference
  // Tables
  case tableCut
  // Figures
  case activationMapsCaption, filtersCaption, imagesCaption, misclassifiedCaption, filteredCaption
  case walkthroughCaption, decisionCaption, regressionCaption, architectureCaption
  case scalePerTile, scaleShared, scaleSigned, scaleColour
  case input, original, kernel, output, image, channel, bias, position, step, stride, padding
  case activationMapsAlt, filtersAlt, imagesAlt, misclassifiedAlt, filteredAlt, decisionAlt, regressionAlt
  case architectureAlt, architectureNote, parameterWord
  case previous, next, showCode, values
  // The course
  case course, courseSummary, stateOk, stateFailed, stateChecks, lessonsTitle, languageName
  case search, searchHint, searchFound, searchNothing
}
