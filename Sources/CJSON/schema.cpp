#include "CJSON.h"

#include <cstring>
#include <nlohmann/json.hpp>
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

}  // namespace

CJSONSchema *cjson_schema_create(
    const char *bytes, size_t length, char *error, size_t error_capacity) {
  try {
    auto result = std::make_unique<CJSONSchema>();
    result->document = nlohmann::json::parse(bytes, bytes + length);
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
    auto document = nlohmann::json::parse(bytes, bytes + length);
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
