#include "pipeline/model/rfc3339_text.hpp"

#include <cstddef>

namespace pixferry {
namespace {

constexpr std::size_t kFractionDigitsMax = 9;

/// Takes texts apart from left to right; once something does not fit, nothing does any more.
class Reading {
 public:
  explicit Reading(std::string_view text) : rest_(text) {}

  int number(std::size_t digits) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) value = 10 * value + digit();
    return value;
  }
  void expect(char c) { is_good_ = take(c); }
  bool take(char c) {
    const bool is_next = is_good_ && rest_.starts_with(c);
    if (is_next) rest_.remove_prefix(1);
    return is_next;
  }
  bool is_at_digit() const {
    return is_good_ && !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
  }
  bool is_done() const { return is_good_ && rest_.empty(); }

 private:
  int digit() {
    is_good_ = is_at_digit();
    if (!is_good_) return 0;
    const int value = rest_.front() - '0';
    rest_.remove_prefix(1);
    return value;
  }

  std::string_view rest_;
  bool is_good_ = true;
};

/// What stands behind the dot, in milliseconds; -1 where no digit does, or too many do.
int milliseconds_in(Reading& reading) {
  int value = 0;
  std::size_t digits = 0;
  for (; reading.is_at_digit(); ++digits) {
    const int digit = reading.number(1);
    if (digits < 3) value = 10 * value + digit;
  }
  if (digits == 0 || digits > kFractionDigitsMax) return -1;
  for (; digits < 3; ++digits) value *= 10;
  return value;
}

/// How far the clock that the text shows is ahead of UTC; a day or more is none.
std::chrono::minutes offset_in(Reading& reading) {
  if (reading.take('Z') || reading.take('z')) return std::chrono::minutes{0};
  const bool is_behind = reading.take('-');
  if (!is_behind) reading.expect('+');
  const int hours = reading.number(2);
  reading.expect(':');
  const int minutes = reading.number(2);
  if (hours > 23 || minutes > 59) return std::chrono::days{1};
  return std::chrono::minutes{(is_behind ? -1 : 1) * (hours * 60 + minutes)};
}

}  // namespace

std::optional<Timestamp> read_rfc3339(std::string_view text) {
  Reading reading{text};
  const std::chrono::year year{reading.number(4)};
  reading.expect('-');
  const std::chrono::month month{static_cast<unsigned>(reading.number(2))};
  reading.expect('-');
  const std::chrono::day day{static_cast<unsigned>(reading.number(2))};
  if (!reading.take('T')) reading.expect('t');
  const std::chrono::hours hours{reading.number(2)};
  reading.expect(':');
  const std::chrono::minutes minutes{reading.number(2)};
  reading.expect(':');
  const std::chrono::seconds seconds{reading.number(2)};
  const std::chrono::milliseconds fraction{reading.take('.') ? milliseconds_in(reading) : 0};
  const auto offset = offset_in(reading);
  const std::chrono::year_month_day date{year, month, day};
  const bool is_time = hours.count() < 24 && minutes.count() < 60 && seconds.count() < 60 &&
                       fraction.count() >= 0 && offset < std::chrono::days{1};
  if (!reading.is_done() || !date.ok() || !is_time) return std::nullopt;
  return Timestamp{std::chrono::sys_days{date} + hours + minutes + seconds + fraction - offset};
}

}  // namespace pixferry
