#pragma once

#include <boost/json/object.hpp>

#include "simulator/drive_tree/drive_tree.hpp"
#include "simulator/google_drive/field_mask.hpp"

namespace pixferry::simulator {

/// Every field of a file that this look-alike or the real Drive knows, as a mask.
const FieldMask& known_file_fields();
/// The same for a listing, whose files are such files.
const FieldMask& known_list_fields();

/// The file as Drive's JSON has it: only what the mask asks for, and absent where there is no
/// value; sizes are strings.
/// https://developers.google.com/workspace/drive/api/reference/rest/v3/files
boost::json::object file_resource(const DriveTree& tree, const DriveEntry& entry,
                                  const FieldMask& fields);

}  // namespace pixferry::simulator
