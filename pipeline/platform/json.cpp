#include "pipeline/platform/json.hpp"

#include "pipeline/platform/json_repair.hpp"
#include "pipeline/platform/json_strictness.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <charconv>
#include <utility>

namespace pixferry::json {

namespace {

bj::parse_options options_for(const Bounds& bounds) {
  bj::parse_options options;
  options.max_depth = bounds.depth_max > 0 ? static_cast<std::size_t>(bounds.depth_max) : 0;
  return options;
}

std::optional<std::string> complaint_about_size(std::string_view text, const Bounds& bounds) {
  if (text.size() <= bounds.bytes_max) return std::nullopt;
  return "the JSON text has " + std::to_string(text.size()) + " bytes; at most " +
         std::to_string(bounds.bytes_max) + " are taken";
}

std::optional<std::int64_t> whole_number(std::string_view digits) {
  std::int64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

}  // namespace

Result<bj::value> parse_strict(std::string_view text, const Bounds& bounds) {
  const bj::parse_options options = options_for(bounds);
  auto complaint = complaint_about_size(text, bounds);
  if (!complaint) complaint = complaint_about_strictness(text, options);
  if (complaint) return Error{ErrorCode::invalid_request, std::move(*complaint)};
  bj::error_code error;
  bj::value value = bj::parse(text, error, {}, options);
  if (error) return Error{ErrorCode::invalid_request, "not valid JSON: " + error.message()};
  return value;
}

Result<bj::value> parse_lenient(std::string_view text, const Bounds& bounds) {
  if (auto complaint = complaint_about_size(text, bounds)) {
    return Error{ErrorCode::network, std::move(*complaint)};
  }
  std::string repaired = valid_utf8(text);
  repair_escapes(repaired);
  bj::error_code error;
  bj::value value = bj::parse(repaired, error, {}, options_for(bounds));
  if (error) return Error{ErrorCode::network, "the answer is not JSON: " + error.message()};
  return value;
}

const bj::object* object_at(const bj::object& parent, std::string_view key) {
  const bj::value* const value = parent.if_contains(key);
  return value != nullptr ? value->if_object() : nullptr;
}

const bj::array* array_at(const bj::object& parent, std::string_view key) {
  const bj::value* const value = parent.if_contains(key);
  return value != nullptr ? value->if_array() : nullptr;
}

std::string text_at(const bj::object& parent, std::string_view key) {
  const bj::value* const value = parent.if_contains(key);
  if (value == nullptr || !value->is_string()) return {};
  const bj::string& text = value->get_string();
  return {text.data(), text.size()};
}

std::optional<bool> flag_at(const bj::object& parent, std::string_view key) {
  const bj::value* const value = parent.if_contains(key);
  if (value == nullptr || !value->is_bool()) return std::nullopt;
  return value->get_bool();
}

std::optional<std::int64_t> integer_at(const bj::object& parent, std::string_view key) {
  const bj::value* const value = parent.if_contains(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_int64()) return value->get_int64();
  if (value->is_uint64() && std::in_range<std::int64_t>(value->get_uint64())) {
    return static_cast<std::int64_t>(value->get_uint64());
  }
  if (value->is_string()) return whole_number(value->get_string());
  return std::nullopt;
}

std::optional<double> number_at(const bj::object& parent, std::string_view key) {
  const bj::value* const value = parent.if_contains(key);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return value->to_number<double>();
}

std::string serialise(const bj::value& value) {
  const std::string plain = bj::serialize(value);
  std::string escaped;
  escaped.reserve(plain.size());
  for (std::size_t at = 0; at < plain.size(); ++at) {
    const std::string_view separator = std::string_view{plain}.substr(at, 3);
    if (separator == "\xE2\x80\xA8" || separator == "\xE2\x80\xA9") {
      escaped += separator.back() == '\xA8' ? "\\u2028" : "\\u2029";
      at += 2;
    } else if (plain[at] == '<') {
      escaped += "\\u003c";
    } else if (plain[at] == '>') {
      escaped += "\\u003e";
    } else if (plain[at] == '&') {
      escaped += "\\u0026";
    } else {
      escaped += plain[at];
    }
  }
  return escaped;
}

}  // namespace pixferry::json
