import Testing

@testable import EvalKit

@Suite struct HistoryDrawingTests {
  private static let sparklines: [([Double?], String, String)] = [
    ([0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█", ".:-=+*#@"), ([1, nil, 0], "█?▁", "@?."),
    ([0.5, 0.5], "▅▅", "++"), ([nil, nil], "??", "??"), ([], "", ""),
    ([.infinity, 1, 0], "?█▁", "?@."),
  ]

  @Test(arguments: sparklines)
  func aSparklineShowsEveryValue(values: [Double?], unicode: String, ascii: String) {
    #expect(Sparkline(values, usesUnicode: true).text == unicode)
    #expect(Sparkline(values, usesUnicode: false).text == ascii)
  }

  @Test func aPlotStepsFromValueToValue() {
    let style = TextStyle(width: 14, usesUnicode: true)
    let plot = LinePlot([0, 6, 3], style: style) { Figure.decimal($0, places: 0) }
    #expect(
      plot.lines == [
        "6 ┤   ╭──╮", "5 ┤   │  │", "4 ┤   │  │", "3 ┤   │  ╰──", "2 ┤   │", "1 ┤   │",
        "0 ┤───╯",
      ])
    let ascii = LinePlot([0, nil, 6], style: TextStyle(width: 14, usesUnicode: false)) {
      Figure.decimal($0, places: 0)
    }
    #expect(ascii.lines.first == "6 |      ---")
    #expect(ascii.lines.last == "0 |---")
    #expect(LinePlot([nil], style: style) { "\($0)" }.lines.isEmpty)
  }

  @Test func aPlotShowsTheNewestThatFit() {
    let style = TextStyle(width: 40, usesUnicode: true)
    let plot = LinePlot((0..<1000).map(Double.init), style: style) {
      Figure.decimal($0, places: 0)
    }
    #expect(plot.lines.allSatisfy { $0.count <= 40 })
  }

  @Test func aTableIsCutWhereTheLineEnds() {
    let table = TextTable(
      head: ["#", "first", "second", "third"],
      rows: [["1", "aaaa", "b", "c"], ["2", "a", "bbbb", ""]])
    #expect(
      table.lines(TextStyle(width: 17, usesUnicode: false)) == [
        "#  first  second", "-  -----  ------", "1  aaaa   b", "2  a      bbbb", "",
        "#  third", "-  -----", "1  c", "2",
      ])
    #expect(table.lines(.plain).count == 4)
    #expect(table.lines(TextStyle(width: 1, usesUnicode: false)).count == 14)
  }
}
