#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/model/result.hpp"

namespace pixferry::json {

namespace bj = boost::json;

struct Bounds {
  std::size_t bytes_max;
  int depth_max = 32;
};

/// What a client sent: strict RFC 8259 in valid UTF-8, no duplicate keys, no U+0000, no lone
/// surrogates. The Error is `invalid_request` and says where.
Result<bj::value> parse_strict(std::string_view text, const Bounds& bounds);

/// What a provider sent: U+0000, lone surrogates and invalid UTF-8 become U+FFFD first, and of
/// duplicate keys the last counts. The Error is `network` (the answer is unusable).
Result<bj::value> parse_lenient(std::string_view text, const Bounds& bounds);

/// Members of an object, or nothing where it is absent or of another kind. `text_at` and friends
/// never throw.
const bj::object* object_at(const bj::object& parent, std::string_view key);
const bj::array* array_at(const bj::object& parent, std::string_view key);
std::string text_at(const bj::object& parent, std::string_view key);
std::optional<bool> flag_at(const bj::object& parent, std::string_view key);
/// A JSON integer, or a decimal int64 in a string as Google writes sizes; nothing if out of range.
std::optional<std::int64_t> integer_at(const bj::object& parent, std::string_view key);

/// A JSON number, whole or not.
std::optional<double> number_at(const bj::object& parent, std::string_view key);

/// Serialised so that it may stand in an HTML page: '<', '>', '&', U+2028 and U+2029 are escaped.
std::string serialise(const bj::value& value);

/// Replaces invalid UTF-8, encoded surrogates and U+0000 by U+FFFD; everything else is verbatim.
std::string valid_utf8(std::string_view text);

}  // namespace pixferry::json
