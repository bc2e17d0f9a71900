#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/drive_tree/drive_entry.hpp"

namespace pixferry::simulator {

/// The `q` of a listing: `'ID' in parents`, `name`, `mimeType` and `trashed` compared by = and !=,
/// joined by `and` and `or` (from left to right, as Drive does), `not` and parentheses.
/// https://developers.google.com/workspace/drive/api/guides/search-files
class SearchQuery {
 public:
  /// Nothing for a text that is no such query.
  static std::optional<SearchQuery> parse(std::string_view text);

  /// The folders whose children are looked for, each once, in the order of the text.
  const std::vector<std::string>& parents() const { return parents_; }
  bool matches(const DriveEntry& entry) const { return matches_(entry); }

 private:
  using Condition = std::function<bool(const DriveEntry&)>;

  std::vector<std::string> parents_;
  Condition matches_;

  friend class SearchQueryParser;
};

}  // namespace pixferry::simulator
