#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api-gateway/http/parameters.hpp"
#include "api-gateway/http/problem.hpp"
#include "pipeline/model/error_code.hpp"
#include "pipeline/model/file.hpp"
#include "pipeline/model/job.hpp"
#include "pipeline/model/source_kind.hpp"

namespace pixferry::routes {

/// Reads a query's parameters and gathers what is wrong with them, so that a client learns of all
/// mistakes at once. A parameter that is absent or empty gives its default; one that nobody reads
/// is ignored.
class QueryFields {
 public:
  struct Range {
    std::int64_t least;
    std::int64_t most;
  };

  explicit QueryFields(const http::Parameters& query) : query_(query) {}

  std::int64_t integer(std::string_view name, std::int64_t fallback, Range range);
  std::optional<SourceKind> source();
  std::optional<JobState> status();
  /// `accepted` is what to say of another value.
  std::optional<FileState> state(
      std::string_view accepted = "pending, imported, skipped or failed");
  std::optional<ErrorCode> reason();
  std::string text(std::string_view name) const { return std::string{query_.at(name)}; }

  void refuse(std::string_view name, std::string code, std::string detail);
  bool are_valid() const { return errors_.empty(); }
  http::Response problem(std::string_view request_id);

 private:
  const http::Parameters& query_;
  std::vector<http::FieldError> errors_;
};

}  // namespace pixferry::routes
