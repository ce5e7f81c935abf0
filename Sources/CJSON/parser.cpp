#include "CJSON.h"

#include <simdjson.h>

#include <cstring>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

struct CJSONParser {
  simdjson::dom::parser parser;
  std::vector<CJSONNode> nodes;
  std::string message;
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

/// Finds where a text stops being JSON; simdjson does not say. Only used once parsing failed.
struct Locator : nlohmann::json_sax<nlohmann::json> {
  size_t position = 0;
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t &) override { return true; }
  bool string(string_t &) override { return true; }
  bool binary(binary_t &) override { return true; }
  bool start_object(size_t) override { return true; }
  bool key(string_t &) override { return true; }
  bool end_object() override { return true; }
  bool start_array(size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(size_t at, const std::string &, const nlohmann::detail::exception &) override {
    position = at;
    return false;
  }
};

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
    parser->message = simdjson::error_message(code);
    *error = parser->message.c_str();
    Locator locator;
    nlohmann::json::sax_parse(bytes, bytes + length, &locator);
    *offset = locator.position > 0 ? locator.position - 1 : 0;
    return nullptr;
  } catch (const std::exception &) {
    *error = "out of memory";
    return nullptr;
  }
}
