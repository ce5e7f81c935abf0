#pragma once

#include <cstddef>

namespace cjson {

/// Documents nested deeper are refused: whoever walks over one goes down with it.
constexpr int maximum_depth = 1024;

/// The byte at which a document goes deeper than that, or `length`.
inline size_t too_deep_at(const char *bytes, size_t length) {
  int depth = 0;
  bool in_string = false;
  for (size_t index = 0; index < length; ++index) {
    char byte = bytes[index];
    if (in_string) {
      if (byte == '\\') ++index;
      in_string = byte != '"';
    } else if (byte == '"') {
      in_string = true;
    } else if (byte == '[' || byte == '{') {
      if (++depth > maximum_depth) return index;
    } else if (byte == ']' || byte == '}') {
      --depth;
    }
  }
  return length;
}

}  // namespace cjson
