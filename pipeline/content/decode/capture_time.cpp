#include "pipeline/content/decode/capture_time.hpp"

#include <chrono>

namespace pixferry {
namespace {

/// The number that those digits write, or nothing if one of them is no digit.
std::optional<int> number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  return value;
}

/// Like number(), up to `most`.
std::optional<int> number_up_to(std::string_view digits, int most) {
  const auto value = number(digits);
  return value && *value <= most ? value : std::nullopt;
}

std::optional<std::chrono::sys_days> day_of(std::string_view text) {
  constexpr int kFirstPhotograph = 1826;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8, 2));
  if (!year || !month || !day || *year < kFirstPhotograph) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional{std::chrono::sys_days{date}} : std::nullopt;
}

/// The first three digits count thousandths, whatever follows.
int milliseconds_of(std::string_view subseconds) {
  constexpr std::size_t kDigits = 3;
  std::string digits{subseconds.substr(0, subseconds.find(' ')).substr(0, kDigits)};
  digits.resize(kDigits, '0');
  return number(digits).value_or(0);
}

std::optional<int> offset_minutes(std::string_view text) {
  constexpr int kMinutesMax = 14 * 60;  // of Kiribati
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = number(text.substr(1, 2));
  const auto minutes = number_up_to(text.substr(4, 2), 59);
  if (!hours || !minutes || *hours * 60 + *minutes > kMinutesMax) return std::nullopt;
  const int offset = *hours * 60 + *minutes;
  return text[0] == '-' ? -offset : offset;
}

}  // namespace

std::optional<CaptureTime> capture_time(const ExifMoment& moment) {
  constexpr std::size_t kLength = 19;
  const auto text = moment.date_time;
  if (text.size() < kLength) return std::nullopt;
  const auto day = day_of(text);
  const auto hour = number_up_to(text.substr(11, 2), 23);
  const auto minute = number_up_to(text.substr(14, 2), 59);
  const auto second = number_up_to(text.substr(17, 2), 59);
  if (!day || !hour || !minute || !second) return std::nullopt;
  const std::chrono::milliseconds since_1970 =
      day->time_since_epoch() + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
      std::chrono::seconds{*second} + std::chrono::milliseconds{milliseconds_of(moment.subseconds)};
  return CaptureTime{.local_ms = since_1970.count(),
                     .offset_minutes = offset_minutes(moment.offset)};
}

}  // namespace pixferry
