extension Registry {
  /// The plug-ins of this library.
  public static var builtIn: Registry {
    Registry(
      metrics: [RateMetric.self, MeanMetric.self, PercentileMetric.self, ConfusionMetric.self],
      providers: [ReplayProvider.self, OpenAIProvider.self])
  }
}
