#include "pipeline/source/dropbox/dropbox_entry.hpp"

#include <utility>

#include "pipeline/source/declared_type.hpp"

namespace pixferry {
namespace {

using Ended = ListedFile::Ended;

std::optional<Ended> end_at_listing(const DropboxEntry& entry) {
  if (entry.kind != DropboxEntry::Kind::file) {
    return Ended{true, ErrorCode::unsupported_type,
                 "Dropbox calls it neither a file nor a folder."};
  }
  if (auto ended = end_by_declared_type(entry.file.mime_type, "By its name it is")) return ended;
  if (!entry.is_downloadable) {
    return Ended{false, ErrorCode::source_forbidden,
                 "Dropbox does not let viewers download this file."};
  }
  return std::nullopt;
}

}  // namespace

ListedFile listed_file(DropboxEntry entry, const DropboxPlace& place) {
  auto ended = end_at_listing(entry);
  entry.file.resource_key = place.text();
  return {std::move(entry.file), std::move(ended)};
}

}  // namespace pixferry
