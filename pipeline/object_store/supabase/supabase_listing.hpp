#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/limits.hpp"
#include "pipeline/object_store/object_lister.hpp"

namespace pixferry {

/// A page of POST /object/list-v2/BUCKET without a delimiter, which goes through all folders below
/// its prefix in the order of the names; its cursor is a name, so that what is removed meanwhile
/// shifts nothing. (The older /object/list counts from the beginning.)
/// https://github.com/supabase/storage/blob/master/src/http/routes/object/listObjectsV2.ts
struct SupabaseListing {
  std::vector<ListedObject> objects;  ///< those with a key of ours
  std::string cursor;                 ///< to be sent for the next page; empty: this is the last
};

/// Nothing where the body is no such page, does not say whether it is the last one, says that it is
/// not and not how to go on, or lists an object of ours without its time. One that says nothing of
/// its size has none.
std::optional<SupabaseListing> read_supabase_listing(std::string_view body, const Limits& limits);

}  // namespace pixferry
