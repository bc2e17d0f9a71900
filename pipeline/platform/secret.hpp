#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace pixferry {

/// A value that must reach the other side and nothing else. It cannot be streamed or formatted;
/// `reveal()` marks each place where it leaves.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}

  const std::string& reveal() const { return value_; }
  bool empty() const { return value_.empty(); }
  /// What may be shown in its place.
  std::string_view masked() const { return value_.empty() ? "" : "***"; }

 private:
  std::string value_;
};

}  // namespace pixferry
