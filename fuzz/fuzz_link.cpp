#include "fuzz/fuzz_targets.hpp"
#include "pipeline/source/google_drive/drive_answer.hpp"
#include "pipeline/source/link.hpp"

namespace pixferry::fuzz {

/// What comes out of a link are ids and nothing else; written as a link they are read again.
void fuzz_link(std::string_view bytes) {
  const Limits limits;
  const auto link = parse_link(bytes, limits);
  if (!link) {
    require(link.error().code == ErrorCode::invalid_folder_url, "the code of a refused link");
    require(!link.error().message.empty(), "a refusal says why");
    return;
  }
  require(is_drive_token(link->id) && link->id.size() >= 10, "an id has the letters of ids only");
  require(link->resource_key.empty() || is_drive_token(link->resource_key),
          "a resource key has the letters of ids only");
  const auto url = link->public_url();
  require(url.find("resourcekey") == url.npos || link->id.find("resourcekey") != link->id.npos,
          "a link for logs has no resource key");
  const auto again = parse_link(url, limits);
  require(again && again->id == link->id && again->source == link->source,
          "a link that we write is read as the same");
}

}  // namespace pixferry::fuzz
