#include "simulator/faults/retry_after.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace pixferry::simulator {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// IMF-fixdate: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
std::string http_date(sys_seconds time) {
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[weekday{day}.c_encoding()],
                     static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

}  // namespace

RetryAfterHeader header_for(const RetryAfter& retry_after, const Clock& clock) {
  switch (retry_after.form) {
    case RetryAfter::Form::seconds:
      return {std::to_string(retry_after.wait.count()), retry_after.wait};
    case RetryAfter::Form::garbage: return {"when the cows come home", std::nullopt};
    case RetryAfter::Form::date: break;
  }
  const auto now = clock.now();
  const auto date = ceil<seconds>(now + retry_after.wait);
  // The clock tells whole milliseconds that have begun: the date may be one nearer.
  constexpr milliseconds kClockStep{1};
  return {http_date(date), duration_cast<milliseconds>(date - now) - kClockStep};
}

}  // namespace pixferry::simulator
