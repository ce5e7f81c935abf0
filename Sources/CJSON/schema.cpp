#include "CJSON.h"

#include "bounded_visitor.hpp"
#include "depth.hpp"

#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

struct CJSONSchema {
  nlohmann::json document;
  valijson::Schema schema;
};

namespace {

void write(char *buffer, size_t capacity, const std::string &text) {
  if (capacity == 0) return;
  size_t length = std::min(capacity - 1, text.size());
  std::memcpy(buffer, text.data(), length);
  buffer[length] = 0;
}

/// Refuses what nlohmann-json would read, but the rest of us cannot: it takes a NUL for the end.
void check_text(const char *bytes, size_t length) {
  if (cjson::too_deep_at(bytes, length) < length) throw std::runtime_error("nested too deeply");
  if (std::memchr(bytes, 0, length)) throw std::runtime_error("it holds a NUL byte");
}

/// Compiles every pattern of a schema once, so that a broken one is found before any document.
void check_patterns(const nlohmann::json &schema) {
  if (schema.is_array()) {
    for (const auto &item : schema) check_patterns(item);
  }
  if (!schema.is_object()) return;
  for (const auto &member : schema.items()) {
    const std::string &key = member.key();
    if (key == "enum" || key == "const" || key == "default" || key == "examples") continue;
    if (key == "pattern" && member.value().is_string()) {
      evalkit::Pattern pattern(member.value().get<std::string>());
    }
    if (key == "patternProperties" && member.value().is_object()) {
      for (const auto &property : member.value().items()) evalkit::Pattern pattern(property.key());
    }
    check_patterns(member.value());
  }
}

}  // namespace

CJSONSchema *cjson_schema_create(
    const char *bytes, size_t length, char *error, size_t error_capacity) {
  try {
    check_text(bytes, length);
    auto result = std::make_unique<CJSONSchema>();
    result->document = nlohmann::json::parse(bytes, bytes + length);
    check_patterns(result->document);
    valijson::SchemaParser parser;
    valijson::adapters::NlohmannJsonAdapter adapter(result->document);
    parser.populateSchema(adapter, result->schema);
    return result.release();
  } catch (const std::exception &problem) {
    write(error, error_capacity, problem.what());
    return nullptr;
  }
}

void cjson_schema_destroy(CJSONSchema *schema) { delete schema; }

int cjson_schema_validate(
    const CJSONSchema *schema, const char *bytes, size_t length, char *error,
    size_t error_capacity) {
  try {
    check_text(bytes, length);
    auto document = nlohmann::json::parse(bytes, bytes + length);
    evalkit::Validation validation(length);
    valijson::adapters::NlohmannJsonAdapter adapter(document);
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    if (validator.validate(schema->schema, adapter, &results)) return 1;
    std::string text;
    valijson::ValidationResults::Error failure;
    while (results.popError(failure) && text.size() < error_capacity) {
      std::string pointer;
      for (const auto &part : failure.context) pointer += part;
      text += pointer + "\t" + failure.description + "\n";
    }
    write(error, error_capacity, text);
    return 0;
  } catch (const std::exception &problem) {
    write(error, error_capacity, problem.what());
    return -1;
  }
}
