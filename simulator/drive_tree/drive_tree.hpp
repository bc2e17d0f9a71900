#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/error_code.hpp"
#include "pipeline/model/file.hpp"
#include "simulator/drive_tree/drive_edits.hpp"
#include "simulator/drive_tree/drive_entry.hpp"
#include "simulator/drive_tree/drive_id.hpp"
#include "simulator/drive_tree/well_known.hpp"
#include "simulator/photo/photo_album.hpp"

namespace pixferry::simulator {

struct TreePlan {
  std::int64_t photos = 48;
  int folders = 6;  ///< the demo folder included; they nest, three to a folder
  std::uint64_t seed = 1;
  bool odd_entries = true;  ///< everything odd besides; else photos and folders alone
  std::vector<DriveEdit> edits = {};
};

/// What an importer must end with for one file of a tree.
struct ExpectedFile {
  std::string id;  ///< of the target, where a shortcut led here
  std::string name;
  FileState state = FileState::imported;
  std::optional<ErrorCode> reason = std::nullopt;  ///< why it is skipped or failed
  std::int64_t size_bytes = 0;
  std::optional<Sha256> sha256 = std::nullopt;  ///< of an imported file
};

/// A tree of folders and photos that follows from its plan. What is not odd is computed when it is
/// asked for, so a million photos take no memory. Immutable, so thread-safe.
class DriveTree {
 public:
  /// Error: `invalid_configuration` for a plan that makes no tree.
  static Result<> check(const TreePlan& plan);
  /// Error: as check().
  static Result<DriveTree> make(const TreePlan& plan, PhotoAlbum album);

  std::optional<DriveEntry> find(std::string_view id) const;

  std::uint64_t count_children(std::string_view folder_id) const;
  /// Some children in an order that never changes.
  std::vector<DriveEntry> children(std::string_view folder_id, std::uint64_t first,
                                   std::uint64_t count) const;

  std::int64_t size_bytes(const DriveEntry& entry) const;
  std::optional<Digests> digests(const DriveEntry& entry) const;
  Body body(const DriveEntry& entry) const;
  const PhotoTraits* photo_traits(const DriveEntry& entry) const;
  /// Changes when the bytes change.
  std::string revision(const DriveEntry& entry) const;

  /// The oracle of an import of that folder: every file once, in no particular order.
  std::vector<ExpectedFile> expected(std::string_view folder_id = kDemoFolder) const;

 private:
  DriveTree(const TreePlan& plan, PhotoAlbum album);
  void add_written(std::vector<DriveEntry> entries);
  DriveEntry folder(std::uint64_t number) const;
  DriveEntry photo(std::uint64_t number) const;
  std::string folder_id(std::uint64_t number) const;
  std::optional<std::uint64_t> folder_number(std::string_view id) const;
  std::optional<DriveEntry> find_as_made(std::string_view id) const;
  std::uint64_t count_children_as_made(std::string_view folder_id) const;
  std::vector<DriveEntry> children_as_made(std::string_view folder_id, std::uint64_t first,
                                           std::uint64_t count) const;
  std::vector<DriveEntry> children_as_edited(std::string_view folder_id) const;
  std::uint64_t subfolders_of(std::uint64_t folder) const;
  std::uint64_t photos_of(std::uint64_t folder) const;

  TreePlan plan_;
  DriveIds ids_;
  DriveEdits edits_;
  PhotoAlbum album_;
  std::vector<DriveEntry> written_;
  std::map<std::string, std::size_t, std::less<>> written_by_id_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> written_by_parent_;
};

}  // namespace pixferry::simulator
