#pragma once

#include <vector>

#include "simulator/drive_tree/drive_entry.hpp"
#include "simulator/drive_tree/drive_id.hpp"

namespace pixferry::simulator {

/// What the entries that are written out one by one refer to.
struct WrittenPlan {
  DriveIds ids;
  bool odd = true;            ///< the odd entries below the demo folder too
  std::uint64_t first_photo;  ///< album numbers from here on are free
  std::string subfolder_id;   ///< a generated folder below the demo folder, or the demo folder
  DriveEntry some_photo;      ///< a generated photo, if `has_photo`
  bool has_photo = false;
};

/// The well-known folders and, where wanted, everything odd that a shared folder can hold.
std::vector<DriveEntry> written_entries(const WrittenPlan& plan);

}  // namespace pixferry::simulator
