#pragma once

#include <string>

#include "pipeline/object_store/object_lister.hpp"

namespace pixferry {

/// The objects in the folder of a FolderStore, one of its 512 folders of keys a call: what
/// ObjectLister::list promises. `root` is the folder's descriptor, `path` its name for people.
Result<ObjectListing> list_folder_objects(const Context& context, int root, const std::string& path,
                                          const std::string& from);

}  // namespace pixferry
