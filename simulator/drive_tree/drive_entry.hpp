#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "pipeline/model/time.hpp"
#include "simulator/photo/running_digest.hpp"

namespace pixferry::simulator {

inline constexpr std::string_view kFolderType = "application/vnd.google-apps.folder";
inline constexpr std::string_view kShortcutType = "application/vnd.google-apps.shortcut";
inline constexpr std::string_view kDocumentType = "application/vnd.google-apps.document";

/// Bytes that are no photo of the album.
struct PlainContent {
  std::shared_ptr<const std::string> text;
  Digests digests;
};

/// Content that is the album's photo of that number.
struct PhotoContent {
  std::uint64_t number = 0;
};

struct ShortcutTarget {
  std::string id;
  std::string mime_type;
  std::string resource_key;
};

/// One item of the Drive: a folder, a file, a shortcut or a Google document, as `mime_type` says.
struct DriveEntry {
  std::string id;
  std::string name;
  std::string mime_type;
  std::string parent_id;  ///< empty for the top of a tree
  Timestamp created;
  Timestamp modified;
  std::variant<std::monostate, PhotoContent, PlainContent> content;
  std::optional<ShortcutTarget> shortcut;  ///< missing in a shortcut whose target is gone
  std::string resource_key;                ///< without it in the request, the item is invisible
  bool can_download = true;
  bool is_in_shared_drive = false;  ///< visible only to requests that support shared drives

  bool is_folder() const { return mime_type == kFolderType; }
  bool is_google_native() const { return mime_type.starts_with("application/vnd.google-apps."); }
};

}  // namespace pixferry::simulator
