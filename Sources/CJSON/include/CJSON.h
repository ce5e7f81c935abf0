// JSON parsing (simdjson) and JSON Schema (valijson over nlohmann-json) behind a C interface.
// No C++ exception crosses it.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a node of a parsed document is.
enum {
  CJSON_NULL = 0,
  CJSON_FALSE = 1,
  CJSON_TRUE = 2,
  CJSON_INTEGER = 3,
  CJSON_DOUBLE = 4,
  CJSON_STRING = 5,
  CJSON_ARRAY = 6,   // followed by `count` nodes and what lies below them
  CJSON_OBJECT = 7,  // followed by `count` pairs of a string node and a node
};

/// One node; the nodes of a document stand in document order, parents first.
typedef struct {
  uint32_t kind;
  uint32_t count;
  union {
    int64_t integer;
    double number;
    const char *text;  // `length` bytes in `CJSONNode.length`, valid UTF-8, not terminated
  } value;
  size_t length;
} CJSONNode;

/// A reusable parser; it owns the memory of the last document it read. Not thread-safe.
typedef struct CJSONParser CJSONParser;

CJSONParser *cjson_parser_create(void);
void cjson_parser_destroy(CJSONParser *parser);

/// Parses one document.
/// Returns the nodes, or NULL with `*error` set to a static description and `*offset` to the byte
/// (from 0) where it was noticed. The nodes live until the next call on this parser.
const CJSONNode *cjson_parse(
    CJSONParser *parser, const char *bytes, size_t length, size_t *count, const char **error,
    size_t *offset);

/// A compiled JSON Schema.
typedef struct CJSONSchema CJSONSchema;

/// Compiles a schema from JSON text. Returns NULL and writes a message into `error` on failure.
CJSONSchema *cjson_schema_create(
    const char *bytes, size_t length, char *error, size_t error_capacity);
void cjson_schema_destroy(CJSONSchema *schema);

/// Validates a document. Returns 1 when valid, 0 when not, -1 when it could not be read.
/// Failures are written into `error`, one a line: JSON pointer, a tab, the message.
int cjson_schema_validate(
    const CJSONSchema *schema, const char *bytes, size_t length, char *error,
    size_t error_capacity);

#ifdef __cplusplus
}
#endif
