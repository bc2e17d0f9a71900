#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pixferry::http {

/// Named, percent-decoded values: those of a query, or those a path filled in for {names}.
class Parameters {
 public:
  std::optional<std::string_view> find(std::string_view name) const {
    for (const auto& [key, value] : entries_) {
      if (key == name) return value;
    }
    return std::nullopt;
  }
  /// The value, or an empty text.
  std::string_view at(std::string_view name) const { return find(name).value_or(""); }

  void add(std::string name, std::string value) {
    entries_.emplace_back(std::move(name), std::move(value));
  }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

}  // namespace pixferry::http
