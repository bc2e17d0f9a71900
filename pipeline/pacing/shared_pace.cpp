#include "pipeline/pacing/shared_pace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "pipeline/pacing/shared_pace_script.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kSlotsFrom = 3;
constexpr std::chrono::hours kWaitMax{1};

std::vector<std::string> arguments_of(const SharedPace::Question& question) {
  const auto& report = question.report;
  std::vector<std::string> arguments{
      question.now_ms ? std::to_string(*question.now_ms) : "",
      fmt::format("{}", question.rate_max),
      fmt::format("{}", question.known_rate.value_or(0)),
      std::to_string(report.sent),
      std::to_string(report.units),
      std::to_string(report.succeeded),
      std::to_string(report.refused),
      std::to_string(report.retry_after.count()),
  };
  for (const auto& booking : question.bookings) {
    arguments.push_back(std::to_string(booking.cost));
    arguments.push_back(std::to_string(booking.wait_max.count()));
  }
  return arguments;
}

/// What Redis says is a claim, and no claim makes us wait longer than this.
template <class Time>
Time bounded_wait(std::int64_t count) {
  return std::clamp(Time{count}, Time{0}, Time{kWaitMax});
}

std::optional<double> rate_in(const std::string& text) {
  double rate = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), rate);
  const bool is_rate = failed == std::errc{} && end == text.data() + text.size() && rate > 0;
  return is_rate ? std::optional{rate} : std::nullopt;
}

Result<PaceVerdict> verdict_in(const RedisReply& reply, std::size_t bookings) {
  const auto& fields = reply.list;
  if (fields.size() != kSlotsFrom + 2 * bookings) {
    return Error{ErrorCode::network,
                 "Redis gave no pace; is the server in REDIS_URL shared with another program?"};
  }
  PaceVerdict verdict{.rate = rate_in(fields[1].text),
                      .schedule = fields[0].integer,
                      .pause = bounded_wait<std::chrono::milliseconds>(fields[2].integer),
                      .slots = {}};
  for (std::size_t i = kSlotsFrom; i < fields.size(); i += 2) {
    verdict.slots.push_back(
        {.is_booked = fields[i].integer == 1,
         .wait = bounded_wait<std::chrono::microseconds>(fields[i + 1].integer)});
  }
  return verdict;
}

}  // namespace

SharedPace::SharedPace(const std::string& key_prefix, SourceKind source)
    : key_(fmt::format("{}:pace:{}", key_prefix, name(source))) {}

Result<PaceVerdict> SharedPace::ask(RedisLink& link, const Context& context,
                                    const Question& question) const {
  const auto reply = link.run(context, shared_pace_script(), {key_}, arguments_of(question));
  if (!reply) return reply.error();
  return verdict_in(*reply, question.bookings.size());
}

}  // namespace pixferry
