#include "CJSON.h"

#include <simdjson.h>

#include <cstring>
#include <deque>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "depth.hpp"

struct CJSONParser {
  simdjson::dom::parser parser;
  std::vector<CJSONNode> nodes;
  /// The texts that `nodes` points to when simdjson could not read the document.
  std::deque<std::string> texts;
};

namespace {

/// Appends an element and all below it. simdjson bounds the depth at 1024 while parsing.
void append(std::vector<CJSONNode> &nodes, simdjson::dom::element element) {
  using simdjson::dom::element_type;
  CJSONNode node{};
  switch (element.type()) {
    case element_type::NULL_VALUE: node.kind = CJSON_NULL; break;
    case element_type::BOOL: node.kind = bool(element) ? CJSON_TRUE : CJSON_FALSE; break;
    case element_type::INT64:
      node.kind = CJSON_INTEGER;
      node.value.integer = int64_t(element);
      break;
    case element_type::UINT64:
      node.kind = CJSON_DOUBLE;
      node.value.number = double(uint64_t(element));
      break;
    case element_type::DOUBLE:
      node.kind = CJSON_DOUBLE;
      node.value.number = double(element);
      break;
    case element_type::STRING: {
      std::string_view text = element;
      node.kind = CJSON_STRING;
      node.value.text = text.data();
      node.length = text.size();
      break;
    }
    case element_type::ARRAY: {
      size_t place = nodes.size();
      node.kind = CJSON_ARRAY;
      nodes.push_back(node);
      uint32_t count = 0;
      for (auto child : simdjson::dom::array(element)) {
        append(nodes, child);
        count++;
      }
      nodes[place].count = count;
      return;
    }
    case element_type::OBJECT: {
      size_t place = nodes.size();
      node.kind = CJSON_OBJECT;
      nodes.push_back(node);
      uint32_t count = 0;
      for (auto field : simdjson::dom::object(element)) {
        CJSONNode key{};
        key.kind = CJSON_STRING;
        key.value.text = field.key.data();
        key.length = field.key.size();
        nodes.push_back(key);
        append(nodes, field.value);
        count++;
      }
      nodes[place].count = count;
      return;
    }
  }
  nodes.push_back(node);
}

/// Reads a document that simdjson refuses: says where it stops being JSON, or, when all that is
/// wrong are integers beyond 64 bits, makes its nodes.
struct SecondReader : nlohmann::json_sax<nlohmann::json> {
  CJSONParser &parser;
  std::vector<size_t> open;
  size_t position = 0;

  explicit SecondReader(CJSONParser &parser) : parser(parser) {
    parser.nodes.clear();
    parser.texts.clear();
  }

  CJSONNode &add(uint32_t kind, bool is_key = false) {
    if (!open.empty()) {
      CJSONNode &owner = parser.nodes[open.back()];
      bool counts = owner.kind == CJSON_ARRAY || is_key;
      owner.count += counts ? 1 : 0;
    }
    parser.nodes.push_back(CJSONNode{});
    parser.nodes.back().kind = kind;
    return parser.nodes.back();
  }
  bool add_text(const std::string &text, bool is_key) {
    parser.texts.push_back(text);
    CJSONNode &node = add(CJSON_STRING, is_key);
    node.value.text = parser.texts.back().data();
    node.length = text.size();
    return true;
  }
  bool begin(uint32_t kind) {
    add(kind);
    open.push_back(parser.nodes.size() - 1);
    return true;
  }
  bool end() {
    open.pop_back();
    return true;
  }

  bool null() override { return add(CJSON_NULL), true; }
  bool boolean(bool value) override { return add(value ? CJSON_TRUE : CJSON_FALSE), true; }
  bool number_integer(number_integer_t value) override {
    return add(CJSON_INTEGER).value.integer = value, true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value <= INT64_MAX) return number_integer(number_integer_t(value));
    return number_float(double(value), "");
  }
  bool number_float(number_float_t value, const string_t &) override {
    return add(CJSON_DOUBLE).value.number = value, true;
  }
  bool string(string_t &value) override { return add_text(value, false); }
  bool binary(binary_t &) override { return false; }
  bool start_object(size_t) override { return begin(CJSON_OBJECT); }
  bool key(string_t &value) override { return add_text(value, true); }
  bool end_object() override { return end(); }
  bool start_array(size_t) override { return begin(CJSON_ARRAY); }
  bool end_array() override { return end(); }
  bool parse_error(size_t at, const std::string &, const nlohmann::detail::exception &) override {
    position = at;
    return false;
  }
};

/// What is wrong, in words for a person.
const char *reason(simdjson::error_code code) {
  switch (code) {
    case simdjson::EMPTY: return "empty";
    case simdjson::UTF8_ERROR: return "the text is not valid UTF-8";
    case simdjson::UNCLOSED_STRING: return "a string is not closed";
    case simdjson::UNESCAPED_CHARS: return "a string has a control character";
    case simdjson::STRING_ERROR: return "a string has a broken escape";
    case simdjson::NUMBER_ERROR: return "broken number or structure";
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC: return "the text is too long";
    default: return "broken structure";
  }
}

}  // namespace

CJSONParser *cjson_parser_create(void) { return new (std::nothrow) CJSONParser(); }

void cjson_parser_destroy(CJSONParser *parser) { delete parser; }

const CJSONNode *cjson_parse(
    CJSONParser *parser, const char *bytes, size_t length, size_t *count, const char **error,
    size_t *offset) {
  *count = 0;
  *error = nullptr;
  *offset = 0;
  try {
    simdjson::dom::element root;
    auto code = parser->parser.parse(bytes, length, true).get(root);
    if (code == simdjson::SUCCESS) {
      parser->nodes.clear();
      append(parser->nodes, root);
      *count = parser->nodes.size();
      return parser->nodes.data();
    }
    *error = reason(code);
    size_t too_deep = cjson::too_deep_at(bytes, length);
    SecondReader reader(*parser);
    if (code == simdjson::UTF8_ERROR || too_deep == length) {
      bool is_json = nlohmann::json::sax_parse(bytes, bytes + length, &reader);
      const void *nul = std::memchr(bytes, 0, length);
      if (is_json && nul) {
        // nlohmann-json takes a NUL for the end.
        reader.position = static_cast<const char *>(nul) - bytes + 1;
      } else if (is_json && code == simdjson::NUMBER_ERROR) {
        *error = nullptr;
        *count = parser->nodes.size();
        return parser->nodes.data();
      }
      *offset = reader.position > 0 ? reader.position - 1 : 0;
    } else {
      *error = "nested too deeply";
      *offset = too_deep;
    }
    return nullptr;
  } catch (const std::exception &) {
    *error = "out of memory";
    return nullptr;
  }
}
