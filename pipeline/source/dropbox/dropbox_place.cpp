#include "pipeline/source/dropbox/dropbox_place.hpp"

#include "pipeline/platform/json.hpp"
#include "pipeline/platform/percent_encoding.hpp"
#include "pipeline/source/web_address.hpp"

#include <boost/json/serialize.hpp>
#include <optional>
#include <vector>

namespace pixferry {
namespace {

constexpr std::string_view kSite = "https://www.dropbox.com/";
constexpr std::size_t kTextBytesMax = 256u << 10;

/// How many parts of a link's path are the link itself: behind them come the names of folders below
/// it. Nothing for a path that is no shared link's.
std::optional<std::size_t> link_parts(const std::vector<std::string>& path) {
  if (path.empty()) return std::nullopt;
  const std::size_t parts = path.front() == "scl" ? 4 : 3;
  if (path.size() < parts) return std::nullopt;
  return parts;
}

}  // namespace

DropboxPlace DropboxPlace::below(std::string_view name) const {
  auto place = *this;
  place.path.append("/").append(name);
  return place;
}

std::string DropboxPlace::text() const {
  boost::json::object fields{{"url", link_url}};
  if (!path.empty()) fields["path"] = path;
  if (!password.empty()) fields["password"] = password;
  return boost::json::serialize(fields);
}

Result<DropboxPlace> DropboxPlace::read(std::string_view text) {
  const auto value = json::parse_lenient(text, {.bytes_max = kTextBytesMax});
  const auto* fields = value ? value->if_object() : nullptr;
  if (fields == nullptr || !json::text_at(*fields, "url").starts_with(kSite)) {
    return Error{ErrorCode::folder_not_found,
                 "The key of the shared link is missing; copy the link again."};
  }
  return DropboxPlace{.link_url = json::text_at(*fields, "url"),
                      .path = json::text_at(*fields, "path"),
                      .password = json::text_at(*fields, "password")};
}

Result<DropboxPlace> DropboxPlace::of(const Link& link) {
  const auto address = parse_web_address(std::string{kSite} + link.id);
  const auto parts = address ? link_parts(address->path) : std::nullopt;
  if (!parts) {
    return Error{ErrorCode::invalid_folder_url,
                 "This is not the link of a shared folder of Dropbox."};
  }
  DropboxPlace place{.link_url = std::string{kSite}, .password = link.password};
  for (std::size_t i = 0; i < address->path.size(); ++i) {
    if (i >= *parts) {
      place.path += "/" + json::valid_utf8(address->path[i]);
    } else {
      if (i > 0) place.link_url += '/';
      place.link_url += percent_encoded(address->path[i]);
    }
  }
  if (!link.resource_key.empty()) place.link_url += "?" + link.resource_key;
  return place;
}

}  // namespace pixferry
