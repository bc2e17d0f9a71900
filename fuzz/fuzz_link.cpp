#include <algorithm>

#include "fuzz/fuzz_targets.hpp"
#include "pipeline/source/dropbox_link.hpp"
#include "pipeline/source/google_drive/drive_answer.hpp"
#include "pipeline/source/link.hpp"
#include "pipeline/source/web_address.hpp"

namespace pixferry::fuzz {
namespace {

void require_read_again(std::string_view url, const Link& link) {
  const auto again = parse_link(url, Limits{.link_bytes_max = 64u << 10});
  require(again && again->id == link.id && again->source == link.source,
          "a link that we write is read as the same");
}

void require_sound_drive(const Link& link) {
  require(is_drive_token(link.id) && link.id.size() >= 10, "an id has the letters of ids only");
  require(link.resource_key.empty() || is_drive_token(link.resource_key),
          "a resource key has the letters of ids only");
  const auto url = link.public_url();
  require(url.find("resourcekey") == url.npos || link.id.find("resourcekey") != link.id.npos,
          "a link for logs has no resource key");
  require_read_again(url, link);
}

void require_sound_dropbox(const Link& link) {
  const auto is_plain = [](char c) {
    return is_token_character(c) || std::string_view{"%/.~&="}.find(c) != std::string_view::npos;
  };
  require(!link.id.empty() && std::ranges::all_of(link.id, is_plain), "a path is encoded");
  require(std::ranges::all_of(link.resource_key, is_plain), "a resource key is plain");
  require(link.public_url().find('?') == std::string::npos, "a link for logs has no rlkey");
  require_read_again(dropbox_url(link.id, link.resource_key), link);
}

}  // namespace

/// What comes out of a link are ids and nothing else; written as a link they are read again.
void fuzz_link(std::string_view bytes) {
  const Limits limits;
  const auto link = parse_link(bytes, limits);
  if (!link) {
    require(link.error().code == ErrorCode::invalid_folder_url, "the code of a refused link");
    require(!link.error().message.empty(), "a refusal says why");
    return;
  }
  link->source == SourceKind::dropbox ? require_sound_dropbox(*link) : require_sound_drive(*link);
}

}  // namespace pixferry::fuzz
