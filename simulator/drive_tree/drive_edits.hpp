#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/drive_tree/drive_entry.hpp"

namespace pixferry::simulator {

/// What somebody has done to one file of the Drive. What is not set stays as it was.
struct DriveEdit {
  std::string id = {};
  bool is_gone = false;
  std::optional<std::string> name = std::nullopt;
  std::optional<std::string> parent_id = std::nullopt;
  std::optional<std::uint64_t> photo = std::nullopt;  ///< its bytes are those of that photo now
};

/// All edits of a Drive, by file.
class DriveEdits {
 public:
  explicit DriveEdits(const std::vector<DriveEdit>& edits);

  bool empty() const { return edits_.empty(); }
  /// The entry as it is now; nothing once it is gone.
  std::optional<DriveEntry> applied_to(DriveEntry entry) const;
  /// The files that were moved into the folder.
  std::vector<std::string> moved_into(std::string_view folder_id) const;

 private:
  std::map<std::string, DriveEdit, std::less<>> edits_;
};

}  // namespace pixferry::simulator
