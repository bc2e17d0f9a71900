#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/digest.hpp"
#include "simulator/drive_tree/drive_tree.hpp"

namespace pixferry::simulator {

/// A folder or file as Dropbox has it.
struct DropboxItem {
  DriveEntry entry;
  std::string name;

  std::string id() const { return "id:" + entry.id; }
};

/// The same tree as Drive's, as far as Dropbox could hold it: no shortcuts, no two names in a
/// folder that differ in their case alone, no slashes in names. Names are made so when a folder is
/// first asked for, and kept. Thread-safe.
class DropboxTree {
 public:
  using Items = std::vector<DropboxItem>;

  /// The tree must outlive it.
  explicit DropboxTree(const DriveTree& tree) : tree_(tree) {}

  /// The item of that id of Drive's tree; nothing if there is none, or Dropbox could not hold it.
  std::optional<DropboxItem> find(std::string_view entry_id) const;
  /// What lies at "/sub/a.jpg" below it; with an empty path the item itself. Case does not count.
  std::optional<DropboxItem> find_below(std::string_view entry_id, std::string_view path) const;
  /// In an order that never changes.
  std::shared_ptr<const Items> children(const std::string& folder_id) const;

  std::int64_t size_bytes(const DropboxItem& file) const;
  std::string revision(const DropboxItem& file) const;  ///< "rev": hexadecimal
  Sha256 content_hash(const DropboxItem& file) const;
  Body body(const DropboxItem& file) const { return tree_.body(file.entry); }
  /// Whether it is a document that other programs keep there, without bytes to download.
  static bool is_downloadable(const DropboxItem& file);

  /// The oracle of an import of that folder: every file once, under Dropbox's ids and names.
  std::vector<ExpectedFile> expected(const std::string& folder_id) const;

 private:
  struct Folder {
    Items items;
    std::map<std::string, std::size_t> by_name;  ///< in lower case
  };

  std::shared_ptr<const Folder> folder(const std::string& id) const;
  ExpectedFile expected_file(const DropboxItem& file) const;

  const DriveTree& tree_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::shared_ptr<const Folder>> folders_;
};

}  // namespace pixferry::simulator
