#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// What the body of a refusal says, in whichever of its forms: a union of the API
/// (`{"error_summary": …, "error": {".tag": …}}`), OAuth's (`{"error": "invalid_grant"}`), or a
/// sentence.
struct DropboxRefusal {
  /// From the outermost to the innermost: {"path", "not_found"}. The summary that stands beside
  /// them ends in a random number of dots; it is read only where there are no tags.
  std::vector<std::string> tags;
  std::optional<std::chrono::milliseconds> retry_after;
  std::string sentence;  ///< of a text for people; printable, one line, short

  bool has(std::string_view tag) const;
  /// The tags joined by slashes, or the sentence; empty if there is neither.
  std::string words() const;
};

DropboxRefusal read_dropbox_refusal(const HttpAnswer& answer);

}  // namespace pixferry
