#include "pipeline/source/google_drive/drive_entry.hpp"

#include "pipeline/source/declared_type.hpp"

namespace pixferry {

std::optional<ListedFile::Ended> end_at_listing(const DriveItem& item) {
  if (auto ended = end_by_declared_type(item.file.mime_type, "Google Drive calls it")) return ended;
  if (!item.can_download) {
    return ListedFile::Ended{false, ErrorCode::source_forbidden,
                             "The owner does not let viewers download this file."};
  }
  return std::nullopt;
}

}  // namespace pixferry
