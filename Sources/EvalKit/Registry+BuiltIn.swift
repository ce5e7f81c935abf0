extension Registry {
  /// The plug-ins of this library.
  public static var builtIn: Registry {
    Registry(
      harnesses: [TextHarness.self],
      checks: [
        EqualsCheck.self, ContainsCheck.self, ContainsIgnoringCaseCheck.self,
        ContainsAllCheck.self, ContainsAllIgnoringCaseCheck.self, ContainsAnyCheck.self,
        ContainsAnyIgnoringCaseCheck.self, StartsWithCheck.self, EndsWithCheck.self,
        RegexCheck.self, IsJSONCheck.self, ContainsJSONCheck.self, JSONSchemaCheck.self,
        SimilarCheck.self, RubricCheck.self, LatencyCheck.self, WordCountCheck.self,
        LengthCheck.self,
      ],
      measures: [
        ExactMatchMeasure.self, TokenF1Measure.self, EditSimilarityMeasure.self,
        ClassificationMeasure.self, JSONSchemaMeasure.self, WordErrorRateMeasure.self,
        BLEUMeasure.self, ChrFMeasure.self, ChrFPlusPlusMeasure.self, ROUGEMeasure.self,
        ExecMeasure.self,
      ],
      metrics: [
        RateMetric.self, MeanMetric.self, PercentileMetric.self, ConfusionMetric.self,
        CorpusMetric<BLEU>.self, CorpusMetric<ChrF>.self, ReportedMetric.self,
      ],
      providers: [
        ReplayProvider.self, OpenAIProvider.self, OllamaProvider.self, AnthropicProvider.self,
        LlamaServerProvider.self, AzureProvider.self, ExecProvider.self,
      ])
  }
}
