// valijson hands patterns to std::regex, which overflows the stack on a text of 100 kB and knows no
// limit, and compares the items of a list pair by pair. These specialisations take its place for
// the documents we validate: PCRE2 with a budget of steps, and one look at each item.
//
// valijson 1.0 has no other way in; its later versions take a regex engine as a parameter.
#pragma once

// Without it valijson ends the process where it would throw.
#define VALIJSON_USE_EXCEPTIONS 1

#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/validator.hpp>

#include "../CPCRE2/shim.h"

namespace evalkit {

/// A pattern as JSON Schema means it (ECMA 262): `$` is the very end, `\uXXXX` a code point.
class Pattern {
 public:
  explicit Pattern(const std::string &text) {
    int error = 0;
    size_t offset = 0;
    uint32_t flags = PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_BSUX | PCRE2_MATCH_UNSET_BACKREF;
    code.reset(cpcre2_compile(text.data(), text.size(), flags, &error, &offset));
    if (code) return;
    char reason[256] = "unusable";
    pcre2_get_error_message(error, reinterpret_cast<PCRE2_UCHAR *>(reason), sizeof reason);
    throw std::runtime_error(
        "the pattern '" + text + "' is no regular expression: " + reason + " (byte " +
        std::to_string(offset + 1) + ")");
  }

  bool occurs(const std::string &text, CPCRE2Budget &budget) const {
    size_t start = 0, end = 0;
    int found = cpcre2_search(code.get(), text.data(), text.size(), &budget, &start, &end);
    if (found < 0) throw std::runtime_error("a pattern of the schema backtracks too much on it");
    return found == 1;
  }

 private:
  struct Free {
    void operator()(pcre2_code *code) const { pcre2_code_free(code); }
  };
  std::unique_ptr<pcre2_code, Free> code;
};

/// What one validation has compiled and may still spend; on the stack of the validating thread.
struct Validation {
  CPCRE2Budget budget;
  std::unordered_map<std::string, Pattern> patterns;
  Validation *outer;

  explicit Validation(size_t length) : budget(cpcre2_budget(length)), outer(current) {
    current = this;
  }
  ~Validation() { current = outer; }
  Validation(const Validation &) = delete;
  Validation &operator=(const Validation &) = delete;

  static bool occurs(const std::string &pattern, const std::string &text) {
    auto &patterns = current->patterns;
    return patterns.try_emplace(pattern, pattern).first->second.occurs(text, current->budget);
  }

  static thread_local Validation *current;
};

inline thread_local Validation *Validation::current = nullptr;

/// Appends a text that is the same for equal values: 1.0 is written as 1, members are in order.
template <typename Value>
void describe(const Value &value, std::string &text) {
  auto sized = [&text](const std::string &part) {
    text += std::to_string(part.size()) + ":" + part;
  };
  if (value.isObject()) {
    text += '{';
    for (const auto member : value.asObject()) {
      sized(member.first);
      describe(member.second, text);
    }
    text += '}';
  } else if (value.isArray()) {
    text += '[';
    for (const auto item : value.asArray()) describe(item, text);
    text += ']';
  } else if (value.isString()) {
    text += '"';
    sized(value.asString());
  } else if (value.isInteger()) {
    sized(std::to_string(value.asInteger()));
  } else if (value.isDouble()) {
    double number = value.asDouble();
    bool isWhole = std::trunc(number) == number && std::abs(number) < 9e15;
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.17g", number);
    sized(isWhole ? std::to_string(static_cast<int64_t>(number)) : digits);
  } else {
    text += value.isNull() ? 'n' : value.asBool() ? 't' : 'f';
  }
}

}  // namespace evalkit

namespace valijson {

using evalkit::Validation;
using DocumentVisitor = ValidationVisitor<adapters::NlohmannJsonAdapter>;
using NameVisitor = ValidationVisitor<adapters::StdStringAdapter>;

template <>
inline bool DocumentVisitor::visit(const constraints::PatternConstraint &constraint) {
  if (!m_target.isString()) return true;
  if (Validation::occurs(constraint.getPattern<std::allocator<char>>(), m_target.asString())) {
    return true;
  }
  if (m_results) m_results->pushError(m_context, "The text does not match the pattern.");
  return false;
}

template <>
inline bool NameVisitor::visit(const constraints::PatternConstraint &constraint) {
  return Validation::occurs(constraint.getPattern<std::allocator<char>>(), m_target.asString());
}

/// Dates and times are short; a longer text is none, and is not looked at.
template <>
inline bool DocumentVisitor::visit(const constraints::FormatConstraint &constraint) {
  if (!m_target.isString()) return true;
  static const std::string date = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
  static const std::string time =
      "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?"
      "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$";
  const std::string &format = constraint.getFormat();
  std::string pattern;
  if (format == "date") pattern = date + "$";
  if (format == "time") pattern = "^" + time;
  if (format == "date-time") pattern = date + "[Tt]" + time;
  if (pattern.empty()) return true;
  const std::string text = m_target.asString();
  if (text.size() <= 64 && Validation::occurs(pattern, text)) {
    return format == "time" ||
        validate_date_range(std::stoi(text.substr(5, 2)), std::stoi(text.substr(8, 2)));
  }
  if (m_results) m_results->pushError(m_context, "The text is no valid " + format + ".");
  return false;
}

template <>
inline bool DocumentVisitor::visit(const constraints::UniqueItemsConstraint &) {
  if (!m_target.isArray()) return true;
  std::unordered_set<std::string> seen;
  unsigned index = 0;
  for (const auto item : m_target.asArray()) {
    std::string text;
    evalkit::describe(item, text);
    if (!seen.insert(text).second) {
      if (m_results) {
        m_results->pushError(
            m_context, "The item at index " + std::to_string(index) + " occurs before.");
      }
      return false;
    }
    ++index;
  }
  return true;
}

template <>
template <typename StringType>
bool DocumentVisitor::ValidatePatternPropertySubschemas::operator()(
    const StringType &pattern, const Subschema *subschema) const {
  bool matchFound = false;
  for (const auto member : m_object) {
    if (!Validation::occurs(std::string(pattern.c_str()), member.first)) continue;
    matchFound = true;
    if (m_propertiesMatched) m_propertiesMatched->insert(member.first);
    std::vector<std::string> context = m_context;
    context.push_back("[" + member.first + "]");
    ValidationVisitor validator(
        member.second, context, m_strictTypes, m_results, m_regexesCache);
    if (validator.validateSchema(*subschema)) continue;
    if (m_results) {
      m_results->pushError(
          m_context, "The member does not fit the schema of its pattern.");
    }
    if (m_validated) *m_validated = false;
    if (!m_continueOnFailure) return false;
  }
  return (matchFound || m_continueIfUnmatched) && m_continueOnSuccess;
}

}  // namespace valijson
