#include "simulator/http/request.hpp"

#include <strings.h>

#include <algorithm>
#include <charconv>

namespace pixferry::simulator {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

/// Cuts off what stands before `mark` and drops the mark; all of it if there is no mark.
std::string_view take_until(std::string_view& text, std::string_view mark) {
  const auto end = text.find(mark);
  const auto taken = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + mark.size());
  return taken;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool read_request_line(std::string_view line, Request& request) {
  request.method = take_until(line, " ");
  auto target = take_until(line, " ");
  if (request.method.empty() || !target.starts_with('/') || !line.starts_with("HTTP/1.")) {
    return false;
  }
  request.keep_alive = line == "HTTP/1.1";
  request.target = target;
  request.path = percent_decoded(take_until(target, "?"), false);
  while (!target.empty()) {
    auto pair = take_until(target, "&");
    const auto name = take_until(pair, "=");
    request.query.emplace_back(percent_decoded(name, true), percent_decoded(pair, true));
  }
  return true;
}

}  // namespace

std::optional<std::string> Request::parameter(std::string_view name) const {
  const auto found = std::ranges::find(query, name, &std::pair<std::string, std::string>::first);
  if (found == query.end()) return std::nullopt;
  return found->second;
}

std::string_view Request::header(std::string_view name) const {
  const auto found = std::ranges::find_if(
      headers, [&](const HttpHeader& header) { return same_name(header.name, name); });
  return found == headers.end() ? std::string_view{} : found->value;
}

std::string percent_decoded(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    if (text[i] == '%' && i + 2 < text.size()) {
      const auto* digits = text.data() + i + 1;
      const auto [end, error] = std::from_chars(digits, digits + 2, value, 16);
      if (error == std::errc{} && end == digits + 2) {
        decoded.push_back(static_cast<char>(value));
        i += 2;
        continue;
      }
    }
    decoded.push_back(plus_is_space && text[i] == '+' ? ' ' : text[i]);
  }
  return decoded;
}

std::optional<Request> parse_request_head(std::string_view head) {
  Request request;
  if (!read_request_line(take_until(head, "\r\n"), request)) return std::nullopt;
  while (!head.empty()) {
    auto line = take_until(head, "\r\n");
    if (line.find(':') == std::string_view::npos) return std::nullopt;
    const auto name = take_until(line, ":");
    request.headers.push_back({std::string{name}, std::string{trimmed(line)}});
  }
  const auto connection = request.header("Connection");
  if (same_name(connection, "close")) request.keep_alive = false;
  if (same_name(connection, "keep-alive")) request.keep_alive = true;
  return request;
}

}  // namespace pixferry::simulator
