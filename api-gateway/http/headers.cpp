#include "api-gateway/http/headers.hpp"

#include <algorithm>

namespace pixferry::http {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool equals_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& field : fields_) {
    if (equals_ignoring_case(field.name, name)) return field.value;
  }
  return std::nullopt;
}

void Headers::set(std::string_view name, std::string value) {
  std::erase_if(fields_, [&](const auto& field) { return equals_ignoring_case(field.name, name); });
  fields_.push_back({std::string{name}, std::move(value)});
}

void Headers::add(std::string_view name, std::string_view value) {
  fields_.push_back({std::string{name}, std::string{value}});
}

}  // namespace pixferry::http
