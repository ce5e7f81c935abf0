#pragma once
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stddef.h>
#include <stdint.h>

/// How much matching may still be done.
///
/// A step is an item of the pattern that was tried, or a byte of the text that was moved over.
/// PCRE2's own match limit does not count what a single repeat runs over, which makes patterns such
/// as `a*[bc]` quadratic within it.
typedef struct {
  int64_t steps;
  size_t position;
} CPCRE2Budget;

/// What a search over `length` bytes may cost.
static inline CPCRE2Budget cpcre2_budget(size_t length) {
  CPCRE2Budget budget = {5000000 + 40 * (int64_t)length, 0};
  return budget;
}

/// Called by PCRE2 before every item of the pattern.
static inline int cpcre2_count_step(pcre2_callout_block *block, void *data) {
  CPCRE2Budget *budget = (CPCRE2Budget *)data;
  size_t from = budget->position, to = block->current_position;
  budget->steps -= 1 + (int64_t)(from < to ? to - from : from - to);
  budget->position = to;
  return budget->steps < 0 ? PCRE2_ERROR_CALLOUT : 0;
}

/// Compiles a UTF-8 pattern so that `cpcre2_search` can count its steps.
///
/// Returns NULL and sets `*error` and `*offset`, in bytes, when it is no pattern.
static inline pcre2_code *cpcre2_compile(
    const char *pattern, size_t length, uint32_t flags, int *error, size_t *offset) {
  flags |= PCRE2_UTF | PCRE2_AUTO_CALLOUT | PCRE2_NEVER_BACKSLASH_C;
  return pcre2_compile((PCRE2_SPTR)(length ? pattern : ""), length, flags, error, offset, NULL);
}

/// Looks for the first match in valid UTF-8.
///
/// Returns 1 and sets `*start` and `*end`, in bytes; 0 when there is none; -1 when the budget or
/// the memory for backtracking ran out.
static inline int cpcre2_search(
    const pcre2_code *code, const char *text, size_t length, CPCRE2Budget *budget, size_t *start,
    size_t *end) {
  pcre2_match_data *data = pcre2_match_data_create(1, NULL);
  pcre2_match_context *context = pcre2_match_context_create(NULL);
  int result = -1;
  if (data && context) {
    budget->position = 0;
    pcre2_set_match_limit(context, 20000000);
    pcre2_set_depth_limit(context, 1000000);
    pcre2_set_heap_limit(context, 64 * 1024);  // kibibytes
    pcre2_set_callout(context, cpcre2_count_step, budget);
    PCRE2_SPTR subject = (PCRE2_SPTR)(length ? text : "");
    int count = pcre2_match(code, subject, length, 0, PCRE2_NO_UTF_CHECK, data, context);
    if (count >= 0) {
      // `\K` in a lookahead may put the start behind the end.
      const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(data);
      *start = ends[0] < ends[1] ? ends[0] : ends[1];
      *end = ends[0] < ends[1] ? ends[1] : ends[0];
      result = 1;
    } else if (count == PCRE2_ERROR_NOMATCH) {
      result = 0;
    }
  }
  pcre2_match_data_free(data);
  pcre2_match_context_free(context);
  return result;
}
