#include <algorithm>
#include <cmath>

#include "fuzz/fuzz_targets.hpp"
#include "pipeline/platform/json.hpp"

namespace pixferry::fuzz {
namespace {

constexpr json::Bounds kBounds{.bytes_max = 64u << 20, .depth_max = 32};

bool is_same(const json::bj::value& left, const json::bj::value& right);

bool is_same_object(const json::bj::object& left, const json::bj::object& right) {
  if (left.size() != right.size()) return false;
  for (const auto& [key, value] : left) {
    const auto* other = right.if_contains(key);
    if (other == nullptr || !is_same(value, *other)) return false;
  }
  return true;
}

bool is_same_array(const json::bj::array& left, const json::bj::array& right) {
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!is_same(left[i], right[i])) return false;
  }
  return true;
}

/// Boost.JSON 1.81 reads a number with a fraction or exponent to within a few units of the last
/// place.
bool is_same(const json::bj::value& left, const json::bj::value& right) {
  if (left.is_object() && right.is_object()) {
    return is_same_object(left.get_object(), right.get_object());
  }
  if (left.is_array() && right.is_array()) {
    return is_same_array(left.get_array(), right.get_array());
  }
  if (left.is_double() && right.is_double()) {
    const double a = left.get_double();
    const double b = right.get_double();
    return a == b || std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b)) ||
           std::abs(a - b) < 1e-300;
  }
  return left == right;
}

/// JSON has no infinity, but a provider's 1e999 is read as one.
bool has_infinity(const json::bj::value& value) {
  const auto member_has = [](const auto& member) { return has_infinity(member.value()); };
  if (value.is_object()) return std::ranges::any_of(value.get_object(), member_has);
  if (value.is_array()) return std::ranges::any_of(value.get_array(), has_infinity);
  return value.is_double() && !std::isfinite(value.get_double());
}

void require_round_trip(const json::bj::value& value) {
  const auto text = json::serialise(value);
  require(text.find_first_of("<>&") == text.npos, "what is written may stand in a page");
  require(json::valid_utf8(text) == text, "what is written is UTF-8");
  const auto again = json::parse_strict(text, kBounds);
  require(static_cast<bool>(again), "what is written is read again, strictly");
  require(is_same(value, *again), "what is read again is the same");
}

}  // namespace

void fuzz_json_strict(std::string_view bytes) {
  const auto strict = json::parse_strict(bytes, kBounds);
  if (!strict) {
    require(strict.error().code == ErrorCode::invalid_request, "the code of a refused text");
    require(json::valid_utf8(strict.error().message) == strict.error().message,
            "a complaint can be shown");
    return;
  }
  require_round_trip(*strict);
  const auto lenient = json::parse_lenient(bytes, kBounds);
  require(static_cast<bool>(lenient) && is_same(*strict, *lenient),
          "leniency changes nothing that is right");
}

void fuzz_json_lenient(std::string_view bytes) {
  const auto repaired = json::valid_utf8(bytes);
  require(json::valid_utf8(repaired) == repaired, "what is repaired needs no repair");
  require(repaired.find('\0') == repaired.npos, "no U+0000 is left");
  const auto lenient = json::parse_lenient(bytes, kBounds);
  if (!lenient) {
    require(lenient.error().code == ErrorCode::network, "the code of an unusable text");
    return;
  }
  if (!has_infinity(*lenient)) require_round_trip(*lenient);
}

}  // namespace pixferry::fuzz
