#include "api-gateway/http/request_id.hpp"

#include <algorithm>

#include "pipeline/platform/ascii.hpp"

namespace pixferry::http {
namespace {

constexpr std::size_t kBytesMax = 128;
constexpr std::size_t kNewIdBytes = 8;

bool is_safe(std::string_view id) {
  return !id.empty() && id.size() <= kBytesMax && std::ranges::all_of(id, [](char c) {
    return ascii::is_alphanumeric(c) || c == '.' || c == '_' || c == '-';
  });
}

}  // namespace

std::string request_id_of(const Headers& headers, Random& random) {
  const auto given = headers.find("X-Request-Id").value_or("");
  return is_safe(given) ? std::string{given} : random_hex(random, kNewIdBytes);
}

}  // namespace pixferry::http
