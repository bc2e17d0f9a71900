#include "pipeline/catalog/job_cursor.hpp"

#include <fmt/format.h>

#include <charconv>

namespace pixferry {

JobCursor JobCursor::of(const JobSnapshot& job) {
  return {to_milliseconds(job.created_at), job.id.text()};
}

std::optional<JobCursor> JobCursor::parse(const std::string& text) {
  JobCursor cursor;
  if (text.empty()) return cursor;
  const char* const end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, cursor.created_ms);
  if (number.ec != std::errc{} || number.ptr == end || *number.ptr != '.') return std::nullopt;
  if (cursor.created_ms < 0 || cursor.created_ms > kLatestMs) return std::nullopt;
  const auto id = JobId::parse({number.ptr + 1, end});
  if (!id) return std::nullopt;
  cursor.id = id->text();
  // One spelling for each place.
  if (cursor.text() != text) return std::nullopt;
  return cursor;
}

std::string JobCursor::text() const {
  return fmt::format("{}.{}", created_ms, id);
}

}  // namespace pixferry
