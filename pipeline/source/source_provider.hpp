#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/content/spool.hpp"
#include "pipeline/model/file.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

struct Link;

/// An entry of a folder that is not a folder. With `ended` it needs no download: it is skipped or
/// failed as the listing already shows.
struct ListedFile {
  SourceFile file;
  struct Ended {
    bool skipped = true;  ///< else failed
    ErrorCode reason = ErrorCode::unsupported_type;
    std::string detail;
  };
  std::optional<Ended> ended;
};

struct ListedFolder {
  FolderRef folder;
  std::string name;
};

struct FolderPage {
  std::vector<ListedFile> files;
  std::vector<ListedFolder> folders;
  std::string next_page_token;  ///< empty: this was the last page
};

/// What a link turned out to name.
struct FolderInfo {
  FolderRef folder;  ///< as it should be listed: a shortcut's target, with its resource key
  std::string name;
  std::optional<ListedFile> file = std::nullopt;  ///< a single file: there is nothing to list
};

/// A place whose shared folders can be imported. Thread-safe. Reading only, so every call may be
/// repeated; adapters never sleep, retry, count or log. `classify()` of each adapter turns the
/// vendor's answers into codes: `rate_limited` for whatever asks us to slow down (with the wait, if
/// named), `download_quota_exceeded` for one file's limit, `network` and `timeout` for what may
/// pass, the rest is final.
struct SourceProvider {
  virtual ~SourceProvider() = default;

  virtual SourceKind kind() const = 0;

  /// The folder or file a link names, if it is one of this provider's. Pure: no request is made.
  virtual Result<FolderRef> recognise(const Link& link) const = 0;

  /// Looks at the root, a folder or a file, before anything is listed. Errors: `folder_not_found`, `folder_forbidden`,
  /// `not_a_folder`, `credentials_missing`, `credentials_rejected`, or a passing one.
  virtual Result<FolderInfo> open(const Context& context, const FolderRef& folder) = 0;

  /// One page of a folder's files and subfolders; an empty token asks for the first. A page may be
  /// empty and still have a successor. Paths of the files are left to the caller. Error besides the
  /// above: `page_token_rejected`, after which the folder is listed anew from its first page.
  virtual Result<FolderPage> list(const Context& context, const FolderRef& folder,
                                  const std::string& page_token) = 0;

  /// Fetches the file's bytes, unchanged, into an empty spool; does not finish() it. Errors:
  /// `source_gone`, `source_forbidden`, `download_quota_exceeded`, what the spool's plan returned,
  /// or a passing one. After an Error the spool's content is undefined until rewind().
  virtual Result<> fetch(const Context& context, const SourceFile& file, Spool& into) = 0;
};

}  // namespace pixferry
