#include "api-gateway/routes/image_query.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

#include "pipeline/platform/json.hpp"
#include "pipeline/platform/percent_encoding.hpp"

namespace pixferry::routes {
namespace {

constexpr std::size_t kNamePartBytesMax = 200;
constexpr std::chrono::milliseconds kDay = std::chrono::days{1};
constexpr std::chrono::milliseconds kSecond = std::chrono::seconds{1};

/// A number of that many digits in front of the text, which loses them.
std::optional<unsigned> take_digits(std::string_view& text, std::size_t count) {
  unsigned number = 0;
  if (text.size() < count) return std::nullopt;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, char expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::year_month_day> take_date(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                         std::chrono::month{*month}, std::chrono::day{*day}};
  return date.ok() && *year > 0 ? std::optional{date} : std::nullopt;
}

std::optional<std::chrono::seconds> take_clock(std::string_view& text) {
  const auto hours = take_digits(text, 2);
  if (!hours || !take(text, ':')) return std::nullopt;
  const auto minutes = take_digits(text, 2);
  if (!minutes || !take(text, ':')) return std::nullopt;
  const auto seconds = take_digits(text, 2);
  if (!seconds || *hours > 23 || *minutes > 59 || *seconds > 59) return std::nullopt;
  return std::chrono::hours{*hours} + std::chrono::minutes{*minutes} +
         std::chrono::seconds{*seconds};
}

std::optional<ParsedTime> time_in(QueryFields& fields, std::string_view name) {
  const auto text = fields.text(name);
  if (text.empty()) return std::nullopt;
  const auto time = parse_time(text);
  if (!time) {
    fields.refuse(name, "wrong_type",
                  fmt::format("{} must be a day or a time in UTC, such as 2026-01-31 or "
                              "2026-01-31T10:00:00Z.",
                              name));
  }
  return time;
}

std::optional<JobId> job_in(QueryFields& fields) {
  const auto text = fields.text("job_id");
  const auto job = JobId::parse(text);
  if (!text.empty() && !job) fields.refuse("job_id", "wrong_type", "job_id must be a UUID.");
  return job;
}

std::optional<ImageType> type_in(QueryFields& fields) {
  const auto text = fields.text("mime_type");
  const auto type = image_type_with_mime(text);
  if (!text.empty() && !type) {
    fields.refuse("mime_type", "unknown_value",
                  "mime_type must be one that images have here, such as image/jpeg.");
  }
  return type;
}

std::string name_part_in(QueryFields& fields) {
  auto text = fields.text("q");
  if (text.size() > kNamePartBytesMax) {
    fields.refuse("q", "out_of_range",
                  fmt::format("q must have {} bytes at most.", kNamePartBytesMax));
  } else if (json::valid_utf8(text) != text) {
    fields.refuse("q", "wrong_type", "q must be text in UTF-8.");
  }
  return text;
}

ImageOrder order_in(QueryFields& fields) {
  const auto text = fields.text("sort");
  const auto order = image_order_named(text);
  if (!text.empty() && !order) {
    fields.refuse("sort", "unknown_value",
                  "sort must be newest, oldest, taken_newest, taken_oldest or name.");
  }
  return order.value_or(ImageOrder::newest);
}

}  // namespace

std::optional<ParsedTime> parse_time(std::string_view text) {
  const auto date = take_date(text);
  if (!date) return std::nullopt;
  const Timestamp midnight{std::chrono::sys_days{*date}};
  if (text.empty()) return ParsedTime{midnight, true};
  if (!take(text, 'T')) return std::nullopt;
  const auto clock = take_clock(text);
  if (!clock || text != "Z") return std::nullopt;
  return ParsedTime{midnight + *clock, false};
}

ImageSelection image_selection(QueryFields& fields) {
  ImageSelection selection{.source = fields.source(),
                           .job = job_in(fields),
                           .name_part = name_part_in(fields),
                           .type = type_in(fields)};
  if (const auto from = time_in(fields, "taken_from")) selection.taken_from = from->begin;
  // The whole of the day, or of the second, that is named last is meant.
  if (const auto to = time_in(fields, "taken_to")) {
    selection.taken_before = to->begin + (to->is_day ? kDay : kSecond);
  }
  selection.order = order_in(fields);
  return selection;
}

std::string query_of(const ImageSelection& selection) {
  std::string query;
  const auto add = [&query](std::string_view key, std::string_view value) {
    query += fmt::format("{}={}&", key, percent_encoded(value));
  };
  if (selection.source) add("source", name(*selection.source));
  if (selection.job) add("job_id", selection.job->text());
  if (!selection.name_part.empty()) add("q", selection.name_part);
  if (selection.type) add("mime_type", mime_type(*selection.type));
  if (selection.taken_from) add("taken_from", rfc3339(*selection.taken_from));
  if (selection.taken_before) add("taken_to", rfc3339(*selection.taken_before - kSecond));
  if (selection.order != ImageOrder::newest) add("sort", name(selection.order));
  return query;
}

}  // namespace pixferry::routes
