#include "pipeline/object_store/supabase/supabase_answers.hpp"

#include <algorithm>

#include "pipeline/platform/ascii.hpp"
#include "pipeline/platform/json.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;

std::optional<bj::value> read_json(std::string_view body, const Limits& limits) {
  auto value = json::parse_lenient(body, {limits.provider_reply_bytes_max, limits.json_depth_max});
  if (!value) return std::nullopt;
  return *std::move(value);
}

std::optional<bj::object> read_object(std::string_view body, const Limits& limits) {
  auto value = read_json(body, limits);
  if (!value || !value->is_object()) return std::nullopt;
  return std::move(value->as_object());
}

}  // namespace

std::optional<std::string> read_stored_name(std::string_view body, const Limits& limits) {
  const auto object = read_object(body, limits);
  if (!object || !object->contains("Key")) return std::nullopt;
  return json::text_at(*object, "Key");
}

std::optional<std::int64_t> read_object_size(std::string_view body, const Limits& limits) {
  const auto object = read_object(body, limits);
  const auto size = object ? json::integer_at(*object, "size") : std::nullopt;
  return size && *size >= 0 ? size : std::nullopt;
}

// The path around the token is not escaped, so that it is built anew.
std::optional<std::string> read_token(std::string_view body, const Limits& limits) {
  constexpr std::string_view kBeforeToken = "?token=";
  const auto object = read_object(body, limits);
  if (!object) return std::nullopt;
  const auto path = json::text_at(*object, "signedURL");
  const auto mark = path.rfind(kBeforeToken);
  if (mark == path.npos) return std::nullopt;
  auto token = path.substr(mark + kBeforeToken.size());
  const bool is_token = !token.empty() && std::ranges::all_of(token, [](char c) {
    return ascii::is_alphanumeric(c) || std::string_view{"-_."}.find(c) != std::string_view::npos;
  });
  if (!is_token) return std::nullopt;
  return token;
}

std::optional<std::size_t> read_removed_count(std::string_view body, const Limits& limits) {
  const auto value = read_json(body, limits);
  if (!value || !value->is_array()) return std::nullopt;
  return value->as_array().size();
}

}  // namespace pixferry
