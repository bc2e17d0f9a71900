#include "api-gateway/http/headers.hpp"

#include "pipeline/platform/ascii.hpp"

namespace pixferry::http {
std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& field : fields_) {
    if (ascii::equal_ignoring_case(field.name, name)) return field.value;
  }
  return std::nullopt;
}

void Headers::set(std::string_view name, std::string value) {
  std::erase_if(fields_,
                [&](const auto& field) { return ascii::equal_ignoring_case(field.name, name); });
  fields_.push_back({std::string{name}, std::move(value)});
}

void Headers::add(std::string_view name, std::string_view value) {
  fields_.push_back({std::string{name}, std::string{value}});
}

}  // namespace pixferry::http
