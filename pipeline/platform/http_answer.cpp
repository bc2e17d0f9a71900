#include "pipeline/platform/http_client.hpp"

#include <curl/curl.h>
#include <strings.h>

#include <algorithm>
#include <charconv>

#include "pipeline/platform/ascii.hpp"

namespace pixferry {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kRetryAfterMax = std::chrono::days{1};

milliseconds seconds_of(std::string_view digits) {
  std::int64_t count = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  const bool is_in_range = parsed.ec == std::errc{};
  return is_in_range ? std::min(seconds{count}, kRetryAfterMax) : kRetryAfterMax;
}

}  // namespace

std::string_view HttpAnswer::header(std::string_view name) const {
  for (const auto& candidate : headers) {
    if (candidate.name.size() == name.size() &&
        ::strncasecmp(candidate.name.data(), name.data(), name.size()) == 0) {
      return candidate.value;
    }
  }
  return {};
}

std::optional<milliseconds> HttpAnswer::retry_after(const Clock& clock) const {
  const std::string value{header("Retry-After")};
  if (value.empty()) return std::nullopt;
  if (std::all_of(value.begin(), value.end(), ascii::is_digit)) return seconds_of(value);
  // libcurl reads more than HTTP dates, all of which begin with the day of the week.
  if (!ascii::is_letter(value.front())) return std::nullopt;
  const std::time_t date = curl_getdate(value.c_str(), nullptr);
  if (date < 0) return std::nullopt;
  // The year may be one that milliseconds cannot count.
  const auto tomorrow = std::chrono::ceil<seconds>(clock.now()) + kRetryAfterMax;
  const milliseconds wait =
      std::min(std::chrono::sys_seconds{seconds{date}}, tomorrow) - clock.now();
  return std::clamp(wait, milliseconds{0}, milliseconds{kRetryAfterMax});
}

}  // namespace pixferry
