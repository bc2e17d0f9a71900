#include "api-gateway/http/response_head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace pixferry::http {
namespace {

/// What a reply says unless its handler said otherwise: nothing here is a page, a script or a frame
/// of anybody's, and nothing is kept by caches.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kDefaults{{
    {"X-Content-Type-Options", "nosniff"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Referrer-Policy", "no-referrer"},
    {"Cache-Control", "no-store"},
}};

bool may_stand_in_header(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  if (!may_stand_in_header(name) || !may_stand_in_header(value)) return;
  head.append(name).append(": ").append(value).append("\r\n");
}

bool has_length(int status) {
  return status >= 200 && status != 204 && status != 304;
}

}  // namespace

std::string response_head(const Response& response, const HeadTraits& traits) {
  std::string head;
  head.reserve(512);
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status,
                 reason_phrase(response.status));
  for (const auto& field : response.headers) append_field(head, field.name, field.value);
  for (const auto& [name, value] : kDefaults) {
    if (!response.headers.contains(name)) append_field(head, name, value);
  }
  append_field(head, "X-Request-Id", traits.request_id);
  append_field(head, "Date", http_date(traits.now));
  if (!traits.keep_alive) append_field(head, "Connection", "close");
  const auto length = size_bytes(response.body);
  if (length && has_length(response.status)) {
    fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", *length);
  }
  if (traits.takes_chunks && std::holds_alternative<StreamBody>(response.body)) {
    append_field(head, "Transfer-Encoding", "chunked");
  }
  head.append("\r\n");
  return head;
}

std::string http_date(Timestamp time) {
  constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(time - day)};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                     days[std::chrono::weekday{day}.c_encoding()],
                     static_cast<unsigned>(date.day()),
                     months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace pixferry::http
