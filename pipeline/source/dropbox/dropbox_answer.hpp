#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/file.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry {

/// One entry of Dropbox as its listings and get_shared_link_metadata show it, read with suspicion:
/// whatever is absent, of another kind or out of range is left out. The fields `path_lower` and
/// `path_display` are never looked at: they are absent where the content is not the caller's own,
/// and otherwise paths in the caller's account.
struct DropboxEntry {
  enum class Kind { folder, file, deleted, other };

  Kind kind = Kind::other;
  SourceFile file;        ///< its path and resource key stay empty; its type is that of its name
  std::string full_name;  ///< never cut: what the path of a request needs
  bool is_downloadable = true;
};

struct DropboxPage {
  std::vector<DropboxEntry> entries;
  std::string next_cursor;  ///< empty: this was the last page
};

/// What files/list_folder and its continuation answer. Error: `network`, the answer is unusable;
/// also where an entry that is not a deleted one has no id or name, or where there should be more
/// pages and no cursor leads to them: nothing may be lost silently.
Result<DropboxPage> read_dropbox_page(std::string_view body, const Limits& limits);

/// What sharing/get_shared_link_metadata answers, or the header Dropbox-API-Result. Its id may be
/// empty; it is downloadable if the link's owner lets viewers download. Error: `network`.
Result<DropboxEntry> read_dropbox_link(std::string_view body, const Limits& limits);

struct DropboxAccess {
  Secret token;
  std::chrono::seconds valid_for{0};
};

/// What oauth2/token answers. Error: `network`, the answer is unusable.
Result<DropboxAccess> read_dropbox_access(std::string_view body, const Limits& limits);

}  // namespace pixferry
