/// Names of the library that a lesson uses, to find the one that a mistyped name means.
package enum LessonNames {
  package static let layers = [
    "Activation", "AveragePooling1D", "AveragePooling2D", "BatchNormalization", "Conv1D", "Conv2D", "Dense",
    "DepthwiseConv2D", "Dropout", "Flatten", "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalMaxPooling1D",
    "GlobalMaxPooling2D", "MaxPooling1D", "MaxPooling2D", "MinPooling1D", "MinPooling2D", "Reshape",
  ]

  package static let functions = ["check", "convolve", "correlate", "localized", "show"]

  /// Figures, tables and whatever else is a type.
  package static let types = [
    "Accuracies", "ActivationFunction", "ActivationMaps", "Architecture", "Callback", "ClassByClass",
    "ConfusionMatrix", "ConvolutionSteps", "Dataset", "DecisionBoundary", "Evaluation", "Examples", "FilterGrid",
    "FilteredImages", "History", "Images", "Initializer", "LabeledImages", "Loss", "Misclassified", "Optimizer",
    "Padding", "PerClass", "RandomNumbers", "RegressionLine", "Regularizer", "Sequential", "Table", "Tensor",
  ]

  /// What may be written after a dot, by type.
  package static let members: [String: [String]] = [
    "ActivationFunction": ["elu", "leakyRelu", "linear", "relu", "sigmoid", "softmax", "softplus", "tanh"],
    "Callback": ["bestWeights", "earlyStopping", "onBatchEnd", "onEpochEnd"],
    "Dataset": ["cifar10", "classNames", "digits", "mnist", "shapes", "test", "train"],
    "Evaluation": [
      "accuracy", "confusionMatrix", "loss", "macroAverage", "perClass", "regression", "topKAccuracy",
      "weightedAverage",
    ],
    "History": ["accuracy", "epochs", "loss", "validationAccuracy", "validationLoss"],
    "Initializer": ["constant", "glorotNormal", "glorotUniform", "heNormal", "heUniform", "ones", "zeros"],
    "LabeledImages": ["classNames", "count", "imageShape", "images", "labels", "prefix"],
    "LearningRate": rates,
    "LearningRateSchedule": rates,
    "Loss": [
      "binaryCrossentropy", "categoricalCrossentropy", "meanAbsoluteError", "meanSquaredError",
      "sparseCategoricalCrossentropy",
    ],
    "Optimizer": ["adagrad", "adam", "adamW", "rmsprop", "sgd"],
    "Padding": ["same", "valid"],
    "Regularizer": ["l1", "l1l2", "l2"],
    "Sequential": [
      "activations", "evaluate", "explain", "fit", "gradients", "inputGradients", "inputShape", "layerNames", "load",
      "outputShape", "parameterCount", "predict", "save", "setWeights", "summary", "weightNames", "weights",
    ],
    "Tensor": [
      "argmax", "channel", "count", "map", "max", "mean", "min", "rank", "reshaped", "row", "scene", "shape", "stack",
      "sum", "transposed", "values", "write",
    ],
  ]

  private static let rates = ["cosineDecay", "exponentialDecay", "inverseTimeDecay", "piecewiseConstant"]

  /// What a name without a dot may mean. Written small, `history` and `images` are missing variables rather than the
  /// types of that name.
  static func inScope(like name: String) -> [String] {
    layers + functions + (name.first?.isUppercase == true ? types : [])
  }
}
