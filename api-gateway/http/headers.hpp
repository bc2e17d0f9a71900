#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pixferry::http {

struct HeaderField {
  std::string name;
  std::string value;
};

/// Header fields in the order in which they came. Names are compared without case.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<HeaderField> fields) : fields_(fields) {}

  /// The first value of that name.
  std::optional<std::string_view> find(std::string_view name) const;
  bool contains(std::string_view name) const { return find(name).has_value(); }

  /// Replaces every field of that name.
  void set(std::string_view name, std::string value);
  void add(std::string_view name, std::string_view value);

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  void reserve(std::size_t count) { fields_.reserve(count); }

 private:
  std::vector<HeaderField> fields_;
};

}  // namespace pixferry::http
