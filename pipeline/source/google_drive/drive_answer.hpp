#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/file.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

/// One entry of Drive as files.get and files.list show it, read with suspicion: whatever is absent,
/// of another kind or out of range is left out, except for the id, without which there is no item.
/// Fields: https://developers.google.com/workspace/drive/api/reference/rest/v3/files
struct DriveItem {
  enum class Kind { folder, shortcut, google_document, file };

  struct ShortcutTarget {
    std::string id;  ///< empty: the shortcut dangles
    std::string mime_type;
    std::string resource_key;
  };

  Kind kind = Kind::file;
  SourceFile file;        ///< its path stays empty
  ShortcutTarget target;  ///< of a shortcut
  bool can_download = true;
  bool can_list_children = true;
  bool is_trashed = false;
};

struct DrivePage {
  std::vector<DriveItem> items;
  std::string next_page_token;  ///< empty: this was the last page
};

/// Whether the text can stand in a URL, in the quotes of a query and in a header: 1 to 200 letters,
/// digits, '-' and '_', as every Drive id and resource key is written.
bool is_drive_token(std::string_view text);

/// The kind of item that a declared type stands for.
DriveItem::Kind kind_of(std::string_view mime_type);

/// The answer of files.get. Error: `network`, the answer is unusable.
Result<DriveItem> read_drive_item(std::string_view body, const Limits& limits);

/// The answer of files.list. Error: `network`, the answer is unusable; also where Drive says itself
/// that its search was incomplete, and where an item has no id: nothing may be lost silently.
Result<DrivePage> read_drive_page(std::string_view body, const Limits& limits);

}  // namespace pixferry
