#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/model/declared_facts.hpp"
#include "pipeline/model/digest.hpp"
#include "pipeline/model/error_code.hpp"
#include "pipeline/model/ids.hpp"
#include "pipeline/model/image.hpp"
#include "pipeline/model/job.hpp"
#include "pipeline/model/source_kind.hpp"

namespace pixferry {

enum class FileState { pending, imported, skipped, failed };

std::string_view name(FileState state);
std::optional<FileState> file_state_named(std::string_view text);

/// pending → imported | skipped | failed; failed → pending by an explicit retry. Nothing else.
bool may_become(FileState from, FileState to);

/// What the source says of a file. Everything in it is a claim by a stranger.
struct SourceFile {
  std::string id;            ///< opaque, the provider's
  std::string name;          ///< valid UTF-8 without U+0000; not unique, never a path of ours
  std::string path;          ///< folder names from the root and the name, joined by '/'
  std::string mime_type;     ///< declared; empty where the provider says nothing
  std::string revision;      ///< changes when the bytes change; empty where unknown
  std::string resource_key;  ///< a capability: stored, never logged
  std::optional<std::int64_t> size_bytes;
  std::optional<Sha256> sha256;
  std::optional<Md5> md5;
  std::optional<Sha256> dropbox_hash = std::nullopt;  ///< Dropbox's content_hash; see DropboxHash
  DeclaredFacts declared = {};  ///< texts and numbers bounded, of whatever kind the file is
};

/// A folder to list: the root of a job or one found on the way.
struct FolderRef {
  SourceKind source = SourceKind::google_drive;
  std::string id;
  std::string resource_key;  ///< a capability: stored, never logged
  auto operator<=>(const FolderRef&) const = default;
};

/// The right to work on one file until the lease runs out. Every later write names the token; who
/// holds an old one changes nothing.
struct FileLease {
  FileId id;
  JobId job;
  std::string owner;
  SourceKind source = SourceKind::google_drive;
  std::int64_t token = 0;
  int attempts = 0;  ///< this one included
  SourceFile file;
  std::optional<Blob> held =
      std::nullopt;  ///< its bytes, where they are stored and verified already
};

/// The right to list one folder from `page_token` on.
struct FolderLease {
  JobId job;
  std::string owner;
  FolderRef folder;
  std::string path;  ///< names below the root, joined by '/'; empty for the root
  int depth = 0;     ///< 0 is the root
  std::int64_t token = 0;
  int attempts = 0;        ///< since the last page that was committed, this one included
  int pages = 0;           ///< committed so far
  std::string page_token;  ///< empty: the first page
  ImportOptions options;

  bool is_root() const { return depth == 0; }
};

}  // namespace pixferry
